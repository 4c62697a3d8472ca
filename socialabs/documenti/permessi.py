"""What a role may do with documents. Which rows: `visible_to`; who issues and corrects: each kind."""

from socialabs.base.contesto import Contesto
from socialabs.documenti.enums import Condizione
from socialabs.documenti.models import Documento
from socialabs.documenti.registro import TipoDocumento, tipi, tipo
from socialabs.utenti.enums import RUOLI_UFFICIO


def tipo_di(documento: Documento) -> TipoDocumento | None:
    """The document's kind; None when the app that declared it is gone."""
    try:
        return tipo(documento.tipo)
    except KeyError:
        return None


def puo_vedere_archivio(ctx: Contesto) -> bool:
    """Whether the role reads documents of any kind."""
    return any(ctx.ruolo in t.leggono | t.per_destinatari or t.di_parte(ctx) is not None for t in tipi())


def puo_correggere(ctx: Contesto, documento: Documento) -> bool:
    """Replace or annul it: a valid one, of a kind that the role corrects."""
    suo = tipo_di(documento)
    return suo is not None and suo.puo_correggere(ctx) and documento.condizione == Condizione.VALIDO


def puo_sostituire(ctx: Contesto, documento: Documento) -> bool:
    return puo_correggere(ctx, documento) and tipo(documento.tipo).ammette(ctx)


def puo_vedere_scarichi(ctx: Contesto, documento: Documento) -> bool:
    """Who took a document is for who may correct it, in the office."""
    suo = tipo_di(documento)
    return suo is not None and ctx.ruolo in RUOLI_UFFICIO and suo.puo_correggere(ctx)
