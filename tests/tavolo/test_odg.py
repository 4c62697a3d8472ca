"""The agenda: numbers, moves, internal items, papers, copies."""

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction

from socialabs.archivio.models import FilePrivato
from socialabs.archivio.origini import puo_scaricare
from socialabs.base.versioni import ConflittoVersione
from socialabs.utenti.enums import Ruolo
from tavolo import controlli
from tavolo.azioni import odg as azioni
from tavolo.azioni import sedute
from tavolo.enums import StatoSeduta, TipoPunto
from tavolo.errori import NonAmmesso
from tavolo.models import Collegamento, Punto, Seduta
from tavolo.odg import albero
from tests.tavolo.fabbriche import PuntoFactory, SedutaFactory
from tests.tavolo.test_vita import INIZIO


@pytest.fixture
def segreteria(ctx_di):
    return ctx_di(Ruolo.SEGRETERIA_TAVOLO)


@pytest.fixture
def seduta(db) -> Seduta:
    """1 Bando, 1.1 Testo, 1.2 Spesa, (internal) Note, 2 Varie."""
    seduta = SedutaFactory(stato=StatoSeduta.PIANIFICATA)
    bando = PuntoFactory(seduta=seduta, titolo="Bando")
    PuntoFactory(seduta=seduta, titolo="Testo", padre=bando)
    PuntoFactory(seduta=seduta, titolo="Spesa", padre=bando)
    PuntoFactory(seduta=seduta, titolo="Note", tipo=TipoPunto.INTERNO)
    PuntoFactory(seduta=seduta, titolo="Varie")
    return seduta


def letto(seduta: Seduta) -> list[str]:
    return [f"{voce.numero} {voce.punto.titolo}".strip() for voce in albero(seduta.punti.all())]


def punto(titolo: str) -> Punto:
    return Punto.objects.get(titolo=titolo)


def test_internal_items_have_no_number_and_take_none_from_the_others(seduta) -> None:
    assert letto(seduta) == ["1 Bando", "1.1 Testo", "1.2 Spesa", "Note", "2 Varie"]
    assert [v.numero for v in albero(seduta.punti.non_interni())] == ["1", "1.1", "1.2", "2"]


def test_an_item_moves_among_its_own_and_stops_at_the_ends(seduta, segreteria) -> None:
    azioni.sposta_punto(punto=punto("Spesa"), di=-1, ctx=segreteria)
    azioni.sposta_punto(punto=punto("Spesa"), di=-1, ctx=segreteria)
    azioni.sposta_punto(punto=punto("Bando"), di=1, ctx=segreteria)
    assert letto(seduta) == ["Note", "1 Bando", "1.1 Spesa", "1.2 Testo", "2 Varie"]


def test_an_item_goes_in_and_comes_out_where_it_was(seduta, segreteria) -> None:
    prima = letto(seduta)
    azioni.rientra_punto(punto=punto("Spesa"), ctx=segreteria)
    assert letto(seduta) == ["1 Bando", "1.1 Testo", "1.1.1 Spesa", "Note", "2 Varie"]
    azioni.sporgi_punto(punto=punto("Spesa"), ctx=segreteria)
    assert letto(seduta) == prima
    azioni.sporgi_punto(punto=punto("Testo"), ctx=segreteria)
    assert letto(seduta) == ["1 Bando", "1.1 Spesa", "2 Testo", "Note", "3 Varie"]
    with pytest.raises(NonAmmesso):
        azioni.sporgi_punto(punto=punto("Bando"), ctx=segreteria)
    with pytest.raises(NonAmmesso):
        azioni.rientra_punto(punto=punto("Bando"), ctx=segreteria)


def test_the_tree_has_three_levels_at_most(seduta, segreteria) -> None:
    azioni.rientra_punto(punto=punto("Spesa"), ctx=segreteria)
    with pytest.raises(NonAmmesso, match="tre livelli"):
        azioni.aggiungi_punto(punto=Punto(seduta=seduta, padre=punto("Spesa"), titolo="Quarto"), ctx=segreteria)
    PuntoFactory(seduta=seduta, titolo="Ultimo")
    azioni.sposta_punto(punto=punto("Note"), di=-1, ctx=segreteria)
    with pytest.raises(NonAmmesso, match="tre livelli"):
        azioni.rientra_punto(punto=punto("Bando"), ctx=segreteria)


