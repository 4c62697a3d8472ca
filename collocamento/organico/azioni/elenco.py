"""Verbs on a whole list: begin it, say that it is complete, keep it no longer."""

from collections.abc import Iterable, Sequence

from django.db import transaction
from django.db.models import F

from collocamento.cambiamenti import annuncia
from collocamento.models import Datore, LavoratoreDichiarato, Prospetto
from collocamento.muro import lavoratori_aperti
from collocamento.normativa.tipi import DatiProvincia
from collocamento.organico.dati import DatiLavoratore
from collocamento.organico.fogli import fogli_organico
from collocamento.organico.models import Conferma, Organico, RigaOrganico
from collocamento.organico.partenza import righe_iniziali
from collocamento.organico.regole import ripulito
from socialabs.anagrafica.models import Organizzazione, Provincia
from socialabs.base.contesto import Contesto
from socialabs.base.giorni import adesso, oggi
from socialabs.base.versioni import ConflittoVersione
from socialabs.registro import registra_evento


class OrganicoChiuso(Exception):
    """The list is no longer kept: nobody changes it any more."""


@transaction.atomic
def comincia(
    *,
    datore: Datore,
    tipologia: str,
    provincia_sede: str,
    ctx: Contesto,
    righe: Iterable[DatiLavoratore] = (),
    prospetto: Prospetto | None = None,
) -> Organico:
    """Begin the list of an employer that keeps none, with `righe` and the return that they come from, if any.

    Raises IntegrityError (organico_uno_in_corso) when it keeps one already.
    """
    organico = Organico.objects.create(
        datore=datore,
        tipologia=tipologia,
        provincia_sede_id=provincia_sede,
        iniziato_il=oggi(),
        prospetto=prospetto,
    )
    nuove = [RigaOrganico.di(organico, ripulito(dati)) for dati in righe]
    with lavoratori_aperti(ctx):
        RigaOrganico.objects.bulk_create(nuove)
    _annota(ctx, "organico.iniziato", organico, righe=len(nuove))
    return organico


@transaction.atomic
def comincia_dal_prospetto(
    *,
    datore: Datore,
    prospetto: Prospetto,
    fogli: Sequence[DatiProvincia],
    tipologia: str,
    provincia_sede: str,
    ctx: Contesto,
) -> Organico:
    """Begin the list from a return: the workers that it names, which `ctx` reads for that, and the heads it counts."""
    dichiarati = LavoratoreDichiarato.objects.filter(prospetto=prospetto)
    letti = dichiarati.leggibili_da(ctx, motivo="Avvio dell'organico dal prospetto")
    sigle = {p.codice: p.sigla for p in Provincia.objects.filter(codice__in=[foglio.codice for foglio in fogli])}
    righe = righe_iniziali(fogli, letti, sigle)
    return comincia(
        datore=datore,
        tipologia=tipologia,
        provincia_sede=provincia_sede,
        ctx=ctx,
        righe=righe,
        prospetto=prospetto,
    )


@transaction.atomic
def fai_conoscere(*, organizzazione: Organizzazione, ctx: Contesto) -> Datore:
    """The employer of an organisation that has sent no return: the one there is, or a new one."""
    datore, nuovo = Datore.objects.get_or_create(organizzazione=organizzazione)
    if nuovo:
        registra_evento(ctx, "datore.dichiarato", tipo="collocamento.datore", oggetto_id=datore.pk)
    return datore


@transaction.atomic
def conferma(*, organico: Organico, versione_letta: int, ctx: Contesto) -> Conferma:
    """Say that the list, as it was read, has all the workers of today.

    Raises ConflittoVersione when it changed since it was read, OrganicoChiuso when it is no longer kept.
    """
    blocca(organico, versione_letta)
    giorno = oggi()
    lavoratori = sum(foglio.n_totale for foglio in fogli_organico(organico, giorno))
    confermato = Conferma.objects.create(organico=organico, giorno=giorno, lavoratori=lavoratori)
    _annota(ctx, "organico.confermato", organico, lavoratori=lavoratori)
    annuncia([organico.datore_id], ctx)
    return confermato


@transaction.atomic
def chiudi(*, organico: Organico, versione_letta: int, ctx: Contesto) -> None:
    """Keep the list no longer: from today on the employer's figures come from its return again. Raises as above."""
    blocca(organico, versione_letta)
    organico.chiuso_il = oggi()
    organico.save(update_fields=["chiuso_il", "modificato_il"])
    _annota(ctx, "organico.chiuso", organico)
    annuncia([organico.datore_id], ctx)


def blocca(organico: Organico, versione_letta: int | None = None) -> None:
    """Make the list one version newer, so that who changes it goes one at a time; `versione_letta` must still hold.

    Raises ConflittoVersione when it does not, OrganicoChiuso when the list is no longer kept.
    """
    in_corso = Organico.objects.in_corso().filter(pk=organico.pk)
    if versione_letta is not None:
        in_corso = in_corso.filter(versione=versione_letta)
    if not in_corso.update(versione=F("versione") + 1, modificato_il=adesso()):
        attuale = Organico.objects.get(pk=organico.pk)
        raise OrganicoChiuso if attuale.chiuso_il else ConflittoVersione(attuale)
    organico.refresh_from_db(fields=["versione", "modificato_il"])


def _annota(ctx: Contesto, verbo: str, organico: Organico, **dettagli: int) -> None:
    registra_evento(ctx, verbo, tipo="organico.organico", oggetto_id=organico.pk, dettagli=dettagli)
