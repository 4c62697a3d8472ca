"""Every door of the portal, tried by every role: once by who holds the thing behind it, once by a same-role stranger.

A URL that the table does not know fails: whoever adds one says here who may open it.
"""

import uuid
from collections.abc import Iterator

import pytest
from django.db import transaction
from django.test import Client, override_settings
from django.urls import URLPattern, get_resolver, reverse
from pytest_django import DjangoDbBlocker

from socialabs.utenti.models import Appartenenza
from socialabs.utenti.pubbliche import PUBBLICHE
from tests.convenzioni import porte as convenzioni
from tests.dichiarazioni import porte as dichiarazioni
from tests.organico import porte as organico
from tests.ottemperanza import porte as ottemperanza
from tests.porte import (
    CAPI,
    CAPO_AZIENDA,
    CAPO_STUDIO,
    COMPONENTI,
    CONFIGURA,
    COOP,
    DELEGHE,
    GESTISCE,
    IMPORTA,
    LEGGE_IL_TAVOLO,
    NESSUNO,
    PARTI,
    PERSONE_DICHIARATE,
    SEGRETERIA,
    TUTTI,
    UFFICIO,
    Porta,
    R,
    di,
)
from tests.posizione import porte as posizione
from tests.provvedimenti import porte as provvedimenti
from tests.riconosciuti import riconosci_una_volta
from tests.scena import COPPIE, Scena, allestisci
from tests.simulazioni import porte as simulazioni


pytestmark = pytest.mark.django_db
# The rooms that bring doors of their own: `PORTE`, what stands behind them in the scene and in the demonstration.
STANZE = (organico, posizione, provvedimenti, convenzioni, simulazioni, dichiarazioni, ottemperanza)


def persona(nome: str) -> Porta:
    return Porta(
        frozenset({R.AMMINISTRATORE_PROVINCIALE}),
        capi_proprie=frozenset({CAPO_AZIENDA}),
        argomenti=di(nome, nome_argomento(nome)),
        post=True,
    )


def nome_argomento(nome: str) -> str:
    return {"dipendente": "appartenenza", "invito": "invito"}[nome]


