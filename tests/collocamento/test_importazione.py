"""The import against the expected results of the demo corpus, and its promises: idempotent, all or nothing, safe."""

import json
from collections.abc import Callable
from datetime import date
from io import BytesIO
from typing import Any, BinaryIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from collocamento.azioni.consegne import ConsegnaNonImportata, importa
from collocamento.enums import EsitoFile, MotivoRifiuto, StatoConsegna, StatoProspetto
from collocamento.importazione.esecuzione import tavole
from collocamento.importazione.resoconto import resoconto
from collocamento.importazione.squadra import Aiutante, esamina_tutti
from collocamento.models import Calcolo, CalcoloProvincia, Consegna, LavoratoreDichiarato, Prospetto
from collocamento.unipi.archivio import Voce
from collocamento.unipi.lettura import leggi
from collocamento.unipi.rifiuti import Motivo
from socialabs.anagrafica.models import NomePrecedente, Organizzazione
from socialabs.base.contesto import Contesto
from socialabs.lavori.errori import LavoroAnnullato
from socialabs.registro.concessioni import tabelle_a_ondate
from socialabs.registro.models import Evento
from tests.collocamento.attesi import CORPUS, attesi, confrontabile, gemelli
from tests.collocamento.documenti import CODICE_FISCALE, documento, pacchetto
from tests.fabbriche import EnteTitolareFactory


pytestmark = pytest.mark.django_db

SISTEMA = Contesto.sistema("prova")
TABELLE = (
    "collocamento_prospetto",
    "collocamento_datore",
    "collocamento_calcolo",
    "collocamento_calcoloprovincia",
    "collocamento_postodisponibile",
    "collocamento_originale",
    "collocamento_campagna",
    "anagrafica_organizzazione",
    "anagrafica_nomeprecedente",
)


def consegna(contenuto: BinaryIO, nome: str = "consegna.zip", **argomenti: Any) -> Consegna:
    return importa(Consegna.objects.create(nome=nome), contenuto, ctx=SISTEMA, **argomenti)


def esiti(consegna: Consegna) -> dict[str, str]:
    return dict(consegna.files.values_list("nome", "esito"))


def stati() -> dict[str, str]:
    return {codice.lstrip("0"): s for codice, s in Prospetto.objects.values_list("codice_comunicazione", "stato")}


def impronta() -> dict[str, str]:
    """A digest of every row of the tables that an import writes."""
    with connection.cursor() as cursor:
        impronte = {}
        for tabella in TABELLE:
            cursor.execute(f"select count(*) || md5(string_agg(t::text, '' order by t::text)) from {tabella} t")
            impronte[tabella] = cursor.fetchone()[0]
        return impronte


@pytest.fixture
def corpus(db: None) -> Consegna:
    EnteTitolareFactory()
    with CORPUS.open("rb") as zip_demo:
        return consegna(zip_demo, "prospetti_demo.zip")


def test_the_demo_corpus_gives_the_expected_results(corpus: Consegna) -> None:
    atteso, nomi = attesi(), gemelli(attesi())
    ottenuto, voluto = confrontabile(resoconto(corpus), nomi), confrontabile(atteso, nomi)
    assert ottenuto["files"] == voluto["files"]
    assert ottenuto["companies"].keys() == voluto["companies"].keys()
    for codice_fiscale, azienda in voluto["companies"].items():
        assert ottenuto["companies"][codice_fiscale] == azienda, codice_fiscale
    assert ottenuto["senza"] == voluto["senza"]
    assert ottenuto["totali"] == voluto["totali"]
    assert resoconto(corpus)["counts"] == atteso["counts"]


def test_the_planner_knows_at_once_what_a_large_delivery_brought(corpus: Consegna) -> None:
    """Asked as the web role, which owns no table: a list of a new portal must not wait for the nightly statistics."""
    with connection.cursor() as cursor:
        cursor.execute("select relname, reltuples from pg_class where relname = any(%s)", [tabelle_a_ondate()])
        creduti = dict(cursor.fetchall())
    assert creduti["collocamento_prospetto"] == Prospetto.objects.count() > 100
    assert min(creduti.values()) > 0


