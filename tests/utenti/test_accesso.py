"""Signing in: the second factor that some roles must have, and what the register writes."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import SECRET_SESSION_KEY
from django.core import mail
from django.db import connection
from django.test import Client
from django.urls import reverse

from socialabs.registro.models import Evento
from socialabs.utenti.enums import RUOLI_CON_SECONDO_FATTORE, Ruolo
from tests.utenti.conftest import PASSWORD, codice_totp


def activate_totp(client: Client) -> str:
    """Through the page, with the code that an app would show. Returns the key."""
    assert client.get(reverse("mfa_activate_totp")).status_code == 200
    segreto = client.session[SECRET_SESSION_KEY]
    risposta = client.post(reverse("mfa_activate_totp"), {"code": codice_totp(segreto)})
    assert risposta.status_code == 302
    return segreto


def verbi() -> list[str]:
    return list(Evento.objects.order_by("id").values_list("verbo", flat=True))


class TestSecondoFattore:
    @pytest.mark.parametrize("ruolo", list(Ruolo))
    def test_without_it_these_roles_go_nowhere(self, persona_vera, accedi, ruolo) -> None:
        client = accedi(persona_vera(ruolo))
        risposta = client.get(reverse("utenti:profilo"))
        if ruolo in RUOLI_CON_SECONDO_FATTORE:
            assert risposta.status_code == 302 and risposta.url == reverse("mfa_index")
            assert client.post(reverse("utenti:cambia_appartenenza")).url == reverse("mfa_index")
            assert client.get(reverse("mfa_index")).status_code == 200
            assert client.post(reverse("account_logout")).status_code == 302
        else:
            assert risposta.status_code == 200

    def test_technical_staff_too(self, persona_vera, accedi) -> None:
        utente = persona_vera("ref_azienda", is_staff=True)
        assert accedi(utente).get(reverse("utenti:profilo")).url == reverse("mfa_index")

    def test_a_demonstration_account_only_in_the_demonstration(self, client_di, settings) -> None:
        client = client_di("op_cm")
        assert client.get(reverse("utenti:profilo")).status_code == 200
        settings.DEMO = False
        assert client.get(reverse("utenti:profilo")).url == reverse("mfa_index")

    def test_with_a_real_code_the_doors_open_now_and_at_the_next_sign_in(
        self, persona_vera, accedi, django_capture_on_commit_callbacks
    ) -> None:
        utente = persona_vera("op_cm")
        client = accedi(utente)
        with django_capture_on_commit_callbacks(execute=True):
            segreto = activate_totp(client)
        assert client.get(reverse("utenti:profilo")).status_code == 200

        client = accedi(utente)
        assert "_auth_user_id" not in client.session
        sbagliato = f"{(int(codice_totp(segreto)) + 1) % 10**6:06d}"
        client.post(reverse("mfa_authenticate"), {"code": sbagliato})
        assert "_auth_user_id" not in client.session
        client.post(reverse("mfa_authenticate"), {"code": codice_totp(segreto)})
        assert client.get(reverse("utenti:profilo")).status_code == 200
        assert "accesso.secondo_fattore_fallito" in verbi() and "secondo_fattore.aggiunto" in verbi()

    def test_a_recovery_code_enters_once(self, persona_vera, accedi) -> None:
        utente = persona_vera("op_cm")
        activate_totp(accedi(utente))
        codici = Authenticator.objects.get(user=utente, type=Authenticator.Type.RECOVERY_CODES).wrap()
        codice = codici.get_unused_codes()[0]
        client = accedi(utente)
        client.post(reverse("mfa_authenticate"), {"code": codice})
        assert "_auth_user_id" in client.session
        client = accedi(utente)
        client.post(reverse("mfa_authenticate"), {"code": codice})
        assert "_auth_user_id" not in client.session

    @pytest.mark.parametrize(("ruolo", "resta"), [("op_cm", True), ("ref_azienda", False)])
    def test_the_last_factor_stays_where_the_role_wants_one(self, persona_vera, accedi, ruolo, resta) -> None:
        utente = persona_vera(ruolo)
        client = accedi(utente)
        activate_totp(client)
        client.post(reverse("mfa_deactivate_totp"))
        assert Authenticator.objects.filter(user=utente, type=Authenticator.Type.TOTP).exists() == resta

    def test_its_keys_are_encrypted_at_rest(self, persona_vera, accedi) -> None:
        utente = persona_vera("op_cm")
        segreto = activate_totp(accedi(utente))
        with connection.cursor() as cursor:
            cursor.execute("select data::text from mfa_authenticator where user_id = %s", [utente.pk])
            dati = " ".join(riga[0] for riga in cursor.fetchall())
        assert dati and segreto not in dati
        semi = [a.wrap().generate_codes() for a in Authenticator.objects.filter(user=utente, type="recovery_codes")]
        assert semi and not any(codice in dati for codice in semi[0])


class TestRegistro:
    def test_who_enters_and_leaves(self, persona_vera, accedi) -> None:
        utente = persona_vera("ref_azienda")
        client = accedi(utente)
        client.post(reverse("account_logout"))
        assert verbi() == ["accesso.riuscito", "accesso.uscita"]
        riuscito = Evento.objects.get(verbo="accesso.riuscito")
        assert riuscito.attore == utente.pk and riuscito.indirizzo == "127.0.0.1"
        assert riuscito.dettagli == {"metodi": ["password"]}

    def test_a_failure_without_what_was_typed(self, persona_vera) -> None:
        utente = persona_vera("ref_azienda")
        Client().post(reverse("account_login"), {"login": utente.email, "password": "sbagliata-di-sicuro"})
        evento = Evento.objects.get(verbo="accesso.fallito")
        scritto = " ".join(str(valore) for valore in vars(evento).values())
        assert utente.email not in scritto and "sbagliata" not in scritto and evento.attore is None

    def test_a_new_password(self, persona_vera, accedi) -> None:
        client = accedi(persona_vera("ref_azienda"))
        nuova = "un'altra frase da ricordare"
        dati = {"oldpassword": PASSWORD, "password1": nuova, "password2": nuova}
        client.post(reverse("account_change_password"), dati)
        assert "password.cambiata" in verbi()


def test_nobody_signs_up_by_themselves(db) -> None:
    dati = {"email": "x@example.org", "password1": PASSWORD, "password2": PASSWORD}
    Client().post(reverse("account_signup"), dati)
    assert not mail.outbox and not Evento.objects.filter(verbo="accesso.riuscito").exists()


def test_who_has_neither_address_nor_code_may_still_exist(django_user_model, db) -> None:
    prima, seconda = (django_user_model.objects.create_user(nome="Ada", cognome="Negri") for _n in range(2))
    assert prima.email is None and seconda.codice_fiscale is None and not prima.has_usable_password()


def test_after_too_many_failures_the_door_waits(persona_vera, accedi, settings) -> None:
    settings.ACCOUNT_RATE_LIMITS = {}
    utente = persona_vera("ref_azienda")
    for _volta in range(6):
        Client().post(reverse("account_login"), {"login": utente.email, "password": "sbagliata-di-sicuro"})
    assert "_auth_user_id" not in accedi(utente).session


@pytest.mark.parametrize(("proxy", "atteso"), [(0, "127.0.0.1"), (1, "203.0.113.7")])
def test_the_register_names_who_asks_and_not_our_own_proxy(persona_vera, settings, proxy, atteso) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxy
    finto_e_vero = {"X-Forwarded-For": "198.51.100.9, 203.0.113.7"}
    dati = {"login": persona_vera("ref_azienda").email, "password": PASSWORD}
    client = Client(headers=finto_e_vero)
    client.post(reverse("account_login"), dati)
    client.post(reverse("utenti:profilo"), {"nome": "Ada", "cognome": "Negri"})
    eventi = dict(Evento.objects.values_list("verbo", "indirizzo"))
    assert eventi == {"accesso.riuscito": atteso, "profilo.modificato": atteso}


def test_behind_the_proxy_one_who_errs_does_not_close_the_door_to_all(persona_vera, settings) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    settings.ACCOUNT_RATE_LIMITS = {"login_failed": "3/m/ip"}
    for _volta in range(4):
        altro = Client(headers={"X-Forwarded-For": "198.51.100.20"})
        altro.post(reverse("account_login"), {"login": "ignoto@example.org", "password": "sbagliata-di-sicuro"})
    client = Client(headers={"X-Forwarded-For": "203.0.113.7"})
    client.post(reverse("account_login"), {"login": persona_vera("ref_azienda").email, "password": PASSWORD})
    assert "_auth_user_id" in client.session