PORTE: dict[str, Porta] = {
    "base:cruscotto": Porta(TUTTI),
    "base:ricerca": Porta(TUTTI),
    "base:galleria": Porta(TUTTI),
    "anagrafica:territorio": Porta(CONFIGURA),
    "anagrafica:ente_nuovo": Porta(CONFIGURA),
    "anagrafica:cpi_comuni": Porta(CONFIGURA, argomenti=di("cpi", "cpi_id")),
    "anagrafica:patrono": Porta(CONFIGURA, argomenti=lambda s: {"belfiore": "E463"}),
    "anagrafica:patrono_togli": Porta(CONFIGURA, argomenti=lambda s: {"belfiore": "E463"}, post=True),
    "utenti:profilo": Porta(TUTTI),
    "utenti:cambia_appartenenza": Porta(NESSUNO, post=True),
    "utenti:persone": Porta(GESTISCE, capi=CAPI),
    "utenti:organizzazioni": Porta(GESTISCE),
    "utenti:persone_di": Porta(
        GESTISCE, capi_proprie=frozenset({CAPO_AZIENDA}), argomenti=di("azienda", "organizzazione")
    ),
    "utenti:invita": Porta(
        GESTISCE - {R.AMMINISTRATORE_SISTEMA},
        capi_proprie=frozenset({CAPO_AZIENDA}),
        argomenti=di("azienda", "organizzazione"),
    ),
    "utenti:aggiungi_ruolo": persona("dipendente"),
    "utenti:nomina": persona("dipendente"),
    "utenti:togli": persona("dipendente"),
    "utenti:disattiva": persona("dipendente"),
    "utenti:riattiva": persona("dipendente"),
    "utenti:reinvia_invito": persona("invito"),
    "utenti:revoca_invito": persona("invito"),
    "utenti:conti": Porta(frozenset({R.AMMINISTRATORE_SISTEMA})),
    "utenti:conto": Porta(
        frozenset({R.AMMINISTRATORE_SISTEMA}), argomenti=lambda s: {"utente": s.dipendente.utente_id}
    ),
    "utenti:deleghe": Porta(DELEGHE | PARTI),
    "utenti:concedi_delega": Porta(DELEGHE, capi=frozenset({CAPO_AZIENDA})),
    "utenti:termina_delega": Porta(
        DELEGHE, capi_proprie=frozenset({CAPO_AZIENDA, CAPO_STUDIO}), argomenti=di("delega", "delega")
    ),
    "utenti:assistenza": Porta(PERSONE_DICHIARATE),
    "utenti:apri_assistenza": Porta(PERSONE_DICHIARATE, argomenti=di("dipendente", "appartenenza")),
    "utenti:chiudi_assistenza": Porta(TUTTI, post=True),
    "archivio:scarica": Porta(proprie=frozenset({R.OPERATORE_CPI}), argomenti=di("file")),
    "lavori:elenco": Porta(TUTTI),
    "lavori:dettaglio": Porta(proprie=frozenset({R.OPERATORE_CPI, R.OPERATORE_CM}), argomenti=di("lavoro")),
    "lavori:avanzamento": Porta(proprie=frozenset({R.OPERATORE_CPI, R.OPERATORE_CM}), argomenti=di("lavoro")),
    "lavori:annulla": Porta(proprie=frozenset({R.OPERATORE_CPI, R.OPERATORE_CM}), argomenti=di("lavoro"), post=True),
    "collocamento:campagne": Porta(UFFICIO),
    "collocamento:campagna_nuova": Porta(UFFICIO - {R.OPERATORE_CPI}),
    "collocamento:campagna": Porta(UFFICIO - {R.OPERATORE_CPI}, argomenti=di("campagna", "campagna_id")),
    "collocamento:mancanti": Porta(UFFICIO, argomenti=di("campagna", "campagna_id")),
    "collocamento:mancanti_esporta": Porta(
        UFFICIO, argomenti=lambda s: {"campagna_id": s.campagna.pk, "formato": "csv"}
    ),
    "collocamento:codice_nuovo": Porta(UFFICIO - {R.OPERATORE_CPI}, argomenti=lambda s: {"tabella": "ccnl"}),
    "collocamento:codice": Porta(UFFICIO - {R.OPERATORE_CPI}, argomenti=di("codice", "codice_id")),
    "collocamento:ricalcola": Porta(UFFICIO - {R.OPERATORE_CPI}, post=True),
    "collocamento:elenco": Porta(UFFICIO | {R.CONSULENTE}),
    "collocamento:esporta": Porta(UFFICIO | {R.CONSULENTE}, argomenti=lambda s: {"formato": "csv"}),
    "collocamento:mia_azienda": Porta(frozenset({R.REFERENTE_AZIENDA})),
    "collocamento:datore": Porta(UFFICIO, proprie=PARTI, argomenti=di("datore")),
    "collocamento:lavoratori": Porta(PERSONE_DICHIARATE, proprie=PARTI, argomenti=di("prospetto"), post=True),
    "collocamento:originale": Porta(PERSONE_DICHIARATE, proprie=PARTI, argomenti=di("prospetto")),
    "collocamento:confronto": Porta(UFFICIO, proprie=PARTI, argomenti=di("prospetto")),
    "collocamento:consegne": Porta(UFFICIO),
    "collocamento:carica": Porta(IMPORTA, post=True),
    "collocamento:carica_demo": Porta(IMPORTA, post=True),
    "collocamento:scarica_demo": Porta(UFFICIO),
    "collocamento:consegna": Porta(UFFICIO, argomenti=di("consegna")),
    "collocamento:rifiutati": Porta(UFFICIO, argomenti=di("consegna")),
    "collocamento:comunicazioni": Porta(PERSONE_DICHIARATE),
    "documenti:elenco": Porta(UFFICIO | PARTI | SEGRETERIA | COOP),
    "documenti:esporta": Porta(UFFICIO | PARTI | SEGRETERIA | COOP, argomenti=lambda s: {"formato": "csv"}),
    "documenti:carta": Porta(CONFIGURA),
    "documenti:carta_nuova": Porta(CONFIGURA),
    "documenti:nuovo": Porta(
        PERSONE_DICHIARATE,
        proprie=PARTI,
        argomenti=lambda s: {"chiave": "collocamento.riepilogo", "oggetto": s.prospetto.pk},
    ),
    "documenti:lotto": Porta(proprie=frozenset({R.OPERATORE_CPI, R.OPERATORE_CM}), argomenti=di("lotto")),
    "documenti:dettaglio": Porta(UFFICIO, proprie=PARTI, argomenti=di("documento")),
    "documenti:sostituisci": Porta(PERSONE_DICHIARATE, argomenti=di("documento")),
    "documenti:annulla": Porta(PERSONE_DICHIARATE, argomenti=di("documento")),
    "promemoria:elenco": Porta(TUTTI),
    "promemoria:mese_corrente": Porta(TUTTI),
    "promemoria:mese": Porta(TUTTI, argomenti=lambda s: {"anno": 2027, "mese": 1}),
    "promemoria:settimana_corrente": Porta(TUTTI),
    "promemoria:settimana": Porta(TUTTI, argomenti=lambda s: {"anno": 2027, "settimana": 4}),
    "promemoria:scadenza": Porta(UFFICIO, proprie=PARTI, argomenti=di("scadenza")),
    "promemoria:ics": Porta(UFFICIO, proprie=PARTI, argomenti=di("scadenza")),
    "promemoria:avvisi": Porta(TUTTI),
    "promemoria:segna_tutti": Porta(TUTTI, post=True),
    "promemoria:avviso": Porta(UFFICIO, capi_proprie=frozenset({CAPO_AZIENDA}), argomenti=di("avviso")),
    # The offices read an item that is not theirs, and mark none.
    "promemoria:apri": Porta(capi_proprie=frozenset({CAPO_AZIENDA}), argomenti=di("avviso"), post=True),
    "promemoria:segna": Porta(capi_proprie=frozenset({CAPO_AZIENDA}), argomenti=di("avviso"), post=True),
    "promemoria:reinvia": Porta(UFFICIO, argomenti=di("avviso"), post=True),
    "promemoria:inviati": Porta(UFFICIO),
    "promemoria:esporta": Porta(UFFICIO, argomenti=lambda s: {"formato": "csv"}),
    "promemoria:preferenze": Porta(TUTTI),
    "promemoria:ripristina": Porta(TUTTI, post=True),
    "promemoria:indirizzo": Porta(TUTTI),
    "promemoria:nuovo_indirizzo": Porta(TUTTI, post=True),
    "promemoria:revoca_indirizzo": Porta(TUTTI, post=True),
    "tavolo:home": Porta(LEGGE_IL_TAVOLO | COMPONENTI),
    "tavolo:componenti": Porta(LEGGE_IL_TAVOLO | COMPONENTI),
    "tavolo:ente": Porta(LEGGE_IL_TAVOLO | COMPONENTI, argomenti=di("ente_membro")),
    "tavolo:gruppi": Porta(LEGGE_IL_TAVOLO | COMPONENTI),
    "tavolo:gruppo": Porta(LEGGE_IL_TAVOLO, proprie=COMPONENTI, argomenti=di("gruppo")),
    "tavolo:regole": Porta(LEGGE_IL_TAVOLO | COMPONENTI),
    "tavolo:regola": Porta(LEGGE_IL_TAVOLO | COMPONENTI, argomenti=di("regolamento")),
    "tavolo:sedute": Porta(LEGGE_IL_TAVOLO | COMPONENTI),
    "tavolo:seduta": Porta(LEGGE_IL_TAVOLO, proprie=COMPONENTI, argomenti=di("seduta_di_gruppo")),
    "tavolo:ente_nuovo": Porta(SEGRETERIA),
    "tavolo:ente_modifica": Porta(SEGRETERIA, argomenti=di("ente_membro")),
    "tavolo:ente_termina": Porta(SEGRETERIA, argomenti=di("ente_membro")),
    "tavolo:seggio_nuovo": Porta(SEGRETERIA, argomenti=di("ente_membro")),
    "tavolo:seggio_termina": Porta(SEGRETERIA, argomenti=di("seggio")),
    "tavolo:mandato_nuovo": Porta(SEGRETERIA, argomenti=di("seggio")),
    "tavolo:mandato_termina": Porta(SEGRETERIA, argomenti=di("mandato")),
    "tavolo:persona_nuova": Porta(SEGRETERIA),
    "tavolo:persona": Porta(SEGRETERIA, argomenti=di("partecipante")),
    "tavolo:gruppo_nuovo": Porta(SEGRETERIA),
    "tavolo:gruppo_modifica": Porta(SEGRETERIA, argomenti=di("gruppo")),
    "tavolo:gruppo_concludi": Porta(SEGRETERIA, argomenti=di("gruppo")),
    "tavolo:gruppo_seggio": Porta(SEGRETERIA, argomenti=di("gruppo")),
    "tavolo:regola_nuova": Porta(SEGRETERIA),
    "tavolo:regola_ritira": Porta(SEGRETERIA, argomenti=di("regolamento"), post=True),
    "tavolo:seduta_nuova": Porta(SEGRETERIA),
    "tavolo:seduta_modifica": Porta(SEGRETERIA, argomenti=di("seduta")),
    "tavolo:seduta_rinvia": Porta(SEGRETERIA, argomenti=di("seduta")),
    "tavolo:seduta_annulla": Porta(SEGRETERIA, argomenti=di("seduta")),
    "tavolo:seduta_clona": Porta(SEGRETERIA, argomenti=di("seduta")),
    "tavolo:odg": Porta(SEGRETERIA, argomenti=di("seduta")),
    "tavolo:punto": Porta(SEGRETERIA, argomenti=di("punto")),
    "tavolo:punto_sposta": Porta(SEGRETERIA, argomenti=di("punto"), post=True),
    "tavolo:punto_elimina": Porta(SEGRETERIA, argomenti=di("punto"), post=True),
    "tavolo:convocazione": Porta(LEGGE_IL_TAVOLO, argomenti=di("seduta")),
    "tavolo:convoca": Porta(SEGRETERIA, argomenti=di("seduta"), post=True),
    "tavolo:avvisa": Porta(SEGRETERIA, argomenti=di("seduta"), post=True),
    "tavolo:ospite": Porta(SEGRETERIA, argomenti=di("seduta"), post=True),
    "tavolo:calendario": Porta(LEGGE_IL_TAVOLO, proprie=COMPONENTI, argomenti=di("seduta_di_gruppo")),
    "tavolo:mia_risposta": Porta(SEGRETERIA, proprie=COMPONENTI, argomenti=di("convocazione")),
    "tavolo:mio_documento": Porta(
        SEGRETERIA,
        proprie=COMPONENTI,
        argomenti=lambda s: {"pk": s.convocazione.pk, "documento": s.documento_punto.pk},
    ),
    "tavolo:convocazione_reinvia": Porta(SEGRETERIA, argomenti=di("convocazione"), post=True),
    "tavolo:convocazione_consegna": Porta(SEGRETERIA, argomenti=di("convocazione")),
    "tavolo:sala": Porta(LEGGE_IL_TAVOLO, proprie=COMPONENTI, argomenti=di("seduta")),
    "tavolo:sala_presenza": Porta(SEGRETERIA, argomenti=di("seduta_di_gruppo"), post=True),
    "tavolo:sala_stato": Porta(SEGRETERIA, argomenti=di("seduta_di_gruppo"), post=True),
    "tavolo:presenza": Porta(SEGRETERIA, argomenti=di("presenza")),
    "tavolo:sala_punto": Porta(SEGRETERIA, argomenti=lambda s: {"pk": s.punto.pk, "verbo": "inizia"}, post=True),
    "tavolo:note": Porta(SEGRETERIA, argomenti=di("punto"), post=True),
    "tavolo:documento_togli": Porta(SEGRETERIA, argomenti=di("documento_punto"), post=True),
    "tavolo:verbali": Porta(LEGGE_IL_TAVOLO | COMPONENTI),
    "tavolo:verbale_redigi": Porta(SEGRETERIA, argomenti=di("seduta"), post=True),
    "tavolo:verbale": Porta(LEGGE_IL_TAVOLO, proprie=COMPONENTI, argomenti=di("verbale")),
    "tavolo:verbale_anteprima": Porta(LEGGE_IL_TAVOLO, proprie=COMPONENTI, argomenti=di("verbale")),
    "tavolo:verbale_osserva": Porta(proprie=COMPONENTI, argomenti=di("verbale"), post=True),
    "tavolo:verbale_cornice": Porta(SEGRETERIA, argomenti=di("verbale"), post=True),
    "tavolo:verbale_brano": Porta(SEGRETERIA, argomenti=di("brano"), post=True),
    "tavolo:verbale_invia": Porta(SEGRETERIA, argomenti=di("verbale")),
    "tavolo:verbale_osserva_per": Porta(SEGRETERIA, argomenti=di("verbale")),
    "tavolo:verbale_tratta": Porta(SEGRETERIA, argomenti=di("osservazione")),
    "tavolo:verbale_approva": Porta(SEGRETERIA, argomenti=di("verbale")),
    "tavolo:verbale_pubblica": Porta(SEGRETERIA, argomenti=di("verbale"), post=True),
    "tavolo:verbale_archivio": Porta(SEGRETERIA, argomenti=di("verbale"), post=True),
    # the minutes of the scene are in review: there is nothing to correct nor to take yet
    "tavolo:verbale_rettifica": Porta(NESSUNO, argomenti=di("verbale")),
    "tavolo:verbale_pdf": Porta(NESSUNO, argomenti=di("verbale")),
    "tavolo:decisioni": Porta(LEGGE_IL_TAVOLO | COMPONENTI),
    "tavolo:decisioni_esporta": Porta(LEGGE_IL_TAVOLO | COMPONENTI, argomenti=lambda s: {"formato": "csv"}),
    "tavolo:decisione": Porta(LEGGE_IL_TAVOLO, proprie=COMPONENTI, argomenti=di("decisione")),
    "tavolo:decisione_esecuzione": Porta(SEGRETERIA, argomenti=di("decisione"), post=True),
    "tavolo:decisione_assegna": Porta(SEGRETERIA, argomenti=di("decisione"), post=True),
    "tavolo:decisione_modifica": Porta(SEGRETERIA, argomenti=di("decisione")),
    "tavolo:impegni": Porta(LEGGE_IL_TAVOLO | COMPONENTI),
    "tavolo:impegni_esporta": Porta(LEGGE_IL_TAVOLO | COMPONENTI, argomenti=lambda s: {"formato": "csv"}),
    "tavolo:impegno": Porta(LEGGE_IL_TAVOLO, proprie=COMPONENTI, argomenti=di("impegno")),
    "tavolo:impegno_aggiorna": Porta(SEGRETERIA, proprie=COMPONENTI, argomenti=di("impegno"), post=True),
    "tavolo:impegno_modifica": Porta(SEGRETERIA, argomenti=di("impegno")),
    "tavolo:impegno_rinvia": Porta(SEGRETERIA, argomenti=di("impegno")),
    "tavolo:cerca": Porta(LEGGE_IL_TAVOLO | COMPONENTI),
    "tavolo:collega_punto": Porta(SEGRETERIA, argomenti=di("punto")),
    "tavolo:collega_decisione": Porta(SEGRETERIA, argomenti=di("decisione")),
    "tavolo:collega_impegno": Porta(SEGRETERIA, argomenti=di("impegno")),
    "tavolo:scollega": Porta(SEGRETERIA, argomenti=di("collegamento"), post=True),
    "rapporti:elenco": Porta(UFFICIO | SEGRETERIA),
    "rapporti:pagina": Porta(UFFICIO, argomenti=lambda s: {"chiave": "obblighi"}),
    "rapporti:xlsx": Porta(UFFICIO, argomenti=lambda s: {"chiave": "obblighi"}),
    "rapporti:csv": Porta(UFFICIO, argomenti=lambda s: {"chiave": "obblighi"}),
    "rapporti:pdf": Porta(UFFICIO, argomenti=lambda s: {"chiave": "obblighi"}, post=True),
    "rapporti:congela": Porta(UFFICIO, argomenti=lambda s: {"chiave": "obblighi"}, post=True),
    "rapporti:programma": Porta(UFFICIO, argomenti=lambda s: {"chiave": "obblighi"}),
    "rapporti:istantanee": Porta(UFFICIO | SEGRETERIA),
    "rapporti:istantanea": Porta(UFFICIO, argomenti=di("istantanea")),
    "rapporti:istantanea_xlsx": Porta(UFFICIO, argomenti=di("istantanea")),
    "rapporti:istantanea_csv": Porta(UFFICIO, argomenti=di("istantanea")),
    "rapporti:istantanea_pdf": Porta(UFFICIO, argomenti=di("istantanea"), post=True),
    "rapporti:confronto": Porta(UFFICIO, argomenti=di("istantanea")),
    "rapporti:approva": Porta(CONFIGURA, argomenti=di("istantanea"), post=True),
    "rapporti:invii": Porta(UFFICIO | SEGRETERIA),
    "rapporti:invio": Porta(proprie=frozenset({R.RESPONSABILE}), argomenti=di("invio")),
    "rapporti:invio_stato": Porta(proprie=frozenset({R.RESPONSABILE}), argomenti=di("invio"), post=True),
    "rapporti:invio_elimina": Porta(proprie=frozenset({R.RESPONSABILE}), argomenti=di("invio")),
    "posta:elenco": Porta(frozenset({R.AMMINISTRATORE_SISTEMA})),
    "posta:dettaglio": Porta(frozenset({R.AMMINISTRATORE_SISTEMA}), argomenti=di("messaggio")),
    "posta:reinvia": Porta(frozenset({R.AMMINISTRATORE_SISTEMA}), argomenti=di("messaggio"), post=True),
    "registro:elenco": Porta(frozenset({R.AUDITOR})),
    "registro:scarica": Porta(frozenset({R.AUDITOR})),
    "registro:trova_utente": Porta(frozenset({R.AUDITOR}), post=True),
}
for stanza in STANZE:
    PORTE |= stanza.PORTE
