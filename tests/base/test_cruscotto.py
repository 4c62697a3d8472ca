"""The dashboard says what awaits each role, and says so truthfully when nothing does."""

import pytest
from django.urls import reverse

from socialabs.posta.azioni import scrivi
from socialabs.registro import registra_evento


def pagina(client) -> str:
    return client.get(reverse("base:cruscotto")).content.decode()


def test_the_auditor_sees_what_happened_this_week(client_di, ctx_di) -> None:
    for _volta in range(3):
        registra_evento(ctx_di("op_cm"), "lavoratori.letti")
    testo = pagina(client_di("auditor"))
    assert "Ha letto i lavoratori dichiarati</a> (3)" in testo
    assert "verbo=lavoratori.letti" in testo


def test_the_system_administrator_sees_the_mail_that_waits(client_di) -> None:
    scrivi(destinatario="a@example.org", oggetto="Prova", corpo_testo="Testo")
    assert "Messaggi in attesa</a> (1)" in pagina(client_di("amm_sistema"))


@pytest.mark.parametrize("ruolo", ["persona", "tutor", "com_tecnico"])
def test_a_role_that_nothing_awaits_is_told_so_and_has_its_deadlines_and_its_profile(client_di, ruolo) -> None:
    testo = pagina(client_di(ruolo))
    assert "Niente in attesa" in testo
    assert reverse("promemoria:elenco") in testo and reverse("utenti:profilo") in testo


@pytest.mark.parametrize("ruolo", ["persona", "ref_azienda", "op_cm"])
def test_nobody_else_sees_the_register_or_the_mail(client_di, ruolo) -> None:
    testo = pagina(client_di(ruolo))
    assert reverse("registro:elenco") not in testo and reverse("posta:elenco") not in testo
