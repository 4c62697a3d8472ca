"""Mandates: who gives them, who ends them, until which day they hold."""

import datetime

import pytest
import time_machine
from django.urls import reverse

from socialabs.utenti.enums import Ruolo
from socialabs.utenti.models import Delega
from socialabs.utenti.permessi import UFFICIO_DELEGHE
from tests.fabbriche import DelegaFactory, OrganizzazioneFactory


GIORNO = datetime.date(2026, 5, 4)
VEDONO = UFFICIO_DELEGHE | {Ruolo.REFERENTE_AZIENDA, Ruolo.CONSULENTE}


@pytest.fixture
def studio(db):
    return OrganizzazioneFactory(tipo="studio")


def concedi(client, studio, **campi):
    dati = {"delegato": studio.codice_fiscale, "dal": "2026-05-04", "al": "", **campi}
    return client.post(reverse("utenti:concedi_delega"), dati)


class TestConcedere:
    def test_the_company_gives_its_own(self, client_di, studio) -> None:
        client = client_di("ref_azienda", amministratore=True)
        assert concedi(client, studio).status_code == 302
        delega = Delega.objects.get()
        assert (delega.delegante_id, delega.delegato) == (client.ctx.organizzazione_id, studio)

    def test_it_cannot_give_anothers(self, client_di, studio) -> None:
        client = client_di("ref_azienda", amministratore=True)
        concedi(client, studio, delegante=OrganizzazioneFactory().codice_fiscale)
        assert Delega.objects.get().delegante_id == client.ctx.organizzazione_id

    def test_the_office_gives_it_for_a_company(self, client_di, studio) -> None:
        azienda = OrganizzazioneFactory()
        assert concedi(client_di("op_cm"), studio, delegante=azienda.codice_fiscale).status_code == 302
        assert Delega.objects.get().delegante == azienda

    @pytest.mark.parametrize("ruolo", [r for r in Ruolo if r not in UFFICIO_DELEGHE])
    def test_nobody_else(self, client_di, studio, ruolo) -> None:
        client = client_di(ruolo)
        assert concedi(client, studio).status_code == 403
        assert client.get(reverse("utenti:deleghe")).status_code == (200 if ruolo in VEDONO else 403)

    @pytest.mark.parametrize(
        ("campi", "campo"),
        [
            ({"delegato": "00000000000"}, "delegato"),
            ({"al": "2026-05-03"}, "al"),
            ({"dal": ""}, "dal"),
        ],
    )
    def test_errors_name_the_field(self, client_di, studio, campi, campo) -> None:
        risposta = concedi(client_di("ref_azienda", amministratore=True), studio, **campi)
        assert campo in risposta.context["form"].errors and not Delega.objects.exists()

    def test_only_to_who_may_act_for_others(self, client_di) -> None:
        risposta = concedi(client_di("ref_azienda", amministratore=True), OrganizzazioneFactory())
        assert "delegato" in risposta.context["form"].errors

    def test_periods_do_not_overlap(self, client_di, studio) -> None:
        client = client_di("ref_azienda", amministratore=True)
        concedi(client, studio)
        risposta = concedi(client, studio, dal="2026-09-01")
        assert "Esiste già una delega" in str(risposta.context["form"].non_field_errors())


class TestTerminare:
    @pytest.fixture
    def delega(self, client_di):
        self.azienda = client_di("ref_azienda", amministratore=True)
        self.consulente = client_di("consulente", amministratore=True)
        return DelegaFactory(
            delegante=self.azienda.ctx.appartenenza.organizzazione,
            delegato=self.consulente.ctx.appartenenza.organizzazione,
        )

    @pytest.mark.parametrize("chi", ["azienda", "consulente"])
    def test_either_party_ends_it_and_the_last_day_still_holds(self, delega, chi) -> None:
        client = getattr(self, chi)
        with time_machine.travel(datetime.datetime(2026, 5, 4, 10, tzinfo=datetime.UTC)):
            client.post(reverse("utenti:termina_delega", args=[delega.pk]), {"al": "2026-05-04"})
        assert Delega.objects.in_vigore(GIORNO).exists()
        assert not Delega.objects.in_vigore(GIORNO + datetime.timedelta(days=1)).exists()

    @pytest.mark.parametrize("ruolo", ["ref_azienda", "consulente"])
    def test_a_stranger_with_the_same_role_neither_sees_nor_ends_it(self, delega, client_di, ruolo) -> None:
        estraneo = client_di(ruolo, amministratore=True)
        assert list(estraneo.get(reverse("utenti:deleghe")).context["pagina"]) == []
        risposta = estraneo.post(reverse("utenti:termina_delega", args=[delega.pk]), {"al": "2026-05-04"})
        assert risposta.status_code == 404

    def test_a_plain_colleague_reads_only(self, delega, client_di) -> None:
        collega = client_di("consulente", organizzazione=delega.delegato)
        assert [r["delega"] for r in collega.get(reverse("utenti:deleghe")).context["righe"]] == [delega]
        assert collega.get(reverse("utenti:termina_delega", args=[delega.pk])).status_code == 403

    @pytest.mark.parametrize("al", ["2019-12-31", "2026-06-01"])
    def test_neither_before_it_began_nor_later_than_it_ends(self, delega, al) -> None:
        Delega.objects.filter(pk=delega.pk).update(al=GIORNO)
        risposta = self.azienda.post(reverse("utenti:termina_delega", args=[delega.pk]), {"al": al})
        assert "al" in risposta.context["form"].errors
        delega.refresh_from_db()
        assert delega.al == GIORNO
