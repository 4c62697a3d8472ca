"""A corrected code table reaches the figures of the returns already here."""

import io
import zipfile
from collections.abc import Callable

import pytest
from django.core.management import call_command
from django.forms import model_to_dict
from django.urls import reverse

from collocamento.anomalie import DELL_IMPORTAZIONE
from collocamento.azioni.consegne import importa
from collocamento.azioni.ricalcolo import (
    PropostaSuperata,
    Ricalcolo,
    applica,
    datori_da_ricalcolare,
    e_attuale,
    prepara,
    ricalcola,
    scarta,
)
from collocamento.importazione.conto import DEI_DATI
from collocamento.importazione.squadra import Aiutante, AiutanteFermo
from collocamento.models import (
    Calcolo,
    CalcoloProposto,
    CalcoloProvincia,
    CalcoloProvinciaProposto,
    Consegna,
    DifferenzaRicalcolo,
    Originale,
    PropostaRicalcolo,
    Prospetto,
    TabellaCodici,
)
from collocamento.normativa.catalogo import catalogo
from socialabs.base.contesto import Contesto
from socialabs.base.stati import TransizioneNonAmmessa
from socialabs.lavori.errori import LavoroAnnullato
from socialabs.registro.models import Evento
from tests.collocamento.attesi import CORPUS
from tests.collocamento.documenti import documento, pacchetto
from tests.collocamento.test_lavoro_importa import Passi


pytestmark = pytest.mark.django_db

SISTEMA = Contesto.sistema("prova")


@pytest.fixture
def prospetto(db: None) -> Prospetto:
    ignoto = {"<categoria>0001</categoria><numero>3</numero>": "<categoria>0877</categoria><numero>3</numero>"}
    pacco = pacchetto(primo=documento("A1", invio="2026-02-10T10:00:00", sostituzioni=ignoto))
    importa(Consegna.objects.create(nome="consegna.zip"), pacco, ctx=SISTEMA)
    return Prospetto.objects.get()


def test_nothing_changes_while_tables_and_engine_are_the_same(prospetto: Prospetto) -> None:
    assert datori_da_ricalcolare() == 0
    assert ricalcola(ctx=SISTEMA) == Ricalcolo()


def test_a_code_that_becomes_known_is_deducted(prospetto: Prospetto) -> None:
    base, versione = prospetto.calcolo.base_art3, prospetto.calcolo.motore
    assert any(anomalia["code"] == "unknown_code" for anomalia in prospetto.anomalie)
    TabellaCodici.objects.create(tabella="categorie_escluse", codice="0877", ambito="D", descrizione="Prova")
    assert datori_da_ricalcolare() == 1
    assert ricalcola(ctx=SISTEMA) == Ricalcolo(prospetti=1, datori_cambiati=1)
    assert datori_da_ricalcolare() == 0
    prospetto = Prospetto.objects.get()
    assert prospetto.calcolo.base_art3 == base - 3
    assert sum(riga.base_art3 for riga in prospetto.province.all()) == base - 3
    assert prospetto.calcolo.motore != versione
    assert not any(anomalia["code"] == "unknown_code" for anomalia in prospetto.anomalie)
    assert (prospetto.stato, prospetto.in_ritardo, prospetto.giorni_ritardo) == ("valido", True, 10)
    assert Evento.objects.get(verbo="prospetti.ricalcolati").dettagli["prospetti"] == 1
    assert ricalcola(ctx=SISTEMA) == Ricalcolo()


def test_a_table_that_no_figure_depends_on_changes_no_employer(prospetto: Prospetto) -> None:
    TabellaCodici.objects.create(tabella="tipo_delegato", codice="099", descrizione="Prova")
    assert datori_da_ricalcolare() == 1
    assert ricalcola(ctx=SISTEMA) == Ricalcolo(prospetti=1)


# --- the proposal --------------------------------------------------------------------------------------------------
# Of the corpus: several provinces, exemptions over the ceiling, suspensions, conventions, faults of the data.
VARI = 24


@pytest.fixture
def vari(db: None) -> None:
    with zipfile.ZipFile(CORPUS) as corpus:
        scelti = {nome.removesuffix(".xml"): corpus.read(nome) for nome in sorted(corpus.namelist())[:VARI]}
    importa(Consegna.objects.create(nome="vari.zip"), pacchetto(**scelti), ctx=SISTEMA)


def invecchia(**campi: str) -> None:
    """As if another engine, or another mapping, had computed all that is here."""
    Calcolo.objects.update(motore="di prima", **campi)


def tutto() -> tuple[list, ...]:
    """Every column of every figure, and what the returns say of them."""
    fogli = [
        model_to_dict(foglio, exclude=["id"]) for foglio in CalcoloProvincia.objects.order_by("prospetto", "provincia")
    ]
    prospetti = Prospetto.objects.order_by("pk").values_list("pk", "differenze", "anomalie", "provincia_sede")
    return [model_to_dict(calcolo) for calcolo in Calcolo.objects.order_by("pk")], fogli, list(prospetti)


