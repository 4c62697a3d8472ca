"""The office corrects the code tables by hand: with a source, from a day, and never over somebody else's text."""

import datetime
from collections.abc import Callable

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from collocamento.azioni.codici import cambia_codice, correggi_codice
from collocamento.azioni.consegne import importa
from collocamento.lavori import anteprima_ricalcolo, applica_ricalcolo
from collocamento.letture import LETTURE
from collocamento.models import Consegna, PropostaRicalcolo, Prospetto, TabellaCodici
from collocamento.normativa.enumerazioni import Causa, TipoConvenzione
from socialabs.base.contesto import Contesto
from socialabs.base.versioni import ConflittoVersione
from socialabs.lavori.models import Lavoro
from socialabs.registro.models import Evento
from tests.collocamento.documenti import documento, pacchetto
from tests.collocamento.test_lavoro_importa import Passi


ELENCO = "/collocamento/campagne/"


@pytest.fixture
def dirigenti(db: None) -> TabellaCodici:
    """A placeholder: its effect may still be wrong from the start."""
    return TabellaCodici.objects.get(tabella="categorie_escluse", codice="0001")


@pytest.fixture
def mobilita(db: None) -> TabellaCodici:
    """A verified code."""
    return TabellaCodici.objects.get(tabella="causale_sospensione", codice="B")


@pytest.fixture
def prospetto(db: None) -> Prospetto:
    """A return that leaves out four workers of category 0001, in two provinces."""
    pacco = pacchetto(primo=documento("A1"))
    importa(Consegna.objects.create(nome="consegna.zip"), pacco, ctx=Contesto.sistema("prova"))
    return Prospetto.objects.get()


def pagina(codice: TabellaCodici) -> str:
    return reverse("collocamento:codice", args=[codice.pk])


def correzione(codice: TabellaCodici, **cambi: object) -> dict:
    dati = {nome: getattr(codice, nome) for nome in ("descrizione", "ambito", "lettura", "fonte", "versione")}
    return dati | ({"da_verificare": "on"} if codice.da_verificare else {}) | {"correggi": "1"} | cambi


def cambio(codice: TabellaCodici, giorno: str, **cambi: object) -> dict:
    dati = correzione(codice, da_verificare="on", giorno=giorno) | cambi
    return {f"dal-{nome}": valore for nome, valore in dati.items()} | {"cambia": "1"}


def eventi(codice: TabellaCodici) -> list[str]:
    return list(Evento.objects.filter(oggetto_id=codice.pk).values_list("verbo", flat=True))


def test_every_value_of_the_engine_can_be_chosen() -> None:
    assert set(LETTURE["causale_sospensione"]) == set(Causa)
    assert set(LETTURE["tipo_convenzione"]) == set(TipoConvenzione)


@pytest.mark.parametrize("ruolo", ["amm_prov", "responsabile", "op_cm"])
def test_the_office_adds_a_code(client_di: Callable[..., Client], ruolo: str) -> None:
    url = reverse("collocamento:codice_nuovo", args=["ccnl"])
    dati = {"codice": "013", "descrizione": "Metalmeccanici", "da_verificare": "on"}
    risposta = client_di(ruolo).post(url, dati, follow=True)
    nuovo = TabellaCodici.objects.get(tabella="ccnl", codice="013")
    assert eventi(nuovo) == ["codice.aggiunto"]
    assert f'id="codice-{nuovo.pk}"' in risposta.content.decode()


@pytest.mark.parametrize("ruolo", ["op_cpi", "ref_azienda", "consulente", "amm_sistema", "auditor"])
def test_others_change_nothing(client_di: Callable[..., Client], dirigenti: TabellaCodici, ruolo: str) -> None:
    client = client_di(ruolo)
    assert client.post(pagina(dirigenti), correzione(dirigenti, ambito="C")).status_code == 404
    assert client.post(reverse("collocamento:codice_nuovo", args=["ccnl"]), {"codice": "1"}).status_code == 404
    assert client.post(reverse("collocamento:ricalcola")).status_code == 404
    assert TabellaCodici.objects.get(pk=dirigenti.pk).ambito == "E" and not Lavoro.objects.exists()


