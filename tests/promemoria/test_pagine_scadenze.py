"""The pages of deadlines as their readers use them: list, month, week, one deadline with its verbs."""

import re
from datetime import date, time

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from socialabs.anagrafica.models import SantoPatrono
from socialabs.base import riferimenti
from socialabs.base.identificativi import nuovo_id
from socialabs.base.riferimenti import Riferimento
from socialabs.promemoria import registro
from socialabs.promemoria.enums import Pubblico
from socialabs.promemoria.lettura import con_pubblici, leggi
from socialabs.promemoria.models import Promemoria, Scadenza
from socialabs.promemoria.parole import perche
from socialabs.promemoria.permessi import puo_segnare
from socialabs.promemoria.preparazione import prepara
from socialabs.promemoria.registro import delegati, membri, ufficio
from socialabs.promemoria.regole import OgniAnno, dopo
from socialabs.registro.models import Evento
from socialabs.utenti.enums import Ruolo
from tests.fabbriche import AppartenenzaFactory, ComuneFactory, DelegaFactory, OrganizzazioneFactory


pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("primo_marzo")]
ELENCO = reverse("promemoria:elenco")
MARZO = reverse("promemoria:mese", args=[2027, 3])


@pytest.fixture
def primo_marzo():
    """Monday 1 March 2027, noon in Rome."""
    with time_machine.travel("2027-03-01T12:00:00+01:00", tick=False) as ora:
        yield ora


@pytest.fixture
def azienda(client_di):
    return client_di("ref_azienda")


@pytest.fixture
def scadenza(dichiara, azienda):
    """One deadline of the company, due on 10 March."""
    tipo = dichiara(seguita_da=frozenset({"op_cm"}))
    tipo.aggiungi(membri(azienda.ctx.organizzazione_id, "ref_azienda"))
    prepara(tipo.tipo)
    return Scadenza.objects.get()


def pagina(scadenza):
    return reverse("promemoria:scadenza", args=[scadenza.pk])


def decidi(client, scadenza, verbo, **campi):
    dati = {f"{verbo}-{nome}": valore for nome, valore in {"versione": scadenza.versione, **campi}.items()}
    return client.post(pagina(scadenza), {verbo: "1", "chiave_idempotenza": nuovo_id(), **dati})


# --- list ---------------------------------------------------------------------------------------------------------
def test_late_ones_come_first_and_say_so(dichiara, azienda):
    tipo = dichiara()
    for giorno in (date(2027, 3, 20), date(2027, 2, 26), date(2027, 3, 2)):
        tipo.aggiungi(membri(azienda.ctx.organizzazione_id, "ref_azienda"), base=giorno)
    prepara(tipo.tipo)
    testo = azienda.get(ELENCO).text
    giorni = re.findall(r'scadenze-giorno">(\S+?)<small>(.+?)</small>', testo)
    assert giorni == [("26/02/2027", "da 3 giorni"), ("02/03/2027", "domani"), ("20/03/2027", "tra 19 giorni")]
    assert testo.count("In ritardo</span>") == 1


def test_the_list_is_what_one_has_to_do_and_filters_widen_it(scadenza, azienda):
    decidi(azienda, scadenza, "fatta")
    assert "Nessuna scadenza" in azienda.get(ELENCO).text
    assert pagina(scadenza) in azienda.get(ELENCO, {"stato": "fatta"}).text
    assert pagina(scadenza) not in azienda.get(ELENCO, {"stato": "tutte", "al": "2027-03-09"}).text


def test_the_office_sees_those_of_others_only_when_it_asks(scadenza, client_di):
    ufficio = client_di("op_cm")
    assert pagina(scadenza) not in ufficio.get(ELENCO).text
    testo = ufficio.get(ELENCO, {"di": "ufficio"}).text
    assert pagina(scadenza) in testo
    assert 'name="fatta"' not in testo, "who only follows it does not decide"
    assert 'name="di"' not in client_di("ref_azienda").get(ELENCO).text


