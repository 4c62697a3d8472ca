"""A year with Law 68/1999: a company and its consultant go through it, page by page, in the running portal.

Each journey has an employer of its own (see anno_in_scena); the office's is in test_anno_ufficio.
"""

from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.utils.timezone import localtime
from openpyxl import load_workbook
from playwright.sync_api import Browser, Locator, Page, expect

from socialabs.base.giorni import adesso, oggi
from tests.browser.anno import LAVORO, accedi, detto, fai, linguetta, premi, senza_difetti
from tests.browser.visita import NARROW, Visita, altro_visitatore


# One process for all of them, so that one portal serves them.
pytestmark = pytest.mark.xdist_group("browser")


def test_a_company_goes_through_its_year(visita: Visita, anno: dict[str, Any]) -> None:
    mia = anno["azienda"]
    page = accedi(visita, mia["email"])
    page.get_by_role("link", name="La mia azienda").first.click()
    expect(page.locator(".risposta-frase")).to_contain_text("Siete in regola")
    tiene_l_organico(page)
    linguetta(page, "La quota")
    expect(page.locator(".risposta-frase")).to_contain_text("Dovete assumere 1 persona con disabilità entro il")
    simula_un_assunzione(page)
    chiede_un_esonero(page)
    propone_una_convenzione(page)
    prepara_il_prospetto(page)
    senza_difetti(visita)
    dichiara_e_chiede_il_certificato(page)
    senza_difetti(visita)


def tiene_l_organico(page: Page) -> None:
    """The staff begins from the return; one is added by the keyboard, five by a workbook that had to be corrected."""
    linguetta(page, "Organico")
    premi(page, "Comincia l'organico", "link")
    premi(page, "Comincia l'organico")
    premi(page, "Aggiungi", "link")
    page.get_by_label("Matricola").fill("N-1")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    detto(page, "Lavoratore aggiunto.")
    premi(page, "Importa da Excel", "link")
    with page.expect_download() as attesa:
        page.get_by_role("link", name="Scarica il modello").click()
    modello = attesa.value.path().read_bytes()
    esamina(page, modello, provincia="XX")
    expect(page.get_by_role("table", name="Errori del file")).to_contain_text("La provincia non esiste")
    premi(page, "Elimina il file")
    esamina(page, modello, provincia="SP")
    premi(page, "Applica tutto")
    detto(page, "1 aggiunto")
    premi(page, "Conferma che l'elenco è completo", "link")
    page.get_by_label("L'elenco comprende tutti i lavoratori").check()
    premi(page, "Conferma l'organico")


def esamina(page: Page, modello: bytes, provincia: str) -> None:
    """Have five more workers of a province looked at, on the form that the portal gave."""
    libro = load_workbook(BytesIO(modello))
    foglio = libro["Lavoratori"]
    colonne = {cella.value: cella.column for cella in foglio[1]}
    for titolo, valore in (("Matricola", "N-2"), ("Provincia", provincia), ("Quanti lavoratori", 5)):
        foglio.cell(2, colonne[titolo], valore)
    scritto = BytesIO()
    libro.save(scritto)
    tipo = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    carico = {"name": "organico.xlsx", "mimeType": tipo, "buffer": scritto.getvalue()}
    page.locator("input[type=file]").set_input_files(carico)
    premi(page, "Esamina il file")


def simula_un_assunzione(page: Page) -> None:
    linguetta(page, "Simulazioni")
    page.get_by_label("Nome della simulazione").fill("Se assumiamo una persona")
    premi(page, "Comincia")
    page.get_by_label("Che cosa cambia").select_option(label="Un'assunzione che copre la quota")
    page.get_by_role("button", name="Aggiungi").click()
    page.get_by_label("Quante persone").fill("1")
    page.keyboard.press("Tab")
    expect(page.locator("#esito")).to_contain_text("non manca nessuno")
    page.locator("summary", has_text="Condividi con l'ufficio").click()
    page.get_by_label("Messaggio").fill("Basta a metterci in regola?")
    premi(page, "Condividi")
    detto(page, "L'ufficio ora può leggere questa simulazione.")


