import uuid

from socialabs.base.contesto import Contesto
from socialabs.base.riferimenti import Riferimento, registra
from socialabs.documenti.models import Documento


def documento(ctx: Contesto, pk: uuid.UUID) -> Riferimento | None:
    trovato = Documento.objects.visible_to(ctx).defer("dati").filter(pk=pk).first()
    return Riferimento(str(trovato), trovato.get_absolute_url()) if trovato else None


registra("documenti.documento", documento)
