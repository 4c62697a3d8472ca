"""A return looked at as a whole: what it says, what it comes to, what there is to mend."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from collocamento.dichiarazioni import totali_organico
from collocamento.dichiarazioni.calcolo import Conto, conto
from collocamento.dichiarazioni.controlli import Rilievo, controlla
from collocamento.dichiarazioni.models import Dichiarazione
from collocamento.dichiarazioni.parti import Bozza, Estremi, ricomponi
from collocamento.dichiarazioni.totali_organico import TotaliOrganico
from collocamento.unipi.documento import Documento, Quadro3, RiepilogoNazionale, RiepilogoProvinciale
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

    def rilievi_con(self, organico: TotaliOrganico, anno: int) -> list[Rilievo]:
        """Beside those, where the list that the employer keeps says otherwise: warnings only, at the end."""
        return [*self.rilievi(anno), *totali_organico.rilievi(self.bozza, self.documento, organico, self.province)]


def esamina(dichiarazione: Dichiarazione, bozza: Bozza) -> Esame:
    """The count of what is written, in a fixed number of queries."""
    documento, intero = ricomponi(bozza, estremi(dichiarazione))
    calcolato = conto(documento, dichiarazione.anno, bozza.invio.testi.get("note") or None)
    province = dict(Provincia.objects.values_list("codice", "nome"))
    return Esame(bozza, calcolato.documento if calcolato else documento, intero, calcolato, province)


def documento_chiuso(dichiarazione: Dichiarazione, bozza: Bozza) -> Documento:
    """The return as it was closed: quadro 3 and the band of that day, whatever the engine would say today."""
    documento, _intero = ricomponi(bozza, estremi(dichiarazione))
    cifre = dichiarazione.dichiarati
    dati = replace(documento.quadro1.dati, categoria_azienda=cifre.get("categoria_azienda"))
    return replace(documento, quadro1=replace(documento.quadro1, dati=dati), quadro3=_quadro3(cifre, bozza))


def _quadro3(cifre: Mapping[str, Any], bozza: Bozza) -> Quadro3 | None:
    if not cifre.get("nazionale"):
        return None
    province = tuple(
        RiepilogoProvinciale(**{campo: riga.get(campo) for campo in RiepilogoProvinciale.__slots__})
        for riga in cifre["province"].values()
    )
    return Quadro3(RiepilogoNazionale(**cifre["nazionale"]), province, bozza.invio.testi.get("note") or None)


def estremi(dichiarazione: Dichiarazione) -> Estremi:
    """The header: what the ministry assigned, zeros before it has."""
    precedente = dichiarazione.precedente.codice if dichiarazione.precedente else None
    momento = dichiarazione.data_invio or dichiarazione.pronta_il or adesso().replace(microsecond=0)
    if not dichiarazione.codice:
        return Estremi(dichiarazione.tipo, momento, codice_precedente=precedente)
    protocollo = dichiarazione.protocollo or Estremi.__dataclass_fields__["protocollo"].default
    return Estremi(dichiarazione.tipo, momento, dichiarazione.codice, precedente, protocollo)
