"""Factories of the table: bodies with a seat, people with a mandate, meetings with an agenda."""

import datetime

import factory

from socialabs.anagrafica.enums import TipoOrganizzazione
from socialabs.base.contesto import Contesto
from socialabs.utenti.models import Utente
from tavolo.azioni.odg import allega_documento
from tavolo.enums import GenereEnte, RuoloMandato, StatoSeduta, TipoPunto
from tavolo.models import (
    BranoVerbale,
    Collegamento,
    Convocazione,
    Decisione,
    EnteMembro,
    Gruppo,
    Impegno,
    Mandato,
    Osservazione,
    Partecipante,
    Presenza,
    Punto,
    Regolamento,
    Seduta,
    Seggio,
    Verbale,
)
from tests.fabbriche import OrganizzazioneFactory, UtenteFactory


DA_SEMPRE = datetime.date(2020, 1, 1)
UTC = datetime.UTC
UN_ORA = datetime.timedelta(hours=1)


class PartecipanteFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Partecipante

    nome = "Bice"
    cognome = factory.Sequence(lambda n: f"Delegata{n}")
    email = factory.Sequence(lambda n: f"delegata{n}@example.org")

    class Params:
        con_conto = factory.Trait(utente=factory.SubFactory(UtenteFactory))


class EnteMembroFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = EnteMembro

    organizzazione = factory.SubFactory(
        OrganizzazioneFactory,
        denominazione=factory.Sequence(lambda n: f"Ente Esempio {n:02d}"),
        tipo=TipoOrganizzazione.ENTE_PUBBLICO,
    )
    genere = GenereEnte.COMUNE
    dal = DA_SEMPRE


class GruppoFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Gruppo

    nome = factory.Sequence(lambda n: f"Gruppo accessibilità {n}")
    dal = DA_SEMPRE


class SeggioFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Seggio

    ente = factory.SubFactory(EnteMembroFactory)
    dal = DA_SEMPRE


class MandatoFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Mandato

    seggio = factory.SubFactory(SeggioFactory)
    partecipante = factory.SubFactory(PartecipanteFactory)
    ruolo = RuoloMandato.DELEGATO
    dal = DA_SEMPRE


class RegolamentoFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Regolamento

    dal = DA_SEMPRE


class SedutaFactory(factory.django.DjangoModelFactory):
    """Convened unless said otherwise: give `stato` for another."""

    class Meta:
        model = Seduta

    inizio = datetime.datetime(2026, 6, 10, 13, 0, tzinfo=UTC)
    luogo = "Sala dell'Esempio"
    stato = StatoSeduta.CONVOCATA
    anno = factory.LazyAttribute(lambda o: None if o.stato == StatoSeduta.PIANIFICATA else o.inizio.year)
    numero = factory.Maybe("anno", factory.Sequence(lambda n: n + 1), None)


class PuntoFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Punto

    seduta = factory.SubFactory(SedutaFactory)
    posizione = factory.LazyAttribute(lambda o: Punto.objects.filter(seduta=o.seduta, padre=o.padre).count() + 1)
    padre = None
    titolo = factory.Sequence(lambda n: f"Punto {n}")
    tipo = TipoPunto.DECISIONE


class ConvocazioneFactory(factory.django.DjangoModelFactory):
    """Of a guest, already sent, unless said otherwise."""

    class Meta:
        model = Convocazione

    seduta = factory.SubFactory(SedutaFactory)
    partecipante = factory.SubFactory(PartecipanteFactory)
    inviata_il = factory.LazyAttribute(lambda o: o.seduta.inizio - datetime.timedelta(days=10))
    avvisata_per = factory.SelfAttribute("seduta.inizio")


def tavolo_di(quanti: int, *, supplenti: bool = False, gruppo: Gruppo | None = None) -> list[Seggio]:
    """A table of so many bodies, each with a seat and a delegate, and a deputy if asked."""
    seggi = [SeggioFactory(gruppo=gruppo) for _ in range(quanti)]
    for seggio in seggi:
        MandatoFactory(seggio=seggio)
        if supplenti:
            MandatoFactory(seggio=seggio, ruolo=RuoloMandato.SUPPLENTE)
    return seggi


def scena_del_tavolo(componente: Utente) -> dict[str, object]:
    """A small table for the matrix and the smoke test; `componente` sits in its working group.

    In the demonstration it stands beside the table that is there: who sits already stays the same person.
    """
    gruppo = GruppoFactory()
    seggio = SeggioFactory(gruppo=gruppo)
    partecipante = Partecipante.objects.filter(utente=componente).first() or PartecipanteFactory(utente=componente)
    mandato = MandatoFactory(seggio=seggio, partecipante=partecipante)
    seduta = SedutaFactory(presidente=mandato.partecipante, numero=901)
    punto = PuntoFactory(seduta=seduta)
    return {
        **_atti_di(SedutaFactory(gruppo=gruppo, stato=StatoSeduta.IN_REVISIONE), seggio),
        "ente_membro": seggio.ente,
        "gruppo": gruppo,
        "seggio": seggio,
        "mandato": mandato,
        "partecipante": mandato.partecipante,
        "regolamento": RegolamentoFactory(),
        "seduta": seduta,
        "seduta_di_gruppo": SedutaFactory(gruppo=gruppo),
        "punto": punto,
        "convocazione": ConvocazioneFactory(seduta=seduta, partecipante=mandato.partecipante),
        "presenza": Presenza.objects.create(
            seduta=seduta, partecipante=mandato.partecipante, arrivo=seduta.inizio, uscita=seduta.inizio + UN_ORA
        ),
        "collegamento": Collegamento.objects.create(punto=punto, tipo="tavolo.gruppo", oggetto_id=gruppo.pk),
        "documento_punto": allega_documento(
            punto=punto,
            contenuto=b"prova",
            nome="prova.txt",
            tipo_mime="text/plain",
            titolo="Prova",
            ctx=Contesto.sistema("prova"),
        ),
    }


def _atti_di(seduta: Seduta, seggio: Seggio) -> dict[str, object]:
    """Minutes in review with a comment, a decision and an action that `seggio` is charged with."""
    punto = PuntoFactory(seduta=seduta)
    verbale = Verbale.objects.create(seduta=seduta, osservazioni_entro=datetime.date(2099, 1, 1))
    persona = seggio.mandati.get().partecipante
    decisione = Decisione.objects.create(
        punto=punto, anno=2026, numero=901, adottata_il=seduta.giorno, titolo="Prova", testo="Prova"
    )
    return {
        "verbale": verbale,
        "brano": BranoVerbale.objects.create(verbale=verbale, punto=punto, testo="Prova"),
        "osservazione": Osservazione.objects.create(verbale=verbale, punto=punto, partecipante=persona, testo="Prova"),
        "decisione": decisione,
        "impegno": Impegno.objects.create(
            seduta=seduta, punto=punto, decisione=decisione, descrizione="Prova", ente=seggio.ente
        ),
    }