def test_the_same_zip_twice_changes_nothing(corpus: Consegna) -> None:
    prima = impronta()
    with CORPUS.open("rb") as zip_demo:
        seconda = consegna(zip_demo, "prospetti_demo.zip")
    assert impronta() == prima
    assert seconda.stato == StatoConsegna.IMPORTATA
    assert seconda.conteggi["gia_ricevuti"] == 312
    assert esiti(seconda) == esiti(corpus)
    assert resoconto(seconda) == resoconto(corpus)


def test_the_command_writes_the_report(tmp_path: Any, capsys: pytest.CaptureFixture) -> None:
    EnteTitolareFactory()
    uscita = tmp_path / "esito.json"
    call_command("importa_prospetti", str(CORPUS), "--json", str(uscita))
    assert confrontabile(json.loads(uscita.read_text()), {})["totali"]["employers"] == 273
    stampato = capsys.readouterr().out
    assert "Accolto: 283" in stampato
    assert "prospetto_0112600000006408.xml, riga 24: Il file è interrotto" in stampato


def test_the_command_fails_when_the_package_cannot_be_read(tmp_path: Any) -> None:
    rotto = tmp_path / "consegna.zip"
    rotto.write_bytes(b"PK\x03\x04 e poi niente")
    with pytest.raises(CommandError):
        call_command("importa_prospetti", str(rotto))
    fallita = Consegna.objects.get()
    assert fallita.stato == StatoConsegna.FALLITA
    assert fallita.messaggio
    with pytest.raises(CommandError, match="non esiste"):
        call_command("importa_prospetti", str(tmp_path / "manca.zip"))


def test_a_rettifica_in_a_later_zip_takes_the_place_of_the_first() -> None:
    consegna(pacchetto(primo=documento("A1")))
    seconda = consegna(pacchetto(rettifica=documento("A2", tipo="02", precedente="A1", invio="2026-03-02T09:00:00")))
    assert stati() == {"A1": "superato", "A2": "valido"}
    valido = Prospetto.objects.get(stato=StatoProspetto.VALIDO)
    assert valido.superati.get().motivo == "rettifica"
    assert not valido.in_ritardo, "a rettifica in March does not make late who sent in January"
    assert valido.primo_invio.date().isoformat() == "2026-01-12"
    assert esiti(seconda) == {"rettifica.xml": EsitoFile.ACCOLTO}


def test_an_annulment_in_a_later_zip_leaves_nothing_and_gives_back_what_it_had_hidden() -> None:
    consegna(pacchetto(primo=documento("A1"), secondo=documento("A2", invio="2026-01-20T10:00:00")))
    assert stati() == {"A1": "superato", "A2": "valido"}
    consegna(pacchetto(annulla=documento("A3", tipo="03", precedente="A2", invio="2026-01-21T10:00:00")))
    assert stati() == {"A1": "valido", "A2": "annullato", "A3": "ricevuto"}
    consegna(pacchetto(annulla=documento("A4", tipo="03", precedente="A1", invio="2026-01-22T10:00:00")))
    assert stati() == {"A1": "annullato", "A2": "annullato", "A3": "ricevuto", "A4": "ricevuto"}
    assert not Calcolo.objects.filter(prospetto__tipo="03").exists()


def test_the_order_of_the_deliveries_does_not_matter() -> None:
    consegna(pacchetto(rettifica=documento("A2", tipo="02", precedente="A1", invio="2026-03-02T09:00:00")))
    assert Prospetto.objects.get().avviso == "previous_not_found"
    consegna(pacchetto(primo=documento("A1")))
    assert stati() == {"A1": "superato", "A2": "valido"}
    assert Prospetto.objects.get(stato="valido").avviso == ""


def test_a_bad_file_never_stops_the_rest() -> None:
    esito = consegna(
        pacchetto(
            buono=documento("A1"),
            vuoto=b"",
            rotto=documento("A2")[:500],
            bomba=b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
            strano=documento("A3", tipo="07"),
            stesso_codice=documento("A1", invio="2026-01-15T10:00:00"),
        )
    )
    motivi = dict(esito.files.rifiutati().values_list("nome", "motivo"))
    assert motivi == {
        "vuoto.xml": MotivoRifiuto.VUOTO,
        "rotto.xml": MotivoRifiuto.NON_BEN_FORMATO,
        "bomba.xml": MotivoRifiuto.DOCTYPE,
        "strano.xml": MotivoRifiuto.TIPO_SCONOSCIUTO,
        "stesso_codice.xml": MotivoRifiuto.CODICE_RIPETUTO,
    }
    assert all(file.messaggio for file in esito.files.rifiutati())
    assert stati() == {"A1": "valido"}
    assert esito.conteggi == {"accolto": 1, "rifiutato": 5, "gia_ricevuti": 0, "datori": 1}


