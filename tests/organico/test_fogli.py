"""The totals come from the list alone, and take the place of the return's only when the list says more of today."""

from datetime import date, timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from collocamento.models import Prospetto
from collocamento.normativa import (
    Attivita,
    Contratto,
    Disabilita,
    Modalita,
    NonVedente,
    Origine,
    TipoDisabilita,
    calcola,
    computabilita,
    dati_provincia,
)
from collocamento.normativa.arrotondamento import arrotonda
from collocamento.organico import quadro
from collocamento.organico.azioni.elenco import chiudi, comincia_dal_prospetto, conferma
from collocamento.organico.azioni.righe import cessa
from collocamento.organico.dati import DatiLavoratore
from collocamento.organico.fogli import fogli, fogli_organico
from collocamento.organico.models import Organico, RigaOrganico
from collocamento.organico.regole import errori, ripulito
from collocamento.posizione.calcolo import posizione
from collocamento.posizione.ingressi import SOLO_DAL_PROSPETTO
from collocamento.posizione.ingressi import Origine as DaDove
from tests.organico.scene import (
    CODICE,
    SISTEMA,
    comune,
    datore_con_prospetto,
    datore_nuovo,
    disabile,
    organico_di,
    organico_vuoto,
    riga,
)


pytestmark = pytest.mark.django_db
OGGI = date(2026, 11, 25)


@pytest.fixture(autouse=True)
def oggi():
    with time_machine.travel("2026-11-25T10:00:00+01:00", tick=False) as ora:
        yield ora


def confermato(organico: Organico) -> None:
    organico.refresh_from_db()
    conferma(organico=organico, versione_letta=organico.versione, ctx=SISTEMA)


def foglio(organico: Organico, giorno: date = OGGI):
    (unico,) = fogli_organico(organico, giorno)
    return unico


date_di = st.dates(date(1999, 1, 1), date(2027, 12, 31))
disabilita = st.none() | st.builds(
    Disabilita,
    percentuale=st.none() | st.integers(0, 100),
    tipo=st.sampled_from(list(TipoDisabilita)),
    grado_inail=st.none() | st.integers(0, 100),
    categoria_guerra=st.none() | st.integers(1, 8),
    origine=st.sampled_from(list(Origine)),
    assunto_dagli_elenchi=st.booleans(),
    colpa_del_datore=st.booleans(),
    non_vedente=st.none() | st.sampled_from(list(NonVedente)),
)


@st.composite
def lavoratori(draw) -> list[DatiLavoratore]:
    """Rows as the form would accept them: of every contract, protected or not, alone or in groups."""
    scritti = []
    for numero in range(draw(st.integers(0, 12))):
        tutela, art18 = draw(disabilita), draw(st.booleans())
        persona = {"codice_fiscale": CODICE, "cognome": "Rossi", "nome": "Ada"} if tutela or art18 else {}
        inizio = draw(date_di)
        dati = DatiLavoratore(
            matricola=str(numero),
            provincia=draw(st.sampled_from(["010", "011"])),
            numero=draw(st.integers(1, 30)),
            contratto=draw(st.sampled_from(list(Contratto))),
            inizio=inizio,
            fine=inizio + timedelta(days=draw(st.integers(0, 900))),
            attivita=draw(st.sampled_from(list(Attivita))),
            modalita=draw(st.sampled_from(list(Modalita))),
            minuti_svolti=draw(st.integers(0, 2400)),
            orario_equivalente=draw(st.booleans()),
            sostituisce=draw(st.booleans()),
            giornate=draw(st.none() | st.integers(0, 366)),
            missione_mesi=draw(st.integers(0, 24)),
            art18=art18,
            disabilita=tutela,
            **persona,
        )
        pulito = ripulito(dati)
        if not errori(pulito):
            scritti.append(pulito)
    return scritti


