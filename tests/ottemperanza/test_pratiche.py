"""From the request to the answer: who does what, what the figures say, what goes out and to whom."""

import itertools
from collections.abc import Callable
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.test import Client

from collocamento.models import Datore
from collocamento.ottemperanza.azioni import arrivo, istruttoria
from collocamento.ottemperanza.azioni.evasione import documento_di, evadi
from collocamento.ottemperanza.enums import TRANSIZIONI, Esito, Stato
from collocamento.ottemperanza.errori import NonAmmesso
from collocamento.ottemperanza.lavori import evadi_pratica
from collocamento.ottemperanza.models import Pratica
from socialabs.archivio.azioni import apri
from socialabs.base.contesto import Contesto
from socialabs.base.identificativi import nuovo_id
from socialabs.base.stati import TransizioneNonAmmessa
from socialabs.base.versioni import ConflittoVersione
from socialabs.documenti.errori import NonEmettibile
from socialabs.documenti.models import Documento
from socialabs.lavori.models import Lavoro
from socialabs.posta.models import Messaggio
from socialabs.registro.models import Evento
from tests.collocamento.test_lavoro_importa import Passi
from tests.documenti.tipi import OfficinaFinta
from tests.fabbriche import AppartenenzaFactory
from tests.ottemperanza.conftest import DOMANDA, IN_REGOLA, SCOPERTO, SISTEMA, Imposta


CtxDi = Callable[..., Contesto]


def registra(ctx: Contesto, ricevuta_il: date = date(2026, 5, 20)) -> Pratica:
    return arrivo.registra_verifica(domanda=DOMANDA, ricevuta_il=ricevuta_il, protocollo="PG 1", ctx=ctx)


def prepara(pratica: Pratica, ctx: Contesto, **campi: object) -> Pratica:
    pratica = istruttoria.prendi_in_carico(pratica=pratica, ctx=ctx)
    proposta = {"esito": Esito(pratica.esito), "motivi": pratica.motivi, "note": "", **campi}
    return istruttoria.proponi(pratica=pratica, versione_letta=pratica.versione, ctx=ctx, **proposta)


def emetti(pratica: Pratica, ctx: Contesto) -> Documento:
    return evadi(pratica=pratica, richiesta=nuovo_id(), officina=OfficinaFinta(), ctx=ctx)


def scritto_in(documento: Documento) -> str:
    with apri(documento.file) as contenuto:
        return contenuto.read().decode()


# --- the whole way -------------------------------------------------------------------------------------------------
def test_a_body_gets_its_answer_with_the_reasons(imposta: Imposta, ctx_di: CtxDi) -> None:
    datore = imposta(SCOPERTO)
    persona = AppartenenzaFactory(ruolo="ref_azienda", organizzazione=datore.organizzazione).utente
    operatore, responsabile = ctx_di("op_cm"), ctx_di("responsabile")
    pratica = registra(operatore)
    assert (pratica.datore, pratica.entro_il) == (datore, date(2026, 6, 19))
    assert [m.destinatario for m in Messaggio.objects.all()] == [persona.email]
    pratica = prepara(pratica, operatore)
    assert (pratica.stato, pratica.esito, pratica.condizione) == (Stato.PROPOSTA, Esito.NO, "scoperto")
    istruttoria.decidi(pratica=pratica, versione_letta=pratica.versione, ctx=responsabile)
    documento = emetti(pratica, responsabile)
    pratica.refresh_from_db()
    assert (pratica.stato, pratica.valida_fino_al) == (Stato.EVASA, date(2026, 12, 1))
    testo = scritto_in(documento)
    assert "non è in regola" in testo and "mancano 4 persone con disabilità" in testo and "CIG 0123" in testo
    assert documento.destinatario is None and documento.iniziali == "C. D. P."
    risposta = Messaggio.objects.get(modello="ottemperanza_risposta")
    assert risposta.destinatario == "gare@pec.example.org" and documento.codice_leggibile in risposta.corpo_testo
    assert Messaggio.objects.filter(modello="ottemperanza_azienda").count() == 2
    assert "Impresa" not in risposta.oggetto and "C.F." not in risposta.oggetto


