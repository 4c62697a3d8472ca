"""The main menu: one line for who has much to do, nothing gathered for who has little, nothing lost on the way."""

import pytest
from django.urls import reverse

from socialabs.base import navigazione
from socialabs.base.navigazione import IN_UNA_RIGA, Gruppo, Voce
from socialabs.utenti.enums import RUOLI_UFFICIO, Ruolo


pytestmark = pytest.mark.django_db
ELENCHI = ("posizione:episodi", "provvedimenti:elenco", "provvedimenti:contributi", "convenzioni:elenco")


def menu(ctx, vista: str = "base:cruscotto") -> list[dict]:
    return navigazione.menu(ctx, vista)


@pytest.mark.parametrize("ruolo", sorted(Ruolo.values))
def test_every_role_has_a_menu_of_one_line_that_leads_to_all_its_pages(ctx_di, ruolo) -> None:
    ctx = ctx_di(ruolo, amministratore=True)
    voci = menu(ctx)
    assert len(voci) <= IN_UNA_RIGA
    raggiunte = {pagina["url"] for voce in voci for pagina in voce["voci"] or [voce]}
    sue = {v.url for v in navigazione.voci() if (v.ruoli is None or ruolo in v.ruoli) and (v.se is None or v.se(ctx))}
    assert raggiunte == {reverse(url) for url in sue}


@pytest.mark.parametrize("ruolo", sorted(RUOLI_UFFICIO))
def test_the_office_finds_its_lists_under_proceedings(ctx_di, ruolo) -> None:
    procedimenti = next(voce for voce in menu(ctx_di(ruolo)) if voce["etichetta"] == "Procedimenti")
    urls = [voce["url"] for voce in procedimenti["voci"]]
    assert {reverse(nome) for nome in (*ELENCHI, "ottemperanza:elenco", "dichiarazioni:elenco")} == set(urls)
    assert procedimenti["url"] == urls[0]


@pytest.mark.parametrize("ruolo", [Ruolo.REFERENTE_AZIENDA, Ruolo.CONSULENTE, Ruolo.SEGRETERIA_TAVOLO])
def test_who_has_few_entries_sees_them_side_by_side(ctx_di, ruolo) -> None:
    assert not any(voce["voci"] for voce in menu(ctx_di(ruolo, amministratore=True)))


@pytest.mark.parametrize("vista", [*ELENCHI, "provvedimenti:conto", "dichiarazioni:revisione", "ottemperanza:pratica"])
def test_one_page_of_one_group_is_marked_as_the_present_one(ctx_di, vista) -> None:
    attive = [voce for voce in menu(ctx_di(Ruolo.OPERATORE_CM), vista) if voce["attiva"]]
    assert [voce["etichetta"] for voce in attive] == ["Procedimenti"]
    assert [pagina["attiva"] for pagina in attive[0]["voci"]].count(True) == 1


def test_the_bar_of_the_section_shows_where_one_is(client_di) -> None:
    pagina = client_di(Ruolo.OPERATORE_CM).get(reverse("provvedimenti:contributi")).content.decode()
    barra = pagina.split('<nav class="menu-sezione" aria-label="Procedimenti">')[1].split("</nav>")[0]
    assert f'<a href="{reverse("provvedimenti:contributi")}" aria-current="page">' in barra
    assert barra.count("aria-current") == 1 and 'aria-current="true"' in pagina.split("menu-gruppo")[0]
    assert "menu-sezione" not in client_di(Ruolo.OPERATORE_CM).get(reverse("base:cruscotto")).content.decode()


def test_a_group_of_one_is_that_one(ctx_di, monkeypatch) -> None:
    gruppo = Gruppo("Uno", "it-files", 5)
    voci = [Voce(f"Voce {n}", "base:cruscotto", ordine=n) for n in range(IN_UNA_RIGA)]
    monkeypatch.setattr(navigazione, "_voci", [*voci, Voce("Sola", "base:ricerca", gruppo=gruppo)])
    assert [voce["etichetta"] for voce in menu(ctx_di(Ruolo.AUDITOR))][-1] == "Sola"
