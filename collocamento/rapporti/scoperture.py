"""The report on the gaps over the years: how many, who closed one, who opened one, who has had one for years."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import F
from django.db.models.functions import Greatest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from collocamento.enums import CategoriaSoggetto
from collocamento.rapporti import scoperture_sql
from collocamento.rapporti.ambito import cifre_degli_anni, datori, fascia, interroga
from collocamento.rapporti.colonne import (
    FASCE,
    FASCE_BREVI,
    MASSIME_RIGHE,
    barre,
    cifra,
    coperti_e_mancano,
    intero,
    percento,
    quota_di,
    solo_le_prime,
    testo,
)
from collocamento.rapporti.obblighi import DOVUTI
from collocamento.rapporti.parametri import AnniProvinciaClasse
from socialabs.base.contesto import Contesto
from socialabs.base.templatetags.socialabs import numero
from socialabs.rapporti.contenuto import Contenuto, Grafico, Motivo, Serie, Tabella
from socialabs.rapporti.registro import Rapporto, registra
from socialabs.utenti.enums import RUOLI_UFFICIO


FIGURE = {
    CategoriaSoggetto.DISABILE: {
        "quota": F("quota_disabili"),
        "dovuti": DOVUTI,
        "in_forza": F("disabili_in_forza"),
        "mancano": F("scopertura_disabili"),
    },
    CategoriaSoggetto.ART18: {
        "quota": F("quota_art18"),
        "dovuti": Greatest(F("quota_art18") + F("compensazione_art18"), 0),
        "in_forza": F("art18_in_forza"),
        "mancano": F("scopertura_art18"),
    },
}


def evoluzione(ctx: Contesto, parametri: Mapping[str, Any]) -> Contenuto:
    """Every year's gaps, what moved between the last years, and for how long employers have been short."""
    storia = cifre_degli_anni(ctx, parametri["dal"], parametri["anno"], parametri["provincia"]).values(
        datore=F("prospetto__datore_id"),
        anno=F("prospetto__anno"),
        fascia=fascia(),
        **FIGURE[CategoriaSoggetto(parametri["categoria"])],
    )

    def chiedi(sql: str, *altri: Any, **ambiti: Any) -> list[dict]:
        return interroga(scoperture_sql.SEGUITI + sql, parametri["classe"], *altri, storia=storia, **ambiti)

    anni = chiedi(scoperture_sql.ANNI)
    durate = chiedi(scoperture_sql.DURATE)
    tabelle = [_tabella_anni(anni)]
    movimenti: list[dict] = []
    if len(anni) > 1:
        movimenti = [{**m, "voce": _passaggio(m["prima"], m["anno"])} for m in chiedi(scoperture_sql.MOVIMENTI)]
        tabelle += [_tabella_posti(movimenti), _tabella_datori(movimenti)]
        tabelle += _tabelle_elenchi(chiedi(scoperture_sql.CHI, MASSIME_RIGHE, datori=datori(ctx)))
        tabelle += _tabella_classi(chiedi(scoperture_sql.CLASSI))
    tabelle += _tabelle_durate(durate, chiedi(scoperture_sql.DA_PIU_ANNI, MASSIME_RIGHE, datori=datori(ctx)))
    return Contenuto(
        risposta=_risposta(anni, movimenti, durate),
        cifre=_cifre(anni, movimenti, durate),
        tabelle=tabelle,
        note=_note(parametri, solo_uno=len(anni) == 1),
    )


