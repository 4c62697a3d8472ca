"""The campaign's dates are data: who is late follows them, and nobody overwrites what they have not read."""

import datetime

import pytest
from django.urls import reverse

from collocamento.azioni.campagne import aggiorna_campagna
from collocamento.models import Campagna, Prospetto
from socialabs.base.versioni import ConflittoVersione
from socialabs.registro.models import Evento


@pytest.fixture
def campagna(db) -> Campagna:
    return Campagna.objects.create(anno=2025, scadenza=datetime.date(2026, 1, 31))


def dati(campagna: Campagna, **cambi: object) -> dict:
    return {"scadenza": "2026-01-31", "note": "", "versione": campagna.versione, "salva": "1", **cambi}


def test_the_office_moves_the_due_date(client_di, campagna) -> None:
    url = reverse("collocamento:campagna", args=[campagna.pk])
    assert client_di("op_cm").post(url, dati(campagna, scadenza="2026-02-15")).status_code == 302
    campagna.refresh_from_db()
    assert campagna.scadenza == datetime.date(2026, 2, 15)
    assert Evento.objects.filter(verbo="campagna.modificata", oggetto_id=campagna.pk).exists()


def test_a_due_date_before_the_year_ends_is_refused(client_di, campagna) -> None:
    url = reverse("collocamento:campagna", args=[campagna.pk])
    risposta = client_di("op_cm").post(url, dati(campagna, scadenza="2025-12-01"))
    assert risposta.status_code == 422
    assert "dopo la fine dell&#x27;anno" in risposta.content.decode()
    campagna.refresh_from_db()
    assert campagna.scadenza == datetime.date(2026, 1, 31)


def test_a_stale_form_overwrites_nothing(client_di, ctx_di, campagna) -> None:
    vecchi = dati(campagna, scadenza="2026-03-01")
    campagna.scadenza = datetime.date(2026, 2, 20)
    aggiorna_campagna(campagna=campagna, versione_letta=1, ctx=ctx_di("op_cm"))
    risposta = client_di("responsabile").post(reverse("collocamento:campagna", args=[campagna.pk]), vecchi)
    assert risposta.status_code == 422 and "20/02/2026" in risposta.content.decode()
    campagna.refresh_from_db()
    assert campagna.scadenza == datetime.date(2026, 2, 20)
    with pytest.raises(ConflittoVersione):
        aggiorna_campagna(campagna=campagna, versione_letta=1, ctx=ctx_di("op_cm"))


def test_a_notice_is_kept_once_even_if_sent_twice(client_di, campagna) -> None:
    avviso = {"giorno": "2026-01-20", "testo": "Proroga al 15 febbraio", "riferimento": "Nota 12", "avviso": "1"}
    for _volta in range(2):
        client_di("op_cm").post(reverse("collocamento:campagna", args=[campagna.pk]), avviso)
    campagna.refresh_from_db()
    assert campagna.avvisi == [{"data": "2026-01-20", "testo": "Proroga al 15 febbraio", "riferimento": "Nota 12"}]


def test_one_campaign_a_year(client_di, campagna) -> None:
    nuova = {"anno": 2025, "scadenza": "2026-01-31", "note": "", "versione": 1}
    assert client_di("op_cm").post(reverse("collocamento:campagna_nuova"), nuova).status_code == 422
    assert (
        client_di("op_cm")
        .post(reverse("collocamento:campagna_nuova"), {**nuova, "anno": 2026, "scadenza": "2027-01-31"})
        .status_code
        == 302
    )
    assert Campagna.objects.count() == 2


@pytest.mark.parametrize("ruolo", ["op_cpi", "ref_azienda", "consulente", "amm_sistema"])
def test_others_do_not_change_it(client_di, campagna, ruolo) -> None:
    risposta = client_di(ruolo).post(reverse("collocamento:campagna", args=[campagna.pk]), dati(campagna))
    assert risposta.status_code == 404
    assert not Prospetto.objects.exists()


def test_the_page_tells_who_changed_what(client_di, campagna) -> None:
    client = client_di("op_cm")
    url = reverse("collocamento:campagna", args=[campagna.pk])
    client.post(url, dati(campagna, scadenza="2026-02-15"))
    testo = client.get(url).content.decode()
    assert "Storia delle modifiche" in testo
    assert "scadenza: 31/01/2026 → 15/02/2026" in testo
    assert f"· {client.ctx.utente.get_full_name()}" in testo
