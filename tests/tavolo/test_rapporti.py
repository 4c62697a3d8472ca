"""The table's reports on a scene made by hand: each figure is counted on one's fingers."""

import datetime
from io import BytesIO

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from socialabs.archivio.models import FilePrivato
from socialabs.base.pdf import pdf_disponibile
from socialabs.lavori.enums import StatoLavoro
from socialabs.lavori.esecuzione import svolgi
from socialabs.lavori.models import Lavoro
from socialabs.rapporti.registro import rapporti_di, trova
from socialabs.utenti.enums import Ruolo
from tavolo.enums import (
    Qualita,
    Risposta,
    RispostaMancata,
    RuoloMandato,
    StatoEsecuzione,
    StatoImpegno,
    StatoSeduta,
    TipoDecisione,
)
from tavolo.frequenza import posti
from tavolo.models import Convocazione, Decisione, Impegno, Presenza, Seduta
from tests.fabbriche import EnteTitolareFactory
from tests.tavolo.fabbriche import (
    EnteMembroFactory,
    GruppoFactory,
    MandatoFactory,
    PuntoFactory,
    RegolamentoFactory,
    SedutaFactory,
    SeggioFactory,
)


OGGI = datetime.datetime(2026, 6, 20, 8, 0, tzinfo=datetime.UTC)
INIZIO = datetime.datetime(2026, 3, 4, 14, 0, tzinfo=datetime.UTC)
ORA = datetime.timedelta(hours=1)
CHIAVI = ["tavolo-annuale", "tavolo-decisioni", "tavolo-gruppi", "tavolo-presenze"]


@pytest.fixture(autouse=True)
def giorno():
    with time_machine.travel(OGGI, tick=False):
        yield


def seduta_del(numero: int, stato=StatoSeduta.SVOLTA, **campi) -> Seduta:
    inizio = INIZIO + numero * datetime.timedelta(days=7)
    tempi = {"aperta_il": inizio, "chiamata": 1} if stato != StatoSeduta.DESERTA else {}
    return SedutaFactory(numero=numero, inizio=inizio, stato=stato, chiusa_il=inizio + ORA, **tempi, **campi)


def siede(seduta, seggio, *, qualita=Qualita.DELEGATO, remoto=False, arrivo=None) -> None:
    mandato = seggio.mandati.filter(ruolo=RuoloMandato.DELEGATO).get()
    Presenza.objects.create(
        seduta=seduta,
        seggio=seggio,
        partecipante=mandato.partecipante
        if qualita != Qualita.SUPPLENTE
        else MandatoFactory(seggio=seggio, ruolo=RuoloMandato.SUPPLENTE).partecipante,
        qualita=qualita,
        remoto=remoto,
        arrivo=arrivo or seduta.inizio,
        uscita=seduta.chiusa_il,
    )


def risponde(seduta, seggio, risposta="") -> None:
    Convocazione.objects.create(
        seduta=seduta,
        seggio=seggio,
        partecipante=seggio.mandati.filter(ruolo=RuoloMandato.DELEGATO).get().partecipante,
        ruolo=RuoloMandato.DELEGATO,
        risposta=risposta,
        risposta_il=OGGI if risposta else None,
    )


@pytest.fixture
def scena(db):
    """Alfa always comes, Beta sends the deputy and then is excused, Gamma never comes; Delta has come in late."""
    EnteTitolareFactory()
    seggi = [
        SeggioFactory(ente__organizzazione__denominazione=nome, dal=dal)
        for nome, dal in (
            ("Alfa", datetime.date(2020, 1, 1)),
            ("Beta", datetime.date(2020, 1, 1)),
            ("Gamma", datetime.date(2020, 1, 1)),
            ("Delta", datetime.date(2026, 3, 15)),
        )
    ]
    for seggio in seggi:
        MandatoFactory(seggio=seggio, dal=seggio.dal)
    alfa, beta, gamma, _delta = seggi
    prima, seconda, deserta = seduta_del(1), seduta_del(2), seduta_del(3, StatoSeduta.DESERTA)
    siede(prima, alfa)
    siede(prima, beta, qualita=Qualita.SUPPLENTE)
    siede(seconda, alfa, remoto=True)
    siede(deserta, alfa)
    risponde(seconda, beta, Risposta.ASSENTE)
    risponde(seconda, gamma, Risposta.PRESENTE)
    SedutaFactory(numero=8, inizio=OGGI + ORA)  # convened only: it does not count
    return seggi, (prima, seconda, deserta)


