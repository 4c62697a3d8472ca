"""The demonstration's deadlines: read from its data, some decided, some told days ago. No mail is written."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Model

from socialabs.base.contesto import Contesto
from socialabs.base.dimostrazione import Dimostrazione, passo
from socialabs.base.giorni import adesso, oggi
from socialabs.promemoria import azioni, registro
from socialabs.promemoria.enums import StatoPromemoria, StatoScadenza
from socialabs.promemoria.models import Avviso, Destinazione, Promemoria, Scadenza
from socialabs.promemoria.preparazione import prepara
from socialabs.promemoria.regole import istante
from socialabs.utenti.demo import conto
from socialabs.utenti.models import Appartenenza, Delega, Utente


# A mandate of the demonstration is always about to end: reminded two days ago, and once more in three weeks.
FINE_DELEGA = timedelta(days=28)
# So many deadlines of a kind have a past in each account's inbox.
CON_STORIA = 3


@passo(60, "scadenze e avvisi")
@transaction.atomic
def carica(demo: Dimostrazione) -> None:
    parti = {"delegante": demo.organizzazioni["azienda_2"], "delegato": demo.organizzazioni["studio"]}
    Delega.objects.in_vigore().filter(**parti).update(al=oggi() + FINE_DELEGA)
    for tipo in registro.tipi():
        prepara(tipo)
    _decidi()
    for utente in Utente.objects.filter(di_prova=True, is_active=True):
        sue = Scadenza.objects.del_calendario_di(utente.pk)
        for tipo in sorted(set(sue.values_list("tipo", flat=True))):
            _racconta(utente, tipo)


def _decidi() -> None:
    """The operator has dealt with one deadline and put another off, once."""
    if Scadenza.objects.filter(deciso_da__isnull=False).exists():
        return
    appartenenza = Appartenenza.objects.select_related("utente").get(utente__email=conto("operatore-cm").email)
    ctx = Contesto(utente=appartenenza.utente, appartenenza=appartenenza)
    aperte = Scadenza.objects.destinate_a(ctx).filter(stato=StatoScadenza.APERTA).order_by("-scade_il", "id")
    # The mandates and the list of the missing stay open: what is decided are deadlines of many alike.
    piu_numeroso = max((t.chiave for t in registro.tipi()), key=lambda chiave: aperte.filter(tipo=chiave).count())
    for scadenza, fatta in zip(aperte.filter(tipo=piu_numeroso)[:2], (True, False), strict=False):
        letta = {"versione_letta": scadenza.versione}
        if fatta:
            azioni.segna_fatta(ctx, scadenza, motivo="Convenzione firmata il mese scorso", **letta)
        else:
            al = oggi() + timedelta(days=10)
            azioni.rimanda(ctx, scadenza, al=al, motivo="In attesa della proposta di convenzione", **letta)


def _racconta(utente: Utente, tipo: str) -> None:
    """Put into the inbox the reminders whose day is over, as if they had left then: all read but the last."""
    ultimo = None
    scadenze = Scadenza.objects.del_calendario_di(utente.pk).filter(tipo=tipo)
    for scadenza in scadenze.order_by("-scade_il", "id")[:CON_STORIA]:
        destinazione = Destinazione.objects.di(utente.pk).filter(scadenza=scadenza).first()
        for giorno in (g for g in scadenza.ricorda if g < oggi()):
            promemoria, _nuovo = Promemoria.objects.get_or_create(
                scadenza=scadenza,
                utente=utente,
                giorno=giorno,
                defaults={"quando": istante(giorno), "pubblico": destinazione.pubblico},
            )
            if promemoria.stato == StatoPromemoria.IN_ATTESA:
                ultimo = _inviato(promemoria, tipo)
    if ultimo:
        Avviso.objects.filter(pk=ultimo.pk).update(letto_il=None)


def _inviato(promemoria: Promemoria, tipo: str) -> Model:
    """Mark a reminder as sent on its day, in an item of its own."""
    avviso = Avviso.objects.create(
        utente=promemoria.utente, tipo=tipo, pubblico=promemoria.pubblico, letto_il=adesso()
    )
    Avviso.objects.filter(pk=avviso.pk).update(creato_il=promemoria.quando)
    promemoria.stato, promemoria.avviso = StatoPromemoria.INVIATO, avviso
    promemoria.inviato_il = promemoria.quando
    promemoria.save()
    return avviso
