"""The list of obliged employers: one row a provincial sheet, or one an employer when the whole country is asked."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Q, QuerySet, Sum
from django.http import HttpRequest
from django.utils.translation import gettext as _

from collocamento.enums import Classe, StatoProspetto
from collocamento.forms import TUTTE, FiltriObblighi
from collocamento.models import Calcolo, CalcoloProvincia
from collocamento.settori import PER_LETTERA
from socialabs.base.elenchi import Elenco
from socialabs.base.testo import cerca_denominazione


ORGANIZZAZIONE = "prospetto__datore__organizzazione"
# What a row does not show and is heavy to carry.
PESANTI = (
    "prospetto__contenuto",
    "prospetto__dichiarati",
    "prospetto__calcolo__derivazione",
    "prospetto__calcolo__con_esonero_al_massimale",
)
SOMME = (
    "lavoratori",
    "base_art3",
    "base_art18",
    "quota_disabili",
    "quota_art18",
    "disabili_in_forza",
    "art18_in_forza",
    "esonerati",
    "scopertura_disabili",
    "scopertura_art18",
    "scopertura_dovuta_ora",
)
SEGNALATI = {
    "ritardo": Q(prospetto__in_ritardo=True),
    "divergente": ~Q(prospetto__differenze=[]),
    "anomalie": ~Q(prospetto__anomalie=[]),
    "sospeso": Q(sospensione_in_corso=True),
    "esonerato": Q(esonerati__gt=0),
    "convenzione": Q(convenzione_in_corso=True),
}
SCOPERTI = {
    "si": Q(scopertura_disabili__gt=0) | Q(scopertura_art18__gt=0),
    "disabili": Q(scopertura_disabili__gt=0),
    "art18": Q(scopertura_art18__gt=0),
    "ora": Q(scopertura_dovuta_ora__gt=0) | Q(scopertura_art18_dovuta_ora__gt=0),
    "no": Q(scopertura_disabili=0, scopertura_art18=0),
}


def righe_obblighi(ctx: Any, anno: int | None, provincia: str) -> QuerySet:
    """Figures of the valid returns of `anno`: sheets of one province, or national ones for TUTTE.

    Both kinds of row have the same figures and reach the return as `prospetto`.
    """
    if provincia == TUTTE:
        righe = Calcolo.objects.visible_to(ctx).defer("ingressi", "derivazione", "con_esonero_al_massimale")
        collegati = ["prospetto__comune_sede"]
    else:
        righe = CalcoloProvincia.objects.visible_to(ctx).filter(provincia=provincia)
        collegati = ["comune", "prospetto__comune_sede"]
    righe = righe.filter(prospetto__anno=anno, prospetto__stato=StatoProspetto.VALIDO)
    return righe.select_related("prospetto__calcolo", ORGANIZZAZIONE, *collegati).defer(*PESANTI)


def di_classe(classe: str) -> Q:
    """Employers of a class; "art18" owe only that quota, "no" owe nothing, blank is whoever owes something."""
    if classe in Classe.values:
        return Q(prospetto__calcolo__classe=classe)
    if classe == "art18":
        return Q(prospetto__calcolo__classe="", prospetto__calcolo__prospetto_dovuto=True)
    return Q(prospetto__calcolo__prospetto_dovuto=classe != "no")


class ElencoObblighi(Elenco):
    """Obliged employers, scoped to who asks."""

    chiave = "obblighi"
    modulo = FiltriObblighi
    ordine_iniziale = "-scopertura"
    ordini = {
        "denominazione": [f"{ORGANIZZAZIONE}__denominazione_ordinabile"],
        "classe": ["prospetto__calcolo__classe"],
        "base": ["base_art3"],
        "quota": ["quota_disabili"],
        "quota18": ["quota_art18"],
        "forza": ["disabili_in_forza"],
        "forza18": ["art18_in_forza"],
        "esonerati": ["esonerati"],
        "scopertura": ["scopertura_disabili", "scopertura_art18"],
        "scopertura18": ["scopertura_art18", "scopertura_disabili"],
        "invio": ["prospetto__data_invio"],
    }

    def __init__(self, request: HttpRequest):
        super().__init__(request, CalcoloProvincia.objects.none(), ctx=request.ctx)
        self.anno = self.form.cleaned_data.get("anno")
        self.provincia = self.form.cleaned_data.get("provincia") or TUTTE
        self.in_ambito = righe_obblighi(request.ctx, self.anno, self.provincia)

    @property
    def nazionale(self) -> bool:
        return self.provincia == TUTTE

    def filtra(self, righe: QuerySet, dati: Mapping[str, Any]) -> QuerySet:
        condizioni = di_classe(dati.get("classe", ""))
        if testo := dati.get("q"):
            condizioni &= cerca_denominazione(testo, ORGANIZZAZIONE)
        if comune := dati.get("comune"):
            condizioni &= Q(prospetto__comune_sede=comune) if self.nazionale else Q(comune=comune)
        if scopertura := dati.get("scopertura"):
            condizioni &= SCOPERTI[scopertura]
        if lettera := dati.get("settore"):
            sezione = PER_LETTERA[lettera]
            condizioni &= Q(prospetto__settore__gte=sezione.prima, prospetto__settore__lt=f"{sezione.ultima}.~")
        for segnale in dati.get("segnalazioni", []):
            condizioni &= SEGNALATI[segnale]
        return righe.filter(condizioni)

    def note_di_estrazione(self) -> list[tuple[str, str]]:
        """Year and province are always said, also when nobody chose them."""
        luogo = dict(self.form.fields["provincia"].choices)[self.provincia]
        ambito = [(_("Situazione al 31 dicembre"), str(self.anno)), (_("Provincia"), str(luogo))]
        return [*ambito, *(nota for nota in super().note_di_estrazione() if nota not in ambito)]

    def totali(self) -> dict[str, int]:
        """The sums of what is filtered, whatever the page."""
        return self.filtrate.aggregate(**{campo: Sum(campo, default=0) for campo in SOMME})
