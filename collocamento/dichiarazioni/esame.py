"""A return looked at as a whole: what it says, what it comes to, what there is to mend."""

from collections.abc import Mapping
from dataclasses import dataclass

from collocamento.dichiarazioni.calcolo import Conto, conto
from collocamento.dichiarazioni.controlli import Rilievo, controlla
from collocamento.dichiarazioni.models import Dichiarazione
from collocamento.dichiarazioni.parti import Bozza, Estremi, ricomponi
from collocamento.unipi.documento import Documento
from socialabs.anagrafica.models import Provincia
from socialabs.base.giorni import adesso


@dataclass(frozen=True, slots=True)
class Esame:
    """`documento` has quadro 3 where it can be worked out; `intero` tells that nothing was left out of it."""

    bozza: Bozza
    documento: Documento
    intero: bool
    conto: Conto | None
    province: Mapping[str, str]

    def rilievi(self, anno: int) -> list[Rilievo]:
        return controlla(self.bozza, self.conto, anno, self.province)


def esamina(dichiarazione: Dichiarazione, bozza: Bozza) -> Esame:
    """The count of what is written, in a fixed number of queries."""
    documento, intero = ricomponi(bozza, estremi(dichiarazione))
    calcolato = conto(documento, dichiarazione.anno, bozza.invio.testi.get("note") or None)
    province = dict(Provincia.objects.values_list("codice", "nome"))
    return Esame(bozza, calcolato.documento if calcolato else documento, intero, calcolato, province)


def estremi(dichiarazione: Dichiarazione) -> Estremi:
    """The header: what the ministry assigned, zeros before it has."""
    precedente = dichiarazione.precedente.codice if dichiarazione.precedente else None
    momento = dichiarazione.data_invio or dichiarazione.pronta_il or adesso().replace(microsecond=0)
    if not dichiarazione.codice:
        return Estremi(dichiarazione.tipo, momento, codice_precedente=precedente)
    protocollo = dichiarazione.protocollo or Estremi.__dataclass_fields__["protocollo"].default
    return Estremi(dichiarazione.tipo, momento, dichiarazione.codice, precedente, protocollo)
