"""The position and the letter: from whom, about what, to whom; the batch from the list as filtered."""

import json
import re

import pytest
from django.db.models import F
from django.urls import reverse

from collocamento.azioni.consegne import importa
from collocamento.documenti import COMUNICAZIONE, RIEPILOGO, congela_comunicazione, congela_riepilogo
from collocamento.models import Calcolo, CalcoloProvincia, Consegna, Prospetto
from socialabs.base.contesto import Contesto
from socialabs.base.identificativi import nuovo_id
from socialabs.documenti.azioni.emissione import Emissione, emetti
from socialabs.documenti.documenti import ATTESTAZIONE
from socialabs.documenti.models import Documento
from socialabs.documenti.registro import Congelato, tipo
from socialabs.lavori.models import Lavoro
from tests.collocamento.documenti import CODICE_FISCALE, documento, originale, pacchetto
from tests.documenti.tipi import OfficinaFinta
from tests.fabbriche import ComuneFactory, DelegaFactory, EnteTitolareFactory, OrganizzazioneFactory, partita_iva


pytestmark = pytest.mark.django_db
SISTEMA = Contesto.sistema("prova")


@pytest.fixture
def prospetto(db, settings, tmp_path):
    settings.ARCHIVIO_DIR = tmp_path
    ComuneFactory()
    EnteTitolareFactory(responsabile="Ada Prova")
    altri = {f"altro{n}": documento(f"B{n}", codice_fiscale=partita_iva(1_000_001 + n)) for n in range(2)}
    importa(
        Consegna.objects.create(nome="consegna.zip"), pacchetto(a=documento("A1"), **altri), ctx=Contesto.sistema("p")
    )
    scopri()
    return Prospetto.objects.get(datore__organizzazione__codice_fiscale=CODICE_FISCALE)


def scopri(**campi):
    """A gap in the body's own province for everyone: two posts, due now."""
    valori = {"scopertura_disabili": 2, "scopertura_dovuta_ora": 2} | campi
    CalcoloProvincia.objects.filter(provincia="011").update(**valori)
    Calcolo.objects.update(scopertura_disabili=F("scopertura_disabili") + 2)


def persone():
    """Names and tax codes of the workers in the base document."""
    testo = originale().decode().split("lavoratoricomputabili", 1)[1]
    return set(re.findall(r"<(?:cognome|nome|codicefiscale)>([^<]{4,})<", testo))


# --- the position -------------------------------------------------------------------------------------------------
def test_the_position_says_what_the_page_says_and_names_nobody(prospetto, ctx_di):
    congelato = congela_riepilogo(ctx_di("op_cm"), [prospetto.pk])[prospetto.pk]
    dati = congelato.contenuto
    figure = {f["etichetta"]: f for f in dati["figure"]}
    assert figure["Quota di persone con disabilità"]["valore"] == str(prospetto.calcolo.quota_disabili)
    assert all(f["passi"] for f in dati["figure"])
    assert dati["letture"] and dati["partenza"] and len(dati["province"]) == prospetto.province.count()
    testo = json.dumps(dati, ensure_ascii=False)
    assert persone() and not any(parola in testo for parola in persone())


def test_the_position_is_for_the_office_the_company_and_its_consultant(prospetto, client_di):
    url = reverse("documenti:nuovo", args=[RIEPILOGO, prospetto.pk])
    azienda = prospetto.datore.organizzazione
    studio = OrganizzazioneFactory(tipo="studio")
    assert client_di("op_cm").get(url).status_code == 200
    assert client_di("ref_azienda", organizzazione=azienda).get(url).status_code == 200
    assert client_di("ref_azienda").get(url).status_code == 404
    assert client_di("op_cpi").get(url).status_code == 404
    consulente = client_di("consulente", organizzazione=studio)
    assert consulente.get(url).status_code == 404
    DelegaFactory(delegante=azienda, delegato=studio)
    html = consulente.get(url).context["prova"].html
    assert "non sostituisce la trasmissione" in html and "39/1993" not in html


def test_a_return_that_counts_no_more_has_no_position(prospetto, ctx_di):
    Prospetto.objects.filter(pk=prospetto.pk).update(
        stato="superato", motivo="rettifica", superato_da=Prospetto.objects.exclude(pk=prospetto.pk).first()
    )
    for congela in (congela_riepilogo, congela_comunicazione):
        assert "non è più quello valido" in congela(ctx_di("op_cm"), [prospetto.pk])[prospetto.pk]


# --- the letter ---------------------------------------------------------------------------------------------------
def lettera(prospetto):
    return congela_comunicazione(SISTEMA, [prospetto.pk])[prospetto.pk]


def test_the_letter_tells_the_gap_of_the_bodys_province(prospetto):
    dati = lettera(prospetto).contenuto
    assert dati["provincia"] == "La Spezia"
    assert [(r["scopertura"], r["ora"]) for r in dati["righe"]][0] == (2, 2)
    assert not any(parola in json.dumps(dati) for parola in persone())


