"""Vocabulary and scopes of conventions and of what hangs on them."""

from datetime import date

from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Sum, Value, When
from django.db.models.functions import Coalesce

from collocamento.convenzioni.enums import IN_VIGORE, STIPULATE, Stato, StatoAtto
from socialabs.base.contesto import Contesto
from socialabs.base.giorni import oggi
from socialabs.utenti.enums import RUOLI_UFFICIO, Ruolo
from socialabs.utenti.querysets import organizzazioni_proprie


# Who acts for an organisation that takes in people.
RUOLI_DESTINATARIO = frozenset({Ruolo.REFERENTE_COOPERATIVA, Ruolo.REFERENTE_AZIENDA})


class ConvenzioneQuerySet(models.QuerySet):
    def visible_to(self, ctx: Contesto) -> "ConvenzioneQuerySet":
        """The employer and its consultant see their own from the first draft, the others once it is presented."""
        if ctx.e_sistema:
            return self
        if ctx.ruolo in RUOLI_UFFICIO:
            return self.filter(presentata_il__isnull=False)
        visibili = Q(pk__in=[])
        organizzazioni = organizzazioni_proprie(ctx)
        if organizzazioni is not None:
            visibili |= Q(datore__organizzazione__in=organizzazioni)
        if ctx.ruolo in RUOLI_DESTINATARIO and ctx.organizzazione_id:
            visibili |= Q(destinatario=ctx.organizzazione_id, presentata_il__isnull=False)
        return self.filter(visibili)

    def ricevute_da(self, ctx: Contesto) -> "ConvenzioneQuerySet":
        """Those where the organisation of `ctx` is the one that takes people in."""
        if ctx.ruolo not in RUOLI_DESTINATARIO or ctx.organizzazione_id is None:
            return self.none()
        return self.filter(destinatario=ctx.organizzazione_id, presentata_il__isnull=False)

    def in_vigore(self) -> "ConvenzioneQuerySet":
        """Signed and neither closed nor resolved, whatever the day."""
        return self.filter(stato__in=IN_VIGORE)

    def stipulate(self, giorno: date) -> "ConvenzioneQuerySet":
        """Signed and begun by `giorno`, those over since included."""
        return self.filter(stato__in=STIPULATE, firmata_il__lte=giorno, dal__lte=giorno)

    def con_condizione(self, giorno: date | None = None) -> "ConvenzioneQuerySet":
        """With `condizione`, the state as it stands on `giorno`, and `ritardo`, whether a commitment was not kept."""
        giorno = giorno or oggi()
        impegni = self.model._meta.get_field("impegni").related_model.objects
        scaduti = impegni.filter(convenzione=OuterRef("pk")).scaduti(giorno)
        vale = Q(stato__in=IN_VIGORE, dal__lte=giorno)
        return self.annotate(ritardo=Exists(scaduti)).annotate(
            condizione=Case(
                When(vale & Q(ritardo=True), then=Value(Stato.IN_RITARDO.value)),
                When(vale & Q(stato=Stato.FIRMATA), then=Value(Stato.ATTIVA.value)),
                default=F("stato"),
                output_field=models.CharField(),
            )
        )

    def per_elenco(self) -> "ConvenzioneQuerySet":
        """With what a row shows, in one query; without the texts."""
        impegni = self.model._meta.get_field("impegni").related_model.objects.filter(convenzione=OuterRef("pk"))
        return (
            self.con_condizione()
            .annotate(posti=_somma(impegni, "posti"), coperti=_somma(impegni, "coperti"))
            .select_related("datore__organizzazione", "destinatario")
            .defer("mansioni", "sostegno", "verifiche", "premessa", "note", "parere_prescrizioni")
        )


def _somma(righe: models.QuerySet, campo: str) -> Coalesce:
    totale = righe.order_by().values("convenzione").annotate(totale=Sum(campo)).values("totale")
    return Coalesce(models.Subquery(totale), 0)


class DellaConvenzione(models.QuerySet):
    """A queryset whose rows belong to a convention, reached by `percorso`: seen by whoever sees it."""

    percorso = "convenzione"

    def visible_to(self, ctx: Contesto) -> "DellaConvenzione":
        if ctx.e_sistema:
            return self
        campo = self.model
        for passo in self.percorso.split("__"):
            campo = campo._meta.get_field(passo).related_model
        return self.filter(**{f"{self.percorso}__in": campo.objects.visible_to(ctx).values("pk")})


class ImpegnoQuerySet(DellaConvenzione):
    def scaduti(self, giorno: date) -> "ImpegnoQuerySet":
        """Due before `giorno` and not covered yet."""
        return self.filter(entro__lt=giorno, coperti__lt=F("posti"))


class CommessaQuerySet(DellaConvenzione):
    def in_corso(self, giorno: date) -> "CommessaQuerySet":
        return self.filter(dal__lte=giorno, al__gte=giorno)


class AttoQuerySet(DellaConvenzione):
    def alla_firma(self) -> "AttoQuerySet":
        return self.filter(stato=StatoAtto.CONDIVISO)


class FirmaQuerySet(DellaConvenzione):
    percorso = "atto__convenzione"


class CoperturaQuerySet(DellaConvenzione):
    percorso = "impegno__convenzione"


class SollecitoQuerySet(DellaConvenzione):
    pass


class QuadroQuerySet(models.QuerySet):
    def visible_to(self, ctx: Contesto) -> "QuadroQuerySet":
        """Whoever proposes or examines a convention reads which parameters it is counted by."""
        return self if ctx.e_sistema or ctx.ruolo in RUOLI_UFFICIO | RUOLI_DESTINATARIO else self.none()

    def al(self, giorno: date) -> models.Model | None:
        """The framework convention in force on `giorno`."""
        return self.filter(Q(al__isnull=True) | Q(al__gte=giorno), dal__lte=giorno).first()
