"""Workers' data: encrypted at rest, behind a scope and a wall in the database, every reading in the register."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from collocamento.azioni.consegne import importa, ricevi
from collocamento.models import (
    Calcolo,
    CalcoloProvincia,
    Consegna,
    Datore,
    LavoratoreDichiarato,
    Originale,
    PostoDisponibile,
    Prospetto,
)
from collocamento.muro import lavoratori_aperti
from collocamento.permessi import puo_importare, puo_leggere_lavoratori, puo_scaricare_originale, puo_vedere_obblighi
from socialabs.anagrafica.models import Organizzazione
from socialabs.base.contesto import Contesto
from socialabs.registro.models import Evento
from socialabs.utenti.enums import Ruolo
from tests.collocamento.documenti import CODICE_FISCALE, documento, pacchetto
from tests.fabbriche import DelegaFactory, OrganizzazioneFactory


pytestmark = pytest.mark.django_db

SISTEMA = Contesto.sistema("prova")
ALTRA = "61012720118"
CON_TUTTE_LE_CIFRE = {"amm_prov", "responsabile", "op_cm", "op_cpi"}
CON_I_LAVORATORI = {"responsabile", "op_cm"}


@pytest.fixture
def due_aziende(db: None) -> dict[str, Prospetto]:
    importa(
        Consegna.objects.create(nome="consegna.zip"),
        pacchetto(una=documento("A1"), altra=documento("B1", codice_fiscale=ALTRA)),
        ctx=SISTEMA,
    )
    return {p.datore.organizzazione.codice_fiscale: p for p in Prospetto.objects.all()}


@pytest.fixture
def contesto_di(due_aziende: dict, ctx_di: Callable) -> Callable[[str], Contesto]:
    """The context of a role; a company acts for the first employer, a consultant has its mandate."""

    def make(ruolo: str) -> Contesto:
        azienda = Organizzazione.objects.get(codice_fiscale=CODICE_FISCALE)
        if ruolo == Ruolo.REFERENTE_AZIENDA:
            return ctx_di(ruolo, organizzazione=azienda)
        if ruolo == Ruolo.CONSULENTE:
            return ctx_di(ruolo, organizzazione=DelegaFactory(delegante=azienda).delegato)
        return ctx_di(ruolo)

    return make


@pytest.mark.parametrize("ruolo", Ruolo.values)
def test_who_sees_figures_and_who_sees_people(ruolo: str, contesto_di: Callable, due_aziende: dict) -> None:
    ctx = contesto_di(ruolo)
    propria = {CODICE_FISCALE} if ruolo in {"ref_azienda", "consulente"} else set()
    cifre = {CODICE_FISCALE, ALTRA} if ruolo in CON_TUTTE_LE_CIFRE else propria
    persone = {CODICE_FISCALE, ALTRA} if ruolo in CON_I_LAVORATORI else propria
    per_prospetto = "prospetto__datore__organizzazione__codice_fiscale"
    for modello, percorso in (
        (Datore, "organizzazione__codice_fiscale"),
        (Prospetto, "datore__organizzazione__codice_fiscale"),
        (Calcolo, per_prospetto),
        (CalcoloProvincia, per_prospetto),
        (PostoDisponibile, per_prospetto),
    ):
        assert set(modello.objects.visible_to(ctx).values_list(percorso, flat=True)) == cifre, modello
    assert set(Originale.objects.visible_to(ctx).values_list(per_prospetto, flat=True)) == persone
    lette = LavoratoreDichiarato.objects.leggibili_da(ctx, motivo="prova")
    assert {due_aziende[cf].pk for cf in persone} == {riga.prospetto_id for riga in lette}
    assert Consegna.objects.visible_to(ctx).exists() == (ruolo in CON_TUTTE_LE_CIFRE)
    assert puo_vedere_obblighi(ctx) == (ruolo in CON_TUTTE_LE_CIFRE)
    assert puo_importare(ctx) == (ruolo in CON_TUTTE_LE_CIFRE - {"amm_prov"})
    for codice_fiscale, prospetto in due_aziende.items():
        assert puo_leggere_lavoratori(ctx, prospetto) == (codice_fiscale in persone)
        assert puo_scaricare_originale(ctx, prospetto) == (codice_fiscale in persone)


def test_a_mandate_out_of_date_opens_nothing(ctx_di: Callable, due_aziende: dict) -> None:
    azienda = Organizzazione.objects.get(codice_fiscale=CODICE_FISCALE)
    ctx = ctx_di("consulente", organizzazione=DelegaFactory(delegante=azienda, al="2020-12-31").delegato)
    assert not Prospetto.objects.visible_to(ctx).exists()
    assert LavoratoreDichiarato.objects.leggibili_da(ctx, motivo="prova") == []


def test_a_company_without_returns_sees_nothing(ctx_di: Callable, due_aziende: dict) -> None:
    ctx = ctx_di("ref_azienda", organizzazione=OrganizzazioneFactory())
    assert not Prospetto.objects.visible_to(ctx).exists()
    assert LavoratoreDichiarato.objects.leggibili_da(ctx, motivo="prova") == []


def test_the_clear_text_is_what_the_document_says(due_aziende: dict, ctx_di: Callable) -> None:
    prospetto = due_aziende[CODICE_FISCALE]
    righe = LavoratoreDichiarato.objects.filter(prospetto=prospetto).leggibili_da(ctx_di("op_cm"), motivo="prova")
    testo = documento("A1").decode()
    assert len(righe) == testo.count("<lavoratoricomputabili>") == prospetto.lavoratori_elencati
    for riga in righe:
        assert f"<codicefiscale>{riga.codice_fiscale}</codicefiscale><cognome>{riga.cognome}</cognome>" in testo
        assert f"<datanascita>{riga.data_nascita}</datanascita>" in testo


def test_every_reading_is_in_the_register(due_aziende: dict, ctx_di: Callable) -> None:
    ctx, prospetto = ctx_di("op_cm"), due_aziende[CODICE_FISCALE]
    LavoratoreDichiarato.objects.filter(prospetto=prospetto).leggibili_da(ctx, motivo="controllo del prospetto")
    Originale.objects.leggi(prospetto.pk, ctx, motivo="verifica")
    lavoratori, originale = Evento.objects.filter(verbo__in=["lavoratori.letti", "originale.letto"]).order_by("id")
    assert (lavoratori.verbo, lavoratori.oggetto_id, lavoratori.attore) == (
        "lavoratori.letti",
        prospetto.pk,
        ctx.utente.pk,
    )
    assert lavoratori.motivo == "controllo del prospetto"
    assert lavoratori.dettagli == {"lavoratori": prospetto.lavoratori_elencati}
    assert (originale.verbo, originale.oggetto_id) == ("originale.letto", prospetto.pk)


def test_a_reading_needs_a_reason(due_aziende: dict) -> None:
    with pytest.raises(ValueError):
        LavoratoreDichiarato.objects.leggibili_da(SISTEMA, motivo=" ")
    with pytest.raises(ValueError):
        Originale.objects.leggi(due_aziende[ALTRA].pk, SISTEMA, motivo="")


def test_the_original_comes_back_byte_by_byte(due_aziende: dict, ctx_di: Callable) -> None:
    prospetto = due_aziende[CODICE_FISCALE]
    assert Originale.objects.leggi(prospetto.pk, SISTEMA, motivo="prova") == documento("A1")
    with pytest.raises(Originale.DoesNotExist):
        Originale.objects.leggi(prospetto.pk, ctx_di("op_cpi"), motivo="prova")


def test_no_name_lies_in_clear_in_the_database(due_aziende: dict, come_proprietario: Callable) -> None:
    righe = LavoratoreDichiarato.objects.leggibili_da(SISTEMA, motivo="prova")
    segreti = {riga.codice_fiscale for riga in righe} | {f"{riga.cognome} {riga.nome}" for riga in righe}
    assert segreti
    trovato = []
    with come_proprietario(), connection.cursor() as cursor:
        cursor.execute("select tablename from pg_tables where tablename like 'collocamento%%'")
        for (tabella,) in cursor.fetchall():
            # encode() shows the bytes of bytea columns as they are, text columns as they read
            cursor.execute(f"select t::text from {tabella} t")
            for (testo,) in cursor.fetchall():
                esadecimali = {segreto.encode().hex() for segreto in segreti}
                trovato += [tabella for segreto in segreti | esadecimali if segreto in testo]
    assert not trovato


def test_without_the_wall_open_the_web_role_sees_no_worker(due_aziende: dict, come_proprietario: Callable) -> None:
    assert LavoratoreDichiarato.objects.count() == 0
    with lavoratori_aperti(SISTEMA):
        assert LavoratoreDichiarato.objects.count() > 0
    assert LavoratoreDichiarato.objects.count() == 0, "the wall closes at the end of the block"
    with come_proprietario():
        assert LavoratoreDichiarato.objects.count() > 0


def test_the_wall_lets_a_company_through_to_its_own_rows_alone(contesto_di: Callable, due_aziende: dict) -> None:
    with lavoratori_aperti(contesto_di("ref_azienda")):
        viste = set(LavoratoreDichiarato.objects.values_list("prospetto_id", flat=True))
    assert viste == {due_aziende[CODICE_FISCALE].pk}


def test_the_web_role_cannot_change_or_delete_a_worker(due_aziende: dict) -> None:
    with lavoratori_aperti(SISTEMA):
        assert LavoratoreDichiarato.objects.update(provincia="000") == 0
        with connection.cursor() as cursor:
            cursor.execute("delete from collocamento_lavoratoredichiarato")
            assert cursor.rowcount == 0


def test_a_query_of_another_role_opens_no_wall(contesto_di: Callable, due_aziende: dict) -> None:
    for ruolo in ("op_cpi", "amm_prov", "auditor", "amm_sistema", "tutor"):
        with lavoratori_aperti(contesto_di(ruolo)):
            assert LavoratoreDichiarato.objects.count() == 0, ruolo


def test_no_person_is_in_the_clear_content_of_a_return(due_aziende: dict) -> None:
    prospetto: Any = due_aziende[CODICE_FISCALE]
    assert "Zonò" in documento("A1").decode()
    assert "Zonò" not in str(prospetto.contenuto)
    assert prospetto.contenuto["fogli"][0]["dipendenti"]["lavoratori"] == 130


@pytest.mark.parametrize("ruolo", ["op_cpi", "op_cm"])
def test_the_package_itself_goes_only_to_who_may_read_the_workers(
    ruolo: str, client_di: Callable, settings: Any, tmp_path: Path
) -> None:
    """Not even to the front desk that delivered it: once inside it is health data."""
    settings.ARCHIVIO_DIR = tmp_path
    client = client_di(ruolo)
    consegna = ricevi(pacchetto(una=documento("A1")), nome="consegna.zip", ctx=client.ctx)
    risposta = client.get(consegna.file.get_absolute_url())
    assert risposta.status_code == (200 if ruolo in CON_I_LAVORATORI else 404)
    if risposta.streaming:
        assert b"".join(risposta.streaming_content).startswith(b"PK")
