"""The report on the obligations of a year: what is due, covered and missing, by class, municipality and sector."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Case, CharField, Count, F, Q, QuerySet, Sum, Value, When
from django.db.models.functions import Coalesce, Greatest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from collocamento.elenchi import righe_obblighi
from collocamento.enums import Classe
from collocamento.forms import TUTTE, AnnoProvincia
from collocamento.rapporti.colonne import cifra, coperti_e_mancano, intero, percento, quota_di, testo
from collocamento.settori import SEZIONI
from socialabs.base.contesto import Contesto
from socialabs.base.esportazioni import Colonna
from socialabs.base.templatetags.socialabs import numero
from socialabs.base.templatetags.socialabs import percento as in_percento
from socialabs.rapporti.contenuto import Contenuto, Tabella
from socialabs.rapporti.registro import Rapporto, registra
from socialabs.utenti.enums import RUOLI_UFFICIO


# Posts an employer must fill with people, after exemptions and compensations: never negative.
DOVUTI = Greatest(F("quota_disabili") + F("compensazione_disabili") - F("esonerati"), 0)
SOMME = {
    "datori": Count("pk"),
    "scoperti": Count("pk", filter=Q(scopertura_disabili__gt=0)),
    "base": Sum("base_art3", default=0),
    "quota": Sum("quota_disabili", default=0),
    "esonerate": Sum("esonerati", default=0),
    "in_forza": Sum("disabili_in_forza", default=0),
    "dovuti": Sum(DOVUTI, default=0),
    "mancano": Sum("scopertura_disabili", default=0),
    "quota_18": Sum("quota_art18", default=0),
    "in_forza_18": Sum("art18_in_forza", default=0),
    "mancano_18": Sum("scopertura_art18", default=0),
}


def situazione(ctx: Contesto, parametri: Mapping[str, Any]) -> Contenuto:
    """Totals and coverage by class, municipality and sector of the valid returns of a year, for who owes something."""
    anno, provincia = parametri["anno"], parametri["provincia"]
    righe = righe_obblighi(ctx, anno, provincia).filter(prospetto__calcolo__prospetto_dovuto=True)
    totali = righe.aggregate(**SOMME, tardivi=Count("pk", filter=Q(prospetto__in_ritardo=True)))
    totali["voce"] = _("Totale")
    comune = "prospetto__comune_sede__nome" if provincia == TUTTE else "comune__nome"
    return Contenuto(
        risposta=_risposta(anno, totali),
        cifre=_cifre(totali),
        tabelle=[
            _tabella("classe", _("Classe"), _("Copertura per classe"), _per_classe(righe), totali),
            _tabella("comune", _("Comune"), _("Copertura per comune"), _per_comune(righe, comune), totali),
            _tabella("settore", _("Settore"), _("Copertura per settore"), _per_settore(righe), totali),
        ],
        note=_note(),
    )


def _risposta(anno: int | None, totali: Mapping[str, int]) -> str:
    if not totali["datori"]:
        return _("Nessun datore obbligato con questi parametri.")
    frase = ngettext(
        "Al 31 dicembre %(anno)s %(datori)s datore deve avere in forza %(quota)s persone con disabilità: "
        "copertura %(coperta)s, posti mancanti %(mancano)s.",
        "Al 31 dicembre %(anno)s %(datori)s datori devono avere in forza %(quota)s persone con disabilità: "
        "copertura %(coperta)s, posti mancanti %(mancano)s.",
        totali["datori"],
    )
    cifre = {nome: numero(totali[nome]) for nome in ("datori", "quota", "mancano")}
    return frase % {**cifre, "anno": anno, "coperta": in_percento(_copertura(totali) if totali["dovuti"] else 1)}


def _cifre(totali: Mapping[str, int]) -> list[dict]:
    return [
        cifra(_("Datori obbligati"), totali["datori"]),
        cifra(_("Con scopertura art. 3"), totali["scoperti"], "warning"),
        cifra(_("Mancano disabili"), totali["mancano"], "danger"),
        cifra(_("Mancano art. 18"), totali["mancano_18"], "danger"),
        cifra(_("Invii in ritardo"), totali["tardivi"], "warning"),
    ]


def _copertura(riga: Mapping[str, int]) -> float | None:
    """Covered share of the posts due; None where none is due."""
    return quota_di(riga["dovuti"] - riga["mancano"], riga["dovuti"])


# --- groupings, one query each ------------------------------------------------------------------------------------
def _per_classe(righe: QuerySet) -> list[dict]:
    nomi = {**dict(Classe.choices), "": _("Solo art. 18")}
    gruppi = righe.order_by().values(chiave=F("prospetto__calcolo__classe")).annotate(**SOMME)
    ordinati = sorted(gruppi, key=lambda g: g["chiave"] or "Z")
    return [{**gruppo, "voce": str(nomi[gruppo["chiave"]])} for gruppo in ordinati]


def _per_comune(righe: QuerySet, comune: str) -> list[dict]:
    gruppi = righe.order_by().values(voce=Coalesce(F(comune), Value(_("Comune non indicato")))).annotate(**SOMME)
    return sorted(gruppi, key=lambda g: (-g["mancano"], g["voce"]))


def _per_settore(righe: QuerySet) -> list[dict]:
    settore = "prospetto__settore"
    casi = [
        When(**{f"{settore}__gte": s.prima, f"{settore}__lt": f"{s.ultima}.~"}, then=Value(s.lettera)) for s in SEZIONI
    ]
    nomi = {s.lettera: str(s.nome) for s in SEZIONI}
    lettera = Case(*casi, default=Value(""), output_field=CharField())
    gruppi = righe.order_by().annotate(lettera=lettera).values("lettera").annotate(**SOMME)
    voci = [{**gruppo, "voce": nomi.get(gruppo["lettera"], _("Settore non riconosciuto"))} for gruppo in gruppi]
    return sorted(voci, key=lambda g: (-g["mancano"], g["voce"]))


# --- tables -------------------------------------------------------------------------------------------------------
def _tabella(chiave: str, voce: str, titolo: str, righe: Sequence[dict], totale: dict) -> Tabella:
    descrizione = _("%(titolo)s: posti per persone con disabilità coperti e mancanti") % {"titolo": titolo}
    grafico = coperti_e_mancano(descrizione, lambda r: r["voce"])
    return Tabella(
        chiave,
        titolo,
        _colonne(voce),
        righe,
        totale=totale,
        grafico=grafico,
        relazioni=RELAZIONI,
        derivate=DERIVATE,
        ordine_naturale=chiave == "classe",
    )


# Where everybody in a group is short (often, where it has one employer), the posts due and missing tell who is there.
RELAZIONI = (
    {"in_forza": 1, "mancano": 1, "dovuti": -1},
    {"in_forza_18": 1, "mancano_18": 1, "quota_18": -1},
)
DERIVATE = {"copertura": ("dovuti", "mancano")}


def _colonne(voce: str) -> list[Colonna]:
    return [
        testo("voce", voce),
        intero("datori", _("Datori")),
        intero("scoperti", _("Con scopertura art. 3"), _("Datori a cui mancano persone con disabilità.")),
        intero("base", _("Base art. 3")),
        intero("quota", _("Quota")),
        intero("esonerate", _("Esonerati")),
        intero("in_forza", _("In forza"), _("Comprese quelle oltre la quota."), persone=True),
        intero("dovuti", _("Posti dovuti"), _("Quota, più o meno le compensazioni, meno gli esonerati.")),
        intero("mancano", _("Mancano")),
        percento("copertura", _("Copertura"), _copertura, _("Posti coperti sui posti dovuti.")),
        intero("quota_18", _("Quota art. 18")),
        intero("in_forza_18", _("In forza art. 18"), persone=True),
        intero("mancano_18", _("Mancano art. 18")),
    ]


def _note() -> list[str]:
    return [
        _("Contano i prospetti validi dei datori che devono qualcosa, per le persone con disabilità o per l'art. 18."),
        _("Con una provincia le cifre sono quelle dei suoi fogli; con tutta Italia quelle nazionali di ogni datore."),
        _("Le scoperture sono strutturali: sospensioni e convenzioni in corso non le riducono."),
        _("Le cifre riservate di un solo datore si leggono nella sua scheda, da chi può vederla."),
        _("Il comune è quello della sede di riferimento nella provincia, il settore la sezione ATECO 2007."),
    ]


registra(
    Rapporto(
        chiave="obblighi",
        titolo=gettext_lazy("Situazione degli obblighi L. 68/99"),
        domanda=gettext_lazy("Quanti posti devono i datori di lavoro, quanti ne coprono e dove mancano?"),
        modulo=AnnoProvincia,
        dati=situazione,
        ruoli=RUOLI_UFFICIO,
    )
)