# There the caller changes only their own account: what the sign-in library tests itself.
DEL_PROPRIO_CONTO = ("account_", "mfa_")
# The table is long: in pieces it is shared among the processes of the tests.
PARTI_DELLA_TABELLA = 4
# 204 is the answer to a poll that has nothing new.
APERTA = {200, 204, 302, 303, 400, 409, 422}
CHIUSA = {403, 404}


def urls(resolver: object = None, prefix: str = "") -> Iterator[str]:
    """The names of all URL patterns, those of Django's admin apart."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLPattern):
            yield prefix + (pattern.name or str(pattern.pattern))
        elif pattern.namespace != "admin":
            yield from urls(pattern, f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix)


def test_the_table_knows_every_door_and_no_other() -> None:
    private = {name for name in urls() if name not in PUBBLICHE and not name.startswith(DEL_PROPRIO_CONTO)}
    assert private == set(PORTE)


def bussa(client: Client, porta: Porta, url: str) -> int:
    """The status of the answer; whatever the visit changed is undone."""
    try:
        with transaction.atomic():
            response = client.post(url) if porta.post else client.get(url)
            if response.streaming:
                b"".join(response.streaming_content)
            raise _Annulla
    except _Annulla:
        return response.status_code


class _Annulla(Exception):
    pass


def indirizzo(nome: str, scena: Scena) -> str:
    return reverse(nome, kwargs=PORTE[nome].argomenti(scena))


@pytest.fixture(scope="module")
def scena(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Scena]:
    """Pages are not drawn here, twenty thousand times: that each shows is asked of the demonstration (test_fumo)."""
    with (
        django_db_blocker.unblock(),
        override_settings(ARCHIVIO_DIR=tmp_path_factory.mktemp("archivio")),
        pytest.MonkeyPatch.context() as sostituzioni,
        transaction.atomic(),
    ):
        sostituzioni.setattr("django.template.backends.django.Template.render", lambda *_args, **_context: "")
        scena = allestisci()
        for stanza in STANZE:
            scena.oggetti |= stanza.scena(scena)
        yield scena
        transaction.set_rollback(True)


@pytest.mark.parametrize("parte", range(PARTI_DELLA_TABELLA))
def test_every_door_opens_to_whom_the_table_says_and_to_nobody_else(
    scena: Scena, parte: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A stranger knocks where the holder of the same role was let in: elsewhere there is less to let in."""
    riconosci_una_volta(monkeypatch)
    wrong = []
    for nome in list(PORTE)[parte::PARTI_DELLA_TABELLA]:
        url = indirizzo(nome, scena)
        for chiave in COPPIE:
            if errore := sbagliata(nome, url, scena.titolari[chiave], chiave, propria=True):
                wrong.append(errore)
            elif PORTE[nome].apre(chiave, propria=True):
                wrong += filter(None, [sbagliata(nome, url, scena.estranei[chiave], chiave, propria=False)])
    assert not wrong, "\n".join(wrong)


