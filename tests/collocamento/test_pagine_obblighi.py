"""The list of obliged employers: what it shows to whom, its filters, totals and exports."""

import csv
import re
from collections.abc import Callable
from io import BytesIO, StringIO

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from collocamento.azioni.consegne import importa
from collocamento.elenchi import ElencoObblighi
from collocamento.models import Consegna, Prospetto
from socialabs.anagrafica.models import Organizzazione
from socialabs.base.contesto import Contesto
from socialabs.base.ricerca import cerca
from socialabs.registro.models import Evento
from tests.collocamento.documenti import CODICE_FISCALE, documento, originale, pacchetto
from tests.fabbriche import DelegaFactory, EnteTitolareFactory, partita_iva


pytestmark = pytest.mark.django_db

ELENCO = "/collocamento/obblighi/"


def nomina(nome: str) -> dict[str, str]:
    """Change the name in the base document."""
    vecchio = re.search(r"<denominazione>[^<]*</denominazione>", originale().decode())[0]
    return {vecchio: f"<denominazione>{nome}</denominazione>"}


def codice(numero: int) -> str:
    """A tax code that no factory gives."""
    return partita_iva(1_000_000 + numero)


def carica(quanti: int) -> None:
    """So many employers, all alike but for the name and the tax code."""
    files = {
        f"f{n}": documento(f"X{n}", codice_fiscale=codice(n), sostituzioni=nomina(f"Impresa {n:02d}"))
        for n in range(quanti)
    }
    importa(Consegna.objects.create(nome="consegna.zip"), pacchetto(**files), ctx=Contesto.sistema("prova"))


@pytest.fixture
def ufficio(client_di: Callable[..., Client]) -> Client:
    EnteTitolareFactory()
    return client_di("op_cpi")


@pytest.fixture
def tre(db: None) -> None:
    """One employer of the corpus, one with an accent that sent late, one of another name."""
    files = {
        "a": documento("A1", sostituzioni=nomina("Officine Àncora S.r.l.")),
        "b": documento(
            "B1",
            codice_fiscale=codice(1),
            invio="2026-02-20T10:00:00",
            sostituzioni=nomina("Bàita Verde S.n.c."),
        ),
        "c": documento("C1", codice_fiscale=codice(2), sostituzioni=nomina("=Cmd Moda S.p.A.")),
    }
    importa(Consegna.objects.create(nome="tre.zip"), pacchetto(**files), ctx=Contesto.sistema("prova"))


def nomi(risposta) -> list[str]:
    return [r.prospetto.datore.organizzazione.denominazione for r in risposta.context["elenco"].pagina]


def test_the_list_shows_the_body_s_province_in_the_latest_year(ufficio, tre):
    risposta = ufficio.get(ELENCO)
    assert len(nomi(risposta)) == 3
    elenco: ElencoObblighi = risposta.context["elenco"]
    assert (elenco.anno, elenco.provincia) == (2025, "011")


def test_totals_are_those_of_the_rows_filtered(ufficio, tre):
    risposta = ufficio.get(f"{ELENCO}?q=moda")
    riga = risposta.context["elenco"].pagina[0]
    assert risposta.context["totali"]["quota_disabili"] == riga.quota_disabili
    tutti = ufficio.get(f"{ELENCO}?classe=A").context["totali"]
    assert tutti["quota_disabili"] == 3 * riga.quota_disabili


@pytest.mark.parametrize(
    ("filtro", "attesi"),
    [
        ("q=ancora", ["Officine Àncora S.r.l."]),
        ("q=BAITA", ["Bàita Verde S.n.c."]),
        (f"q={CODICE_FISCALE[:6]}", ["Officine Àncora S.r.l."]),
        ("q=nessuno", []),
        ("segnalazioni=ritardo", ["Bàita Verde S.n.c."]),
        ("classe=C", []),
        ("classe=no", []),
        ("settore=A", []),
        ("anno=1999", []),
    ],
)
def test_filters(ufficio, tre, filtro, attesi):
    assert sorted(nomi(ufficio.get(f"{ELENCO}?{filtro}&ordine=denominazione"))) == attesi


@pytest.mark.parametrize("scopertura", ["si", "disabili", "art18", "ora", "no"])
def test_the_shortfall_filter_agrees_with_the_figures(ufficio, tre, scopertura):
    prove = {
        "si": lambda r: r.scopertura_disabili or r.scopertura_art18,
        "disabili": lambda r: r.scopertura_disabili,
        "art18": lambda r: r.scopertura_art18,
        "ora": lambda r: r.scopertura_dovuta_ora or r.scopertura_art18_dovuta_ora,
        "no": lambda r: not (r.scopertura_disabili or r.scopertura_art18),
    }
    tutti = list(ufficio.get(f"{ELENCO}?ordine=denominazione").context["elenco"].pagina)
    attesi = [r.pk for r in tutti if prove[scopertura](r)]
    scelti = ufficio.get(f"{ELENCO}?ordine=denominazione&scopertura={scopertura}").context["elenco"].pagina
    assert [r.pk for r in scelti] == attesi


def test_the_sector_filter_takes_the_whole_section(ufficio, tre):
    Prospetto.objects.filter(codice_comunicazione__endswith="A1").update(settore="33.20.09")
    Prospetto.objects.filter(codice_comunicazione__endswith="B1").update(settore="10.11.00")
    Prospetto.objects.filter(codice_comunicazione__endswith="C1").update(settore="35.11.00")
    assert sorted(nomi(ufficio.get(f"{ELENCO}?settore=C"))) == ["Bàita Verde S.n.c.", "Officine Àncora S.r.l."]


