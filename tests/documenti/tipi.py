"""Kinds of document invented for the tests, about organisations, and a stand-in for the drawing."""

from socialabs.anagrafica.models import Organizzazione
from socialabs.documenti import registro
from socialabs.documenti.indirizzi import destinatario
from socialabs.documenti.officina import Officina, Reso
from socialabs.documenti.registro import Congelato, TipoDocumento


def congela(ctx, oggetti):
    return {
        o.pk: Congelato("Frutti raccolti", "Frutti", destinatario(o), {"azienda": {"nome": o.denominazione}})
        if "senza" not in o.denominazione
        else "Non ha raccolto frutti."
        for o in Organizzazione.objects.visible_to(ctx).filter(pk__in=oggetti).select_related("comune__provincia")
    }


def prova(chiave="prova.frutti", **campi):
    predefiniti = {
        "titolo": "Certificato dei frutti",
        "modello": "documenti/campione.html",
        "congela": congela,
        "riferimento": "anagrafica.organizzazione",
        "base_legale": "Legge dei frutti, art. 1",
        "emittenti": frozenset({"op_cm", "responsabile", "ref_azienda"}),
    }
    return TipoDocumento(chiave, **(predefiniti | campi))


def dichiara(**campi):
    tipo = prova(**campi)
    registro._tipi[tipo.chiave] = tipo
    return tipo


class OfficinaFinta(Officina):
    """Numbers, scopes and states need no real drawing: each "PDF" is its own HTML behind a PDF's first bytes."""

    def __init__(self):
        super().__init__(0)

    def rendi(self, lavori):
        return [
            Reso(
                f"%PDF-1.7 {lavoro.html}".encode(), f"%PDF-1.4 {lavoro.html}".encode() if lavoro.copia_lunga else None
            )
            for lavoro in lavori
        ]
