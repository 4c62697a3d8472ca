"""Who may take a delivered package out of the archive: it names the workers, as each original does."""

from collocamento.azioni.consegne import ORIGINE
from collocamento.querysets import RUOLI_LAVORATORI
from socialabs.archivio.origini import registra


registra(ORIGINE, lambda ctx, file: ctx.ruolo in RUOLI_LAVORATORI)
