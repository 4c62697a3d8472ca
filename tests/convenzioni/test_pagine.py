"""The pages: a proposal written by the employer, examined by the office, signed by all; lists, exports, documents."""

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from collocamento.convenzioni.documenti import AGGIUNTIVO, CHIUSURA, DIFFIDA, MONITORAGGIO, STIPULA
from collocamento.convenzioni.enums import Stato, Tipo
from collocamento.convenzioni.models import Atto, Convenzione, Quadro, Sollecito
from collocamento.convenzioni.scadenze import fini, impegni, impegni_coperti
from socialabs.base.giorni import oggi
from socialabs.base.identificativi import nuovo_id
from socialabs.documenti.azioni.emissione import Emissione, emetti
from socialabs.documenti.models import Documento
from socialabs.documenti.registro import tipo as tipo_documento
from socialabs.promemoria.preparazione import finestra
from socialabs.rapporti.registro import trova
from socialabs.registro.models import Evento
from tests.convenzioni.fabbriche import TESTI, alla_firma, copri, proponi, stipulata
from tests.documenti.tipi import OfficinaFinta
from tests.fabbriche import OrganizzazioneFactory


pytestmark = pytest.mark.django_db


def giorno(fra: int) -> str:
    return (oggi() + timedelta(days=fra)).isoformat()


def manda(client: Client, nome: str, /, *argomenti, **dati) -> str:
    """POST a form; where it led, or its errors."""
    risposta = client.post(reverse(f"convenzioni:{nome}", args=argomenti), dati)
    assert risposta.status_code == 302, re.findall(r"riepilogo-errori.*?</div>", risposta.content.decode(), re.S)
    return risposta["Location"]


def test_a_12bis_convention_goes_from_the_first_form_to_the_last_signature(p, entra) -> None:
    azienda, operatore, responsabile, coop = map(entra, (p.azienda, p.operatore, p.responsabile, p.coop))
    assert "60% della quota" in azienda.get(reverse("convenzioni:nuova", args=[p.datore.pk])).content.decode()
    dati = {
        "destinatario": p.cooperativa.pk,
        "tipo_destinatario": "coop_b",
        "dal": giorno(10),
        "al": giorno(10 + 3 * 366),
        "mansioni": "Archivio.",
        "sostegno": "Un tutor.",
        "verifiche": "Ogni sei mesi.",
    }
    manda(azienda, "crea", p.datore.pk, "art12bis", **dati)
    pk = Convenzione.objects.get().pk
    manda(azienda, "impegno_nuovo", pk, entro=giorno(100), posti=1, profilo="Archivista", provincia="011")
    manda(
        azienda,
        "commessa_nuova",
        pk,
        oggetto="Archivio",
        provincia="011",
        dal=giorno(10),
        al=giorno(1000),
        valore_annuo="40000",
        costo_annuo="25000",
        persone=1,
        ore="38",
        ore_contratto="38",
    )
    manda(azienda, "passo", pk, "presenta")
    manda(operatore, "passo", pk, "istruttoria")
    versione = Convenzione.objects.get().versione
    manda(operatore, "modifica", pk, **dati, versione=versione, consenso_il=giorno(0), piano_il=giorno(0))
    manda(operatore, "passo", pk, "comitato")
    manda(operatore, "passo", pk, "parere", parere="favorevole", il=giorno(0), riferimento="Verbale 1")
    anteprima = operatore.get(reverse("convenzioni:passo", args=[pk, "condividi"])).content.decode()
    assert "Art. 1. Parti" in anteprima and "Cooperativa Esempio" in anteprima
    manda(operatore, "passo", pk, "condividi")
    atto = Atto.objects.get()
    for client in (coop, azienda, responsabile):
        pagina = client.get(atto.get_absolute_url()).content.decode()
        assert atto.impronta in pagina and not Evento.objects.filter(verbo="convenzione.atto_concluso").exists()
        manda(client, "atto", atto.pk, impronta=atto.impronta, letto="on")
    convenzione = Convenzione.objects.get()
    assert (convenzione.stato, convenzione.firmata_il) == (Stato.FIRMATA, oggi())
    assert "Firmata" in azienda.get(convenzione.get_absolute_url()).content.decode()


def test_the_page_shows_in_words_what_was_proposed(p, entra) -> None:
    convenzione = proponi(p, Tipo.ART11_C4, modalita=["nominativa", "termine"])
    pagina = entra(p.azienda).get(convenzione.get_absolute_url()).content.decode()
    for scritto in ("Scelta nominativa; Assunzione a tempo determinato", *TESTI.values()):
        assert scritto in pagina


def test_reading_never_signs_and_a_box_must_be_ticked(p, entra) -> None:
    atto, azienda = alla_firma(p), entra(p.azienda)
    azienda.get(atto.get_absolute_url())
    assert azienda.post(atto.get_absolute_url(), {"impronta": atto.impronta}).status_code == 422
    assert not atto.firme.exists()


