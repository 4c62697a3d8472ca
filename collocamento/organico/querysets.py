"""Vocabulary and scopes of the lists of workers."""

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from django.db import models
from django.db.models import Q

from collocamento.muro import lavoratori_aperti
from collocamento.querysets import RUOLI_LAVORATORI, ConAmbito
from socialabs.base.contesto import Contesto
from socialabs.registro import registra_evento


if TYPE_CHECKING:
    from collocamento.organico.dati import DatiLavoratore
    from collocamento.organico.models import RigaOrganico


class InChiaro(NamedTuple):
    """A row of the list and what it says, the person included."""

    riga: "RigaOrganico"
    dati: "DatiLavoratore"


class OrganicoQuerySet(ConAmbito):
    percorso_organizzazione = "datore__organizzazione"

    def in_corso(self) -> "OrganicoQuerySet":
        """The lists still kept."""
        return self.filter(chiuso_il__isnull=True)


class ConfermaQuerySet(ConAmbito):
    percorso_organizzazione = "organico__datore__organizzazione"

    def al(self, giorno: date) -> "ConfermaQuerySet":
        """The latest confirmation known on `giorno` of each employer whose list was still kept then."""
        tenuto = Q(organico__chiuso_il__isnull=True) | Q(organico__chiuso_il__gt=giorno)
        return (
            self.filter(tenuto, giorno__lte=giorno)
            .order_by("organico__datore_id", "-giorno")
            .distinct("organico__datore_id")
            .select_related("organico")
        )


class RigaQuerySet(ConAmbito):
    percorso_organizzazione = "organico__datore__organizzazione"
    ruoli_con_tutto = RUOLI_LAVORATORI

    def in_forza(self, giorno: date) -> "RigaQuerySet":
        """Workers employed on `giorno`, as `DatiLavoratore.in_forza` says it."""
        return self.filter(
            Q(inizio__isnull=True) | Q(inizio__lte=giorno),
            Q(fine__isnull=True) | Q(fine__gte=giorno),
            Q(cessato_il__isnull=True) | Q(cessato_il__gte=giorno),
        )

    def leggibili_da(self, ctx: Contesto, motivo: str) -> list[InChiaro]:
        """The rows in the scope of `ctx`, in clear: the only way to the people. Each reading goes into the register.

        `motivo` says why, without personal data; an empty one is refused with ValueError.
        """
        if not motivo.strip():
            raise ValueError("a reading of workers' data needs a reason")
        with lavoratori_aperti(ctx):
            righe = list(self.visible_to(ctx))
        for organico_id, numero in Counter(riga.organico_id for riga in righe).items():
            registra_evento(
                ctx,
                "organico.letto",
                tipo="organico.organico",
                oggetto_id=organico_id,
                motivo=motivo,
                dettagli={"righe": numero},
            )
        return [InChiaro(riga, riga.dati()) for riga in righe]


class ImportazioneQuerySet(models.QuerySet):
    def visible_to(self, ctx: Contesto) -> "ImportazioneQuerySet":
        """A file under examination is its author's alone, as long as they act for that employer."""
        from collocamento.organico.models import Organico

        if ctx.utente is None:
            return self.none()
        return self.filter(file__proprietario=ctx.utente, organico__in=Organico.objects.visible_to(ctx))