def test_a_stranger_of_the_same_role_finds_nothing(scadenza, client_di):
    estranea = client_di("ref_azienda")
    for indirizzo in (ELENCO, MARZO):
        assert pagina(scadenza) not in estranea.get(indirizzo, {"di": "ufficio", "stato": "tutte"}).text
    assert estranea.get(pagina(scadenza)).status_code == 404
    assert estranea.get(reverse("promemoria:ics", args=[scadenza.pk])).status_code == 404
    assert decidi(estranea, scadenza, "fatta").status_code == 404


def test_the_fragment_is_what_htmx_gets(scadenza, azienda):
    risposta = azienda.get(ELENCO, headers={"HX-Request": "true"})
    assert "<html" not in risposta.text and 'id="elenco"' in risposta.text
    assert "HX-Request" in risposta["Vary"]


@pytest.mark.parametrize("indirizzo", [ELENCO, MARZO, reverse("promemoria:settimana", args=[2027, 10]), "/"])
def test_queries_do_not_grow_with_deadlines(dichiara, azienda, indirizzo, monkeypatch):
    def risolvi(ctx, identificativi):
        assert Scadenza.objects.count() >= len(identificativi)
        return {pk: Riferimento(f"Cosa {pk}", "/") for pk in identificativi}

    monkeypatch.setitem(riferimenti._risolutori, "prova.cosa", risolvi)
    tipo, conti = dichiara(), []
    for quante in (1, 20):
        for _volta in range(quante):
            tipo.aggiungi(membri(azienda.ctx.organizzazione_id, "ref_azienda"))
        prepara(tipo.tipo)
        with CaptureQueriesContext(connection) as contate:
            assert "Cosa " in azienda.get(indirizzo).text
        conti.append(len(contate))
    assert conti[0] == conti[1]


# --- calendar -----------------------------------------------------------------------------------------------------
def test_the_month_is_a_table_with_caption_days_and_holidays(scadenza, azienda):
    testo = azienda.get(reverse("promemoria:mese", args=[2027, 3])).text
    assert "<caption" in testo and testo.count('<th scope="col">') == 7
    assert re.search(r"lunedì 1 marzo.*?oggi", testo, re.S)
    assert testo.index("Scadenze del 10 marzo") < testo.index(pagina(scadenza))
    assert "Da fare" in testo
    assert "Lunedì dell" in testo, "Easter Monday, 29 March 2027"
    assert reverse("promemoria:mese", args=[2027, 2]) in testo and reverse("promemoria:mese", args=[2027, 4]) in testo


def test_the_patrons_day_of_ones_comune_is_a_holiday(scadenza, azienda):
    comune = ComuneFactory()
    SantoPatrono.objects.update_or_create(comune=comune, defaults={"mese": 3, "giorno": 19, "nome": "San Giuseppe"})
    assert "San Giuseppe" not in azienda.get(MARZO).text
    organizzazione = azienda.ctx.appartenenza.organizzazione
    organizzazione.comune = comune
    organizzazione.save()
    assert "San Giuseppe" in azienda.get(MARZO).text


def test_a_full_day_shows_some_and_leads_to_all(dichiara, azienda):
    tipo = dichiara()
    for _volta in range(5):
        tipo.aggiungi(membri(azienda.ctx.organizzazione_id, "ref_azienda"), ora=time(9))
    prepara(tipo.tipo)
    testo = azienda.get(MARZO).text
    assert testo.count("voce-giorno voce-aperta") == 3 and "e altre 2" in testo and "5 scadenze" in testo
    [tutte] = re.findall(r'voce-altre" href="([^"]+)"', testo)
    assert azienda.get(tutte.replace("&amp;", "&")).text.count('scope="row"') == 5


def test_the_week_has_its_days_and_what_is_put_off_moves(scadenza, azienda):
    decima = azienda.get(reverse("promemoria:settimana", args=[2027, 10])).text
    assert "mercoledì 10 marzo" in decima and pagina(scadenza) in decima
    decidi(azienda, scadenza, "rimanda", al="2027-03-17", motivo="Si aspetta un documento.")
    assert pagina(scadenza) not in azienda.get(reverse("promemoria:settimana", args=[2027, 10])).text
    assert pagina(scadenza) in azienda.get(reverse("promemoria:settimana", args=[2027, 11])).text


