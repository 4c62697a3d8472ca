"""Invitations: an address, a role in an organisation, fourteen days, a link that works once."""

import secrets
from dataclasses import replace
from datetime import timedelta

from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from socialabs.anagrafica.models import Organizzazione
from socialabs.base.contesto import Contesto
from socialabs.base.giorni import adesso
from socialabs.registro.azioni import registra_evento
from socialabs.utenti.azioni.appartenenze import allinea_staff, esige_un_altro
from socialabs.utenti.enums import StatoInvito
from socialabs.utenti.errori import NonPossibile
from socialabs.utenti.models import Appartenenza, Invito, Utente
from socialabs.utenti.permessi import puo_amministrare, puo_conferire


DURATA = timedelta(days=14)


def collegamento(segreto: str) -> str:
    """The address to open; the secret is in it and nowhere else."""
    return settings.PUBLIC_URL.rstrip("/") + reverse("utenti:invito", args=[segreto])


def trova(segreto: str) -> Invito | None:
    """The invitation that this secret opens, whatever its state."""
    inviti = Invito.objects.select_related("organizzazione", "invitato_da")
    return inviti.filter(impronta=Invito.impronta_di(segreto)).first()


@transaction.atomic
def invita(
    ctx: Contesto, *, organizzazione: Organizzazione, email: str, ruolo: str, amministratore: bool = False
) -> tuple[Invito, str]:
    """Invite `email` and return the invitation with its secret, which cannot be had again.

    Raises PermissionDenied for a role that `ctx` cannot give, NonPossibile for someone who already has it;
    IntegrityError (invito_aperto_unico) when the same invitation is still open.
    """
    if not puo_conferire(ctx, organizzazione, ruolo):
        raise PermissionDenied
    email = email.strip().lower()
    if Appartenenza.objects.attive().filter(utente__email=email, organizzazione=organizzazione, ruolo=ruolo).exists():
        raise NonPossibile(_("Questa persona ha già questo ruolo nell'organizzazione."))
    scaduti = Invito.objects.filter(organizzazione=organizzazione, email=email, ruolo=ruolo, scade_il__lte=adesso())
    scaduti.filter(accettato_il=None, revocato_il=None).update(revocato_il=adesso())
    segreto = secrets.token_urlsafe(32)
    invito = Invito.objects.create(
        organizzazione=organizzazione,
        email=email,
        ruolo=ruolo,
        amministratore=amministratore and puo_amministrare(ruolo),
        impronta=Invito.impronta_di(segreto),
        invitato_da=ctx.utente,
        scade_il=adesso() + DURATA,
    )
    _registra(ctx, "invito.creato", invito)
    _spedisci(invito, segreto)
    return invito, segreto


@transaction.atomic
def reinvia(ctx: Contesto, invito: Invito) -> str:
    """Give the invitation a new link and fourteen more days; the old link stops working. Returns the new secret."""
    invito = _per_modifica(ctx, invito)
    segreto = secrets.token_urlsafe(32)
    invito.impronta = Invito.impronta_di(segreto)
    invito.scade_il = adesso() + DURATA
    invito.save(update_fields=["impronta", "scade_il", "modificato_il"])
    _registra(ctx, "invito.rinnovato", invito)
    _spedisci(invito, segreto)
    return segreto


@transaction.atomic
def revoca(ctx: Contesto, invito: Invito) -> None:
    invito = _per_modifica(ctx, invito)
    invito.revocato_il = adesso()
    invito.save(update_fields=["revocato_il", "modificato_il"])
    _registra(ctx, "invito.revocato", invito)


@transaction.atomic
def accetta(ctx: Contesto, segreto: str) -> Appartenenza:
    """Join the signed-in account to the organisation. Raises NonPossibile if the link or the address is not right."""
    invito = _da_accettare(segreto)
    if not ha_indirizzo(ctx.utente, invito.email):
        raise NonPossibile(_("L'invito è per un altro indirizzo e-mail: esci e accedi con quello."))
    esige_un_altro(replace(ctx, utente=invito.invitato_da), ctx.utente, invito.ruolo)
    return _entra(ctx, invito, ctx.utente)