def test_a_fault_in_the_reading_refuses_that_file_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    def leggi_male(contenuto: bytes, **argomenti: Any) -> Any:
        if b"0000000000000BAD" in contenuto:
            raise KeyError("Rossi Mario")
        return leggi(contenuto, **argomenti)

    monkeypatch.setattr("collocamento.importazione.esame.leggi", leggi_male)
    esito = consegna(pacchetto(buono=documento("A1"), guasto=documento("BAD")))
    guasto = esito.files.rifiutati().get()
    assert (guasto.nome, guasto.motivo) == ("guasto.xml", MotivoRifiuto.NON_LEGGIBILE)
    assert "Rossi" not in guasto.messaggio
    assert stati() == {"A1": "valido"}


def test_every_reason_of_a_refusal_can_be_stored() -> None:
    assert {str(motivo) for motivo in Motivo} <= set(MotivoRifiuto.values)


def test_a_cancelled_import_leaves_nothing() -> None:
    class Ferma:
        def aggiorna(self, fatto: int, totale: int | None = None, messaggio: str = "") -> None:
            if fatto == totale:
                raise LavoroAnnullato

    prima = impronta()
    with pytest.raises(LavoroAnnullato):
        consegna(pacchetto(primo=documento("A1")), avanzamento=Ferma())
    assert impronta() == prima
    fermata = Consegna.objects.get()
    assert fermata.stato == StatoConsegna.INTERROTTA
    assert not fermata.files.exists()


def test_an_unreadable_package_says_why() -> None:
    with pytest.raises(ConsegnaNonImportata):
        consegna(BytesIO(b"Rar!\x1a\x07\x00" + b"x" * 100), "consegna.rar")
    assert Consegna.objects.get().stato == StatoConsegna.FALLITA


def test_an_unknown_code_is_an_anomaly_and_deducts_nothing() -> None:
    noto = {"<categoria>0001</categoria><numero>3</numero>": "<categoria>0001</categoria><numero>0</numero>"}
    ignoto = {"<categoria>0001</categoria><numero>3</numero>": "<categoria>0877</categoria><numero>3</numero>"}
    consegna(pacchetto(noto=documento("A1", sostituzioni=noto), ignoto=documento("A2", sostituzioni=ignoto)))
    prospetto = Prospetto.objects.get(codice_comunicazione__endswith="A2")
    assert {
        "code": "unknown_code",
        "provincia": "009",
        "tabella": "categorieescluse",
        "valore": "0877",
    } in prospetto.anomalie
    senza = Prospetto.objects.get(codice_comunicazione__endswith="A1")
    assert prospetto.calcolo.base_art3 == senza.calcolo.base_art3
    assert all(anomalia["code"] != "unknown_code" for anomalia in senza.anomalie)


def test_a_wrong_check_digit_of_the_employers_code_is_an_anomaly() -> None:
    consegna(pacchetto(giusto=documento("A1"), sbagliato=documento("A2", codice_fiscale="61011600114")))
    con_anomalia = Prospetto.objects.filter(anomalie__contains=[{"code": "invalid_tax_code"}])
    assert [p.codice_comunicazione.lstrip("0") for p in con_anomalia] == ["A2"]


def test_a_difference_names_the_figure_and_by_how_much() -> None:
    in_piu = {"<nlavoratorinazionali>275<": "<nlavoratorinazionali>280<"}
    consegna(pacchetto(primo=documento("A1", sostituzioni=in_piu)))
    [differenza] = [d for d in Prospetto.objects.get().differenze if d["figura"] == "lavoratori"]
    assert differenza == {
        "campo": "datiprospetto/nlavoratorinazionali",
        "provincia": "",
        "figura": "lavoratori",
        "dichiarato": 280,
        "calcolato": 275,
    }


