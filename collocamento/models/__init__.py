from collocamento.models.calcolo import Calcolo, CalcoloProvincia
from collocamento.models.campagna import Campagna
from collocamento.models.codici import TabellaCodici
from collocamento.models.consegna import Consegna, FileConsegnato
from collocamento.models.datore import Datore
from collocamento.models.dettaglio import LavoratoreDichiarato, Originale, PostoDisponibile
from collocamento.models.prospetto import Prospetto
from collocamento.models.ricalcolo import (
    CalcoloProposto,
    CalcoloProvinciaProposto,
    DifferenzaRicalcolo,
    PropostaRicalcolo,
)


__all__ = [
    "Calcolo",
    "CalcoloProposto",
    "CalcoloProvincia",
    "CalcoloProvinciaProposto",
    "Campagna",
    "Consegna",
    "Datore",
    "DifferenzaRicalcolo",
    "FileConsegnato",
    "LavoratoreDichiarato",
    "Originale",
    "PostoDisponibile",
    "PropostaRicalcolo",
    "Prospetto",
    "TabellaCodici",
]
