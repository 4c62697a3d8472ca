"""The search box finds what the employer's rooms keep, for whom it is, in a form that other rooms can link to."""

import pytest
import time_machine

from collocamento.convenzioni.azioni import proposta
from collocamento.dichiarazioni.azioni.avvio import comincia
from collocamento.dichiarazioni.enums import Partenza, Stato
from collocamento.dichiarazioni.models import Dichiarazione
from collocamento.models import Calcolo
from collocamento.normativa import DatiProvincia, Tipologia
from collocamento.normativa import Datore as DatoreNormativo
from collocamento.normativa.trasporto import come_dict
from collocamento.ottemperanza.azioni.arrivo import Domanda, registra_verifica
from collocamento.posizione.azioni.episodi import ricalcola
from collocamento.provvedimenti.azioni import richieste
from socialabs.base.contesto import Contesto
from socialabs.base.giorni import oggi
from socialabs.base.ricerca import Trovato, cerca
from socialabs.base.riferimenti import risolvi_molti
from tests.convenzioni import fabbriche as convenzioni
from tests.convenzioni.fabbriche import Parti, contesto
from tests.provvedimenti.fabbriche import sospensione


pytestmark = pytest.mark.django_db
SISTEMA = Contesto.sistema("prova")
STANZE = {
    "convenzioni.convenzione",
    "provvedimenti.provvedimento",
    "ottemperanza.pratica",
    "dichiarazioni.dichiarazione",
    "posizione.episodio",
}


@pytest.fixture
def parti(settings, tmp_path):
    settings.ARCHIVIO_DIR = tmp_path
    with time_machine.travel("2026-03-10T10:00:00+01:00", tick=False):
        p = convenzioni.parti()
        Calcolo.objects.update(
            ingressi=come_dict(DatoreNormativo(Tipologia.PRIVATO, "011"), [DatiProvincia("011", n_totale=60)])
        )
        ricalcola([p.datore.pk], oggi(), SISTEMA)
        proposta.presenta(convenzione=convenzioni.proponi(p), ctx=p.azienda)
        atto = sospensione(p.datore)
        richieste.crea(atto, ctx=p.azienda)
        richieste.presenta(atto, ctx=p.azienda)
        domanda = Domanda(
            "Comune di Prova", "Gare", "g@example.org", "CIG 0123", p.datore.organizzazione.codice_fiscale
        )
        registra_verifica(domanda=domanda, ricevuta_il=oggi(), ctx=SISTEMA)
        bozza = comincia(datore=p.datore, anno=2025, da=Partenza.VUOTA, ctx=p.azienda)
        Dichiarazione.objects.filter(pk=bozza.pk).update(
            stato=Stato.PRESENTATA, codice="7000000000000001", data_invio="2026-01-20T10:00:00Z"
        )
        yield p


def trovati(ctx: Contesto, testo: str) -> list[Trovato]:
    return [t for _nome, gruppo in cerca(ctx, testo) for t in gruppo if t.oggetto and t.oggetto[0] in STANZE]


def test_the_desk_finds_all_that_concerns_a_company_and_can_refer_to_each(parti: Parti) -> None:
    for testo in (parti.datore.organizzazione.denominazione[:12], parti.datore.organizzazione.codice_fiscale):
        esiti = trovati(parti.operatore, testo)
        assert {t.oggetto[0] for t in esiti} == STANZE
        oggetti = [t.oggetto for t in esiti]
        riferimenti = risolvi_molti(parti.operatore, oggetti)
        assert {oggetto: riferimenti[oggetto].url for oggetto in oggetti} == {t.oggetto: t.url for t in esiti}


@pytest.mark.parametrize(
    ("testo", "tipo"),
    [
        ("cig 0123", "ottemperanza.pratica"),
        ("Comune di Prova", "ottemperanza.pratica"),
        ("7000000000000001", "dichiarazioni.dichiarazione"),
    ],
)
def test_a_number_finds_its_record(parti: Parti, testo: str, tipo: str) -> None:
    assert [t.oggetto[0] for t in trovati(parti.operatore, testo)] == [tipo]


def test_the_company_finds_its_own_and_the_gaps_stay_the_offices(parti: Parti) -> None:
    nome = parti.datore.organizzazione.denominazione
    assert {t.oggetto[0] for t in trovati(parti.azienda, nome)} == STANZE - {"posizione.episodio"}
    assert [t.oggetto[0] for t in trovati(parti.coop, nome)] == []


def test_a_stranger_and_roles_outside_find_nothing(parti: Parti) -> None:
    nome = parti.datore.organizzazione.denominazione
    for ruolo in ("ref_azienda", "consulente", "ref_coop", "tutor", "auditor", "amm_sistema"):
        assert trovati(contesto(ruolo), nome) == []
