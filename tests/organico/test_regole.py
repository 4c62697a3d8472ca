"""What a row may say: one rule for the form and for the file, the database behind both."""

from dataclasses import replace
from datetime import date
from importlib import import_module

import pytest
from django.db import IntegrityError, transaction

from collocamento.normativa import Attivita, Contratto, Disabilita, Modalita, Regola
from collocamento.organico import enums
from collocamento.organico.azioni.elenco import OrganicoChiuso, chiudi, comincia, conferma
from collocamento.organico.azioni.righe import cessa, modifica, togli
from collocamento.organico.dati import DatiLavoratore, da_piano, in_piano
from collocamento.organico.models import RigaOrganico
from collocamento.organico.regole import errori, pertinenti, ripulito
from socialabs.base.versioni import ConflittoVersione
from tests.organico.scene import SISTEMA, comune, disabile, lette, organico_di, organico_vuoto, riga


SBAGLIATI = {
    "matricola": comune(""),
    "provincia": replace(comune(), provincia=""),
    "numero": comune(numero=2, cognome="Rossi"),
    "fine": comune(contratto=Contratto.TERMINE),
    "inizio": comune(contratto=Contratto.TERMINE, inizio=None, fine=date(2026, 1, 1)),
    "cessato_il": comune(cessato_il=date(2019, 12, 31)),
    "minuti_contratto": comune(minuti_contratto=0),
    "minuti_svolti": comune(minuti_svolti=20_000),
    "giornate": comune(contratto=Contratto.STAGIONALE, giornate=400),
    "orario_equivalente": disabile(orario_equivalente=True),
    "codice_fiscale": comune(codice_fiscale="ROSSI"),
    "cognome": disabile(cognome=""),
    "nome": comune(art18=True, cognome="Rossi"),
    "percentuale": disabile(percentuale=120),
    "categoria_guerra": comune(disabilita=Disabilita(categoria_guerra=9), cognome="A", nome="B"),
    "art18_al_17_01_2000": comune(art18=True, art18_al_17_01_2000=True, cognome="A", nome="B"),
}


@pytest.mark.parametrize("campo", SBAGLIATI)
def test_what_cannot_be_true_is_said_at_its_field(campo: str) -> None:
    assert campo in dict(errori(SBAGLIATI[campo]))


@pytest.mark.parametrize("dati", [comune(), comune(numero=40), disabile(), comune(minuti_svolti=1)])
def test_a_plain_worker_has_nothing_wrong(dati: DatiLavoratore) -> None:
    assert errori(dati) == []


def test_only_what_matters_for_the_contract_is_asked_and_kept() -> None:
    apprendista = pertinenti(Contratto.APPRENDISTATO, con_disabilita=False, art18=False)
    assert not {"minuti_svolti", "attivita", "percentuale", "giornate"} & apprendista
    assert {"giornate"} <= pertinenti(Contratto.STAGIONALE, con_disabilita=False, art18=False)
    assert {"percentuale", "minuti_svolti"} <= pertinenti(Contratto.APPRENDISTATO, con_disabilita=True, art18=False)
    cantiere = comune(contratto=Contratto.DIRIGENTE, attivita=Attivita.CANTIERE_EDILE, minuti_svolti=600, giornate=3)
    assert ripulito(cantiere) == comune(contratto=Contratto.DIRIGENTE)


def test_a_group_never_becomes_one_person_unseen() -> None:
    """Who marks a group as protected is asked to take it apart: no head gets lost."""
    gruppo = ripulito(comune(numero=20, art18=True))
    assert gruppo.numero == 20 and "numero" in dict(errori(gruppo))


@pytest.mark.parametrize("dati", [comune(), disabile(), comune(modalita=Modalita.LAVORO_AGILE, art18=True)])
def test_a_worker_laid_out_flat_comes_back(dati: DatiLavoratore) -> None:
    assert da_piano(in_piano(dati)) == dati


