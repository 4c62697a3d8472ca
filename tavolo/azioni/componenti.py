"""Verbs on bodies, seats, mandates and working groups. Nothing is deleted: it ends, for a reason."""

from datetime import date

from django.db import transaction
from django.db.models import Q, QuerySet
from django.db.models.functions import Greatest
from django.utils.translation import gettext as _

from socialabs.anagrafica.models import Organizzazione
from socialabs.base.contesto import Contesto
from socialabs.base.giorni import adesso
from socialabs.base.versioni import salva_versionato
from tavolo.azioni.comune import annota
from tavolo.errori import NonAmmesso
from tavolo.models import EnteMembro, Gruppo, Mandato, Partecipante, Seggio
from tavolo.permessi import puo_scrivere, richiedi


@transaction.atomic
def aggiungi_ente(
    *, ente: EnteMembro, codice_fiscale: str, denominazione: str, tipo: str, seggi: int, ctx: Contesto
) -> EnteMembro:
    """Make a body a member from `ente.dal`, with its seats. An organisation that the portal knows keeps its name."""
    richiedi(puo_scrivere(ctx))
    ente.organizzazione, _nuova = Organizzazione.objects.get_or_create(
        codice_fiscale=codice_fiscale, defaults={"denominazione": denominazione, "tipo": tipo}
    )
    ente.save()
    Seggio.objects.bulk_create(Seggio(ente=ente, numero=n, dal=ente.dal) for n in range(1, seggi + 1))
    annota(ctx, "ente_membro.aggiunto", ente, seggi=seggi)
    return ente


@transaction.atomic
def modifica_ente(*, ente: EnteMembro, versione_letta: int, ctx: Contesto) -> None:
    """Write kind and founding act. Raises ConflittoVersione."""
    richiedi(puo_scrivere(ctx))
    salva_versionato(ente, versione_letta, ["genere", "atto"])
    annota(ctx, "ente_membro.modificato", ente)


@transaction.atomic
def termina_ente(*, ente: EnteMembro, al: date, motivo: str, ctx: Contesto) -> EnteMembro:
    """Let a body leave the table on `al` (its last day), and with it its seats and their mandates, in one go."""
    richiedi(puo_scrivere(ctx))
    ente = EnteMembro.objects.select_for_update().get(pk=ente.pk)
    _chiudibile(ente, al)
    ente.al, ente.motivo_fine = al, motivo
    salva_versionato(ente, ente.versione, ["al", "motivo_fine"])
    _chiudi_seggi(ente.seggi.all(), al, motivo)
    annota(ctx, "ente_membro.terminato", ente, motivo=motivo, al=al.isoformat())
    return ente


@transaction.atomic
def aggiungi_seggio(*, seggio: Seggio, ctx: Contesto) -> Seggio:
    """Give a body one more seat, at the table or in a working group; it takes the next number of that body there."""
    richiedi(puo_scrivere(ctx))
    EnteMembro.objects.select_for_update().get(pk=seggio.ente_id)
    altri = Seggio.objects.filter(ente=seggio.ente_id).dell_organo(seggio.gruppo_id)
    occupati = set(altri.filter(Q(al__isnull=True) | Q(al__gte=seggio.dal)).values_list("numero", flat=True))
    seggio.numero = next(n for n in range(1, len(occupati) + 2) if n not in occupati)
    seggio.save()
    annota(ctx, "seggio.aggiunto", seggio)
    return seggio


@transaction.atomic
def termina_seggio(*, seggio: Seggio, al: date, motivo: str, ctx: Contesto) -> None:
    richiedi(puo_scrivere(ctx))
    seggio = Seggio.objects.select_for_update().get(pk=seggio.pk)
    _chiudibile(seggio, al)
    _chiudi_seggi(Seggio.objects.filter(pk=seggio.pk), al, motivo)
    annota(ctx, "seggio.terminato", seggio, motivo=motivo, al=al.isoformat())


