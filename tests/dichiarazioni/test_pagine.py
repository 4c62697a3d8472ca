"""The pages: a return filled without JavaScript, saved by itself with it, and who sees what of it."""

import re
import time
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from lxml import html

from collocamento.dichiarazioni.azioni.sezioni import aggiungi_parti
from collocamento.dichiarazioni.enums import Stato, TipoSezione
from collocamento.dichiarazioni.models import Dichiarazione
from collocamento.dichiarazioni.parti import Parte
from collocamento.models import Datore
from socialabs.base.contesto import Contesto
from socialabs.registro.models import Evento
from tests.dichiarazioni.bozze import importato, scritto, sezione
from tests.fabbriche import DelegaFactory


@pytest.fixture
def client(datore: Datore, client_di: Callable) -> Client:
    return client_di("ref_azienda", organizzazione=datore.organizzazione)


def _url(nome: str, *argomenti: object) -> str:
    return reverse(f"dichiarazioni:{nome}", args=argomenti)


def _modulo(pagina: bytes, azione: str) -> dict[str, str]:
    """What a browser without JavaScript would send of a form as it stands."""
    (form,) = [f for f in html.fromstring(pagina).forms if f.get("action") == azione]
    return {nome: valore or "" for nome, valore in form.form_values()}


def _filed(bozza: Dichiarazione) -> Dichiarazione:
    Dichiarazione.objects.filter(pk=bozza.pk).update(
        stato=Stato.PRESENTATA, codice="9" * 16, data_invio="2026-11-20T10:00:00Z"
    )
    return Dichiarazione.objects.get(pk=bozza.pk)


def test_a_form_sent_as_it_is_shown_changes_nothing(client: Client, bozza: Dichiarazione) -> None:
    """Every section, field by field: showing and sending again is the identity on a whole return."""
    for tipo, foglio in (
        (TipoSezione.QUADRO1, 0),
        (TipoSezione.PERSONALE, 1),
        (TipoSezione.CONCESSIONI, 1),
        (TipoSezione.LAVORATORE, 1),
        (TipoSezione.INVIO, 0),
    ):
        riga, prima = sezione(bozza, tipo, foglio), scritto(bozza, tipo, foglio)
        azione = _url("sezione", riga.pk)
        pagina = client.get(azione, follow=True).content
        assert client.post(azione, _modulo(pagina, azione)).status_code == 302
        assert scritto(bozza, tipo, foglio) == prima, tipo
        assert sezione(bozza, tipo, foglio).versione == 1, tipo


def test_wrong_values_are_kept_and_told_at_the_field_in_italian(client: Client, bozza: Dichiarazione) -> None:
    riga = sezione(bozza, TipoSezione.PERSONALE, 1)
    azione, pagina = _url("sezione", riga.pk), _url("provincia", bozza.pk, 1)
    dati = _modulo(client.get(pagina).content, azione) | {"dipendenti-lavoratori": "parecchi", "dati-sede-cap": "1"}
    risposta = client.post(azione, dati, follow=True)
    testo = risposta.content.decode()
    assert 'value="parecchi"' in testo and "Deve essere un numero intero da 1 a 6 cifre." in testo
    assert "Deve essere un CAP di cinque cifre." in testo


def test_rows_are_added_and_taken_away_by_plain_buttons(client: Client, bozza: Dichiarazione) -> None:
    riga = sezione(bozza, TipoSezione.PERSONALE, 1)
    azione, pagina = _url("sezione", riga.pk), _url("provincia", bozza.pk, 1)
    prima = scritto(bozza, TipoSezione.PERSONALE, 1)["dipendenti"].get("categorie_escluse", [])
    dati = _modulo(client.get(pagina).content, azione) | {"aggiungi": "dipendenti-categorie_escluse"}
    risposta = client.post(azione, dati)
    assert risposta.url.endswith("#gruppo-dipendenti-categorie_escluse")
    nuova = f"dipendenti-categorie_escluse-{len(prima)}"
    testo = client.get(pagina).content
    assert f'name="{nuova}-codice"'.encode() in testo
    client.post(azione, _modulo(testo, azione) | {"togli": nuova})
    assert f'name="{nuova}-codice"'.encode() not in client.get(pagina).content


def test_the_browser_saves_by_itself_and_hears_the_new_version(client: Client, bozza: Dichiarazione) -> None:
    riga = sezione(bozza, TipoSezione.INVIO)
    azione = _url("sezione", riga.pk)
    dati = _modulo(client.get(azione).content, azione) | {"note": "nota", "delegato": "sbagliato"}
    risposta = client.post(azione, dati, headers={"HX-Request": "true"}).content.decode()
    assert "Salvato alle" in risposta and re.search(r'name="versione"[^>]*value="2"', risposta)
    assert "Codice fiscale del delegato" in risposta and scritto(bozza, TipoSezione.INVIO)["note"] == "nota"


