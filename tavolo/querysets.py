"""Vocabulary and scopes of the table. What a mandate opens is in `ambito`; every `visible_to` starts from there."""

from datetime import date
from typing import Any

from django.apps import apps
from django.contrib.postgres.search import SearchRank
from django.db import models
from django.db.models import F, Prefetch, Q

from socialabs.base.contesto import Contesto
from socialabs.base.giorni import adesso, oggi
from tavolo.ambito import del_tavolo, entra, in_vigore, legge_tutto, mandati_propri, sedute_visibili
from tavolo.enums import (
    DA_TENERE,
    IMPEGNI_APERTI,
    NOTE_AI_COMPONENTI,
    VERBALE_NOTO,
    RuoloMandato,
    StatoEsecuzione,
    StatoSeduta,
    TipoPunto,
)
from tavolo.testi import interrogazione


class Datate(models.QuerySet):
    """Rows that hold from `dal` to `al`, both included."""

    def al(self, giorno: date | None = None) -> "Datate":
        """Those in force on `giorno` (today by default)."""
        giorno = giorno or oggi()
        return self.filter(Q(al__isnull=True) | Q(al__gte=giorno), dal__lte=giorno)


def organo_pubblico(percorso: str = "") -> Q:
    """Whose work anyone may follow: the table, and the working groups that say so."""
    return Q(**{f"{percorso}gruppo__isnull": True}) | Q(**{f"{percorso}gruppo__pubblico": True})


class Cercabili(models.QuerySet):
    """Rows with a full-text column `ricerca`."""

    def cerca(self, testo: str) -> "Cercabili":
        """Those that speak of `testo`, the nearest first (annotated with `rango`)."""
        domanda = interrogazione(testo)
        return self.filter(ricerca=domanda).annotate(rango=SearchRank(F("ricerca"), domanda)).order_by("-rango", "-pk")


# --- people -------------------------------------------------------------------------------------------------------
class DelTavoloQuerySet(Datate):
    """Who the table is made of: open to everybody who is of the table, or was."""

    def visible_to(self, ctx: Contesto) -> "DelTavoloQuerySet":
        return self if entra(ctx) else self.none()


class PartecipanteQuerySet(models.QuerySet):
    def visible_to(self, ctx: Contesto) -> "PartecipanteQuerySet":
        """Names are known to everybody at the table; addresses are for the pages not to show."""
        return self if entra(ctx) else self.none()


class EnteMembroQuerySet(DelTavoloQuerySet):
    pass


class GruppoQuerySet(Datate):
    def pubblici(self) -> "GruppoQuerySet":
        return self.filter(pubblico=True)

    def visible_to(self, ctx: Contesto) -> "GruppoQuerySet":
        """Members see the groups in which they sit, or sat."""
        if legge_tutto(ctx):
            return self
        return self.filter(pk__in=mandati_propri(ctx).values("seggio__gruppo"))


class DelSeggioQuerySet(Datate):
    """Seats and mandates: the table's to everybody of the table, a group's to who sits or sat in it."""

    percorso = ""

    def visible_to(self, ctx: Contesto) -> "DelSeggioQuerySet":
        if legge_tutto(ctx):
            return self
        gruppo = f"{self.percorso}gruppo"
        propri = mandati_propri(ctx)
        del_tavolo_allora = propri.filter(seggio__gruppo__isnull=True)
        membro = del_tavolo(ctx) | Q(models.Exists(del_tavolo_allora))
        return self.filter(
            Q(**{f"{gruppo}__isnull": True}) & membro | Q(**{f"{gruppo}__in": propri.values("seggio__gruppo")})
        )


