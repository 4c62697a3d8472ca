"""From an empty database to the demonstration, then a GET of every URL as every demo account: nothing may break."""

from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import transaction
from django.http import HttpResponse
from django.template import Template
from django.test import Client, override_settings
from django.urls import reverse
from pytest_django import DjangoDbBlocker

from collocamento.models import Campagna, Consegna, Datore, Prospetto, TabellaCodici
from socialabs.anagrafica.models import CentroImpiego, Organizzazione
from socialabs.base.contesto import Contesto
from socialabs.documenti.models import Documento
from socialabs.promemoria.models import Avviso, Scadenza
from socialabs.rapporti.models import Approvazione, InvioPeriodico, Istantanea
from socialabs.rapporti.registro import rapporti_di
from socialabs.utenti.demo import CONTI, conto
from socialabs.utenti.enums import Ruolo
from socialabs.utenti.models import Appartenenza, Delega, Utente
from tests.riconosciuti import riconosci_una_volta
from tests.tavolo.fabbriche import scena_del_tavolo
from tests.test_porte import APERTA, CHIUSA, PORTE, STANZE


# One process for all of them, so that the demonstration is loaded once.
pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("fumo")]
SOLO_POST = 405
ISTANTANEA = ("istantanea", "istantanea_xlsx", "istantanea_csv", "istantanea_pdf", "confronto", "approva")
PACCHETTO = Path(settings.BASE_DIR) / "demo" / "prospetti_demo.zip"


@pytest.fixture(scope="module")
def demo(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, object]]:
    """The demonstration with the current package loaded too, once for all; what the addresses may name."""
    with (
        django_db_blocker.unblock(),
        override_settings(ARCHIVIO_DIR=tmp_path_factory.mktemp("archivio")),
        transaction.atomic(),
    ):
        call_command("carica_comuni", verbosity=0)
        call_command("carica_demo")
        call_command("importa_prospetti", str(PACCHETTO))
        yield nomi()
        transaction.set_rollback(True)


@pytest.fixture
def in_fretta(monkeypatch: pytest.MonkeyPatch) -> None:
    """Four thousand visits: nothing is kept of how a page was drawn, and that a page is closed is not drawn."""
    riconosci_una_volta(monkeypatch)
    monkeypatch.setattr(Template, "_render", lambda self, context: self.nodelist.render(context))
    monkeypatch.setattr("django.conf.urls.handler404", lambda _request, exception: HttpResponse(status=404))


def nomi() -> dict[str, object]:
    oggetti = SimpleNamespace(**scena_del_tavolo(Utente.objects.get(email=conto("tavolo").email)))
    azienda = Organizzazione.objects.get(codice_fiscale="61006420113")
    datore = Datore.objects.get(organizzazione=azienda)
    oggetti.datore = datore
    for stanza in STANZE:
        vars(oggetti).update(stanza.demo(datore))
    stanze = {nome for stanza in STANZE for nome in stanza.PORTE} | {n for n in PORTE if n.startswith("tavolo:")}
    argomenti = {nome: PORTE[nome].argomenti(oggetti) for nome in stanze}
    return {
        **{nome: argomento for nome, argomento in argomenti.items() if argomento},
        "collocamento:datore": datore.pk,
        "collocamento:lavoratori": Prospetto.objects.filter(datore=datore, anno=2025, stato="valido").get().pk,
        "collocamento:originale": Prospetto.objects.filter(datore=datore, anno=2025, stato="valido").get().pk,
        "collocamento:confronto": Prospetto.objects.filter(tipo="02", stato="valido").first().pk,
        "collocamento:consegna": Consegna.objects.latest("creato_il").pk,
        "collocamento:rifiutati": Consegna.objects.latest("creato_il").pk,
        "collocamento:campagna": Campagna.objects.get(anno=2025).pk,
        "collocamento:mancanti_esporta": (Campagna.objects.get(anno=2025).pk, "csv"),
        "collocamento:mancanti": Campagna.objects.get(anno=2025).pk,
        "collocamento:codice": TabellaCodici.objects.first().pk,
        "documenti:nuovo": ("collocamento.riepilogo", Prospetto.objects.validi(2025).get(datore=datore).pk),
        **di_un_documento(azienda),
        "promemoria:scadenza": Scadenza.objects.filter(tipo="collocamento.obbligo").first().pk,
        "promemoria:ics": Scadenza.objects.first().pk,
        "promemoria:avviso": Avviso.objects.first().pk,
        "promemoria:apri": Avviso.objects.first().pk,
        "promemoria:segna": Avviso.objects.first().pk,
        "promemoria:reinvia": Avviso.objects.first().pk,
        "anagrafica:cpi_comuni": CentroImpiego.objects.first().pk,
        "utenti:persone_di": azienda.pk,
        "utenti:invita": azienda.pk,
        "utenti:aggiungi_ruolo": Appartenenza.objects.get(organizzazione=azienda).pk,
        "utenti:disattiva": Appartenenza.objects.get(organizzazione=azienda).pk,
        "utenti:conto": Utente.objects.get(email=CONTI[0].email).pk,
        "utenti:termina_delega": Delega.objects.get(delegante=azienda).pk,
        **{f"rapporti:{nome}": Istantanea.objects.get().pk for nome in ISTANTANEA},
        **{f"rapporti:{nome}": InvioPeriodico.objects.get().pk for nome in ("invio", "invio_stato", "invio_elimina")},
        "utenti:apri_assistenza": Appartenenza.objects.get(organizzazione=azienda).pk,
    }


