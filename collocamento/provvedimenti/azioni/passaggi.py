"""How every verb moves an act: the row locked, the table asked, the step written down, the term worked out again."""

from datetime import date

from django.core.exceptions import PermissionDenied

from collocamento.cambiamenti import annuncia
from collocamento.models import Datore
from collocamento.provvedimenti.enums import DECISI, Stato
from collocamento.provvedimenti.fonte import TIPO
from collocamento.provvedimenti.models import Passaggio, Provvedimento
from collocamento.provvedimenti.termini import FERMO, termine
from socialabs.base.contesto import Contesto
from socialabs.base.giorni import oggi
from socialabs.promemoria.azioni import rileggi
from socialabs.registro import registra_evento


def bloccato(provvedimento: Provvedimento, ctx: Contesto) -> Provvedimento:
    """The act as it is now, locked, with its employer; two acts of one employer are never judged at the same time."""
    Datore.objects.select_for_update(of=("self",), no_key=True).get(pk=provvedimento.datore_id)
    righe = Provvedimento.objects.visible_to(ctx).select_for_update(of=("self",))
    return righe.select_related("datore__organizzazione").get(pk=provvedimento.pk)


def esigi(condizione: bool) -> None:
    """Raise PermissionDenied unless it holds."""
    if not condizione:
        raise PermissionDenied


def passa(
    atto: Provvedimento,
    stato: Stato,
    verbo: str,
    ctx: Contesto,
    *,
    testo: str = "",
    entro_il: date | None = None,
) -> None:
    """Take `atto` to `stato` and write it, with the step and the register. Raises TransizioneNonAmmessa."""
    da = atto.stato
    atto.passa_a(stato, ctx)
    Passaggio.objects.create(
        provvedimento=atto, da=da, a=stato, giorno=oggi(), utente=ctx.utente, testo=testo, entro_il=entro_il
    )
    atto.termine = termine(atto, list(atto.passaggi.all()))
    atto.versione += 1
    atto.save()
    annota(atto, verbo, ctx)
    annuncia([atto.datore_id], ctx)
    if stato in DECISI:
        rileggi("provvedimenti.deciso")
    elif stato in FERMO:
        rileggi("provvedimenti.risposta")


def annota(atto: Provvedimento, verbo: str, ctx: Contesto) -> None:
    """The register: what was done to which act, without the words of anybody."""
    registra_evento(
        ctx,
        f"provvedimento.{verbo}",
        tipo=TIPO,
        oggetto_id=atto.pk,
        etichetta=atto.get_genere_display(),
        dettagli={"stato": atto.stato},
    )
