"""The reminder of the first of December: for who sent a return the year before, until one is begun."""

from datetime import date

from collocamento.dichiarazioni.azioni.avvio import comincia
from collocamento.dichiarazioni.azioni.passaggi import cancella
from collocamento.dichiarazioni.enums import Partenza
from collocamento.dichiarazioni.scadenze import gia_preparati, preparazioni
from collocamento.models import Datore
from socialabs.base.contesto import Contesto
from socialabs.promemoria.registro import Finestra, tipo


FINESTRA = Finestra(date(2026, 11, 1), date(2026, 11, 25), date(2026, 12, 31))


def test_whoever_sent_a_return_is_told_when_to_prepare_the_next(datore: Datore, django_assert_num_queries) -> None:
    with django_assert_num_queries(1):
        (dovuta,) = preparazioni(FINESTRA)
    assert (dovuta.oggetto_id, dovuta.scade_il, dovuta.occorrenza) == (datore.pk, date(2026, 12, 1), "2026")
    testi = tipo("dichiarazioni.preparazione").testi
    parametri = {**dovuta.parametri, "scadenza": "01/12/2026", "base": ""}
    assert all("2026" in str(testo) % parametri for testo in testi.values())


def test_a_draft_settles_it_and_giving_it_up_does_not(datore: Datore, azienda: Contesto) -> None:
    bozza = comincia(datore=datore, anno=2026, da=Partenza.VUOTA, ctx=azienda)
    assert (datore.pk, "2026") in list(gia_preparati(FINESTRA))
    cancella(dichiarazione=bozza, ctx=azienda)
    assert (datore.pk, "2026") not in list(gia_preparati(FINESTRA))
