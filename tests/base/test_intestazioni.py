"""What every answer carries to the browser, faults and the technical admin included."""

import pytest
from django.test import Client
from django.urls import reverse


pytestmark = pytest.mark.django_db

SENZA_ECCEZIONI = {"default-src 'self'", "object-src 'none'", "frame-ancestors 'none'"}


def esigi_politica(risposta: object) -> None:
    politica = risposta["Content-Security-Policy"]
    assert {parte.strip() for parte in politica.split(";")} >= SENZA_ECCEZIONI and "unsafe" not in politica
    assert risposta["X-Frame-Options"] == "DENY" and risposta["X-Content-Type-Options"] == "nosniff"


def test_pages_and_faults_carry_the_policy(client_di) -> None:
    dentro = client_di("op_cm")
    esigi_politica(Client().get(reverse("account_login")))
    esigi_politica(dentro.get(reverse("base:cruscotto")))
    assert (negata := dentro.get(reverse("registro:elenco"))).status_code == 403
    assert (assente := dentro.get("/non-c-e/")).status_code == 404
    falso = Client(enforce_csrf_checks=True)
    assert (senza_gettone := falso.post(reverse("account_login"))).status_code == 403
    for risposta in (negata, assente, senza_gettone):
        esigi_politica(risposta)


def test_a_crash_too(client_di, monkeypatch) -> None:
    client = client_di("op_cm")
    client.raise_request_exception = False
    monkeypatch.setattr("socialabs.base.views.riquadri", lambda ctx: 1 / 0)
    risposta = client.get(reverse("base:cruscotto"))
    assert risposta.status_code == 500
    esigi_politica(risposta)


def test_the_technical_admin_too(client_di) -> None:
    client = client_di("amm_sistema", utente__is_staff=True)
    risposta = client.get(reverse("admin:index"))
    assert risposta.status_code == 200
    esigi_politica(risposta)


def test_what_is_private_stays_in_no_cache(client_di) -> None:
    client = client_di("op_cm")
    for nome in ("base:cruscotto", "collocamento:elenco", "lavori:elenco"):
        assert client.get(reverse(nome))["Cache-Control"] == "no-store, private"
    assert "no-store" in Client().get(reverse("utenti:invito", args=["segreto"]))["Cache-Control"]
