import uuid
from collections.abc import Collection

from django.urls import reverse
from django.utils.translation import gettext as _

from collocamento.provvedimenti.models import ContoContributo, Provvedimento, TermineContributo
from collocamento.provvedimenti.permessi import RUOLI_TERMINI
from socialabs.base.contesto import Contesto
from socialabs.base.riferimenti import Riferimento, registra_molti


def atti(ctx: Contesto, identificativi: Collection[uuid.UUID]) -> dict[uuid.UUID, Riferimento]:
    trovati = Provvedimento.objects.visible_to(ctx).filter(pk__in=identificativi).per_elenco()
    return {p.pk: Riferimento(f"{p.get_genere_display()}, {p.datore}", p.get_absolute_url()) for p in trovati}


def conti(ctx: Contesto, identificativi: Collection[uuid.UUID]) -> dict[uuid.UUID, Riferimento]:
    trovati = ContoContributo.objects.visible_to(ctx).filter(pk__in=identificativi)
    return {
        c.pk: Riferimento(_("Contributo esonerativo %(anno)s") % {"anno": c.anno}, c.get_absolute_url())
        for c in trovati
    }


def termini(ctx: Contesto, identificativi: Collection[uuid.UUID]) -> dict[uuid.UUID, Riferimento]:
    if ctx.ruolo not in RUOLI_TERMINI:
        return {}
    trovati = TermineContributo.objects.visible_to(ctx).filter(pk__in=identificativi)
    titolo, indirizzo = _("Contributo esonerativo del %(anno)s"), reverse("provvedimenti:termini")
    return {t.pk: Riferimento(titolo % {"anno": t.anno}, indirizzo) for t in trovati}


registra_molti("provvedimenti.provvedimento", atti)
registra_molti("provvedimenti.contocontributo", conti)
registra_molti("provvedimenti.terminecontributo", termini)
