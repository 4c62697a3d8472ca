"""What anyone reads of the table: all that it has published, and nothing else."""

import csv
import datetime
import io
import json
import re
from types import SimpleNamespace

import pytest
import time_machine
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from icalendar import Calendar

from tavolo.enums import (
    EsitoPunto,
    EsitoVoto,
    ModoApprovazione,
    ModoVoto,
    Qualita,
    Risposta,
    RuoloMandato,
    Scelta,
    StatoEsecuzione,
    StatoSeduta,
    TipoPunto,
)
from tavolo.models import (
    BranoVerbale,
    Convocazione,
    Decisione,
    Mandato,
    Presenza,
    Rettifica,
    Seduta,
    Seggio,
    Trattazione,
    Verbale,
    Votazione,
    Voto,
)
from tavolo.pubblico import licenza as modulo_licenza
from tavolo.pubblico.dati import INSIEMI
from tests.fabbriche import EnteTitolareFactory
from tests.tavolo.fabbriche import (
    GruppoFactory,
    MandatoFactory,
    PartecipanteFactory,
    PuntoFactory,
    SedutaFactory,
    SeggioFactory,
)


OGGI = datetime.datetime(2026, 6, 20, 8, 0, tzinfo=datetime.UTC)
INIZIO = datetime.datetime(2026, 5, 6, 13, 0, tzinfo=datetime.UTC)
ORA = datetime.timedelta(hours=1)
# Whatever bears this mark must not come out.
SEGRETO = "SEGRETO"
PAGINE = ("pubblico", "pubblico_componenti", "pubblico_sedute", "pubblico_decisioni", "pubblico_dati")


@pytest.fixture(autouse=True)
def giorno():
    with time_machine.travel(OGGI, tick=False):
        cache.clear()
        yield


def persona(n: int, **campi):
    return PartecipanteFactory(
        nome="Ines",
        cognome=f"Delegata{n}",
        email=f"ines{n}@riservata.example",
        pec=f"ines{n}@pec.example",
        telefono=f"0187 55500{n}",
        qualifica=f"{SEGRETO} qualifica",
        **campi,
    )


def tenuta(numero: int, seggi: list, presenti: int, *, stato=StatoSeduta.PUBBLICATO, gruppo=None, **campi) -> Seduta:
    """A meeting held with the first `presenti` of `seggi`, with its minutes, a decision, and an internal item."""
    inizio = INIZIO + numero * datetime.timedelta(days=1)
    seduta = SedutaFactory(
        stato=stato,
        numero=numero,
        inizio=inizio,
        gruppo=gruppo,
        aperta_il=inizio,
        chiusa_il=inizio + ORA,
        chiamata=1,
        collegamento=f"https://riunioni.example/{SEGRETO}",
        titolo=f"Seduta {numero}" if stato == StatoSeduta.PUBBLICATO else f"{SEGRETO} titolo",
        **campi,
    )
    for seggio in seggi[:presenti]:
        mandato = seggio.mandati.get()
        Presenza.objects.create(
            seduta=seduta,
            seggio=seggio,
            partecipante=mandato.partecipante,
            qualita=Qualita.DELEGATO,
            arrivo=inizio,
            uscita=inizio + ORA,
        )
    pubblica = stato == StatoSeduta.PUBBLICATO and (gruppo is None or gruppo.pubblico)
    segno = "" if pubblica else SEGRETO
    punto = PuntoFactory(seduta=seduta, titolo=f"{segno} Trasporti {numero}")
    interno = PuntoFactory(seduta=seduta, titolo=f"{SEGRETO} interno", tipo=TipoPunto.INTERNO)
    verbale = Verbale.objects.create(
        seduta=seduta,
        premessa=f"{segno} Premessa {numero}",
        modo=ModoApprovazione.SCRITTO,
        approvato_il=inizio.date(),
        pubblicato_il=OGGI if pubblica else None,
    )
    for voce, testo in ((punto, f"{segno} Si discute {numero}."), (interno, f"{SEGRETO} appunti")):
        BranoVerbale.objects.create(verbale=verbale, punto=voce, testo=testo)
        Trattazione.objects.create(
            punto=voce, iniziata_il=inizio, conclusa_il=inizio, esito=EsitoPunto.TRATTATO, note=f"{SEGRETO} note"
        )
    for voce, marca in ((punto, segno), (interno, SEGRETO)):
        decidi(voce, f"{marca} Corse serali {numero}", seggi[:presenti])
    return seduta


