"""Decisions, actions, search, deadlines and sealed documents of the table."""

import datetime
import io
import zipfile

import pikepdf
import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from socialabs.archivio.azioni import apri
from socialabs.base.identificativi import nuovo_id
from socialabs.base.pdf import pdf_disponibile
from socialabs.base.ricerca import cerca as cerca_ovunque
from socialabs.documenti.azioni.emissione import Emissione, emetti
from socialabs.documenti.models import Documento
from socialabs.documenti.officina import Officina, Reso
from socialabs.documenti.registro import tipo
from socialabs.promemoria.registro import Finestra
from socialabs.utenti.enums import Ruolo
from tavolo import scadenze
from tavolo.archivio_verbale import IMPRONTE, raccogli
from tavolo.azioni import decisioni, verbali
from tavolo.cerca import FINE, INIZIO, cerca, evidenzia
from tavolo.documenti import PUBBLICO, VERBALE
from tavolo.enums import ModoApprovazione, StatoEsecuzione, StatoImpegno, StatoSeduta
from tavolo.errori import NonAmmesso
from tavolo.models import Decisione, Impegno, Seduta
from tavolo.resoconto import resoconto
from tests.fabbriche import EnteTitolareFactory
from tests.tavolo.atti import SEGRETO, delegato, in_revisione, svolta


OGGI = "2026-06-24T10:00:00+02:00"
QUERY_DI_UN_ELENCO = 25


@pytest.fixture(autouse=True)
def giugno():
    with time_machine.travel(OGGI):
        yield


@pytest.fixture
def segreteria(ctx_di):
    return ctx_di(Ruolo.SEGRETERIA_TAVOLO)


@pytest.fixture
def approvato(segreteria):
    """Minutes approved in writing, and the seats of the table."""
    verbale, seggi = in_revisione(segreteria)
    return verbali.approva(verbale=verbale, modo=ModoApprovazione.SCRITTO, ctx=segreteria), seggi


def siede(client, seggio) -> None:
    """Let the client's person be the delegate of `seggio`."""
    persona = delegato(seggio).partecipante
    persona.utente = client.ctx.utente
    persona.save()


# --- decisions ------------------------------------------------------------------------------------------------------
def test_the_register_is_filtered_by_who_is_in_charge_and_exported_as_filtered(client_di, segreteria) -> None:
    _seduta, seggi = svolta(segreteria)
    client = client_di(Ruolo.SEGRETERIA_TAVOLO)
    for ente, quante in ((seggi[0].ente_id, 2), (seggi[1].ente_id, 0)):
        indirizzo = reverse("tavolo:decisioni_esporta", args=["csv"])
        risposta = client.get(indirizzo, {"ente": ente})
        righe = b"".join(risposta.streaming_content).decode().strip().splitlines()
        assert len(righe) - 1 == quante
        assert (
            "Convenzione con le cooperative"
            in client.get(reverse("tavolo:decisioni"), {"ente": ente}).content.decode()
        ) is bool(quante)


def test_execution_goes_on_with_a_note_and_keeps_its_history(client_di, segreteria) -> None:
    svolta(segreteria)
    client, decisione = client_di(Ruolo.SEGRETERIA_TAVOLO), Decisione.objects.get(titolo__startswith="Convenzione")
    indirizzo = reverse("tavolo:decisione_esecuzione", args=[decisione.pk])
    assert client.post(indirizzo, {"stato": "eseguita", "nota": "Firmata"}).status_code == 302
    decisione.refresh_from_db()
    assert (decisione.stato, decisione.eseguita_il) == (StatoEsecuzione.ESEGUITA, datetime.date(2026, 6, 24))
    pagina = client.get(reverse("tavolo:decisione", args=[decisione.pk])).content.decode()
    assert "Storia delle modifiche" in pagina and "Firmata" in pagina
    membro = client_di(Ruolo.COMPONENTE_TAVOLO)
    assert membro.post(indirizzo, {"stato": "in_corso"}).status_code == 404


@pytest.mark.parametrize("nome", ["decisioni", "impegni", "verbali"])
def test_lists_ask_the_same_queries_whatever_their_rows(client_di, segreteria, nome, django_assert_max_num_queries):
    for _volta in range(3):
        in_revisione(segreteria)
    client = client_di(Ruolo.RESPONSABILE)
    with django_assert_max_num_queries(QUERY_DI_UN_ELENCO):
        assert client.get(reverse(f"tavolo:{nome}")).status_code == 200


