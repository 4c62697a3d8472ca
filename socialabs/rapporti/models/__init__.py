from socialabs.rapporti.models.invio import InvioPeriodico, Ricorrenza
from socialabs.rapporti.models.istantanea import Approvazione, Istantanea


__all__ = ["Approvazione", "InvioPeriodico", "Istantanea", "Ricorrenza"]
