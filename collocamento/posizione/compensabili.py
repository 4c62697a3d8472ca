"""Where the provinces lack more people than the company does: an excess elsewhere that no compensation declares yet.

The duty is the whole company's (art. 5 c. 8); the provinces' figures meet the national one once what one province has
over its quota is declared for another.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from collocamento.compensazioni import in_parole
from collocamento.models import Datore
from collocamento.normativa import (
    Categoria,
    CifreNazionali,
    CifreProvincia,
    CompensazioneProposta,
    a_due_versi,
    proponi_compensazioni,
)
from collocamento.permessi import puo_agire_per
from collocamento.posizione.calcolo import Posizione
from collocamento.posizione.indirizzi import indirizzo
from collocamento.scheda import disabili, protette
from socialabs.base.contesto import Contesto


# Where a compensation is declared, in the rooms above: among the acts, and in the return in preparation.
ATTO, GENERE = "provvedimenti:nuovo", "compensazione"
PREPARAZIONE = "dichiarazioni:datore"

DOVUTA_ORA = {Categoria.DISABILI: "scopertura_dovuta_ora", Categoria.ART18: "scopertura_art18_dovuta_ora"}
PERSONE: dict[Categoria, Callable[[int], str]] = {Categoria.DISABILI: disabili, Categoria.ART18: protette}


def compensabili(ctx: Contesto, datore: Datore, nota: Posizione, province: Mapping[str, str]) -> dict[str, Any]:
    """A sentence for each category whose figures differ, what may be declared, and where `ctx` may declare it."""
    proposte = possibili(nota)
    dichiara = bool(proposte) and puo_agire_per(ctx, datore)
    return {
        "divari": list(_divari(nota, proposte, province)),
        "compensazioni": [
            in_parole(proposta, province) | {"indirizzo": _modulo(datore, proposta) if dichiara else ""}
            for proposta in proposte
        ],
        "preparazione": indirizzo(PREPARAZIONE, datore.pk) if dichiara else "",
    }


def possibili(nota: Posizione) -> list[CompensazioneProposta]:
    """What excesses may cover, of the provinces where people are due on the day of the position."""
    risultato = nota.risultato
    proposte = proponi_compensazioni(
        nota.ingressi.datore.tipologia, risultato.province, ferme=a_due_versi(risultato.anomalie)
    )
    return [proposta for proposta in proposte if _dovute(risultato.province[proposta.a], proposta.categoria)]


def _dovute(cifre: CifreNazionali | CifreProvincia, categoria: Categoria) -> int:
    return getattr(cifre, DOVUTA_ORA[categoria])


def _divari(nota: Posizione, proposte: list[CompensazioneProposta], province: Mapping[str, str]) -> Iterator[str]:
    for categoria in Categoria:
        somma = sum(_dovute(cifre, categoria) for cifre in nota.risultato.province.values())
        intera = _dovute(nota.risultato.nazionale, categoria)
        if somma > intera:
            sue = [proposta for proposta in proposte if proposta.categoria == categoria]
            frasi = [_proponibile(sue[0])] if sue else _non_proponibili(nota, categoria, province)
            yield " ".join([_somme(categoria, somma, intera), *frasi])


def _somme(categoria: Categoria, somma: int, intera: int) -> str:
    testo = ngettext(
        "Sommando le province manca %(somma)s; contando l'azienda intera, %(intera)s.",
        "Sommando le province mancano %(somma)s; contando l'azienda intera, %(intera)s.",
        somma,
    )
    persone = PERSONE[categoria]
    return testo % {"somma": persone(somma), "intera": persone(intera) if intera else _("nessuno")}


def _proponibile(proposta: CompensazioneProposta) -> str:
    if proposta.su_autorizzazione:
        return _(
            "Un'altra provincia della regione ha un'eccedenza che non risulta compensata: si può chiedere "
            "l'autorizzazione a compensare (art. 5 c. 8-ter)."
        )
    return _(
        "Un'altra provincia ha un'eccedenza che non risulta dichiarata come compensazione territoriale: si può "
        "dichiarare (art. 5 c. 8)."
    )


def _non_proponibili(nota: Posizione, categoria: Categoria, province: Mapping[str, str]) -> Iterator[str]:
    """The provinces that have more people than are due on the day, each with why it may not cover another."""
    for codice, cifre in nota.risultato.province.items():
        saldo = cifre.passi[DOVUTA_ORA[categoria]][-1].parametri["saldo"]
        if saldo < 0:
            dati = {"provincia": province.get(codice, codice), "n": -saldo}
            yield _perche_no(cifre, categoria) % dati


def _perche_no(cifre: CifreProvincia, categoria: Categoria) -> str:
    if categoria == Categoria.DISABILI and cifre.esonerati:
        return _(
            "%(provincia)s ne ha %(n)d più di quante ne deve ora, ma con posizioni esonerate: dove ce ne sono, il "
            "modello del prospetto non ammette di compensare un'eccedenza altrove (art. 5 c. 8)."
        )
    if categoria == Categoria.DISABILI and cifre.saldo_disabili + cifre.compensazione_disabili >= 0:
        return _(
            "%(provincia)s ne ha %(n)d più di quante ne deve ora, per una sospensione o per assunzioni programmate: "
            "non è un'eccedenza da compensare (art. 3 c. 5, art. 11)."
        )
    return _(
        "%(provincia)s ne ha %(n)d più di quante ne deve ora, che non si possono compensare dove mancano: c'è già una "
        "compensazione in senso opposto o, per un ente pubblico, la regione è un'altra (art. 5 c. 8 e 8-ter)."
    )


def _modulo(datore: Datore, proposta: CompensazioneProposta) -> str:
    """The form of the act, filled in with the proposal; empty where the portal has no such room."""
    modulo = indirizzo(ATTO, datore.pk, GENERE)
    dati = {
        "provincia": proposta.da,
        "altra_provincia": proposta.a,
        "categoria": proposta.categoria.value,
        "posizioni": proposta.numero,
    }
    return f"{modulo}?{urlencode(dati)}" if modulo else ""
