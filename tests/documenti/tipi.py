"""Kinds of document invented for the tests, about organisations."""

from socialabs.anagrafica.models import Organizzazione
from socialabs.documenti import registro
from socialabs.documenti.indirizzi import destinatario
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