# --- the answer ---------------------------------------------------------------------------------------------------
def _risposta(anni: Sequence[dict], movimenti: Sequence[dict], durate: Sequence[dict]) -> str:
    if not anni:
        return _("Nessun prospetto valido con questi parametri.")
    ultimo = anni[-1]
    frasi = [
        ngettext(
            "Al 31 dicembre %(anno)s manca %(mancano)s posto; datori scoperti: %(scoperti)s su %(datori)s.",
            "Al 31 dicembre %(anno)s mancano %(mancano)s posti; datori scoperti: %(scoperti)s su %(datori)s.",
            ultimo["mancano"],
        )
        % {**_in_cifre(ultimo, "mancano", "scoperti", "datori"), "anno": ultimo["anno"]}
    ]
    if movimenti:
        passo = movimenti[-1]
        seguito = _(
            "Nel %(prima)s ne mancavano %(mancavano)s. Datori che da allora hanno chiuso la scopertura: "
            "%(hanno_chiuso)s; che l'hanno aperta: %(hanno_aperto)s; scoperti da almeno due anni di seguito: "
            "%(da_piu_anni)s."
        )
        frasi.append(
            seguito
            % {
                **_in_cifre(passo, "mancavano", "hanno_chiuso", "hanno_aperto"),
                "prima": passo["prima"],
                "da_piu_anni": numero(_da_piu_anni(durate)),
            }
        )
    return " ".join(frasi)


def _in_cifre(riga: Mapping[str, Any], *nomi: str) -> dict[str, str]:
    return {nome: numero(riga[nome]) for nome in nomi}


def _da_piu_anni(durate: Sequence[dict]) -> int:
    return sum(d["datori"] for d in durate if d["anni"] > 1)


def _cifre(anni: Sequence[dict], movimenti: Sequence[dict], durate: Sequence[dict]) -> list[dict]:
    if not anni:
        return []
    cifre = [
        cifra(_("Posti mancanti"), anni[-1]["mancano"], "danger"),
        cifra(_("Datori scoperti"), anni[-1]["scoperti"], "warning"),
    ]
    if movimenti:
        cifre += [
            cifra(_("Hanno chiuso"), movimenti[-1]["hanno_chiuso"], "success"),
            cifra(_("Hanno aperto"), movimenti[-1]["hanno_aperto"], "warning"),
            cifra(_("Scoperti da più anni"), _da_piu_anni(durate), "danger"),
        ]
    return cifre


def _passaggio(prima: int, dopo: int) -> str:
    return f"{prima} → {dopo}"


# --- tables -------------------------------------------------------------------------------------------------------
# The columns that a ratio is made of, and equations between columns of a row: coefficients whose sum is zero.
RELAZIONI_ANNI = ({"in_forza": 1, "mancano": 1, "dovuti": -1},)
DERIVATE_ANNI = {"copertura": ("dovuti", "mancano")}
RELAZIONI_POSTI = (
    {
        "mancano": -1,
        "mancavano": 1,
        "chiusi": -1,
        "ridotti": -1,
        "cresciuti": 1,
        "aperti": 1,
        "entrati": 1,
        "usciti": -1,
    },
)


def _tabella_anni(anni: Sequence[dict]) -> Tabella:
    grafico = coperti_e_mancano(_("Posti coperti e mancanti, anno per anno"), lambda r: str(r["anno"]))
    colonne = [
        testo("anno", _("Anno")),
        intero("datori", _("Datori obbligati")),
        intero("scoperti", _("Scoperti")),
        intero("quota", _("Quota")),
        intero("dovuti", _("Posti dovuti"), _("Quota, più o meno le compensazioni, meno gli esonerati.")),
        intero("in_forza", _("In forza"), _("Comprese quelle oltre la quota."), persone=True),
        intero("mancano", _("Mancano")),
        percento("copertura", _("Copertura"), lambda r: quota_di(r["dovuti"] - r["mancano"], r["dovuti"])),
    ]
    return Tabella(
        "anni",
        _("Anno per anno"),
        colonne,
        anni,
        grafico=grafico,
        relazioni=RELAZIONI_ANNI,
        derivate=DERIVATE_ANNI,
    )


