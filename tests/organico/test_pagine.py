"""The pages of a list, as each role meets them."""

from datetime import date

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from collocamento.models import Datore
from collocamento.normativa import Contratto
from collocamento.organico.azioni.elenco import chiudi
from collocamento.organico.azioni.righe import modifica
from collocamento.organico.models import Conferma, Organico, RigaOrganico
from collocamento.posizione.calcolo import posizione
from collocamento.posizione.ingressi import Origine
from socialabs.registro.models import Evento
from tests.fabbriche import DelegaFactory, OrganizzazioneFactory, ProvinciaFactory
from tests.organico.scene import (
    CODICE,
    SISTEMA,
    comune,
    datore_con_prospetto,
    disabile,
    lette,
    organico_di,
    organico_vuoto,
    righe_in_chiaro,
)


pytestmark = pytest.mark.django_db
OGGI = date(2026, 11, 25)


@pytest.fixture(autouse=True)
def oggi():
    with time_machine.travel("2026-11-25T10:00:00+01:00", tick=False) as ora:
        yield ora


@pytest.fixture
def organico() -> Organico:
    return organico_di([comune("Z9", numero=20), disabile("D1"), comune("A1", contratto=Contratto.APPRENDISTATO)])


@pytest.fixture
def azienda(organico: Organico, client_di) -> Client:
    return client_di("ref_azienda", organizzazione=organico.datore.organizzazione)


def indirizzo(nome: str, oggetto: object) -> str:
    return reverse(f"organico:{nome}", args=[oggetto.datore_id if isinstance(oggetto, Organico) else oggetto.pk])


def chi(organico: Organico, matricola: str) -> RigaOrganico:
    return next(riga for riga, dati in righe_in_chiaro(organico) if dati.matricola == matricola)


def modulo(**campi: object) -> dict[str, object]:
    base = {"matricola": "N1", "provincia": "011", "contratto": "indeterminato", "numero": "1", "inizio": "2026-01-01"}
    base |= {"attivita": "ordinaria", "modalita": "sede", "minuti_contratto": "40", "minuti_svolti": "40"}
    return base | campi


def test_the_company_reads_how_each_worker_counts_and_the_totals(azienda, organico) -> None:
    risposta = azienda.get(indirizzo("elenco", organico))
    voci = {voce.riga.matricola: voce for voce in risposta.context["elenco"].pagina}
    assert {m: v.regola for m, v in voci.items()} == {"A1": "apprendista", "D1": "disabile", "Z9": "ordinario"}
    assert "art. 47" in voci["A1"].fonte
    (totale,) = risposta.context["totali"]
    assert (totale.lavoratori, totale.disabili, totale.esclusi, totale.base_art3) == (22, 1, 1, 20)
    assert "Rossini Annalisa" in risposta.text


def test_the_front_desk_and_the_province_see_totals_and_nobody(client_di, organico) -> None:
    for ruolo in ("op_cpi", "amm_prov"):
        risposta = client_di(ruolo).get(indirizzo("elenco", organico))
        assert risposta.context["totali"][0].lavoratori == 22
        assert "Rossini" not in risposta.text and "Z9" not in risposta.text
        assert client_di(ruolo).post(indirizzo("leggi", organico), {"motivo": "curiosità"}).status_code == 404
        assert client_di(ruolo).get(indirizzo("esporta", organico)).status_code == 404


def test_the_office_reads_the_people_for_a_reason_that_lasts_half_an_hour(client_di, organico, oggi) -> None:
    ufficio = client_di("op_cm")
    prima = ufficio.get(indirizzo("elenco", organico))
    assert "Rossini" not in prima.text and "Leggi i lavoratori" in prima.text
    assert ufficio.get(indirizzo("esporta", organico)).status_code == 302
    ufficio.post(indirizzo("leggi", organico), {"motivo": ""})
    assert "Rossini" not in ufficio.get(indirizzo("elenco", organico)).text
    ufficio.post(indirizzo("leggi", organico), {"motivo": "verifica della scopertura"})
    dopo = ufficio.get(indirizzo("elenco", organico))
    assert "Rossini" in dopo.text and "Aggiungi" not in dopo.text
    assert ufficio.get(indirizzo("esporta", organico)).status_code == 200
    evento = Evento.objects.filter(verbo="organico.letto", attore=ufficio.ctx.utente.pk).latest("id")
    assert evento.motivo == "verifica della scopertura"
    assert ufficio.get(reverse("organico:lavoratore", args=[chi(organico, "D1").pk])).status_code == 404
    oggi.shift(31 * 60)
    assert "Rossini" not in ufficio.get(indirizzo("elenco", organico)).text


def test_a_stranger_finds_nothing(client_di, organico) -> None:
    riga = chi(organico, "D1")
    for cliente in (client_di("ref_azienda"), client_di("consulente"), client_di("tutor"), client_di("ref_coop")):
        for nome in ("elenco", "aggiungi", "importa", "conferma", "esporta", "modello", "inizia", "chiudi"):
            assert cliente.get(indirizzo(nome, organico)).status_code == 404, nome
        for nome in ("lavoratore", "cessa", "togli"):
            assert cliente.get(reverse(f"organico:{nome}", args=[riga.pk])).status_code == 404, nome