# --- actions --------------------------------------------------------------------------------------------------------
def test_late_actions_come_first_and_mine_are_mine(client_di, segreteria) -> None:
    seduta, seggi = svolta(segreteria)
    client = client_di(Ruolo.COMPONENTE_TAVOLO)
    siede(client, seggi[1])
    mia = {"seduta": seduta, "responsabile": delegato(seggi[1]).partecipante}
    for cosa, entro in (("Dopo", "2026-07-20"), ("In ritardo da giorni", "2026-06-20")):
        decisioni.assegna(impegno=Impegno(descrizione=cosa, entro_il=entro, **mia), ctx=segreteria)
    corpo = client.get(reverse("tavolo:impegni"), {"di_chi": "miei"}).content.decode()
    assert corpo.index("In ritardo da giorni") < corpo.index("Dopo")
    assert "Scrivere ai comuni" not in corpo
    assert "Scrivere ai comuni" in client.get(reverse("tavolo:impegni"), {"di_chi": ""}).content.decode()


def test_who_sits_for_the_body_closes_its_action_and_nobody_else_does(client_di, segreteria) -> None:
    _seduta, seggi = svolta(segreteria)
    impegno = Impegno.objects.get(descrizione="Scrivere ai comuni")
    suo, altro = client_di(Ruolo.COMPONENTE_TAVOLO), client_di(Ruolo.COMPONENTE_TAVOLO)
    siede(suo, seggi[0])
    siede(altro, seggi[1])
    indirizzo = reverse("tavolo:impegno_aggiorna", args=[impegno.pk])
    assert altro.post(indirizzo, {"stato": "concluso"}).status_code == 404
    assert suo.post(indirizzo, {"stato": "annullato"}).status_code == 422
    assert suo.post(indirizzo, {"stato": "concluso", "esito": "Scritto a tutti"}).status_code == 302
    impegno.refresh_from_db()
    assert (impegno.stato, impegno.esito) == (StatoImpegno.CONCLUSO, "Scritto a tutti")


def test_an_action_is_put_off_with_a_reason_and_never_to_an_earlier_day(client_di, segreteria) -> None:
    svolta(segreteria)
    impegno, client = Impegno.objects.get(descrizione="Scrivere ai comuni"), client_di(Ruolo.SEGRETERIA_TAVOLO)
    indirizzo = reverse("tavolo:impegno_rinvia", args=[impegno.pk])
    dati = {"entro_il": "2026-06-30", "motivo": "Mancano gli indirizzi", "versione": impegno.versione}
    assert client.post(indirizzo, dati).status_code == 422
    assert client.post(indirizzo, dati | {"entro_il": "2026-08-01"}).status_code == 302
    assert client.post(indirizzo, dati | {"entro_il": "2026-09-01"}).status_code == 422
    impegno.refresh_from_db()
    assert (impegno.entro_il, impegno.motivo_rinvio) == (datetime.date(2026, 8, 1), "Mancano gli indirizzi")


# --- search ---------------------------------------------------------------------------------------------------------
def test_an_action_is_bound_to_a_decision_of_its_item_until_the_minutes_are_approved(client_di, segreteria) -> None:
    seduta, seggi = svolta(segreteria)
    client, decisione = client_di(Ruolo.SEGRETERIA_TAVOLO), Decisione.objects.get(titolo__startswith="Convenzione")
    libera = Impegno(seduta=seduta, punto=decisione.punto, descrizione="Stampare", ente=seggi[0].ente)
    libera = decisioni.assegna(impegno=libera, ctx=segreteria)
    indirizzo = reverse("tavolo:impegno_modifica", args=[libera.pk])
    assert SEGRETO not in client.get(indirizzo).content.decode()
    dati = {
        "descrizione": "Stampare",
        "ente": seggi[0].ente.pk,
        "decisione": decisione.pk,
        "versione": libera.versione,
    }
    assert client.post(indirizzo, dati).status_code == 302
    libera.refresh_from_db()
    assert libera.decisione == decisione
    assert str(decisione) in client.get(reverse("tavolo:impegni"), {"stato": "tutti"}).content.decode()
    assert "Stampare" in client.get(reverse("tavolo:decisione", args=[decisione.pk])).content.decode()
    verbale = verbali.redigi(seduta=seduta, ctx=segreteria)
    azioni = {i["cosa"]: i["decisione"] for i in resoconto(verbale, pubblico=False)["impegni"]}
    assert azioni["Stampare"] == str(decisione)
    pagina = client.get(reverse("tavolo:verbale", args=[verbale.pk])).content.decode()
    assert f"<small>{decisione}</small>" in pagina
    Seduta.objects.filter(pk=seduta.pk).update(stato=StatoSeduta.APPROVATO)
    assert "Attua la decisione" not in client.get(indirizzo).content.decode()
    libera.decisione = None
    with pytest.raises(NonAmmesso, match="resta legata"):
        decisioni.modifica_impegno(impegno=libera, versione_letta=libera.versione, ctx=segreteria)