def test_who_may_only_read_is_offered_nothing_to_press(
    client_di: Callable[..., Client], dirigenti: TabellaCodici
) -> None:
    testo = client_di("op_cpi").get(ELENCO).content.decode()
    assert "Dirigenti" in testo and pagina(dirigenti) not in testo and "codici/nuovo" not in testo


def test_the_form_has_the_fields_of_its_table_only(client_di: Callable[..., Client]) -> None:
    def campi(tabella: str) -> set[str]:
        return set(client.get(reverse("collocamento:codice_nuovo", args=[tabella])).context["form"].fields)

    client = client_di("op_cm")
    assert "ambito" in campi("categorie_escluse") and "lettura" not in campi("categorie_escluse")
    assert "lettura" in campi("causale_sospensione") and "ambito" not in campi("causale_sospensione")
    assert not {"ambito", "lettura"} & campi("ccnl")
    assert client.get(reverse("collocamento:codice_nuovo", args=["inventata"])).status_code == 404


def test_an_excluded_category_says_which_base_it_leaves(client_di: Callable[..., Client]) -> None:
    url = reverse("collocamento:codice_nuovo", args=["categorie_escluse"])
    dati = {"codice": "0077", "descrizione": "Prova", "da_verificare": "on"}
    risposta = client_di("op_cm").post(url, dati)
    assert risposta.status_code == 422 and "ambito" in risposta.context["form"].errors
    assert not TabellaCodici.objects.filter(codice="0077").exists()


def test_the_same_code_twice_on_the_same_days_is_refused(
    client_di: Callable[..., Client], dirigenti: TabellaCodici
) -> None:
    url = reverse("collocamento:codice_nuovo", args=["categorie_escluse"])
    dati = {"codice": "0001", "descrizione": "Ancora", "ambito": "D", "dal": "2025-01-01", "da_verificare": "on"}
    risposta = client_di("op_cm").post(url, dati)
    assert risposta.status_code == 422
    assert "Lo stesso codice è già in vigore in una parte di questo periodo." in risposta.content.decode()
    assert TabellaCodici.objects.filter(codice="0001").count() == 1


@pytest.mark.parametrize("fonte", ["", "   ", "Segnaposto; L. 68/1999 art. 4 c. 1", "segnaposto"])
def test_verified_needs_a_source(client_di: Callable[..., Client], dirigenti: TabellaCodici, fonte: str) -> None:
    dati = correzione(dirigenti, fonte=fonte)
    del dati["da_verificare"]
    risposta = client_di("op_cm").post(pagina(dirigenti), dati)
    assert risposta.status_code == 422 and "scrivi da quale fonte viene" in risposta.content.decode()
    dirigenti.refresh_from_db()
    assert dirigenti.da_verificare and dirigenti.versione == 1


@pytest.mark.parametrize(
    "cambi", [{"fonte": "", "da_verificare": False}, {"lettura": "CIGS"}, {"ambito": "", "lettura": ""}]
)
def test_the_database_refuses_it_too(dirigenti: TabellaCodici, cambi: dict) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        TabellaCodici.objects.filter(pk=dirigenti.pk).update(**cambi)


def test_a_placeholder_is_verified_by_its_source(client_di: Callable[..., Client], dirigenti: TabellaCodici) -> None:
    dati = correzione(dirigenti, fonte="Decreto direttoriale 194/2023, allegato 1", ambito="C")
    del dati["da_verificare"]
    risposta = client_di("responsabile").post(pagina(dirigenti), dati)
    assert risposta.status_code == 302 and risposta.url.endswith(f"#codice-{dirigenti.pk}")
    dirigenti.refresh_from_db()
    assert (dirigenti.da_verificare, dirigenti.ambito, dirigenti.versione) == (False, "C", 2)
    assert eventi(dirigenti) == ["codice.verificato"]
    assert Evento.objects.get(oggetto_id=dirigenti.pk).dettagli["fonte"] == dirigenti.fonte