def contenuto(ctx, chiave: str, **parametri):
    rapporto = trova(ctx, chiave)
    form = rapporto.parametri(ctx, parametri)
    assert form.is_valid(), form.errors
    return rapporto.dati(ctx, form.cleaned_data)


def tabella(risposta, chiave: str) -> list[dict]:
    trovata = next(t for t in risposta.tabelle if t.chiave == chiave)
    return [{c.chiave: c.valore(riga) for c in trovata.colonne} for riga in trovata.righe_e_totale]


# --- attendance -----------------------------------------------------------------------------------------------------
def test_attendance_is_counted_seat_by_seat(scena, ctx_di) -> None:
    righe = {r["ente"]: r for r in tabella(contenuto(ctx_di(Ruolo.SEGRETERIA_TAVOLO), "tavolo-presenze"), "enti")}
    chiavi = ("sedute", "attesi", "presenti", "supplenti", "remoto", "giustificate", "ingiustificate")
    assert {ente: tuple(riga[c] for c in chiavi) for ente, riga in righe.items()} == {
        "Alfa": (3, 3, 3, 0, 1, 0, 0),
        "Beta": (3, 3, 1, 1, 0, 1, 1),
        "Gamma": (3, 3, 0, 0, 0, 0, 3),
        "Delta": (2, 2, 0, 0, 0, 0, 2),  # not a member yet at the first
        "Totale": (3, 11, 4, 1, 1, 1, 6),
    }
    assert righe["Alfa"]["percento"] == 1 and righe["Gamma"]["percento"] == 0
    assert list(righe)[0] in ("Delta", "Gamma")


def test_who_does_not_answer_is_excused_where_the_rules_of_the_day_say_so(scena, ctx_di) -> None:
    RegolamentoFactory(dal=datetime.date(2026, 3, 20), risposta_mancata=RispostaMancata.GIUSTIFICATO)
    righe = {r["ente"]: r for r in tabella(contenuto(ctx_di(Ruolo.RESPONSABILE), "tavolo-presenze"), "enti")}
    # The third meeting only: at the second Gamma had said that it would come.
    assert (righe["Gamma"]["giustificate"], righe["Gamma"]["ingiustificate"]) == (1, 2)
    assert righe["Delta"]["giustificate"] == 1


def test_a_seat_held_twice_counts_once_and_by_the_better_title(scena) -> None:
    seggi, (prima, *_altre) = scena
    siede(prima, seggi[1], arrivo=prima.inizio + ORA / 2)
    posto = next(p for p in posti(Seduta.objects.filter(pk=prima.pk)) if p.seggio == seggi[1])
    assert posto.qualita == Qualita.DELEGATO


def test_a_groups_attendance_is_its_own(scena, ctx_di) -> None:
    gruppo = GruppoFactory()
    seggio = SeggioFactory(gruppo=gruppo)
    MandatoFactory(seggio=seggio)
    siede(seduta_del(5, gruppo=gruppo), seggio)
    ctx = ctx_di(Ruolo.SEGRETERIA_TAVOLO)
    totale = tabella(contenuto(ctx, "tavolo-presenze", organo=str(gruppo.pk)), "enti")[-1]
    assert (totale["attesi"], totale["presenti"]) == (1, 1)
    assert tabella(contenuto(ctx, "tavolo-presenze"), "enti")[-1]["attesi"] == 11


# --- decisions, actions, groups, the year ---------------------------------------------------------------------------
def decisione(seduta, numero: int, stato, *, entro=None, eseguita=None, tipo=TipoDecisione.ORDINARIA) -> Decisione:
    return Decisione.objects.create(
        punto=PuntoFactory(seduta=seduta),
        anno=seduta.anno,
        numero=numero,
        adottata_il=seduta.giorno,
        tipo=tipo,
        titolo=f"Decisione {numero}",
        testo="Testo",
        stato=stato,
        entro_il=entro,
        eseguita_il=eseguita,
    )


@pytest.fixture
def decisioni(scena):
    seduta = scena[1][0]
    maggio, agosto = datetime.date(2026, 5, 1), datetime.date(2026, 8, 1)
    decisione(seduta, 1, StatoEsecuzione.ESEGUITA, entro=maggio, eseguita=maggio)
    decisione(seduta, 2, StatoEsecuzione.ESEGUITA, entro=maggio, eseguita=datetime.date(2026, 5, 2))
    decisione(seduta, 3, StatoEsecuzione.IN_CORSO, entro=maggio)
    decisione(seduta, 4, StatoEsecuzione.DA_ESEGUIRE, entro=agosto)
    decisione(seduta, 5, StatoEsecuzione.DA_ESEGUIRE, tipo=TipoDecisione.PARERE)
    decisione(seduta, 6, StatoEsecuzione.SUPERATA, entro=maggio)
    return seduta