@pytest.mark.parametrize("parole", ["cooperativa", "cooperative", "fermata", "COOPERATIVÀ"])
def test_any_form_of_a_word_finds_decisions_first(segreteria, parole) -> None:
    svolta(segreteria)
    gruppi = cerca(segreteria, parole)
    assert gruppi[0].nome == "Decisioni" and "Convenzione" in gruppi[0].esiti[0].titolo
    assert any(nome == "Tavolo territoriale" for nome, _trovati in cerca_ovunque(segreteria, parole))


def test_minutes_are_found_once_approved_and_internal_items_by_nobody_else(segreteria, ctx_di, approvato) -> None:
    nomi = [gruppo.nome for gruppo in cerca(segreteria, "autobus")]
    assert nomi == ["Verbali approvati"]
    assert cerca(segreteria, SEGRETO) and not cerca(ctx_di(Ruolo.COMPONENTE_TAVOLO), SEGRETO)
    assert not cerca(ctx_di(Ruolo.OPERATORE_CM), "autobus")


def test_minutes_in_review_are_not_what_was_decided_yet(segreteria) -> None:
    in_revisione(segreteria)
    assert cerca(segreteria, "autobus") == []


def test_fragments_mark_the_words_and_nothing_else() -> None:
    frammento = evidenzia(f"<script>{INIZIO}a & b{FINE}</script>{FINE}{INIZIO}")
    assert frammento == "&lt;script&gt;<mark>a &amp; b</mark>&lt;/script&gt;<mark></mark>"


# --- deadlines ------------------------------------------------------------------------------------------------------
def finestra() -> Finestra:
    oggi = datetime.date(2026, 6, 24)
    return Finestra(oggi, oggi, oggi + datetime.timedelta(days=30))


def test_actions_are_due_to_who_sits_for_the_body_and_fall_when_closed(client_di, segreteria) -> None:
    _seduta, seggi = svolta(segreteria)
    client = client_di(Ruolo.COMPONENTE_TAVOLO)
    siede(client, seggi[0])
    [dovuta] = scadenze.impegni(finestra())
    assert dovuta.scade_il == datetime.date(2026, 7, 1)
    assert [d.utente_id for d in dovuta.destinatari if d.utente_id] == [client.ctx.utente.pk]
    impegno = Impegno.objects.get(pk=dovuta.oggetto_id)
    decisioni.aggiorna_impegno(impegno=impegno, stato=StatoImpegno.CONCLUSO, ctx=segreteria)
    assert list(scadenze.impegni(finestra())) == []
    assert (impegno.pk, "") in list(scadenze.impegni_chiusi(finestra()))


def test_minutes_are_due_ten_days_after_the_meeting_until_they_are_sent(segreteria) -> None:
    seduta, _seggi = svolta(segreteria)
    [dovuta] = scadenze.verbali_da_scrivere(finestra())
    assert dovuta.scade_il == datetime.date(2026, 6, 20)
    verbale = verbali.redigi(seduta=seduta, ctx=segreteria)
    assert len(list(scadenze.verbali_da_scrivere(finestra()))) == 1
    verbali.invia_in_revisione(verbale=verbale, ctx=segreteria)
    assert list(scadenze.verbali_da_scrivere(finestra())) == []
    assert (seduta.pk, "") in list(scadenze.verbali_inviati(finestra()))
    [revisione] = scadenze.revisioni(finestra())
    assert (revisione.scade_il, revisione.destinatari) == (datetime.date(2026, 7, 1), ())


