"""The table's open data: what each set has, field by field, and its rows. Keys and codes are stable, not translated.

Identifiers are the records' own UUIDs, days and instants ISO 8601 (instants with the offset of Italy). Of people there
is only the name of a delegate in that role.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import Prefetch
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from tavolo.frequenza import posti
from tavolo.models import Mandato, Seduta, Seggio, Verbale
from tavolo.pubblico.letture import decisioni


# Grows when a field changes its meaning or goes away; new fields may come at any time.
VERSIONE = 1


@dataclass(frozen=True, slots=True)
class Campo:
    """`tipo`: testo, intero, data, istante, si_no, id, codice (one of a closed list), url."""

    nome: str
    tipo: str
    descrizione: str | Promise


@dataclass(frozen=True, slots=True)
class Insieme:
    chiave: str
    titolo: str | Promise
    descrizione: str | Promise
    campi: Sequence[Campo]
    righe: Callable[[], Iterator[dict[str, Any]]]


ORGANO = (
    Campo("organo", "testo", _("Il tavolo, o il gruppo di lavoro pubblico.")),
    Campo("gruppo_id", "id", _("Identificativo del gruppo di lavoro; vuoto per il tavolo.")),
)


def _organo(riga: Seduta | Seggio) -> dict[str, Any]:
    return {"organo": riga.gruppo.nome if riga.gruppo_id else "Tavolo territoriale", "gruppo_id": riga.gruppo_id}


def _istante(quando: datetime | None) -> datetime | None:
    return localtime(quando) if quando else None


# --- members --------------------------------------------------------------------------------------------------------
def _componenti() -> Iterator[dict[str, Any]]:
    mandati = Mandato.objects.delegati().select_related("partecipante").order_by("dal")
    seggi = Seggio.objects.pubblici().select_related("ente__organizzazione", "gruppo")
    for seggio in seggi.prefetch_related(Prefetch("mandati", mandati, to_attr="delegati")).order_by("dal", "pk"):
        for mandato in seggio.delegati or [None]:
            yield {
                "id": mandato.pk if mandato else seggio.pk,
                **_organo(seggio),
                "ente_id": seggio.ente_id,
                "ente": str(seggio.ente),
                "genere": seggio.ente.genere,
                "seggio_id": seggio.pk,
                "seggio": seggio.numero,
                "con_voto": seggio.con_voto,
                "seggio_dal": seggio.dal,
                "seggio_al": seggio.al,
                "delegato": str(mandato.partecipante) if mandato else "",
                "delegato_dal": mandato.dal if mandato else None,
                "delegato_al": mandato.al if mandato else None,
            }


COMPONENTI = Insieme(
    "componenti",
    _("Componenti"),
    _("I seggi degli enti e chi li ha tenuti come delegato, con i periodi: la composizione di ogni giorno."),
    (
        Campo("id", "id", _("Identificativo del mandato; del seggio, se nessuno vi è stato nominato.")),
        *ORGANO,
        Campo("ente_id", "id", _("Identificativo dell'ente come membro.")),
        Campo("ente", "testo", _("Denominazione dell'ente.")),
        Campo("genere", "codice", _("Che cosa è l'ente per il tavolo: provincia, comune, sanita, sindacato…")),
        Campo("seggio_id", "id", _("Identificativo del seggio.")),
        Campo("seggio", "intero", _("Numero del seggio dell'ente.")),
        Campo("con_voto", "si_no", _("Se il seggio ha diritto di voto.")),
        Campo("seggio_dal", "data", _("Primo giorno del seggio.")),
        Campo("seggio_al", "data", _("Ultimo giorno del seggio, compreso; vuoto se in corso.")),
        Campo("delegato", "testo", _("Nome e cognome del delegato, nel solo ruolo pubblico.")),
        Campo("delegato_dal", "data", _("Primo giorno del mandato.")),
        Campo("delegato_al", "data", _("Ultimo giorno del mandato, compreso; vuoto se in corso.")),
    ),
    _componenti,
)


# --- meetings -------------------------------------------------------------------------------------------------------
def _sedute() -> Iterator[dict[str, Any]]:
    pubblicate = set(Seduta.objects.pubblicate().values_list("pk", flat=True))
    for seduta in (
        Seduta.objects.annunciate().con_esito().select_related("gruppo").order_by("anno", "gruppo", "numero")
    ):
        pubblicata = seduta.pk in pubblicate
        yield {
            "id": seduta.pk,
            **_organo(seduta),
            "anno": seduta.anno,
            "numero": seduta.numero,
            "titolo": seduta.titolo if pubblicata else "",
            "stato": seduta.stato_pubblico.value,
            "prima_convocazione": _istante(seduta.inizio),
            "seconda_convocazione": _istante(seduta.seconda),
            "modalita": seduta.modalita,
            "luogo": seduta.luogo,
            "convocazione_valida": seduta.chiamata,
            "aperta_il": _istante(seduta.aperta_il),
            "chiusa_il": _istante(seduta.chiusa_il),
            "verbale_pubblicato": pubblicata,
        }


SEDUTE = Insieme(
    "sedute",
    _("Sedute"),
    _("Le sedute convocate, del tavolo e dei gruppi di lavoro pubblici, anche rinviate, annullate o deserte."),
    (
        Campo("id", "id", _("Identificativo della seduta.")),
        *ORGANO,
        Campo("anno", "intero", _("Anno della numerazione.")),
        Campo("numero", "intero", _("Numero della seduta nell'anno, per organo.")),
        Campo("titolo", "testo", _("Titolo, se il verbale è pubblicato.")),
        Campo("stato", "codice", _("convocata, rinviata, annullata, aperta (in corso), svolta o deserta.")),
        Campo("prima_convocazione", "istante", _("Data e ora; vuota se rinviata a data da destinarsi.")),
        Campo("seconda_convocazione", "istante", _("Data e ora della seconda convocazione, se prevista.")),
        Campo("modalita", "codice", _("presenza, distanza o mista.")),
        Campo("luogo", "testo", _("Dove.")),
        Campo("convocazione_valida", "intero", _("1 o 2: in quale convocazione è stata valida.")),
        Campo("aperta_il", "istante", _("Quando si è aperta.")),
        Campo("chiusa_il", "istante", _("Quando si è chiusa.")),
        Campo("verbale_pubblicato", "si_no", _("Se il verbale è pubblicato.")),
    ),
    _sedute,
)


# --- attendance -----------------------------------------------------------------------------------------------------
def _presenze() -> Iterator[dict[str, Any]]:
    for posto in posti(Seduta.objects.pubblicate()):
        yield {
            "id": f"{posto.seduta.pk}:{posto.seggio.pk}",
            "seduta_id": posto.seduta.pk,
            "data": posto.seduta.giorno,
            **_organo(posto.seduta),
            "ente_id": posto.seggio.ente_id,
            "ente": str(posto.seggio.ente),
            "seggio": posto.seggio.numero,
            "presente": posto.presente,
            "in_qualita_di": posto.qualita.name.lower() if posto.qualita else "",
            "assenza_giustificata": None if posto.presente else posto.giustificata,
        }


PRESENZE = Insieme(
    "presenze",
    _("Presenze per ente"),
    _("Per ogni seduta con il verbale pubblicato, quali seggi erano occupati. Sono presenze di enti, non di persone."),
    (
        Campo("id", "id", _("Identificativo della seduta e del seggio, separati da due punti.")),
        Campo("seduta_id", "id", _("Identificativo della seduta.")),
        Campo("data", "data", _("Giorno della seduta.")),
        *ORGANO,
        Campo("ente_id", "id", _("Identificativo dell'ente come membro.")),
        Campo("ente", "testo", _("Denominazione dell'ente.")),
        Campo("seggio", "intero", _("Numero del seggio dell'ente.")),
        Campo("presente", "si_no", _("Se il seggio era occupato, anche per una parte della seduta.")),
        Campo("in_qualita_di", "codice", _("delegato, supplente o delega; vuoto se assente.")),
        Campo("assenza_giustificata", "si_no", _("Se l'assenza era giustificata; vuoto se presente.")),
    ),
    _presenze,
)


# --- decisions ------------------------------------------------------------------------------------------------------
def _decisioni() -> Iterator[dict[str, Any]]:
    for decisione in decisioni().order_by("anno", "numero"):
        voto = decisione.votazione
        yield {
            "id": decisione.pk,
            "anno": decisione.anno,
            "numero": decisione.numero,
            "adottata_il": decisione.adottata_il,
            **_organo(decisione.punto.seduta),
            "seduta_id": decisione.punto.seduta_id,
            "tipo": decisione.tipo,
            "oggetto": decisione.titolo,
            "testo": decisione.testo,
            "modo_di_voto": voto.modo if voto else "",
            "presenti": voto.presenti if voto else None,
            "favorevoli": voto.favorevoli if voto else None,
            "contrari": voto.contrari if voto else None,
            "astenuti": voto.astenuti if voto else None,
            "esecuzione": decisione.stato,
            "da_eseguire_entro": decisione.entro_il,
            "eseguita_il": decisione.eseguita_il,
            "sostituisce_id": decisione.sostituisce_id if decisione.precedente_pubblica else None,
        }


DECISIONI = Insieme(
    "decisioni",
    _("Decisioni"),
    _("Il registro delle decisioni prese nelle sedute con il verbale pubblicato."),
    (
        Campo("id", "id", _("Identificativo della decisione.")),
        Campo("anno", "intero", _("Anno della numerazione.")),
        Campo("numero", "intero", _("Numero nell'anno; mancano quelli delle decisioni non pubbliche.")),
        Campo("adottata_il", "data", _("Giorno della decisione.")),
        *ORGANO,
        Campo("seduta_id", "id", _("Identificativo della seduta.")),
        Campo("tipo", "codice", _("ordinaria, parere, nomina o regolamento.")),
        Campo("oggetto", "testo", _("Oggetto.")),
        Campo("testo", "testo", _("Che cosa è stato deciso.")),
        Campo("modo_di_voto", "codice", _("nominale, conteggio o unanime; vuoto se decisa senza votazione.")),
        Campo("presenti", "intero", _("Presenti con diritto di voto.")),
        Campo("favorevoli", "intero", _("Voti favorevoli.")),
        Campo("contrari", "intero", _("Voti contrari.")),
        Campo("astenuti", "intero", _("Astenuti.")),
        Campo("esecuzione", "codice", _("da_eseguire, in_corso, eseguita o superata.")),
        Campo("da_eseguire_entro", "data", _("Termine, se c'è.")),
        Campo("eseguita_il", "data", _("Giorno in cui è stata eseguita.")),
        Campo("sostituisce_id", "id", _("Decisione pubblica che questa sostituisce.")),
    ),
    _decisioni,
)


# --- minutes --------------------------------------------------------------------------------------------------------
def indirizzo(percorso: str) -> str:
    """The whole address of a page: the portal's public one, whatever name the visitor came by."""
    return f"{settings.PUBLIC_URL.rstrip('/')}{percorso}"


