"""The bodies of the demonstration's table, their people and its rules, from two years ago to today."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils.timezone import make_aware

from socialabs.anagrafica.models import Organizzazione
from socialabs.base.contesto import Contesto
from socialabs.base.dimostrazione import Dimostrazione, nel_momento
from socialabs.base.giorni import oggi
from socialabs.utenti.demo import conto
from socialabs.utenti.models import Utente
from tavolo.azioni import componenti, regole
from tavolo.demo.enti import AVVICENDATI, ENTI, ENTRA, ESCE, GRUPPI, Ente, codice_fiscale
from tavolo.enums import RuoloMandato
from tavolo.models import EnteMembro, Gruppo, Mandato, Partecipante, Regolamento, Seggio


# Days before today.
INIZIO, NUOVE_REGOLE, RICAMBIO, GRUPPI_DAL = 760, 240, 330, 400


@dataclass
class Tavolo:
    """The table as the demonstration made it: bodies by key, people by name or account."""

    enti: dict[str, EnteMembro] = field(default_factory=dict)
    persone: dict[str, Partecipante] = field(default_factory=dict)
    gruppi: dict[str, Gruppo] = field(default_factory=dict)

    @property
    def presidente(self) -> Partecipante:
        return self.persone["@responsabile"]

    @property
    def segretario(self) -> Partecipante:
        return self.persone["@segreteria"]


def giorno(scarto: int) -> date:
    """`scarto` days from today, never on a Saturday or Sunday but today itself."""
    quando = oggi() + timedelta(days=scarto)
    fine_settimana = max(0, quando.weekday() - 4) if scarto else 0
    return quando + timedelta(days=(3 - fine_settimana) % 3 if scarto > 0 and fine_settimana else -fine_settimana)


def alle(quando: date, ora: int, minuti: int = 0) -> datetime:
    return make_aware(datetime.combine(quando, time(ora, minuti)))


def componi(demo: Dimostrazione) -> Tavolo:
    """Bodies, seats, mandates, rules and working groups, each on its day."""
    tavolo, ctx = Tavolo(), demo.ctx
    inizio, gruppi, ricambio, nuove_regole = (giorno(-n) for n in (INIZIO, GRUPPI_DAL, RICAMBIO, NUOVE_REGOLE))
    with nel_momento(alle(inizio, 9)):
        _regole(inizio, ctx, fonte="Deliberazione del tavolo, prima seduta")
        for posto, ente in enumerate(ENTI, start=1):
            _aggiungi(tavolo, ente, posto, inizio, demo)
        segretario = _persona("@segreteria", "")
        tavolo.persone["@segreteria"] = componenti.registra_partecipante(partecipante=segretario, ctx=ctx)
    with nel_momento(alle(gruppi, 9)):
        _gruppi(tavolo, gruppi, ctx)
    with nel_momento(alle(ricambio, 9)):
        _ricambio(tavolo, ricambio, demo)
    with nel_momento(alle(nuove_regole, 9)):
        nuove = {"giorni_silenzio": 10, "silenzio_approva": True, "deleghe_massime": 1, "prevale_presidente": True}
        _regole(nuove_regole, ctx, fonte="Modifica del regolamento votata dal tavolo", **nuove)
    proprie = [ente.organizzazione_id for ente in tavolo.enti.values()]
    Organizzazione.objects.filter(pk__in=proprie).update(di_prova=True)
    return tavolo


def _regole(dal: date, ctx: Contesto, *, fonte: str, **parametri: Any) -> None:
    nuove = regole.aggiungi_regolamento(regolamento=Regolamento(dal=dal, **parametri), ctx=ctx)
    regole.conferma_regolamento(regolamento=nuove, fonte=fonte, ctx=ctx)


def _aggiungi(tavolo: Tavolo, ente: Ente, posto: int, dal: date, demo: Dimostrazione) -> None:
    """A body with its seats and its people."""
    nota = demo.organizzazioni.get(ente.organizzazione)
    membro = componenti.aggiungi_ente(
        ente=EnteMembro(genere=ente.genere, dal=dal, atto="Lettera di adesione"),
        codice_fiscale=nota.codice_fiscale if nota else codice_fiscale(posto),
        denominazione=ente.nome,
        tipo=ente.tipo,
        seggi=len(ente.delegati),
        ctx=demo.ctx,
    )
    tavolo.enti[ente.chiave] = membro
    for seggio in membro.seggi.order_by("numero"):
        nomi = ((RuoloMandato.DELEGATO, ente.delegati), (RuoloMandato.SUPPLENTE, ente.supplenti))
        for ruolo, persone in nomi:
            if seggio.numero <= len(persone):
                _nomina(tavolo, seggio, persone[seggio.numero - 1], ruolo, dal, demo.ctx)


def _nomina(tavolo: Tavolo, seggio: Seggio, nome: str, ruolo: RuoloMandato, dal: date, ctx: Contesto) -> None:
    if nome not in tavolo.persone:
        tavolo.persone[nome] = _persona(nome, seggio.ente.organizzazione.denominazione)
    mandato = Mandato(seggio=seggio, partecipante=tavolo.persone[nome], ruolo=ruolo, dal=dal, atto="Lettera di nomina")
    componenti.aggiungi_mandato(mandato=mandato, ctx=ctx)


def _persona(nome: str, ente: str) -> Partecipante:
    """Somebody by name, or the holder of an account (@key)."""
    if nome.startswith("@"):
        utente = Utente.objects.get(email=conto(nome[1:]).email)
        return Partecipante(nome=utente.nome, cognome=utente.cognome, utente=utente, email=utente.email)
    proprio, cognome = nome.split(" ", 1)
    indirizzo = f"{proprio}.{cognome}@tavolo.example".lower().replace("à", "a")
    return Partecipante(nome=proprio, cognome=cognome, email=indirizzo, qualifica=f"Per {ente}"[:120])


def _gruppi(tavolo: Tavolo, dal: date, ctx: Contesto) -> None:
    for chiave, (nome, scopo, pubblico, enti) in GRUPPI.items():
        delegati = {c: next(e for e in ENTI if e.chiave == c).delegati[0] for c in enti}
        coordinatore = tavolo.persone[delegati[enti[0]]]
        gruppo = Gruppo(nome=nome, scopo=scopo, pubblico=pubblico, coordinatore=coordinatore, dal=dal)
        tavolo.gruppi[chiave] = componenti.istituisci_gruppo(gruppo=gruppo, ctx=ctx)
        for ente, delegato in delegati.items():
            seggio = componenti.aggiungi_seggio(seggio=Seggio(ente=tavolo.enti[ente], gruppo=gruppo, dal=dal), ctx=ctx)
            _nomina(tavolo, seggio, delegato, RuoloMandato.DELEGATO, dal, ctx)


def _ricambio(tavolo: Tavolo, quando: date, demo: Dimostrazione) -> None:
    """A body leaves and another comes in; some delegates are followed by others."""
    chiave, motivo = ESCE
    vigilia = quando - timedelta(days=1)
    componenti.termina_ente(ente=tavolo.enti[chiave], al=vigilia, motivo=motivo, ctx=demo.ctx)
    _aggiungi(tavolo, ENTRA, len(ENTI) + 1, quando, demo)
    for ente, nuovo in AVVICENDATI:
        seggio = tavolo.enti[ente].seggi.get(gruppo__isnull=True, numero=1)
        uscente = seggio.mandati.get(ruolo=RuoloMandato.DELEGATO, al__isnull=True)
        componenti.termina_mandato(mandato=uscente, al=vigilia, motivo="Nuova nomina dell'ente.", ctx=demo.ctx)
        _nomina(tavolo, seggio, nuovo, RuoloMandato.DELEGATO, quando, demo.ctx)