def test_decisions_are_carried_out_open_or_late(decisioni, ctx_di) -> None:
    risposta = contenuto(ctx_di(Ruolo.AMMINISTRATORE_PROVINCIALE), "tavolo-decisioni")
    totale = tabella(risposta, "tipi")[-1]
    assert {k: totale[k] for k in ("decisioni", "eseguite", "in_tempo", "aperte", "in_ritardo", "superate")} == {
        "decisioni": 6,
        "eseguite": 2,
        "in_tempo": 1,
        "aperte": 2,
        "in_ritardo": 1,
        "superate": 1,
    }
    assert [(r["decisione"], r["giorni"]) for r in tabella(risposta, "ritardi")] == [("3/2026", 50)]


def test_groups_show_what_came_out_of_them(scena, ctx_di) -> None:
    gruppo, _fermo = GruppoFactory(nome="Attivo"), GruppoFactory(nome="Fermo")
    GruppoFactory(nome="Finito", al=datetime.date(2024, 1, 1), motivo_fine="Concluso")
    seggio = SeggioFactory(gruppo=gruppo)
    MandatoFactory(seggio=seggio)
    tenuta = seduta_del(5, gruppo=gruppo)
    seduta_del(6, StatoSeduta.DESERTA, gruppo=gruppo)
    siede(tenuta, seggio)
    decisione(tenuta, 7, StatoEsecuzione.IN_CORSO)
    for stato in (StatoImpegno.APERTO, StatoImpegno.ANNULLATO):
        Impegno.objects.create(seduta=tenuta, ente=seggio.ente, descrizione="Fare", stato=stato)
    ctx = ctx_di(Ruolo.SEGRETERIA_TAVOLO)
    attivo, fermo, _totale = tabella(contenuto(ctx, "tavolo-gruppi", anno="2026"), "gruppi")
    assert attivo == {
        "gruppo": "Attivo",
        "sedute": 2,
        "deserte": 1,
        "percento": 0.5,
        "decisioni": 1,
        "azioni": 2,
        "azioni_aperte": 1,
    }
    assert fermo["gruppo"] == "Fermo" and fermo["sedute"] == 0 and fermo["percento"] is None


def test_the_yearly_report_puts_it_all_together(decisioni, scena, ctx_di) -> None:
    seggi, _sedute = scena
    EnteMembroFactory(
        genere="sanita",
        dal=datetime.date(2021, 1, 1),
        al=datetime.date(2026, 2, 1),
        motivo_fine="Uscita",
    )
    maggio = datetime.date(2026, 5, 1)
    azioni = (
        (StatoImpegno.CONCLUSO, maggio, maggio),
        (StatoImpegno.CONCLUSO, maggio, datetime.date(2026, 5, 9)),
        (StatoImpegno.CONCLUSO, None, maggio),
        (StatoImpegno.APERTO, maggio, None),
        (StatoImpegno.IN_CORSO, datetime.date(2026, 9, 1), None),
    )
    for stato, entro, concluso in azioni:
        Impegno.objects.create(
            seduta=decisioni,
            ente=seggi[0].ente,
            descrizione="Fare",
            stato=stato,
            entro_il=entro,
            concluso_il=concluso,
        )
    risposta = contenuto(ctx_di(Ruolo.RESPONSABILE), "tavolo-annuale", anno="2026")
    assert [(r["esito"], r["attesi"], r["presenti"], r["decise"]) for r in tabella(risposta, "sedute")] == [
        ("Svolta", 3, 2, 6),
        ("Svolta", 4, 1, 0),
        ("Deserta", 4, 1, 0),
    ]
    *_generi, componenti = tabella(risposta, "componenti")
    assert (componenti["enti"], componenti["seggi"], componenti["usciti"]) == (5, 4, 1)
    totale = tabella(risposta, "azioni")[-1]
    assert [totale[k] for k in ("azioni", "in_tempo", "tardi", "aperte", "in_ritardo", "annullate")] == [
        5, 2, 1, 1, 1, 0,
    ]  # fmt: skip
    assert "3 volte" in risposta.risposta and "6 decisioni" in risposta.risposta