def test_the_inputs_kept_say_what_the_original_says(vari: None) -> None:
    prima = tutto()
    invecchia()
    dagli_ingressi = prepara(ctx=SISTEMA)
    assert (dagli_ingressi.prospetti, dagli_ingressi.dagli_originali) == (Calcolo.objects.count(), 0)
    applica(proposta=dagli_ingressi, ctx=SISTEMA)
    assert tutto() == prima
    invecchia(mappatura="di prima")
    dagli_originali = prepara(ctx=SISTEMA)
    assert dagli_originali.dagli_originali == dagli_originali.prospetti == Calcolo.objects.count()
    assert dagli_originali.datori_cambiati == 0
    applica(proposta=dagli_originali, ctx=SISTEMA)
    assert tutto() == prima


def test_the_original_is_read_only_where_the_inputs_no_longer_serve(vari: None, come_proprietario: Callable) -> None:
    with come_proprietario():
        Originale.objects.all().delete()
    invecchia()
    senza_ingressi = Calcolo.objects.order_by("pk").first()
    Calcolo.objects.filter(pk=senza_ingressi.pk).update(ingressi={})
    proposta = prepara(ctx=SISTEMA)
    assert (proposta.illeggibili, proposta.prospetti) == (1, Calcolo.objects.count() - 1)
    applica(proposta=proposta, ctx=SISTEMA)
    assert Calcolo.objects.get(motore="di prima").pk == senza_ingressi.pk


def test_anomalies_of_the_data_are_told_from_those_of_the_engine() -> None:
    assert set(DELL_IMPORTAZIONE) == DEI_DATI
    assert not DEI_DATI & set(catalogo()["segnalazioni"])


def scopri_il_codice() -> None:
    TabellaCodici.objects.create(tabella="categorie_escluse", codice="0877", ambito="D", descrizione="Prova")


def test_the_preview_changes_nothing_and_says_what_applying_will(prospetto: Prospetto) -> None:
    prima = tutto()
    scopri_il_codice()
    proposta = prepara(ctx=SISTEMA)
    assert tutto() == prima
    assert prepara(ctx=SISTEMA) == proposta
    [differenza] = DifferenzaRicalcolo.objects.all()
    assert differenza.cambi[""]["base_art3"] == [prospetto.calcolo.base_art3, prospetto.calcolo.base_art3 - 3]
    applica(proposta=proposta, ctx=SISTEMA)
    dopo = Prospetto.objects.get()
    trovate = {"": dopo.calcolo, **{foglio.provincia: foglio for foglio in dopo.province.all()}}
    for luogo, figure in differenza.cambi.items():
        for figura, (_prima, nuova) in figure.items():
            assert getattr(trovate[luogo], figura) == nuova, (luogo, figura)
    assert not CalcoloProposto.objects.exists() and not CalcoloProvinciaProposto.objects.exists()
    assert differenza in DifferenzaRicalcolo.objects.all()


def test_applying_twice_changes_nothing_more(prospetto: Prospetto) -> None:
    scopri_il_codice()
    proposta = prepara(ctx=SISTEMA)
    assert applica(proposta=proposta, ctx=SISTEMA) == applica(proposta=proposta, ctx=SISTEMA)
    assert Evento.objects.filter(verbo="prospetti.ricalcolati").count() == 1
    assert prepara(ctx=SISTEMA) is None


def test_a_discarded_preview_leaves_the_old_figures(prospetto: Prospetto) -> None:
    prima = tutto()
    scopri_il_codice()
    proposta = prepara(ctx=SISTEMA)
    scarta(proposta=proposta, ctx=SISTEMA)
    with pytest.raises(TransizioneNonAmmessa):
        applica(proposta=proposta, ctx=SISTEMA)
    assert tutto() == prima and not CalcoloProposto.objects.exists()


def un_altra_tabella(prospetto: Prospetto) -> None:
    TabellaCodici.objects.create(tabella="tipo_delegato", codice="099", descrizione="Prova")


def una_rettifica(prospetto: Prospetto) -> None:
    pacco = pacchetto(nuovo=documento("A2", tipo="02", precedente="A1", invio="2026-03-01T10:00:00"))
    importa(Consegna.objects.create(nome="dopo.zip", sha256="1" * 64), pacco, ctx=SISTEMA)


def altre_cifre(prospetto: Prospetto) -> None:
    Calcolo.objects.update(motore="un altro ancora")