def _tabella_posti(movimenti: Sequence[dict]) -> Tabella:
    colonne = [
        testo("voce", _("Anni")),
        intero("mancavano", _("Mancavano")),
        intero("chiusi", _("Chiusi"), _("Posti che mancavano a chi ora non ha più scopertura.")),
        intero("ridotti", _("In meno"), _("Posti in meno presso chi resta scoperto.")),
        intero("cresciuti", _("In più"), _("Posti in più presso chi era già scoperto.")),
        intero("aperti", _("Aperti"), _("Posti che mancano a chi prima non aveva scopertura.")),
        intero("entrati", _("Di chi è entrato"), _("Posti che mancano a chi l'anno prima non aveva un prospetto.")),
        intero("usciti", _("Di chi è uscito"), _("Posti che mancavano a chi non ha più un prospetto.")),
        intero("mancano", _("Mancano")),
    ]
    nota = _(
        "I posti mancanti dell'anno prima, meno quelli chiusi, ridotti o usciti, più quelli cresciuti, aperti o "
        "entrati, danno i posti mancanti dell'anno."
    )
    return Tabella("posti", _("Come sono cambiati i posti"), colonne, movimenti, nota=nota, relazioni=RELAZIONI_POSTI)


def _tabella_datori(movimenti: Sequence[dict]) -> Tabella:
    grafico = Grafico(
        titolo=_("Datori scoperti: restano tali, lo sono diventati"),
        etichetta=lambda r: r["voce"],
        serie=[
            Serie(_("Restano"), lambda r: r["restano"], Motivo.TRATTEGGIO),
            Serie(_("Hanno aperto"), lambda r: r["hanno_aperto"], Motivo.PIENO),
            Serie(_("Entrati"), lambda r: r["entrati_scoperti"], Motivo.PUNTI),
        ],
        testo=lambda r: _("%(ora)s scoperti") % {"ora": r["restano"] + r["hanno_aperto"] + r["entrati_scoperti"]},
    )
    colonne = [
        testo("voce", _("Anni")),
        intero("stessi", _("Stessi datori"), _("Con un prospetto valido in entrambi gli anni.")),
        intero("hanno_chiuso", _("Hanno chiuso")),
        intero("restano", _("Restano scoperti")),
        intero("hanno_aperto", _("Hanno aperto")),
        intero("datori_entrati", _("Entrati"), _("Senza prospetto valido nell'anno prima.")),
        intero("entrati_scoperti", _("di cui scoperti")),
        intero("datori_usciti", _("Usciti"), _("Senza prospetto valido nell'anno dopo.")),
        intero("usciti_scoperti", _("di cui erano scoperti")),
    ]
    return Tabella("datori", _("Come sono cambiati i datori"), colonne, movimenti, grafico=grafico)


def _tabelle_elenchi(righe: Sequence[dict]) -> list[Tabella]:
    """Who closed a gap and who opened one between the last two years; a list without rows is left out."""
    titoli = {"chiuso": _("Chi ha chiuso la scopertura"), "aperto": _("Chi ha aperto una scopertura")}
    tabelle = []
    for esito, titolo in titoli.items():
        voci = [{**r, "classe": str(FASCE_BREVI[r["fascia"]])} for r in righe if r["esito"] == esito]
        if voci:
            nota = solo_le_prime(len(voci), voci[0]["totale"])
            tabelle.append(Tabella(esito, titolo, _colonne_elenco(voci[0]["prima"], voci[0]["anno"]), voci, nota=nota))
    return tabelle


def _colonne_elenco(prima: int, dopo: int) -> list:
    return [
        testo("nome", _("Datore di lavoro")),
        testo("codice", _("Codice fiscale")),
        testo("classe", _("Classe %(anno)s") % {"anno": dopo}),
        intero("quota_prima", _("Quota %(anno)s") % {"anno": prima}),
        intero("quota", _("Quota %(anno)s") % {"anno": dopo}),
        intero("mancavano", _("Mancavano %(anno)s") % {"anno": prima}),
        intero("mancano", _("Mancano %(anno)s") % {"anno": dopo}),
    ]


