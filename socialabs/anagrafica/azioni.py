"""Verbs on the configuration of places: one transaction each, in the register."""

from collections.abc import Iterable

from django.db import transaction

from socialabs.anagrafica.models import CentroImpiego, Comune, EnteTitolare, SantoPatrono
from socialabs.base.contesto import Contesto
from socialabs.registro import registra_evento


@transaction.atomic
def registra_ente(*, ente: EnteTitolare, ctx: Contesto) -> EnteTitolare:
    """Add the configuration that holds from `ente.dal`; earlier ones stay for the papers of their time."""
    ente.save()
    registra_evento(ctx, "ente.configurato", tipo="anagrafica.ente", oggetto_id=ente.pk, etichetta=ente.denominazione)
    return ente


@transaction.atomic
def assegna_comuni(*, cpi: CentroImpiego, comuni: Iterable[Comune], ctx: Contesto) -> None:
    """Say which municipalities a job centre serves; one served by another centre of the province moves here."""
    comuni = list(comuni)
    altri = CentroImpiego.objects.filter(provincia=cpi.provincia).exclude(pk=cpi.pk)
    CentroImpiego.comuni.through.objects.filter(centroimpiego__in=altri, comune__in=comuni).delete()
    cpi.comuni.set(comuni)
    registra_evento(
        ctx,
        "cpi.comuni_assegnati",
        tipo="anagrafica.cpi",
        oggetto_id=cpi.pk,
        dettagli={"comuni": sorted(comune.pk for comune in comuni)},
    )


@transaction.atomic
def imposta_patrono(*, comune: Comune, giorno: int, mese: int, nome: str, ctx: Contesto) -> SantoPatrono:
    """Set the patron's day of a municipality; the calendar of working days follows it."""
    patrono, _nuovo = SantoPatrono.objects.update_or_create(
        comune=comune, defaults={"giorno": giorno, "mese": mese, "nome": nome}
    )
    registra_evento(
        ctx,
        "patrono.impostato",
        tipo="anagrafica.comune",
        etichetta=comune.nome,
        dettagli={"giorno": f"{giorno}/{mese}"},
    )
    return patrono


@transaction.atomic
def togli_patrono(*, comune: Comune, ctx: Contesto) -> None:
    SantoPatrono.objects.filter(comune=comune).delete()
    registra_evento(ctx, "patrono.tolto", tipo="anagrafica.comune", etichetta=comune.nome)