@pytest.mark.parametrize("percorso", ["mese/2027/13/", "mese/1999/1/", "settimana/2027/53/", "settimana/2027/0/"])
def test_a_period_that_is_none_is_not_found(azienda, percorso):
    assert azienda.get(f"/scadenze/{percorso}").status_code == 404


def test_the_short_addresses_lead_to_today(azienda):
    assert azienda.get(reverse("promemoria:mese_corrente")).url == MARZO
    assert azienda.get(reverse("promemoria:settimana_corrente")).url == reverse("promemoria:settimana", args=[2027, 9])


# --- one deadline ---------------------------------------------------------------------------------------------------
def test_the_page_says_what_why_for_whom_and_when_one_is_reminded(scadenza, azienda):
    testo = azienda.get(pagina(scadenza)).text
    for frase in ("Per azienda: entro il 10/03/2027", "mercoledì 10 marzo 2027", "partirà quel giorno"):
        assert frase in testo
    assert str(azienda.ctx.appartenenza.organizzazione) in testo


def test_done_stops_the_reminders_and_is_told_to_all(scadenza, azienda):
    assert decidi(azienda, scadenza, "fatta", motivo="Inviato ieri.").url == pagina(scadenza)
    assert not Promemoria.objects.exists()
    collega = AppartenenzaFactory(ruolo="ref_azienda", organizzazione=azienda.ctx.appartenenza.organizzazione)
    azienda.force_login(collega.utente)
    testo = azienda.get(pagina(scadenza)).text
    assert "«Inviato ieri.»" in testo and str(azienda.ctx.utente) in testo and "Riapri" in testo
    assert "Inviato ieri" not in str(list(Evento.objects.values("motivo", "dettagli", "etichetta")))


def test_done_from_the_list_goes_back_to_the_list(scadenza, azienda):
    testo = azienda.get(ELENCO).text
    assert f'action="{pagina(scadenza)}"' in testo
    dati = {"fatta": "1", "fatta-versione": scadenza.versione, "elenco": "1"}
    assert azienda.post(pagina(scadenza), dati).url == ELENCO
    scadenza.refresh_from_db()
    assert scadenza.stato == "fatta"


@pytest.mark.parametrize("campi", [{"al": "2027-03-12", "motivo": " "}, {"al": "2027-03-01", "motivo": "Perché sì"}])
def test_putting_off_wants_a_day_to_come_and_a_reason(scadenza, azienda, campi):
    risposta = decidi(azienda, scadenza, "rimanda", **campi)
    assert risposta.status_code == 422 and "data-riepilogo-errori" in risposta.text
    scadenza.refresh_from_db()
    assert scadenza.stato == "aperta"


def test_the_same_form_sent_twice_acts_once(scadenza, azienda):
    dati = {"fatta": "1", "fatta-versione": scadenza.versione, "chiave_idempotenza": nuovo_id()}
    assert [azienda.post(pagina(scadenza), dati).status_code for _volta in range(2)] == [302, 302]
    assert Evento.objects.filter(verbo="scadenza.fatta").count() == 1


def test_who_was_slower_is_shown_what_happened_and_may_insist(scadenza, azienda):
    decidi(azienda, scadenza, "rimanda", al="2027-03-17", motivo="Si aspetta un documento.")
    risposta = decidi(azienda, scadenza, "rimanda", al="2027-03-20", motivo="Serve più tempo.")
    assert risposta.status_code == 409
    assert "Si aspetta un documento." in risposta.text and "Serve più tempo." in risposta.text
    scadenza.refresh_from_db()
    assert scadenza.rimandata_al == date(2027, 3, 17)
    assert f'name="rimanda-versione" value="{scadenza.versione}"' in risposta.text
    assert decidi(azienda, scadenza, "rimanda", al="2027-03-20", motivo="Serve più tempo.").status_code == 302


def test_a_verb_that_came_too_late_is_not_done(scadenza, azienda):
    decidi(azienda, scadenza, "fatta")
    risposta = decidi(azienda, scadenza, "rimanda", al="2027-03-20", motivo="Serve più tempo.")
    assert risposta.status_code == 409 and "non è stato registrato" in risposta.text
    scadenza.refresh_from_db()
    assert scadenza.stato == "fatta"