def test_two_open_pages_show_both_texts_and_let_choose(client: Client, bozza: Dichiarazione) -> None:
    azione = _url("sezione", sezione(bozza, TipoSezione.INVIO).pk)
    mia, sua = (_modulo(client.get(azione).content, azione) for _volta in range(2))
    client.post(azione, sua | {"note": "la sua"})
    risposta = client.post(azione, mia | {"note": "la mia"}, follow=True)
    testo = risposta.content.decode()
    assert "la mia" in testo and "la sua" in testo and scritto(bozza, TipoSezione.INVIO)["note"] == "la sua"
    assert "Due versioni da scegliere" in client.get(_url("dichiarazione", bozza.pk)).content.decode()
    client.post(risposta.request["PATH_INFO"], {"scelta": "mia", "versione": "2"})
    assert scritto(bozza, TipoSezione.INVIO)["note"] == "la mia"
    assert "Due versioni da scegliere" not in client.get(_url("dichiarazione", bozza.pk)).content.decode()


def test_a_form_cut_off_on_its_way_wipes_nothing(client: Client, bozza: Dichiarazione) -> None:
    riga, prima = sezione(bozza), scritto(bozza)
    assert client.post(_url("sezione", riga.pk), {"versione": "1"}).status_code == 400
    assert scritto(bozza) == prima


def test_a_comune_is_written_by_its_name(client: Client, bozza: Dichiarazione) -> None:
    azione = _url("sezione", sezione(bozza).pk)
    dati = _modulo(client.get(azione).content, azione) | {"azienda-sede_legale-comune": "la spezia"}
    client.post(azione, dati)
    assert scritto(bozza)["azienda"]["sede_legale"]["comune"] == "E463"


def test_from_the_empty_form_to_a_worker_without_a_line_of_script(client: Client, datore: Datore) -> None:
    risposta = client.post(_url("nuova", datore.pk), {"anno": "2026", "da": "vuota"})
    iniziata = Dichiarazione.objects.get()
    assert risposta.url == _url("dichiarazione", iniziata.pk)
    client.post(_url("foglio_nuovo", iniziata.pk), {"provincia": "011"})
    nuovo = client.post(_url("voce_nuova", iniziata.pk, 1, "lavoratore"))
    client.post(
        nuovo.url, {"versione": "1", "completo": "1", "persona-cognome": "Prova", "rapporto-inizio": "1/1/2026"}
    )
    testi = scritto(iniziata, TipoSezione.LAVORATORE, 1)
    assert testi == {"persona": {"cognome": "Prova"}, "rapporto": {"inizio": "2026-01-01"}}
    pagina = client.get(_url("provincia", iniziata.pk, 1)).content.decode()
    assert "1. Prova" in pagina
    controlli = client.get(_url("controlli", iniziata.pk)).content.decode()
    assert "manca «Codice fiscale»" in controlli and "?controlla=1#id_persona-codice_fiscale" in controlli
    risposta = client.post(_url("passaggio", iniziata.pk, "pronta"), follow=True)
    assert "errori da correggere" in risposta.content.decode()


def test_the_way_from_draft_to_filed_through_the_pages(client: Client, bozza: Dichiarazione) -> None:
    assert client.get(_url("xml", bozza.pk)).status_code == 302
    client.post(_url("compensazioni", bozza.pk))
    client.post(_url("passaggio", bozza.pk, "pronta"))
    file = client.get(_url("xml", bozza.pk))
    assert file["Content-Type"] == "application/xml" and b"<prospetto" in file.content[:400]
    storta = client.post(_url("presentata", bozza.pk), {"codice": "12", "data_invio": "2999-01-01T00:00"})
    assert storta.status_code == 422 and "16 caratteri" in storta.content.decode()
    client.post(
        _url("presentata", bozza.pk), {"codice": "A" * 16, "data_invio": "2026-11-20T10:00", "protocollo": "77"}
    )
    bozza.refresh_from_db()
    assert (bozza.stato, bozza.protocollo) == (Stato.PRESENTATA, "00000077")
    assert "Comincia una rettifica" in client.get(_url("dichiarazione", bozza.pk)).content.decode()


def test_the_summary_shows_figures_steps_and_quadro_3(client: Client, bozza: Dichiarazione) -> None:
    pagina = client.get(_url("riepilogo", bozza.pk)).content.decode()
    assert "Va inviato?" in pagina and "derivazione-formula" in pagina and "Quadro 3" in pagina


