"""Saving: nothing is lost, nobody overwrites a text unread, nobody from outside reaches in."""

import uuid
from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.db.utils import ProgrammingError

from collocamento.dichiarazioni.azioni.passaggi import cancella
from collocamento.dichiarazioni.azioni.sezioni import (
    NonModificabile,
    aggiungi_voce,
    salva,
    scegli,
    togli,
)
from collocamento.dichiarazioni.enums import EsitoRevisione, TipoSezione
from collocamento.dichiarazioni.lettura import leggi_bozza, leggi_testi, sezioni_aperte
from collocamento.dichiarazioni.models import Dichiarazione, Revisione, Sezione
from socialabs.base.contesto import Contesto
from socialabs.registro.models import Evento
from tests.dichiarazioni.bozze import scritto, sezione


PAGINA, ALTRA = uuid.UUID(int=1), uuid.UUID(int=2)


def _salva(riga: Sezione, nuovi: dict, ctx: Contesto, versione: int = 1, pagina=PAGINA, automatico: bool = False):
    return salva(sezione=riga.pk, testi=nuovi, versione_letta=versione, pagina=pagina, automatico=automatico, ctx=ctx)


def _revisioni(riga: Sezione) -> list[Revisione]:
    with sezioni_aperte(Contesto.sistema("prova")):
        return list(Revisione.objects.filter(sezione=riga))


def test_whatever_is_typed_is_kept_even_when_no_format_admits_it(bozza: Dichiarazione, azienda: Contesto) -> None:
    riga = sezione(bozza)
    nuovi = scritto(bozza) | {"dati": {"data_riferimento": "non ancora", "lavoratori_nazionali": "tanti"}}
    salvata = _salva(riga, nuovi, azienda).sezione
    assert scritto(bozza) == nuovi
    assert salvata.versione == 2 and salvata.problemi >= 2


def test_two_who_write_the_same_section_lose_neither_text(bozza: Dichiarazione, azienda: Contesto, ctx_di) -> None:
    collega = ctx_di("ref_azienda", organizzazione=bozza.datore.organizzazione)
    riga, partenza = sezione(bozza, TipoSezione.INVIO), scritto(bozza, TipoSezione.INVIO)
    _salva(riga, partenza | {"note": "prima"}, azienda)
    esito = _salva(riga, partenza | {"note": "seconda"}, collega, pagina=ALTRA)
    assert esito.conflitto is not None and esito.conflitto.esito == EsitoRevisione.IN_CONFLITTO
    assert scritto(bozza, TipoSezione.INVIO)["note"] == "prima"
    assert {leggi_testi(r).get("note") for r in _revisioni(riga)} == {None, "prima", "seconda"}


@pytest.mark.parametrize(("mia", "vince"), [(True, "seconda"), (False, "prima")])
def test_the_choice_between_two_texts_leaves_both_in_the_history(
    bozza: Dichiarazione, azienda: Contesto, mia: bool, vince: str
) -> None:
    riga, partenza = sezione(bozza, TipoSezione.INVIO), scritto(bozza, TipoSezione.INVIO)
    _salva(riga, partenza | {"note": "prima"}, azienda)
    persa = _salva(riga, partenza | {"note": "seconda"}, azienda, pagina=ALTRA).conflitto
    scegli(revisione=persa.pk, mia=mia, versione_vista=2, ctx=azienda)
    assert scritto(bozza, TipoSezione.INVIO)["note"] == vince
    assert {leggi_testi(r).get("note") for r in _revisioni(riga)} >= {"prima", "seconda"}


def test_a_choice_made_upon_a_text_that_moved_on_clashes_again(bozza: Dichiarazione, azienda: Contesto) -> None:
    riga, partenza = sezione(bozza, TipoSezione.INVIO), scritto(bozza, TipoSezione.INVIO)
    _salva(riga, partenza | {"note": "prima"}, azienda)
    persa = _salva(riga, partenza | {"note": "seconda"}, azienda, pagina=ALTRA).conflitto
    _salva(riga, partenza | {"note": "terza"}, azienda, versione=2)
    assert scegli(revisione=persa.pk, mia=True, versione_vista=2, ctx=azienda).conflitto == persa
    assert scritto(bozza, TipoSezione.INVIO)["note"] == "terza"