def test_a_form_that_shows_an_old_text_is_shown_the_new_one(p, entra) -> None:
    atto = alla_firma(p)
    risposta = entra(p.azienda).post(atto.get_absolute_url(), {"impronta": "0" * 64, "letto": "on"})
    assert risposta.status_code == 422 and not atto.firme.exists()
    assert f'value="{atto.impronta}"' in risposta.content.decode()


def test_a_paper_signature_must_be_a_scan(p, entra) -> None:
    atto, operatore = alla_firma(p), entra(p.operatore)
    dati = {"parte": "datore", "nome": "Ada Prova", "il": giorno(0), "controllata": "on"}
    finto = SimpleUploadedFile("foglio.pdf", b"MZ non un pdf")
    risposta = operatore.post(reverse("convenzioni:carta", args=[atto.pk]), {**dati, "scansione": finto})
    assert risposta.status_code == 422 and "non è un PDF" in risposta.content.decode()
    vero = SimpleUploadedFile("foglio.pdf", b"%PDF-1.7 prova")
    manda(operatore, "carta", atto.pk, **dati, scansione=vero)
    assert atto.firme.get().nome == "Ada Prova"


def test_the_recipient_sees_neither_the_figures_nor_the_employers_pages(p, entra) -> None:
    convenzione = alla_firma(p, Tipo.ART12BIS).convenzione
    coop = entra(p.coop)
    pagina = coop.get(convenzione.get_absolute_url()).content.decode()
    assert "Requisiti" not in pagina and "Base di computo" not in pagina
    assert reverse("convenzioni:datore", args=[p.datore.pk]) not in pagina
    assert coop.get(reverse("convenzioni:datore", args=[p.datore.pk])).status_code == 404
    elenco = coop.get(reverse("convenzioni:ricevute")).content.decode()
    assert p.datore.organizzazione.denominazione in elenco


def test_bad_input_is_told_at_its_field(p, entra) -> None:
    azienda = entra(p.azienda)
    url = reverse("convenzioni:crea", args=[p.datore.pk, "art12bis"])
    pagina = azienda.post(url, {"dal": "ieri", "al": giorno(1)}).content.decode()
    assert "Indicare il destinatario" in pagina and "Inserisci una data valida" in pagina
    proprio = {"codice_destinatario": p.datore.organizzazione.codice_fiscale, "tipo_destinatario": "non_obbligato"}
    pagina = azienda.post(url, {**proprio, "dal": giorno(1), "al": giorno(0)}).content.decode()
    assert "un&#x27;organizzazione diversa" in pagina
    altra = OrganizzazioneFactory()
    pagina = azienda.post(
        url, {**proprio, "codice_destinatario": altra.codice_fiscale, "dal": giorno(1), "al": giorno(0)}
    ).content.decode()
    assert "viene dopo la decorrenza" in pagina
    assert not Convenzione.objects.exists()


def test_two_who_edit_the_same_data_see_both_texts(p, entra) -> None:
    convenzione, azienda = proponi(p), entra(p.azienda)
    dati = {"dal": convenzione.dal, "al": convenzione.al, "modalita": "nominativa", "versione": convenzione.versione}
    manda(azienda, "modifica", convenzione.pk, **dati, sostegno="Il primo testo.")
    risposta = azienda.post(
        reverse("convenzioni:modifica", args=[convenzione.pk]), {**dati, "sostegno": "Il secondo testo."}
    )
    pagina = risposta.content.decode()
    assert risposta.status_code == 422 and "Il primo testo." in pagina and "Il secondo testo." in pagina
    assert Convenzione.objects.get().sostegno == "Il primo testo."


def test_the_list_asks_as_many_questions_for_many_rows_as_for_two(p, entra) -> None:
    operatore, url = entra(p.operatore), reverse("convenzioni:elenco")
    for tipo in (Tipo.ART11, Tipo.ART12BIS):
        stipulata(p, tipo)

    def domande() -> int:
        with CaptureQueriesContext(connection) as catturate:
            assert operatore.get(url).status_code == 200
        return len(catturate)

    domande()
    poche = domande()
    for _volta in range(4):
        alla_firma(p)
    assert domande() == poche


def test_filters_find_what_is_late_and_the_export_holds_the_same_rows(p, entra, marzo) -> None:
    stipulata(p, entro=oggi() + timedelta(days=30))
    stipulata(p, entro=oggi() + timedelta(days=300))
    marzo.shift(timedelta(days=60))
    operatore = entra(p.operatore)
    pagina = operatore.get(reverse("convenzioni:elenco"), {"ritardo": "on"}).content.decode()
    assert "<strong>1</strong> convenzione" in pagina and "In ritardo" in pagina
    csv = b"".join(operatore.get(reverse("convenzioni:esporta", args=["csv"]), {"stato": "attiva"}).streaming_content)
    assert csv.decode().count("\r\n") == 2


