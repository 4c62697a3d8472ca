"""The self-declaration: with today's figures, for whoever speaks for the employer, never where places lack."""

from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from collocamento.models import Datore
from collocamento.ottemperanza.azioni.arrivo import prepara_dichiarazione
from collocamento.ottemperanza.documenti import DICHIARAZIONE
from collocamento.ottemperanza.models import Dichiarazione
from socialabs.base.contesto import Contesto
from socialabs.base.identificativi import nuovo_id
from socialabs.documenti.azioni.emissione import Emissione, emetti
from socialabs.documenti.models import Documento
from socialabs.documenti.registro import tipo
from tests.documenti.tipi import OfficinaFinta
from tests.fabbriche import DelegaFactory
from tests.ottemperanza.conftest import IN_REGOLA, SCOPERTO, Imposta
from tests.ottemperanza.test_pratiche import scritto_in


MODULO = {
    "rappresentante": "Ada Prova",
    "qualifica": "legale",
    "ente": "Comune",
    "firma": "fuori",
    "consapevole": "on",
}


def pagina(datore: Datore) -> str:
    return reverse("ottemperanza:dichiarazione", args=[datore.pk])


def emessa(dichiarazione: Dichiarazione, ctx: Contesto) -> Documento:
    esito = emetti(Emissione(tipo(DICHIARAZIONE), ctx, nuovo_id()), [dichiarazione.pk], OfficinaFinta())
    return Documento.objects.get(pk=esito.emessi[0])


def test_it_states_the_figures_and_warns_who_declares(imposta: Imposta, client_di: Callable[..., Client]) -> None:
    datore = imposta(IN_REGOLA)
    client = client_di("ref_azienda", organizzazione=datore.organizzazione)
    risposta = client.post(pagina(datore), MODULO)
    dichiarazione = Dichiarazione.objects.get()
    assert risposta.url == reverse("documenti:nuovo", args=[DICHIARAZIONE, dichiarazione.pk])
    assert "Emetti il documento" in client.get(risposta.url).content.decode()
    testo = scritto_in(emessa(dichiarazione, client.ctx))
    for frase in (
        "Ada Prova",
        "è in regola",
        "Quota d&#x27;obbligo",
        "artt. 75 e 76",
        "______",
        "Condizione: quota coperta",
    ):
        assert frase in testo or frase.replace("&#x27;", "'") in testo, frase
    assert "carta-nome" not in testo
    assert "n. 1/2026" in client.get(reverse("ottemperanza:datore", args=[datore.pk])).content.decode()


def test_it_is_not_prepared_where_places_lack(imposta: Imposta, client_di: Callable[..., Client]) -> None:
    datore = imposta(SCOPERTO)
    client = client_di("ref_azienda", organizzazione=datore.organizzazione)
    assert "non si può preparare" in client.get(pagina(datore)).content.decode()
    assert client.post(pagina(datore), MODULO).status_code == 409
    assert not Dichiarazione.objects.exists()


def test_figures_that_change_before_the_issue_stop_it(imposta: Imposta, client_di: Callable[..., Client]) -> None:
    datore = imposta(IN_REGOLA)
    client = client_di("ref_azienda", organizzazione=datore.organizzazione)
    emetti_qui = client.post(pagina(datore), MODULO).url
    imposta(SCOPERTO)
    assert "Il documento non si può emettere" in client.get(emetti_qui).content.decode()
    assert client.post(emetti_qui).status_code == 409


@pytest.mark.parametrize(("digitato", "stato"), [("ada  PROVA", 302), ("Altra Persona", 422), ("", 422)])
def test_a_typed_name_signs_only_when_it_is_the_same(
    imposta: Imposta, client_di: Callable[..., Client], digitato: str, stato: int
) -> None:
    datore = imposta(IN_REGOLA)
    client = client_di("ref_azienda", organizzazione=datore.organizzazione)
    risposta = client.post(pagina(datore), MODULO | {"firma": "nome", "nome_digitato": digitato})
    assert risposta.status_code == stato
    if stato == 302:
        assert "Nome digitato nel portale il 01/06/2026" in scritto_in(emessa(Dichiarazione.objects.get(), client.ctx))


def test_without_the_warning_read_nothing_is_prepared(imposta: Imposta, client_di: Callable[..., Client]) -> None:
    datore = imposta(IN_REGOLA)
    client = client_di("ref_azienda", organizzazione=datore.organizzazione)
    assert client.post(pagina(datore), MODULO | {"consapevole": ""}).status_code == 422


def test_a_consultant_prepares_but_does_not_sign(imposta: Imposta, client_di: Callable[..., Client]) -> None:
    datore = imposta(IN_REGOLA)
    client = client_di("consulente")
    assert client.get(pagina(datore)).status_code == 404
    DelegaFactory(delegante=datore.organizzazione, delegato=client.ctx.appartenenza.organizzazione)
    firmata = client.post(pagina(datore), MODULO | {"firma": "nome", "nome_digitato": "Ada Prova"})
    assert firmata.status_code == 422
    assert client.post(pagina(datore), MODULO).status_code == 302


def test_the_office_and_strangers_declare_for_nobody(
    datore: Datore, client_di: Callable[..., Client], ctx_di: Callable[..., Contesto]
) -> None:
    for ruolo in ("op_cm", "responsabile", "ref_azienda", "consulente"):
        assert client_di(ruolo).get(pagina(datore)).status_code == 404
        with pytest.raises(PermissionDenied):
            prepara_dichiarazione(
                dichiarazione=Dichiarazione(datore=datore, rappresentante="X", qualifica="legale", firma="fuori"),
                ctx=ctx_di(ruolo),
            )