def sbagliata(nome: str, url: str, client: Client, chiave: str, *, propria: bool) -> str:
    """What is wrong with the answer to this visitor; empty when it is as the table says."""
    porta = PORTE[nome]
    status = bussa(client, porta, url)
    attesi = APERTA if porta.apre(chiave, propria=propria) else CHIUSA
    if status in attesi or (nome == "utenti:cambia_appartenenza" and status in APERTA | CHIUSA):
        return ""
    return f"{nome}: {chiave} {'titolare' if propria else 'estraneo'} riceve {status}"


def test_whoever_has_not_signed_in_is_sent_to_the_door(scena: Scena) -> None:
    login = reverse("account_login")
    for nome in PORTE:
        response = Client().get(indirizzo(nome, scena))
        assert response.status_code == 302 and response.url.startswith(login), nome


def test_a_deactivated_membership_opens_nothing(scena: Scena) -> None:
    client = scena.titolari[R.OPERATORE_CM]
    Appartenenza.objects.filter(pk=client.ctx.appartenenza.pk).update(attiva=False)
    for nome in ("collocamento:elenco", "collocamento:datore", "rapporti:elenco"):
        assert bussa(client, PORTE[nome], indirizzo(nome, scena)) in CHIUSA, nome


@pytest.mark.parametrize("nome", ["collocamento:datore", "collocamento:consegna", "lavori:dettaglio"])
def test_an_unknown_id_is_not_found(client_di, nome: str) -> None:
    assert client_di(R.OPERATORE_CM).get(reverse(nome, kwargs={"pk": uuid.uuid4()})).status_code == 404
