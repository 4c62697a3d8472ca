"""The employer's page: the answer, the steps, the versions, and the people behind a stated reason."""

import re

import pytest
from django.test import Client

from collocamento.azioni.consegne import importa
from collocamento.models import Calcolo, Consegna, Prospetto
from socialabs.anagrafica.models import Organizzazione, Provincia
from socialabs.base.contesto import Contesto
from socialabs.base.riferimenti import risolvi
from socialabs.registro.models import Evento
from tests.collocamento.documenti import CODICE_FISCALE, documento, originale, pacchetto
from tests.fabbriche import DelegaFactory, OrganizzazioneFactory, partita_iva


pytestmark = pytest.mark.django_db


def carica(**files: bytes) -> None:
    importa(Consegna.objects.create(nome="consegna.zip"), pacchetto(**files), ctx=Contesto.sistema("prova"))


@pytest.fixture
def prospetto(db: None) -> Prospetto:
    carica(a=documento("A1"), altra=documento("B1", codice_fiscale=partita_iva(1_000_001)))
    return Prospetto.objects.get(datore__organizzazione__codice_fiscale=CODICE_FISCALE)


@pytest.fixture
def azienda(prospetto: Prospetto) -> Organizzazione:
    return prospetto.datore.organizzazione


def pagina(prospetto: Prospetto) -> str:
    return f"/collocamento/datori/{prospetto.datore_id}/"


def cognome() -> str:
    """The family name of the first worker in the base document."""
    return re.search(r"<cognome>([^<]+)</cognome>", originale().decode().split("lavoratoricomputabili", 1)[1])[1]


def test_the_page_opens_with_the_answer_in_a_sentence(client_di, prospetto):
    risposta = client_di("op_cpi").get(pagina(prospetto))
    assert risposta.context["frase"].startswith("Deve avere in forza")
    assert risposta.context["frase"] in risposta.text.replace("&#x27;", "'")
    assert Evento.objects.filter(verbo="datore.letto", oggetto_id=prospetto.datore_id).count() == 1


def test_each_figure_opens_its_steps_with_the_article(client_di, prospetto):
    risposta = client_di("op_cpi").get(pagina(prospetto))
    figure = {str(f["etichetta"]): f for f in risposta.context["figure"]}
    quota = figure["Quota di persone con disabilità"]
    assert quota["valore"] == prospetto.calcolo.quota_disabili
    assert quota["passi"][-1]["fonte"].startswith("L. 68/1999 art.")
    assert all(f["passi"] for f in figure.values())
    fogli = risposta.context["fogli"]
    assert len(fogli) == prospetto.province.count() > 1
    assert all(figura["passi"] for foglio in fogli for figura in foglio["figure"])
    somma = figure["Lavoratori dipendenti"]["passi"][0]["formula"]
    assert all(f"{foglio['nome']}: {foglio['cifre'].lavoratori}" in somma for foglio in fogli)


def test_the_readings_of_the_law_are_said(client_di, prospetto):
    assert "si arrotondano ciascuno per sé" in client_di("op_cpi").get(pagina(prospetto)).text


def test_a_divergence_says_figure_amount_and_rule(client_di, prospetto):
    calcolata = prospetto.calcolo.quota_disabili
    prospetto.differenze = [
        {
            "campo": "riepilogonazionale/quotariservadisabili",
            "provincia": "",
            "figura": "quota_disabili",
            "dichiarato": calcolata + 2,
            "calcolato": calcolata,
        }
    ]
    prospetto.save()
    risposta = client_di("op_cpi").get(pagina(prospetto))
    (divergenza,) = risposta.context["divergenze"]
    assert (divergenza["scarto"], divergenza["dove"]) == ("+2", "Nazionale")
    assert divergenza["regola"].startswith("L. 68/1999 art.")


@pytest.mark.parametrize(
    ("anomalia", "frase"),
    [
        ({"code": "exemption_over_ceiling", "declared": 4, "ceiling": 2}, "superano il massimale (2)"),
        (
            {"code": "unknown_code", "provincia": "011", "tabella": "categorieescluse", "valore": "9999"},
            "Il codice «9999» non è nella tabella «Categorie escluse»",
        ),
        ({"code": "mai_visto"}, "Segnalazione «mai_visto»"),
    ],
)
def test_anomalies_are_in_plain_italian_with_what_to_do(client_di, prospetto, anomalia, frase):
    prospetto.anomalie = [anomalia]
    prospetto.save()
    (voce,) = client_di("op_cpi").get(pagina(prospetto)).context["anomalie"]
    assert frase in voce.frase
    assert voce.rimedio


def _salda(prospetto: Prospetto, *cifre: dict[str, int]) -> list[str]:
    """Give the first provinces of the return these figures, every other province none; the names of the first."""
    prospetto.province.update(saldo_disabili=0, compensazione_disabili=0, esonerati=0, quota_art18=0, art18_in_forza=0)
    codici = list(prospetto.province.order_by("provincia").values_list("provincia", flat=True))[: len(cifre)]
    for codice, valori in zip(codici, cifre, strict=True):
        prospetto.province.filter(provincia=codice).update(**valori)
    return [Provincia.objects.get(codice=codice).nome for codice in codici]