# --- who may ask, and what it costs ---------------------------------------------------------------------------------
def test_the_secretariat_asks_for_the_tables_reports_and_for_no_other(scena, client_di) -> None:
    client = client_di(Ruolo.SEGRETERIA_TAVOLO)
    assert [r.chiave for r in sorted(rapporti_di(client.ctx), key=lambda r: r.chiave)] == CHIAVI
    elenco = client.get(reverse("rapporti:elenco"))
    assert elenco.status_code == 200 and "Tavolo: relazione annuale" in elenco.text and "L. 68/99" not in elenco.text
    assert f'href="{reverse("rapporti:elenco")}"' in client.get(reverse("tavolo:home")).text
    for nome in ("pagina", "xlsx"):
        assert client.get(reverse(f"rapporti:{nome}", args=["obblighi"])).status_code == 404
    assert client.post(reverse("rapporti:pdf", args=["obblighi"])).status_code == 404


@pytest.mark.parametrize("ruolo", sorted(set(Ruolo.values)))
def test_each_report_opens_to_whoever_reads_the_whole_table(scena, client_di, ruolo) -> None:
    legge = ruolo in (Ruolo.SEGRETERIA_TAVOLO, Ruolo.AMMINISTRATORE_PROVINCIALE, Ruolo.RESPONSABILE)
    client = client_di(ruolo)
    for chiave in CHIAVI:
        risposta = client.get(reverse("rapporti:pagina", args=[chiave]))
        assert risposta.status_code == (200 if legge else 404), chiave
    ufficio = legge or ruolo in (Ruolo.OPERATORE_CM, Ruolo.OPERATORE_CPI)
    assert (f'href="{reverse("rapporti:elenco")}"' in client.get(reverse("utenti:profilo")).text) is ufficio


@pytest.mark.parametrize("chiave", CHIAVI)
def test_reports_stand_an_empty_table(db, client_di, chiave) -> None:
    assert client_di(Ruolo.SEGRETERIA_TAVOLO).get(reverse("rapporti:pagina", args=[chiave])).status_code == 200


@pytest.mark.parametrize("chiave", CHIAVI)
def test_figures_are_read_in_sets(decisioni, ctx_di, chiave) -> None:
    ctx = ctx_di(Ruolo.SEGRETERIA_TAVOLO)

    def quante() -> int:
        with CaptureQueriesContext(connection) as query:
            for t in contenuto(ctx, chiave, anno="2026").tabelle:
                assert t.celle is not None
        return len(query)

    gruppo = GruppoFactory()
    MandatoFactory(seggio=SeggioFactory(gruppo=gruppo))
    seduta_del(4, gruppo=gruppo)
    prima = quante()
    for n in range(3):
        seggio = SeggioFactory()
        MandatoFactory(seggio=seggio)
        altra = seduta_del(20 + n)
        siede(altra, seggio)
        decisione(altra, 40 + n, StatoEsecuzione.IN_CORSO, entro=datetime.date(2026, 5, 1))
        Impegno.objects.create(seduta=altra, ente=seggio.ente, descrizione="Fare")
        di_gruppo = GruppoFactory()
        MandatoFactory(seggio=SeggioFactory(gruppo=di_gruppo))
        seduta_del(30 + n, gruppo=di_gruppo)
    assert quante() == prima


def test_the_yearly_report_comes_as_a_workbook(decisioni, client_di) -> None:
    risposta = client_di(Ruolo.SEGRETERIA_TAVOLO).get(reverse("rapporti:xlsx", args=["tavolo-annuale"]))
    libro = load_workbook(BytesIO(risposta.content))
    assert libro.sheetnames[0] == "Sedute del tavolo" and libro["Sedute del tavolo"]["E2"].value == 2


@pytest.mark.skipif(not pdf_disponibile(), reason="Pango is not installed on this machine")
def test_the_yearly_report_comes_as_a_pdf_to_who_asked(decisioni, client_di, settings, tmp_path) -> None:
    settings.ARCHIVIO_DIR = tmp_path
    client = client_di(Ruolo.SEGRETERIA_TAVOLO)
    pagina = client.post(reverse("rapporti:pdf", args=["tavolo-annuale"]), {"anno": "2026"})
    lavoro = Lavoro.objects.get()
    Lavoro.objects.update(stato=StatoLavoro.IN_CORSO, battito=lavoro.accodato_il, tentativi=1)
    lavoro.refresh_from_db()
    svolgi(lavoro)
    assert Lavoro.objects.get().stato == StatoLavoro.COMPLETATO
    assert client.get(pagina.url).status_code == 200
    scarica = FilePrivato.objects.get().get_absolute_url()
    assert b"".join(client.get(scarica).streaming_content).startswith(b"%PDF")
    assert client_di(Ruolo.SEGRETERIA_TAVOLO).get(scarica).status_code == 404