def decidi(punto, titolo: str, seggi: list) -> Decisione:
    votazione = Votazione.objects.create(
        punto=punto,
        quesito=titolo,
        modo=ModoVoto.NOMINALE,
        votata_il=punto.seduta.inizio,
        componenti=len(seggi),
        presenti=len(seggi),
        minimo=1,
        necessari=1,
        favorevoli=len(seggi),
        esito=EsitoVoto.APPROVATA,
    )
    for seggio in seggi:
        Voto.objects.create(
            votazione=votazione,
            seggio=seggio,
            partecipante=seggio.mandati.get().partecipante,
            scelta=Scelta.FAVOREVOLE,
        )
    return Decisione.objects.create(
        punto=punto,
        votazione=votazione,
        anno=2026,
        numero=Decisione.objects.count() + 1,
        adottata_il=punto.seduta.giorno,
        titolo=titolo,
        testo=f"{titolo}: si chiedono al gestore i trasporti della sera.",
        nota_esecuzione=f"{SEGRETO} nota",
        stato=StatoEsecuzione.IN_CORSO,
        entro_il=datetime.date(2026, 12, 1),
    )


@pytest.fixture
def scena(db) -> SimpleNamespace:
    """Three bodies; published meetings of the table and of a public group; everything else marked as secret."""
    EnteTitolareFactory()
    seggi = [SeggioFactory() for _ in range(3)]
    for n, seggio in enumerate(seggi):
        MandatoFactory(seggio=seggio, partecipante=persona(n))
    pubblico = GruppoFactory(nome="Gruppo aperto", scopo="Lavora per tutti.", pubblico=True)
    chiuso = GruppoFactory(nome=f"{SEGRETO} gruppo", scopo=f"{SEGRETO} scopo")
    di_gruppo = {}
    for n, gruppo in enumerate((pubblico, chiuso)):
        di_gruppo[gruppo] = [SeggioFactory(gruppo=gruppo, ente=seggi[0].ente)]
        MandatoFactory(seggio=di_gruppo[gruppo][0], partecipante=persona(5 + n))
    pubblicata = tenuta(1, seggi, 2, presidente=persona(8), segretario=persona(9))
    assente = Convocazione.objects.create(
        seduta=pubblicata, seggio=seggi[2], partecipante=seggi[2].mandati.get().partecipante, ruolo="delegato"
    )
    Convocazione.objects.filter(pk=assente.pk).update(
        risposta=Risposta.ASSENTE, risposta_il=INIZIO, nota=f"{SEGRETO} nota"
    )
    del_gruppo = tenuta(2, di_gruppo[pubblico], 1, gruppo=pubblico)
    tenuta(3, di_gruppo[chiuso], 1, gruppo=chiuso)
    riservate = [
        tenuta(4 + n, seggi, 3, stato=s) for n, s in enumerate((StatoSeduta.APPROVATO, StatoSeduta.IN_REVISIONE))
    ]
    SedutaFactory(stato=StatoSeduta.PIANIFICATA, titolo=f"{SEGRETO} piano", luogo=f"{SEGRETO} luogo")
    prossima = SedutaFactory(numero=9, inizio=OGGI + 48 * ORA, titolo=f"{SEGRETO} prossima", luogo="Sala dell'Esempio")
    PuntoFactory(seduta=prossima, titolo=f"{SEGRETO} ordine del giorno")
    SedutaFactory(numero=10, stato=StatoSeduta.ANNULLATA, motivo=f"{SEGRETO} motivo", inizio=INIZIO)
    return SimpleNamespace(
        seggi=seggi, pubblicata=pubblicata, del_gruppo=del_gruppo, riservate=riservate, prossima=prossima
    )