def test_every_value_and_rule_of_the_engine_has_its_words() -> None:
    for scelte in ("CONTRATTI", "ATTIVITA", "MODALITA", "ORIGINI", "TIPI_DISABILITA", "NON_VEDENTI"):
        voci = getattr(enums, scelte)
        assert list(voci) == list(type(next(iter(voci)))), scelte
    modulo = import_module("collocamento.normativa.computabilita")
    regole = {valore.id for valore in vars(modulo).values() if isinstance(valore, Regola)}
    assert set(enums.REGOLE) == regole


@pytest.mark.django_db
class TestIlDatabase:
    @pytest.mark.parametrize(
        ("campi", "vincolo"),
        [
            ({"contratto": "termine"}, "riga_termine_con_date"),
            ({"cessato_il": date(2019, 1, 1)}, "riga_periodo"),
            ({"minuti_contratto": 0}, "riga_orario"),
            ({"numero": 2, "art18": True, "cifrato": b"x"}, "riga_di_gruppo_senza_persone"),
            ({"con_disabilita": True}, "riga_protetta_con_persona"),
        ],
    )
    def test_it_refuses_by_itself(self, campi: dict, vincolo: str, come_proprietario) -> None:
        una = RigaOrganico.di(organico_vuoto(), comune())
        for campo, valore in campi.items():
            setattr(una, campo, valore)
        with come_proprietario(), pytest.raises(IntegrityError, match=vincolo), transaction.atomic():
            una.save(force_insert=True)

    def test_a_number_is_of_one_worker_at_a_time(self) -> None:
        organico = organico_di([comune("7")])
        with pytest.raises(IntegrityError, match="riga_matricola_una_volta"), transaction.atomic():
            riga(organico, comune("7"))
        prima = RigaOrganico.objects.filter(organico=organico).leggibili_da(SISTEMA, motivo="prova")[0].riga
        cessa(riga=prima, versione_letta=1, ultimo_giorno=date(2026, 1, 1), ctx=SISTEMA)
        riga(organico, comune("7", inizio=date(2026, 2, 1)))

    def test_an_employer_keeps_one_list_at_a_time(self) -> None:
        organico = organico_vuoto()
        with pytest.raises(IntegrityError, match="organico_uno_in_corso"), transaction.atomic():
            comincia(datore=organico.datore, tipologia="A", provincia_sede="011", ctx=SISTEMA)
        chiudi(organico=organico, versione_letta=1, ctx=SISTEMA)
        comincia(datore=organico.datore, tipologia="A", provincia_sede="011", ctx=SISTEMA)


@pytest.mark.django_db
class TestDueInsieme:
    def test_the_second_of_two_on_one_worker_is_told_and_nothing_is_lost(self) -> None:
        organico = organico_vuoto()
        una = riga(organico, comune())
        altra = RigaOrganico.objects.filter(pk=una.pk).leggibili_da(SISTEMA, motivo="prova")[0].riga
        modifica(riga=una, versione_letta=1, dati=comune(minuti_svolti=1200), ctx=SISTEMA)
        for verbo in (
            lambda: modifica(riga=altra, versione_letta=1, dati=comune(minuti_svolti=600), ctx=SISTEMA),
            lambda: cessa(riga=altra, versione_letta=1, ultimo_giorno=date(2026, 1, 1), ctx=SISTEMA),
            lambda: togli(riga=altra, versione_letta=1, ctx=SISTEMA),
        ):
            with pytest.raises(ConflittoVersione):
                verbo()
        assert lette(organico)["1"].minuti_svolti == 1200

    def test_a_list_that_changed_since_it_was_read_is_not_confirmed(self) -> None:
        organico = organico_vuoto()
        letta = organico.versione
        riga(organico, comune())
        with pytest.raises(ConflittoVersione):
            conferma(organico=organico, versione_letta=letta, ctx=SISTEMA)
        conferma(organico=organico, versione_letta=organico.versione, ctx=SISTEMA)

    def test_a_closed_list_is_not_changed(self) -> None:
        organico = organico_vuoto()
        una = riga(organico, comune())
        chiudi(organico=organico, versione_letta=organico.versione, ctx=SISTEMA)
        with pytest.raises(OrganicoChiuso):
            riga(organico, comune("2"))
        with pytest.raises(OrganicoChiuso):
            modifica(riga=una, versione_letta=1, dati=comune(), ctx=SISTEMA)
