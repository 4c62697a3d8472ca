"""The demonstration shows a gap in time and one past its term, and loading it again changes nothing."""

import pytest

from collocamento.demo import importa_pacchetto
from collocamento.posizione.demo import RECENTE, TARDIVO, carica
from collocamento.posizione.enums import StatoEpisodio as S
from collocamento.posizione.models import Episodio, Verifica
from socialabs.base.contesto import Contesto
from socialabs.base.dimostrazione import Dimostrazione
from socialabs.utenti.demo import conto
from tests.fabbriche import AppartenenzaFactory, ComuneFactory, UtenteFactory


@pytest.mark.django_db
def test_the_demonstration_has_both_kinds_of_gap_and_a_check() -> None:
    ComuneFactory()
    AppartenenzaFactory(ruolo="op_cm", utente=UtenteFactory(email=conto("operatore-cm").email))
    demo = Dimostrazione(Contesto.sistema("demo"))
    importa_pacchetto(demo)
    carica(demo)
    codice = "datore__organizzazione__codice_fiscale"
    scoperti = dict(Episodio.objects.in_corso().scoperti().values_list(codice, "stato"))
    assert scoperti == {TARDIVO: S.SCOPERTA_OLTRE, RECENTE: S.SCOPERTA_NEI_TERMINI}
    assert Verifica.objects.count() == 1
    prima = set(Episodio.objects.values_list("pk", "stato", "dal", "al"))
    carica(demo)
    assert set(Episodio.objects.values_list("pk", "stato", "dal", "al")) == prima
    assert Verifica.objects.count() == 1
