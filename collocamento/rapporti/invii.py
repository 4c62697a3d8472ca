"""The report on late and missing returns: how late, which employers, by whom sent, who sent last year and not now."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Avg, Case, CharField, Count, Exists, F, IntegerField, OuterRef, Q, QuerySet, Value, When
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from collocamento.elenchi import ORGANIZZAZIONE, righe_obblighi
from collocamento.enums import Tipologia
from collocamento.forms import TUTTE, AnnoProvincia
from collocamento.models import Campagna, Prospetto
from collocamento.rapporti.ambito import fascia
from collocamento.rapporti.colonne import (
    FASCE_BREVI,
    MASSIME_RIGHE,
    barre,
    cifra,
    con_fascia,
    data,
    intero,
    percento,
    quota_di,
    solo_le_prime,
    testo,
)
from socialabs.base.contesto import Contesto
from socialabs.base.esportazioni import Colonna, Formato
from socialabs.base.templatetags.socialabs import numero
from socialabs.rapporti.contenuto import Contenuto, Grafico, Motivo, Serie, Tabella
from socialabs.rapporti.registro import Rapporto, registra
from socialabs.utenti.enums import RUOLI_UFFICIO


# The bands of a delay, by their first day.
RITARDI = {
    0: gettext_lazy("Nei termini"),
    1: gettext_lazy("da 1 a 7 giorni"),
    8: gettext_lazy("da 8 a 30 giorni"),
    31: gettext_lazy("da 31 a 60 giorni"),
    61: gettext_lazy("da 61 a 90 giorni"),
    91: gettext_lazy("oltre 90 giorni"),
}
MITTENTI = {"datore": gettext_lazy("Il datore stesso"), "delegato": gettext_lazy("Un intermediario")}
IN_RITARDO = Q(prospetto__in_ritardo=True)
CONTI = {
    "prospetti": Count("pk"),
    "in_ritardo": Count("pk", filter=IN_RITARDO),
    "giorni": Avg("prospetto__giorni_ritardo", filter=IN_RITARDO),
}
# The columns that a ratio is made of.
DERIVATE_GRUPPI = {"quota": ("in_ritardo", "prospetti")}


def invii(ctx: Contesto, parametri: Mapping[str, Any]) -> Contenuto:
    """Delays of the valid returns of a year, and the obliged employers of the year before who sent none."""
    anno, provincia = parametri["anno"], parametri["provincia"]
    righe = righe_obblighi(ctx, anno, provincia).order_by()
    totale = righe.aggregate(**CONTI)
    mancanti = mancano_all_appello(ctx, anno, provincia)
    per_tipologia = list(mancanti.order_by().values(tipo=F("prospetto__tipologia")).annotate(datori=Count("pk")))
    campagna = Campagna.objects.visible_to(ctx).filter(anno=anno).first()
    tabelle = [_tabella_ritardi(_per_ritardo(righe))]
    tabelle += _tabelle_gruppi(righe, totale)
    quanti = sum(r["datori"] for r in per_tipologia)
    if quanti:
        tabelle.append(_tabella_mancanti(mancanti, quanti, anno, provincia))
    return Contenuto(
        risposta=_risposta(anno, totale, quanti, campagna),
        cifre=_cifre(totale, per_tipologia),
        tabelle=tabelle,
        note=_note(),
    )


def mancano_all_appello(ctx: Contesto, anno: int | None, provincia: str) -> QuerySet:
    """The figures of the year before of who was obliged then and has no valid return of `anno`; the largest first."""
    stessi = Prospetto.objects.visible_to(ctx).filter(datore=OuterRef("prospetto__datore"), anno=anno)
    righe = righe_obblighi(ctx, anno - 1 if anno else None, provincia)
    return (
        righe.filter(~Exists(stessi.validi()), prospetto__calcolo__prospetto_dovuto=True)
        .annotate(fascia=fascia(), annullato=Exists(stessi))
        .order_by("-quota_disabili", f"{ORGANIZZAZIONE}__denominazione_ordinabile")
    )


# --- groups, one query each ---------------------------------------------------------------------------------------
def _per_ritardo(righe: QuerySet) -> list[dict]:
    casi = [
        When(prospetto__giorni_ritardo__gte=giorni, then=Value(giorni)) for giorni in sorted(RITARDI, reverse=True)
    ]
    banda = Case(*casi, output_field=IntegerField())
    scoperto = Q(scopertura_disabili__gt=0) | Q(scopertura_art18__gt=0)
    gruppi = righe.annotate(banda=banda).values("banda")
    trovati = {g["banda"]: g for g in gruppi.annotate(prospetti=Count("pk"), scoperti=Count("pk", filter=scoperto))}
    vuoto = {"prospetti": 0, "scoperti": 0}
    return [{**trovati.get(giorni, vuoto), "voce": str(nome)} for giorni, nome in RITARDI.items()]


def _tabelle_gruppi(righe: QuerySet, totale: Mapping[str, Any]) -> list[Tabella]:
    mittente = Case(
        When(prospetto__delegato="", then=Value("datore")), default=Value("delegato"), output_field=CharField()
    )
    classi = con_fascia(list(righe.annotate(fascia=fascia()).values("fascia").annotate(**CONTI)))
    mittenti = righe.annotate(mittente=mittente).values("mittente").annotate(**CONTI)
    trovati = {g["mittente"]: {**g, "voce": str(MITTENTI[g["mittente"]])} for g in mittenti}
    return [
        _tabella_gruppi("classi", _("Classe"), _("Ritardi per classe"), classi, totale),
        _tabella_gruppi(
            "mittenti",
            _("Chi ha inviato"),
            _("Ritardi per mittente"),
            [trovati[m] for m in MITTENTI if m in trovati],
            totale,
        ),
    ]


# --- the answer ---------------------------------------------------------------------------------------------------
def _risposta(anno: int | None, totale: Mapping[str, Any], mancanti: int, campagna: Campagna | None) -> str:
    if not totale["prospetti"]:
        return _("Nessun prospetto valido con questi parametri.")
    frase = ngettext(
        "Per il %(anno)s %(in_ritardo)s prospetto su %(prospetti)s è stato inviato oltre il termine%(giorno)s.",
        "Per il %(anno)s %(in_ritardo)s prospetti su %(prospetti)s sono stati inviati oltre il termine%(giorno)s.",
        totale["in_ritardo"],
    ) % {
        "anno": anno,
        "in_ritardo": numero(totale["in_ritardo"]),
        "prospetti": numero(totale["prospetti"]),
        "giorno": _(" del %(giorno)s") % {"giorno": f"{campagna.scadenza:%d/%m/%Y}"} if campagna else "",
    }
    if not mancanti:
        return frase
    seguito = ngettext(
        "%(n)s datore obbligato l'anno prima non ha un prospetto valido.",
        "%(n)s datori obbligati l'anno prima non hanno un prospetto valido.",
        mancanti,
    )
    return f"{frase} {seguito % {'n': numero(mancanti)}}"


def _cifre(totale: Mapping[str, Any], mancanti: Sequence[dict]) -> list[dict]:
    pubblici = sum(r["datori"] for r in mancanti if r["tipo"] == Tipologia.PUBBLICO)
    return [
        cifra(_("Prospetti validi"), totale["prospetti"]),
        cifra(_("In ritardo"), totale["in_ritardo"], "warning"),
        cifra(_("Senza prospetto quest'anno"), sum(r["datori"] for r in mancanti), "warning"),
        cifra(_("di cui pubblici"), pubblici, "danger"),
    ]


# --- tables -------------------------------------------------------------------------------------------------------
def _tabella_ritardi(voci: Sequence[dict]) -> Tabella:
    colonne = [
        testo("voce", _("Ritardo")),
        intero("prospetti", _("Prospetti")),
        intero("scoperti", _("Con scopertura"), _("Datori a cui mancano persone con disabilità o art. 18.")),
    ]
    totale = {"voce": _("Totale"), **{c: sum(v[c] for v in voci) for c in ("prospetti", "scoperti")}}
    grafico = barre(
        _("Prospetti per giorni di ritardo"), _("Prospetti"), "prospetti", lambda r: numero(r["prospetti"])
    )
    return Tabella("ritardi", _("Di quanti giorni"), colonne, voci, totale=totale, grafico=grafico)


def _tabella_gruppi(chiave: str, voce: str, titolo: str, righe: Sequence[dict], totale: Mapping[str, Any]) -> Tabella:
    colonne = [
        testo("voce", voce),
        intero("prospetti", _("Prospetti")),
        intero("in_ritardo", _("In ritardo")),
        percento("quota", _("Quota in ritardo"), lambda r: quota_di(r["in_ritardo"], r["prospetti"])),
        Colonna("giorni", _("Giorni medi"), lambda r: r["giorni"], Formato.DECIMALE, _("Di chi è in ritardo.")),
    ]
    grafico = Grafico(
        titolo=_("%(titolo)s: prospetti nei termini e in ritardo") % {"titolo": titolo},
        etichetta=lambda r: r["voce"],
        serie=[
            Serie(_("Nei termini"), lambda r: r["prospetti"] - r["in_ritardo"], Motivo.PIENO),
            Serie(_("In ritardo"), lambda r: r["in_ritardo"], Motivo.TRATTEGGIO),
        ],
        testo=lambda r: _("%(in_ritardo)s in ritardo su %(prospetti)s") % r,
    )
    return Tabella(
        chiave,
        titolo,
        colonne,
        righe,
        totale={**totale, "voce": _("Totale")},
        grafico=grafico,
        derivate=DERIVATE_GRUPPI,
    )


def _tabella_mancanti(mancanti: QuerySet, quanti: int, anno: int, provincia: str) -> Tabella:
    """Who sent last year and not this one."""
    comune = "prospetto__comune_sede__nome" if provincia == TUTTE else "comune__nome"
    righe = mancanti.values(
        "fascia",
        "annullato",
        nome=F(f"{ORGANIZZAZIONE}__denominazione"),
        codice=F(f"{ORGANIZZAZIONE}__codice_fiscale"),
        tipo=F("prospetto__tipologia"),
        luogo=F(comune),
        quota=F("quota_disabili"),
        mancano=F("scopertura_disabili"),
        invio=F("prospetto__data_invio"),
    )[:MASSIME_RIGHE]
    voci = [
        {
            **r,
            "classe": str(FASCE_BREVI[r["fascia"]]),
            "tipologia": str(Tipologia(r["tipo"]).label),
            "documenti": _("Non più valido") if r["annullato"] else _("Nessuno"),
        }
        for r in righe
    ]
    prima = {"anno": anno - 1}
    colonne = [
        testo("nome", _("Datore di lavoro")),
        testo("codice", _("Codice fiscale")),
        testo("tipologia", _("Tipologia")),
        testo("classe", _("Classe %(anno)s") % prima),
        testo("luogo", _("Comune")),
        intero("quota", _("Quota %(anno)s") % prima),
        intero("mancano", _("Mancavano %(anno)s") % prima),
        data("invio", _("Ultimo invio")),
        testo("documenti", _("Documenti %(anno)s") % {"anno": anno}, _("«Non più valido»: ricevuto e poi annullato.")),
    ]
    nota = _("Datori obbligati nel %(prima)s, senza un prospetto valido per il %(anno)s.") % {
        "prima": anno - 1,
        "anno": anno,
    }
    return Tabella(
        "mancanti", _("Chi non ha inviato"), colonne, voci, nota=f"{nota} {solo_le_prime(len(voci), quanti)}".strip()
    )


def _note() -> list[str]:
    return [
        _(
            "È in ritardo chi ha fatto il primo invio, non annullato, dopo il termine; una rettifica non mette in "
            "ritardo."
        ),
        _("Il termine è quello della campagna: il Ministero può spostarlo."),
        _(
            "Chi non ha inviato non è per questo inadempiente: un datore privato invia solo se rispetto all'ultimo "
            "invio è cambiato qualcosa che tocca l'obbligo; un ente pubblico invia ogni anno."
        ),
        _(
            "Con una provincia i mancanti sono quelli che l'anno prima vi avevano un foglio; chi ha inviato senza il "
            "foglio di questa provincia non è fra loro."
        ),
        _("Il portale conosce solo i prospetti consegnati: chi è obbligato e non ha mai inviato qui non appare."),
    ]


registra(
    Rapporto(
        chiave="invii-prospetti",
        titolo=gettext_lazy("Invii in ritardo e mancanti"),
        domanda=gettext_lazy(
            "Chi ha inviato il prospetto in ritardo, di quanto, e chi l'anno prima l'aveva inviato e ora no?"
        ),
        modulo=AnnoProvincia,
        dati=invii,
        ruoli=RUOLI_UFFICIO,
    )
)