@given(lavoratori(), st.dates(date(2024, 1, 1), date(2027, 6, 30)))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_sheets_of_any_list_are_those_that_the_engine_makes_of_its_workers(righe, giorno) -> None:
    organico = organico_di(righe)
    in_forza = [dati for dati in righe if dati.in_forza(giorno) for _ in range(dati.numero)]
    attesi = {
        codice: dati_provincia(codice, [d.lavoratore for d in in_forza if d.provincia == codice], data=giorno)
        for codice in {dati.provincia for dati in in_forza}
    }
    assert {foglio.codice: foglio for foglio in fogli_organico(organico, giorno)} == attesi


@given(lavoratori())
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_base_is_what_each_worker_counts_one_by_one(righe) -> None:
    """Each in one class only: the shares of part timers and of on-call workers are rounded once each (QUOTA 2.2)."""
    righe = [dati for dati in righe if dati.in_forza(OGGI) and not dati.art18]
    organico = organico_di(righe)
    conti = [(dati.numero, computabilita(dati.lavoratore, data=OGGI)) for dati in righe]
    somme = {"part_time": 0, "intermittente": 0, "altri": 0}
    for numero, computo in conti:
        voce = computo.regola.id if computo.regola.id in somme else "altri"
        somme[voce] += numero * computo.base_art3
    base = calcola(organico.per_il_motore, fogli_organico(organico, OGGI), data=OGGI).nazionale.base_art3
    assert base == somme["altri"] + arrotonda(somme["part_time"]) + arrotonda(somme["intermittente"])


def test_a_group_counts_for_as_many_as_it_says() -> None:
    organico = organico_vuoto()
    riga(organico, comune("A", numero=20))
    riga(organico, comune("B", numero=3, minuti_svolti=1200))
    assert foglio(organico).n_totale == 23
    assert sum(r.numero for r in foglio(organico).part_time) == 3


def test_a_worker_counts_up_to_the_last_day_and_not_before_the_first() -> None:
    organico = organico_vuoto()
    riga(organico, comune("fisso"))
    da_cessare = riga(organico, comune("via"))
    riga(organico, comune("domani", inizio=OGGI + timedelta(days=1)))
    cessa(riga=da_cessare, versione_letta=1, ultimo_giorno=OGGI, ctx=SISTEMA)
    domani = OGGI + timedelta(days=1)
    riga(organico, comune("dopodomani", inizio=OGGI + timedelta(days=2)))
    giorni = (date(2020, 1, 1), OGGI, domani, domani + timedelta(days=1))
    assert [foglio(organico, giorno).n_totale for giorno in giorni] == [2, 2, 2, 3]
    assert fogli_organico(organico, date(2019, 12, 31)) == ()


def test_an_unconfirmed_list_tells_the_engine_nothing() -> None:
    organico = organico_vuoto()
    riga(organico, comune(numero=60))
    assert fogli([organico.datore_id], OGGI) == {}
    assert posizione(organico.datore_id, OGGI) is None
    confermato(organico)
    assert fogli([organico.datore_id], OGGI)[organico.datore_id].confermato_il == OGGI


def test_a_small_firm_without_returns_has_a_position_once_its_list_is_confirmed() -> None:
    organico = organico_vuoto()
    riga(organico, comune(numero=20))
    riga(organico, disabile())
    confermato(organico)
    oggi = posizione(organico.datore_id, OGGI)
    assert (oggi.ingressi.origine, oggi.ingressi.situazione) == (DaDove.ORGANICO, OGGI)
    nazionale = oggi.risultato.nazionale
    assert (nazionale.base_art3, nazionale.classe, nazionale.quota_disabili) == (20, "C", 1)
    assert (nazionale.disabili_in_forza, nazionale.scopertura_disabili) == (1, 0)


