"""Verbs on the register of decisions and on the actions that follow them."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from socialabs.base.contesto import Contesto
from socialabs.base.giorni import oggi
from socialabs.base.stati import controlla
from socialabs.base.versioni import salva_versionato
from tavolo.azioni.comune import annota, annota_avvertenze, blocca, prossimo_numero
from tavolo.enums import (
    IMPEGNI_APERTI,
    TRANSIZIONI_ESECUZIONE,
    TRANSIZIONI_IMPEGNO,
    VERBALE_CHIUSO,
    EsitoVoto,
    StatoEsecuzione,
    StatoImpegno,
    StatoSeduta,
)
from tavolo.errori import NonAmmesso
from tavolo.models import Decisione, Impegno
from tavolo.permessi import puo_aggiornare, puo_scrivere, richiedi


SERIE = "decisione"
# From the opening of the meeting to the approval of its minutes.
_NON_ANCORA = frozenset({StatoSeduta.PIANIFICATA, StatoSeduta.CONVOCATA, StatoSeduta.RINVIATA, StatoSeduta.ANNULLATA})


@transaction.atomic
def adotta(*, decisione: Decisione, ctx: Contesto) -> Decisione:
    """Enter a decision in the register with the next number of its year. Raises NonAmmesso.

    With a vote, only if it carried; the decision it replaces is marked so.
    """
    richiedi(puo_scrivere(ctx))
    seduta = blocca(decisione.punto.seduta)
    if seduta.stato in _NON_ANCORA or seduta.stato in VERBALE_CHIUSO or seduta.stato == StatoSeduta.DESERTA:
        raise NonAmmesso(_("Si decide in una seduta aperta, e prima che il suo verbale sia approvato."))
    if decisione.votazione_id and decisione.votazione.esito != EsitoVoto.APPROVATA:
        raise NonAmmesso(_("La votazione ha respinto la proposta: non ne nasce una decisione."))
    decisione.adottata_il = seduta.giorno
    decisione.anno = decisione.adottata_il.year
    decisione.numero = prossimo_numero(SERIE, decisione.anno)
    decisione.save(force_insert=True)
    if decisione.sostituisce_id:
        precedente = Decisione.objects.select_for_update().get(pk=decisione.sostituisce_id)
        _passa(precedente, StatoEsecuzione.SUPERATA, ctx)
        salva_versionato(precedente, precedente.versione, ["stato", "eseguita_il"])
    annota(ctx, "decisione.adottata", decisione, numero=f"{decisione.numero}/{decisione.anno}")
    annota_avvertenze(ctx, decisione, [decisione.titolo, decisione.testo], passo="decisione.adottata")
    return decisione


@transaction.atomic
def correggi_testo(*, decisione: Decisione, versione_letta: int, ctx: Contesto) -> None:
    """Put right the wording while the minutes are open: NonAmmesso after that. Raises ConflittoVersione."""
    richiedi(puo_scrivere(ctx))
    if blocca(decisione.punto.seduta).stato in VERBALE_CHIUSO:
        raise NonAmmesso(_("Il verbale è approvato: la decisione si corregge solo con una decisione successiva."))
    salva_versionato(decisione, versione_letta, ["titolo", "testo", "entro_il"])
    annota(ctx, "decisione.corretta", decisione)
    annota_avvertenze(ctx, decisione, [decisione.titolo, decisione.testo], passo="decisione.corretta")


@transaction.atomic
def aggiorna_esecuzione(
    *, decisione: Decisione, stato: StatoEsecuzione, nota: str = "", eseguita_il: date | None = None, ctx: Contesto
) -> Decisione:
    """Say how far a decision has been carried out. Raises TransizioneNonAmmessa."""
    richiedi(puo_scrivere(ctx))
    decisione = Decisione.objects.select_for_update().get(pk=decisione.pk)
    if stato != decisione.stato:
        _passa(decisione, stato, ctx, eseguita_il)
    decisione.nota_esecuzione = nota
    salva_versionato(decisione, decisione.versione, ["stato", "eseguita_il", "nota_esecuzione"])
    annota(ctx, "decisione.esecuzione", decisione, stato=stato)
    return decisione


def _passa(decisione: Decisione, stato: StatoEsecuzione, ctx: Contesto, eseguita_il: date | None = None) -> None:
    controlla(TRANSIZIONI_ESECUZIONE, decisione.stato, stato, ctx)
    decisione.stato = stato
    decisione.eseguita_il = (eseguita_il or oggi()) if stato == StatoEsecuzione.ESEGUITA else None


@transaction.atomic
def assegna(*, impegno: Impegno, ctx: Contesto) -> Impegno:
    """Charge a body or a person with an action."""
    richiedi(puo_scrivere(ctx))
    impegno.save()
    annota(ctx, "impegno.assegnato", impegno)
    return impegno


@transaction.atomic
def modifica_impegno(*, impegno: Impegno, versione_letta: int, ctx: Contesto) -> None:
    """Write what, who, by when, and which decision it carries out: that, only until the minutes are approved.

    Raises ConflittoVersione, NonAmmesso.
    """
    richiedi(puo_scrivere(ctx))
    stato = blocca(impegno.seduta).stato
    prima = Impegno.objects.values_list("decisione", flat=True).get(pk=impegno.pk)
    if stato in VERBALE_CHIUSO and prima != impegno.decisione_id:
        raise NonAmmesso(_("Il verbale è approvato: l'azione resta legata a ciò che vi è scritto."))
    salva_versionato(impegno, versione_letta, ["decisione", "descrizione", "ente", "responsabile", "entro_il"])
    annota(ctx, "impegno.modificato", impegno)


@transaction.atomic
def rinvia_impegno(*, impegno: Impegno, entro_il: date, motivo: str, versione_letta: int, ctx: Contesto) -> None:
    """Give an open action a later date, and say why. Raises NonAmmesso, ConflittoVersione."""
    richiedi(puo_scrivere(ctx))
    if impegno.stato not in IMPEGNI_APERTI:
        raise NonAmmesso(_("L'azione è già chiusa."))
    attuale = Impegno.objects.values_list("entro_il", flat=True).get(pk=impegno.pk)
    if entro_il <= max(oggi(), attuale or oggi()):
        raise NonAmmesso(_("La nuova data viene dopo quella di prima, e dopo oggi."))
    impegno.entro_il, impegno.motivo_rinvio = entro_il, motivo
    salva_versionato(impegno, versione_letta, ["entro_il", "motivo_rinvio"])
    annota(ctx, "impegno.rinviato", impegno, al=entro_il.isoformat())


@transaction.atomic
def aggiorna_impegno(
    *, impegno: Impegno, stato: StatoImpegno, esito: str = "", concluso_il: date | None = None, ctx: Contesto
) -> Impegno:
    """Say how far an action has come: the secretariat or who is charged with it. Raises TransizioneNonAmmessa."""
    impegno = Impegno.objects.select_for_update().get(pk=impegno.pk)
    richiedi(puo_aggiornare(ctx, impegno))
    if stato != impegno.stato:
        controlla(TRANSIZIONI_IMPEGNO, impegno.stato, stato, ctx)
    impegno.stato, impegno.esito = stato, esito
    impegno.concluso_il = (concluso_il or oggi()) if stato == StatoImpegno.CONCLUSO else None
    salva_versionato(impegno, impegno.versione, ["stato", "esito", "concluso_il"])
    annota(ctx, "impegno.aggiornato", impegno, stato=stato)
    return impegno