class SeggioQuerySet(DelSeggioQuerySet):
    def pubblici(self) -> "SeggioQuerySet":
        """The seats that anyone may know of."""
        return self.filter(organo_pubblico())

    def dell_organo(self, gruppo: Any) -> "SeggioQuerySet":
        """The seats of a group, or of the table itself (None)."""
        return self.filter(gruppo=gruppo) if gruppo else self.filter(gruppo__isnull=True)

    def composizione(self, gruppo: Any, giorno: date | None = None) -> "SeggioQuerySet":
        """The seats of an organ on a day, each with its `mandati_del_giorno` (delegate first): two queries."""
        mandati = apps.get_model("tavolo", "Mandato").objects.al(giorno).select_related("partecipante__utente")
        return (
            self.dell_organo(gruppo)
            .al(giorno)
            .select_related("ente__organizzazione", "gruppo")
            .prefetch_related(Prefetch("mandati", mandati.order_by("ruolo"), to_attr="mandati_del_giorno"))
        )


class MandatoQuerySet(DelSeggioQuerySet):
    percorso = "seggio__"

    def delegati(self) -> "MandatoQuerySet":
        return self.filter(ruolo=RuoloMandato.DELEGATO)

    def di(self, ctx: Contesto) -> "MandatoQuerySet":
        """The mandates of the person who asks."""
        return self.filter(partecipante__utente=ctx.utente) if ctx.utente else self.none()


class RegolamentoQuerySet(models.QuerySet):
    def visible_to(self, ctx: Contesto) -> "RegolamentoQuerySet":
        """The table's rules are known to whoever is of the table, a group's to its people."""
        if legge_tutto(ctx):
            return self
        if not entra(ctx):
            return self.none()
        return self.filter(Q(gruppo__isnull=True) | Q(gruppo__in=mandati_propri(ctx).values("seggio__gruppo")))

    def in_vigore(self, giorno: date | None = None, gruppo: Any = None) -> models.Model:
        """The rules of an organ on `giorno`: the group's own, or else the table's, or else the portal's defaults."""
        giorno = giorno or oggi()
        versioni = self.filter(dal__lte=giorno).filter(Q(gruppo=gruppo) | Q(gruppo__isnull=True))
        proprie = versioni.order_by(F("gruppo").asc(nulls_last=True), "-dal").first()
        return proprie or self.model(dal=date(giorno.year, 1, 1))


# --- meetings -----------------------------------------------------------------------------------------------------
class SedutaQuerySet(models.QuerySet):
    def visible_to(self, ctx: Contesto) -> "SedutaQuerySet":
        """Those who read everything see all; members what their mandates open (`ambito.sedute_visibili`)."""
        return self if legge_tutto(ctx) else self.filter(sedute_visibili(ctx))

    def dell_organo(self, gruppo: Any) -> "SedutaQuerySet":
        return self.filter(gruppo=gruppo) if gruppo else self.filter(gruppo__isnull=True)

    def future(self) -> "SedutaQuerySet":
        """Still to be held and not long past, the next first."""
        inizio_di_oggi = adesso().astimezone().replace(hour=0, minute=0, second=0, microsecond=0)
        aperte = Q(stato=StatoSeduta.APERTA) | Q(stato__in=DA_TENERE, inizio__gte=inizio_di_oggi)
        return self.filter(aperte).order_by("inizio")

    def pubblicate(self) -> "SedutaQuerySet":
        """Those whose minutes anyone may read."""
        return self.filter(organo_pubblico(), stato=StatoSeduta.PUBBLICATO)

    def annunciate(self) -> "SedutaQuerySet":
        """Those that anyone may know of, as entries of a calendar: convened, whatever became of them."""
        return self.filter(organo_pubblico(), stato__in=NOTE_AI_COMPONENTI, numero__isnull=False)

    def con_esito(self) -> "SedutaQuerySet":
        """With what `stato_pubblico` reads of the minutes, their texts left out: no query a row."""
        testi = ("premessa", "conclusione", "ricerca")
        return self.select_related("verbale").defer(*(f"verbale__{testo}" for testo in testi))

    def concluse(self) -> "SedutaQuerySet":
        """Held, or found deserted: attendance counts."""
        return self.filter(chiusa_il__isnull=False)


