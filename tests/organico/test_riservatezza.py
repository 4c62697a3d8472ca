"""The people of a list: encrypted, behind the wall for reading and for writing, every reading in the register."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.db.utils import ProgrammingError

from collocamento.muro import lavoratori_aperti
from collocamento.organico.azioni.righe import aggiungi, modifica
from collocamento.organico.fogli import fogli_organico
from collocamento.organico.models import Conferma, Organico, RigaOrganico
from socialabs.base.giorni import oggi
from socialabs.registro.models import Evento
from socialabs.registro.storia import storia_di
from socialabs.utenti.enums import Ruolo
from tests.fabbriche import DelegaFactory
from tests.organico.scene import CODICE, SISTEMA, comune, disabile, lette, organico_di, riga


pytestmark = pytest.mark.django_db
CON_I_TOTALI = {"amm_prov", "responsabile", "op_cm", "op_cpi"}
CON_LE_PERSONE = {"responsabile", "op_cm"}


@pytest.fixture
def due() -> tuple[Organico, Organico]:
    """The lists of two employers; the roles of the first are those that ask."""
    return organico_di([comune(), disabile()]), organico_di([comune(), disabile()])


@pytest.fixture
def contesto_di(due, ctx_di: Callable) -> Callable:
    def make(ruolo: str):
        azienda = due[0].datore.organizzazione
        if ruolo == Ruolo.REFERENTE_AZIENDA:
            return ctx_di(ruolo, organizzazione=azienda)
        if ruolo == Ruolo.CONSULENTE:
            return ctx_di(ruolo, organizzazione=DelegaFactory(delegante=azienda).delegato)
        return ctx_di(ruolo)

    return make


@pytest.mark.parametrize("ruolo", Ruolo.values)
def test_who_sees_totals_and_who_sees_people(ruolo: str, due, contesto_di: Callable) -> None:
    ctx = contesto_di(ruolo)
    proprio = {due[0].pk} if ruolo in {"ref_azienda", "consulente"} else set()
    tutti = {organico.pk for organico in due}
    assert set(Organico.objects.visible_to(ctx).values_list("pk", flat=True)) == (
        tutti if ruolo in CON_I_TOTALI else proprio
    )
    viste = {riga.organico_id for riga, _dati in RigaOrganico.objects.all().leggibili_da(ctx, motivo="prova")}
    assert viste == (tutti if ruolo in CON_LE_PERSONE else proprio)
    with lavoratori_aperti(ctx):
        attraverso_il_muro = set(RigaOrganico.objects.values_list("organico_id", flat=True))
    assert attraverso_il_muro == viste


def test_a_row_comes_back_as_it_was_written_and_its_reading_is_in_the_register(due) -> None:
    assert lette(due[0]) == {"1": comune(), "D": disabile()}
    evento = Evento.objects.filter(verbo="organico.letto").latest("id")
    assert (evento.oggetto_id, evento.motivo, evento.dettagli) == (due[0].pk, "prova", {"righe": 2})


def test_a_reading_needs_a_reason(due) -> None:
    with pytest.raises(ValueError, match="reason"):
        RigaOrganico.objects.all().leggibili_da(SISTEMA, motivo=" ")


def test_computing_opens_the_wall_for_itself_alone(due) -> None:
    assert fogli_organico(due[0], oggi())[0].n_totale == 2
    assert RigaOrganico.objects.count() == 0
    with lavoratori_aperti(SISTEMA):
        fogli_organico(due[0], oggi())
        assert RigaOrganico.objects.count() == 4, "the block outside stays open"


def test_nobody_writes_into_the_list_of_another(due, contesto_di: Callable) -> None:
    azienda = contesto_di(Ruolo.REFERENTE_AZIENDA)
    aggiungi(organico=due[0], dati=comune("2"), ctx=azienda)
    with pytest.raises(ProgrammingError, match="row-level security"):
        aggiungi(organico=due[1], dati=comune("2"), ctx=azienda)


def test_without_the_wall_open_nothing_is_changed_or_deleted(due) -> None:
    assert RigaOrganico.objects.update(matricola="altra") == 0
    assert RigaOrganico.objects.all()._raw_delete("default") == 0
    assert len(lette(due[0])) == 2


def test_a_confirmation_is_never_rewritten(due) -> None:
    conferma = Conferma.objects.create(organico=due[0], giorno=oggi(), lavoratori=2)
    with pytest.raises(ProgrammingError, match="permission denied"):
        Conferma.objects.filter(pk=conferma.pk).update(lavoratori=3)


def test_the_history_says_what_changed_and_not_of_whom(due, come_proprietario: Callable) -> None:
    una = riga(due[0], disabile("E"))
    modifica(riga=una, versione_letta=1, dati=disabile("E", percentuale=90, minuti_svolti=1200), ctx=SISTEMA)
    assert storia_di(una) == [], "the history stands behind the same wall"
    with lavoratori_aperti(SISTEMA):
        (ultima, _prima) = storia_di(una)
    assert [cambio.dopo for cambio in ultima.cambi] == [1200]
    segreti = {CODICE, "Rossini", CODICE.encode().hex(), b"Rossini".hex()}
    with come_proprietario(), connection.cursor() as cursor:
        cursor.execute("select tablename from pg_tables where tablename like 'organico%%'")
        for (tabella,) in cursor.fetchall():
            cursor.execute(f"select t::text from {tabella} t")
            assert not any(segreto in testo for (testo,) in cursor.fetchall() for segreto in segreti), tabella
