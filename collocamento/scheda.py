"""An employer's sheet: the answer first, then each figure with the steps that made it."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from collocamento.chiaro import LavoratoreInChiaro
from collocamento.enums import CategoriaAssunzione, CategoriaSoggetto
from collocamento.models import Calcolo, CalcoloProvincia, Prospetto
from collocamento.normativa import IMPOSTAZIONI, Passo, letture, render
from socialabs.anagrafica.models import Provincia
from socialabs.base.esportazioni import Colonna, Formato
from socialabs.rapporti.contenuto import Grafico, Motivo, Serie, Tabella


Cifre = Calcolo | CalcoloProvincia

ETICHETTE: dict[str, Promise] = {
    "lavoratori": gettext_lazy("Lavoratori dipendenti"),
    "classe": gettext_lazy("Classe"),
    "base_art3": gettext_lazy("Base di computo (art. 3)"),
    "base_art18": gettext_lazy("Base di computo (art. 18)"),
    "quota_disabili": gettext_lazy("Quota di persone con disabilità"),
    "quota_art18": gettext_lazy("Quota di categorie protette (art. 18)"),
    "disabili_in_forza": gettext_lazy("Persone con disabilità in forza"),
    "art18_in_forza": gettext_lazy("Categorie protette in forza"),
    "esonerati": gettext_lazy("Posizioni esonerate"),
    "eccedenza_art18": gettext_lazy("Eccedenza di categorie protette"),
    "eccedenza_art18_usata": gettext_lazy("Eccedenza usata a copertura"),
    "saldo_disabili": gettext_lazy("Saldo prima delle compensazioni"),
    "compensazione_disabili": gettext_lazy("Compensazione, persone con disabilità"),
    "compensazione_art18": gettext_lazy("Compensazione, categorie protette"),
    "scopertura_disabili": gettext_lazy("Mancano persone con disabilità"),
    "scopertura_art18": gettext_lazy("Mancano categorie protette"),
    "quota_dovuta_ora": gettext_lazy("Quota dovuta ora"),
    "scopertura_dovuta_ora": gettext_lazy("Persone con disabilità dovute ora"),
    "scopertura_art18_dovuta_ora": gettext_lazy("Categorie protette dovute ora"),
    "sospensione_in_corso": gettext_lazy("Sospensione in corso"),
}
# Shown only where they say something: zero is their usual value.
SE_DIVERSE_DA_ZERO = frozenset(
    {"esonerati", "eccedenza_art18", "eccedenza_art18_usata", "compensazione_disabili", "compensazione_art18"}
)


# --- the answer ---------------------------------------------------------------------------------------------------
def disabili(numero: int) -> str:
    return ngettext("%(n)d persona con disabilità", "%(n)d persone con disabilità", numero) % {"n": numero}


def protette(numero: int) -> str:
    return ngettext("%(n)d di categoria protetta", "%(n)d di categorie protette", numero) % {"n": numero}


def persone(numero_disabili: int, numero_art18: int) -> str:
    """Both kinds of people in words, without those that are none."""
    parti = [disabili(numero_disabili)] if numero_disabili else []
    parti += [protette(numero_art18)] if numero_art18 else []
    return _(" e ").join(parti)


def deve(cifre: Cifre) -> str:
    return persone(cifre.quota_disabili, cifre.quota_art18) or _("nessuno")


def copre(cifre: Cifre) -> str:
    testo = persone(cifre.disabili_in_forza, cifre.art18_in_forza) or _("nessuno")
    if not cifre.esonerati:
        return testo
    esonerate = ngettext("%(n)d posizione esonerata", "%(n)d posizioni esonerate", cifre.esonerati)
    return f"{testo}; {esonerate % {'n': cifre.esonerati}}"


def manca(cifre: Cifre) -> str:
    return persone(cifre.scopertura_disabili, cifre.scopertura_art18) or _("nessuno")


def frase(calcolo: Calcolo) -> str:
    """The answer in one sentence."""
    if not calcolo.prospetto_dovuto:
        return _("Non deve assumere nessuno: la base di computo è di %(base)s lavoratori.") % {
            "base": calcolo.base_art3
        }
    dati = {"deve": deve(calcolo), "copre": copre(calcolo), "manca": manca(calcolo)}
    mancanti = calcolo.scopertura_disabili + calcolo.scopertura_art18
    if not mancanti:
        return _("Deve avere in forza %(deve)s; copre %(copre)s: non manca nessuno.") % dati
    testo = ngettext(
        "Deve avere in forza %(deve)s; copre %(copre)s: manca %(manca)s.",
        "Deve avere in forza %(deve)s; copre %(copre)s: mancano %(manca)s.",
        mancanti,
    )
    return testo % dati


def frase_dovuta_ora(calcolo: Calcolo) -> str:
    """What suspensions and conventions leave to do now; empty when they change nothing."""
    ora = (calcolo.scopertura_dovuta_ora, calcolo.scopertura_art18_dovuta_ora)
    if ora == (calcolo.scopertura_disabili, calcolo.scopertura_art18):
        return ""
    testo = _("Con le sospensioni e le convenzioni in corso ora sono da assumere: %(ora)s.")
    return testo % {"ora": persone(*ora) or _("nessuno")}


# --- the figures --------------------------------------------------------------------------------------------------
def lingua() -> str:
    return "en" if (get_language() or "it").startswith("en") else "it"


def passi_resi(passi: list[dict], province: Mapping[str, str]) -> list[dict]:
    """The steps of a figure in words, as components/derivazione.html takes them; `province` names their codes."""
    resi = (render(_con_nomi(Passo.from_dict(passo), province), lingua()) for passo in passi)
    return [{"etichetta": r.etichetta, "formula": r.formula, "fonte": r.fonte} for r in resi]


def _con_nomi(passo: Passo, province: Mapping[str, str]) -> Passo:
    """The step with the names of its provinces in place of the ISTAT codes ("011: 5" becomes "La Spezia: 5")."""
    nomi = dict(passo.parametri)
    if "province" in nomi:
        divise = (voce.partition(":") for voce in nomi["province"])
        nomi["province"] = ["".join((province.get(codice, codice), *resto)) for codice, *resto in divise]
    if "sede" in nomi:
        nomi["sede"] = province.get(nomi["sede"], nomi["sede"])
    return passo._replace(parametri=nomi)


def figure(
    cifre: Cifre, passi: Mapping[str, list[dict]], dichiarate: Mapping[str, Any], province: Mapping[str, str]
) -> Iterator[dict]:
    """Every figure of `cifre` with its steps and, where it differs, what the employer declared."""
    for nome, etichetta in ETICHETTE.items():
        valore = getattr(cifre, nome, None)
        if valore is None or isinstance(valore, bool) or (nome in SE_DIVERSE_DA_ZERO and not valore):
            continue
        yield {
            "etichetta": etichetta,
            "valore": valore if valore != "" else _("nessuna"),
            "passi": passi_resi(passi.get(nome, []), province),
            "dichiarato": dichiarate.get(nome),
        }


def dichiarate(prospetto: Prospetto, provincia: str = "") -> dict[str, Any]:
    """The figures declared otherwise than computed, by name."""
    return {d["figura"]: d["dichiarato"] for d in prospetto.differenze if d["provincia"] == provincia}


def divergenze(prospetto: Prospetto, province: Mapping[str, str]) -> list[dict]:
    """Each divergence: which figure, where, by how much, and the rule by which the engine differs."""
    return [
        {
            "figura": ETICHETTE.get(d["figura"], d["figura"]),
            "dove": province.get(d["provincia"], d["provincia"]) if d["provincia"] else _("Nazionale"),
            "dichiarato": _leggibile(d["dichiarato"]),
            "calcolato": _leggibile(d["calcolato"]),
            "scarto": _scarto(d["dichiarato"], d["calcolato"]),
            "regola": _regola(prospetto.calcolo.derivazione, d["provincia"], d["figura"]),
        }
        for d in prospetto.differenze
    ]


def passi_di(derivazione: Mapping[str, Any], provincia: str = "") -> Mapping[str, list[dict]]:
    """The steps of a province, or of the whole employer; where they are alike only the latter has them."""
    return derivazione["nazionale"] | (derivazione["province"].get(provincia) or {})


def _regola(derivazione: Mapping[str, Any], provincia: str, figura: str) -> str:
    passi = passi_di(derivazione, provincia).get(figura)
    return render(Passo.from_dict(passi[-1]), lingua()).fonte if passi else ""


def _leggibile(valore: Any) -> str:
    if isinstance(valore, bool):
        return _("sì") if valore else _("no")
    return _("nessuna") if valore in (None, "") else str(valore)


def _scarto(dichiarato: Any, calcolato: Any) -> str:
    interi = all(isinstance(v, int) and not isinstance(v, bool) for v in (dichiarato, calcolato))
    return f"{dichiarato - calcolato:+d}".replace("-", "−") if interi else ""


def letture_usate(calcolo: Calcolo) -> list[str]:
    """The readings of the law in use, in words."""
    return list(letture(type(IMPOSTAZIONI)(**calcolo.impostazioni), lingua()).values())


# --- the years ----------------------------------------------------------------------------------------------------
def confronto_anni(calcoli: list[Calcolo]) -> Tabella:
    """The employer's valid returns, one row a year, with their chart."""
    colonne = [
        Colonna("anno", _("Anno"), lambda c: c.prospetto.anno),
        Colonna("classe", _("Classe"), lambda c: c.classe),
        *(
            Colonna(nome, titolo, lambda c, nome=nome: getattr(c, nome), Formato.INTERO)
            for nome, titolo in (
                ("lavoratori", _("Lavoratori")),
                ("base_art3", _("Base art. 3")),
                ("quota_disabili", _("Quota disabili")),
                ("disabili_in_forza", _("In forza")),
                ("esonerati", _("Esonerati")),
                ("scopertura_disabili", _("Mancano")),
                ("quota_art18", _("Quota art. 18")),
                ("art18_in_forza", _("In forza art. 18")),
                ("scopertura_art18", _("Mancano art. 18")),
            )
        ),
        Colonna("invio", _("Inviato il"), lambda c: c.prospetto.data_invio, Formato.DATA),
    ]
    grafico = Grafico(
        titolo=_("Quota di persone con disabilità, anno per anno"),
        etichetta=lambda c: str(c.prospetto.anno),
        serie=[
            Serie(_("Coperti"), lambda c: max(0, c.quota_disabili - c.scopertura_disabili), Motivo.PIENO),
            Serie(_("Mancano"), lambda c: c.scopertura_disabili, Motivo.TRATTEGGIO),
        ],
        testo=lambda c: _("mancano %(n)s su %(quota)s") % {"n": c.scopertura_disabili, "quota": c.quota_disabili},
    )
    return Tabella("anni", _("Anno per anno"), colonne, calcoli, grafico=grafico)


# --- the workers --------------------------------------------------------------------------------------------------
def righe_lavoratori(lavoratori: list[LavoratoreInChiaro]) -> list[dict]:
    """Workers with their codes in words and their weekly hours."""
    province = dict(Provincia.objects.values_list("codice", "sigla"))
    return [
        {
            "lavoratore": lavoratore,
            "provincia": province.get(lavoratore.provincia, lavoratore.provincia),
            "categoria": CategoriaSoggetto(lavoratore.categoria).label,
            "assunzione": CategoriaAssunzione(lavoratore.categoria_assunzione).label,
            "ore": f"{_ore(lavoratore.minuti_svolti)} / {_ore(lavoratore.minuti_contratto)}",
        }
        for lavoratore in lavoratori
    ]


def _ore(minuti: int) -> str:
    return f"{minuti // 60}:{minuti % 60:02d}"


def situazione(prospetto: Prospetto) -> str:
    """The day whose situation the return describes."""
    return f"{prospetto.data_riferimento:%d/%m/%Y}"
