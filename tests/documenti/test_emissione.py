"""Numbers without gaps, content that nobody changes, one replacement at most, and annulment as the only move."""

import threading
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, IntegrityError, connection, transaction

from socialabs.archivio.azioni import apri, elimina
from socialabs.archivio.models import FilePrivato
from socialabs.base import rotazione
from socialabs.base.cifratura import nuova_chiave
from socialabs.base.contesto import Contesto
from socialabs.base.identificativi import nuovo_id
from socialabs.base.stati import TransizioneNonAmmessa
from socialabs.documenti.azioni.documenti import annulla, registra_carta
from socialabs.documenti.azioni.emissione import Emissione, emetti
from socialabs.documenti.errori import NonEmettibile
from socialabs.documenti.models import CartaIntestata, Contatore, Documento
from socialabs.documenti.registro import registra
from socialabs.registro.models import Evento
from tests.documenti.tipi import OfficinaFinta, dichiara, prova
from tests.fabbriche import EnteTitolareFactory, OrganizzazioneFactory


SISTEMA = Contesto.sistema("prova")


def numeri():
    return list(Documento.objects.order_by("anno", "numero").values_list("numero", flat=True))


def test_a_kind_is_declared_once(frutti):
    with pytest.raises(ValueError, match="frutti"):
        registra(prova())


def test_a_document_is_numbered_stored_and_logged(emette, ctx_di, azienda):
    ctx = ctx_di("op_cm")
    documento = emette(ctx, azienda)
    with apri(documento.file) as contenuto:
        assert contenuto.read().startswith(b"%PDF")
    assert documento.sha256 == documento.file.sha256
    assert (documento.numero, documento.emesso_da, documento.destinatario) == (1, ctx.utente, azienda)
    assert len(documento.versione_modello) == 64
    assert documento.iniziali == "F. S."
    assert Evento.objects.filter(verbo="documento.emesso", oggetto_id=documento.pk).count() == 1


def test_what_it_says_is_frozen_and_encrypted(emette, azienda):
    documento = emette(SISTEMA, azienda)
    azienda.denominazione = "Altro nome S.p.A."
    azienda.save()
    documento = Documento.objects.get()
    assert documento.contenuto["contenuto"] == {"azienda": {"nome": "Frutteto S.r.l."}}
    with connection.cursor() as cursor:
        cursor.execute("select dati from documenti_documento")
        assert b"Frutteto" not in bytes(cursor.fetchone()[0])


def test_numbers_follow_by_body_series_and_year(emette, azienda, tipi_di_prova):
    altro = dichiara(chiave="prova.altri")
    with time_machine.travel(datetime(2026, 12, 31, 22, 59, tzinfo=UTC), tick=False):
        assert [emette(SISTEMA, azienda).numero_e_anno for _ in range(2)] == ["1/2026", "2/2026"]
        assert emette(SISTEMA, azienda, tipo=altro).numero_e_anno == "1/2026"
    # A minute later it is 2027 in Rome, though not yet in London.
    with time_machine.travel(datetime(2026, 12, 31, 23, 0, tzinfo=UTC), tick=False):
        assert emette(SISTEMA, azienda).numero_e_anno == "1/2027"


def test_a_new_configuration_of_the_same_body_goes_on_counting(emette, azienda):
    emette(SISTEMA, azienda)
    EnteTitolareFactory(dal="2021-01-01", responsabile="Altra Persona")
    assert emette(SISTEMA, azienda).numero == 2
    EnteTitolareFactory(dal="2022-01-01", denominazione="Ente nuovo")
    assert emette(SISTEMA, azienda).numero == 1


def test_a_fault_gives_number_and_file_back(emette, azienda, ente):
    class Rotta(OfficinaFinta):
        def rendi(self, lavori):
            raise OSError("disk full")

    emette(SISTEMA, azienda)
    with pytest.raises(OSError, match="disk full"):
        emette(SISTEMA, azienda, officina=Rotta())
    assert emette(SISTEMA, azienda).numero == 2
    assert FilePrivato.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_who_issues_at_the_same_time_leaves_no_hole_and_no_double(frutti, archivio):
    EnteTitolareFactory()
    aziende = [OrganizzazioneFactory(denominazione=f"Frutteto {n}") for n in range(4)]
    falliti = []

    def lavora(turno):
        try:
            for n, azienda in enumerate(aziende):
                emissione = Emissione(frutti, SISTEMA, nuovo_id())
                with transaction.atomic():
                    emetti(emissione, [azienda.pk], OfficinaFinta())
                    # Every third one is taken back after its number was given.
                    if (turno + n) % 3 == 0:
                        transaction.set_rollback(True)
        except Exception as errore:
            falliti.append(errore)
        finally:
            connection.close()

    fili = [threading.Thread(target=lavora, args=(turno,)) for turno in range(4)]
    for filo in fili:
        filo.start()
    for filo in fili:
        filo.join(60)
    assert not falliti
    # Of the sixteen, six were taken back.
    assert numeri() == list(range(1, 11))
    assert Contatore.objects.get().ultimo == 10