def test_issued_once_whatever_is_repeated(imposta: Imposta, ctx_di: CtxDi) -> None:
    imposta(IN_REGOLA)
    responsabile = ctx_di("responsabile")
    pratica = prepara(registra(responsabile), responsabile)
    istruttoria.decidi(pratica=pratica, versione_letta=pratica.versione, ctx=responsabile)
    assert emetti(pratica, responsabile) == emetti(pratica, responsabile)
    assert Documento.objects.count() == 1
    assert Messaggio.objects.filter(modello="ottemperanza_risposta").count() == 1


def test_a_certificate_is_for_private_use_only(imposta: Imposta, ctx_di: CtxDi) -> None:
    datore = imposta(IN_REGOLA)
    azienda = ctx_di("ref_azienda", organizzazione=datore.organizzazione)
    responsabile = ctx_di("responsabile")
    pratica = arrivo.chiedi_certificato(datore=datore, finalita="Fornitura fra privati", ctx=azienda)
    pratica = prepara(pratica, responsabile)
    istruttoria.decidi(pratica=pratica, versione_letta=pratica.versione, ctx=responsabile)
    documento = emetti(pratica, responsabile)
    assert "non valido per altre amministrazioni" in scritto_in(documento)
    assert documento.destinatario == datore.organizzazione
    assert Documento.objects.visible_to(azienda).get() == documento
    assert not Messaggio.objects.filter(modello="ottemperanza_risposta").exists()


def test_an_employer_that_nobody_knows_can_be_answered_too(datore: Datore, ctx_di: CtxDi) -> None:
    responsabile = ctx_di("responsabile")
    altra = arrivo.Domanda(**{**{n: getattr(DOMANDA, n) for n in DOMANDA.__slots__}, "codice_fiscale": "80000010116"})
    pratica = arrivo.registra_verifica(domanda=altra, ricevuta_il=date(2026, 6, 1), ctx=responsabile)
    pratica = prepara(pratica, responsabile)
    assert pratica.datore is None and pratica.esito == Esito.NON_ATTESTABILE
    istruttoria.decidi(pratica=pratica, versione_letta=pratica.versione, ctx=responsabile)
    testo = scritto_in(emetti(pratica, responsabile))
    assert "non è in grado di attestare se il datore di lavoro (codice fiscale 80000010116) è in regola" in testo


def test_the_job_issues_or_says_why_not(imposta: Imposta, ctx_di: CtxDi, monkeypatch: pytest.MonkeyPatch) -> None:
    imposta(IN_REGOLA)
    responsabile = ctx_di("responsabile")
    pratica = prepara(registra(responsabile), responsabile)
    lavoro = istruttoria.decidi(pratica=pratica, versione_letta=pratica.versione, ctx=responsabile)
    assert lavoro == Lavoro.objects.get() and str(pratica.pk) in str(lavoro.argomenti)

    def guasto(*argomenti: object) -> None:
        raise NonEmettibile("manca l'ente")

    with monkeypatch.context() as rotto:
        rotto.setattr("collocamento.ottemperanza.azioni.evasione.emetti", guasto)
        with pytest.raises(Exception, match="manca l'ente"):
            evadi_pratica(lavoro, Passi(), responsabile)
    pratica.refresh_from_db()
    assert pratica.stato == Stato.DECISA and not Messaggio.objects.filter(modello="ottemperanza_risposta").exists()
    monkeypatch.setattr("collocamento.ottemperanza.lavori.Officina", lambda quanti: OfficinaFinta())
    esito = evadi_pratica(lavoro, Passi(), responsabile)
    assert esito["numero"] == documento_di(pratica).numero_e_anno


# --- what may not happen -------------------------------------------------------------------------------------------
def test_only_the_officer_in_charge_decides(imposta: Imposta, ctx_di: CtxDi) -> None:
    imposta(IN_REGOLA)
    operatore = ctx_di("op_cm")
    pratica = prepara(registra(operatore), operatore)
    for ruolo in ("op_cm", "op_cpi", "amm_prov", "ref_azienda", "consulente"):
        with pytest.raises(PermissionDenied):
            istruttoria.decidi(pratica=pratica, versione_letta=pratica.versione, ctx=ctx_di(ruolo))
    for ruolo in ("op_cpi", "amm_prov", "ref_azienda"):
        with pytest.raises(PermissionDenied):
            registra(ctx_di(ruolo))