def test_the_parameters_of_art14_do_not_overlap(p, entra) -> None:
    operatore = entra(p.operatore)
    dati = {"coefficiente": "20000", "percento": "30", "fonte": "Convenzione quadro di prova"}
    manda(operatore, "quadro_nuovo", **dati, dal=giorno(0))
    pagina = operatore.post(reverse("convenzioni:quadro_nuovo"), {**dati, "dal": giorno(10)}).content.decode()
    assert "già un&#x27;altra convenzione quadro" in pagina
    quadro = Quadro.objects.get()
    manda(operatore, "quadro", quadro.pk, **dati, dal=giorno(0), al=giorno(9), versione=quadro.versione)
    manda(operatore, "quadro_nuovo", **dati, dal=giorno(10))
    assert Quadro.objects.count() == 2


# --- documents, deadlines, report ---------------------------------------------------------------------------------
def emesso(chiave: str, oggetto, ctx) -> Documento | str:
    esito = emetti(Emissione(tipo_documento(chiave), ctx, nuovo_id()), [oggetto.pk], OfficinaFinta())
    return Documento.objects.get(pk=esito.emessi[0]) if esito.emessi else esito.esclusi[0][1]


def test_the_signed_text_is_issued_once_with_its_digest_and_signatures(p) -> None:
    atto = alla_firma(p)
    assert emesso(STIPULA, atto, p.operatore) == "Non è firmato da tutte le parti."
    convenzione = stipulata(p)
    atto = convenzione.atti.get()
    documento = emesso(STIPULA, atto, p.operatore)
    contenuto = documento.contenuto["contenuto"]
    assert contenuto["articoli"] == atto.testo and contenuto["impronta"] == atto.impronta
    assert [firma["parte"] for firma in contenuto["firme"]] == ["Datore di lavoro", "Ufficio"]
    assert "Ha già il documento" in emesso(STIPULA, atto, p.operatore)
    assert "fuori dal tuo ambito" in emesso(AGGIUNTIVO, atto, p.operatore)


def test_the_other_papers_say_what_became_of_the_commitments(p, marzo) -> None:
    convenzione = stipulata(p, posti=2, entro=oggi() + timedelta(days=30))
    copri(p, convenzione)
    assert emesso(CHIUSURA, convenzione, p.operatore) == "La convenzione non è conclusa né risolta."
    scheda = emesso(MONITORAGGIO, convenzione, p.operatore).contenuto["contenuto"]
    assert (scheda["posti"], scheda["coperti"], scheda["coperture"][0]["numero"]) == (2, 1, 1)
    marzo.shift(timedelta(days=60))
    diffida = Sollecito.objects.create(
        convenzione=convenzione, tipo="diffida", il=oggi(), entro=oggi() + timedelta(days=30), testo="Si diffida."
    )
    assert emesso(DIFFIDA, diffida, p.operatore).contenuto["contenuto"]["impegni"][0]["stato"] == "Scaduto"


def test_deadlines_are_those_of_conventions_in_force_and_fall_silent_when_covered(p) -> None:
    alla_firma(p)
    assert list(impegni(finestra())) == [] and list(fini(finestra())) == []
    convenzione = stipulata(p, Tipo.ART12BIS)
    impegno = convenzione.impegni.get()
    dovuta = next(iter(impegni(finestra())))
    assert (dovuta.oggetto_id, dovuta.base, dovuta.occorrenza) == (convenzione.pk, impegno.entro, str(impegno.pk))
    organizzazioni = {d.organizzazione_id for d in dovuta.destinatari}
    assert {p.datore.organizzazione_id, p.cooperativa.pk} <= organizzazioni
    assert list(impegni_coperti(finestra())) == []
    copri(p, convenzione)
    assert list(impegni_coperti(finestra())) == [(convenzione.pk, str(impegno.pk))]


def test_the_report_counts_posts_planned_covered_and_late(p, marzo) -> None:
    convenzione = stipulata(p, posti=3, entro=oggi() + timedelta(days=30))
    copri(p, convenzione, 1)
    stipulata(p, Tipo.ART12BIS)
    marzo.shift(timedelta(days=60))
    rapporto = trova(p.responsabile, "convenzioni")
    form = rapporto.parametri(p.responsabile, {})
    assert form.is_valid()
    righe = {r["nome"]: r for r in rapporto.dati(p.responsabile, form.cleaned_data).tabelle[0].righe}
    art11 = righe[Tipo.ART11.label]
    assert (art11["posti"], art11["coperti"], art11["ritardo"], art11["attesi"]) == (3, 1, 2, 0)
    assert righe[Tipo.ART12BIS.label]["attesi"] == 1
