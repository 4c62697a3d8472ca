"""Vocabulary and scopes of the returns. Every `visible_to` starts from who may see which employer."""

import zlib
from collections import Counter
from datetime import date
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from collocamento.chiaro import LavoratoreInChiaro
from collocamento.enums import EsitoFile, StatoProspetto
from collocamento.muro import lavoratori_aperti
from socialabs.base.cifratura import decifra
from socialabs.base.contesto import Contesto
from socialabs.registro import registra_evento
from socialabs.utenti.enums import RUOLI_UFFICIO, Ruolo
from socialabs.utenti.querysets import organizzazioni_proprie


if TYPE_CHECKING:
    from collocamento.models import Prospetto

# Who reads the people behind the figures, whatever the employer.
RUOLI_LAVORATORI = frozenset({Ruolo.OPERATORE_CM, Ruolo.RESPONSABILE})
# Who sets due dates and code tables, and has the figures computed again.
RUOLI_CONFIGURAZIONE = RUOLI_LAVORATORI | {Ruolo.AMMINISTRATORE_PROVINCIALE}


class ConAmbito(models.QuerySet):
    """A queryset whose rows belong to an employer, reached by `percorso_organizzazione`."""

    percorso_organizzazione = ""
    ruoli_con_tutto: frozenset[str] = RUOLI_UFFICIO

    def visible_to(self, ctx: Contesto) -> "ConAmbito":
        """Offices see every employer, a company itself, a consultant those with a mandate in force, others none."""
        if ctx.e_sistema or ctx.ruolo in self.ruoli_con_tutto:
            return self
        organizzazioni = organizzazioni_proprie(ctx)
        return self.none() if organizzazioni is None else self.filter(self._di(organizzazioni))

    def _di(self, organizzazioni: object) -> Q:
        return Q(**{f"{self.percorso_organizzazione}__in": organizzazioni})


class CampagnaQuerySet(models.QuerySet):
    def visible_to(self, ctx: Contesto) -> "CampagnaQuerySet":
        """Due dates are public to whoever signs in."""
        return self if ctx.e_sistema or ctx.ruolo else self.none()


class TabellaCodiciQuerySet(models.QuerySet):
    def visible_to(self, ctx: Contesto) -> "TabellaCodiciQuerySet":
        """Code tables are public to whoever signs in."""
        return self if ctx.e_sistema or ctx.ruolo else self.none()

    def in_vigore(self, giorno: date) -> "TabellaCodiciQuerySet":
        """The codes that held on `giorno`."""
        return self.filter(Q(dal__isnull=True) | Q(dal__lte=giorno), Q(al__isnull=True) | Q(al__gte=giorno))


class RicalcoloQuerySet(models.QuerySet):
    def visible_to(self, ctx: Contesto) -> "RicalcoloQuerySet":
        """Proposals to compute again are for whoever may ask for one."""
        return self if ctx.e_sistema or ctx.ruolo in RUOLI_CONFIGURAZIONE else self.none()


class DatoreQuerySet(ConAmbito):
    percorso_organizzazione = "organizzazione"


class ConsegnaQuerySet(models.QuerySet):
    def visible_to(self, ctx: Contesto) -> "ConsegnaQuerySet":
        """Deliveries are the offices' business."""
        return self if ctx.e_sistema or ctx.ruolo in RUOLI_UFFICIO else self.none()


class FileConsegnatoQuerySet(models.QuerySet):
    def visible_to(self, ctx: Contesto) -> "FileConsegnatoQuerySet":
        """As their delivery."""
        return self if ctx.e_sistema or ctx.ruolo in RUOLI_UFFICIO else self.none()

    def rifiutati(self) -> "FileConsegnatoQuerySet":
        return self.filter(esito=EsitoFile.RIFIUTATO)


class ProspettoQuerySet(ConAmbito):
    percorso_organizzazione = "datore__organizzazione"

    def validi(self, anno: int | None = None) -> "ProspettoQuerySet":
        """The return that counts for each employer, in one year or in all."""
        validi = self.filter(stato=StatoProspetto.VALIDO)
        return validi if anno is None else validi.filter(anno=anno)

    def versioni(self, prospetto: "Prospetto") -> "ProspettoQuerySet":
        """Every document of the same employer and year, in the order of sending."""
        return self.filter(datore=prospetto.datore_id, anno=prospetto.anno).order_by("data_invio", "id")


class CalcoloQuerySet(ConAmbito):
    percorso_organizzazione = "prospetto__datore__organizzazione"


class CalcoloProvinciaQuerySet(ConAmbito):
    percorso_organizzazione = "prospetto__datore__organizzazione"

    def validi(self, anno: int, provincia: str) -> "CalcoloProvinciaQuerySet":
        """The operator's list: sheets of `provincia` in the valid returns of `anno`, with all that a row shows.

        One query; the derivation is left out, read it from `prospetto.calcolo` of the one employer shown.
        """
        return (
            self.filter(prospetto__anno=anno, prospetto__stato=StatoProspetto.VALIDO, provincia=provincia)
            .select_related("comune", "prospetto__calcolo", "prospetto__datore__organizzazione")
            .defer(
                "prospetto__contenuto",
                "prospetto__dichiarati",
                "prospetto__calcolo__ingressi",
                "prospetto__calcolo__derivazione",
                "prospetto__calcolo__con_esonero_al_massimale",
            )
        )


class PostoQuerySet(ConAmbito):
    percorso_organizzazione = "prospetto__datore__organizzazione"


class LavoratoreQuerySet(ConAmbito):
    percorso_organizzazione = "prospetto__datore__organizzazione"
    ruoli_con_tutto = RUOLI_LAVORATORI

    def leggibili_da(self, ctx: Contesto, motivo: str) -> list[LavoratoreInChiaro]:
        """The rows in the scope of `ctx`, in clear: the only way to the names. Each reading goes into the register.

        `motivo` says why, without personal data; an empty one is refused with ValueError.
        """
        if not motivo.strip():
            raise ValueError("a reading of workers' data needs a reason")
        with lavoratori_aperti(ctx):
            righe = list(self.visible_to(ctx))
        for prospetto_id, numero in Counter(riga.prospetto_id for riga in righe).items():
            registra_evento(
                ctx,
                "lavoratori.letti",
                tipo="collocamento.prospetto",
                oggetto_id=prospetto_id,
                motivo=motivo,
                dettagli={"lavoratori": numero},
            )
        return [LavoratoreInChiaro.di(riga) for riga in righe]


class OriginaleQuerySet(ConAmbito):
    percorso_organizzazione = "prospetto__datore__organizzazione"
    ruoli_con_tutto = RUOLI_LAVORATORI

    def leggi(self, prospetto_id: object, ctx: Contesto, motivo: str) -> bytes:
        """The bytes as they were received. The reading goes into the register.

        Raises Originale.DoesNotExist outside the scope of `ctx`, ValueError without a reason.
        """
        if not motivo.strip():
            raise ValueError("a reading of an original needs a reason")
        originale = self.visible_to(ctx).get(prospetto=prospetto_id)
        registra_evento(ctx, "originale.letto", tipo="collocamento.prospetto", oggetto_id=originale.pk, motivo=motivo)
        return zlib.decompress(decifra(originale.cifrato))
