"""Memberships: given, taken back, never deleted; an organisation keeps someone who manages its people."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from socialabs.anagrafica.models import Organizzazione
from socialabs.base.contesto import Contesto
from socialabs.base.giorni import adesso
from socialabs.registro.azioni import registra_evento
from socialabs.utenti.enums import RUOLI_CON_SECONDO_FATTORE, Ruolo
from socialabs.utenti.errori import NonPossibile
from socialabs.utenti.models import Appartenenza, Invito, Utente
from socialabs.utenti.permessi import puo_amministrare, puo_conferire, puo_modificare


@transaction.atomic
def aggiungi_ruolo(ctx: Contesto, appartenenza: Appartenenza, *, ruolo: str) -> Appartenenza:
    """Give one more role to someone who already belongs to the organisation.

    Raises PermissionDenied, or IntegrityError (appartenenza_unica) when they already have it.
    """
    organizzazione = appartenenza.organizzazione
    if not puo_conferire(ctx, organizzazione, ruolo):
        raise PermissionDenied
    esige_un_altro(ctx, appartenenza.utente, ruolo)
    nuova = Appartenenza.objects.create(utente=appartenenza.utente, organizzazione=organizzazione, ruolo=ruolo)
    allinea_staff(nuova.utente)
    _registra(ctx, "appartenenza.creata", nuova)
    return nuova


def esige_un_altro(ctx: Contesto, utente: Utente, ruolo: str) -> None:
    """Raise NonPossibile when somebody would give themselves a role that reaches other people's data."""
    if ctx.utente == utente and ruolo in RUOLI_CON_SECONDO_FATTORE:
        raise NonPossibile(_("Nessuno può dare questo ruolo a sé stesso: lo conferisce un altro amministratore."))


@transaction.atomic
def nomina_amministratore(ctx: Contesto, appartenenza: Appartenenza) -> None:
    appartenenza = _per_modifica(ctx, appartenenza)
    if not appartenenza.attiva or not puo_amministrare(appartenenza.ruolo):
        raise NonPossibile(_("Chi ha questo ruolo non può gestire le persone dell'organizzazione."))
    appartenenza.amministratore = True
    appartenenza.save(update_fields=["amministratore", "modificato_il"])
    _registra(ctx, "appartenenza.amministratore_nominato", appartenenza)


@transaction.atomic
def togli_amministratore(ctx: Contesto, appartenenza: Appartenenza) -> None:
    """Raises NonPossibile for the last one."""
    appartenenza = _per_modifica(ctx, appartenenza)
    esige_altro_amministratore([appartenenza])
    appartenenza.amministratore = False
    appartenenza.save(update_fields=["amministratore", "modificato_il"])
    _registra(ctx, "appartenenza.amministratore_tolto", appartenenza)


@transaction.atomic
def disattiva(ctx: Contesto, appartenenza: Appartenenza, *, motivo: str) -> None:
    """End a role. The invitations that the person sent for the organisation are revoked with it."""
    appartenenza = _per_modifica(ctx, appartenenza)
    if not appartenenza.attiva:
        return
    esige_altro_amministratore([appartenenza])
    appartenenza.attiva, appartenenza.amministratore = False, False
    appartenenza.motivo_disattivazione, appartenenza.disattivata_il = motivo, adesso()
    appartenenza.save()
    Invito.objects.aperti().filter(
        invitato_da=appartenenza.utente_id, organizzazione=appartenenza.organizzazione_id
    ).update(revocato_il=adesso())
    allinea_staff(appartenenza.utente)
    _registra(ctx, "appartenenza.disattivata", appartenenza, motivo)


@transaction.atomic
def riattiva(ctx: Contesto, appartenenza: Appartenenza) -> None:
    """Raises IntegrityError (appartenenza_unica) when the person has got the same role again meanwhile."""
    appartenenza = _per_modifica(ctx, appartenenza)
    appartenenza.attiva, appartenenza.disattivata_il, appartenenza.motivo_disattivazione = True, None, ""
    appartenenza.save()
    allinea_staff(appartenenza.utente)
    _registra(ctx, "appartenenza.riattivata", appartenenza)


def esige_altro_amministratore(appartenenze: list[Appartenenza]) -> None:
    """Refuse to lose the last administrator of an organisation; its row must be locked by the caller."""
    perse = {a.pk for a in appartenenze}
    for organizzazione in {a.organizzazione for a in appartenenze if a.attiva and a.amministratore}:
        altri = Appartenenza.objects.attive().filter(organizzazione=organizzazione, amministratore=True)
        if not altri.exclude(pk__in=perse).exists():
            raise NonPossibile(
                _("«%(organizzazione)s» resterebbe senza chi ne gestisce le persone: prima nomina un'altra persona.")
                % {"organizzazione": organizzazione}
            )


def allinea_staff(utente: Utente) -> None:
    """The read-only technical admin is open to system administrators as long as they are such."""
    staff = (
        utente.is_superuser
        or Appartenenza.objects.attive().filter(utente=utente, ruolo=Ruolo.AMMINISTRATORE_SISTEMA).exists()
    )
    if utente.is_staff != staff:
        utente.is_staff = staff
        utente.save(update_fields=["is_staff", "modificato_il"])


def _per_modifica(ctx: Contesto, appartenenza: Appartenenza) -> Appartenenza:
    """The membership as it is now, with its organisation locked so that two administrators cannot leave at once."""
    organizzazione = Organizzazione.objects.select_for_update().get(pk=appartenenza.organizzazione_id)
    appartenenza = Appartenenza.objects.select_related("utente").get(pk=appartenenza.pk)
    appartenenza.organizzazione = organizzazione
    if not puo_modificare(ctx, appartenenza):
        raise PermissionDenied
    return appartenenza


def _registra(ctx: Contesto, verbo: str, appartenenza: Appartenenza, motivo: str = "") -> None:
    registra_evento(
        ctx,
        verbo,
        tipo="utenti.appartenenza",
        oggetto_id=appartenenza.pk,
        motivo=motivo,
        dettagli={
            "utente": str(appartenenza.utente_id),
            "organizzazione": str(appartenenza.organizzazione_id),
            "ruolo": appartenenza.ruolo,
        },
    )
