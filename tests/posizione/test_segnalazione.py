"""The letter to the labour inspectorate: the person in charge alone, after a check that confirmed, naming nobody."""

import json
from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from collocamento.models import Datore
from collocamento.posizione.azioni.atti import registra_verifica
from collocamento.posizione.azioni.episodi import ricalcola
from collocamento.posizione.documenti import SEGNALAZIONE_ITL, congela
from collocamento.posizione.enums import EsitoVerifica
from collocamento.posizione.models import Episodio
from socialabs.base.contesto import Contesto
from socialabs.base.identificativi import nuovo_id
from socialabs.documenti.azioni.documenti import annulla
from socialabs.documenti.azioni.emissione import Emissione, emetti
from socialabs.documenti.models import Documento
from socialabs.documenti.registro import Congelato, tipo
from socialabs.posta.models import Messaggio
from tests.documenti.tipi import OfficinaFinta
from tests.fabbriche import EnteTitolareFactory
from tests.posizione.scena_episodi import SITUAZIONE, con_prospetto, datore


pytestmark = pytest.mark.django_db
SISTEMA = Contesto.sistema("prova")
OGGI = SITUAZIONE + timedelta(days=70)


@pytest.fixture(autouse=True)
def adesso():
    with time_machine.travel(f"{OGGI}T10:00:00+01:00", tick=False) as ora:
        yield ora


def scoperto(**foglio) -> Episodio:
    uno = datore()
    con_prospetto(uno, **foglio)
    ricalcola([uno.pk], OGGI, SISTEMA)
    return Episodio.objects.get(datore=uno)


def conferma(episodio: Episodio, ctx: Contesto, esito: EsitoVerifica = EsitoVerifica.CONFERMATA) -> None:
    registra_verifica(episodio, esito, "Parlato con la signora Verdi", ctx=ctx)


def lettera(episodio: Episodio, ctx: Contesto = SISTEMA) -> Congelato | str:
    return congela(ctx, [episodio.pk])[episodio.pk]


def test_no_letter_before_a_check_nor_after_one_that_did_not_confirm(adesso, ctx_di) -> None:
    episodio, ctx = scoperto(), ctx_di("op_cm")
    assert "registra la verifica" in lettera(episodio)
    conferma(episodio, ctx, EsitoVerifica.NON_IMPUTABILE)
    assert "non ha confermato" in lettera(episodio)
    adesso.shift(60)
    conferma(episodio, ctx)
    assert isinstance(lettera(episodio), Congelato)


def test_it_has_figures_dates_and_grounds_and_names_nobody(ctx_di) -> None:
    episodio, ctx = scoperto(), ctx_di("op_cm")
    conferma(episodio, ctx)
    dati = lettera(episodio).contenuto
    assert dati["righe"][0] | {"nome": ""} == {
        "nome": "",
        "quota": 4,
        "in_forza": 2,
        "esonerati": 0,
        "mancano": 2,
        "scoperti": 2,
    }
    assert (dati["t0"], dati["entro"], dati["verificato"]) == ("31/12/2025", "01/03/2026", f"{OGGI:%d/%m/%Y}")
    testo = json.dumps(dati, ensure_ascii=False)
    assert "Verdi" not in testo and str(ctx.utente) not in testo


def test_a_gap_that_is_over_or_only_of_art_18_is_not_reported(ctx_di) -> None:
    solo18 = scoperto(in_forza=4, art18=0)
    conferma(solo18, ctx_di("op_cm"))
    assert "categorie protette" in lettera(solo18)
    finito = scoperto()
    conferma(finito, ctx_di("op_cm"))
    Episodio.objects.filter(pk=finito.pk).update(al=OGGI)
    assert "non è più in corso" in lettera(finito)


def test_only_the_person_in_charge_issues_it_and_is_offered_it(ctx_di, client_di) -> None:
    EnteTitolareFactory(responsabile="Ada Prova")
    episodio = scoperto()
    url = reverse("documenti:nuovo", args=[SEGNALAZIONE_ITL, episodio.pk])
    pagina = reverse("posizione:episodio", args=[episodio.pk])
    assert url not in client_di("responsabile").get(pagina).text
    conferma(episodio, ctx_di("op_cm"))
    assert url in client_di("responsabile").get(pagina).text
    html = client_di("responsabile").get(url).context["prova"].html
    assert "art. 15, c. 4" in html and "€" not in html and "39/1993" in html
    for ruolo in ("op_cm", "op_cpi", "amm_prov", "ref_azienda"):
        assert client_di(ruolo, organizzazione=Datore.objects.get().organizzazione).get(url).status_code == 404
    assert url not in client_di("op_cm").get(pagina).text


def test_a_second_letter_is_offered_only_where_the_first_holds_no_more(ctx_di, client_di) -> None:
    EnteTitolareFactory(responsabile="Ada Prova")
    episodio, ctx, client = scoperto(), ctx_di("responsabile"), client_di("responsabile")
    conferma(episodio, ctx_di("op_cm"))
    url = reverse("documenti:nuovo", args=[SEGNALAZIONE_ITL, episodio.pk])
    pagina = reverse("posizione:episodio", args=[episodio.pk])
    emetti(Emissione(tipo(SEGNALAZIONE_ITL), ctx, nuovo_id()), [episodio.pk], OfficinaFinta())
    emessa = Documento.objects.get(tipo=SEGNALAZIONE_ITL)
    letta = client.get(pagina).text
    assert url not in letta and emessa.get_absolute_url() in letta
    annulla(emessa, motivo="Destinatario sbagliato.", ctx=ctx)
    assert url in client.get(pagina).text


def test_a_check_sends_nothing_to_anybody(ctx_di) -> None:
    conferma(scoperto(), ctx_di("op_cm"))
    assert not Messaggio.objects.exists()


def test_many_letters_ask_the_database_as_one(ctx_di, django_assert_max_num_queries) -> None:
    tutti = [scoperto().pk for _n in range(3)]
    for episodio in Episodio.objects.all():
        conferma(episodio, ctx_di("op_cm"))
    with django_assert_max_num_queries(7):
        assert all(isinstance(c, Congelato) for c in congela(SISTEMA, tutti).values())