def test_an_excess_that_covers_a_gap_elsewhere_is_shown_with_its_article(client_di, prospetto):
    da, a = _salda(prospetto, {"saldo_disabili": -2}, {"saldo_disabili": 1})
    risposta = client_di("op_cpi").get(pagina(prospetto))
    (riga,) = risposta.context["compensazioni"]
    assert (riga["da"], riga["a"], riga["numero"]) == (da, a, 1)
    assert riga["passi"][-1]["fonte"] == "L. 68/1999 art. 5 c. 8 e 8-bis"
    assert "Compensazione territoriale possibile" in risposta.text
    assert "in via automatica" in risposta.text


@pytest.mark.parametrize(
    "cifre",
    [
        ({"saldo_disabili": -1}, {"saldo_disabili": 0}),
        ({"saldo_disabili": -1, "esonerati": 1}, {"saldo_disabili": 1}),
        (
            {"saldo_disabili": -1, "compensazione_disabili": 1},
            {"saldo_disabili": 1, "compensazione_disabili": -1},
        ),
    ],
    ids=["no gap", "exempt positions", "declared already"],
)
def test_without_something_to_compensate_the_section_is_not_there(client_di, prospetto, cifre):
    _salda(prospetto, *cifre)
    assert "Compensazione territoriale possibile" not in client_di("op_cpi").get(pagina(prospetto)).text


def test_a_declaration_with_both_signs_is_left_alone(client_di, prospetto):
    _salda(prospetto, {"saldo_disabili": -1}, {"saldo_disabili": 1})
    codice = prospetto.province.order_by("provincia").first().provincia
    prospetto.anomalie = [{"code": "compensation_both_directions", "category": "D", "province": codice}]
    prospetto.save()
    assert client_di("op_cpi").get(pagina(prospetto)).context["compensazioni"] == []


def test_a_public_employer_has_to_ask_within_the_region(client_di, prospetto):
    _salda(prospetto, {"saldo_disabili": -1}, {"saldo_disabili": 1})
    Prospetto.objects.filter(pk=prospetto.pk).update(tipologia="C")
    province = list(prospetto.province.order_by("provincia"))[:2]
    for foglio, codice in zip(province, ("009", "010"), strict=True):
        prospetto.province.filter(pk=foglio.pk).update(provincia=codice)
    risposta = client_di("op_cpi").get(pagina(prospetto))
    (riga,) = risposta.context["compensazioni"]
    assert (riga["da"], riga["a"]) == ("Savona", "Genova")
    assert "su richiesta motivata e autorizzazione, nella stessa regione" in risposta.text
    assert "in via automatica" not in risposta.text


def test_years_stand_side_by_side(client_di, prospetto):
    anno_prima = {"2025-12-31": "2024-12-31"}
    carica(prima=documento("A0", invio="2025-01-20T10:00:00", sostituzioni=anno_prima))
    risposta = client_di("op_cpi").get(f"{pagina(prospetto)}?anno=2024")
    assert [c.prospetto.anno for c in risposta.context["anni"].righe] == [2024, 2025]
    assert risposta.context["prospetto"].anno == 2024
    assert "<svg" in str(risposta.context["grafico_anni"])


def test_versions_show_their_state_and_what_changed(client_di, prospetto):
    testo = originale().decode()
    vecchi = re.search(r"<nlavoratori>(\d+)</nlavoratori>", testo)
    cambio = {vecchi[0]: f"<nlavoratori>{int(vecchi[1]) + 1}</nlavoratori>"}
    carica(r=documento("A2", tipo="02", precedente="A1", invio="2026-01-20T10:00:00", sostituzioni=cambio))
    client = client_di("op_cpi")
    versioni = client.get(pagina(prospetto)).context["versioni"]
    assert [(v.get_tipo_display(), v.stato) for v in versioni] == [("Rettifica", "valido"), ("Prospetto", "superato")]
    confronto = client.get(f"/collocamento/prospetti/{versioni[0].pk}/confronto/")
    cambiati = [(c.prima, c.dopo) for c in confronto.context["differenze"] if c.dove.endswith("lavoratori")]
    assert (vecchi[1], str(int(vecchi[1]) + 1)) in cambiati
    assert client.get(f"/collocamento/prospetti/{versioni[1].pk}/confronto/").status_code == 404


def test_an_annulled_return_leaves_its_history(client_di, prospetto):
    carica(x=documento("A3", tipo="03", precedente="A1", invio="2026-01-22T10:00:00"))
    risposta = client_di("op_cpi").get(pagina(prospetto))
    assert "Nessun prospetto valido" in risposta.text
    assert len(risposta.context["versioni"]) == 2