def test_the_list_comes_before_the_return_and_leaves_it_what_only_a_return_tells() -> None:
    datore = datore_con_prospetto()
    prima = posizione(datore.pk, OGGI)
    organico = organico_vuoto(datore)
    riga(organico, comune(numero=40))
    assert posizione(datore.pk, OGGI).ingressi == prima.ingressi
    confermato(organico)
    dopo = posizione(datore.pk, OGGI).ingressi
    assert dopo.origine == DaDove.ORGANICO and sum(f.n_totale for f in dopo.fogli) == 40
    assert dopo.datore == prima.ingressi.datore
    for vecchio in prima.ingressi.fogli:
        nuovo = next((f for f in dopo.fogli if f.codice == vecchio.codice), None)
        for campo in SOLO_DAL_PROSPETTO:
            assert not getattr(vecchio, campo) or getattr(nuovo, campo) == getattr(vecchio, campo)


def test_a_newer_return_comes_before_a_list_confirmed_before_its_day(oggi) -> None:
    datore = datore_con_prospetto()
    organico = organico_vuoto(datore)
    riga(organico, comune(numero=40))
    confermato(organico)
    Prospetto.objects.update(data_riferimento=date(2026, 11, 26))
    domani = OGGI + timedelta(days=1)
    assert posizione(datore.pk, domani).ingressi.origine == DaDove.PROSPETTO
    oggi.move_to("2026-11-28T10:00:00+01:00")
    confermato(organico)
    assert posizione(datore.pk, date(2026, 11, 28)).ingressi.origine == DaDove.ORGANICO


def test_days_before_the_first_confirmation_and_after_the_end_are_the_returns(oggi) -> None:
    datore = datore_con_prospetto()
    organico = organico_vuoto(datore)
    riga(organico, comune(numero=40))
    confermato(organico)
    oggi.move_to("2026-12-10T10:00:00+01:00")
    organico.refresh_from_db()
    chiudi(organico=organico, versione_letta=organico.versione, ctx=SISTEMA)
    origini = [posizione(datore.pk, date(2026, *g)).ingressi.origine for g in ((11, 24), (11, 25), (12, 9), (12, 10))]
    assert origini == [DaDove.PROSPETTO, DaDove.ORGANICO, DaDove.ORGANICO, DaDove.PROSPETTO]


def test_a_list_begun_from_the_return_counts_as_the_return_but_for_the_excluded() -> None:
    datore = datore_con_prospetto()
    calcolo = quadro.ultimo_calcolo(SISTEMA, datore.pk)
    dichiarante, dichiarati = quadro.ingressi_di(calcolo)
    organico = comincia_dal_prospetto(
        datore=datore,
        prospetto=calcolo.prospetto,
        fogli=dichiarati,
        tipologia=dichiarante.tipologia,
        provincia_sede=dichiarante.provincia_sede,
        ctx=SISTEMA,
    )
    in_elenco = {f.codice: f for f in fogli_organico(organico, calcolo.prospetto.data_riferimento)}
    mancanti = {}
    for dichiarato in dichiarati:
        elenco = in_elenco[dichiarato.codice]
        assert quadro.disabili(elenco) == quadro.disabili(dichiarato)
        assert elenco.art18 == dichiarato.art18
        for voce in ("part_time", "intermittenti"):
            assert sum(r.numero * r.svolto for r in getattr(elenco, voce)) == sum(
                r.numero * r.svolto for r in getattr(dichiarato, voce)
            )
        mancanti[dichiarato.codice] = dichiarato.n_totale - elenco.n_totale
        assert mancanti[dichiarato.codice] == sum(c.numero for c in dichiarato.categorie_escluse)
    dette = {d.provincia: -d.scarto for d in quadro.differenze(dichiarati, list(in_elenco.values()))}
    assert sum(dette.values()) == sum(mancanti.values()) > 0


def test_many_lists_take_as_many_queries_as_one() -> None:
    def quante(datori) -> int:
        with CaptureQueriesContext(connection) as query:
            fogli(datori, OGGI)
        return len(query)

    tenuti = []
    for _ in range(4):
        organico = organico_vuoto(datore_nuovo())
        riga(organico, comune(numero=2))
        confermato(organico)
        tenuti.append(organico.datore_id)
    assert quante(tenuti) == quante(tenuti[:1])
    assert len(fogli(tenuti, OGGI)) == 4
    assert RigaOrganico.objects.count() == 0, "the wall is closed again"