def test_what_a_verified_code_does_is_not_corrected_in_place(
    client_di: Callable[..., Client], mobilita: TabellaCodici
) -> None:
    dati = correzione(mobilita, lettura="CIGS", descrizione="Licenziamento collettivo")
    assert client_di("op_cm").post(pagina(mobilita), dati).status_code == 302
    mobilita.refresh_from_db()
    assert (mobilita.lettura, mobilita.descrizione) == ("licenziamento_collettivo", "Licenziamento collettivo")
    assert eventi(mobilita) == ["codice.corretto"]


def test_the_verb_itself_leaves_it_alone(ctx_di: Callable[..., Contesto], mobilita: TabellaCodici) -> None:
    mobilita.lettura = "CIGS"
    correggi_codice(codice=mobilita, versione_letta=1, ctx=ctx_di("op_cm"))
    assert TabellaCodici.objects.get(pk=mobilita.pk).lettura == "licenziamento_collettivo"


def test_a_new_rule_holds_from_its_day(client_di: Callable[..., Client], dirigenti: TabellaCodici) -> None:
    dati = cambio(dirigenti, "2026-06-01", ambito="D", fonte="Legge nuova")
    assert client_di("amm_prov").post(pagina(dirigenti), dati).status_code == 302
    prima, dopo = TabellaCodici.objects.filter(codice="0001").order_by("al")
    assert (prima.pk, prima.al, prima.ambito) == (dirigenti.pk, datetime.date(2026, 5, 31), "E")
    assert (dopo.dal, dopo.al, dopo.ambito) == (datetime.date(2026, 6, 1), None, "D")
    assert eventi(dopo) == ["codice.cambiato"]


@pytest.mark.parametrize(
    ("giorno", "frase"),
    [("2025-01-01", "Il codice vale dal 01/01/2025"), ("2026-01-01", "Il codice vale fino al 31/12/2025")],
)
def test_a_day_outside_the_code_is_refused(
    client_di: Callable[..., Client],
    ctx_di: Callable[..., Contesto],
    dirigenti: TabellaCodici,
    giorno: str,
    frase: str,
) -> None:
    dirigenti.dal, dirigenti.al = datetime.date(2025, 1, 1), datetime.date(2025, 12, 31)
    dirigenti.save()
    risposta = client_di("op_cm").post(pagina(dirigenti), cambio(dirigenti, giorno))
    assert risposta.status_code == 422 and frase in risposta.content.decode()
    nuovo = TabellaCodici(ambito="D", descrizione="Prova")
    with pytest.raises(IntegrityError), transaction.atomic():
        cambia_codice(
            codice=dirigenti,
            versione_letta=1,
            dal=datetime.date.fromisoformat(giorno),
            nuovo=nuovo,
            ctx=ctx_di("op_cm"),
        )
    assert TabellaCodici.objects.filter(codice="0001").count() == 1


def test_two_people_see_both_texts_before_one_wins(
    client_di: Callable[..., Client], ctx_di: Callable[..., Contesto], dirigenti: TabellaCodici
) -> None:
    mio = correzione(dirigenti, descrizione="Il mio testo")
    dirigenti.descrizione = "Il suo testo"
    correggi_codice(codice=dirigenti, versione_letta=1, ctx=ctx_di("responsabile"))
    client = client_di("op_cm")
    risposta = client.post(pagina(dirigenti), mio)
    testo = risposta.content.decode()
    assert risposta.status_code == 422
    assert "<td>Il mio testo</td><td>Il suo testo</td>" in testo
    assert TabellaCodici.objects.get(pk=dirigenti.pk).descrizione == "Il suo testo"
    di_nuovo = mio | {"versione": risposta.context["correzione"]["versione"].value()}
    assert client.post(pagina(dirigenti), di_nuovo).status_code == 302
    assert TabellaCodici.objects.get(pk=dirigenti.pk).descrizione == "Il mio testo"


