"""What the reports read: valid returns in the scope of who asks, as querysets and as names inside one SQL query."""

from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Case, CharField, F, Q, QuerySet, Value, When

from collocamento.enums import StatoProspetto
from collocamento.forms import TUTTE
from collocamento.models import Calcolo, CalcoloProvincia, Datore, Prospetto
from socialabs.base.contesto import Contesto


def fascia(calcolo: str = "prospetto__calcolo__") -> Case:
    """The group of an employer: its class, "art18" when only that quota is due, "no" when nothing is."""
    return Case(
        When(Q(**{f"{calcolo}prospetto_dovuto": False}), then=Value("no")),
        When(Q(**{f"{calcolo}classe": ""}), then=Value("art18")),
        default=F(f"{calcolo}classe"),
        output_field=CharField(),
    )


def prospetti_validi(ctx: Contesto, anno: int | None, provincia: str) -> QuerySet:
    """The valid returns of `anno`, of one province those with a sheet there."""
    righe = Prospetto.objects.visible_to(ctx).validi().filter(anno=anno).order_by()
    return righe if provincia == TUTTE else righe.filter(province__provincia=provincia)


def cifre_degli_anni(ctx: Contesto, dal: int | None, al: int | None, provincia: str) -> QuerySet:
    """Figures of the valid returns from `dal` to `al`: sheets of one province, or national ones for TUTTE."""
    if provincia == TUTTE:
        righe = Calcolo.objects.visible_to(ctx)
    else:
        righe = CalcoloProvincia.objects.visible_to(ctx).filter(provincia=provincia)
    return righe.filter(
        prospetto__stato=StatoProspetto.VALIDO, prospetto__anno__gte=dal or 0, prospetto__anno__lte=al or 0
    ).order_by()


def datori(ctx: Contesto) -> QuerySet:
    """The employers as a list names them: `datore`, `nome`, `codice`."""
    return (
        Datore.objects.visible_to(ctx)
        .order_by()
        .values(datore=F("pk"), nome=F("organizzazione__denominazione"), codice=F("organizzazione__codice_fiscale"))
    )


def interroga(sql: str, *parametri: Any, **ambiti: QuerySet) -> list[dict[str, Any]]:
    """The rows of `sql`, which reads each queryset of `ambiti` as a table of that name.

    `sql` begins with a select, or with a comma and more names of its own, and mentions no table that holds returns:
    so its scope is that of the querysets.
    """
    nomi, argomenti = [], []
    try:
        for nome, ambito in ambiti.items():
            testo, valori = ambito.query.sql_with_params()
            nomi.append(f"{nome} as ({testo})")
            argomenti += valori
    except EmptyResultSet:
        return []
    with connection.cursor() as cursor:
        cursor.execute(f"with {', '.join(nomi)} {sql}", [*argomenti, *parametri])
        colonne = [colonna.name for colonna in cursor.description]
        return [dict(zip(colonne, riga, strict=True)) for riga in cursor]