def test_what_stands_under_an_internal_item_is_internal(seduta, segreteria) -> None:
    azioni.rientra_punto(punto=punto("Varie"), ctx=segreteria)
    assert punto("Varie").tipo == TipoPunto.INTERNO
    bando = punto("Bando")
    bando.tipo = TipoPunto.INTERNO
    azioni.modifica_punto(punto=bando, versione_letta=bando.versione, ctx=segreteria)
    assert not seduta.punti.non_interni().exists()
    with pytest.raises(IntegrityError, match="non gli conviene"), transaction.atomic():
        Punto.objects.filter(titolo="Testo").update(tipo=TipoPunto.DECISIONE)
        with connection.cursor() as cursor:
            cursor.execute("set constraints all immediate")


def test_an_item_cannot_stand_under_one_of_another_meeting(seduta) -> None:
    altrove = PuntoFactory()
    with pytest.raises(IntegrityError, match="non gli conviene"), transaction.atomic():
        Punto.objects.filter(titolo="Testo").update(padre=altrove)
        with connection.cursor() as cursor:
            cursor.execute("set constraints all immediate")


def test_taking_an_item_off_takes_what_stands_under_it_and_closes_the_ranks(seduta, segreteria, settings, tmp_path):
    settings.ARCHIVIO_DIR = tmp_path
    azioni.allega_documento(
        punto=punto("Testo"), contenuto=b"x", nome="a.txt", tipo_mime="text/plain", titolo="", ctx=segreteria
    )
    azioni.elimina_punto(punto=punto("Bando"), ctx=segreteria)
    assert letto(seduta) == ["Note", "1 Varie"]
    assert [p.posizione for p in seduta.punti.order_by("posizione")] == [1, 2]
    assert not FilePrivato.objects.exists()


def test_the_agenda_of_a_meeting_that_is_over_does_not_change(seduta, segreteria) -> None:
    Seduta.objects.update(stato=StatoSeduta.SVOLTA, anno=2026, numero=1)
    with pytest.raises(NonAmmesso):
        azioni.aggiungi_punto(punto=Punto(seduta=seduta, titolo="Tardi"), ctx=segreteria)


def test_nobody_overwrites_an_item_that_they_have_not_read(seduta, segreteria) -> None:
    mio, suo = punto("Varie"), punto("Varie")
    azioni.modifica_punto(punto=suo, versione_letta=1, ctx=segreteria)
    with pytest.raises(ConflittoVersione):
        azioni.modifica_punto(punto=mio, versione_letta=1, ctx=segreteria)


def test_a_copy_has_the_same_agenda_and_nothing_of_what_was_done(seduta, segreteria) -> None:
    Seduta.objects.update(stato=StatoSeduta.SVOLTA, anno=2026, numero=7)
    with time_machine.travel("2026-05-20"):
        copia = sedute.clona(seduta=Seduta.objects.get(), inizio=INIZIO, ctx=segreteria)
    assert letto(copia) == letto(seduta)
    assert (copia.stato, copia.numero) == (StatoSeduta.PIANIFICATA, None)
    assert not set(copia.punti.values_list("pk")) & set(seduta.punti.values_list("pk"))


def test_a_paper_is_downloaded_by_whoever_reads_its_item(seduta, segreteria, ctx_di, settings, tmp_path) -> None:
    settings.ARCHIVIO_DIR = tmp_path
    Seduta.objects.update(stato=StatoSeduta.CONVOCATA, anno=2026, numero=1)
    campi = {"contenuto": b"x", "nome": "a.txt", "tipo_mime": "text/plain", "titolo": "Bozza", "ctx": segreteria}
    noto = azioni.allega_documento(punto=punto("Varie"), **campi).file
    interno = azioni.allega_documento(punto=punto("Note"), **campi).file
    componente, estraneo = ctx_di(Ruolo.COMPONENTE_TAVOLO), ctx_di(Ruolo.OPERATORE_CM)
    assert [puo_scaricare(componente, file) for file in (noto, interno)] == [True, False]
    assert [puo_scaricare(segreteria, file) for file in (noto, interno)] == [True, True]
    assert not puo_scaricare(estraneo, noto)


def test_a_record_is_linked_once(seduta, segreteria) -> None:
    for _ in range(2):
        azioni.collega(a=punto("Varie"), tipo="tavolo.seduta", oggetto_id=seduta.pk, ctx=segreteria)
    assert Collegamento.objects.count() == 1


def test_other_apps_check_the_texts_and_each_warning_comes_once(monkeypatch) -> None:
    monkeypatch.setattr(controlli, "_controlli", [])
    assert controlli.avvertenze("Ada Prova") == []
    controlli.registra(lambda testo: ["Nomina una persona iscritta."] if "Ada" in testo else [])
    assert controlli.avvertenze("", "Ada", "ancora Ada") == ["Nomina una persona iscritta."]
    assert controlli.avvertenze("nessuno") == []
