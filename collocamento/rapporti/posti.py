"""The report on the vacancies that the returns offer: where, for which work, for whom, and by whom they are not."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Aggregate, Case, CharField, Count, Exists, F, OuterRef, Q, QuerySet, Sum, Value, When
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from collocamento.elenchi import righe_obblighi
from collocamento.enums import CategoriaAssunzione, CategoriaSoggetto, StatoProspetto
from collocamento.forms import TUTTE
from collocamento.models import PostoDisponibile
from collocamento.rapporti.ambito import fascia
from collocamento.rapporti.colonne import MASSIME_RIGHE, barre, cifra, con_fascia, intero, solo_le_prime, testo
from collocamento.rapporti.parametri import AnnoProvinciaCategoria
from socialabs.anagrafica.models import Comune
from socialabs.base.contesto import Contesto
from socialabs.base.esportazioni import Colonna
from socialabs.base.templatetags.socialabs import numero
from socialabs.rapporti.contenuto import Contenuto, Tabella
from socialabs.rapporti.registro import Rapporto, registra
from socialabs.utenti.enums import RUOLI_UFFICIO


DISABILI, ART18 = Q(categoria=CategoriaSoggetto.DISABILE), Q(categoria=CategoriaSoggetto.ART18)
SOMME = {
    "totale": Sum("posti", default=0),
    "disabili": Sum("posti", filter=DISABILI, default=0),
    "protette": Sum("posti", filter=ART18, default=0),
    "datori": Count("prospetto__datore", distinct=True),
    "senza_barriere": Sum("posti", filter=Q(barriere=False), default=0),
    "mezzi": Sum("posti", filter=Q(mezzi_pubblici=True), default=0),
    "notturni": Sum("posti", filter=Q(turni_notturni=True), default=0),
}
# Equations between columns of a row: coefficients whose sum is zero.
RELAZIONI_POSTI = ({"totale": -1, "disabili": 1, "protette": 1},)
RELAZIONI_SCOPERTI = ({"scoperti": -1, "offrono": 1, "non_offrono": 1},)


class Moda(Aggregate):
    """The most frequent value of a group."""

    template = "mode() within group (order by %(expressions)s)"


def posti(ctx: Contesto, parametri: Mapping[str, Any]) -> Contenuto:
    """The vacancies of the valid returns of a year, and the gaps for which none is offered."""
    anno, provincia, categoria = parametri["anno"], parametri["provincia"], parametri["categoria"]
    offerti = _offerti(ctx, anno, provincia, categoria)
    totale = {**offerti.aggregate(**SOMME), "voce": _("Totale")}
    scoperti = _scoperti(ctx, anno, provincia, categoria, offerti)
    tabelle = []
    if totale["totale"]:
        tabelle += [_per_comune(offerti, totale), _per_mansione(offerti, totale), _per_chiamata(offerti, totale)]
    tabelle += _tabella_scoperti(scoperti)
    return Contenuto(
        risposta=_risposta(anno, totale, scoperti),
        cifre=_cifre(totale, scoperti),
        tabelle=tabelle,
        note=_note(),
    )


def _offerti(ctx: Contesto, anno: int | None, provincia: str, categoria: str) -> QuerySet:
    righe = PostoDisponibile.objects.visible_to(ctx).filter(
        prospetto__anno=anno, prospetto__stato=StatoProspetto.VALIDO
    )
    if provincia != TUTTE:
        righe = righe.filter(provincia=provincia)
    return (righe.filter(categoria=categoria) if categoria else righe).order_by()


def _scoperti(ctx: Contesto, anno: int | None, provincia: str, categoria: str, offerti: QuerySet) -> list[dict]:
    """Employers with a gap, by class: how many offer a vacancy of the kind asked for, how many none."""
    manca = {
        CategoriaSoggetto.DISABILE: Q(scopertura_disabili__gt=0),
        CategoriaSoggetto.ART18: Q(scopertura_art18__gt=0),
    }
    figure = {
        CategoriaSoggetto.DISABILE: F("scopertura_disabili"),
        CategoriaSoggetto.ART18: F("scopertura_art18"),
    }
    scoperto = manca[categoria] if categoria else manca[CategoriaSoggetto.DISABILE] | manca[CategoriaSoggetto.ART18]
    mancano = figure[categoria] if categoria else F("scopertura_disabili") + F("scopertura_art18")
    offre = Exists(offerti.filter(prospetto=OuterRef("prospetto"), posti__gt=0))
    gruppi = (
        righe_obblighi(ctx, anno, provincia)
        .order_by()
        .filter(scoperto)
        .annotate(fascia=fascia(), offre=offre)
        .values("fascia")
        .annotate(
            scoperti=Count("pk"),
            mancano=Sum(mancano),
            offrono=Count("pk", filter=Q(offre=True)),
            non_offrono=Count("pk", filter=Q(offre=False)),
        )
    )
    return con_fascia(list(gruppi))


# --- the answer ---------------------------------------------------------------------------------------------------
def _risposta(anno: int | None, totale: Mapping[str, Any], scoperti: Sequence[dict]) -> str:
    if not totale["totale"]:
        return _("Nessun posto disponibile dichiarato con questi parametri.")
    frase = ngettext(
        "Per il %(anno)s %(datori)s datore dichiara %(posti)s posti disponibili: %(disabili)s per persone con "
        "disabilità, %(protette)s per l'art. 18.",
        "Per il %(anno)s %(datori)s datori dichiarano %(posti)s posti disponibili: %(disabili)s per persone con "
        "disabilità, %(protette)s per l'art. 18.",
        totale["datori"],
    ) % {
        "anno": anno,
        "datori": numero(totale["datori"]),
        "posti": numero(totale["totale"]),
        "disabili": numero(totale["disabili"]),
        "protette": numero(totale["protette"]),
    }
    senza = _somma(scoperti, "non_offrono")
    if not senza:
        return frase
    seguito = ngettext(
        "%(n)s datore scoperto su %(tutti)s non ne dichiara.",
        "%(n)s datori scoperti su %(tutti)s non ne dichiarano.",
        senza,
    )
    return f"{frase} {seguito % {'n': numero(senza), 'tutti': numero(_somma(scoperti, 'scoperti'))}}"


def _somma(righe: Sequence[dict], chiave: str) -> int:
    return sum(riga[chiave] for riga in righe)


def _cifre(totale: Mapping[str, Any], scoperti: Sequence[dict]) -> list[dict]:
    return [
        cifra(_("Posti disponibili"), totale["totale"]),
        cifra(_("Datori che ne dichiarano"), totale["datori"]),
        cifra(_("Senza barriere"), totale["senza_barriere"], "success"),
        cifra(_("Con mezzi pubblici"), totale["mezzi"], "success"),
        cifra(_("Scoperti senza posti"), _somma(scoperti, "non_offrono"), "warning"),
    ]


# --- tables -------------------------------------------------------------------------------------------------------
def _per_comune(offerti: QuerySet, totale: Mapping[str, Any]) -> Tabella:
    gruppi = list(offerti.values("comune").annotate(**SOMME).order_by("-totale", "comune"))
    mostrati = gruppi[:MASSIME_RIGHE]
    nomi = dict(Comune.objects.filter(belfiore__in=[g["comune"] for g in mostrati]).values_list("belfiore", "nome"))
    voci = [{**g, "voce": nomi.get(g["comune"]) or _("Codice %(codice)s") % {"codice": g["comune"]}} for g in mostrati]
    return _tabella("comuni", _("Comune di lavoro"), _("Posti per comune"), voci, totale, len(gruppi))


def _per_mansione(offerti: QuerySet, totale: Mapping[str, Any]) -> Tabella:
    gruppi = list(
        offerti.values("qualifica").annotate(**SOMME, mansione=Moda("mansione")).order_by("-totale", "qualifica")
    )
    voci = [{**g, "voce": f"{g['mansione']} ({g['qualifica']})"} for g in gruppi[:MASSIME_RIGHE]]
    return _tabella("mansioni", _("Mansione"), _("Posti per mansione"), voci, totale, len(gruppi))


def _per_chiamata(offerti: QuerySet, totale: Mapping[str, Any]) -> Tabella:
    """By kind of people and way of hiring: whom a post suits."""
    chiamata = Case(
        When(categoria_assunzione="", then=Value(_("chiamata non indicata"))),
        *(
            When(categoria_assunzione=c.value, then=Value(_("chiamata %(tipo)s") % {"tipo": str(c.label).lower()}))
            for c in CategoriaAssunzione
        ),
        output_field=CharField(),
    )
    gruppi = offerti.annotate(chiamata=chiamata).values("categoria", "chiamata").annotate(**SOMME)
    voci = [
        {**g, "voce": f"{CategoriaSoggetto(g['categoria']).label}, {g['chiamata']}"}
        for g in sorted(gruppi, key=lambda g: (g["categoria"] != CategoriaSoggetto.DISABILE, -g["totale"]))
    ]
    return _tabella("adatti", _("Per chi"), _("Posti per persone e chiamata"), voci, totale, len(voci))


def _tabella(
    chiave: str, voce: str, titolo: str, righe: Sequence[dict], totale: Mapping[str, Any], quante: int
) -> Tabella:
    grafico = barre(titolo, _("Posti"), "totale", lambda r: numero(r["totale"]))
    nota = solo_le_prime(len(righe), quante)
    return Tabella(
        chiave, titolo, _colonne(voce), righe, totale=totale, grafico=grafico, nota=nota, relazioni=RELAZIONI_POSTI
    )


def _colonne(voce: str) -> list[Colonna]:
    return [
        testo("voce", voce),
        intero("totale", _("Posti")),
        intero("disabili", _("Per disabilità"), _("Offerti a persone con disabilità (art. 1).")),
        intero("protette", _("Per art. 18")),
        intero("datori", _("Datori"), _("Un datore può offrire posti in più gruppi: il totale lo conta una volta.")),
        intero("senza_barriere", _("Senza barriere"), _("Posti senza barriere architettoniche.")),
        intero("mezzi", _("Mezzi pubblici"), _("Posti raggiungibili con mezzi pubblici.")),
        intero("notturni", _("Turni notturni")),
    ]


def _tabella_scoperti(scoperti: Sequence[dict]) -> list[Tabella]:
    if not scoperti:
        return []
    colonne = [
        testo("voce", _("Classe")),
        intero("scoperti", _("Datori scoperti")),
        intero("mancano", _("Mancano"), _("Posti scoperti, secondo il calcolo.")),
        intero("offrono", _("Dichiarano posti")),
        intero("non_offrono", _("Non ne dichiarano")),
    ]
    totale = {
        "voce": _("Totale"),
        **{c: _somma(scoperti, c) for c in ("scoperti", "mancano", "offrono", "non_offrono")},
    }
    nota = _("Chi è scoperto e non dichiara posti è da sentire.")
    return [
        Tabella(
            "scoperti",
            _("Scoperti e posti dichiarati"),
            colonne,
            scoperti,
            totale=totale,
            nota=nota,
            relazioni=RELAZIONI_SCOPERTI,
        )
    ]


def _note() -> list[str]:
    return [
        _("Sono i posti che i datori dichiarano nei prospetti validi dell'anno: possono essere già stati coperti."),
        _("La mansione è quella scritta più spesso per la stessa qualifica ISTAT, il cui codice è fra parentesi."),
        _("Il comune è quello in cui si lavora; con una provincia contano i posti dei suoi fogli."),
        _("Le capacità richieste sono testo libero del datore: si leggono nel prospetto, qui non si contano."),
    ]


registra(
    Rapporto(
        chiave="posti-disponibili",
        titolo=gettext_lazy("Posti disponibili dichiarati"),
        domanda=gettext_lazy(
            "Quali posti offrono i datori alle persone delle liste: dove, per quale lavoro, adatti a chi?"
        ),
        modulo=AnnoProvinciaCategoria,
        dati=posti,
        ruoli=RUOLI_UFFICIO,
    )
)