@transaction.atomic
def aggiungi_mandato(*, mandato: Mandato, ctx: Contesto) -> Mandato:
    """Name a person to a seat. The person's row is saved too when it is new.

    Raises NonAmmesso outside the seat's own period; the database refuses two delegates, or two deputies, at once.
    """
    richiedi(puo_scrivere(ctx))
    seggio = mandato.seggio
    if mandato.dal < seggio.dal or (seggio.al and (mandato.al is None or mandato.al > seggio.al)):
        raise NonAmmesso(_("Il mandato deve stare nel periodo in cui l'ente ha il seggio."))
    if mandato.partecipante._state.adding:
        mandato.partecipante.save()
        mandato.partecipante_id = mandato.partecipante.pk
    mandato.save()
    annota(ctx, "mandato.aggiunto", mandato, ruolo=mandato.ruolo, dal=mandato.dal.isoformat())
    return mandato


@transaction.atomic
def termina_mandato(*, mandato: Mandato, al: date, motivo: str, ctx: Contesto) -> Mandato:
    """End a mandate on `al`, its last day."""
    richiedi(puo_scrivere(ctx))
    mandato = Mandato.objects.select_for_update().get(pk=mandato.pk)
    _chiudibile(mandato, al)
    mandato.al, mandato.motivo_fine = al, motivo
    salva_versionato(mandato, mandato.versione, ["al", "motivo_fine"])
    annota(ctx, "mandato.terminato", mandato, motivo=motivo, al=al.isoformat())
    return mandato


@transaction.atomic
def registra_partecipante(*, partecipante: Partecipante, ctx: Contesto) -> Partecipante:
    """Add somebody who takes part without a seat: who presides, who keeps the minutes, a guest."""
    richiedi(puo_scrivere(ctx))
    partecipante.save()
    annota(ctx, "partecipante.aggiunto", partecipante)
    return partecipante


@transaction.atomic
def modifica_partecipante(*, partecipante: Partecipante, versione_letta: int, ctx: Contesto) -> None:
    """Write a person's name, addresses and account. Raises ConflittoVersione."""
    richiedi(puo_scrivere(ctx))
    campi = ["nome", "cognome", "qualifica", "email", "pec", "telefono", "utente"]
    salva_versionato(partecipante, versione_letta, campi)
    annota(ctx, "partecipante.modificato", partecipante)


@transaction.atomic
def istituisci_gruppo(*, gruppo: Gruppo, ctx: Contesto) -> Gruppo:
    richiedi(puo_scrivere(ctx))
    gruppo.save()
    annota(ctx, "gruppo.istituito", gruppo)
    return gruppo


@transaction.atomic
def modifica_gruppo(*, gruppo: Gruppo, versione_letta: int, ctx: Contesto) -> None:
    """Write name, purpose, coordinator, and whether its work is public. Raises ConflittoVersione."""
    richiedi(puo_scrivere(ctx))
    salva_versionato(gruppo, versione_letta, ["nome", "scopo", "coordinatore", "pubblico"])
    annota(ctx, "gruppo.modificato", gruppo)


@transaction.atomic
def concludi_gruppo(*, gruppo: Gruppo, al: date, motivo: str, ctx: Contesto) -> Gruppo:
    """End a working group on `al`, and with it its seats and their mandates."""
    richiedi(puo_scrivere(ctx))
    gruppo = Gruppo.objects.select_for_update().get(pk=gruppo.pk)
    _chiudibile(gruppo, al)
    gruppo.al, gruppo.motivo_fine = al, motivo
    salva_versionato(gruppo, gruppo.versione, ["al", "motivo_fine"])
    _chiudi_seggi(gruppo.seggi.all(), al, motivo)
    annota(ctx, "gruppo.concluso", gruppo, motivo=motivo, al=al.isoformat())
    return gruppo


def _chiudibile(riga: EnteMembro | Seggio | Mandato | Gruppo, al: date) -> None:
    if riga.al is not None and riga.al <= al:
        raise NonAmmesso(_("È già terminato il %(data)s.") % {"data": f"{riga.al:%d/%m/%Y}"})
    if al < riga.dal:
        raise NonAmmesso(_("Non può finire prima di cominciare, il %(data)s.") % {"data": f"{riga.dal:%d/%m/%Y}"})


def _chiudi_seggi(seggi: QuerySet, al: date, motivo: str) -> None:
    """Cut seats and mandates at `al`; what was to begin later never holds more than its first day."""
    aperti = Q(al__isnull=True) | Q(al__gt=al)
    modifica = {"al": Greatest("dal", al), "modificato_il": adesso()}
    Mandato.objects.filter(aperti, seggio__in=seggi).update(**modifica, motivo_fine=motivo)
    seggi.filter(aperti).update(**modifica)