def test_a_stale_change_from_a_day_changes_nothing(
    client_di: Callable[..., Client], ctx_di: Callable[..., Contesto], dirigenti: TabellaCodici
) -> None:
    mio = cambio(dirigenti, "2026-06-01", descrizione="Il mio testo")
    dirigenti.descrizione = "Il suo testo"
    correggi_codice(codice=dirigenti, versione_letta=1, ctx=ctx_di("responsabile"))
    risposta = client_di("op_cm").post(pagina(dirigenti), mio)
    assert risposta.status_code == 422 and "<td>Il suo testo</td>" in risposta.content.decode()
    assert TabellaCodici.objects.filter(codice="0001").count() == 1
    with pytest.raises(ConflittoVersione):
        cambia_codice(
            codice=dirigenti,
            versione_letta=1,
            dal=datetime.date(2026, 6, 1),
            nuovo=TabellaCodici(),
            ctx=ctx_di("op_cm"),
        )


def test_a_changed_base_reaches_the_employer_when_asked(
    client_di: Callable[..., Client], dirigenti: TabellaCodici, prospetto: Prospetto
) -> None:
    base3, base18 = prospetto.calcolo.base_art3, prospetto.calcolo.base_art18
    client = client_di("op_cm")
    assert "Prepara il ricalcolo" not in client.get(ELENCO).content.decode()
    risposta = client.post(pagina(dirigenti), correzione(dirigenti, ambito="C"), follow=True)
    assert "Le cifre di 1 datore sono state calcolate" in risposta.content.decode()
    risposta = client.post(reverse("collocamento:ricalcola"))
    lavoro = Lavoro.objects.get(tipo="collocamento.ricalcola")
    assert risposta.url == lavoro.get_absolute_url()
    lavoro.risultato = anteprima_ricalcolo(lavoro, Passi(), client.ctx)
    assert lavoro.esito == "Cambierebbero le cifre di 1 datore."
    proposta = PropostaRicalcolo.objects.get()
    assert lavoro.url_risultato == proposta.get_absolute_url()
    assert Prospetto.objects.get().calcolo.base_art3 == base3
    assert "Apri l'anteprima" in client.get(ELENCO, follow=True).content.decode()
    client.post(reverse("collocamento:ricalcolo_applica", args=[proposta.pk]))
    lavoro = Lavoro.objects.get(tipo="collocamento.applica_ricalcolo")
    lavoro.risultato = applica_ricalcolo(lavoro, Passi(), client.ctx)
    assert lavoro.esito == "Le cifre di 1 datore sono cambiate."
    calcolo = Prospetto.objects.get().calcolo
    assert (calcolo.base_art3, calcolo.base_art18) == (base3 + 4, base18)
    testo = client.get(ELENCO, follow=True).content.decode()
    assert "Tabelle dei codici" in testo and "sono state calcolate" not in testo


def test_one_recalculation_at_a_time(client_di: Callable[..., Client]) -> None:
    client = client_di("op_cm")
    prima = client.post(reverse("collocamento:ricalcola"))
    assert client.post(reverse("collocamento:ricalcola")).url == prima.url
    altrove = client_di("responsabile").post(reverse("collocamento:ricalcola"), follow=True)
    assert "Il ricalcolo è già in corso" in altrove.content.decode()
    assert Lavoro.objects.count() == 1


def test_the_list_is_filtered(client_di: Callable[..., Client]) -> None:
    client = client_di("op_cpi")

    def codici(**filtri: str) -> set[str]:
        return {c.codice for c in client.get(ELENCO, filtri).context["elenco"].pagina}

    assert codici(tabella="tipo_convenzione") == {"1", "2"}
    assert codici(tabella="causale_sospensione", da_verificare="on") == {"A"}


def test_the_list_asks_the_same_queries_however_long(client_di: Callable[..., Client]) -> None:
    def domande() -> int:
        with CaptureQueriesContext(connection) as fatte:
            assert client.get(ELENCO, {"tabella": "ccnl"}).status_code == 200
        return len(fatte)

    client = client_di("op_cm")
    TabellaCodici.objects.create(tabella="ccnl", codice="primo", descrizione="Prova")
    # The first visit remembers the filters.
    domande()
    poche = domande()
    altri = [TabellaCodici(tabella="ccnl", codice=f"{n:03}", descrizione="Prova") for n in range(20)]
    TabellaCodici.objects.bulk_create(altri)
    assert domande() == poche