def corpo(nome: str, *args, client: Client | None = None, **dati) -> str:
    risposta = (client or Client()).get(reverse(f"tavolo:{nome}", args=args), dati)
    assert risposta.status_code == 200, (nome, risposta.status_code)
    return risposta.content.decode()


def tutto(scena: SimpleNamespace) -> dict[str, str]:
    """Every public body, pages and files."""
    corpi = {nome: corpo(nome) for nome in (*PAGINE, "pubblico_ics", "pubblico_catalogo")}
    corpi["passata"] = corpo("pubblico_componenti", al="2022-01-01")
    for seduta in (scena.pubblicata, scena.del_gruppo):
        corpi[str(seduta)] = corpo("pubblico_verbale", seduta.pk)
    for chiave in INSIEMI:
        for formato in ("csv", "json"):
            corpi[f"{chiave}.{formato}"] = corpo("pubblico_insieme", chiave, formato)
    corpi["ricerca"] = (
        corpo("pubblico_decisioni", q=SEGRETO)
        .replace(f'value="{SEGRETO}"', "")
        .replace(f"<strong>{SEGRETO}</strong>", "")
        .replace(f"q={SEGRETO}", "")
    )
    return corpi


# --- what must not come out -----------------------------------------------------------------------------------------
def test_nothing_internal_nor_unpublished_nor_any_address_comes_out(scena) -> None:
    for nome, testo in tutto(scena).items():
        assert SEGRETO not in testo, nome
        for vietato in ("@riservata.example", "@pec.example", "0187 5550", "riunioni.example"):
            assert vietato not in testo, (nome, vietato)


def test_what_is_published_is_there(scena) -> None:
    verbale = corpo("pubblico_verbale", scena.pubblicata.pk)
    for atteso in ("Premessa 1", "Trasporti 1", "Si discute 1", "Corse serali 1", "Presenti 2", "Assente 1"):
        assert atteso in verbale
    assert "Ines Delegata0" in corpo("pubblico_componenti") and "Gruppo aperto" in corpo("pubblico_componenti")
    calendario = corpo("pubblico_sedute")
    assert "n. 9/2026" in calendario and "Sala dell&#x27;Esempio" in calendario
    assert "n. 4/2026" in calendario  # held, whatever became of its minutes
    assert "Corse serali 2" in corpo("pubblico_decisioni")


def test_minutes_not_published_are_not_found(scena) -> None:
    privata = Seduta.objects.get(gruppo__pubblico=False, numero=3)
    for seduta in (*scena.riservate, scena.prossima, privata):
        assert Client().get(reverse("tavolo:pubblico_verbale", args=[seduta.pk])).status_code == 404


def test_a_correction_is_shown_once_the_meeting_that_decided_it_is_published(scena) -> None:
    verbale = scena.pubblicata.verbale
    Rettifica.objects.create(verbale=verbale, decisa_in=scena.riservate[0], testo=f"{SEGRETO} rettifica")
    assert SEGRETO not in corpo("pubblico_verbale", scena.pubblicata.pk)
    Rettifica.objects.create(verbale=verbale, decisa_in=scena.del_gruppo, testo="Dove si legge sei, leggi sette.")
    assert "leggi sette" in corpo("pubblico_verbale", scena.pubblicata.pk)
    interno = scena.pubblicata.punti.get(tipo=TipoPunto.INTERNO)
    Rettifica.objects.create(verbale=verbale, decisa_in=scena.del_gruppo, punto=interno, testo=f"{SEGRETO} interna")
    assert SEGRETO not in corpo("pubblico_verbale", scena.pubblicata.pk)


