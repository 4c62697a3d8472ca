"""Scopes and vocabulary of deadlines and reminders."""

from collections.abc import Iterable
from datetime import date, timedelta
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Coalesce

from socialabs.base.contesto import Contesto
from socialabs.base.giorni import adesso, oggi
from socialabs.promemoria import registro
from socialabs.promemoria.enums import DA_FARE, StatoPromemoria, ViaPosta
from socialabs.utenti.models import Appartenenza, Delega


if TYPE_CHECKING:
    from socialabs.promemoria.models import IndirizzoCalendario

# A reminder that has not left so long after its hour is stuck.
FERMO_DOPO = timedelta(hours=1)


class DestinazioneQuerySet(models.QuerySet):
    def visible_to(self, ctx: Contesto) -> "DestinazioneQuerySet":
        """Those by which a deadline belongs to whoever asks, under any of their roles.

        In assistance only under the role assisted: the person's other roles are not lent.
        """
        if ctx.e_sistema:
            return self
        if ctx.utente is None:
            return self.none()
        return self.attive(ctx) if ctx.attore_reale is not None else self.di(ctx.utente.pk)

    def attive(self, ctx: Contesto) -> "DestinazioneQuerySet":
        """Those by which a deadline belongs to whoever asks in person, or under the role they act in."""
        if ctx.utente is None:
            return self.none()
        return self.filter(Q(utente=ctx.utente.pk) | _per_ruolo([ctx.appartenenza] if ctx.appartenenza else []))

    def di(self, utente_id: Any) -> "DestinazioneQuerySet":
        """Those by which a deadline belongs to a person, under whatever active role."""
        return self.filter(Q(utente=utente_id) | _per_ruolo(Appartenenza.objects.attive().filter(utente=utente_id)))


def _per_ruolo(appartenenze: Iterable[Appartenenza]) -> Q:
    """Destinations that reach one of the memberships: directly, or through a mandate in force."""
    return reduce(or_, map(_raggiunge, appartenenze), Q(pk__in=[]))


def _raggiunge(appartenenza: Appartenenza) -> Q:
    deleghe = Delega.objects.in_vigore().filter(delegante=OuterRef("organizzazione"))
    diretta = Q(organizzazione__isnull=True) | Q(organizzazione=appartenenza.organizzazione_id)
    per_delega = Q(Exists(deleghe.filter(delegato=appartenenza.organizzazione_id)))
    raggiunta = Q(ruoli__contains=[appartenenza.ruolo]) & (
        (Q(per_delega=False) & diretta) | (Q(per_delega=True) & per_delega)
    )
    return raggiunta if appartenenza.amministratore else raggiunta & Q(solo_chi_gestisce=False)


class ScadenzaQuerySet(models.QuerySet):
    def visible_to(self, ctx: Contesto) -> "ScadenzaQuerySet":
        """Those that belong to whoever asks, and all of the kinds that their role follows."""
        if ctx.e_sistema:
            return self
        if ctx.utente is None:
            return self.none()
        return self.filter(Q(_destinata(lambda d: d.visible_to(ctx))) | Q(tipo__in=registro.seguiti_da(ctx.ruolo)))

    def destinate_a(self, ctx: Contesto) -> "ScadenzaQuerySet":
        """Those of one's own calendar: in person or under the role in which one acts."""
        return self.filter(_destinata(lambda d: d.attive(ctx)))

    def del_calendario_di(self, utente_id: Any) -> "ScadenzaQuerySet":
        """Those of a person under all their roles, for the calendar that programs fetch."""
        return self.filter(_destinata(lambda d: d.di(utente_id)))

    def con_giorno(self) -> "ScadenzaQuerySet":
        """`quando`: the due date, or the day to which it was put off; ordered by it."""
        return self.annotate(quando=Coalesce("rimandata_al", "scade_il")).order_by("quando", "tipo", "id")

    def fra(self, dal: date, al: date) -> "ScadenzaQuerySet":
        """Those of these days, both included, in order."""
        return self.con_giorno().filter(quando__range=(dal, al))

    def da_fare(self) -> "ScadenzaQuerySet":
        return self.filter(stato__in=DA_FARE)

    def in_ritardo(self) -> "ScadenzaQuerySet":
        """Still to do after their day."""
        return self.con_giorno().filter(stato__in=DA_FARE, quando__lt=oggi())


