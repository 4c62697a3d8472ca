"""Every row of the office's yearly calendar of reminders (handbook 2.9), declared with made-up objects: its days."""

import uuid
from datetime import date

import pytest

from socialabs.anagrafica.models import SantoPatrono
from socialabs.promemoria.enums import Pubblico
from socialabs.promemoria.preparazione import calcola
from socialabs.promemoria.registro import Dovuta, Finestra, TipoScadenza, membri, persona, ufficio
from socialabs.promemoria.regole import IL_GIORNO, OgniAnno, OgniMese, dalla_base, dopo, prima
from socialabs.utenti.enums import Ruolo
from tests.fabbriche import ComuneFactory


R = Ruolo
CHI = uuid.UUID(int=7)
AZ, INT = membri(CHI, R.REFERENTE_AZIENDA), membri(CHI, R.CONSULENTE, pubblico=Pubblico.CONSULENTE)
COOP, TD, TA = membri(CHI, R.REFERENTE_COOPERATIVA), ufficio(R.TUTOR), membri(CHI, R.TUTOR)
OP, PROV, CHIUNQUE = ufficio(R.OPERATORE_CM), ufficio(R.AMMINISTRATORE_PROVINCIALE), persona(CHI)
MEMBRI = ufficio(R.COMPONENTE_TAVOLO)
ANNO = Finestra(date(2027, 1, 1), date(2027, 1, 1), date(2027, 12, 31))

# name: (declaration, what is due, days on which each due date is reminded).
TAVOLA = {
    "prospetto": (
        {},
        (date(2027, 1, 31), (AZ, INT), {"ricorda": tuple(date(2027, 1, g) for g in (2, 15, 25, 31))}),
        {"2027-01-31": ["2027-01-02", "2027-01-15", "2027-01-25", "2027-01-31"]},
    ),
    "late list": ({"termine": dopo(1)}, (date(2027, 1, 31), (OP,), {}), {"2027-02-01": ["2027-02-01"]}),
    "yearly confirmation": (
        {"ricorrenza": OgniAnno(((1, 15), (4, 15), (6, 15), (6, 30)))},
        (None, (CHIUNQUE,), {}),
        {g: [g] for g in ("2027-01-15", "2027-04-15", "2027-06-15", "2027-06-30")},
    ),
    "exemption fee": (
        {"ricorrenza": OgniAnno(((2, 28),)), "promemoria": (prima(mesi=1), IL_GIORNO)},
        (None, (AZ,), {}),
        {"2027-02-28": ["2027-01-28", "2027-02-28"]},
    ),
    "data for the ministry": (
        {"ricorrenza": OgniAnno(((3, 31),))},
        (None, (PROV,), {}),
        {"2027-03-31": ["2027-03-31"]},
    ),
    "obligation": (
        {"termine": dopo(60), "promemoria": (dalla_base(30), dalla_base(45), dalla_base(55), IL_GIORNO)},
        (date(2027, 3, 1), (AZ, OP), {}),
        {"2027-04-30": ["2027-03-31", "2027-04-15", "2027-04-25", "2027-04-30"]},
    ),
    "convention commitments": (
        {"promemoria": (prima(90), prima(60), prima(30))},
        (date(2027, 6, 30), (AZ, OP), {}),
        {"2027-06-30": ["2027-04-01", "2027-05-01", "2027-05-31"]},
    ),
    "invalidity report": (
        {"promemoria": (prima(90), prima(30), dopo(1))},
        (date(2027, 6, 30), (CHIUNQUE, OP), {}),
        {"2027-06-30": ["2027-04-01", "2027-05-31", "2027-07-01"]},
    ),
    "end of traineeship": (
        {"promemoria": (prima(60), prima(30), prima(15))},
        (date(2027, 6, 30), (TD, TA), {}),
        {"2027-06-30": ["2027-05-01", "2027-05-31", "2027-06-15"]},
    ),
    "hours sheets": (
        {"ricorrenza": OgniMese(5)},
        (None, (TA, COOP), {}),
        {f"2027-{mese:02d}-05": [f"2027-{mese:02d}-05"] for mese in range(1, 13)},
    ),
    "table actions": (
        {"promemoria": (prima(7), IL_GIORNO, dopo(7))},
        (date(2027, 6, 30), (CHIUNQUE,), {}),
        {"2027-06-30": ["2027-06-23", "2027-06-30", "2027-07-07"]},
    ),
    "table meeting": (
        {"promemoria": (prima(10), prima(7), prima(1)), "decade_dopo": 0},
        (date(2027, 6, 30), (MEMBRI,), {}),
        {"2027-06-30": ["2027-06-20", "2027-06-23", "2027-06-29"]},
    ),
    "follow-up after placement": (
        {"termine": dopo(mesi=12), "promemoria": (dalla_base(mesi=3), dalla_base(mesi=6), IL_GIORNO)},
        (date(2027, 8, 31), (OP,), {}),
        {"2028-08-31": ["2027-11-30", "2028-02-29", "2028-08-31"]},
    ),
    "close of the year": ({"ricorrenza": OgniAnno(((12, 31),))}, (None, (PROV,), {}), {"2027-12-31": ["2027-12-31"]}),
    "a reform in force": ({}, (date(2027, 1, 1), (PROV,), {}), {"2027-01-01": ["2027-01-01"]}),
    "in working days, with the patron": (
        {"termine": dopo(5, lavorativi=True), "promemoria": (prima(1, lavorativi=True),)},
        (date(2027, 3, 15), (AZ,), {"comune": "E463"}),
        {"2027-03-23": ["2027-03-22"]},
    ),
}


@pytest.fixture
def patrono(db):
    quando = {"mese": 3, "giorno": 19, "nome": "San Giuseppe"}
    SantoPatrono.objects.update_or_create(comune=ComuneFactory(), defaults=quando)


@pytest.mark.parametrize("nome", TAVOLA)
def test_the_days_of_each_row(nome, patrono):
    dichiarazione, (base, destinatari, altro), attesi = TAVOLA[nome]
    tipo = TipoScadenza(chiave=nome, titolo=nome, oggetto="prova.cosa", testi={}, dovute=lambda f: (), **dichiarazione)
    righe = calcola(tipo, [Dovuta(CHI, destinatari, base, **altro)], ANNO)
    assert {riga.scade_il.isoformat(): [giorno.isoformat() for giorno in riga.ricorda] for riga in righe} == attesi
    assert all(riga.destinatari == set(destinatari) for riga in righe)


def test_a_kind_without_dates_is_refused(patrono):
    tipo = TipoScadenza(chiave="x", titolo="x", oggetto="prova.cosa", testi={}, dovute=lambda f: ())
    with pytest.raises(ValueError, match="nor has a date"):
        calcola(tipo, [Dovuta(CHI, (OP,))], ANNO)