def di_un_documento(azienda: Organizzazione) -> dict[str, object]:
    """The pages of a document of the demonstration, which has none where PDFs cannot be made."""
    documento = Documento.objects.validi().filter(destinatario=azienda).first()
    return {f"documenti:{verbo}": documento.pk for verbo in ("dettaglio", "sostituisci", "annulla") if documento}


def address(name: str, demo: dict[str, object]) -> str | None:
    """The address of a page in the demonstration; None for what only a POST or a running job makes."""
    porta = PORTE[name]
    if name in demo:
        known = demo[name]
        if isinstance(known, dict):
            return reverse(name, kwargs=known)
        return reverse(name, args=known if isinstance(known, tuple) else [known])
    try:
        return reverse(name, kwargs=porta.argomenti(None))
    except AttributeError:
        return None


def test_every_page_has_an_address_to_visit(demo: dict[str, object]) -> None:
    unknown = [name for name in PORTE if address(name, demo) is None]
    assert len(unknown) <= 12, unknown


@pytest.mark.usefixtures("in_fretta")
@pytest.mark.parametrize("chiave", [conto_demo.chiave for conto_demo in CONTI])
def test_every_url_answers_every_role(demo: dict[str, object], chiave: str) -> None:
    client = Client()
    assert client.post(reverse("demo_entra", args=[chiave])).status_code == 302
    wrong, opened = [], 0
    for url in filter(None, (address(name, demo) for name in PORTE)):
        response = client.get(url)
        if response.streaming:
            b"".join(response.streaming_content)
        opened += response.status_code == 200
        if response.status_code not in APERTA | CHIUSA | {SOLO_POST}:
            wrong.append(f"{url}: {response.status_code}")
    assert wrong == []
    assert opened >= 10


@pytest.mark.parametrize("chiave", [conto_demo.chiave for conto_demo in CONTI])
def test_a_page_that_is_not_there_says_so_to_every_role(demo: dict[str, object], chiave: str) -> None:
    client = Client()
    client.post(reverse("demo_entra", args=[chiave]))
    response = client.get("/manca/")
    assert response.status_code == 404 and "Errore 404" in response.text


@pytest.mark.usefixtures("in_fretta")
def test_every_report_answers_every_role(demo: dict[str, object]) -> None:
    responsabile = Appartenenza.objects.select_related("utente").filter(ruolo=Ruolo.RESPONSABILE).first()
    reports = rapporti_di(Contesto(utente=responsabile.utente, appartenenza=responsabile))
    assert len(reports) >= 11
    for chi in CONTI:
        client = Client()
        client.post(reverse("demo_entra", args=[chi.chiave]))
        for report in reports:
            expected = 200 if chi.ruolo in report.ruoli else 404
            for page in ("pagina", "xlsx"):
                response = client.get(reverse(f"rapporti:{page}", args=[report.chiave]))
                assert response.status_code == expected, f"{chi.chiave} {report.chiave} {page}"


def test_loading_the_demonstration_again_changes_nothing(demo: dict[str, object], come_proprietario: Callable) -> None:
    def count() -> tuple[int, ...]:
        models = (Organizzazione, Datore, Prospetto, Consegna, Utente, Appartenenza, Delega, Documento)
        models += (Istantanea, Approvazione, InvioPeriodico)
        return tuple(model.objects.count() for model in models)

    before = count()
    with come_proprietario():
        call_command("carica_demo")
    assert count() == before
