"""What the demonstration's table has met for, and is to meet for. Days count from today; everything is invented."""

from tavolo.demo.programma import in_corso, primo_anno, secondo_anno
from tavolo.demo.programma.forme import Argomento, Azione, Prevista, Proposta


__all__ = ["PROGRAMMA", "Argomento", "Azione", "Prevista", "Proposta"]

PROGRAMMA = (*primo_anno.SEDUTE, *secondo_anno.SEDUTE, *in_corso.SEDUTE)
