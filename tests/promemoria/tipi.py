"""Kinds of deadline made up for the tests, declared only while a test runs."""

import uuid
from datetime import date

from socialabs.promemoria.enums import Pubblico
from socialabs.promemoria.registro import Dovuta, TipoScadenza


TESTI = {pubblico: f"Per {pubblico.value}: entro il %(scadenza)s." for pubblico in Pubblico}


class Tipo:
    """A kind whose data are attributes: `dovute` (list of Dovuta) and `fatte` (set of keys), changed at will."""

    def __init__(self, chiave="prova.tipo", **campi):
        self.dovute, self.fatte = [], set()
        si_vede = campi.pop("si_vede", True)
        self.tipo = TipoScadenza(
            **{
                "chiave": chiave,
                "titolo": "Cosa da fare",
                "oggetto": "prova.cosa",
                "testi": TESTI,
                "dovute": lambda finestra: self.dovute,
                "fatte": (lambda finestra: self.fatte) if si_vede else None,
            }
            | campi
        )

    def aggiungi(self, *destinatari, base=date(2027, 3, 10), **campi):
        dovuta = Dovuta(uuid.uuid4(), destinatari, base, **campi)
        self.dovute.append(dovuta)
        return dovuta
