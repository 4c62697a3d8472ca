"""How the permission matrix describes a door, and the groups of roles that it speaks of."""

from collections.abc import Callable
from dataclasses import dataclass

from socialabs.utenti.enums import RUOLI_UFFICIO, Ruolo
from tests.scena import CAPO, Scena


R = Ruolo
TUTTI = frozenset(Ruolo.values)
NESSUNO: frozenset[str] = frozenset()
UFFICIO = frozenset(RUOLI_UFFICIO)
CONFIGURA = frozenset({R.AMMINISTRATORE_PROVINCIALE, R.RESPONSABILE})
GESTISCE = frozenset({R.AMMINISTRATORE_PROVINCIALE, R.AMMINISTRATORE_SISTEMA})
DELEGHE = frozenset({R.AMMINISTRATORE_PROVINCIALE, R.RESPONSABILE, R.OPERATORE_CM})
PERSONE_DICHIARATE = frozenset({R.OPERATORE_CM, R.RESPONSABILE})
IMPORTA = UFFICIO - {R.AMMINISTRATORE_PROVINCIALE}
PARTI = frozenset({R.REFERENTE_AZIENDA, R.CONSULENTE})
COOP = frozenset({R.REFERENTE_COOPERATIVA})
SEGRETERIA = frozenset({R.SEGRETERIA_TAVOLO})
LEGGE_IL_TAVOLO = SEGRETERIA | CONFIGURA
COMPONENTI = frozenset({R.COMPONENTE_TAVOLO})
CAPO_AZIENDA, CAPO_STUDIO = R.REFERENTE_AZIENDA + CAPO, R.CONSULENTE + CAPO
CAPI = frozenset({CAPO_AZIENDA, CAPO_STUDIO, R.OPERATORE_CM + CAPO})


@dataclass(frozen=True)
class Porta:
    """Who opens a URL whatever is behind it (`sempre`), who only when it is their own (`proprie`).

    A role opens it also with the cap of the administrator on; `capi` are those who need it.
    """

    sempre: frozenset[str] = NESSUNO
    proprie: frozenset[str] = NESSUNO
    capi: frozenset[str] = NESSUNO
    capi_proprie: frozenset[str] = NESSUNO
    argomenti: Callable[[Scena], dict] = lambda scena: {}
    post: bool = False

    def apre(self, chiave: str, *, propria: bool) -> bool:
        ruolo = chiave.removesuffix(CAPO)
        return (
            ruolo in self.sempre
            or chiave in self.capi
            or (propria and (ruolo in self.proprie or chiave in self.capi_proprie))
        )


def di(nome: str, argomento: str = "pk") -> Callable[[Scena], dict]:
    return lambda scena: {argomento: getattr(scena, nome).pk}
