"""What items, decisions and actions are linked to: found by search, seen by whom it is for, taken away."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from collocamento.models import Datore
from socialabs.base.identificativi import nuovo_id
from socialabs.registro.models import Evento
from socialabs.utenti.enums import Ruolo
from tavolo.azioni.odg import collega
from tavolo.errori import NonAmmesso
from tavolo.models import Collegamento, Decisione, Impegno
from tests.fabbriche import OrganizzazioneFactory
from tests.tavolo.atti import SEGRETO, delegato, svolta
from tests.tavolo.fabbriche import PuntoFactory, SedutaFactory


@pytest.fixture
def ufficio(client_di):
    return client_di(Ruolo.SEGRETERIA_TAVOLO)


@pytest.fixture
def tenuta(ufficio):
    return svolta(ufficio.ctx)


@pytest.mark.parametrize(("cosa", "pagina"), [("punto", "punto"), ("decisione", "decisione"), ("impegno", "impegno")])
def test_the_secretariat_searches_links_and_unlinks(ufficio, tenuta, cosa, pagina) -> None:
    seduta, _seggi = tenuta
    a = {
        "punto": PuntoFactory(seduta=seduta),
        "decisione": Decisione.objects.get(titolo=f"{SEGRETO} oggetto"),
        "impegno": Impegno.objects.get(descrizione="Scrivere ai comuni"),
    }[cosa]
    altra = Decisione.objects.get(titolo="Convenzione con le cooperative")
    indirizzo = reverse(f"tavolo:collega_{cosa}", args=[a.pk])
    assert str(altra.pk) in ufficio.get(indirizzo, {"q": "cooperative"}).text
    ufficio.post(indirizzo, {"tipo": "tavolo.decisione", "oggetto": altra.pk})
    ufficio.post(indirizzo, {"tipo": "tavolo.decisione", "oggetto": altra.pk})
    collegamento = Collegamento.objects.get()
    togli = reverse("tavolo:scollega", args=[collegamento.pk])
    sua = ufficio.get(reverse(f"tavolo:{pagina}", args=[a.pk])).text
    assert togli in sua and altra.titolo in sua
    # What is linked already is not offered again.
    assert f'value="{altra.pk}"' not in ufficio.get(indirizzo, {"q": "cooperative"}).text
    ufficio.post(togli)
    assert not Collegamento.objects.exists()
    verbi = Evento.objects.filter(verbo__startswith="collegamento.").order_by("pk").values_list("verbo", flat=True)
    assert list(verbi) == ["collegamento.aggiunto", "collegamento.tolto"]


def test_one_links_only_what_one_may_see_and_not_a_thing_to_itself(ufficio, tenuta) -> None:
    decisione = Decisione.objects.first()
    datore = Datore.objects.create(organizzazione=OrganizzazioneFactory())
    indirizzo = reverse("tavolo:collega_decisione", args=[decisione.pk])
    assert str(datore.pk) not in ufficio.get(indirizzo, {"q": datore.organizzazione.denominazione}).text
    for tipo, oggetto in (
        ("collocamento.datore", datore.pk),
        ("tavolo.decisione", nuovo_id()),
        ("tavolo.decisione", decisione.pk),
        ("inventato", nuovo_id()),
    ):
        with pytest.raises(NonAmmesso):
            collega(a=decisione, tipo=tipo, oggetto_id=oggetto, ctx=ufficio.ctx)
        ufficio.post(indirizzo, {"tipo": tipo, "oggetto": oggetto})
    assert not Collegamento.objects.exists()


def test_a_member_sees_the_links_that_lead_where_members_may_go(ufficio, tenuta, client_di) -> None:
    seduta, seggi = tenuta
    punto = seduta.punti.get(titolo="Trasporti")
    aperta = Decisione.objects.get(titolo="Convenzione con le cooperative")
    riservata = Decisione.objects.get(titolo=f"{SEGRETO} oggetto")
    for decisione in (aperta, riservata):
        collega(a=punto, tipo="tavolo.decisione", oggetto_id=decisione.pk, ctx=ufficio.ctx)
    membro = client_di(Ruolo.COMPONENTE_TAVOLO)
    persona = delegato(seggi[1]).partecipante
    persona.utente = membro.ctx.utente
    persona.save()
    sua = membro.get(seduta.get_absolute_url()).text
    assert "Riguarda:" in sua and reverse("tavolo:decisione", args=[aperta.pk]) in sua
    assert SEGRETO not in sua and "collega/" not in sua
    assert riservata.titolo in ufficio.get(seduta.get_absolute_url()).text


def test_the_agenda_asks_once_for_each_kind_however_many_links(ufficio) -> None:
    seduta = SedutaFactory()

    def conta() -> int:
        with CaptureQueriesContext(connection) as query:
            assert "Riguarda:" in ufficio.get(seduta.get_absolute_url()).text
        return len(query)

    def altro_punto() -> None:
        for _volta in range(2):
            collega(
                a=PuntoFactory(seduta=seduta),
                tipo="tavolo.seduta",
                oggetto_id=SedutaFactory().pk,
                ctx=ufficio.ctx,
            )

    altro_punto()
    prima = conta()
    altro_punto()
    assert conta() == prima