@pytest.mark.parametrize("cambia", [un_altra_tabella, una_rettifica, altre_cifre])
def test_a_preview_overtaken_by_events_is_not_applied(prospetto: Prospetto, cambia: Callable) -> None:
    scopri_il_codice()
    proposta = prepara(ctx=SISTEMA)
    assert e_attuale(proposta)
    cambia(prospetto)
    prima = tutto()
    assert not e_attuale(proposta)
    with pytest.raises(PropostaSuperata):
        applica(proposta=proposta, ctx=SISTEMA)
    assert tutto() == prima
    nuova = prepara(ctx=SISTEMA)
    assert nuova != proposta and PropostaRicalcolo.objects.get(pk=proposta.pk).stato == "scartata"
    applica(proposta=nuova, ctx=SISTEMA)
    assert datori_da_ricalcolare() == 0


def test_a_preview_stopped_midway_goes_on_from_there(vari: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("collocamento.azioni.ricalcolo.LOTTO", 5)
    invecchia()
    with pytest.raises(LavoroAnnullato):
        prepara(ctx=SISTEMA, avanzamento=Passi(ferma_a=10))
    tenuti = set(CalcoloProposto.objects.values_list("pk", flat=True))
    assert len(tenuti) == 10
    passi = Passi()
    proposta = prepara(ctx=SISTEMA, avanzamento=passi)
    assert passi.visti[0][0] == 15
    assert tenuti < set(CalcoloProposto.objects.values_list("pk", flat=True))
    assert proposta.prospetti == Calcolo.objects.count() and PropostaRicalcolo.objects.count() == 1


def test_a_helper_that_dies_costs_only_its_batch(vari: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("collocamento.azioni.ricalcolo.POCHI", 1)
    monkeypatch.setattr("collocamento.azioni.ricalcolo.LOTTO", 4)
    monkeypatch.setattr("collocamento.importazione.squadra.AIUTANTI", 2)
    prima = tutto()
    invecchia()
    svolgi, chiamate = Aiutante.svolgi, []

    def muore(self: Aiutante, lotto: list) -> list:
        chiamate.append(lotto)
        if len(chiamate) == 4:
            self._processo.kill()
        return svolgi(self, lotto)

    with monkeypatch.context() as guasto:
        guasto.setattr(Aiutante, "svolgi", muore)
        with pytest.raises(AiutanteFermo):
            prepara(ctx=SISTEMA)
    assert 0 < CalcoloProposto.objects.count() < Calcolo.objects.count()
    applica(proposta=prepara(ctx=SISTEMA), ctx=SISTEMA)
    assert tutto() == prima


def test_the_command_shows_first_and_applies_when_told(prospetto: Prospetto) -> None:
    scopri_il_codice()
    uscita = io.StringIO()
    call_command("ricalcola_obblighi", stdout=uscita)
    assert "Datori con cifre diverse: 1" in uscita.getvalue() and "Nessuna cifra è cambiata" in uscita.getvalue()
    assert datori_da_ricalcolare() == 1
    call_command("ricalcola_obblighi", "--applica", stdout=uscita)
    assert "Prospetti ricalcolati: 1" in uscita.getvalue() and datori_da_ricalcolare() == 0


# --- its page ------------------------------------------------------------------------------------------------------
def test_the_page_tells_who_changes_and_exports_it(prospetto: Prospetto, client_di: Callable) -> None:
    scopri_il_codice()
    proposta = prepara(ctx=SISTEMA)
    client = client_di("responsabile")
    testo = client.get(proposta.get_absolute_url()).content.decode()
    base = prospetto.calcolo.base_art3
    assert prospetto.denominazione in testo and f"{base} → {base - 3}" in testo and "Applica il ricalcolo" in testo
    vuota = client.get(proposta.get_absolute_url(), {"anno": "1999"}).content.decode()
    assert "Nessun prospetto con questi filtri" in vuota
    esporta = reverse("collocamento:ricalcolo_esporta", args=[proposta.pk, "csv"])
    righe = b"".join(client.get(esporta, {"anno": prospetto.anno}).streaming_content).decode()
    assert f"Base di computo (art. 3): {base} → {base - 3}" in righe
    assert client_di("op_cpi").get(proposta.get_absolute_url()).status_code == 404


def test_the_page_of_an_overtaken_preview_offers_another(prospetto: Prospetto, client_di: Callable) -> None:
    scopri_il_codice()
    proposta = prepara(ctx=SISTEMA)
    un_altra_tabella(prospetto)
    testo = client_di("op_cm").get(proposta.get_absolute_url()).content.decode()
    assert "non vale più" in testo and "Applica il ricalcolo" not in testo


def test_the_page_asks_the_same_queries_however_long(
    vari: None, client_di: Callable, django_assert_max_num_queries: Callable
) -> None:
    invecchia()
    Calcolo.objects.update(base_art3=1)
    proposta = prepara(ctx=SISTEMA)
    assert proposta.datori_cambiati > 10
    client = client_di("op_cm")
    client.get(proposta.get_absolute_url())
    with django_assert_max_num_queries(16):
        assert client.get(proposta.get_absolute_url()).status_code == 200