def test_a_request_that_starts_again_issues_nothing_twice(frutti, ente, archivio, azienda):
    altra = OrganizzazioneFactory()
    emissione = Emissione(frutti, SISTEMA, nuovo_id())
    prima = emetti(emissione, [azienda.pk], OfficinaFinta())
    dopo = emetti(emissione, [azienda.pk, altra.pk], OfficinaFinta())
    assert dopo.emessi[0] == prima.emessi[0]
    assert numeri() == [1, 2]


def test_who_cannot_have_one_is_left_out_with_the_reason_and_takes_no_number(frutti, ente, archivio, azienda):
    senza = OrganizzazioneFactory(denominazione="Campo senza alberi")
    esito = emetti(Emissione(frutti, SISTEMA, nuovo_id()), [senza.pk, nuovo_id(), azienda.pk], OfficinaFinta())
    assert [motivo for _o, motivo in esito.esclusi] == [
        "Non ha raccolto frutti.",
        "Non trovato, o fuori dal tuo ambito.",
    ]
    assert numeri() == [1]


def test_a_kind_of_one_valid_document_each_refuses_a_second(emette, azienda, tipi_di_prova, ente, archivio):
    unico = dichiara(chiave="prova.unico", uno_solo=True)
    primo = emette(SISTEMA, azienda, tipo=unico)
    esito = emetti(Emissione(unico, SISTEMA, nuovo_id()), [azienda.pk], OfficinaFinta())
    assert not esito.emessi and "1/" in esito.esclusi[0][1]
    annulla(primo, motivo="Prova", ctx=SISTEMA)
    assert emette(SISTEMA, azienda, tipo=unico).numero == 2


def test_a_role_that_may_not_issue_is_refused(frutti, ente, archivio, azienda, ctx_di):
    with pytest.raises(PermissionDenied):
        emetti(Emissione(frutti, ctx_di("op_cpi"), nuovo_id()), [azienda.pk], OfficinaFinta())


def test_without_a_body_nothing_is_issued(frutti, archivio, azienda):
    with pytest.raises(NonEmettibile, match="Ente e territorio"):
        emetti(Emissione(frutti, SISTEMA, nuovo_id()), [azienda.pk], OfficinaFinta())


# --- correction ---------------------------------------------------------------------------------------------------
def sostituito(emette, azienda):
    primo = emette(SISTEMA, azienda)
    secondo = emette(SISTEMA, azienda, sostituisce=primo.pk, motivo="errore")
    primo = Documento.objects.get(pk=primo.pk)
    return primo, secondo


def test_a_correction_names_what_it_replaces_and_the_replaced_one_says_so(emette, azienda):
    primo, secondo = sostituito(emette, azienda)
    assert (secondo.sostituisce, primo.successore) == (primo, secondo)
    assert (primo.condizione, secondo.condizione) == ("sostituito", "valido")
    assert secondo.contenuto["atto"]["sostituisce"]["numero"] == primo.numero_e_anno
    assert list(Documento.objects.validi()) == [secondo]


def test_a_document_is_replaced_once(emette, azienda):
    primo, _secondo = sostituito(emette, azienda)
    with pytest.raises(NonEmettibile, match="già stato"):
        emette(SISTEMA, azienda, sostituisce=primo.pk, motivo="dati")
    with pytest.raises(NonEmettibile, match="stesso oggetto"):
        emette(SISTEMA, OrganizzazioneFactory(), sostituisce=_secondo.pk, motivo="dati")


