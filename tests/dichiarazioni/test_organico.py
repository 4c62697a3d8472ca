"""The workers of the employer's list into a draft: nobody twice, seen before done, figures that differ are told."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from collocamento.dichiarazioni.dall_organico import con_l_organico, piano, riga_di
from collocamento.dichiarazioni.enums import Stato, TipoSezione
from collocamento.dichiarazioni.lettura import bozza_di, sezioni_aperte
from collocamento.dichiarazioni.models import Dichiarazione, Sezione
from collocamento.dichiarazioni.parti import Bozza
from collocamento.models import Datore
from collocamento.normativa import Categoria, Contratto, Disabilita, NonVedente
from collocamento.organico.azioni.elenco import conferma
from collocamento.organico.dati import DatiLavoratore
from collocamento.organico.models import Organico, RigaOrganico
from socialabs.base.contesto import Contesto
from socialabs.base.identificativi import nuovo_id
from socialabs.registro.models import Evento
from tests.dichiarazioni.bozze import scritto, sezione
from tests.organico.scene import comune, disabile, organico_di, riga


pytestmark = pytest.mark.django_db
GIORNO = date(2026, 12, 31)
ANNALISA = "RSSNNA80A41E463R"


@pytest.fixture
def client(datore: Datore, client_di: Callable) -> Client:
    return client_di("ref_azienda", organizzazione=datore.organizzazione)


@pytest.fixture
def tenuto(datore: Datore, bozza: Dichiarazione) -> Organico:
    return organico_di([disabile("D-1"), comune("C-1"), comune("A-1", **PROTETTA)], datore)


PROTETTA = {"art18": True, "codice_fiscale": "VRDLCU75M10E463I", "cognome": "Verdi", "nome": "Luca"}


def pagina(bozza: Dichiarazione) -> str:
    return reverse("dichiarazioni:organico", args=[bozza.pk])


def intera(bozza: Dichiarazione) -> Bozza:
    with sezioni_aperte(Contesto.sistema("prova")):
        return bozza_di(bozza.sezioni.presenti())


def codici(bozza: Dichiarazione) -> list[str]:
    lavoratori = [parte.testi["persona"]["codice_fiscale"] for f in intera(bozza).fogli for parte in f.lavoratori]
    return sorted(lavoratori)


def revisioni(di: Sezione) -> int:
    with sezioni_aperte(Contesto.sistema("prova")):
        return di.revisioni.count()


def copia(client: Client, bozza: Dichiarazione, **altro: object) -> object:
    """What a browser sends when every row stays ticked."""
    testo = client.get(pagina(bozza)).text
    dati = {
        "impronta": re.search(r'name="impronta" value="(\w+)"', testo)[1],
        "riga": re.findall(r'name="riga" value="([\w-]+)"', testo),
    }
    return client.post(pagina(bozza), dati | altro)


# --- the comparison ------------------------------------------------------------------------------------------------
def test_a_tax_code_tells_sex_day_and_comune_of_birth_and_a_wrong_one_nothing() -> None:
    persona = riga_di(disabile(codice_fiscale=ANNALISA), Categoria.DISABILI, GIORNO)["persona"]
    assert (persona["sesso"], persona["data_nascita"], persona["comune_nascita"]) == ("F", "1980-01-01", "E463")
    assert "sesso" not in riga_di(disabile(codice_fiscale="12345678903"), Categoria.DISABILI, GIORNO)["persona"]


@pytest.mark.parametrize(
    ("dati", "categoria", "lettera"),
    [
        (replace(disabile(), disabilita=Disabilita(non_vedente=NonVedente.CENTRALINISTA)), Categoria.DISABILI, "D"),
        (replace(disabile(), contratto=Contratto.SOMMINISTRATO_UTILIZZATORE), Categoria.DISABILI, "N"),
        (disabile(), Categoria.DISABILI, None),
    ],
)
def test_only_the_kinds_of_hire_that_the_list_knows_are_written(dati, categoria, lettera) -> None:
    assert riga_di(dati, categoria, GIORNO)["rapporto"].get("tipo_assunzione") == lettera


def test_what_is_written_stays_where_the_list_knows_nothing_better() -> None:
    scritti = {
        "persona": {"cognome": "ROSSINI", "sesso": "M"},
        "rapporto": {"qualifica": "1.2.3", "minuti_part_time": "20:00"},
    }
    uniti = con_l_organico(scritti, riga_di(disabile(), Categoria.DISABILI, GIORNO))
    assert uniti["persona"]["cognome"] == "ROSSINI" and uniti["persona"]["sesso"] == "M"
    assert uniti["persona"]["percentuale_disabilita"] == "80"
    assert uniti["rapporto"]["qualifica"] == "1.2.3" and uniti["rapporto"]["minuti_part_time"] == "40:00"


def test_who_covers_no_quota_or_is_listed_twice_is_not_copied(bozza: Dichiarazione) -> None:
    sotto_soglia = replace(disabile("S", codice_fiscale="BNCMRA85T10A562Y"), disabilita=Disabilita(percentuale=46))
    righe = [(nuovo_id(), dati) for dati in (disabile("1"), disabile("2"), sotto_soglia)]
    assert [voce.dati.matricola for voce in piano(intera(bozza), [], righe, GIORNO).aggiunte] == ["1"]


def test_a_worker_has_one_category_also_when_both_would_fit(bozza: Dichiarazione) -> None:
    (voce,) = piano(intera(bozza), [], [(nuovo_id(), disabile(art18=True))], GIORNO).aggiunte
    assert voce.testi["rapporto"]["categoria_soggetto"] == "D"


# --- the page --------------------------------------------------------------------------------------------------------
def test_it_shows_who_would_be_added_and_writes_nothing_until_told(client, bozza, tenuto) -> None:
    prima = codici(bozza)
    testo = client.get(pagina(bozza)).text
    assert "Rossini Annalisa" in testo and "Verdi Luca" in testo and "C-1" not in testo
    assert codici(bozza) == prima


def test_a_copy_adds_them_once_and_leaves_the_rest_to_be_filled_in(client, bozza, tenuto) -> None:
    prima = codici(bozza)
    assert copia(client, bozza).url == reverse("dichiarazioni:dichiarazione", args=[bozza.pk])
    nuovi = sorted([*prima, "RSSNNA80A41E463X", "VRDLCU75M10E463I"])
    assert codici(bozza) == nuovi
    (spezia,) = [foglio for foglio in intera(bozza).fogli if foglio.provincia == "011"]
    riga_nuova = sezione(bozza, TipoSezione.LAVORATORE, spezia.numero, len(spezia.lavoratori))
    assert riga_nuova.problemi and riga_nuova.provincia == "011"
    assert revisioni(riga_nuova) == 1
    evento = Evento.objects.get(verbo="dichiarazione.lavoratori_copiati")
    assert evento.dettagli == {"aggiunti": 2, "corretti": 0}
    assert "La bozza dice già ciò che dice l'organico." in client.get(pagina(bozza)).text
    client.post(pagina(bozza), {"impronta": "x"})
    assert codici(bozza) == nuovi


def test_a_row_unticked_is_not_copied(client, bozza, tenuto) -> None:
    prima = codici(bozza)
    assert copia(client, bozza, riga=["boh"]).url == pagina(bozza)
    assert codici(bozza) == prima
    with sezioni_aperte(Contesto.sistema("prova")):
        una = RigaOrganico.objects.get(organico=tenuto, matricola="A-1")
    copia(client, bozza, riga=[str(una.pk)])
    assert codici(bozza) == sorted([*prima, PROTETTA["codice_fiscale"]])


def test_what_the_list_says_otherwise_is_shown_and_then_corrected(client, bozza, tenuto, datore) -> None:
    presente = scritto(bozza, TipoSezione.LAVORATORE, 1)
    persona = presente["persona"]
    riga(
        tenuto,
        disabile(
            "D-2",
            percentuale=99,
            minuti_svolti=1230,
            codice_fiscale=persona["codice_fiscale"],
            cognome=persona["cognome"],
            nome=persona["nome"],
        ),
    )
    testo = client.get(pagina(bozza)).text
    assert "→ 99" in testo and "→ 20:30" in testo
    copia(client, bozza)
    dopo = scritto(bozza, TipoSezione.LAVORATORE, 1)
    assert dopo["rapporto"]["minuti_part_time"] == "20:30" and dopo["persona"]["percentuale_disabilita"] == "99"
    assert dopo["rapporto"]["qualifica"] == presente["rapporto"]["qualifica"]
    assert revisioni(sezione(bozza, TipoSezione.LAVORATORE, 1)) == 2


def test_a_worker_taken_out_of_the_draft_does_not_come_back_by_a_copy(client, bozza, tenuto) -> None:
    copia(client, bozza)
    (spezia,) = [foglio for foglio in intera(bozza).fogli if foglio.provincia == "011"]
    verdi = next(p for p in spezia.lavoratori if p.testi["persona"]["codice_fiscale"] == PROTETTA["codice_fiscale"])
    client.post(reverse("dichiarazioni:togli", args=[verdi.chiave]))
    testo = client.get(pagina(bozza)).text
    assert "Tolti dalla bozza" in testo and 'name="riga"' not in testo
    assert PROTETTA["codice_fiscale"] not in codici(bozza)


def test_a_list_that_moved_on_is_shown_again_and_nothing_is_written(client, bozza, tenuto) -> None:
    prima = codici(bozza)
    vecchia = re.search(r'name="impronta" value="(\w+)"', client.get(pagina(bozza)).text)[1]
    riga(tenuto, disabile("D-3", codice_fiscale="BNCMRA85T10A562Y", cognome="Bianchi", nome="Mario"))
    risposta = copia(client, bozza, impronta=vecchia)
    assert risposta.status_code == 409 and "sono cambiati nel frattempo" in risposta.text
    assert "Bianchi Mario" in risposta.text and codici(bozza) == prima


def test_a_province_without_a_sheet_is_told_and_its_people_are_not_lost_elsewhere(client, bozza, tenuto) -> None:
    altrove = disabile("G", codice_fiscale="BNCMRA85T10A562Y", cognome="Bianchi", nome="Mario")
    riga(tenuto, replace(altrove, provincia="048"))
    testo = client.get(pagina(bozza)).text
    assert "In province senza foglio" in testo
    copia(client, bozza)
    assert "BNCMRA85T10A562Y" not in codici(bozza)


def test_a_return_closed_takes_no_copy_and_a_stranger_finds_no_page(client, client_di, bozza, tenuto) -> None:
    for ruolo in ("ref_azienda", "op_cm", "responsabile"):
        assert client_di(ruolo).get(pagina(bozza)).status_code == 404
    Dichiarazione.objects.filter(pk=bozza.pk).update(stato=Stato.DA_INVIARE)
    prima = codici(bozza)
    risposta = client.post(pagina(bozza), {"impronta": "x"}, follow=True)
    assert "non è più una bozza" in risposta.text and codici(bozza) == prima


def test_without_a_list_the_page_leads_to_one(client, bozza, datore) -> None:
    assert reverse("organico:elenco", args=[datore.pk]) in client.get(pagina(bozza)).text


def test_a_longer_list_asks_no_more_of_the_database(client, bozza, tenuto) -> None:
    client.get(pagina(bozza))
    with CaptureQueriesContext(connection) as prima:
        client.get(pagina(bozza))
    for n in range(6):
        riga(tenuto, disabile(f"N-{n}", codice_fiscale=f"BNCMRA85T1{n}A562S"))
    with CaptureQueriesContext(connection) as dopo:
        client.get(pagina(bozza))
    assert len(dopo) == len(prima)


# --- the figures -----------------------------------------------------------------------------------------------------
def controlli(client: Client, bozza: Dichiarazione) -> str:
    return client.get(reverse("dichiarazioni:controlli", args=[bozza.pk])).text


def test_figures_that_differ_from_the_list_are_told_with_both_and_a_way_to_the_field(client, bozza, datore) -> None:
    assert "organico tenuto nel portale" not in controlli(client, bozza)
    tenuto = organico_di([disabile("D-1")], datore)
    scritti = int(scritto(bozza, TipoSezione.PERSONALE, 1)["dipendenti"]["categorie_protette"])
    testo = controlli(client, bozza)
    atteso = f"«Categorie protette»: nel prospetto {scritti}, nell&#x27;organico tenuto nel portale 0."
    assert (atteso in testo) == bool(scritti)
    assert "«Disabili in forza»: nel prospetto" in testo and "#id_dipendenti-disabili-tempo_pieno" in testo
    assert "«Lavoratori dipendenti»: nel prospetto" not in testo  # nobody has said that the list is complete
    conferma(organico=tenuto, versione_letta=tenuto.versione, ctx=Contesto.sistema("prova"))
    assert "«Lavoratori dipendenti»: nel prospetto" in controlli(client, bozza)


def test_figures_that_agree_with_the_list_are_not_mentioned(client, bozza, datore) -> None:
    protette = []
    for foglio in intera(bozza).fogli:
        for n in range(int(foglio.personale.testi["dipendenti"]["categorie_protette"])):
            protetta = comune(f"A-{foglio.numero}-{n}", **PROTETTA)
            protette.append(replace(protetta, provincia=foglio.provincia))
    organico_di(protette, datore)
    assert protette and "«Categorie protette»: nel prospetto" not in controlli(client, bozza)


def test_none_of_it_stops_the_sending(client, bozza, datore) -> None:
    prima = re.search(r"(\d+) error", controlli(client, bozza))
    organico_di([DatiLavoratore("X", "048")], datore)
    dopo = controlli(client, bozza)
    assert "che qui non ha un foglio" in dopo
    assert (re.search(r"(\d+) error", dopo) or [""])[0] == (prima or [""])[0]
