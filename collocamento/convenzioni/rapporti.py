"""The report on conventions: how many, for how many posts, covered or late, by kind."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.db.models import Case, Count, F, IntegerField, QuerySet, Sum, Value, When
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from collocamento.convenzioni.enums import APERTI, IN_VIGORE, STIPULATE, Tipo
from collocamento.convenzioni.models import Convenzione, Impegno
from collocamento.rapporti.colonne import cifra, intero, testo
from socialabs.base.contesto import Contesto
from socialabs.base.esportazioni import Colonna
from socialabs.base.giorni import oggi
from socialabs.base.templatetags.socialabs import numero
from socialabs.rapporti.contenuto import Contenuto, Grafico, Motivo, Serie, Tabella
from socialabs.rapporti.registro import Rapporto, registra
from socialabs.utenti.enums import RUOLI_UFFICIO


IN_CORSO, TUTTE = "in_corso", "tutte"
RELAZIONI = ({"posti": 1, "coperti": -1, "attesi": -1, "ritardo": -1},)


class ParametriConvenzioni(forms.Form):
    quali = forms.ChoiceField(
        label=gettext_lazy("Convenzioni"),
        required=False,
        initial=IN_CORSO,
        choices=[(IN_CORSO, gettext_lazy("In vigore")), (TUTTE, gettext_lazy("Tutte quelle stipulate"))],
    )

    senza_facoltativo = True

    def __init__(self, *args: Any, ctx: Contesto, **kwargs: Any):
        super().__init__(*args, **kwargs)


def convenzioni(ctx: Contesto, parametri: Mapping[str, Any]) -> Contenuto:
    """By kind: conventions, posts planned, covered, still to come, late; and how many proposals wait."""
    visibili = Convenzione.objects.visible_to(ctx)
    scelte = visibili.filter(stato__in=STIPULATE if parametri["quali"] == TUTTE else IN_VIGORE)
    righe, totale = _righe(scelte)
    in_esame = visibili.filter(stato__in=APERTI).count()
    tabelle = []
    if righe:
        tabelle.append(
            Tabella(
                "convenzioni",
                _("Convenzioni e posti, per tipo"),
                _colonne(),
                righe,
                totale=totale,
                grafico=_grafico(),
                nota=_("Un posto è in ritardo se il termine del suo impegno è passato e nessuno è stato assunto."),
                relazioni=RELAZIONI,
                ordine_naturale=True,
            )
        )
    return Contenuto(
        risposta=_risposta(totale),
        cifre=[
            cifra(_("Convenzioni"), totale["convenzioni"]),
            cifra(_("Posti previsti"), totale["posti"]),
            cifra(_("Posti in ritardo"), totale["ritardo"], "danger"),
            cifra(_("Proposte in esame"), in_esame),
        ],
        tabelle=tabelle,
        note=[_("Sono le convenzioni gestite nel portale, non quelle che i datori dichiarano nei prospetti.")],
    )


def _righe(convenzioni: QuerySet[Convenzione]) -> tuple[list[dict], dict[str, Any]]:
    giorno = oggi()
    scaduto = Case(
        When(entro__lt=giorno, convenzione__stato__in=IN_VIGORE, then=F("posti") - F("coperti")),
        default=Value(0),
        output_field=IntegerField(),
    )
    conteggi = (
        convenzioni.order_by().values("tipo").annotate(convenzioni=Count("pk"), datori=Count("datore", distinct=True))
    )
    posti = (
        Impegno.objects.filter(convenzione__in=convenzioni.values("pk"))
        .order_by()
        .values("convenzione__tipo")
        .annotate(previsti=Sum("posti"), assunti=Sum("coperti"), ritardo=Sum(scaduto))
    )
    per_tipo = {riga["convenzione__tipo"]: riga for riga in posti}
    contati = {riga["tipo"]: riga for riga in conteggi}
    righe = [_riga(tipo, contati[tipo], per_tipo.get(tipo, {})) for tipo in Tipo.values if tipo in contati]
    chiavi = ("convenzioni", "posti", "coperti", "attesi", "ritardo")
    totale = {chiave: sum(riga[chiave] for riga in righe) for chiave in chiavi}
    datori = convenzioni.aggregate(datori=Count("datore", distinct=True))["datori"]
    return righe, {**totale, "datori": datori, "nome": _("Totale")}


def _riga(tipo: str, contata: Mapping[str, int], posti: Mapping[str, int]) -> dict[str, Any]:
    previsti, assunti, ritardo = (posti.get(chiave) or 0 for chiave in ("previsti", "assunti", "ritardo"))
    return {
        "nome": str(Tipo(tipo).label),
        "convenzioni": contata["convenzioni"],
        "datori": contata["datori"],
        "posti": previsti,
        "coperti": assunti,
        "ritardo": ritardo,
        "attesi": previsti - assunti - ritardo,
    }


def _colonne() -> list[Colonna]:
    return [
        testo("nome", _("Tipo")),
        intero("convenzioni", _("Convenzioni")),
        intero("datori", _("Datori"), _("Un datore con più tipi di convenzione conta una volta nel totale.")),
        intero("posti", _("Posti previsti")),
        intero("coperti", _("Coperti"), _("Persone già assunte."), persone=True),
        intero("attesi", _("Attesi"), _("Il termine del loro impegno non è ancora passato.")),
        intero("ritardo", _("In ritardo")),
    ]


def _grafico() -> Grafico:
    return Grafico(
        _("Posti coperti, attesi e in ritardo"),
        lambda riga: riga["nome"],
        [
            Serie(_("Coperti"), lambda riga: riga["coperti"], Motivo.PIENO, "coperti"),
            Serie(_("Attesi"), lambda riga: riga["attesi"], Motivo.VUOTO, "attesi"),
            Serie(_("In ritardo"), lambda riga: riga["ritardo"], Motivo.RIGHE, "ritardo"),
        ],
        lambda riga: numero(riga["posti"]),
    )


def _risposta(totale: Mapping[str, Any]) -> str:
    if not totale["convenzioni"]:
        return _("Nessuna convenzione con questi parametri.")
    quante = ngettext("%(n)s convenzione prevede", "%(n)s convenzioni prevedono", totale["convenzioni"])
    posti = ngettext("%(n)s assunzione", "%(n)s assunzioni", totale["posti"])
    ritardo = ngettext("%(n)s è in ritardo", "%(n)s sono in ritardo", totale["ritardo"])
    return _("%(quante)s %(posti)s; %(ritardo)s.") % {
        "quante": quante % {"n": numero(totale["convenzioni"])},
        "posti": posti % {"n": numero(totale["posti"])},
        "ritardo": ritardo % {"n": numero(totale["ritardo"])},
    }


registra(
    Rapporto(
        chiave="convenzioni",
        titolo=gettext_lazy("Convenzioni"),
        domanda=gettext_lazy("Quante convenzioni sono in vigore, per quanti posti? Quanti sono coperti o in ritardo?"),
        modulo=ParametriConvenzioni,
        dati=convenzioni,
        ruoli=RUOLI_UFFICIO,
    )
)