def test_annulment_keeps_the_file_and_happens_once(emette, azienda, ctx_di):
    documento, ctx = emette(SISTEMA, azienda), ctx_di("responsabile")
    annullato = annulla(documento, motivo="Emesso per errore", ctx=ctx)
    assert (annullato.condizione, annullato.annullato_da) == ("annullato", ctx.utente)
    with apri(annullato.file) as contenuto:
        assert contenuto.read(5) == b"%PDF-"
    assert Evento.objects.get(verbo="documento.annullato").motivo == "Emesso per errore"
    with pytest.raises(TransizioneNonAmmessa):
        annulla(documento, motivo="Di nuovo", ctx=ctx)


def test_a_replaced_document_is_not_annulled(emette, azienda):
    primo, _secondo = sostituito(emette, azienda)
    with pytest.raises(TransizioneNonAmmessa):
        annulla(primo, motivo="Prova", ctx=SISTEMA)


@pytest.mark.parametrize("ruolo", ["op_cpi", "amm_prov"])
def test_who_reads_but_does_not_correct_cannot_annul(emette, azienda, ctx_di, ruolo):
    with pytest.raises(PermissionDenied):
        annulla(emette(SISTEMA, azienda), motivo="Prova", ctx=ctx_di(ruolo))


# --- the walls in the database ------------------------------------------------------------------------------------
def rifiuta(azione):
    with pytest.raises(DatabaseError), transaction.atomic():
        azione()


@pytest.mark.parametrize("campo", ["numero", "sha256", "codice", "etichetta", "emesso_il", "iniziali", "dati", "tipo"])
def test_the_web_role_changes_nothing_of_an_issued_document(emette, azienda, campo):
    documento = emette(SISTEMA, azienda)
    valore = {"numero": 7, "emesso_il": datetime.now(UTC)}.get(campo, "x")
    rifiuta(lambda: Documento.objects.filter(pk=documento.pk).update(**{campo: valore}))


def test_the_web_role_deletes_no_document_and_no_file_of_one(emette, azienda):
    documento = emette(SISTEMA, azienda)
    rifiuta(lambda: connection.cursor().execute("delete from documenti_documento"))
    rifiuta(lambda: connection.cursor().execute("truncate documenti_documento cascade"))
    rifiuta(lambda: elimina(documento.file, ctx=SISTEMA))


def test_not_even_the_owner_changes_or_deletes_one(emette, azienda, come_proprietario):
    documento = emette(SISTEMA, azienda)
    with come_proprietario():
        rifiuta(lambda: Documento.objects.filter(pk=documento.pk).update(numero=7))
        rifiuta(lambda: Documento.objects.filter(pk=documento.pk).delete())


def test_nothing_brings_an_annulled_document_back(emette, azienda):
    documento = annulla(emette(SISTEMA, azienda), motivo="Prova", ctx=SISTEMA)
    campi = {"stato": "emesso", "annullato_il": None, "motivo_annullamento": ""}
    rifiuta(lambda: Documento.objects.filter(pk=documento.pk).update(**campi))


def test_a_number_without_its_predecessor_does_not_enter(emette, azienda):
    documento = emette(SISTEMA, azienda)
    documento.pk, documento.numero = nuovo_id(), 3
    documento.file = FilePrivato.objects.create(nome="x", tipo_mime="x", dimensione=1, sha256="y", chiave=b"x")
    documento.sha256, documento.codice, documento.richiesta = "y", "Z" * 16, nuovo_id()
    with pytest.raises(IntegrityError, match="manca il numero precedente"), transaction.atomic():
        documento.save(force_insert=True)


def test_a_letterhead_once_written_stays(ente, db):
    carta = registra_carta(
        CartaIntestata(dal=date(2026, 1, 1), firmatario="Ada", qualifica="Dirigente"), logo=None, ctx=SISTEMA
    )
    rifiuta(lambda: CartaIntestata.objects.filter(pk=carta.pk).update(firmatario="Altri"))
    rifiuta(lambda: connection.cursor().execute("delete from documenti_cartaintestata"))


def test_the_owner_still_turns_the_key_of_what_is_frozen(emette, azienda, come_proprietario, settings):
    emette(SISTEMA, azienda)
    settings.FIELD_ENCRYPTION_KEYS = f"nuova:{nuova_chiave()},{settings.FIELD_ENCRYPTION_KEYS}"
    colonna = next(c for c in rotazione.colonne_cifrate() if str(c) == "documenti_documento.dati")
    with come_proprietario():
        assert sum(rotazione.ricifra_colonna(colonna)) == 1
    assert Documento.objects.get().contenuto["atto"]["ente"] == "Provincia della Spezia"