class PuntoQuerySet(Cercabili):
    def visible_to(self, ctx: Contesto) -> "PuntoQuerySet":
        """The items of the meetings in scope; internal ones only for those who read everything."""
        return self if legge_tutto(ctx) else self.filter(_punti(ctx, "")).non_interni()

    def non_interni(self) -> "PuntoQuerySet":
        return self.exclude(tipo=TipoPunto.INTERNO)


def _punti(ctx: Contesto, percorso: str) -> Q:
    """What hangs on an item by `percorso`, for who does not read everything: visible meeting, item not internal."""
    sedute = apps.get_model("tavolo", "Seduta").objects.visible_to(ctx).values("pk")
    non_interno = ~Q(**{f"{percorso}tipo": TipoPunto.INTERNO})
    return Q(**{f"{percorso}seduta__in": sedute}) & non_interno


class DelPuntoQuerySet(models.QuerySet):
    """Rows that hang on an item, reached by `percorso`."""

    percorso = "punto__"

    def visible_to(self, ctx: Contesto) -> "DelPuntoQuerySet":
        return self if legge_tutto(ctx) else self.filter(_punti(ctx, self.percorso))


class DocumentoPuntoQuerySet(DelPuntoQuerySet):
    pass


class VotoQuerySet(DelPuntoQuerySet):
    percorso = "votazione__punto__"


class AppuntiQuerySet(models.QuerySet):
    """The secretariat's own notes of the room: members read the minutes instead."""

    def visible_to(self, ctx: Contesto) -> "AppuntiQuerySet":
        return self if legge_tutto(ctx) else self.none()


class PresenzaQuerySet(models.QuerySet):
    def visible_to(self, ctx: Contesto) -> "PresenzaQuerySet":
        if legge_tutto(ctx):
            return self
        return self.filter(seduta__in=apps.get_model("tavolo", "Seduta").objects.visible_to(ctx).values("pk"))


class ConvocazioneQuerySet(models.QuerySet):
    def visible_to(self, ctx: Contesto) -> "ConvocazioneQuerySet":
        """One's own: what others answered is for the secretariat."""
        if legge_tutto(ctx):
            return self
        return self.filter(partecipante__utente=ctx.utente) if ctx.utente else self.none()

    def in_attesa(self) -> "ConvocazioneQuerySet":
        """Sent, not answered, for a meeting still to be held."""
        da_tenere = Q(seduta__stato__in=DA_TENERE, seduta__inizio__gte=adesso())
        return self.filter(da_tenere, inviata_il__isnull=False, risposta="")


# --- decisions, actions, minutes ------------------------------------------------------------------------------------
class DecisioneQuerySet(Cercabili):
    def per_elenco(self) -> "DecisioneQuerySet":
        """With what a row shows of meeting and people in charge: one more query whatever the rows."""
        impegni = apps.get_model("tavolo", "Impegno").objects.select_related("ente__organizzazione", "responsabile")
        return self.select_related("punto__seduta__gruppo").prefetch_related(Prefetch("impegni", impegni))

    def visible_to(self, ctx: Contesto) -> "DecisioneQuerySet":
        return self if legge_tutto(ctx) else self.filter(_punti(ctx, "punto__"))

    def pubbliche(self) -> "DecisioneQuerySet":
        """Those that anyone may read: of a meeting whose minutes are published, never on an internal item."""
        pubblicate = self.filter(organo_pubblico("punto__seduta__"), punto__seduta__stato=StatoSeduta.PUBBLICATO)
        return pubblicate.exclude(punto__tipo=TipoPunto.INTERNO)

    def da_eseguire(self) -> "DecisioneQuerySet":
        return self.filter(stato__in=[StatoEsecuzione.DA_ESEGUIRE, StatoEsecuzione.IN_CORSO])

    def in_ritardo(self) -> "DecisioneQuerySet":
        return self.da_eseguire().filter(entro_il__lt=oggi())