def chiede_un_esonero(page: Page) -> None:
    linguetta(page, "Esoneri e sospensioni")
    premi(page, "Esonero parziale", "link")
    # The one province where it has people is already chosen.
    expect(page.get_by_label("Provincia", exact=True)).to_have_value("011")
    page.get_by_label("Percentuale della quota che chiedi di esonerare").fill("50")
    page.get_by_label("Posizioni da esonerare in questa provincia").fill("1")
    page.get_by_label("Pericolosità connaturata al tipo di attività").check()
    page.get_by_label("Dal", exact=True).fill(f"{oggi():%Y-%m-%d}")
    page.get_by_label("Al", exact=True).fill(f"{oggi() - timedelta(days=1):%Y-%m-%d}")
    page.get_by_label("Relazione sulle attività").fill("Tagli con macchine in tutti i reparti.")
    premi(page, "Salva la bozza")
    expect(page.locator(".riepilogo-errori")).to_contain_text("La fine viene prima dell'inizio.")
    page.get_by_label("Al", exact=True).fill(f"{oggi() + timedelta(days=364):%Y-%m-%d}")
    premi(page, "Salva la bozza")
    expect(page.locator("main")).to_contain_text("da 1 a 0 in tutta l'azienda")
    page.locator("summary", has_text="Aggiungi un documento").click()
    carta = {"name": "rischi.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4\n%%EOF\n"}
    page.locator("input[type=file]").set_input_files(carta)
    premi(page, "Aggiungi")
    fai(page, "Presenta la richiesta")
    expect(page.locator(".intestazione-distintivi")).to_contain_text("Presentata")


def propone_una_convenzione(page: Page) -> None:
    linguetta(page, "Convenzioni")
    premi(page, "Proponi una convenzione", "link")
    premi(page, "Scegli Art. 11: convenzione di programma", "link")
    page.get_by_label("Decorrenza").fill(f"{oggi():%Y-%m-%d}")
    page.get_by_label("Ultimo giorno").fill(f"{oggi() + timedelta(days=730):%Y-%m-%d}")
    page.get_by_label("Scelta nominativa").check()
    page.get_by_label("Sostegno e tutoraggio").fill("Un tutor per i primi tre mesi.")
    premi(page, "Salva e continua")
    page.get_by_label("Entro il").fill(f"{oggi() + timedelta(days=180):%Y-%m-%d}")
    page.get_by_label("Persone da assumere").fill("1")
    page.get_by_label("Profilo o mansione").fill("Addetto alla segheria")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    for scritto in ("Scelta nominativa", "Un tutor per i primi tre mesi.", "Addetto alla segheria"):
        expect(page.locator("main")).to_contain_text(scritto)
    fai(page, "Presenta all'ufficio")
    expect(page.locator(".intestazione-distintivi")).to_have_text("Proposta")


def prepara_il_prospetto(page: Page) -> None:
    """From last year's return to the protocol; what was just typed is saved before one goes elsewhere."""
    linguetta(page, "Preparazione")
    premi(page, "Comincia la bozza")
    premi(page, "Provincia: La Spezia", "link")
    page.get_by_label("Totale dei lavoratori dipendenti").fill("39")
    premi(page, "Controlli", "link")
    errore = riga_del_controllo(page, "I lavoratori in Italia sono 33, la somma delle province è 39.")
    errore.get_by_role("link", name="Vai").click()
    page.get_by_label("lavoratori in Italia").fill("39")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    detto(page, "Salvato.")
    premi(page, "Sezioni", "link")
    premi(page, "Chiudi la bozza")
    with page.expect_download() as attesa:
        page.get_by_role("link", name="Scarica il file XML").click()
    assert b"<nlavoratori>39</nlavoratori>" in attesa.value.path().read_bytes()
    premi(page, "Registra la risposta del Ministero", "link")
    page.get_by_label("Codice comunicazione").fill("PROVADELLANNO001")
    page.get_by_label("Data e ora di invio").fill(f"{localtime(adesso()):%Y-%m-%dT%H:%M}")
    premi(page, "Registra: è presentata")
    expect(page.locator(".risposta-frase")).to_contain_text("codice PROVADELLANNO001")