def test_a_consultant_keeps_the_list_as_long_as_the_mandate_lasts(client_di, organico) -> None:
    delega = DelegaFactory(delegante=organico.datore.organizzazione)
    consulente = client_di("consulente", organizzazione=delega.delegato)
    assert consulente.post(indirizzo("aggiungi", organico), modulo()).status_code == 302
    assert "N1" in lette(organico)
    delega.al = date(2026, 1, 1)
    delega.save()
    assert consulente.get(indirizzo("elenco", organico)).status_code == 404


def test_filters_find_by_how_one_counts_and_the_queries_do_not_grow(azienda, organico) -> None:
    def quante() -> int:
        with CaptureQueriesContext(connection) as query:
            azienda.get(indirizzo("elenco", organico) + "?stato=tutti")
        return len(query)

    risposta = azienda.get(indirizzo("elenco", organico) + "?regola=apprendista")
    assert [voce.riga.matricola for voce in risposta.context["elenco"].pagina] == ["A1"]
    quante()  # the filters are remembered the first time
    prima = quante()
    for numero in range(15):
        azienda.post(indirizzo("aggiungi", organico), modulo(matricola=f"X{numero}"))
    assert quante() == prima


def test_the_form_has_only_the_fields_of_the_contract_also_without_javascript(azienda, organico) -> None:
    url = indirizzo("aggiungi", organico)
    assert not {"giornate", "percentuale", "fine"} & set(azienda.get(url).context["form"].fields)
    risposta = azienda.post(url, modulo(contratto="stagionale", con_disabilita="on", matricola="K7", mostra="1"))
    form = risposta.context["form"]
    assert risposta.status_code == 200 and not form.errors
    assert {"giornate", "percentuale", "cognome"} <= set(form.fields) and "numero" not in form.fields
    assert form["matricola"].value() == "K7", "what was typed stays"
    nei_gruppi = {campo.name for _legenda, campi in form.gruppi for campo in campi}
    assert nei_gruppi == {campo.name for campo in form.visible_fields()}, "every field is shown in some group"
    gruppo = azienda.post(url, modulo(con_disabilita="on", numero="20", mostra="1"))
    assert "numero" in gruppo.context["form"].fields, "twenty heads do not turn into one unseen"
    frammento = azienda.post(url, modulo(contratto="termine", mostra="1"), headers={"HX-Request": "true"})
    assert "<html" not in frammento.text and "id_fine" in frammento.text
    assert "K7" not in lette(organico)


def test_what_is_wrong_is_said_at_the_field(azienda, organico) -> None:
    risposta = azienda.post(
        indirizzo("aggiungi", organico),
        modulo(contratto="termine", minuti_svolti="molte", inizio="2026-02-01", fine="2026-01-01"),
    )
    assert risposta.status_code == 422
    assert risposta.context["form"].errors["minuti_svolti"] == ["Scrivi le ore settimanali come 37:30 o 37,5."]
    ripetuta = azienda.post(indirizzo("aggiungi", organico), modulo(matricola="Z9"))
    assert "c'è già un lavoratore con questa matricola" in ripetuta.text.replace("&#x27;", "'")


def test_a_worker_who_covers_the_quota_is_written_and_read_again(azienda, organico) -> None:
    campi = modulo(con_disabilita="on", cognome="Bianchi", nome="Ugo", codice_fiscale=CODICE.lower())
    campi |= {"percentuale": "67", "tipo_disabilita": "fisica", "origine": "prima", "minuti_svolti": "20:30"}
    del campi["numero"], campi["attivita"]
    assert azienda.post(indirizzo("aggiungi", organico), campi).status_code == 302
    scritto = lette(organico)["N1"]
    assert (scritto.persona, scritto.codice_fiscale, scritto.minuti_svolti) == ("Bianchi Ugo", CODICE, 20 * 60 + 30)
    assert scritto.disabilita.percentuale == 67
    pagina = azienda.get(reverse("organico:lavoratore", args=[chi(organico, "N1").pk]))
    assert pagina.context["form"]["minuti_svolti"].value() == "20:30"


def test_two_people_on_one_worker_see_both_texts(azienda, organico) -> None:
    riga = chi(organico, "A1")
    url = reverse("organico:lavoratore", args=[riga.pk])
    modifica(riga=riga, versione_letta=1, dati=comune("A1", minuti_svolti=1200), ctx=SISTEMA)
    risposta = azienda.post(url, modulo(matricola="A1", minuti_svolti="30", versione="1"))
    assert risposta.status_code == 422
    assert ("Ore settimanali svolte", "30:00", "20:00") in risposta.context["form"].conflitto
    ancora = azienda.post(url, modulo(matricola="A1", minuti_svolti="30", versione="2"))
    assert ancora.status_code == 302 and lette(organico)["A1"].minuti_svolti == 1800