@transaction.atomic
def accetta_con_nuovo_conto(ctx: Contesto, segreto: str, *, nome: str, cognome: str, password: str) -> Appartenenza:
    """Make the account and join it: having received the link proves the address.

    Raises NonPossibile when the link is not good or the address already has an account.
    """
    invito = _da_accettare(segreto)
    if conto_esistente(invito):
        raise NonPossibile(_("Esiste già un conto con questo indirizzo: accedi e poi accetta l'invito."))
    utente = Utente.objects.create_user(invito.email, password, nome=nome, cognome=cognome)
    EmailAddress.objects.create(user=utente, email=invito.email, verified=True, primary=True)
    return _entra(replace(ctx, utente=utente), invito, utente)


def ha_indirizzo(utente: Utente, email: str) -> bool:
    """True when `email` is one of the account's own proved addresses."""
    return EmailAddress.objects.filter(user=utente, email__iexact=email, verified=True).exists()


def conto_esistente(invito: Invito) -> bool:
    return (
        Utente.objects.filter(email__iexact=invito.email).exists()
        or EmailAddress.objects.filter(email__iexact=invito.email, verified=True).exists()
    )


def _da_accettare(segreto: str) -> Invito:
    """The invitation under lock: of two who press at once, the second finds it used."""
    inviti = Invito.objects.select_for_update(of=("self",)).select_related("organizzazione")
    invito = inviti.filter(impronta=Invito.impronta_di(segreto)).first()
    if invito is None or invito.stato != StatoInvito.APERTO:
        raise NonPossibile(_("Questo invito non è più valido: chiedine uno nuovo a chi ti ha invitato."))
    return invito


def _entra(ctx: Contesto, invito: Invito, utente: Utente) -> Appartenenza:
    appartenenza, nuova = Appartenenza.objects.get_or_create(
        utente=utente,
        organizzazione=invito.organizzazione,
        ruolo=invito.ruolo,
        attiva=True,
        defaults={"amministratore": invito.amministratore},
    )
    if invito.amministratore and not appartenenza.amministratore:
        appartenenza.amministratore = True
        appartenenza.save(update_fields=["amministratore", "modificato_il"])
    allinea_staff(utente)
    invito.accettato_il, invito.accettato_da = adesso(), utente
    invito.save(update_fields=["accettato_il", "accettato_da", "modificato_il"])
    _registra(replace(ctx, appartenenza=appartenenza), "invito.accettato", invito)
    return appartenenza


def _per_modifica(ctx: Contesto, invito: Invito) -> Invito:
    invito = Invito.objects.select_for_update(of=("self",)).select_related("organizzazione").get(pk=invito.pk)
    if not puo_conferire(ctx, invito.organizzazione, invito.ruolo):
        raise PermissionDenied
    if invito.stato not in (StatoInvito.APERTO, StatoInvito.SCADUTO):
        raise NonPossibile(_("L'invito è già stato accettato o revocato."))
    return invito


def _registra(ctx: Contesto, verbo: str, invito: Invito) -> None:
    registra_evento(
        ctx,
        verbo,
        tipo="utenti.invito",
        oggetto_id=invito.pk,
        dettagli={
            "organizzazione": str(invito.organizzazione_id),
            "ruolo": invito.ruolo,
            "amministratore": invito.amministratore,
        },
    )


def _spedisci(invito: Invito, segreto: str) -> None:
    """Through Django's mail, which `posta` turns into a row of its queue: this room stands below that one."""
    dati = {"invito": invito, "collegamento": collegamento(segreto), "giorni": DURATA.days}
    testo = render_to_string("utenti/posta/invito.txt", dati)
    send_mail(_("Invito al portale SOCIALABS"), testo, None, [invito.email])