# --- sealed ---------------------------------------------------------------------------------------------------------
class SenzaDisegno(Officina):
    """Numbers and contents need no real drawing."""

    def __init__(self):
        super().__init__(0)

    def rendi(self, lavori):
        pdf = [f"%PDF-1.7 {n} {lavoro.html}".encode() for n, lavoro in enumerate(lavori)]
        return [Reso(contenuto, contenuto + b" copia") for contenuto in pdf]


@pytest.fixture
def sigilla(segreteria, settings, tmp_path):
    settings.ARCHIVIO_DIR = tmp_path
    EnteTitolareFactory()

    def una(verbale, chiave, officina=None) -> Documento:
        emissione = Emissione(tipo(chiave), segreteria, nuovo_id())
        esito = emetti(emissione, [verbale.pk], officina or SenzaDisegno())
        assert esito.esclusi == []
        return Documento.objects.get(pk=esito.emessi[0])

    return una


def test_only_approved_minutes_are_sealed_and_the_public_version_tells_nothing_internal(
    sigilla, segreteria, client_di, approvato
) -> None:
    verbale, seggi = approvato
    altro, _altri = in_revisione(segreteria)
    assert isinstance(tipo(VERBALE).congela(segreteria, [altro.pk])[altro.pk], str)
    intero, pubblico = sigilla(verbale, VERBALE), sigilla(verbale, PUBBLICO)
    assert SEGRETO in intero.dati and SEGRETO not in pubblico.dati
    membro = client_di(Ruolo.COMPONENTE_TAVOLO)
    siede(membro, seggi[1])
    scaricato = b"".join(membro.get(reverse("tavolo:verbale_pdf", args=[verbale.pk])).streaming_content)
    assert b"Trasporti" in scaricato and SEGRETO.encode() not in scaricato
    assert membro.get(intero.file.get_absolute_url()).status_code == 404
    chiunque, indirizzo = Client(), reverse("tavolo:pubblico_verbale_pdf", args=[verbale.seduta_id])
    assert chiunque.get(indirizzo).status_code == 404
    verbali.pubblica(verbale=verbale, ctx=segreteria)
    pagina = chiunque.get(reverse("tavolo:pubblico_verbale", args=[verbale.seduta_id])).text
    assert indirizzo in pagina and str(pubblico) in pagina
    assert b"".join(chiunque.get(indirizzo).streaming_content) == scaricato


def test_minutes_are_published_once_their_public_version_is_sealed(sigilla, client_di, approvato) -> None:
    verbale, _seggi = approvato
    ufficio = client_di(Ruolo.SEGRETERIA_TAVOLO)
    pagina, pubblica = (reverse(f"tavolo:{nome}", args=[verbale.pk]) for nome in ("verbale", "verbale_pubblica"))
    nuovo = reverse("documenti:nuovo", args=[PUBBLICO, verbale.pk])
    sigilla(verbale, VERBALE)
    prima = ufficio.get(pagina).text
    assert nuovo in prima and pubblica not in prima
    assert "va sigillata" in ufficio.post(pubblica, follow=True).text
    assert not Seduta.objects.pubblicate().exists()
    sigilla(verbale, PUBBLICO)
    dopo = ufficio.get(pagina).text
    assert nuovo not in dopo and pubblica in dopo
    ufficio.post(pubblica)
    assert Seduta.objects.pubblicate().get() == verbale.seduta


@pytest.mark.skipif(not pdf_disponibile(), reason="Pango is not installed on this machine")
def test_the_sealed_minutes_are_an_accessible_pdf_with_their_archive(sigilla, segreteria, approvato) -> None:
    verbale, _seggi = approvato
    with Officina(1) as officina:
        documento = sigilla(verbale, VERBALE, officina)
    with apri(documento.file) as contenuto, pikepdf.open(io.BytesIO(contenuto.read())) as pdf:
        assert pdf.Root.MarkInfo.Marked and pdf.Root.Lang == "it"
        with pdf.open_metadata() as meta:
            assert meta["pdfuaid:part"] == "1"
    with apri(raccogli(verbale, ctx=segreteria)) as contenuto, zipfile.ZipFile(contenuto) as archivio:
        impronte = archivio.read(IMPRONTE).decode()
        assert f"{documento.sha256}  {documento.file.nome}" in impronte
        assert len(archivio.read("presenze.csv").decode().strip().splitlines()) == 4