class ImpegnoQuerySet(models.QuerySet):
    def visible_to(self, ctx: Contesto) -> "ImpegnoQuerySet":
        """Those of the meetings in scope, internal items left out; what one or one's body is charged with, always."""
        if legge_tutto(ctx):
            return self
        if ctx.utente is None:
            return self.none()
        sedute = apps.get_model("tavolo", "Seduta").objects.visible_to(ctx).values("pk")
        interni = Q(punto__tipo=TipoPunto.INTERNO) | Q(decisione__punto__tipo=TipoPunto.INTERNO)
        noti = Q(seduta__in=sedute) & ~interni
        return self.filter(noti | _a_carico(ctx))

    def per_elenco(self) -> "ImpegnoQuerySet":
        return self.select_related("ente__organizzazione", "responsabile", "decisione", "seduta__gruppo")

    def in_ritardo(self) -> "ImpegnoQuerySet":
        return self.aperti().filter(entro_il__lt=oggi())

    def aperti(self) -> "ImpegnoQuerySet":
        return self.filter(stato__in=IMPEGNI_APERTI)

    def della_persona(self, ctx: Contesto) -> "ImpegnoQuerySet":
        """Those given to the person who asks, by name."""
        return self.filter(responsabile__utente=ctx.utente) if ctx.utente else self.none()

    def a_carico_di(self, ctx: Contesto) -> "ImpegnoQuerySet":
        """Of the person who asks, or of the bodies that person sits for today."""
        return self.filter(_a_carico(ctx)) if ctx.utente else self.none()


def _a_carico(ctx: Contesto) -> Q:
    enti = in_vigore(mandati_propri(ctx)).values("seggio__ente")
    return Q(responsabile__utente=ctx.utente) | Q(responsabile__isnull=True, ente__in=enti)


class VerbaleQuerySet(Cercabili):
    def visible_to(self, ctx: Contesto) -> "VerbaleQuerySet":
        """Members read the minutes from the review on."""
        if legge_tutto(ctx):
            return self
        sedute = apps.get_model("tavolo", "Seduta").objects.visible_to(ctx).filter(stato__in=VERBALE_NOTO)
        return self.filter(seduta__in=sedute.values("pk"))


class DelVerbaleQuerySet(models.QuerySet):
    """Texts, comments and corrections: as their minutes, internal items left out."""

    def visible_to(self, ctx: Contesto) -> "DelVerbaleQuerySet":
        if legge_tutto(ctx):
            return self
        verbali = apps.get_model("tavolo", "Verbale").objects.visible_to(ctx).values("pk")
        return self.filter(verbale__in=verbali).filter(Q(punto__isnull=True) | ~Q(punto__tipo=TipoPunto.INTERNO))


class BranoVerbaleQuerySet(DelVerbaleQuerySet, Cercabili):
    pass


class InvioVerbaleQuerySet(models.QuerySet):
    def visible_to(self, ctx: Contesto) -> "InvioVerbaleQuerySet":
        """To whom the minutes were sent is for the secretariat; everybody else knows of their own."""
        if legge_tutto(ctx):
            return self
        return self.filter(partecipante__utente=ctx.utente) if ctx.utente else self.none()


class CollegamentoQuerySet(models.QuerySet):
    def visible_to(self, ctx: Contesto) -> "CollegamentoQuerySet":
        """As the row it starts from."""
        if legge_tutto(ctx):
            return self
        modelli = {campo: apps.get_model("tavolo", campo.capitalize()) for campo in ("punto", "decisione", "impegno")}
        visibili = Q()
        for campo, modello in modelli.items():
            visibili |= Q(**{f"{campo}__in": modello.objects.visible_to(ctx).values("pk")})
        return self.filter(visibili)
