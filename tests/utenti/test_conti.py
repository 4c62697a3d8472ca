"""The system administrator's page of accounts, and the read-only admin."""

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth import get_user_model
from django.core import mail
from django.test import Client
from django.urls import reverse

from socialabs.registro.models import Evento
from socialabs.utenti.enums import Ruolo
from socialabs.utenti.sito_admin import sito
from tests.fabbriche import UtenteFactory


ALTRI = [ruolo for ruolo in Ruolo if ruolo != Ruolo.AMMINISTRATORE_SISTEMA]


@pytest.fixture
def tecnico(client_di) -> Client:
    client = client_di("amm_sistema")
    get_user_model().objects.filter(pk=client.ctx.utente.pk).update(is_staff=True)
    return client


def intervieni(client: Client, utente: object, azione: str, motivo: str = "richiesta scritta") -> object:
    return client.post(reverse("utenti:conto", args=[utente.pk]), {"azione": azione, "motivo": motivo})


class TestConti:
    @pytest.mark.parametrize("ruolo", ALTRI)
    def test_no_other_role_enters(self, client_di, ruolo) -> None:
        client = client_di(ruolo, amministratore=True)
        utente = UtenteFactory()
        assert client.get(reverse("utenti:conti")).status_code == 403
        assert client.get(reverse("utenti:conto", args=[utente.pk])).status_code == 403
        assert intervieni(client, utente, "disattiva").status_code == 403
        utente.refresh_from_db()
        assert utente.is_active

    @pytest.mark.parametrize("testo", ["niccolo", "NICCOLÒ ardu", "n.ardu@"])
    def test_found_whatever_the_accents(self, tecnico, testo) -> None:
        utente = UtenteFactory(nome="Niccolò", cognome="Arduini", email="n.ardu@example.org")
        UtenteFactory.create_batch(2)
        risposta = tecnico.post(reverse("utenti:conti"), {"q": testo}, follow=True)
        assert list(risposta.context["pagina"]) == [utente]
        assert risposta.request["QUERY_STRING"] == ""

    def test_closed_with_a_reason_the_person_is_out_at_once(self, tecnico, client_di) -> None:
        persona = client_di("ref_azienda")
        assert "motivo" in intervieni(tecnico, persona.ctx.utente, "disattiva", "").context["form"].errors
        intervieni(tecnico, persona.ctx.utente, "disattiva")
        assert persona.get(reverse("utenti:profilo")).url.startswith(reverse("account_login"))
        assert Evento.objects.get(verbo="utente.disattivato").motivo == "richiesta scritta"
        intervieni(tecnico, persona.ctx.utente, "riattiva")
        persona.ctx.utente.refresh_from_db()
        assert persona.ctx.utente.is_active

    def test_not_the_last_administrator_of_an_organisation(self, tecnico, ctx_di) -> None:
        ctx = ctx_di("ref_azienda", amministratore=True)
        risposta = intervieni(tecnico, ctx.utente, "disattiva")
        assert "resterebbe senza" in str(risposta.context["form"].non_field_errors())
        ctx.utente.refresh_from_db()
        assert ctx.utente.is_active

    def test_nobody_closes_their_own(self, tecnico) -> None:
        assert intervieni(tecnico, tecnico.ctx.utente, "disattiva").status_code == 403

    def test_a_lost_factor_is_forgotten_and_the_person_told(self, tecnico, persona_vera) -> None:
        utente = persona_vera("op_cm")
        Authenticator.objects.create(user=utente, type=Authenticator.Type.TOTP, data={"secret": "x"})
        intervieni(tecnico, utente, "azzera")
        assert not Authenticator.objects.filter(user=utente).exists()
        assert Evento.objects.get(verbo="secondo_fattore.azzerato").oggetto_id == utente.pk
        assert mail.outbox[0].to == [utente.email]

    def test_an_unknown_verb_does_nothing(self, tecnico) -> None:
        assert intervieni(tecnico, UtenteFactory(), "elimina").status_code == 403


class TestAdmin:
    def paths(self) -> list[str]:
        return [f"admin:{m._meta.app_label}_{m._meta.model_name}_changelist" for m in sito._registry]

    def test_it_shows_and_changes_nothing(self, tecnico) -> None:
        assert tecnico.get(reverse("admin:index")).status_code == 200
        for nome in self.paths():
            assert tecnico.get(reverse(nome)).status_code == 200, nome
            assert tecnico.get(reverse(nome.replace("changelist", "add"))).status_code == 403
        utente = tecnico.ctx.utente
        indirizzo = reverse("admin:utenti_utente_change", args=[utente.pk])
        assert tecnico.get(indirizzo).status_code == 200
        assert tecnico.post(indirizzo, {"nome": "Altro"}).status_code == 403
        assert tecnico.post(reverse("admin:utenti_utente_delete", args=[utente.pk])).status_code == 403

    def test_neither_passwords_nor_secrets_are_on_it(self, tecnico) -> None:
        utente = UtenteFactory()
        utente.set_password("una frase lunga da ricordare")
        utente.save()
        pagina = tecnico.get(reverse("admin:utenti_utente_change", args=[utente.pk])).content.decode()
        assert utente.password not in pagina and "password" not in [
            c for a in sito._registry.values() for c in a.fields or []
        ]

    @pytest.mark.parametrize("ruolo", list(Ruolo))
    def test_not_for_who_is_not_technical_staff(self, client_di, ruolo) -> None:
        client = client_di(ruolo)
        assert client.get(reverse("admin:index"), follow=True).status_code == 403

    def test_not_without_the_second_factor(self, tecnico, settings) -> None:
        settings.DEMO = False
        assert tecnico.get(reverse("admin:index")).url == reverse("mfa_index")

    def test_strangers_go_to_the_portals_own_sign_in(self, db) -> None:
        risposta = Client().get(reverse("admin:index"), follow=True)
        assert risposta.redirect_chain[-1][0].startswith(reverse("account_login"))

    def test_the_role_opens_it_and_its_end_closes_it(self, ctx_di) -> None:
        from socialabs.utenti.azioni import appartenenze

        capo = ctx_di("amm_prov", amministratore=True)
        altro = ctx_di("op_cm", organizzazione=capo.appartenenza.organizzazione)
        nuova = appartenenze.aggiungi_ruolo(capo, altro.appartenenza, ruolo="amm_sistema")
        altro.utente.refresh_from_db()
        assert altro.utente.is_staff
        appartenenze.disattiva(capo, nuova, motivo="x")
        altro.utente.refresh_from_db()
        assert not altro.utente.is_staff