def test_a_stranger_asks_nothing_for_an_employer(datore: Datore, ctx_di: CtxDi) -> None:
    for ruolo in ("ref_azienda", "consulente", "op_cm", "responsabile"):
        with pytest.raises(PermissionDenied):
            arrivo.chiedi_certificato(datore=datore, finalita="Prova", ctx=ctx_di(ruolo))


def test_another_outcome_than_the_figures_propose_is_explained(imposta: Imposta, ctx_di: CtxDi) -> None:
    imposta(SCOPERTO)
    operatore = ctx_di("op_cm")
    with pytest.raises(NonAmmesso, match="spiega perché"):
        prepara(registra(operatore), operatore, esito=Esito.SI)
    pratica = prepara(registra(operatore), operatore, esito=Esito.SI, note="Ha chiesto gli avviamenti il 2 gennaio.")
    assert pratica.esito == Esito.SI


def test_a_position_that_changed_is_not_decided_on(imposta: Imposta, ctx_di: CtxDi) -> None:
    imposta(IN_REGOLA)
    responsabile = ctx_di("responsabile")
    pratica = prepara(registra(responsabile), responsabile)
    imposta(SCOPERTO)
    with pytest.raises(NonAmmesso, match="è cambiata"):
        istruttoria.decidi(pratica=pratica, versione_letta=pratica.versione, ctx=responsabile)
    pratica = istruttoria.restituisci(pratica=pratica, motivo="Rivedere", ctx=responsabile)
    assert istruttoria.valuta_di_nuovo(pratica=pratica, ctx=responsabile).esito == Esito.NO


def test_what_somebody_else_changed_is_not_overwritten(imposta: Imposta, ctx_di: CtxDi) -> None:
    imposta(IN_REGOLA)
    responsabile = ctx_di("responsabile")
    pratica = istruttoria.prendi_in_carico(pratica=registra(responsabile), ctx=responsabile)
    letta = pratica.versione
    istruttoria.valuta_di_nuovo(pratica=pratica, ctx=responsabile)
    with pytest.raises(ConflittoVersione):
        istruttoria.proponi(
            pratica=pratica, esito=Esito.SI, motivi=["Mio"], note="", versione_letta=letta, ctx=responsabile
        )


PERCORSI = [coppia for coppia in itertools.product(Stato, Stato) if coppia[0] != coppia[1]]


@pytest.mark.parametrize(("da", "a"), PERCORSI)
def test_no_passage_is_possible_but_those_of_the_table(da: Stato, a: Stato) -> None:
    pratica = Pratica(stato=da)
    if a in TRANSIZIONI and da in TRANSIZIONI[a].da:
        pratica.passa_a(a, SISTEMA)
        assert pratica.stato == a
    else:
        with pytest.raises(TransizioneNonAmmessa):
            pratica.passa_a(a, SISTEMA)


