"""The employers' tables of the yearly data for the relation to Parliament (art. 21 L. 68/99): P13 to P16."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import BooleanField, Case, Count, F, QuerySet, Sum, Value, When
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from collocamento.elenchi import righe_obblighi
from collocamento.enums import Classe, Tipologia
from collocamento.enums import Tabella as TabellaDeiCodici
from collocamento.forms import AnnoProvincia
from collocamento.rapporti.agevolazioni import Agevolazioni, nome_codice, nomi_dei_codici
from collocamento.rapporti.colonne import cifra, intero, percento, quota_di, testo
from collocamento.rapporti.esoneri import ESONERI, gruppi, tabella_in_convenzione, tabella_posti_sospesi
from collocamento.rapporti.invii import mancano_all_appello
from socialabs.base.contesto import Contesto
from socialabs.base.templatetags.socialabs import numero
from socialabs.rapporti.contenuto import Contenuto, Grafico, Motivo, Serie, Tabella
from socialabs.rapporti.registro import Rapporto, registra
from socialabs.utenti.enums import RUOLI_UFFICIO


SOMME = {
    "prospetti": Count("pk"),
    "quota": Sum("quota_disabili", default=0),
    "in_forza": Sum("disabili_in_forza", default=0),
    "esonerate": Sum("esonerati", default=0),
    "sospese": Sum(F("quota_disabili") - F("quota_dovuta_ora"), default=0),
    "compensate": Sum("compensazione_disabili", default=0),
    "mancano": Sum("scopertura_disabili", default=0),
}
# As the handbook of the relation has them: the smallest band first.
BANDE = (Classe.C, Classe.B, Classe.A)
# Where everybody in a band is short, the posts tell who is there.
RELAZIONI_COPERTURA = ({"in_forza": 1, "mancano": 1, "esonerate": 1, "compensate": -1, "quota": -1},)
# The columns that a ratio is made of, people among them: it tells them to whoever knows the posts.
DERIVATE_COPERTURA = {"copertura": ("in_forza", "quota", "esonerate", "sospese")}


def relazione(ctx: Contesto, parametri: Mapping[str, Any]) -> Contenuto:
    """Conventions, coverage by band, exemptions and suspensions of a year, as far as the returns tell."""
    anno, provincia = parametri["anno"], parametri["provincia"]
    lette = Agevolazioni(ctx, anno, provincia)
    righe = righe_obblighi(ctx, anno, provincia).exclude(prospetto__calcolo__classe="").order_by()
    assenti = mancano_all_appello(ctx, anno, provincia).exclude(prospetto__calcolo__classe="").order_by()
    copertura = _per_banda(righe, assenti)
    insieme = {**righe.aggregate(**SOMME), "obbligati": sum(r["obbligati"] for r in copertura), "voce": _("Totale")}
    cause = nomi_dei_codici(ctx, TabellaDeiCodici.CAUSALE_SOSPENSIONE, anno)
    tipi = nomi_dei_codici(ctx, TabellaDeiCodici.TIPO_CONVENZIONE, anno)
    tabelle = [
        *_p13(lette.convenzioni_per_tipo(), tipi),
        *tabella_in_convenzione(lette.in_convenzione(), chiave="p13-coperte", titolo=_("P13 – Unità coperte")),
        *([_p14(copertura, insieme)] if copertura else []),
        *_p15(lette.esoneri()),
        *tabella_posti_sospesi(lette.posti_sospesi(), cause, chiave="p16", titolo=_("P16 – Sospensioni")),
    ]
    return Contenuto(risposta=_risposta(anno, insieme), cifre=_cifre(insieme), tabelle=tabelle, note=_note())


def _per_banda(righe: QuerySet, assenti: QuerySet) -> list[dict]:
    """By band and private or public: the sums, and the employers obliged the year before who sent nothing."""
    pubblico = Case(
        When(prospetto__tipologia=Tipologia.PUBBLICO, then=Value(True)),
        default=Value(False),
        output_field=BooleanField(),
    )

    def per(insieme: QuerySet, **conti: Any) -> dict:
        divise = insieme.annotate(banda=F("prospetto__calcolo__classe"), pubblico=pubblico).values("banda", "pubblico")
        return {(r["banda"], r["pubblico"]): r for r in divise.annotate(**conti)}

    presenti, mancanti = per(righe, **SOMME), per(assenti, assenti=Count("pk"))
    vuota = dict.fromkeys(SOMME, 0)
    voci = []
    for banda in BANDE:
        for e_pubblico, nome in ((False, _("privati")), (True, _("pubblici"))):
            chiave = (banda.value, e_pubblico)
            if chiave in presenti or chiave in mancanti:
                riga = presenti.get(chiave, vuota)
                obbligati = riga["prospetti"] + mancanti.get(chiave, {"assenti": 0})["assenti"]
                voci.append({**riga, "voce": f"{banda.label}, {nome}", "obbligati": obbligati})
    return voci


# --- the answer ---------------------------------------------------------------------------------------------------
def _risposta(anno: int | None, insieme: Mapping[str, Any]) -> str:
    if not insieme["obbligati"]:
        return _("Nessun datore delle classi A, B e C con questi parametri.")
    return ngettext(
        "Per il %(anno)s ha un prospetto %(prospetti)s datore su %(obbligati)s: quota %(quota)s, posti mancanti "
        "%(mancano)s.",
        "Per il %(anno)s hanno un prospetto %(prospetti)s datori su %(obbligati)s: quota %(quota)s, posti mancanti "
        "%(mancano)s.",
        insieme["prospetti"],
    ) % {"anno": anno, **{nome: numero(insieme[nome]) for nome in ("prospetti", "obbligati", "quota", "mancano")}}


def _cifre(insieme: Mapping[str, Any]) -> list[dict]:
    return [
        cifra(_("Datori con obbligo"), insieme["obbligati"]),
        cifra(_("con prospetto"), insieme["prospetti"]),
        cifra(_("Quota"), insieme["quota"]),
        cifra(_("Esonerate"), insieme["esonerate"]),
        cifra(_("Sospese"), insieme["sospese"]),
        cifra(_("Scoperte"), insieme["mancano"], "danger"),
    ]


# --- tables -------------------------------------------------------------------------------------------------------
def _p13(righe: Sequence[dict], tipi: dict[str, str]) -> list[Tabella]:
    voci = [
        {**r, "voce": nome_codice(r["tipo"], tipi)} for r in sorted(gruppi(righe, "tipo"), key=lambda r: r["tipo"])
    ]
    if not voci:
        return []
    colonne = [
        testo("voce", _("Tipo")),
        intero("firmate", _("Firmate nell'anno")),
        intero("attive", _("Attive al 31 dicembre")),
        intero("previsti", _("Unità previste"), _("Delle convenzioni attive.")),
        intero("datori", _("Datori"), _("Con una convenzione attiva.")),
    ]
    insieme = {**next(r for r in righe if r["tipo"] is None), "voce": _("Totale")}
    nota = _("Il prospetto dice il tipo con un codice e non dice quante unità previste siano già coperte.")
    return [Tabella("p13", _("P13 – Convenzioni"), colonne, voci, totale=insieme, nota=nota)]


def _p14(righe: Sequence[dict], insieme: Mapping[str, Any]) -> Tabella:
    colonne = [
        testo("voce", _("Fascia")),
        intero(
            "obbligati",
            _("Con obbligo"),
            _("Chi ha un prospetto, più chi era obbligato l'anno prima e non ha inviato, nella fascia di allora."),
        ),
        intero("prospetti", _("Con prospetto")),
        intero("quota", _("Quota")),
        intero("in_forza", _("In forza"), _("Comprese quelle oltre la quota."), persone=True),
        intero("esonerate", _("Esonerate")),
        intero("sospese", _("Sospese")),
        intero("compensate", _("Compensate"), _("In più o, con il meno, in meno.")),
        intero("mancano", _("Scoperte")),
        percento(
            "copertura",
            _("Copertura"),
            _copertura,
            _("In forza / (quota − esonerate − sospese); può superare il 100 %."),
        ),
    ]
    grafico = Grafico(
        titolo=_("Posti della quota per fascia: coperti, esonerati e mancanti"),
        etichetta=lambda r: r["voce"],
        serie=[
            Serie(_("Coperti"), lambda r: r["quota"] + r["compensate"] - r["esonerate"] - r["mancano"], Motivo.PIENO),
            Serie(_("Mancano"), lambda r: r["mancano"], Motivo.TRATTEGGIO),
            Serie(_("Esonerati"), lambda r: r["esonerate"], Motivo.PUNTI),
        ],
        testo=lambda r: _("mancano %(mancano)s, quota %(quota)s") % {n: numero(r[n]) for n in ("mancano", "quota")},
    )
    return Tabella(
        "p14",
        _("P14 – Copertura"),
        colonne,
        righe,
        totale=insieme,
        grafico=grafico,
        relazioni=RELAZIONI_COPERTURA,
        derivate=DERIVATE_COPERTURA,
        ordine_naturale=True,
    )


def _copertura(riga: Mapping[str, Any]) -> float | None:
    return quota_di(riga["in_forza"], max(0, riga["quota"] - riga["esonerate"] - riga["sospese"]))


def _p15(righe: Sequence[dict]) -> list[Tabella]:
    per_stato = {r["stato"]: r for r in gruppi(righe, "stato")}
    voci = [
        {**per_stato[stato], "voce": str(ESONERI[stato])}
        for stato in ("richiesto", "concesso", "autocertificato")
        if stato in per_stato
    ]
    if not voci:
        return []
    colonne = [
        testo("voce", _("Esonero")),
        intero("datori", _("Datori")),
        intero("posizioni", _("Unità")),
    ]
    nota = _("Respinti, motivo (faticosità, pericolosità, modalità) e importi non sono nel prospetto.")
    return [Tabella("p15", _("P15 – Esoneri"), colonne, voci, nota=nota)]


def _note() -> list[str]:
    return [
        _(
            "Il questionario esatto del Ministero non è verificato: le tabelle seguono uno schema di lavoro del "
            "portale."
        ),
        _(
            "Mancano le tabelle P1–P12 e P17–P20: riguardano le persone iscritte, gli avviamenti e gli atti "
            "dell'ufficio, che il portale ancora non ha."
        ),
        _("Le cifre vengono dai prospetti validi e dal calcolo del portale: non sono quelle degli atti dell'ufficio."),
        _("Fra i privati ci sono gli enti pubblici economici. Chi deve solo la quota dell'art. 18 non è in P14."),
        _("Con una provincia le cifre sono quelle dei suoi fogli; con tutta Italia quelle nazionali di ogni datore."),
        _(
            "Un datore privato invia solo se qualcosa è cambiato: chi è «con obbligo» senza prospetto può averlo "
            "ancora uguale, e le sue unità non sono contate."
        ),
        _("Tipi e causali «da verificare» sono codici di cui il portale non ha la tabella ufficiale."),
    ]


registra(
    Rapporto(
        chiave="relazione-parlamento",
        titolo=gettext_lazy("Relazione al Parlamento: i datori di lavoro"),
        domanda=gettext_lazy("Quali cifre sui datori di lavoro servono per la relazione dell'art. 21 L. 68/99?"),
        modulo=AnnoProvincia,
        dati=relazione,
        ruoli=RUOLI_UFFICIO,
    )
)
