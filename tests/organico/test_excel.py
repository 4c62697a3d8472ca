"""The workbook: back without loss, errors row by row, nothing written until confirmed, hostile files refused."""

import io
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from hypothesis import HealthCheck, given, settings
from openpyxl import Workbook, load_workbook

from collocamento.normativa import Attivita, Contratto, Disabilita, Modalita
from collocamento.organico.azioni import importazione as azioni
from collocamento.organico.azioni.righe import aggiungi
from collocamento.organico.models import Importazione, Organico
from collocamento.organico.xlsx import libro
from collocamento.organico.xlsx.celle import CellaErrata, minuti
from collocamento.organico.xlsx.colonne import COLONNE
from collocamento.organico.xlsx.lettura import leggi
from collocamento.organico.xlsx.libro import FileNonLeggibile
from collocamento.organico.xlsx.scrittura import scrivi_modello
from socialabs.archivio.models import FilePrivato
from socialabs.archivio.tasks import elimina_scaduti
from socialabs.lavori.azioni import prendi
from socialabs.lavori.esecuzione import svolgi
from socialabs.lavori.models import Lavoro
from tests.fabbriche import ProvinciaFactory
from tests.organico.scene import SISTEMA, comune, disabile, file_di, lette, organico_di
from tests.organico.test_fogli import lavoratori


pytestmark = pytest.mark.django_db
TITOLI = [str(colonna.titolo) for colonna in COLONNE]


@pytest.fixture(autouse=True)
def provincia(db: None, settings, tmp_path: Path) -> None:
    settings.ARCHIVIO_DIR = tmp_path
    ProvinciaFactory()


@pytest.fixture
def organico() -> Organico:
    return organico_di([comune("1"), comune("2", minuti_svolti=1200), disabile("D")])


@pytest.fixture
def azienda(organico: Organico, client_di: Callable) -> Client:
    return client_di("ref_azienda", organizzazione=organico.datore.organizzazione)


def foglio(*righe: dict[str, object], titoli: Iterable[str] = TITOLI) -> io.BytesIO:
    """A workbook with these cells, by header; what is not said is left empty."""
    libro = Workbook()
    titoli = list(titoli)
    libro.active.append(titoli)
    for riga in righe:
        libro.active.append([riga.get(titolo) for titolo in titoli])
    uscita = io.BytesIO()
    libro.save(uscita)
    uscita.seek(0)
    return uscita


def carica(azienda: Client, organico: Organico, file: io.BytesIO, **campi: str):
    caricato = SimpleUploadedFile("organico.xlsx", file.getvalue())
    url = reverse("organico:importa", args=[organico.datore_id])
    return azienda.post(url, {"file": caricato, "modo": "aggiorna", **campi})


def esaminato(azienda: Client, organico: Organico, file: io.BytesIO, **campi: str):
    """The page that shows what the file would do."""
    risposta = carica(azienda, organico, file, **campi)
    assert risposta.status_code == 302, risposta.context["form"].errors
    return azienda.get(risposta.url)


# --- There and back ----------------------------------------------------------------------------------------------
@given(lavoratori())
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_is_exported_comes_back_the_same(righe) -> None:
    ProvinciaFactory(codice="010", sigla="GE", nome="Genova")
    if righe:
        letto = leggi(file_di(righe))
        assert letto.errori == ()
        assert [dati for _numero, dati in letto.lavoratori] == righe


def test_an_export_imported_again_changes_nothing(azienda, organico) -> None:
    esportato = azienda.get(reverse("organico:esporta", args=[organico.datore_id]))
    esame = esaminato(azienda, organico, io.BytesIO(esportato.content), modo="completo", cessati_il="2026-11-01")
    assert (esame.context["esame"].invariati, esame.context["esame"].cambia_qualcosa) == (3, False)
    assert "non c'è nulla da cambiare" in esame.text.replace("&#x27;", "'")