def test_open_again(scadenza, azienda):
    decidi(azienda, scadenza, "fatta")
    scadenza.refresh_from_db()
    assert decidi(azienda, scadenza, "riapri").status_code == 302
    scadenza.refresh_from_db()
    assert scadenza.stato == "aperta" and Promemoria.objects.count() == 1
    assert azienda.get(pagina(scadenza)).text.count("una scadenza</li>") == 2, "the history"


def test_who_may_decide_on_the_page_is_who_the_verb_lets(dichiara, client_di, ctx_di):
    azienda, studio = OrganizzazioneFactory(), OrganizzazioneFactory(tipo="studio")
    DelegaFactory(delegante=azienda, delegato=studio)
    tipo = dichiara(segnabile_da=frozenset({Pubblico.CONSULENTE}), seguita_da=frozenset({"responsabile"}))
    tipo.aggiungi(membri(azienda.pk, "ref_azienda"), delegati(azienda.pk, "consulente"), ufficio("op_cm"))
    prepara(tipo.tipo)
    ruoli = {
        "ref_azienda": ctx_di("ref_azienda", organizzazione=azienda),
        "consulente": ctx_di("consulente", organizzazione=studio),
        "op_cm": ctx_di("op_cm"),
        "responsabile": ctx_di("responsabile"),
    }
    for ruolo, ctx in ruoli.items():
        [letta] = leggi(ctx, con_pubblici(Scadenza.objects.visible_to(ctx), ctx))
        assert letta.segnabile == puo_segnare(ctx, letta.scadenza) == (ruolo == "consulente"), ruolo


def test_the_rule_in_words(dichiara):
    chi = OrganizzazioneFactory().pk
    casi = {
        "È il giorno fissato per questo adempimento.": {},
        "60 giorni dopo il 10 marzo 2027, da cui decorre il termine.": {"termine": dopo(60)},
        "5 giorni lavorativi dopo il 10 marzo 2027, da cui decorre il termine.": {"termine": dopo(5, lavorativi=True)},
        "Torna ogni anno.": {"ricorrenza": OgniAnno(((3, 10),))},
    }
    for numero, (frase, campi) in enumerate(casi.items()):
        tipo = dichiara(f"prova.{numero}", **campi)
        tipo.aggiungi(membri(chi, "ref_azienda"))
        prepara(tipo.tipo)
        assert perche(Scadenza.objects.filter(tipo=f"prova.{numero}").first()) == frase


def test_one_deadline_for_the_calendar_says_nothing_of_the_company(scadenza, azienda):
    risposta = azienda.get(reverse("promemoria:ics", args=[scadenza.pk]))
    testo = risposta.text
    assert risposta["Content-Type"].startswith("text/calendar") and "attachment" in risposta["Content-Disposition"]
    assert "BEGIN:VTIMEZONE" in testo and "SUMMARY:Cosa da fare" in testo
    assert azienda.ctx.appartenenza.organizzazione.denominazione not in testo


def test_a_kind_that_no_app_declares_any_more_is_still_read(scadenza, azienda, dichiara, monkeypatch):
    monkeypatch.setattr(registro, "_tipi", {})
    testo = azienda.get(pagina(scadenza)).text
    assert "prova.tipo" in testo and 'name="fatta"' not in testo


def test_the_search_and_the_dashboard_find_what_is_due(scadenza, azienda, client_di):
    assert pagina(scadenza) in azienda.get(reverse("base:ricerca"), {"q": "cosa fare"}).text
    assert pagina(scadenza) in azienda.get("/").text
    estranea = client_di("ref_azienda")
    assert pagina(scadenza) not in estranea.get(reverse("base:ricerca"), {"q": "cosa fare"}).text
    assert pagina(scadenza) not in estranea.get("/").text


@pytest.mark.parametrize(("ruolo", "offerta"), [(Ruolo.OPERATORE_CPI, True), (Ruolo.SEGRETERIA_TAVOLO, False)])
def test_what_was_sent_is_offered_to_whom_may_open_it(client_di, ruolo: Ruolo, offerta: bool) -> None:
    pagina = client_di(ruolo).get(reverse("promemoria:elenco")).content.decode()
    assert (reverse("promemoria:inviati") in pagina) is offerta
