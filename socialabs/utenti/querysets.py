"""Vocabulary of users, memberships, invitations and mandates."""

from datetime import date, timedelta
from typing import Any

from django.apps import apps
from django.contrib.auth.base_user import BaseUserManager
from django.db import models
from django.db.models import Q

from socialabs.base.contesto import Contesto
from socialabs.base.giorni import adesso, oggi
from socialabs.utenti.enums import RUOLI_ASSISTIBILI, RUOLI_CHE_ASSISTONO, RUOLI_NON_UFFICIO, RUOLI_UFFICIO, Ruolo


VEDONO_TUTTE_LE_PERSONE = frozenset({Ruolo.AMMINISTRATORE_PROVINCIALE, Ruolo.AMMINISTRATORE_SISTEMA})


class UtenteQuerySet(models.QuerySet):
    def visible_to(self, ctx: Contesto) -> "UtenteQuerySet":
        """Everyone sees themselves, who manages an organisation its people, who manages them all everyone."""
        if ctx.e_sistema or ctx.ruolo in VEDONO_TUTTE_LE_PERSONE:
            return self
        if ctx.utente is None:
            return self.none()
        if ctx.appartenenza and ctx.appartenenza.amministratore:
            return self.filter(Q(pk=ctx.utente.pk) | Q(appartenenze__organizzazione=ctx.organizzazione_id)).distinct()
        return self.filter(pk=ctx.utente.pk)


class GestoreUtenti(BaseUserManager.from_queryset(UtenteQuerySet)):
    use_in_migrations = True

    def create_user(self, email: str | None = None, password: str | None = None, **campi: Any) -> models.Model:
        utente = self.model(email=self.normalize_email(email).lower() if email else None, **campi)
        utente.set_password(password)
        utente.save(using=self._db)
        return utente

    def create_superuser(self, email: str, password: str | None = None, **campi: Any) -> models.Model:
        return self.create_user(email, password, is_staff=True, is_superuser=True, **campi)

    def get_by_natural_key(self, username: str) -> models.Model:
        return self.get(email__iexact=username)


class AppartenenzaQuerySet(models.QuerySet):
    def attive(self) -> "AppartenenzaQuerySet":
        return self.filter(attiva=True, utente__is_active=True)

    def assistibili(self) -> "AppartenenzaQuerySet":
        """Active memberships whose person may be assisted: never staff, nor anyone who also works for the office."""
        ufficio = self.model._base_manager.filter(attiva=True).exclude(ruolo__in=RUOLI_NON_UFFICIO)
        return (
            self.attive()
            .filter(ruolo__in=RUOLI_ASSISTIBILI, utente__is_staff=False)
            .exclude(utente__in=ufficio.values("utente"))
        )

    def visible_to(self, ctx: Contesto) -> "AppartenenzaQuerySet":
        """One's own; those of the organisation one manages; for who assists, those who may be assisted."""
        if ctx.e_sistema or ctx.ruolo in VEDONO_TUTTE_LE_PERSONE:
            return self
        if ctx.utente is None:
            return self.none()
        visibili = Q(utente=ctx.utente)
        if ctx.appartenenza and ctx.appartenenza.amministratore:
            visibili |= Q(organizzazione=ctx.organizzazione_id)
        if ctx.ruolo in RUOLI_CHE_ASSISTONO:
            visibili |= Q(ruolo__in=RUOLI_ASSISTIBILI)
        return self.filter(visibili)


class InvitoQuerySet(models.QuerySet):
    def vecchi(self) -> "InvitoQuerySet":
        """Those whose link stopped working ninety days ago or more, accepted or not."""
        return self.filter(scade_il__lt=adesso() - timedelta(days=90))

    def aperti(self) -> "InvitoQuerySet":
        return self.filter(accettato_il__isnull=True, revocato_il__isnull=True, scade_il__gt=adesso())

    def visible_to(self, ctx: Contesto) -> "InvitoQuerySet":
        if ctx.e_sistema or ctx.ruolo in VEDONO_TUTTE_LE_PERSONE:
            return self
        if ctx.appartenenza and ctx.appartenenza.amministratore:
            return self.filter(organizzazione=ctx.organizzazione_id)
        return self.none()


class DelegaQuerySet(models.QuerySet):
    def in_vigore(self, giorno: date | None = None) -> "DelegaQuerySet":
        giorno = giorno or oggi()
        return self.filter(Q(al__isnull=True) | Q(al__gte=giorno), dal__lte=giorno)

    def visible_to(self, ctx: Contesto) -> "DelegaQuerySet":
        """Offices see all mandates, the two parties their own."""
        if ctx.e_sistema or ctx.ruolo in RUOLI_UFFICIO:
            return self
        if ctx.organizzazione_id is None:
            return self.none()
        return self.filter(Q(delegante=ctx.organizzazione_id) | Q(delegato=ctx.organizzazione_id))


def organizzazioni_proprie(ctx: Contesto) -> object | None:
    """The organisations that a company or a consultant with a mandate acts for; None for any other role."""
    if ctx.organizzazione_id is None:
        return None
    if ctx.ruolo == Ruolo.REFERENTE_AZIENDA:
        return [ctx.organizzazione_id]
    if ctx.ruolo == Ruolo.CONSULENTE:
        deleghe = apps.get_model("utenti.Delega")._default_manager.in_vigore()
        return deleghe.filter(delegato=ctx.organizzazione_id).values("delegante")
    return None
