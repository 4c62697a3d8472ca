"""Copying into a draft the workers that the employer keeps in its list: seen first, then done."""

import uuid
from collections.abc import Collection
from datetime import date

from django.db import transaction
from django.db.models import Max, Q
from django.utils.translation import gettext_lazy

from collocamento.dichiarazioni.azioni.comuni import segna
from collocamento.dichiarazioni.azioni.sezioni import aggiungi_parti, blocca_bozza, scrivi
from collocamento.dichiarazioni.dall_organico import Piano, Voce, piano
from collocamento.dichiarazioni.enums import TipoSezione
from collocamento.dichiarazioni.lettura import leggi_bozza, leggi_testi, sezioni_aperte
from collocamento.dichiarazioni.models import Dichiarazione, Sezione
from collocamento.dichiarazioni.parti import Bozza, Parte
from collocamento.organico.models import Organico, RigaOrganico
from socialabs.base.contesto import Contesto


MOTIVO = gettext_lazy("Copia nel prospetto dei lavoratori dell'organico")


class PianoCambiato(Exception):
    """The list or the draft is no longer as it was seen: what would change has to be seen again."""


def organico_di(dichiarazione: Dichiarazione, ctx: Contesto) -> Organico | None:
    """The list that the employer keeps now."""
    return Organico.objects.visible_to(ctx).in_corso().filter(datore=dichiarazione.datore_id).first()


def giorno_di(bozza: Bozza, anno: int) -> date:
    """The day whose staff the draft describes: the last of its year while the one written is no day."""
    try:
        return date.fromisoformat(bozza.quadro1.testi.get("dati", {}).get("data_riferimento", ""))
    except ValueError:
        return date(anno, 12, 31)


def prepara(dichiarazione: Dichiarazione, organico: Organico, ctx: Contesto) -> Piano:
    """What a copy would do today. Both readings go into the register."""
    bozza = leggi_bozza(dichiarazione, ctx, str(MOTIVO))
    giorno = giorno_di(bozza, dichiarazione.anno)
    protetti = RigaOrganico.objects.filter(Q(con_disabilita=True) | Q(art18=True), organico=organico)
    righe = [(riga.pk, dati) for riga, dati in protetti.in_forza(giorno).leggibili_da(ctx, str(MOTIVO))]
    return piano(bozza, _tolti(dichiarazione, ctx), righe, giorno)


def _tolti(dichiarazione: Dichiarazione, ctx: Contesto) -> list[Parte]:
    """The rows of workers that somebody took out of the draft."""
    with sezioni_aperte(ctx):
        tolte = Sezione.objects.visible_to(ctx).filter(dichiarazione=dichiarazione, tolta=True)
        righe = list(tolte.filter(tipo=TipoSezione.LAVORATORE))
    return [Parte(riga.tipo, leggi_testi(riga), riga.foglio, riga.ordine, riga.pk) for riga in righe]


@transaction.atomic
def copia(
    *,
    dichiarazione: Dichiarazione,
    organico: Organico,
    scelte: Collection[uuid.UUID],
    impronta: str,
    ctx: Contesto,
) -> tuple[int, int]:
    """Write the chosen rows of the list into the draft; how many were added and how many corrected.

    Raises PianoCambiato when it is no longer what `impronta` stands for, PermissionDenied, NonModificabile.
    """
    bloccata = blocca_bozza(dichiarazione, ctx)
    visto = prepara(bloccata, organico, ctx)
    if visto.impronta != impronta:
        raise PianoCambiato
    aggiunte = [voce for voce in visto.aggiunte if voce.riga in scelte]
    modifiche = {voce.parte.chiave: voce for voce in visto.modifiche if voce.riga in scelte and voce.parte}
    with sezioni_aperte(ctx):
        _aggiungi(bloccata, aggiunte, ctx)
        for riga in Sezione.objects.filter(pk__in=modifiche).select_for_update():
            scrivi(riga, modifiche[riga.pk].testi, ctx=ctx)
    dettagli = {"aggiunti": len(aggiunte), "corretti": len(modifiche)}
    if aggiunte or modifiche:
        segna(ctx, "dichiarazione.lavoratori_copiati", bloccata, dettagli)
    return len(aggiunte), len(modifiche)


def _aggiungi(dichiarazione: Dichiarazione, voci: Collection[Voce], ctx: Contesto) -> None:
    """New rows at the end of their sheets; a row taken away keeps its place."""
    del_tipo = dichiarazione.sezioni.filter(tipo=TipoSezione.LAVORATORE).order_by()
    ultimi = dict(del_tipo.values_list("foglio").annotate(ultimo=Max("ordine")))
    parti, province = [], {}
    for voce in voci:
        ultimi[voce.foglio] = ultimi.get(voce.foglio, 0) + 1
        province[voce.foglio] = voce.dati.provincia
        parti.append(Parte(TipoSezione.LAVORATORE, voce.testi, voce.foglio, ultimi[voce.foglio]))
    aggiungi_parti(dichiarazione, parti, province=province, ctx=ctx)