def test_defaults_are_not_filters(ufficio, tre):
    assert ufficio.get(f"{ELENCO}?anno=2025&provincia=011&q=").context["elenco"].attivi == []
    (scelto,) = ufficio.get(f"{ELENCO}?anno=2025&provincia=tutte").context["elenco"].attivi
    assert scelto["valore"] == "Tutta Italia (cifre nazionali)"


def test_sorting_goes_both_ways(ufficio, tre):
    su = nomi(ufficio.get(f"{ELENCO}?ordine=denominazione"))
    assert nomi(ufficio.get(f"{ELENCO}?ordine=-denominazione")) == su[::-1]


def test_national_figures_are_one_row_an_employer(ufficio, tre):
    pagina = ufficio.get(f"{ELENCO}?provincia=tutte").context["elenco"].pagina
    assert len(pagina) == 3
    assert {r.base_art3 for r in pagina} == {r.prospetto.calcolo.base_art3 for r in pagina}


def test_the_fragment_replaces_the_list_alone_and_brings_the_chips(ufficio, tre):
    risposta = ufficio.get(f"{ELENCO}?q=moda", headers={"HX-Request": "true"})
    assert "<html" not in risposta.text
    assert 'id="filtri-attivi"' in risposta.text
    assert "hx-swap-oob" in risposta.text


@pytest.mark.parametrize("provincia", ["011", "tutte"])
def test_queries_do_not_grow_with_the_employers(client_di, provincia):
    EnteTitolareFactory()
    client = client_di("op_cpi")
    contate = []
    for quanti in (2, 12):
        carica(quanti)
        indirizzo = f"{ELENCO}?anno=2025&provincia={provincia}&ordine=denominazione"
        client.get(indirizzo)  # the first visit also remembers the filters
        with CaptureQueriesContext(
            connection,
        ) as query:
            risposta = client.get(indirizzo)
        assert len(nomi(risposta)) == quanti
        contate.append(len(query))
    assert contate[0] == contate[1]


# --- exports ------------------------------------------------------------------------------------------------------
def test_csv_is_exactly_what_is_filtered_without_formulas(ufficio, tre):
    risposta = ufficio.get("/collocamento/obblighi/esporta/csv/?q=moda")
    righe = list(csv.DictReader(StringIO(b"".join(risposta).decode("utf-8-sig")), delimiter=";"))
    assert [r["Denominazione"] for r in righe] == ["'=Cmd Moda S.p.A."]
    assert righe[0]["Classe"] == "A"


def test_xlsx_has_every_row_and_the_filters_and_is_logged(ufficio, tre, settings):
    settings.PAGE_SIZE = 1
    risposta = ufficio.get("/collocamento/obblighi/esporta/xlsx/?anno=2025&ordine=denominazione")
    libro = load_workbook(BytesIO(risposta.content))
    assert libro.sheetnames[0] == "Obblighi L. 68 99"
    assert libro.worksheets[0].max_row == 4
    evento = Evento.objects.get(verbo="esportazione")
    assert evento.dettagli["righe"] == 3
    assert evento.dettagli["filtri"] == {"anno": 2025, "provincia": "011", "ordine": ["denominazione"]}
    note = {riga[0].value: riga[1].value for riga in libro["Note e filtri"].iter_rows(min_row=2)}
    assert (note["Situazione al 31 dicembre"], note["Provincia"]) == ("2025", "La Spezia (SP)")


def test_the_register_does_not_keep_the_text_searched(ufficio, tre):
    assert b"Moda" in b"".join(ufficio.get("/collocamento/obblighi/esporta/csv/?q=moda"))
    assert "q" not in Evento.objects.get(verbo="esportazione").dettagli["filtri"]


def test_an_unknown_format_does_not_exist(ufficio, tre):
    assert ufficio.get("/collocamento/obblighi/esporta/exe/").status_code == 404


# --- who sees what ------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("ruolo", ["op_cpi", "op_cm", "responsabile", "amm_prov"])
def test_offices_see_the_list(client_di, tre, ruolo):
    assert len(nomi(client_di(ruolo).get(f"{ELENCO}?provincia=tutte"))) == 3


@pytest.mark.parametrize("ruolo", ["ref_azienda", "ref_coop", "tutor", "auditor", "amm_sistema", "persona"])
def test_for_others_the_list_does_not_exist(client_di, tre, ruolo):
    client = client_di(ruolo)
    assert client.get(ELENCO).status_code == 404
    assert client.get("/collocamento/obblighi/esporta/csv/").status_code == 404


def test_a_consultant_lists_the_companies_delegated_alone(client_di, tre):
    azienda = Organizzazione.objects.get(codice_fiscale=CODICE_FISCALE)
    client = client_di("consulente", organizzazione=DelegaFactory(delegante=azienda).delegato)
    assert nomi(client.get(ELENCO)) == ["Officine Àncora S.r.l."]
    righe = b"".join(client.get("/collocamento/obblighi/esporta/csv/")).decode()
    assert "Officine" in righe
    assert "Moda" not in righe


def test_the_search_box_is_scoped(ctx_di, tre):
    azienda = Organizzazione.objects.get(codice_fiscale=CODICE_FISCALE)
    assert [t.titolo for _, trovati in cerca(ctx_di("op_cpi"), "baita") for t in trovati] == ["Bàita Verde S.n.c."]
    assert cerca(ctx_di("ref_azienda", organizzazione=azienda), "baita") == []
