"""Factories of the shared rooms. Codes are made valid by arithmetic, never copied from a real register."""

import datetime

import factory
from stdnum import luhn

from socialabs.anagrafica.enums import TipoOrganizzazione
from socialabs.anagrafica.models import Comune, EnteTitolare, Organizzazione, Provincia
from socialabs.utenti.enums import Ruolo
from socialabs.utenti.models import Appartenenza, Delega, Utente


TIPO_PER_RUOLO = {
    Ruolo.AMMINISTRATORE_PROVINCIALE: TipoOrganizzazione.PROVINCIA,
    Ruolo.RESPONSABILE: TipoOrganizzazione.PROVINCIA,
    Ruolo.SEGRETERIA_TAVOLO: TipoOrganizzazione.PROVINCIA,
    Ruolo.AMMINISTRATORE_SISTEMA: TipoOrganizzazione.PROVINCIA,
    Ruolo.AUDITOR: TipoOrganizzazione.PROVINCIA,
    Ruolo.OPERATORE_CM: TipoOrganizzazione.CPI,
    Ruolo.OPERATORE_CPI: TipoOrganizzazione.CPI,
    Ruolo.CONSULENTE: TipoOrganizzazione.STUDIO,
    Ruolo.REFERENTE_COOPERATIVA: TipoOrganizzazione.COOPERATIVA_B,
}


def partita_iva(numero: int) -> str:
    """An 11-digit code with a right check digit in a range believed never issued."""
    corpo = f"{8_000_000 + numero:07d}011"
    return corpo + luhn.calc_check_digit(corpo)


class ProvinciaFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Provincia
        django_get_or_create = ("codice",)

    codice = "011"
    sigla = "SP"
    nome = "La Spezia"
    regione = "07"


class ComuneFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Comune
        django_get_or_create = ("belfiore",)

    belfiore = "E463"
    nome = "La Spezia"
    istat = "011015"
    distretto = "18"
    provincia = factory.SubFactory(ProvinciaFactory)


class OrganizzazioneFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Organizzazione

    codice_fiscale = factory.Sequence(partita_iva)
    denominazione = factory.Sequence(lambda n: f"Impresa Esempio {n} S.r.l.")
    tipo = TipoOrganizzazione.AZIENDA


class UtenteFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Utente

    email = factory.Sequence(lambda n: f"utente{n}@example.org")
    nome = "Ada"
    cognome = factory.Sequence(lambda n: f"Prova{n}")
    di_prova = True


class AppartenenzaFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Appartenenza

    utente = factory.SubFactory(UtenteFactory)
    ruolo = Ruolo.OPERATORE_CM
    organizzazione = factory.SubFactory(
        OrganizzazioneFactory,
        tipo=factory.LazyAttribute(lambda o: TIPO_PER_RUOLO.get(o.factory_parent.ruolo, TipoOrganizzazione.AZIENDA)),
    )


class DelegaFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Delega

    delegante = factory.SubFactory(OrganizzazioneFactory)
    delegato = factory.SubFactory(OrganizzazioneFactory, tipo=TipoOrganizzazione.STUDIO)
    dal = datetime.date(2020, 1, 1)


class EnteTitolareFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = EnteTitolare
        django_get_or_create = ("dal",)

    denominazione = "Provincia della Spezia"
    ufficio = "Servizio collocamento mirato"
    provincia = factory.SubFactory(ProvinciaFactory)
    dal = datetime.date(2020, 1, 1)
