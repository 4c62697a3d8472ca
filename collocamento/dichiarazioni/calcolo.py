"""The figures of a return in preparation: the engine on what is written so far, and quadro 3 from its answer."""

from dataclasses import dataclass, replace
from datetime import date

from collocamento.importazione.tavole import Codice, CodiciDelGiorno
from collocamento.models import TabellaCodici
from collocamento.normativa import (
    CompensazioneProposta,
    Risultato,
    Tipologia,
    a_due_versi,
    calcola,
    proponi_compensazioni,
)
from collocamento.unipi.documento import Documento, Quadro3, RiepilogoNazionale, RiepilogoProvinciale
from collocamento.unipi.mappatura import Mappatura, a_normativa
from socialabs.anagrafica.models import Comune


@dataclass(frozen=True, slots=True)
class Conto:
    """What the engine was told and what it answered, with quadro 3 in the document. `codici` are the day's tables."""

    documento: Documento
    mappatura: Mappatura
    risultato: Risultato
    codici: CodiciDelGiorno


def conto(documento: Documento, anno: int, note: str | None = None) -> Conto | None:
    """The count of a return, on 31 December of `anno` where it says no day; None while it has no provincial sheet.

    Two queries. An employer of a kind not yet written is taken for a private one; `note` goes into quadro 3.
    """
    if not documento.quadri2:
        return None
    documento = _computabile(documento)
    giorno = documento.data_riferimento or date(anno, 12, 31)
    codici = codici_del_giorno(giorno)
    sede = Comune.objects.filter(belfiore=documento.quadro1.azienda.sede_legale.comune or "")
    province = dict(sede.values_list("belfiore", "provincia"))
    mappatura = a_normativa(documento, provincia_di=province.get, codici=codici.motore)
    risultato = calcola(mappatura.datore, mappatura.province, data=giorno)
    return Conto(con_riepilogo(documento, risultato, note), mappatura, risultato, codici)


def codici_del_giorno(giorno: date) -> CodiciDelGiorno:
    """The code tables in force on a day."""
    righe = TabellaCodici.objects.in_vigore(giorno).values_list("tabella", "codice", "ambito", "lettura", "dal", "al")
    return CodiciDelGiorno.da(Codice(*riga) for riga in righe)


def _computabile(documento: Documento) -> Documento:
    azienda = documento.quadro1.azienda
    if azienda.dichiarante.tipologia:
        return documento
    dichiarante = replace(azienda.dichiarante, tipologia=Tipologia.PRIVATO.value)
    return replace(documento, quadro1=replace(documento.quadro1, azienda=replace(azienda, dichiarante=dichiarante)))


def con_riepilogo(documento: Documento, risultato: Risultato, note: str | None) -> Documento:
    """The return with quadro 3 and its band as the engine works them out."""
    classe = risultato.nazionale.classe
    dati = replace(documento.quadro1.dati, categoria_azienda=classe.value if classe else None)
    quadro1 = replace(documento.quadro1, dati=dati)
    return replace(documento, quadro1=quadro1, quadro3=riepilogo(documento, risultato, note))


def riepilogo(documento: Documento, risultato: Risultato, note: str | None) -> Quadro3:
    """Quadro 3: the country, then each province that has a sheet."""
    n = risultato.nazionale
    nazionale = RiepilogoNazionale(
        base_art3=n.base_art3,
        base_art18=n.base_art18,
        quota_disabili=n.quota_disabili,
        quota_art18=n.quota_art18,
        esoneri=n.esonerati,
        disabili=n.disabili_in_forza,
        categorie_protette=n.art18_in_forza,
        esuberi_art18=n.eccedenza_art18,
        scoperture_disabili=n.scopertura_disabili,
        scoperture_art18=n.scopertura_art18,
        sospensioni_in_corso=n.sospensione_in_corso,
    )
    fogli = [quadro.provincia for quadro in documento.quadri2]
    codici = dict.fromkeys(codice for codice in fogli if codice in risultato.province)
    return Quadro3(nazionale, tuple(_provincia(codice, risultato) for codice in codici), note)


def _provincia(codice: str, risultato: Risultato) -> RiepilogoProvinciale:
    p = risultato.province[codice]
    return RiepilogoProvinciale(
        provincia=codice,
        base_art3=p.base_art3,
        base_art18=p.base_art18,
        categoria_compensazione_disabili=_verso(p.compensazione_disabili),
        compensazione_disabili=abs(p.compensazione_disabili) or None,
        categoria_compensazione_art18=_verso(p.compensazione_art18),
        compensazione_art18=abs(p.compensazione_art18) or None,
        disabili=p.disabili_in_forza,
        categorie_protette=p.art18_in_forza,
        quota_disabili=p.quota_disabili,
        quota_art18=p.quota_art18,
        esonerati=p.esonerati,
        scoperture_disabili=p.scopertura_disabili,
        scoperture_art18=p.scopertura_art18,
        sospensioni_in_corso=p.sospensione_in_corso,
    )


def _verso(numero: int) -> str | None:
    if not numero:
        return None
    return "E" if numero > 0 else "R"


def compensazioni_proposte(conto: Conto) -> tuple[CompensazioneProposta, ...]:
    """What the rows already written don't cover yet, between provinces that have a sheet."""
    fogli = {quadro.provincia for quadro in conto.documento.quadri2}
    cifre = {codice: c for codice, c in conto.risultato.province.items() if codice in fogli}
    return proponi_compensazioni(conto.mappatura.datore.tipologia, cifre, ferme=a_due_versi(conto.risultato.anomalie))