def test_no_letter_without_a_gap_due_now_in_the_province(prospetto):
    scopri(scopertura_dovuta_ora=0, scopertura_art18_dovuta_ora=0)
    assert "sospensione o una convenzione" in lettera(prospetto)
    scopri(scopertura_disabili=0, scopertura_art18=0)
    assert "Non ha posti scoperti" in lettera(prospetto)
    CalcoloProvincia.objects.filter(provincia="011").delete()
    assert "Non ha un foglio" in lettera(prospetto)


def test_the_letter_states_no_figure_of_fines_and_threatens_nobody(prospetto, client_di):
    html = client_di("op_cm").get(reverse("documenti:nuovo", args=[COMUNICAZIONE, prospetto.pk])).context["prova"].html
    assert "€" not in html and "non contesta una violazione" in html
    assert "art. 9, c. 1" in html and "39/1993" in html


def test_a_public_employer_is_told_of_its_own_rule(prospetto, client_di):
    Prospetto.objects.filter(pk=prospetto.pk).update(tipologia="C")
    html = client_di("op_cm").get(reverse("documenti:nuovo", args=[COMUNICAZIONE, prospetto.pk])).context["prova"].html
    assert "39-quater" in html and "art. 9, c. 1)" not in html


# --- the employer's page ------------------------------------------------------------------------------------------
def offerti(risposta):
    return re.findall(r"/documenti/nuovo/([\w.]+)/", risposta.text)


def test_the_employers_page_offers_what_its_reader_may_issue(prospetto, client_di):
    pagina = reverse("collocamento:datore", args=[prospetto.datore_id])
    azienda = prospetto.datore.organizzazione
    assert offerti(client_di("op_cm").get(pagina)) == [RIEPILOGO, COMUNICAZIONE, ATTESTAZIONE]
    assert offerti(client_di("ref_azienda", organizzazione=azienda).get(pagina)) == [RIEPILOGO, ATTESTAZIONE]
    assert offerti(client_di("op_cpi").get(pagina)) == []


def test_the_employers_page_lists_its_documents(prospetto, client_di):
    esito = emetti(Emissione(tipo(COMUNICAZIONE), SISTEMA, nuovo_id()), [prospetto.pk], OfficinaFinta())
    emesso = Documento.objects.get(pk=esito.emessi[0])
    pagina = reverse("collocamento:datore", args=[prospetto.datore_id])
    for client in (client_di("op_cpi"), client_di("ref_azienda", organizzazione=prospetto.datore.organizzazione)):
        assert emesso.get_absolute_url() in client.get(pagina).text


# --- the batch ----------------------------------------------------------------------------------------------------
PAGINA = "/collocamento/obblighi/comunicazioni/"


def test_the_batch_takes_the_list_as_filtered_and_says_who_stays_out(prospetto, client_di):
    client = client_di("responsabile")
    emetti(Emissione(tipo(COMUNICAZIONE), SISTEMA, nuovo_id()), [prospetto.pk], OfficinaFinta())
    risposta = client.get(PAGINA)
    assert risposta.context["quanti"] == 2
    (motivo, nomi), *altri = risposta.context["motivi"]
    assert "Ha già il documento n. 1/" in motivo and nomi == [prospetto.datore.organizzazione.denominazione]
    assert not altri and "srcdoc" in risposta.text
    cf = partita_iva(1_000_001)
    assert client.get(PAGINA, {"q": cf}).context["quanti"] == 1
    assert client.get(PAGINA, {"scopertura": "no"}).context["quanti"] == 0
    assert not Lavoro.objects.exists()
    assert client.post(f"{PAGINA}?q={cf}").status_code == 302
    oggetti = Lavoro.objects.get().argomenti["oggetti"]
    assert oggetti == [str(Prospetto.objects.get(datore__organizzazione__codice_fiscale=cf).pk)]


def test_the_batch_sent_twice_is_one(prospetto, client_di):
    client, chiave = client_di("op_cm"), {"chiave_idempotenza": str(nuovo_id())}
    assert client.post(PAGINA, chiave).url == client.post(PAGINA, chiave).url
    assert Lavoro.objects.count() == 1


@pytest.mark.parametrize("ruolo", ["op_cpi", "amm_prov", "ref_azienda", "consulente", "auditor"])
def test_who_does_not_sign_letters_finds_no_batch(prospetto, client_di, ruolo):
    assert client_di(ruolo).get(PAGINA).status_code == 404
    assert client_di(ruolo).post(PAGINA).status_code == 404


def test_freezing_many_asks_the_database_as_for_one(prospetto, ctx_di, django_assert_max_num_queries):
    ctx, tutti = ctx_di("op_cm"), list(Prospetto.objects.values_list("pk", flat=True))
    for congela in (congela_riepilogo, congela_comunicazione):
        with django_assert_max_num_queries(4):
            assert all(isinstance(c, Congelato) for c in congela(ctx, tutti).values())