def riga_del_controllo(page: Page, testo: str) -> Locator:
    controlli = page.get_by_role("table", name="Controlli con la regola e il campo").locator("tbody tr")
    expect(controlli.filter(has_text=testo)).to_have_count(1)
    return controlli.filter(has_text=testo)


def dichiara_e_chiede_il_certificato(page: Page) -> None:
    linguetta(page, "Ottemperanza")
    expect(page.locator("main")).to_contain_text("Posti scoperti, termine non scaduto")
    premi(page, "Prepara la dichiarazione", "link")
    page.get_by_label("Nome e cognome di chi dichiara").fill("Ada Di Azienda")
    page.get_by_label("Qui, digitando il nome").check()
    page.get_by_label("Il nome di chi dichiara, digitato da lui").fill("Ada Di Azienda")
    page.get_by_label("Chi dichiara ha letto le cifre").check()
    premi(page, "Avanti: rileggi il documento")
    premi(page, "Emetti il documento")
    page.get_by_role("link", name="Vai al risultato").click(timeout=LAVORO)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Dichiarazione sostitutiva di ottemperanza")
    page.get_by_role("link", name="La mia azienda").first.click()
    linguetta(page, "Ottemperanza")
    premi(page, "Chiedi un certificato", "link")
    page.get_by_label("A che cosa serve").fill("Fornitura a un committente privato")
    premi(page, "Invia la richiesta")
    detto(page, "Richiesta inviata")


def test_a_consultant_works_for_a_company_until_it_ends_the_mandate(
    visita: Visita, browser: Browser, portale: str, anno: dict[str, Any]
) -> None:
    sua, altrui = anno["studio"], anno["azienda"]
    page = accedi(visita, anno["consulente"])
    expect(page.locator(".risposta-breve h3")).to_have_text([sua["nome"]])
    premi(page, "La quota di oggi", "link")
    expect(page.locator(".risposta-frase")).to_contain_text("L'azienda è in regola")
    linguetta(page, "Preparazione")
    premi(page, "Comincia la bozza")
    bozza = page.url
    premi(page, "Provincia: La Spezia", "link")
    page.get_by_label("Totale dei lavoratori dipendenti").fill("35")
    # The address typed, or the tab closed, takes nothing away.
    assert page.goto(f"/posizione/datori/{altrui['datore']}/").status == 404
    assert page.goto(f"/organico/datori/{altrui['datore']}/").status == 404

    with altro_visitatore(browser, portale, NARROW) as azienda:
        telefono = accedi(azienda, sua["email"])
        telefono.goto(bozza)
        telefono.get_by_role("link", name="Provincia: La Spezia").click()
        expect(telefono.get_by_label("Totale dei lavoratori dipendenti")).to_have_value("35")
        telefono.get_by_role("button", name="Menu principale").click()
        telefono.get_by_role("link", name="Deleghe").click()
        telefono.get_by_role("link", name="Termina").click()
        senza_difetti(azienda)
        telefono.get_by_label("Ultimo giorno").fill(f"{oggi() - timedelta(days=1):%Y-%m-%d}")
        premi(telefono, "Termina")

    for tolta in (bozza, f"/posizione/datori/{sua['datore']}/"):
        assert page.goto(tolta).status == 404
    page.goto("/")
    expect(page.locator("main")).not_to_contain_text(sua["nome"])
