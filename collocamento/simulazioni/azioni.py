"""Verbs on scenarios: each in one transaction, written to the register."""

import uuid
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from collocamento.models import Datore
from collocamento.normativa import DatiProvincia
from collocamento.normativa import Datore as DatoreDelMotore
from collocamento.normativa.trasporto import come_dict
from collocamento.posizione.calcolo import posizione
from collocamento.simulazioni.models import Condivisione, Scenario
from collocamento.simulazioni.permessi import parte_di, puo_condividere, puo_modificare, puo_simulare
from socialabs.base.contesto import Contesto
from socialabs.base.giorni import adesso, oggi
from socialabs.base.versioni import ConflittoVersione, salva_versionato
from socialabs.registro import registra_evento


SCRITTI = ("nome", "giorno", "variazioni", "bozza")
PARTENZA = ("giorno_partenza", "partenza", "situazione", "origine")


class SenzaPartenza(Exception):
    """Nothing tells the staff of the employer today: a scenario can only start from nothing."""


@transaction.atomic
def crea_dalla_posizione(*, datore: Datore, nome: str, ctx: Contesto) -> Scenario:
    """A scenario that starts from what the employer owes today. Raises SenzaPartenza, PermissionDenied."""
    _esigi(puo_simulare(ctx, datore))
    giorno = oggi()
    scenario = Scenario(datore=datore, nome=nome, giorno=giorno, **partenza_di(datore.pk, giorno))
    return _crea(scenario, ctx)


@transaction.atomic
def crea_da_zero(*, datore: Datore, nome: str, motore: DatoreDelMotore, ctx: Contesto) -> Scenario:
    """A scenario that starts from an employer without anybody, of that kind and seat. Raises PermissionDenied."""
    _esigi(puo_simulare(ctx, datore))
    giorno = oggi()
    partenza = come_dict(motore, [DatiProvincia(motore.provincia_sede)])
    scenario = Scenario(datore=datore, nome=nome, giorno=giorno, giorno_partenza=giorno, partenza=partenza)
    return _crea(scenario, ctx)


@transaction.atomic
def salva(*, scenario: Scenario, versione_letta: int, pagina: uuid.UUID, ctx: Contesto) -> bool:
    """Write name, day and rows; False when they are already so.

    Raises ConflittoVersione when another page has written others since `versione_letta`, PermissionDenied.
    """
    _esigi(puo_modificare(ctx, scenario))
    attuale = Scenario.objects.select_for_update().get(pk=scenario.pk)
    scenario.versione = attuale.versione
    if all(getattr(attuale, campo) == getattr(scenario, campo) for campo in SCRITTI):
        return False
    if attuale.versione != versione_letta and attuale.pagina != pagina:
        raise ConflittoVersione(attuale)
    scenario.pagina = pagina
    salva_versionato(scenario, attuale.versione, (*SCRITTI, "pagina"))
    # An autosave is no news: the register keeps one line a page, the history every change.
    if attuale.pagina != pagina:
        _registra(ctx, "scenario.modificato", scenario)
    return True


@transaction.atomic
def riparti(*, scenario: Scenario, ctx: Contesto) -> None:
    """Start again from what the employer owes today, with the same changes. Raises SenzaPartenza, PermissionDenied."""
    _esigi(puo_modificare(ctx, scenario))
    attuale = Scenario.objects.select_for_update().get(pk=scenario.pk)
    giorno = oggi()
    for campo, valore in partenza_di(attuale.datore_id, giorno).items():
        setattr(attuale, campo, valore)
    attuale.giorno = max(attuale.giorno, giorno)
    salva_versionato(attuale, attuale.versione, (*PARTENZA, "giorno"))
    _registra(ctx, "scenario.ripartito", attuale)


@transaction.atomic
def duplica(*, scenario: Scenario, nome: str, ctx: Contesto) -> Scenario:
    """A copy of the scenario as it is in memory, on the side of who makes it. Raises PermissionDenied."""
    _esigi(puo_simulare(ctx, scenario.datore))
    campi = {campo: getattr(scenario, campo) for campo in (*SCRITTI, *PARTENZA)} | {"nome": nome}
    return _crea(Scenario(datore=scenario.datore, **campi), ctx)


@transaction.atomic
def elimina(*, scenario: Scenario, ctx: Contesto) -> None:
    """Delete it with its shares. Raises PermissionDenied."""
    _esigi(puo_modificare(ctx, scenario))
    _registra(ctx, "scenario.eliminato", scenario)
    scenario.delete()


@transaction.atomic
def condividi(*, scenario: Scenario, messaggio: str, ctx: Contesto) -> Condivisione:
    """Let the office read it, with a message. IntegrityError when it is shared already; raises PermissionDenied."""
    _esigi(puo_condividere(ctx, scenario))
    condivisione = Condivisione.objects.create(scenario=scenario, messaggio=messaggio, condivisa_da=ctx.utente)
    _registra(ctx, "scenario.condiviso", scenario)
    return condivisione


@transaction.atomic
def revoca(*, scenario: Scenario, ctx: Contesto) -> bool:
    """Let the office read it no more; False when it was not shared. Raises PermissionDenied."""
    _esigi(puo_condividere(ctx, scenario))
    revocate = scenario.condivisioni.aperte().update(revocata_il=adesso(), modificato_il=adesso())
    if revocate:
        _registra(ctx, "scenario.revocato", scenario)
    return bool(revocate)


def partenza_di(datore: uuid.UUID, giorno: date) -> dict[str, Any]:
    """What a scenario that starts on `giorno` keeps of the position. Raises SenzaPartenza."""
    trovata = posizione(datore, giorno)
    if trovata is None:
        raise SenzaPartenza
    ingressi = trovata.ingressi
    return {
        "giorno_partenza": giorno,
        "partenza": come_dict(ingressi.datore, ingressi.fogli),
        "situazione": ingressi.situazione,
        "origine": ingressi.origine,
    }


def _crea(scenario: Scenario, ctx: Contesto) -> Scenario:
    scenario.parte, scenario.creato_da = parte_di(ctx), ctx.utente
    scenario.save()
    _registra(ctx, "scenario.creato", scenario)
    return scenario


def _esigi(permesso: bool) -> None:
    if not permesso:
        raise PermissionDenied


def _registra(ctx: Contesto, verbo: str, scenario: Scenario) -> None:
    dettagli = {"datore": str(scenario.datore_id)}
    registra_evento(ctx, verbo, tipo="simulazioni.scenario", oggetto_id=scenario.pk, dettagli=dettagli)