def _destinata(scegli: Any) -> Exists:
    from socialabs.promemoria.models import Destinazione

    return Exists(scegli(Destinazione.objects.filter(scadenza=OuterRef("pk"))))


class PromemoriaQuerySet(models.QuerySet):
    def visible_to(self, ctx: Contesto) -> "PromemoriaQuerySet":
        """One's own; for the offices, those of all the deadlines of the kinds that their role follows."""
        if ctx.e_sistema:
            return self
        if ctx.utente is None:
            return self.none()
        return self.filter(Q(utente=ctx.utente.pk) | Q(scadenza__tipo__in=registro.seguiti_da(ctx.ruolo)))

    def in_attesa(self) -> "PromemoriaQuerySet":
        return self.filter(stato=StatoPromemoria.IN_ATTESA)

    def da_inviare(self) -> "PromemoriaQuerySet":
        return self.in_attesa().filter(quando__lte=adesso())

    def fermi(self) -> "PromemoriaQuerySet":
        """Those that should have left a while ago; `errore` may say why."""
        return self.in_attesa().filter(quando__lt=adesso() - FERMO_DOPO)


class AvvisoQuerySet(models.QuerySet):
    def visible_to(self, ctx: Contesto) -> "AvvisoQuerySet":
        """One's own inbox; for the offices, what was sent about the kinds that their role follows."""
        if ctx.e_sistema:
            return self
        if ctx.utente is None:
            return self.none()
        return self.filter(Q(utente=ctx.utente.pk) | Q(tipo__in=registro.seguiti_da(ctx.ruolo)))

    def casella_di(self, ctx: Contesto) -> "AvvisoQuerySet":
        """The inbox of whoever asks."""
        return self.filter(utente=ctx.utente.pk, in_casella=True) if ctx.utente else self.none()

    def non_letti(self) -> "AvvisoQuerySet":
        return self.filter(in_casella=True, letto_il__isnull=True)

    def da_riepilogare(self) -> "AvvisoQuerySet":
        return self.filter(via_posta=ViaPosta.RIEPILOGO, riepilogo_il__lte=adesso())

    def non_recapitati(self) -> "AvvisoQuerySet":
        """Those whose mail the server refused for good."""
        return self.filter(messaggio__stato="fallito")


class PreferenzaQuerySet(models.QuerySet):
    def visible_to(self, ctx: Contesto) -> "PreferenzaQuerySet":
        """One's own."""
        if ctx.e_sistema:
            return self
        return self.filter(utente=ctx.utente.pk) if ctx.utente else self.none()


class IndirizzoCalendarioQuerySet(models.QuerySet):
    def visible_to(self, ctx: Contesto) -> "IndirizzoCalendarioQuerySet":
        """One's own, and nobody's in assistance: who holds the address reads without signing in."""
        if ctx.e_sistema:
            return self
        return self.filter(utente=ctx.utente.pk) if ctx.utente and ctx.attore_reale is None else self.none()

    def in_uso(self) -> "IndirizzoCalendarioQuerySet":
        return self.filter(revocato_il__isnull=True, utente__is_active=True)

    def che_apre(self, segreto: str) -> "IndirizzoCalendario | None":
        """The address in use that has this secret."""
        return self.in_uso().select_related("utente").filter(impronta=self.model.impronta_di(segreto)).first()

    def vecchi(self) -> "IndirizzoCalendarioQuerySet":
        """Revoked longer ago than they are kept."""
        return self.filter(revocato_il__lt=adesso() - timedelta(days=90))