def test_no_cell_of_an_export_can_run(azienda, organico) -> None:
    aggiungi(organico=organico, dati=comune("=2+5", cognome="@SUM(A1)", nome="Ada"), ctx=SISTEMA)
    esportato = azienda.get(reverse("organico:esporta", args=[organico.datore_id]))
    celle = [cella for riga in load_workbook(io.BytesIO(esportato.content)).worksheets[0] for cella in riga]
    assert {cella.value for cella in celle} >= {"=2+5", "@SUM(A1)"}
    assert all(cella.data_type != "f" for cella in celle)


def test_the_template_has_lists_to_choose_from_and_no_macro(azienda, organico) -> None:
    risposta = azienda.get(reverse("organico:modello", args=[organico.datore_id]))
    with zipfile.ZipFile(io.BytesIO(risposta.content)) as archivio:
        assert not any("vba" in nome.lower() for nome in archivio.namelist())
    modello = load_workbook(io.BytesIO(scrivi_modello()))
    assert [cella.value for cella in modello.worksheets[0][1]] == TITOLI
    regole = modello.worksheets[0].data_validations.dataValidation
    assert len(regole) == sum(colonna.genere in ("scelta", "si_no", "provincia") for colonna in COLONNE)
    assert modello.sheetnames == ["Lavoratori", "Istruzioni", "Valori ammessi"]
    ammessi = {cella.value for colonna in modello["Valori ammessi"].columns for cella in colonna}
    assert {"Apprendistato", "SP", "Sì"} <= ammessi
    with pytest.raises(FileNonLeggibile, match="solo l'intestazione"):
        leggi(io.BytesIO(risposta.content))


@pytest.mark.parametrize("lingua", ["it", "en"])
def test_a_file_made_in_one_language_is_read_in_the_other(lingua: str) -> None:
    with override(lingua):
        scritto = file_di([disabile(), comune(contratto=Contratto.APPRENDISTATO, assunto_per_lavoro_all_estero=False)])
    with override("en" if lingua == "it" else "it"):
        letto = leggi(scritto)
    assert letto.errori == () and [dati for _n, dati in letto.lavoratori][0] == disabile()
    with override(lingua):
        assert len({str(colonna.titolo).casefold() for colonna in COLONNE}) == len(COLONNE)


# --- What people really type ------------------------------------------------------------------------------------
def test_cells_are_understood_as_people_write_them() -> None:
    letto = leggi(
        foglio(
            {
                "Matricola": 12.0,
                "Provincia": "la spezia",
                "Contratto": "A TERMINE",
                "Assunto il": datetime(2026, 1, 7),
                "Fine del contratto": "30/09/2026",
                "Ore settimanali del contratto": 38,
                "Ore settimanali svolte": "19,5",
                "Sostituisce un assente": "x",
            },
            {"Matricola": "B", "Provincia": "SP", "Ore settimanali del contratto": 36, "Attività": "cantiere_edile"},
        )
    )
    assert letto.errori == ()
    (_r1, primo), (_r2, secondo) = letto.lavoratori
    assert (primo.matricola, primo.provincia, primo.contratto) == ("12", "011", Contratto.TERMINE)
    assert (primo.inizio, primo.fine, primo.sostituisce) == (date(2026, 1, 7), date(2026, 9, 30), True)
    assert (primo.minuti_contratto, primo.minuti_svolti) == (38 * 60, 19 * 60 + 30)
    assert (secondo.attivita, secondo.minuti_svolti) == (Attivita.CANTIERE_EDILE, 36 * 60)


@pytest.mark.parametrize(
    ("scritto", "attesi"),
    [("37:30", 2250), ("37,5", 2250), (37.5, 2250), (40, 2400), (time(20, 0), 1200), (timedelta(hours=37.5), 2250)],
)
def test_hours_come_in_many_shapes(scritto: object, attesi: int) -> None:
    assert minuti(scritto) == attesi


@pytest.mark.parametrize("scritto", ["molte", "37:75", True, "1e3", "-5", "٣٧", datetime(2026, 1, 1)])
def test_what_is_no_number_of_hours_is_refused(scritto: object) -> None:
    with pytest.raises(CellaErrata):
        minuti(scritto)