def test_a_decision_replaced_by_one_not_public_does_not_say_by_which(scena) -> None:
    pubblica = Decisione.objects.pubbliche().first()
    segreta = Decisione.objects.exclude(pk__in=Decisione.objects.pubbliche()).first()
    Decisione.objects.filter(pk=segreta.pk).update(sostituisce=pubblica)
    assert "Sostituita da" not in corpo("pubblico_decisioni")
    assert str(segreta.pk) not in corpo("pubblico_insieme", "decisioni", "json")


# --- composition, calendar, search ----------------------------------------------------------------------------------
def test_the_composition_is_that_of_the_day_asked_and_its_changes_are_told(scena) -> None:
    seggio = scena.seggi[0]
    Mandato.objects.filter(seggio=seggio).update(al="2026-03-31", motivo_fine=f"{SEGRETO} motivo")
    nuova = persona(7)
    MandatoFactory(seggio=seggio, partecipante=nuova, dal=datetime.date(2026, 4, 1))
    MandatoFactory(seggio=seggio, partecipante=persona(6), ruolo=RuoloMandato.SUPPLENTE)
    assert "<td>Ines Delegata0</td>" in corpo("pubblico_componenti", al="2026-03-31")
    oggi = corpo("pubblico_componenti")
    assert "<td>Ines Delegata7</td>" in oggi and "<td>Ines Delegata0</td>" not in oggi
    assert "01/04/2026" in oggi and "Delegata6" not in oggi and SEGRETO not in oggi
    assert "Nessun seggio in questo giorno" in corpo("pubblico_componenti", al="2001-01-01")
    assert "Nessun seggio" not in corpo("pubblico_componenti", al="ieri")


def test_the_calendar_says_when_and_where_and_what_was_cancelled(scena) -> None:
    libro = Calendar.from_ical(corpo("pubblico_ics"))
    voci = {str(voce["uid"]): voce for voce in libro.walk("VEVENT")}
    assert voci[f"seduta-{scena.prossima.pk}@socialabs"]["location"] == "Sala dell'Esempio"
    assert [str(v["status"]) for v in voci.values()].count("CANCELLED") == 1
    assert len(voci) == Seduta.objects.annunciate().count()


@pytest.mark.parametrize("domanda", ["corsa serale", "TRASPORTO", '"corse serali"'])
def test_decisions_are_found_by_words_in_any_inflection(scena, domanda) -> None:
    assert "Corse serali 1" in corpo("pubblico_decisioni", q=domanda)


@pytest.mark.parametrize(
    "dati",
    [
        {"anno": "mai"},
        {"organo": "x"},
        {"ordine": "rilevanza"},
        {"q": "a", "ordine": "-rilevanza"},
        {"q": "\x00"},
        {"pagina": "9999"},
    ],
)
def test_odd_questions_are_answered(scena, dati) -> None:
    for nome in ("pubblico_sedute", "pubblico_decisioni"):
        assert Client().get(reverse(f"tavolo:{nome}"), dati).status_code == 200


def test_filters_narrow_the_lists_and_leave_nothing_behind(scena) -> None:
    client = Client()
    testo = corpo("pubblico_sedute", client=client, organo="tavolo", verbale="on")
    assert "n. 1/2026" in testo and "Gruppo aperto, seduta" not in testo
    assert "Nessuna seduta con questi filtri" in corpo("pubblico_sedute", client=client, anno="2001")
    assert "n. 9/2026" in corpo("pubblico_sedute", client=client)
    assert "sessionid" not in client.cookies


def test_an_empty_table_says_so_everywhere(db) -> None:
    EnteTitolareFactory()
    for nome in PAGINE:
        assert "ancora" in corpo(nome) or "Nessun" in corpo(nome) or nome == "pubblico_dati"
    assert json.loads(corpo("pubblico_insieme", "decisioni", "json"))["righe"] == []


