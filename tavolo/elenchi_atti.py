"""Minutes, decisions and actions as lists."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from socialabs.base.elenchi import Elenco
from socialabs.base.esportazioni import Colonna, Formato
from tavolo.enums import IMPEGNI_APERTI
from tavolo.forms.atti import DEL_TAVOLO, FiltriDecisioni, FiltriImpegni, FiltriVerbali
from tavolo.models import Decisione, Impegno


def _organo(valore: str, percorso: str) -> Q:
    """The table itself or one working group."""
    if valore == DEL_TAVOLO:
        return Q(**{f"{percorso}gruppo__isnull": True})
    return Q(**{f"{percorso}gruppo": valore})


# --- minutes ------------------------------------------------------------------------------------------------------
class ElencoVerbali(Elenco):
    chiave = "tavolo.verbali"
    modulo = FiltriVerbali
    ordini = {"data": ["seduta__inizio"], "termine": ["osservazioni_entro"]}
    ordine_iniziale = "-data"

    def filtra(self, righe: QuerySet, dati: Mapping[str, Any]) -> QuerySet:
        if stato := dati.get("stato"):
            righe = righe.filter(seduta__stato=stato)
        if anno := dati.get("anno"):
            righe = righe.filter(seduta__anno=anno)
        if organo := dati.get("organo"):
            righe = righe.filter(_organo(organo, "seduta__"))
        return righe.select_related("seduta__gruppo")


# --- decisions ----------------------------------------------------------------------------------------------------
class ElencoDecisioni(Elenco):
    chiave = "tavolo.decisioni"
    modulo = FiltriDecisioni
    ordini = {
        "numero": ["anno", "numero"],
        "data": ["adottata_il", "numero"],
        "termine": ["entro_il"],
        "stato": ["stato", "entro_il"],
    }
    ordine_iniziale = "-numero"

    def filtra(self, righe: QuerySet, dati: Mapping[str, Any]) -> QuerySet:
        if testo := dati.get("q"):
            righe = righe.filter(pk__in=righe.cerca(testo).order_by().values("pk"))
        if organo := dati.get("organo"):
            righe = righe.filter(_organo(organo, "punto__seduta__"))
        if ente := dati.get("ente"):
            incaricate = Impegno.objects.filter(ente=ente).values("decisione")
            righe = righe.filter(pk__in=incaricate)
        if dati.get("ritardo"):
            righe = righe.in_ritardo()
        esatti = {nome: dati.get(nome) for nome in ("anno", "stato", "tipo")}
        return righe.filter(**{nome: valore for nome, valore in esatti.items() if valore}).per_elenco()


def incaricati(decisione: Decisione) -> str:
    """Who has to carry it out: bodies and people of its actions, each once."""
    nomi = [str(chi) for i in decisione.impegni.all() for chi in (i.ente, i.responsabile) if chi]
    return ", ".join(dict.fromkeys(nomi))


DECISIONI = [
    Colonna("numero", _("Numero"), lambda d: d.numero, Formato.INTERO),
    Colonna("anno", _("Anno"), lambda d: str(d.anno)),
    Colonna("adottata_il", _("Adottata il"), lambda d: d.adottata_il, Formato.DATA),
    Colonna("organo", _("Organo"), lambda d: str(d.punto.seduta.gruppo or _("Tavolo territoriale"))),
    Colonna("tipo", _("Tipo"), lambda d: d.get_tipo_display()),
    Colonna("titolo", _("Oggetto"), lambda d: d.titolo),
    Colonna("testo", _("Testo"), lambda d: d.testo),
    Colonna("incaricati", _("Incaricati"), incaricati),
    Colonna("stato", _("Esecuzione"), lambda d: d.get_stato_display()),
    Colonna("entro_il", _("Da eseguire entro il"), lambda d: d.entro_il, Formato.DATA),
    Colonna("eseguita_il", _("Eseguita il"), lambda d: d.eseguita_il, Formato.DATA),
    Colonna("nota", _("Nota sull'esecuzione"), lambda d: d.nota_esecuzione),
]


# --- actions ------------------------------------------------------------------------------------------------------
class ElencoImpegni(Elenco):
    """Open ones first by date, so that the late ones come first of all; `di_chi` narrows to one's own."""

    chiave = "tavolo.impegni"
    modulo = FiltriImpegni
    ordini = {"termine": ["entro_il", "creato_il"], "stato": ["stato", "entro_il"]}
    ordine_iniziale = "termine"

    def filtra(self, righe: QuerySet, dati: Mapping[str, Any]) -> QuerySet:
        match dati.get("di_chi"):
            case "miei":
                righe = righe.della_persona(self.request.ctx)
            case "ente":
                righe = righe.a_carico_di(self.request.ctx)
        stato = dati.get("stato") or "aperti"
        if stato == "aperti":
            righe = righe.filter(stato__in=IMPEGNI_APERTI)
        elif stato == "ritardo":
            righe = righe.in_ritardo()
        elif stato != "tutti":
            righe = righe.filter(stato=stato)
        if ente := dati.get("ente"):
            righe = righe.filter(ente=ente)
        if organo := dati.get("organo"):
            righe = righe.filter(_organo(organo, "seduta__"))
        return righe.per_elenco()


IMPEGNI = [
    Colonna("cosa", _("Che cosa"), lambda i: i.descrizione),
    Colonna("ente", _("Ente incaricato"), lambda i: str(i.ente or "")),
    Colonna("responsabile", _("Persona incaricata"), lambda i: str(i.responsabile or "")),
    Colonna("entro_il", _("Entro il"), lambda i: i.entro_il, Formato.DATA),
    Colonna("stato", _("Stato"), lambda i: i.get_stato_display()),
    Colonna("in_ritardo", _("In ritardo"), lambda i: i.in_ritardo, Formato.SI_NO),
    Colonna("concluso_il", _("Concluso il"), lambda i: i.concluso_il, Formato.DATA),
    Colonna("esito", _("Esito"), lambda i: i.esito),
    Colonna("decisione", _("Decisione"), lambda i: str(i.decisione or "")),
    Colonna("seduta", _("Seduta"), lambda i: str(i.seduta)),
]