def test_every_error_has_its_row_its_column_and_what_to_do(azienda, organico) -> None:
    file = foglio(
        {"Matricola": "A", "Provincia": "SP"},
        {"Matricola": "B", "Provincia": "XX", "Assunto il": "ieri", "Persona con disabilità": "forse"},
        {"Provincia": "SP"},
        {"Matricola": "C", "Provincia": "SP", "Contratto": "A termine"},
        {"Matricola": "A", "Provincia": "SP"},
        {"Matricola": "E", "Provincia": "SP", "Persona con disabilità": "Sì"},
    )
    pagina = esaminato(azienda, organico, file)
    trovati = {(errore.riga, errore.colonna) for errore in pagina.context["esame"].errori}
    assert trovati >= {
        *((3, "Provincia"), (3, "Assunto il"), (3, "Persona con disabilità"), (4, "Matricola")),
        *(
            (5, "Fine del contratto"),
            (5, "Assunto il"),
            (6, "Matricola"),
            (7, "Cognome"),
            (7, "Percentuale di disabilità"),
        ),
    }
    assert "Scrivi la data come 31/12/2026." in pagina.text and "Applica tutto" not in pagina.text
    assert azienda.post(pagina.request["PATH_INFO"]).status_code == 200
    assert set(lette(organico)) == {"1", "2", "D"}, "all or nothing"


# --- Seen first, written after ----------------------------------------------------------------------------------
def test_nothing_is_written_until_confirmed_and_then_all_of_it(azienda, organico) -> None:
    nuovi = [comune("1"), comune("2", minuti_svolti=1500), comune("N", numero=7), disabile("D2")]
    pagina = esaminato(azienda, organico, file_di(nuovi), modo="completo", cessati_il="2026-10-31")
    esame = pagina.context["esame"]
    assert [d.matricola for d in esame.aggiunti] == ["N", "D2"]
    assert [c.voci for c in esame.cambiati] == [[("Ore settimanali svolte", "20:00", "25:00")]]
    assert [c.prima.matricola for c in esame.cessati] == ["D"]
    assert set(lette(organico)) == {"1", "2", "D"}
    assert azienda.post(pagina.request["PATH_INFO"]).status_code == 302
    scritte = lette(organico)
    assert scritte == {d.matricola: d for d in nuovi} | {"D": replace(disabile("D"), cessato_il=date(2026, 10, 31))}
    assert not FilePrivato.objects.exists(), "the file is not kept"


def test_a_list_that_changed_meanwhile_is_compared_again(azienda, organico) -> None:
    pagina = esaminato(azienda, organico, file_di([comune("N")]))
    aggiungi(organico=organico, dati=comune("N"), ctx=SISTEMA)
    url = pagina.request["PATH_INFO"]
    rifatto = azienda.post(url)
    assert rifatto.status_code == 409 and rifatto.context["esame"].invariati == 1


def test_nobody_is_said_to_have_left_while_some_row_cannot_be_read(azienda, organico) -> None:
    file = foglio({"Matricola": "1", "Provincia": "SP", "Assunto il": "boh"})
    pagina = esaminato(azienda, organico, file, modo="completo", cessati_il="2026-11-01")
    assert pagina.context["esame"].cessati == () and len(pagina.context["esame"].errori) == 1


def test_who_was_hired_after_the_last_day_cannot_have_left_on_it(azienda, organico) -> None:
    aggiungi(organico=organico, dati=comune("tardi", inizio=date(2026, 11, 20)), ctx=SISTEMA)
    pagina = esaminato(azienda, organico, file_di([comune("1")]), modo="completo", cessati_il="2026-11-01")
    assert any("tardi" in errore.messaggio for errore in pagina.context["esame"].errori)


def test_a_file_under_examination_is_its_authors_and_lasts_an_hour(azienda, organico, client_di, time_machine) -> None:
    time_machine.move_to("2026-11-25T10:00:00+01:00", tick=False)
    pagina = esaminato(azienda, organico, file_di([comune("N")]))
    url = pagina.request["PATH_INFO"]
    collega = client_di("ref_azienda", organizzazione=organico.datore.organizzazione)
    assert collega.get(url).status_code == collega.post(url).status_code == 404
    esaminato(azienda, organico, file_di([comune("M")]))
    assert Importazione.objects.count() == FilePrivato.objects.count() == 1, "a new file takes the place of the old"
    time_machine.move_to("2026-11-25T11:01:00+01:00", tick=False)
    elimina_scaduti()
    assert not Importazione.objects.exists() and azienda.get(url).status_code == 404


