"""Which kinds of deadline concern a role."""

from collections.abc import Iterable

from socialabs.promemoria import registro
from socialabs.promemoria.enums import Pubblico
from socialabs.promemoria.registro import TipoScadenza
from socialabs.utenti.enums import RUOLI_UFFICIO, Ruolo


_PUBBLICI = {
    **dict.fromkeys(RUOLI_UFFICIO, Pubblico.UFFICIO),
    Ruolo.REFERENTE_AZIENDA: Pubblico.AZIENDA,
    Ruolo.REFERENTE_COOPERATIVA: Pubblico.AZIENDA,
    Ruolo.CONSULENTE: Pubblico.CONSULENTE,
}


def argomenti_di(ruoli: Iterable[str]) -> list[TipoScadenza]:
    """The kinds that speak to somebody with these roles, or that one of the roles follows; by title."""
    ruoli = set(ruoli)
    pubblici = {_PUBBLICI.get(ruolo, Pubblico.UTENTE) for ruolo in ruoli}
    return [tipo for tipo in registro.tipi() if pubblici & set(tipo.testi) or ruoli & tipo.seguita_da]


def scelte(tipi: Iterable[TipoScadenza]) -> list[tuple[str, str]]:
    """(key, title) of kinds, for a form."""
    return [(tipo.chiave, str(tipo.titolo)) for tipo in tipi]
