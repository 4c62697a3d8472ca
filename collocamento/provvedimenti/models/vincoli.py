"""What must hold of an act whatever its state, kind by kind."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from collocamento.normativa import Causa
from collocamento.provvedimenti.enums import APERTI, DECISI, EFFICACI, Genere, Stato
from socialabs.base.periodi import Periodo


NAZIONALE = Q(causa=Causa.LICENZIAMENTO_COLLETTIVO)
PERCENTO = Q(percentuale__range=(1, 100))


def _di(genere: Genere, condizione: Q) -> Q:
    return ~Q(genere=genere) | condizione


PERIODO = models.CheckConstraint(
    condition=Q(al__isnull=True) | Q(al__gte=F("dal")),
    name="provvedimento_periodo",
    violation_error_message=_("Il periodo non può finire prima di cominciare."),
)
ESONERO = models.CheckConstraint(
    condition=_di(
        Genere.ESONERO,
        Q(posizioni__gt=0, percentuale__range=(1, 80), motivi__len__gt=0, al__isnull=False) & ~Q(provincia=""),
    ),
    name="provvedimento_esonero",
    violation_error_message=_(
        "Un esonero parziale indica provincia, posizioni, una percentuale fino a 80, la fine e almeno un motivo."
    ),
)
ESONERO_60 = models.CheckConstraint(
    condition=_di(Genere.ESONERO_60, Q(posizioni__gt=0, lavoratori__gt=0) & ~Q(provincia="")),
    name="provvedimento_esonero_60",
    violation_error_message=_("Un'autocertificazione indica provincia, addetti al 60 per mille e posizioni."),
)
SOSPENSIONE = models.CheckConstraint(
    condition=_di(
        Genere.SOSPENSIONE,
        (NAZIONALE & Q(provincia="", lavoratori__isnull=True, percentuale__isnull=True))
        | (
            ~NAZIONALE
            & ~Q(causa="")
            & ~Q(provincia="")
            & (Q(lavoratori__gt=0, percentuale__isnull=True) | (PERCENTO & Q(lavoratori__isnull=True)))
        ),
    ),
    name="provvedimento_sospensione",
    violation_error_message=_(
        "Una sospensione indica la causa; se non è un licenziamento collettivo anche la provincia, e i lavoratori "
        "sospesi o la percentuale."
    ),
)
COMPENSAZIONE = models.CheckConstraint(
    condition=_di(
        Genere.COMPENSAZIONE,
        Q(posizioni__gt=0)
        & ~Q(provincia="")
        & ~Q(altra_provincia="")
        & ~Q(categoria="")
        & ~Q(provincia=F("altra_provincia")),
    ),
    name="provvedimento_compensazione",
    violation_error_message=_("Una compensazione indica due province diverse, la categoria e quante posizioni."),
)
GRADUALITA = models.CheckConstraint(
    condition=_di(Genere.GRADUALITA, Q(posizioni__isnull=False, dell_ufficio=True) & ~Q(provincia="") & ~Q(atto="")),
    name="provvedimento_gradualita",
    violation_error_message=_("La gradualità indica provincia, unità dovute e l'atto, e la inserisce l'ufficio."),
)
PRESENTATO = models.CheckConstraint(
    condition=~Q(stato__in=sorted(APERTI | DECISI)) | Q(presentata_il__isnull=False),
    name="provvedimento_presentato",
    violation_error_message=_("Una richiesta che l'ufficio esamina ha una data di presentazione."),
)
DECISO = models.CheckConstraint(
    condition=~Q(stato__in=sorted(DECISI)) | (Q(deciso_il__isnull=False) & ~Q(motivazione="")),
    name="provvedimento_deciso",
    violation_error_message=_("Una decisione ha una data e una motivazione."),
)
CONCESSO = models.CheckConstraint(
    condition=~(
        Q(genere__in=[Genere.ESONERO, Genere.COMPENSAZIONE], stato__in=[Stato.CONCESSO, Stato.CONCESSO_IN_PARTE])
    )
    | Q(posizioni_concesse__gt=0, posizioni_concesse__lte=F("posizioni")),
    name="provvedimento_concesso",
    violation_error_message=_("Le posizioni concesse vanno da una a quelle chieste."),
)
SENZA_SOVRAPPOSIZIONI = ExclusionConstraint(
    name="provvedimento_senza_sovrapposizioni",
    expressions=[
        ("datore", RangeOperators.EQUAL),
        ("genere", RangeOperators.EQUAL),
        ("provincia", RangeOperators.EQUAL),
        ("altra_provincia", RangeOperators.EQUAL),
        ("categoria", RangeOperators.EQUAL),
        (Periodo(), RangeOperators.OVERLAPS),
    ],
    condition=Q(stato__in=sorted(EFFICACI)),
    violation_error_message=_(
        "Un altro provvedimento dello stesso tipo vale già, per la stessa provincia, in una parte di questo periodo."
    ),
)
VINCOLI = [
    PERIODO,
    ESONERO,
    ESONERO_60,
    SOSPENSIONE,
    COMPENSAZIONE,
    GRADUALITA,
    PRESENTATO,
    DECISO,
    CONCESSO,
    SENZA_SOVRAPPOSIZIONI,
]