def test_one_page_does_not_clash_with_itself(bozza: Dichiarazione, azienda: Contesto) -> None:
    riga, partenza = sezione(bozza, TipoSezione.INVIO), scritto(bozza, TipoSezione.INVIO)
    _salva(riga, partenza | {"note": "a"}, azienda, automatico=True)
    assert _salva(riga, partenza | {"note": "ab"}, azienda).conflitto is None
    in_ritardo = _salva(riga, partenza | {"note": "a "}, azienda, automatico=True)
    assert in_ritardo.superato and scritto(bozza, TipoSezione.INVIO)["note"] == "ab"


def test_the_same_text_again_is_no_change_whatever_version_it_comes_from(bozza, azienda: Contesto) -> None:
    riga, partenza = sezione(bozza, TipoSezione.INVIO), scritto(bozza, TipoSezione.INVIO)
    nuovi = partenza | {"note": "x"}
    _salva(riga, nuovi, azienda)
    assert _salva(riga, nuovi, azienda, pagina=ALTRA).sezione.versione == 2
    assert len(_revisioni(riga)) == 2


def test_a_row_taken_away_may_be_put_back_with_all_that_was_in_it(bozza: Dichiarazione, azienda: Contesto) -> None:
    prima = scritto(bozza, TipoSezione.LAVORATORE, 1)
    riga = togli(sezione=sezione(bozza, TipoSezione.LAVORATORE, 1).pk, tolta=True, ctx=azienda)
    assert riga.pk not in {p.chiave for p in leggi_bozza(bozza, azienda, "prova").parti()}
    togli(sezione=riga.pk, tolta=False, ctx=azienda)
    assert prima in [p.testi for p in leggi_bozza(bozza, azienda, "prova").parti()]


def test_a_new_worker_goes_after_the_others(bozza: Dichiarazione, azienda: Contesto) -> None:
    riga = aggiungi_voce(dichiarazione=bozza, foglio=1, tipo=TipoSezione.LAVORATORE, ctx=azienda)
    assert riga.ordine > 1 and riga.vuota and riga.problemi > 10


def test_outsiders_and_the_office_write_nothing(bozza: Dichiarazione, ctx_di: Callable) -> None:
    riga = sezione(bozza)
    for ctx in (ctx_di("ref_azienda"), ctx_di("consulente"), ctx_di("op_cm"), ctx_di("op_cpi")):
        with pytest.raises((Sezione.DoesNotExist, PermissionDenied)):
            _salva(riga, {}, ctx)
        with pytest.raises(Dichiarazione.DoesNotExist):
            leggi_bozza(bozza, ctx, "curiosità")


def test_the_wall_hides_the_rows_from_a_query_that_forgot_its_scope(bozza: Dichiarazione, ctx_di) -> None:
    assert not Sezione.objects.exists() and not Revisione.objects.exists()
    with sezioni_aperte(ctx_di("ref_azienda")):
        assert not Sezione.objects.exists()
    with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
        Revisione.objects.create(dichiarazione=bozza, sezione=sezione(bozza), versione=9, contenuto="{}")


def test_what_is_given_up_is_written_no_more_and_lost_never(bozza: Dichiarazione, azienda: Contesto) -> None:
    riga, partenza = sezione(bozza), scritto(bozza)
    cancella(dichiarazione=bozza, ctx=azienda)
    with pytest.raises(NonModificabile):
        _salva(riga, {}, azienda)
    assert scritto(bozza) == partenza


def test_each_reading_leaves_its_trace(bozza: Dichiarazione, azienda: Contesto) -> None:
    leggi_bozza(bozza, azienda, "Compilazione")
    evento = Evento.objects.filter(verbo="dichiarazione.letta").get()
    assert evento.oggetto_id == bozza.pk and evento.attore == azienda.utente.pk
    with pytest.raises(ValueError):
        leggi_bozza(bozza, azienda, " ")


def test_the_text_in_the_database_names_nobody(bozza: Dichiarazione, come_proprietario: Callable) -> None:
    cognome = scritto(bozza, TipoSezione.LAVORATORE, 1)["persona"]["cognome"]
    with come_proprietario(), connection.cursor() as cursor:
        for tabella in ("sezione", "revisione"):
            cursor.execute(
                f"select count(*) from dichiarazioni_{tabella} where position(%s in contenuto) > 0", [cognome.encode()]
            )
            assert cursor.fetchone()[0] == 0
        cursor.execute("select count(*) from dichiarazioni_sezione")
        assert cursor.fetchone()[0] > 5