# --- open data ------------------------------------------------------------------------------------------------------
def righe(chiave: str) -> list[dict]:
    return json.loads(corpo("pubblico_insieme", chiave, "json"))["righe"]


def test_files_say_the_same_as_pages(scena) -> None:
    pagina = corpo("pubblico_decisioni")
    decisioni = righe("decisioni")
    assert {d["id"] for d in decisioni} == set(re.findall(r"#decisione-([0-9a-f-]{36})", pagina))
    sedute = corpo("pubblico_sedute")
    assert {v["url"].split("/")[-2] for v in righe("verbali")} == set(re.findall(r"sedute/([0-9a-f-]{36})/", sedute))
    assert len(righe("sedute")) == Seduta.objects.annunciate().count()
    componenti = {c["delegato"] for c in righe("componenti") if c["organo"] == "Tavolo territoriale"}
    assert componenti == set(re.findall(r"<td>(Ines Delegata\d)</td>", corpo("pubblico_componenti")))
    presenze = [p for p in righe("presenze") if p["seduta_id"] == str(scena.pubblicata.pk)]
    assert [p["presente"] for p in presenze].count(True) == 2
    assert [p["assenza_giustificata"] for p in presenze if not p["presente"]] == [True]


@pytest.mark.parametrize("chiave", INSIEMI)
def test_both_forms_have_the_same_rows_and_the_fields_declared(scena, chiave) -> None:
    documento = json.loads(corpo("pubblico_insieme", chiave, "json"))
    tabella = list(csv.DictReader(io.StringIO(corpo("pubblico_insieme", chiave, "csv"))))
    nomi = [campo["nome"] for campo in documento["campi"]]
    assert documento["righe"] and [list(riga) for riga in documento["righe"]] == [nomi] * len(documento["righe"])
    assert [riga["id"] for riga in tabella] == [riga["id"] for riga in documento["righe"]]
    assert list(tabella[0]) == nomi
    for campo in documento["campi"]:
        for riga in documento["righe"]:
            if campo["tipo"] == "data" and riga[campo["nome"]]:
                datetime.date.fromisoformat(riga[campo["nome"]])
            if campo["tipo"] == "istante" and riga[campo["nome"]]:
                assert datetime.datetime.fromisoformat(riga[campo["nome"]]).utcoffset() is not None


def test_no_text_turns_into_a_formula(scena) -> None:
    Decisione.objects.update(titolo="=HYPERLINK(1)")
    tabella = csv.DictReader(io.StringIO(corpo("pubblico_insieme", "decisioni", "csv")))
    assert {riga["oggetto"] for riga in tabella} == {"'=HYPERLINK(1)"}
    assert righe("decisioni")[0]["oggetto"] == "=HYPERLINK(1)"


def test_the_licence_is_that_of_the_day(scena, settings, tmp_path) -> None:
    assert "CC BY 4.0" in corpo("pubblico_dati")
    assert json.loads(corpo("pubblico_insieme", "sedute", "json"))["licenza"]["codice"] == "CC-BY-4.0"
    settings.TAVOLO_LICENZE = tmp_path / "licenze.toml"
    voce = '[[licenza]]\ndal = {}\ncodice = "{}"\nnome = "{}"\nurl = "https://licenze.example/{}"\n'
    vecchia, nuova = ("2026-01-01", *["vecchia"] * 3), ("2026-07-01", *["nuova"] * 3)
    settings.TAVOLO_LICENZE.write_text(voce.format(*nuova) + voce.format(*vecchia))
    assert modulo_licenza.licenza().codice == "vecchia"
    with time_machine.travel("2026-07-01 12:00"):
        assert modulo_licenza.licenza().codice == "nuova"
    with pytest.raises(modulo_licenza.SenzaLicenza):
        modulo_licenza.licenza(datetime.date(2020, 1, 1))