def test_the_office_sees_what_was_filed_and_names_only_for_a_reason(bozza: Dichiarazione, client_di: Callable) -> None:
    cognome = scritto(bozza, TipoSezione.LAVORATORE, 1)["persona"]["cognome"]
    operatore, allo_sportello = client_di("op_cm"), client_di("op_cpi")
    assert operatore.get(_url("dichiarazione", bozza.pk)).status_code == 404
    _filed(bozza)
    for chi in (operatore, allo_sportello):
        pagina = chi.get(_url("dichiarazione", bozza.pk))
        assert pagina.status_code == 200 and cognome not in pagina.content.decode()
        assert bozza.datore.organizzazione.denominazione in chi.get(_url("elenco")).content.decode()
    assert allo_sportello.post(_url("lavoratori", bozza.pk), {"motivo": "Verifica"}).status_code == 404
    senza = operatore.post(_url("lavoratori", bozza.pk), {"motivo": " "})
    assert senza.status_code == 302
    con = operatore.post(_url("lavoratori", bozza.pk), {"motivo": "Verifica dell'elenco"})
    assert cognome in con.content.decode()
    assert Evento.objects.filter(verbo="dichiarazione.letta", motivo="Verifica dell'elenco").exists()


def test_a_consultant_works_while_the_mandate_lasts_and_strangers_never(
    bozza: Dichiarazione, client_di: Callable
) -> None:
    delega = DelegaFactory(delegante=bozza.datore.organizzazione)
    consulente, estraneo = client_di("consulente", organizzazione=delega.delegato), client_di("ref_azienda")
    pagine = [
        _url("dichiarazione", bozza.pk),
        _url("provincia", bozza.pk, 1),
        _url("sezione", sezione(bozza).pk),
        _url("storia", sezione(bozza).pk),
        _url("riepilogo", bozza.pk),
    ]
    for pagina in pagine:
        assert consulente.get(pagina).status_code == 200, pagina
        assert estraneo.get(pagina).status_code == 404, pagina
    delega.al = "2020-12-31"
    delega.save()
    assert consulente.get(pagine[0]).status_code == 404


def test_two_years_stand_side_by_side(client_di: Callable) -> None:
    from tests.collocamento.documenti import documento

    prima = documento(
        "P", invio="2025-01-12T10:00:00", sostituzioni={"<datariferimento>2025-12-31": "<datariferimento>2024-12-31"}
    )
    dopo = documento("D", sostituzioni={"<nlavoratorinazionali>275<": "<nlavoratorinazionali>276<"})
    datore = importato(prima=prima, dopo=dopo)
    pagina = client_di("op_cpi").get(_url("confronto", datore.pk)).content.decode()
    assert "2024" in pagina and "lavoratori nazionali" in pagina and "276" in pagina
    assert client_di("ref_azienda").get(_url("confronto", datore.pk)).status_code == 404


def test_terms_are_entered_by_the_office_and_a_colleague_s_change_is_told(client_di: Callable) -> None:
    responsabile = client_di("responsabile")
    dati = {"anno": "2026", "giorni": "5", "fonte": "Avviso del servizio"}
    assert responsabile.post(_url("termini"), dati).status_code == 302
    assert responsabile.post(_url("termini"), dati | {"fonte": ""}).status_code == 422
    assert responsabile.post(_url("termine", 2026), dati | {"giorni": "7", "versione": "1"}).status_code == 302
    vecchia = responsabile.post(_url("termine", 2026), dati | {"giorni": "9", "versione": "1"})
    assert vecchia.status_code == 422 and "7 giorni" in vecchia.content.decode()


def _con_lavoratori(bozza: Dichiarazione, quanti: int, ctx: Contesto) -> None:
    modello = scritto(bozza, TipoSezione.LAVORATORE, 1)
    parti = [Parte(TipoSezione.LAVORATORE, modello, 1, 1000 + n) for n in range(quanti)]
    aggiungi_parti(bozza, parti, ctx=ctx)


def test_queries_do_not_grow_with_the_rows(client: Client, bozza: Dichiarazione, azienda: Contesto) -> None:
    pagine = [
        _url("datore", bozza.datore_id),
        _url("dichiarazione", bozza.pk),
        _url("provincia", bozza.pk, 1),
        _url("controlli", bozza.pk),
        _url("riepilogo", bozza.pk),
    ]

    def conta() -> list[int]:
        conteggi = []
        for pagina in pagine:
            with CaptureQueriesContext(
                connection,
            ) as query:
                client.get(pagina)
            conteggi.append(len(query))
        return conteggi

    prima = conta()
    _con_lavoratori(bozza, 60, azienda)
    assert conta() == prima


def test_two_thousand_workers_are_bearable(client: Client, bozza: Dichiarazione, azienda: Contesto) -> None:
    _con_lavoratori(bozza, 2000, azienda)
    for pagina in (_url("provincia", bozza.pk, 1), _url("controlli", bozza.pk), _url("riepilogo", bozza.pk)):
        inizio = time.process_time()
        risposta = client.get(pagina)
        assert risposta.status_code == 200 and len(risposta.content) < 1_000_000
        assert time.process_time() - inizio < 5, pagina


def test_beginning_twice_says_that_one_is_open(client: Client, bozza: Dichiarazione) -> None:
    risposta = client.post(_url("nuova", bozza.datore_id), {"anno": "2026", "da": "vuota"})
    assert risposta.status_code == 422 and "già una dichiarazione aperta" in risposta.content.decode()