def test_the_database_refuses_an_answer_without_outcome(datore: Datore) -> None:
    pratica = registra(SISTEMA)
    for campi in ({"stato": Stato.PROPOSTA}, {"stato": Stato.ARCHIVIATA}, {"pec": ""}, {"entro_il": None}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Pratica.objects.filter(pk=pratica.pk).update(**campi)


# --- the pages -----------------------------------------------------------------------------------------------------
def test_the_page_takes_a_request_from_arrival_to_signature(
    imposta: Imposta, client_di: Callable[..., Client]
) -> None:
    imposta(IN_REGOLA)
    operatore, responsabile = client_di("op_cm"), client_di("responsabile")
    dati = {nome: getattr(DOMANDA, nome) for nome in DOMANDA.__slots__}
    arrivata = operatore.post("/ottemperanza/nuova/", dati | {"ricevuta_il": "2026-05-30"})
    pratica = Pratica.objects.get()
    assert arrivata.url == pratica.get_absolute_url()
    operatore.post(pratica.get_absolute_url(), {"prendi": "1"})
    modulo = operatore.get(pratica.get_absolute_url()).context["risposta"]
    inviato = {nome: modulo[nome].value() for nome in modulo.fields} | {"proponi": "1"}
    vuoto = operatore.post(pratica.get_absolute_url(), inviato | {"motivi": " "})
    assert vuoto.status_code == 422
    assert operatore.post(pratica.get_absolute_url(), inviato).status_code == 302
    pratica.refresh_from_db()
    assert pratica.stato == Stato.PROPOSTA
    assert "Decidi ed emetti" not in operatore.get(pratica.get_absolute_url()).content.decode()
    assert operatore.post(pratica.get_absolute_url(), {"decidi": "1", "versione": pratica.versione}).status_code == 404
    assert "Decidi ed emetti" in responsabile.get(pratica.get_absolute_url()).content.decode()
    deciso = responsabile.post(pratica.get_absolute_url(), {"decidi": "1", "versione": pratica.versione})
    assert deciso.url == Lavoro.objects.get().get_absolute_url()


def test_a_day_to_come_or_a_wrong_tax_code_is_said_at_the_field(datore: Datore, client_di: Callable) -> None:
    dati = {nome: getattr(DOMANDA, nome) for nome in DOMANDA.__slots__}
    sbagliati = dati | {"ricevuta_il": "2026-06-02", "codice_fiscale": "123"}
    risposta = client_di("op_cm").post("/ottemperanza/nuova/", sbagliati)
    assert risposta.status_code == 422
    assert set(risposta.context["form"].errors) == {"ricevuta_il", "codice_fiscale"}
    assert not Pratica.objects.exists()


def test_the_employer_reads_the_outcome_only_when_it_is_decided(
    imposta: Imposta, client_di: Callable[..., Client], ctx_di: CtxDi
) -> None:
    datore = imposta(SCOPERTO)
    responsabile = ctx_di("responsabile")
    pratica = prepara(registra(responsabile), responsabile)
    azienda = client_di("ref_azienda", organizzazione=datore.organizzazione)
    testo = azienda.get(pratica.get_absolute_url()).content.decode()
    assert "Comune di Prova" in testo and "mancano 4" not in testo and "gare@pec" not in testo
    assert azienda.post(pratica.get_absolute_url(), {"archivia": "1", "chiusura-motivo": "No"}).status_code == 404
    istruttoria.decidi(pratica=pratica, versione_letta=pratica.versione, ctx=responsabile)
    emetti(pratica, responsabile)
    assert "mancano 4 persone" in azienda.get(pratica.get_absolute_url()).content.decode()
    assert client_di("ref_azienda").get(pratica.get_absolute_url()).status_code == 404


def test_the_list_tells_what_is_late_and_is_constant_in_queries(
    imposta: Imposta, client_di: Callable[..., Client], django_assert_max_num_queries: Callable
) -> None:
    imposta(IN_REGOLA)
    for mese in range(12):
        registra(SISTEMA, date(2026, 5, 20) if mese else date(2026, 4, 1))
    client = client_di("op_cpi")
    assert "<strong>1</strong> pratica." in client.get("/ottemperanza/?termine=scaduto").content.decode()
    assert "Nessuna pratica con questi filtri" in client.get("/ottemperanza/?stato=evasa").content.decode()
    client.get("/ottemperanza/?tipo=verifica")
    with django_assert_max_num_queries(10):
        testo = client.get("/ottemperanza/?tipo=verifica").content.decode()
    assert "<strong>12</strong> pratiche" in testo and "Registra una verifica" not in testo
    righe = b"".join(client.get("/ottemperanza/esporta/csv/?tipo=verifica").streaming_content).decode()
    assert righe.count("Comune di Prova") == 12
    assert Evento.objects.filter(verbo="esportazione", tipo="ottemperanza.pratica").count() == 1


def test_a_closed_request_says_why(imposta: Imposta, ctx_di: CtxDi) -> None:
    imposta(IN_REGOLA)
    operatore = ctx_di("op_cm")
    pratica = istruttoria.archivia(pratica=registra(operatore), motivo="Ritirata dall'ente", ctx=operatore)
    assert Evento.objects.get(verbo="ottemperanza.archiviata").motivo == pratica.motivo
    with pytest.raises(TransizioneNonAmmessa):
        istruttoria.prendi_in_carico(pratica=pratica, ctx=operatore)
