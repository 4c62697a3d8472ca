"""What became of the decisions."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from socialabs.base.contesto import Contesto
from socialabs.base.esportazioni import Colonna, Formato
from socialabs.base.giorni import oggi
from socialabs.base.templatetags.socialabs import numero
from socialabs.rapporti.contenuto import Contenuto, Grafico, Motivo, Serie, Tabella
from socialabs.rapporti.registro import Rapporto, registra
from tavolo.enums import StatoEsecuzione, TipoDecisione
from tavolo.models import Decisione
from tavolo.rapporti.comune import RUOLI, Anno, del_periodo, intero, testo


_E = StatoEsecuzione
APERTE = Q(stato__in=[_E.DA_ESEGUIRE, _E.IN_CORSO])


def conteggi() -> dict[str, Count]:
    """How many there are and how far they have come; late are those whose day has passed, today."""
    in_ritardo = APERTE & Q(entro_il__lt=oggi())
    return {
        "decisioni": Count("pk"),
        "eseguite": Count("pk", filter=Q(stato=_E.ESEGUITA)),
        "in_tempo": Count("pk", filter=Q(stato=_E.ESEGUITA, entro_il__isnull=False, eseguita_il__lte=F("entro_il"))),
        "in_ritardo": Count("pk", filter=in_ritardo),
        "aperte": Count("pk", filter=APERTE & ~in_ritardo),
        "superate": Count("pk", filter=Q(stato=_E.SUPERATA)),
    }


def esecuzione(ctx: Contesto, parametri: Mapping[str, Any]) -> Contenuto:
    """How far the decisions of a period have been carried out, by kind, and those that are late one by one."""
    righe = Decisione.objects.visible_to(ctx)
    if parametri["anno"]:
        righe = righe.filter(anno=parametri["anno"])
    totale = {**righe.aggregate(**conteggi()), "voce": _("Totale")}
    return Contenuto(
        risposta=_risposta(parametri["anno"], totale),
        cifre=[
            {"etichetta": _("Decisioni"), "valore": totale["decisioni"]},
            {"etichetta": _("Eseguite"), "valore": totale["eseguite"], "tipo": "success"},
            {"etichetta": _("In ritardo"), "valore": totale["in_ritardo"], "tipo": "danger"},
            {"etichetta": _("Aperte, nei termini"), "valore": totale["aperte"]},
        ],
        tabelle=[tabella(righe, totale), _in_ritardo(righe)],
        note=note(),
    )


def tabella(righe: QuerySet, totale: dict) -> Tabella:
    nomi = dict(TipoDecisione.choices)
    gruppi = righe.order_by().values("tipo").annotate(**conteggi())
    voci = sorted(({**g, "voce": str(nomi[g["tipo"]])} for g in gruppi), key=lambda g: (-g["decisioni"], g["voce"]))
    grafico = Grafico(
        titolo=_("Decisioni eseguite, aperte e in ritardo"),
        etichetta=lambda r: r["voce"],
        serie=[
            Serie(_("Eseguite"), lambda r: r["eseguite"], Motivo.PIENO),
            Serie(_("Aperte, nei termini"), lambda r: r["aperte"], Motivo.PUNTI),
            Serie(_("In ritardo"), lambda r: r["in_ritardo"], Motivo.TRATTEGGIO),
        ],
        testo=lambda r: _("%(eseguite)s su %(decisioni)s") % r,
    )
    colonne = [
        testo("voce", _("Tipo")),
        intero("decisioni", _("Decisioni")),
        intero("eseguite", _("Eseguite")),
        intero("in_tempo", _("Entro il termine"), _("Eseguite entro il giorno che la decisione indicava.")),
        intero("aperte", _("Aperte, nei termini"), _("Con il termine non ancora passato, o senza termine.")),
        intero("in_ritardo", _("In ritardo")),
        intero("superate", _("Superate"), _("Sostituite da una decisione successiva.")),
    ]
    return Tabella("tipi", _("Esecuzione per tipo di decisione"), colonne, voci, totale=totale, grafico=grafico)


def _in_ritardo(righe: QuerySet) -> Tabella:
    tardive = righe.filter(APERTE, entro_il__lt=oggi()).select_related("punto__seduta__gruppo").order_by("entro_il")
    colonne = [
        Colonna("decisione", _("Decisione"), lambda d: f"{d.numero}/{d.anno}"),
        Colonna("oggetto", _("Oggetto"), lambda d: d.titolo),
        Colonna("seduta", _("Seduta"), lambda d: str(d.punto.seduta)),
        Colonna("entro", _("Termine"), lambda d: d.entro_il, Formato.DATA),
        Colonna("giorni", _("Giorni di ritardo"), lambda d: (oggi() - d.entro_il).days, Formato.INTERO),
        Colonna("stato", _("Esecuzione"), lambda d: d.get_stato_display()),
    ]
    return Tabella("ritardi", _("Decisioni in ritardo"), colonne, list(tardive))


def _risposta(anno: int | None, totale: Mapping[str, Any]) -> str:
    if not totale["decisioni"]:
        return _("Nessuna decisione con questi parametri.")
    frase = ngettext(
        "%(quando)s %(decisioni)s decisione: eseguite %(eseguite)s, in ritardo %(in_ritardo)s, aperte %(aperte)s.",
        "%(quando)s %(decisioni)s decisioni: eseguite %(eseguite)s, in ritardo %(in_ritardo)s, aperte %(aperte)s.",
        totale["decisioni"],
    )
    cifre = {nome: numero(totale[nome]) for nome in ("decisioni", "eseguite", "in_ritardo", "aperte")}
    return frase % {**cifre, "quando": del_periodo(anno)}


def note() -> list[str]:
    return [
        _("L'anno è quello del registro; ritardo ed esecuzione sono quelli di oggi."),
        _("Ci sono anche le decisioni dei gruppi di lavoro e quelle non pubblicate."),
    ]


registra(
    Rapporto(
        chiave="tavolo-decisioni",
        titolo=gettext_lazy("Tavolo: esecuzione delle decisioni"),
        domanda=gettext_lazy("Quante decisioni sono state eseguite, quali sono in ritardo?"),
        modulo=Anno,
        dati=esecuzione,
        ruoli=RUOLI,
    )
)
