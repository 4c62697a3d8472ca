"""Accounts: a person's own data, and what the system administrator may do to anyone's."""

from allauth.mfa.models import Authenticator
from django.core.exceptions import PermissionDenied
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from socialabs.anagrafica.models import Organizzazione
from socialabs.base.contesto import Contesto
from socialabs.registro.azioni import registra_evento
from socialabs.utenti.azioni.appartenenze import esige_altro_amministratore
from socialabs.utenti.models import Appartenenza, Utente
from socialabs.utenti.permessi import puo_gestire_conto


@transaction.atomic
def cambia_nome(ctx: Contesto, *, nome: str, cognome: str) -> None:
    utente = ctx.utente
    utente.nome, utente.cognome = nome, cognome
    utente.save(update_fields=["nome", "cognome", "modificato_il"])
    _registra(ctx, "profilo.modificato", utente)


@transaction.atomic
def disattiva_utente(ctx: Contesto, utente: Utente, *, motivo: str) -> None:
    """Close the account: at their next request the person is out, and their memberships count no more.

    Raises NonPossibile while an organisation would lose its last administrator.
    """
    _esige(ctx, utente)
    incarichi = Appartenenza.objects.filter(utente=utente, attiva=True, amministratore=True)
    sedi = list(Organizzazione.objects.filter(appartenenze__in=incarichi).values_list("pk", flat=True))
    list(Organizzazione.objects.select_for_update().filter(pk__in=sedi).order_by("pk"))
    esige_altro_amministratore(list(incarichi.select_related("organizzazione")))
    utente.is_active = False
    utente.save(update_fields=["is_active", "modificato_il"])
    _registra(ctx, "utente.disattivato", utente, motivo)


@transaction.atomic
def riattiva_utente(ctx: Contesto, utente: Utente, *, motivo: str) -> None:
    _esige(ctx, utente)
    utente.is_active = True
    utente.save(update_fields=["is_active", "modificato_il"])
    _registra(ctx, "utente.riattivato", utente, motivo)


@transaction.atomic
def azzera_secondo_fattore(ctx: Contesto, utente: Utente, *, motivo: str) -> None:
    """Forget app, passkeys and recovery codes of who lost them; the person is told, whoever asked for it."""
    _esige(ctx, utente)
    Authenticator.objects.filter(user=utente).delete()
    _registra(ctx, "secondo_fattore.azzerato", utente, motivo)
    if utente.email:
        testo = render_to_string("utenti/posta/secondo_fattore_azzerato.txt", {"utente": utente})
        send_mail(_("Il secondo fattore del tuo conto è stato azzerato"), testo, None, [utente.email])


def _esige(ctx: Contesto, utente: Utente) -> None:
    if not puo_gestire_conto(ctx, utente):
        raise PermissionDenied


def _registra(ctx: Contesto, verbo: str, utente: Utente, motivo: str = "") -> None:
    registra_evento(ctx, verbo, tipo="utenti.utente", oggetto_id=utente.pk, motivo=motivo)