def _tabella_classi(righe: Sequence[dict]) -> list[Tabella]:
    """Employers of both years that are of another class now; nothing when there are none."""
    if not righe:
        return []
    voci = [{**r, "voce": _("da %(prima)s a %(dopo)s") % _nomi_fasce(r)} for r in righe]
    colonne = [
        testo("voce", _("Classe")),
        intero("datori", _("Datori")),
        intero("quota_prima", _("Quota %(anno)s") % {"anno": righe[0]["prima"]}),
        intero("quota", _("Quota %(anno)s") % {"anno": righe[0]["anno"]}),
        intero("mancavano", _("Mancavano %(anno)s") % {"anno": righe[0]["prima"]}),
        intero("mancano", _("Mancano %(anno)s") % {"anno": righe[0]["anno"]}),
    ]
    nota = _("Una scopertura che si apre o si chiude può venire da un cambio di classe, senza che cambi il personale.")
    return [Tabella("classi", _("Chi ha cambiato classe"), colonne, voci, nota=nota)]


def _nomi_fasce(riga: Mapping[str, Any]) -> dict[str, str]:
    return {"prima": str(FASCE[riga["fascia_prima"]]), "dopo": str(FASCE[riga["fascia"]])}


def _tabelle_durate(durate: Sequence[dict], elenco: Sequence[dict]) -> list[Tabella]:
    """For how many years on end those who are short in the last year have been so."""
    if not durate:
        return []
    voci = [{**d, "voce": ngettext("%(n)d anno", "%(n)d anni", d["anni"]) % {"n": d["anni"]}} for d in durate]
    colonne = [
        testo("voce", _("Scoperti da")),
        intero("datori", _("Datori")),
        intero("mancano", _("Mancano"), _("Posti mancanti nell'ultimo anno.")),
    ]
    grafico = barre(
        _("Da quanti anni i datori sono scoperti"),
        _("Datori"),
        "datori",
        lambda r: ngettext("%(n)s datore", "%(n)s datori", r["datori"]) % {"n": numero(r["datori"])},
    )
    totale = {"voce": _("Totale"), **{c: sum(d[c] for d in durate) for c in ("datori", "mancano")}}
    nota = _("Anni di seguito fino all'ultimo, entro quelli scelti.")
    tabelle = [Tabella("durate", _("Da quanti anni"), colonne, voci, totale=totale, grafico=grafico, nota=nota)]
    if elenco:
        voci = [{**r, "classe": str(FASCE_BREVI[r["fascia"]])} for r in elenco]
        colonne = [
            testo("nome", _("Datore di lavoro")),
            testo("codice", _("Codice fiscale")),
            testo("classe", _("Classe")),
            intero("anni", _("Anni di seguito")),
            intero("quota", _("Quota")),
            intero("mancano", _("Mancano")),
        ]
        nota = solo_le_prime(len(voci), voci[0]["totale"])
        tabelle.append(Tabella("da_piu_anni", _("Scoperti da più anni"), colonne, voci, nota=nota))
    return tabelle


def _note(parametri: Mapping[str, Any], *, solo_uno: bool) -> list[str]:
    note = [
        _("Contano i prospetti validi; chi non ha un prospetto valido in un anno, in quell'anno non c'è."),
        _("Con una provincia le cifre sono quelle dei suoi fogli; con tutta Italia quelle nazionali di ogni datore."),
        _("Le scoperture sono strutturali: sospensioni e convenzioni in corso non le riducono."),
        _(
            "Una scopertura si chiude anche se scendono i posti dovuti (meno personale, un esonero): "
            "la quota dei due anni, negli elenchi, lo lascia vedere."
        ),
        _(
            "Chi è uscito può non essere più obbligato, oppure non aver dovuto inviare: un datore privato invia solo "
            "se qualcosa è cambiato."
        ),
    ]
    if parametri["classe"]:
        note.append(
            _("La classe è quella dell'ultimo anno: il datore è seguito anche negli anni in cui ne aveva un'altra.")
        )
    if solo_uno:
        note.append(_("C'è un anno solo: non c'è con che cosa confrontarlo."))
    return note


registra(
    Rapporto(
        chiave="scoperture",
        titolo=gettext_lazy("Scoperture negli anni"),
        domanda=gettext_lazy(
            "Le scoperture crescono o calano, chi le ha chiuse, chi le ha aperte e chi le ha da anni?"
        ),
        modulo=AnniProvinciaClasse,
        dati=evoluzione,
        ruoli=RUOLI_UFFICIO,
    )
)
