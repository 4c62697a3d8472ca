from django.utils.translation import gettext_lazy as _

from socialabs.base.contesto import Contesto
from socialabs.base.ricerca import Fonte, Trovato, registra
from socialabs.documenti.models import Documento
from socialabs.documenti.permessi import puo_vedere_archivio


MASSIMO = 20


def cerca_documenti(ctx: Contesto, testo: str) -> list[Trovato]:
    """Documents in scope by number, verification code or recipient."""
    if not puo_vedere_archivio(ctx):
        return []
    documenti = Documento.objects.visible_to(ctx).che_contengono(testo).per_elenco()
    return [
        Trovato(str(d), d.get_absolute_url(), d.nome_destinatario, ("documenti.documento", d.pk))
        for d in documenti[:MASSIMO]
    ]


registra(Fonte(_("Documenti"), cerca_documenti))