def test_a_worker_leaves_and_a_row_written_by_mistake_goes(azienda, organico) -> None:
    url = reverse("organico:cessa", args=[chi(organico, "Z9").pk])
    prima = azienda.post(url, {"ultimo_giorno": "2019-01-01", "versione": "1"})
    assert prima.status_code == 422 and "è stato assunto il 01/01/2020" in prima.text.lower()
    assert azienda.post(url, {"ultimo_giorno": "2026-11-24", "versione": "1"}).status_code == 302
    assert azienda.post(reverse("organico:togli", args=[chi(organico, "A1").pk]), {"versione": "1"}).status_code == 302
    assert lette(organico)["Z9"].cessato_il == date(2026, 11, 24) and "A1" not in lette(organico)
    assert azienda.get(indirizzo("elenco", organico)).context["totali"][0].lavoratori == 1


def test_the_list_begins_from_the_return_and_says_by_how_many_heads_it_differs(client_di) -> None:
    datore = datore_con_prospetto()
    ProvinciaFactory()
    cliente = client_di("ref_azienda", organizzazione=datore.organizzazione)
    assert "Nessun organico" in cliente.get(indirizzo("elenco", datore)).text
    inizio = cliente.get(indirizzo("inizia", datore))
    da_aggiungere = sum(p["da_aggiungere"] for p in inizio.context["province"])
    assert cliente.post(indirizzo("inizia", datore), {"da": "prospetto"}).status_code == 302
    pagina = cliente.get(indirizzo("elenco", datore))
    assert sum(d.mancano for d in pagina.context["differenze"]) == da_aggiungere > 0
    assert Evento.objects.filter(verbo="lavoratori.letti", attore=cliente.ctx.utente.pk).exists()
    assert not pagina.context["in_uso"]


def test_confirming_takes_a_tick_and_moves_the_figures_to_the_list(client_di) -> None:
    datore = datore_con_prospetto()
    organico = organico_di([comune(numero=30)], datore)
    cliente = client_di("ref_azienda", organizzazione=datore.organizzazione)
    url = indirizzo("conferma", organico)
    assert cliente.post(url, {"versione": organico.versione}).status_code == 422
    assert cliente.post(url, {"versione": organico.versione + 1, "completo": "on"}).status_code == 422
    assert not Conferma.objects.exists()
    assert cliente.post(url, {"versione": organico.versione, "completo": "on"}).status_code == 302
    assert Conferma.objects.get().lavoratori == 30
    assert posizione(datore.pk, OGGI).ingressi.origine == Origine.ORGANICO
    assert cliente.get(indirizzo("elenco", organico)).context["in_uso"]
    organico.refresh_from_db()
    assert cliente.post(indirizzo("chiudi", organico), {"versione": organico.versione}).status_code == 302
    assert posizione(datore.pk, OGGI).ingressi.origine == Origine.PROSPETTO


def test_a_small_firm_that_never_sent_a_return_begins_by_itself(client_di) -> None:
    ProvinciaFactory()
    cliente = client_di("ref_azienda")
    url = reverse("organico:comincia")
    assert cliente.get(url).status_code == 200
    campi = {"organizzazione": str(cliente.ctx.organizzazione_id), "tipologia": "A", "provincia_sede": "011"}
    altra = OrganizzazioneFactory()
    assert cliente.post(url, campi | {"organizzazione": str(altra.pk)}).status_code == 422
    risposta = cliente.post(url, campi)
    datore = Datore.objects.get(organizzazione=cliente.ctx.organizzazione_id)
    assert risposta.url == indirizzo("elenco", datore)
    assert cliente.get(risposta.url).status_code == 200
    assert cliente.get(url).status_code == 404, "now it is an employer"
    assert client_di("op_cm").get(url).status_code == 404


def test_after_the_list_is_closed_the_employer_may_begin_another(azienda, organico) -> None:
    riga = chi(organico, "D1")
    chiudi(organico=organico, versione_letta=organico.versione, ctx=SISTEMA)
    assert azienda.get(reverse("organico:lavoratore", args=[riga.pk])).status_code == 404
    sede = {"tipologia": "A", "provincia_sede": "011"}
    assert azienda.post(indirizzo("inizia", organico), sede).status_code == 302
    assert lette(Organico.objects.in_corso().get(datore=organico.datore)) == {}


def test_no_name_is_in_an_address_or_in_the_register(azienda, organico) -> None:
    azienda.post(indirizzo("aggiungi", organico), modulo(matricola="N5", cognome="Verdissimi", nome="Ivo"))
    azienda.get(indirizzo("elenco", organico))
    for evento in Evento.objects.all():
        assert "Verdissimi" not in f"{evento.dettagli} {evento.etichetta} {evento.motivo}"


def test_an_empty_list_says_how_to_fill_it(client_di) -> None:
    organico = organico_vuoto()
    cliente = client_di("ref_azienda", organizzazione=organico.datore.organizzazione)
    assert "Nessun lavoratore in elenco" in cliente.get(indirizzo("elenco", organico)).text