def test_the_catalogue_names_every_file_with_its_whole_address(scena, settings) -> None:
    settings.PUBLIC_URL = "https://portale.example"
    catalogo = json.loads(corpo("pubblico_catalogo"))
    assert catalogo["@type"] == "dcat:Catalog" and catalogo["dct:license"]["@id"].startswith("https://creative")
    insiemi = {insieme["dct:identifier"]: insieme for insieme in catalogo["dcat:dataset"]}
    assert set(insiemi) == {f"tavolo-{chiave}" for chiave in INSIEMI}
    for insieme in insiemi.values():
        for distribuzione in insieme["dcat:distribution"]:
            indirizzo = distribuzione["dcat:downloadURL"]["@id"]
            assert indirizzo.startswith("https://portale.example/")
            assert Client().get(indirizzo.removeprefix("https://portale.example")).status_code == 200


def test_a_file_that_has_not_changed_is_not_sent_again(scena) -> None:
    indirizzo = reverse("tavolo:pubblico_insieme", args=["decisioni", "json"])
    prima = Client().get(indirizzo)
    assert "public" in prima["Cache-Control"] and prima["Last-Modified"] and not prima.cookies
    chiede = {"If-None-Match": prima["ETag"]}
    with CaptureQueriesContext(connection) as query:
        assert Client().get(indirizzo, headers=chiede).status_code == 304
    # A savepoint and its release (the request's transaction), when it changed, who gives the data.
    assert len(query) == 4
    with time_machine.travel(OGGI + ORA):
        for decisione in Decisione.objects.all():
            decisione.save()
        assert Client().get(indirizzo, headers=chiede).status_code == 200


def test_pages_are_kept_by_the_visitors_browser_only(scena, client_di) -> None:
    indirizzo = reverse("tavolo:pubblico")
    assert "private" in Client().get(indirizzo)["Cache-Control"]
    assert "no-store" in client_di("op_cm").get(indirizzo)["Cache-Control"]


def test_who_asks_too_often_is_told_to_wait(scena) -> None:
    indirizzo = reverse("tavolo:pubblico_catalogo")
    risposte = [Client().get(indirizzo).status_code for _ in range(61)]
    assert risposte[:60] == [200] * 60 and risposte[60] == 429
    assert Client().get(indirizzo, REMOTE_ADDR="10.0.0.9").status_code == 200


def test_unknown_sets_and_forms_are_not_found_and_nothing_is_posted(scena) -> None:
    for chiave, formato in (("persone", "csv"), ("sedute", "xml")):
        indirizzo = reverse("tavolo:pubblico_insieme", args=[chiave, formato])
        assert Client().get(indirizzo).status_code == 404
    assert Client().post(reverse("tavolo:pubblico")).status_code == 405


# --- cost -----------------------------------------------------------------------------------------------------------
def test_the_number_of_queries_does_not_grow_with_the_table(scena) -> None:
    def conta() -> dict[str, int]:
        quante = {}
        cache.clear()
        for nome in (*PAGINE, "pubblico_ics"):
            with CaptureQueriesContext(connection) as query:
                corpo(nome)
            quante[nome] = len(query)
        for chiave in INSIEMI:
            with CaptureQueriesContext(connection) as query:
                corpo("pubblico_insieme", chiave, "json")
            quante[chiave] = len(query)
        with CaptureQueriesContext(connection) as query:
            corpo("pubblico_verbale", scena.pubblicata.pk)
        quante["verbale"] = len(query)
        return quante

    prima = conta()
    altri = [SeggioFactory() for _ in range(4)]
    for n, seggio in enumerate(altri):
        MandatoFactory(seggio=seggio, partecipante=persona(20 + n))
    for numero in range(20, 24):
        tenuta(numero, [*scena.seggi, *altri], 5)
    for _ in range(3):
        decidi(scena.pubblicata.punti.non_interni().get(), "Altra", altri)
    assert Seggio.objects.dell_organo(None).count() == 7
    assert conta() == prima