# --- the people behind the figures --------------------------------------------------------------------------------
def _lavoratori(client: Client, prospetto: Prospetto, motivo: str = "Verifica dei computabili"):
    return client.post(f"/collocamento/prospetti/{prospetto.pk}/lavoratori/", {"motivo": motivo})


@pytest.mark.parametrize("ruolo", ["op_cm", "responsabile"])
def test_workers_are_read_for_a_reason_that_stays_in_the_register(client_di, prospetto, ruolo):
    assert cognome() in _lavoratori(client_di(ruolo), prospetto).text
    evento = Evento.objects.get(verbo="lavoratori.letti")
    assert evento.motivo == "Verifica dei computabili"
    assert evento.dettagli == {"lavoratori": prospetto.lavoratori_elencati}


def test_without_a_reason_nobody_is_shown(client_di, prospetto):
    risposta = _lavoratori(client_di("op_cm"), prospetto, motivo=" ")
    assert risposta.status_code == 302
    assert not Evento.objects.filter(verbo="lavoratori.letti").exists()


@pytest.mark.parametrize("ruolo", ["op_cpi", "amm_prov"])
def test_the_front_desk_sees_counts_only(client_di, prospetto, ruolo):
    client = client_di(ruolo)
    assert f"{prospetto.lavoratori_elencati} lavoratori computabili" in client.get(pagina(prospetto)).text
    assert _lavoratori(client, prospetto).status_code == 404
    assert client.get(f"/collocamento/prospetti/{prospetto.pk}/originale/").status_code == 404


def test_no_page_shows_a_worker_by_itself(client_di, prospetto):
    assert cognome() not in client_di("op_cm").get(pagina(prospetto)).text


def test_the_original_comes_back_as_it_was_and_is_logged(client_di, prospetto):
    risposta = client_di("op_cm").get(f"/collocamento/prospetti/{prospetto.pk}/originale/")
    assert risposta.content == documento("A1")
    assert Evento.objects.filter(verbo="originale.letto", oggetto_id=prospetto.pk).exists()


# --- companies and consultants ------------------------------------------------------------------------------------
def test_a_company_reaches_its_own_page_and_no_other(client_di, prospetto, azienda):
    client = client_di("ref_azienda", organizzazione=azienda)
    assert client.get("/collocamento/mia-azienda/").url == f"/posizione/datori/{prospetto.datore_id}/"
    assert client.get(pagina(prospetto)).status_code == 200
    assert cognome() in _lavoratori(client, prospetto).text
    altro = Prospetto.objects.exclude(pk=prospetto.pk).get()
    for indirizzo in (
        pagina(altro),
        f"/collocamento/prospetti/{altro.pk}/originale/",
        f"/collocamento/prospetti/{altro.pk}/confronto/",
    ):
        assert client.get(indirizzo).status_code == 404
    assert _lavoratori(client, altro).status_code == 404


def test_a_company_without_a_return_is_told_what_will_be_here(client_di, db):
    client = client_di("ref_azienda", organizzazione=OrganizzazioneFactory())
    assert "Nessun prospetto ricevuto" in client.get("/collocamento/mia-azienda/").text


def test_a_consultant_reaches_the_companies_delegated_alone(client_di, prospetto, azienda):
    client = client_di("consulente", organizzazione=DelegaFactory(delegante=azienda).delegato)
    altro = Prospetto.objects.exclude(pk=prospetto.pk).get()
    assert client.get(pagina(prospetto)).status_code == 200
    assert client.get(pagina(altro)).status_code == 404
    assert client.get("/collocamento/mia-azienda/").status_code == 404


def test_the_dashboard_answers_owes_covers_missing(client_di, prospetto, azienda):
    Calcolo.objects.filter(pk=prospetto.pk).update(
        quota_disabili=5, disabili_in_forza=3, scopertura_disabili=2, scopertura_dovuta_ora=2
    )
    testo = client_di("ref_azienda", organizzazione=azienda).get("/").text
    for parte in ("5 persone con disabilità", "3 persone con disabilità", "2 persone con disabilità"):
        assert parte in testo


@pytest.mark.parametrize("ruolo", ["op_cpi", "op_cm", "responsabile", "amm_prov"])
def test_the_office_s_dashboard_says_what_awaits(client_di, prospetto, ruolo):
    risposta = client_di(ruolo).get("/")
    titoli = {str(r["titolo"]): r["dati"] for r in risposta.context["riquadri"]}
    assert titoli["Obblighi L. 68/99"]["datori"] == 2
    assert ("Carica i prospetti" in risposta.text) == (ruolo != "amm_prov")


def test_references_are_scoped(ctx_di, prospetto, azienda):
    altro = Prospetto.objects.exclude(pk=prospetto.pk).get()
    ctx = ctx_di("ref_azienda", organizzazione=azienda)
    assert risolvi(ctx, "collocamento.datore", prospetto.datore_id).url == pagina(prospetto)
    assert risolvi(ctx, "collocamento.datore", altro.datore_id) is None
    assert risolvi(ctx, "collocamento.prospetto", altro.pk) is None
