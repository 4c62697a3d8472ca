"""The demonstration is for trying the portal: a real one never has it."""

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from socialabs.utenti.models import Utente


def test_the_demonstration_never_loads_on_a_real_portal(settings, db) -> None:
    settings.DEMO = False
    with pytest.raises(CommandError, match="DEMO"):
        call_command("carica_demo")
    assert not Utente.objects.exists()


def test_one_click_accounts_do_not_exist_on_a_real_portal(settings, client, db) -> None:
    settings.DEMO = False
    assert client.post(reverse("demo_entra", args=["operatore-cm"])).status_code == 404
