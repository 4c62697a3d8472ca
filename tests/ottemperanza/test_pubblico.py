"""What a body does without an account: it asks, its mailbox confirms, it fetches the answer, and learns no more."""

import re
from collections.abc import Callable

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from collocamento.models import Datore
from collocamento.ottemperanza.azioni import arrivo, istruttoria
from collocamento.ottemperanza.azioni.arrivo import Domanda
from collocamento.ottemperanza.enums import Canale, Esito, Stato
from collocamento.ottemperanza.models import Pratica
from socialabs.archivio.azioni import apri
from socialabs.base.contesto import Contesto
from socialabs.posta.models import Messaggio
from tests.fabbriche import AppartenenzaFactory, partita_iva
from tests.ottemperanza.conftest import DOMANDA, IN_REGOLA, SISTEMA, Imposta
from tests.ottemperanza.test_pratiche import emetti


RICHIESTA = "/ottemperanza/verifica/"
DATI = {nome: getattr(DOMANDA, nome) for nome in Domanda.__slots__}
SCONOSCIUTO = partita_iva(990)


@pytest.fixture(autouse=True)
def senza_memoria() -> None:
    cache.clear()


def collegamento(modello: str) -> str:
    """The link in the last message of a kind, as a path."""
    testo = Messaggio.objects.filter(modello=modello).latest("creato_il").corpo_testo
    return re.search(r"https?://[^/\s]+(/ottemperanza/\S+)", testo)[1]


def test_a_request_counts_when_its_mailbox_confirms_it(imposta: Imposta, client: Client) -> None:
    datore = imposta(IN_REGOLA)
    AppartenenzaFactory(ruolo="ref_azienda", organizzazione=datore.organizzazione)
    assert client.post(RICHIESTA, DATI).status_code == 200
    pratica = Pratica.objects.get()
    assert (pratica.stato, pratica.canale) == (Stato.DA_CONFERMARE, Canale.PUBBLICO)
    [messaggio] = Messaggio.objects.all()
    assert messaggio.destinatario == DOMANDA.pec and datore.organizzazione.denominazione not in messaggio.corpo_testo
    indirizzo = collegamento("ottemperanza_conferma")
    assert "Conferma la richiesta" in client.get(indirizzo).content.decode()
    pratica.refresh_from_db()
    assert pratica.stato == Stato.DA_CONFERMARE
    with time_machine.travel("2026-06-02 09:00+02:00", tick=False):
        client.post(indirizzo)
    with time_machine.travel("2026-06-03 09:00+02:00", tick=False):
        client.post(indirizzo)
    pratica.refresh_from_db()
    assert (pratica.stato, str(pratica.ricevuta_il), str(pratica.entro_il)) == ("ricevuta", "2026-06-02", "2026-07-02")
    assert Messaggio.objects.filter(modello="ottemperanza_azienda").count() == 1
    assert "risponde entro il 02/07/2026" in client.get(indirizzo).content.decode()


def test_the_pages_tell_nothing_of_the_employer(imposta: Imposta, client: Client) -> None:
    datore = imposta(IN_REGOLA)
    risposte = []
    for codice in (DOMANDA.codice_fiscale, SCONOSCIUTO):
        risposta = client.post(RICHIESTA, DATI | {"codice_fiscale": codice})
        conferma = client.get(collegamento("ottemperanza_conferma")).content.decode()
        assert datore.organizzazione.denominazione not in risposta.content.decode() + conferma
        # But for the page's own tokens.
        risposte.append(re.sub(r"\b[A-Za-z0-9]{64}\b", "", risposta.content.decode()))
    assert risposte[0] == risposte[1]
    assert [p.datore_id for p in Pratica.objects.order_by("creato_il")] == [datore.pk, None]


def test_until_it_is_confirmed_nobody_sees_it(datore: Datore, ctx_di: Callable[..., Contesto]) -> None:
    arrivo.chiedi_dal_pubblico(domanda=DOMANDA, ctx=SISTEMA)
    for ruolo in ("op_cm", "responsabile", "amm_prov"):
        assert not Pratica.objects.visible_to(ctx_di(ruolo)).exists()
    azienda = ctx_di("ref_azienda", organizzazione=datore.organizzazione)
    assert not Pratica.objects.visible_to(azienda).exists()


def test_a_link_too_old_or_invented_opens_nothing(datore: Datore, client: Client) -> None:
    client.post(RICHIESTA, DATI)
    indirizzo = collegamento("ottemperanza_conferma")
    with time_machine.travel("2026-06-04 10:01+02:00", tick=False):
        assert client.get(indirizzo).status_code == client.post(indirizzo).status_code == 404
        assert Pratica.objects.get().stato == Stato.DA_CONFERMARE
        client.post(RICHIESTA, DATI | {"riferimento": "Altro"})
    assert Pratica.objects.get().riferimento == "Altro"
    assert client.get(reverse("ottemperanza:conferma", args=["inventato"])).status_code == 404
    assert client.get(reverse("ottemperanza:risposta", args=["inventato"])).status_code == 404


def test_wrong_data_are_said_at_their_field(datore: Datore, client: Client) -> None:
    risposta = client.post(RICHIESTA, {"pec": "non è", "codice_fiscale": "61011600114"})
    assert risposta.status_code == 422
    assert set(risposta.context["form"].errors) == {"ente", "pec", "riferimento", "codice_fiscale"}
    assert not Pratica.objects.exists()


def test_an_address_or_a_mailbox_that_insists_is_held_back(datore: Datore, client: Client) -> None:
    esiti = [client.post(RICHIESTA, DATI).status_code for _volta in range(11)]
    assert esiti == [200] * 10 + [429]
    assert Messaggio.objects.filter(modello="ottemperanza_conferma").count() == 5


def test_the_answer_is_fetched_by_its_link_while_it_is_good(
    imposta: Imposta, ctx_di: Callable[..., Contesto], client: Client
) -> None:
    imposta(IN_REGOLA)
    responsabile = ctx_di("responsabile")
    client.post(RICHIESTA, DATI)
    client.post(collegamento("ottemperanza_conferma"))
    pratica = istruttoria.prendi_in_carico(pratica=Pratica.objects.get(), ctx=responsabile)
    pratica = istruttoria.proponi(
        pratica=pratica,
        esito=Esito.SI,
        motivi=pratica.motivi,
        note="",
        versione_letta=pratica.versione,
        ctx=responsabile,
    )
    istruttoria.decidi(pratica=pratica, versione_letta=pratica.versione, ctx=responsabile)
    documento = emetti(pratica, responsabile)
    indirizzo = collegamento("ottemperanza_risposta")
    assert documento.codice_leggibile in client.get(indirizzo).content.decode()
    scaricato = client.get(f"{indirizzo}documento/")
    with apri(documento.file) as contenuto:
        assert b"".join(scaricato.streaming_content) == contenuto.read()
    verifica = client.get(reverse("documenti:esito", args=[documento.codice_leggibile])).content.decode()
    assert "Risposta a una verifica di ottemperanza" in verifica
    with time_machine.travel("2026-12-02 10:00+01:00", tick=False):
        assert client.get(indirizzo).status_code == client.get(f"{indirizzo}documento/").status_code == 404