def test_a_large_file_is_applied_by_a_job_and_a_small_one_by_the_page(azienda, organico, monkeypatch) -> None:
    file = file_di([comune("N"), comune("M")])
    assert 'name="lavoro"' not in esaminato(azienda, organico, file).text
    monkeypatch.setattr(azioni, "IN_UN_LAVORO", 1)
    pagina = esaminato(azienda, organico, file)
    assert 'name="lavoro"' in pagina.text
    url = pagina.request["PATH_INFO"]
    del_lavoro = azienda.post(url, {"lavoro": "1"}).url
    assert azienda.post(url, {"lavoro": "1"}).url == del_lavoro, "one job for a file"
    assert "N" not in lette(organico)
    svolgi(prendi(Lavoro.objects.get().pk))
    assert {"N", "M"} <= set(lette(organico)) and not Importazione.objects.exists()
    assert "Organico aggiornato: 2 aggiunti." in azienda.get(del_lavoro).text


def test_a_job_on_a_list_that_changed_meanwhile_writes_nothing_and_says_so(azienda, organico) -> None:
    url = esaminato(azienda, organico, file_di([comune("N")])).request["PATH_INFO"]
    azienda.post(url, {"lavoro": "1"})
    aggiungi(organico=organico, dati=comune("X"), ctx=SISTEMA)
    svolgi(prendi(Lavoro.objects.get().pk))
    lavoro = Lavoro.objects.get()
    assert (lavoro.stato, "caricalo di nuovo" in lavoro.errore) == ("fallito", True)
    assert "N" not in lette(organico) and Importazione.objects.exists()


def test_a_job_repeated_after_its_file_was_applied_does_nothing(azienda, organico) -> None:
    pagina = esaminato(azienda, organico, file_di([comune("N")]))
    azienda.post(pagina.request["PATH_INFO"], {"lavoro": "1"})
    azienda.post(pagina.request["PATH_INFO"])
    Lavoro.objects.update(tentativi=1)
    svolgi(prendi(Lavoro.objects.get().pk))
    assert Lavoro.objects.get().stato == "completato"
    assert sorted(lette(organico)) == ["1", "2", "D", "N"]


def test_a_job_whose_file_is_gone_says_so(azienda, organico) -> None:
    pagina = esaminato(azienda, organico, file_di([comune("N")]))
    azienda.post(pagina.request["PATH_INFO"], {"lavoro": "1"})
    azienda.post(reverse("organico:scarta", args=[Importazione.objects.get().pk]))
    svolgi(prendi(Lavoro.objects.get().pk))
    assert "Il file non c'è più" in Lavoro.objects.get().errore


def test_a_file_set_aside_is_gone(azienda, organico) -> None:
    esaminato(azienda, organico, file_di([comune("N")]))
    url = reverse("organico:scarta", args=[Importazione.objects.get().pk])
    assert azienda.post(url).status_code == 302
    assert not FilePrivato.objects.exists() and set(lette(organico)) == {"1", "2", "D"}


# --- Hostile files ----------------------------------------------------------------------------------------------
def archivio(**parti: bytes) -> io.BytesIO:
    """A real workbook with some parts replaced or added."""
    nuovo = io.BytesIO()
    with zipfile.ZipFile(foglio({"Matricola": "A", "Provincia": "SP"})) as vero:
        tutte = {nome: vero.read(nome) for nome in vero.namelist()} | {
            k.replace("__", "/"): v for k, v in parti.items()
        }
    with zipfile.ZipFile(nuovo, "w", zipfile.ZIP_DEFLATED) as scritto:
        for nome, contenuto in tutte.items():
            scritto.writestr(nome, contenuto)
    nuovo.seek(0)
    return nuovo


