"""Who may take the room's papers out of the archive: whoever may read the request, or the statement, they go with."""

from collocamento.provvedimenti.azioni.contributo import ORIGINE_RICEVUTA
from collocamento.provvedimenti.azioni.richieste import ORIGINE
from collocamento.provvedimenti.models import Allegato, Provvedimento, Versamento
from collocamento.provvedimenti.permessi import puo_leggere_allegati
from socialabs.archivio.models import FilePrivato
from socialabs.archivio.origini import registra
from socialabs.base.contesto import Contesto


def legge_l_allegato(ctx: Contesto, file: FilePrivato) -> bool:
    """The papers of a draft are for the side that writes it, as the draft itself."""
    visibili = Provvedimento.objects.visible_to(ctx)
    return Allegato.objects.visible_to(ctx).filter(file=file, provvedimento__in=visibili).exists()


def legge_la_ricevuta(ctx: Contesto, file: FilePrivato) -> bool:
    return puo_leggere_allegati(ctx) and Versamento.objects.visible_to(ctx).filter(ricevuta=file).exists()


registra(ORIGINE, legge_l_allegato)
registra(ORIGINE_RICEVUTA, legge_la_ricevuta)
