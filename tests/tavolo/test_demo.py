"""The demonstration's table: every state, nothing twice, a room that can be tried at once."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext, override_settings
from pytest_django import DjangoDbBlocker

from socialabs.base.contesto import Contesto
from socialabs.base.dimostrazione import Dimostrazione
from socialabs.base.giorni import adesso, oggi
from socialabs.base.pdf import pdf_disponibile
from socialabs.documenti.models import Documento
from socialabs.registro.models import Evento
from socialabs.utenti.demo import ORGANIZZAZIONI, conto, crea_conti
from tavolo.aula import quadro
from tavolo.azioni import presenze, sedute
from tavolo.demo import carica
from tavolo.documenti import PUBBLICO
from tavolo.enums import ModoVoto, RuoloMandato, StatoImpegno, StatoSeduta
from tavolo.models import (
    Convocazione,
    Decisione,
    EnteMembro,
    Gruppo,
    Impegno,
    Mandato,
    Presenza,
    Regolamento,
    Seduta,
    Seggio,
    Votazione,
)
from tests.fabbriche import EnteTitolareFactory, OrganizzazioneFactory


# One process for all of them, so that the table is loaded once.
pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("tavolo della dimostrazione")]


@dataclass(frozen=True)
class Caricata:
    """Organisations and accounts of the demonstration and its table, and in how many queries that was made."""

    dimostrazione: Dimostrazione
    query: int


@pytest.fixture(scope="module")
def demo(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Caricata]:
    """Loaded once for all: each test gives back what it found."""
    archivio = tmp_path_factory.mktemp("archivio")
    with django_db_blocker.unblock(), override_settings(ARCHIVIO_DIR=archivio), transaction.atomic():
        EnteTitolareFactory()
        organizzazioni = {chiave: OrganizzazioneFactory(tipo=tipo) for chiave, tipo in ORGANIZZAZIONI.items()}
        crea_conti(organizzazioni)
        dimostrazione = Dimostrazione(ctx=Contesto.sistema("prova"), organizzazioni=organizzazioni)
        with CaptureQueriesContext(connection) as query:
            carica(dimostrazione)
        yield Caricata(dimostrazione, len(query))
        transaction.set_rollback(True)


def test_the_table_is_whole(demo) -> None:
    assert set(Seduta.objects.values_list("stato", flat=True)) == set(StatoSeduta)
    assert Seggio.objects.dell_organo(None).al().count() == 25
    assert Gruppo.objects.count() == 2 and Gruppo.objects.pubblici().count() == 1
    assert Regolamento.objects.filter(da_verificare=True).count() == 0 and Regolamento.objects.count() == 2
    assert set(Votazione.objects.values_list("modo", flat=True)) == set(ModoVoto)
    seduti = set(Mandato.objects.al().values_list("partecipante__utente__email", flat=True))
    assert {conto(chiave).email for chiave in ("tavolo", "amministratore", "responsabile")} <= seduti
    in_ritardo = Impegno.objects.aperti().filter(entro_il__lt=oggi())
    assert in_ritardo.exists() and Impegno.objects.filter(stato=StatoImpegno.CONCLUSO).exists()
    assert Impegno.objects.aperti().filter(entro_il__gte=oggi()).exists()
    assert Documento.objects.filter(tipo=PUBBLICO).count() == int(pdf_disponibile())


def test_what_happened_happened_before_today_and_in_order(demo) -> None:
    assert not Presenza.objects.filter(arrivo__gt=adesso()).exists()
    assert not Decisione.objects.filter(adottata_il__gt=oggi()).exists()
    for gruppo in (None, *Gruppo.objects.all()):
        numeri = Seduta.objects.dell_organo(gruppo).filter(numero__isnull=False).order_by("convocata_il")
        per_anno = Counter()
        for seduta in numeri:
            per_anno[seduta.anno] += 1
            assert seduta.numero == per_anno[seduta.anno]
    assert not Convocazione.objects.filter(inviata_il__gt=adesso()).exists()


def test_loading_it_again_changes_nothing(demo) -> None:
    def foto() -> tuple:
        modelli = (EnteMembro, Seggio, Mandato, Seduta, Presenza, Convocazione, Decisione, Impegno, Evento)
        return tuple(modello.objects.count() for modello in modelli)

    prima = foto()
    carica(demo.dimostrazione)
    assert foto() == prima


def test_todays_meeting_opens_at_once(demo, ctx_di) -> None:
    ctx = ctx_di("seg_tavolo")
    seduta = Seduta.objects.dell_organo(None).get(stato=StatoSeduta.CONVOCATA, titolo="Seduta di oggi")
    assert seduta.inizio <= adesso()
    for seggio in Seggio.objects.composizione(None, seduta.giorno):
        delegato = next(m for m in seggio.mandati_del_giorno if m.ruolo == RuoloMandato.DELEGATO)
        presenze.registra_arrivo(seduta=seduta, seggio=seggio, partecipante=delegato.partecipante, ctx=ctx)
    assert sedute.apri(seduta=seduta, ctx=ctx).stato == StatoSeduta.APERTA
    assert quadro(seduta).presenti == 25


def test_it_is_made_in_few_enough_queries(demo) -> None:
    """The first start must not grow long: three thousand small ones take about three seconds."""
    assert demo.query < 3200