BOMBA = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><x>&b;</x>'
OSTILI = {
    "not a zip": (lambda: io.BytesIO(b"Matricola;Provincia\r\n1;SP"), "non è un foglio Excel"),
    "the old format": (lambda: io.BytesIO(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600), "non è un foglio Excel"),
    "another zip": (lambda: _zip({"a.txt": b"a"}), "non è un foglio Excel"),
    "macros": (lambda: archivio(**{"xl__vbaProject.bin": b"x"}), "macro"),
    "entities": (lambda: archivio(**{"xl__sharedStrings.xml": BOMBA}), "definizioni XML"),
    "wide characters": (
        lambda: archivio(**{"xl__sharedStrings.xml": BOMBA.decode().encode("utf-16")}),
        "definizioni XML",
    ),
    "a bomb": (lambda: archivio(**{"xl__media__a.bin": b"\0" * (libro.MASSIMO_APERTO + 1)}), "troppo grande"),
    "a thousand parts": (lambda: archivio(**{f"xl__p{n}.bin": b"" for n in range(300)}), "troppo grande"),
    "a broken sheet": (
        lambda: archivio(**{"xl__worksheets__sheet1.xml": b"<worksheet><sheetData><row"}),
        "danneggiato",
    ),
    "too heavy": (lambda: io.BytesIO(b"\0" * (libro.MASSIMO_BYTE + 1)), "5 MB"),
    "no columns of ours": (lambda: foglio({"Nome": "Ada"}, titoli=["Nome", "Cognome"]), "mancano delle colonne"),
    "a column twice": (lambda: foglio({}, titoli=[*TITOLI, "matricola"]), "due volte"),
    "nothing": (lambda: foglio(titoli=[]), "vuoto"),
}


def _zip(parti: dict[str, bytes]) -> io.BytesIO:
    uscita = io.BytesIO()
    with zipfile.ZipFile(uscita, "w") as scritto:
        for nome, contenuto in parti.items():
            scritto.writestr(nome, contenuto)
    uscita.seek(0)
    return uscita


@pytest.mark.parametrize("caso", OSTILI)
def test_a_file_that_is_no_plain_workbook_is_refused_at_the_field_and_not_kept(azienda, organico, caso: str) -> None:
    costruisci, frase = OSTILI[caso]
    risposta = carica(azienda, organico, costruisci())
    assert risposta.status_code == 422
    assert frase in str(risposta.context["form"].errors["file"]).replace("&#x27;", "'")
    assert not FilePrivato.objects.exists()


def test_a_sheet_with_a_row_at_the_bottom_of_the_world_is_refused() -> None:
    riga = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    riga += b'<row r="1048576"><c r="A1048576" t="inlineStr"><is><t>x</t></is></c></row></sheetData></worksheet>'
    with pytest.raises(FileNonLeggibile, match="troppe righe"):
        leggi(archivio(**{"xl__worksheets__sheet1.xml": riga}))


def test_more_workers_than_a_file_may_have_are_refused(monkeypatch) -> None:
    monkeypatch.setattr(libro, "MASSIMO_RIGHE", 3)
    with pytest.raises(FileNonLeggibile, match="5.000"):
        leggi(foglio(*({"Matricola": str(n), "Provincia": "SP"} for n in range(4))))


def test_a_formula_counts_for_its_value_and_an_invisible_character_for_nothing() -> None:
    letto = leggi(foglio({"Matricola": "A\u200b\u202e", "Provincia": "SP", "Cognome": "=1+1"}))
    ((_numero, dati),) = letto.lavoratori
    assert (dati.matricola, dati.cognome) == ("A", "")


def test_thousands_of_workers_are_read_in_one_go() -> None:
    righe = [comune(str(n), modalita=Modalita.LAVORO_AGILE, cognome="Rossi", nome="Ada") for n in range(1000)]
    righe += [comune(f"D{n}", disabilita=Disabilita(percentuale=60), art18=True) for n in range(3)]
    letto = leggi(file_di(righe))
    assert len(letto.lavoratori) == 1000 and {errore.riga for errore in letto.errori} == {1002, 1003, 1004}