def _verbali() -> Iterator[dict[str, Any]]:
    verbali = Verbale.objects.filter(seduta__in=Seduta.objects.pubblicate().order_by().values("pk"))
    for verbale in verbali.select_related("seduta__gruppo").order_by("seduta__inizio", "pk"):
        yield {
            "id": verbale.pk,
            "seduta_id": verbale.seduta_id,
            **_organo(verbale.seduta),
            "anno": verbale.seduta.anno,
            "numero": verbale.seduta.numero,
            "data": verbale.seduta.giorno,
            "approvato_il": verbale.approvato_il,
            "modo_di_approvazione": verbale.modo,
            "pubblicato_il": _istante(verbale.pubblicato_il),
            "url": indirizzo(reverse("tavolo:pubblico_verbale", args=[verbale.seduta_id])),
        }


VERBALI = Insieme(
    "verbali",
    _("Verbali"),
    _("L'indice dei verbali pubblicati, con l'indirizzo di ciascuno."),
    (
        Campo("id", "id", _("Identificativo del verbale.")),
        Campo("seduta_id", "id", _("Identificativo della seduta.")),
        *ORGANO,
        Campo("anno", "intero", _("Anno della seduta.")),
        Campo("numero", "intero", _("Numero della seduta nell'anno, per organo.")),
        Campo("data", "data", _("Giorno della seduta.")),
        Campo("approvato_il", "data", _("Giorno dell'approvazione.")),
        Campo("modo_di_approvazione", "codice", _("seduta, scritto o silenzio.")),
        Campo("pubblicato_il", "istante", _("Quando è stato pubblicato.")),
        Campo("url", "url", _("Dove si legge.")),
    ),
    _verbali,
)

INSIEMI = {insieme.chiave: insieme for insieme in (COMPONENTI, SEDUTE, PRESENZE, DECISIONI, VERBALI)}
