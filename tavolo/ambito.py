"""Whose table it is: what a mandate opens to the person who has it, as conditions on queries.

With a mandate in force one reads the table's material and that of one's own groups; with one that has ended, what was
of its time. The role of member without any mandate on record opens the table, not the groups.
"""

from django.apps import apps
from django.db.models import Exists, OuterRef, Q, QuerySet

from socialabs.base.contesto import Contesto
from socialabs.base.giorni import oggi
from socialabs.utenti.enums import Ruolo
from tavolo.enums import LETTURA_INTERA, NOTE_AI_COMPONENTI


def legge_tutto(ctx: Contesto) -> bool:
    """The secretariat and the heads of the office; internal items included."""
    return ctx.e_sistema or ctx.ruolo in LETTURA_INTERA


def mandati_propri(ctx: Contesto) -> QuerySet:
    """Every mandate of the person who asks, past ones too."""
    mandati = apps.get_model("tavolo", "Mandato")._base_manager
    return mandati.filter(partecipante__utente=ctx.utente) if ctx.utente else mandati.none()


def in_vigore(mandati: QuerySet) -> QuerySet:
    return mandati.filter(Q(al__isnull=True) | Q(al__gte=oggi()), dal__lte=oggi())


def del_tavolo(ctx: Contesto) -> Q:
    """True for whoever is of the table today."""
    oggi_membro = Q(Exists(in_vigore(mandati_propri(ctx))))
    if ctx.ha_ruolo(Ruolo.COMPONENTE_TAVOLO):
        oggi_membro |= Q(~Exists(mandati_propri(ctx)))
    return oggi_membro


def entra(ctx: Contesto) -> bool:
    """Whether the table's pages exist for `ctx`: those who read everything, members, former members."""
    return legge_tutto(ctx) or ctx.ha_ruolo(Ruolo.COMPONENTE_TAVOLO) or mandati_propri(ctx).exists()


def sedute_visibili(ctx: Contesto) -> Q:
    """The meetings that one who does not read everything may see: never those only planned."""
    if ctx.utente is None:
        return Q(pk__in=[])
    propri = mandati_propri(ctx)
    gruppi = in_vigore(propri).filter(seggio__gruppo__isnull=False).values("seggio__gruppo")
    giorno = OuterRef("inizio__date")
    del_suo_tempo = propri.filter(Q(al__isnull=True) | Q(al__gte=giorno), dal__lte=giorno)
    nel_tavolo = Exists(del_suo_tempo.filter(seggio__gruppo__isnull=True))
    nel_gruppo = Exists(del_suo_tempo.filter(seggio__gruppo=OuterRef("gruppo")))
    visibili = Q(gruppo__isnull=True) & (del_tavolo(ctx) | Q(nel_tavolo)) | Q(gruppo__in=gruppi) | Q(nel_gruppo)
    # A plan cancelled before it was convened stays the secretariat's: it never had a number.
    return Q(stato__in=NOTE_AI_COMPONENTI, numero__isnull=False) & visibili
