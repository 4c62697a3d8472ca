"""What people did with a deadline, from the register: shown to whoever may see the deadline."""

from dataclasses import dataclass
from datetime import datetime

from socialabs.promemoria.models import Scadenza
from socialabs.registro.etichette import etichetta
from socialabs.registro.models import Evento
from socialabs.utenti.models import Utente


MASSIMO = 50


@dataclass(frozen=True, slots=True)
class Passo:
    """`chi` is empty where nobody was at the keyboard."""

    quando: datetime
    frase: str
    chi: str


def storia_di(scadenza: Scadenza) -> list[Passo]:
    """The latest first, in two queries. The other columns of the register (network address...) stay the auditor's."""
    eventi = Evento.objects.filter(tipo="promemoria.scadenza", oggetto_id=scadenza.pk)
    eventi = list(eventi.only("quando", "verbo", "attore")[:MASSIMO])
    nomi = Utente.objects.in_bulk({evento.attore for evento in eventi if evento.attore})
    return [Passo(evento.quando, etichetta(evento.verbo), str(nomi.get(evento.attore, ""))) for evento in eventi]