def test_a_new_name_is_kept_beside_the_old_one() -> None:
    consegna(pacchetto(primo=documento("A1")))
    nuovo = {"Logistica Nocellà Levante S.n.c.": "Logistica Nocellà S.r.l."}
    # Just after midnight in Rome, still the day before in UTC.
    rettifica = documento("A2", tipo="02", precedente="A1", invio="2026-02-01T00:20:00", sostituzioni=nuovo)
    consegna(pacchetto(rettifica=rettifica))
    organizzazione = Organizzazione.objects.get(codice_fiscale=CODICE_FISCALE)
    assert organizzazione.denominazione == "Logistica Nocellà S.r.l."
    assert organizzazione.versione == 2
    prima = NomePrecedente.objects.get()
    assert prima.denominazione == "Logistica Nocellà Levante S.n.c."
    assert prima.fino_al == date(2026, 2, 1)


def test_years_stand_apart_and_the_newest_describes_the_employer() -> None:
    vecchio = {"<datariferimento>2025-12-31<": "<datariferimento>2024-12-31<", "<ccnl>147<": "<ccnl>042<"}
    consegna(pacchetto(nuovo=documento("A1")))
    consegna(pacchetto(vecchio=documento("A0", invio="2025-01-20T10:00:00", sostituzioni=vecchio)))
    assert stati() == {"A0": "valido", "A1": "valido"}
    datore = Prospetto.objects.first().datore
    assert (datore.ultimo_anno, datore.ccnl) == (2025, "147")


def test_an_import_leaves_its_mark_in_the_register(corpus: Consegna) -> None:
    evento = Evento.objects.get(verbo="consegna.importata")
    assert evento.oggetto_id == corpus.pk
    assert evento.dettagli["accolto"] == 283


def test_the_operators_list_takes_one_query(corpus: Consegna, django_assert_num_queries: Callable) -> None:
    with django_assert_num_queries(1):
        righe = list(CalcoloProvincia.objects.validi(2025, "011"))
        assert len(righe) == 277
        for riga in righe:
            assert riga.prospetto.datore.organizzazione.denominazione
            assert riga.prospetto.calcolo.classe in {"", "A", "B", "C"}
            assert riga.comune is None or riga.comune.nome


def test_workers_are_stored_for_every_document_that_computes(corpus: Consegna) -> None:
    righe = LavoratoreDichiarato.objects.leggibili_da(SISTEMA, motivo="prova")
    elencati = sum(Prospetto.objects.exclude(tipo="03").values_list("lavoratori_elencati", flat=True))
    assert len(righe) == elencati > 3000


def test_helpers_and_this_process_read_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    da_sola = [esito for lotto in _esamina_corpus() for esito in lotto]
    monkeypatch.setattr("collocamento.importazione.squadra.POCHI_FILE", 1)
    monkeypatch.setattr("collocamento.importazione.squadra.AIUTANTI", 2)
    monkeypatch.setattr("collocamento.importazione.squadra.BYTE_PESANTI", 90_000)
    in_squadra = [esito for lotto in _esamina_corpus() for esito in lotto]
    assert [_senza_id(esito) for esito in in_squadra] == [_senza_id(esito) for esito in da_sola]


def test_a_helper_that_dies_stops_the_import(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("collocamento.importazione.squadra.POCHI_FILE", 1)
    monkeypatch.setattr("collocamento.importazione.squadra.AIUTANTI", 2)
    monkeypatch.setattr(Aiutante, "_manda", lambda self, oggetto: self._processo.kill())
    with pytest.raises(ConsegnaNonImportata, match="nessun dato è cambiato"):
        consegna(pacchetto(primo=documento("A1")))
    interrotta = Consegna.objects.get()
    assert interrotta.stato == StatoConsegna.INTERROTTA
    assert "processo di lettura" in interrotta.messaggio
    assert not Prospetto.objects.exists()


def _esamina_corpus() -> Any:
    monte = [(f"{numero}.xml", documento(f"A{numero}")) for numero in range(8)] + [("vuoto.xml", b"")]
    return esamina_tutti((Voce(nome, contenuto) for nome, contenuto in monte), len(monte), tavole())


def _senza_id(esito: Any) -> tuple:
    """What must not depend on who examined the file: ids and ciphertexts do."""
    calcolo = (esito.righe or {}).get("calcolo", "").partition("\t")[2]
    return esito.nome, esito.sha256, esito.rifiuto, calcolo
