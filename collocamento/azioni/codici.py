"""Verbs on the code tables. Figures already computed stay as they are until somebody asks to compute them again."""

from datetime import date, timedelta

from django.db import transaction

from collocamento.models import TabellaCodici
from socialabs.base.contesto import Contesto
from socialabs.base.versioni import salva_versionato
from socialabs.registro import registra_evento


TESTI = ("descrizione", "fonte", "da_verificare")
# What the calculation reads.
EFFETTI = ("ambito", "lettura")


@transaction.atomic
def aggiungi_codice(*, codice: TabellaCodici, ctx: Contesto) -> TabellaCodici:
    """Add a code to its table."""
    codice.save()
    _registra(ctx, "codice.aggiunto", codice)
    return codice


@transaction.atomic
def correggi_codice(*, codice: TabellaCodici, versione_letta: int, ctx: Contesto) -> None:
    """Write a code as it should always have been; its effects only while it is still to be verified.

    Those of a verified code change from a day (`cambia_codice`), and are left alone here. Raises ConflittoVersione
    when somebody else has changed the code meanwhile.
    """
    era_da_verificare = TabellaCodici.objects.filter(pk=codice.pk, da_verificare=True).exists()
    salva_versionato(codice, versione_letta, (*TESTI, *EFFETTI) if era_da_verificare else TESTI)
    if era_da_verificare and not codice.da_verificare:
        _registra(ctx, "codice.verificato", codice, fonte=codice.fonte)
    else:
        _registra(ctx, "codice.corretto", codice)


@transaction.atomic
def cambia_codice(
    *, codice: TabellaCodici, versione_letta: int, dal: date, nuovo: TabellaCodici, ctx: Contesto
) -> TabellaCodici:
    """Close a code on the eve of `dal`, and from then to its old end let `nuovo` hold.

    `dal` falls within the code's validity, after its first day: the database refuses any other (IntegrityError).
    Raises ConflittoVersione when somebody else has changed the code meanwhile.
    """
    nuovo.tabella, nuovo.codice, nuovo.dal, nuovo.al = codice.tabella, codice.codice, dal, codice.al
    codice.al = dal - timedelta(days=1)
    salva_versionato(codice, versione_letta, ["al"])
    nuovo.save()
    _registra(ctx, "codice.cambiato", nuovo, dal=dal.isoformat())
    return nuovo


def _registra(ctx: Contesto, verbo: str, codice: TabellaCodici, **dettagli: str) -> None:
    etichetta = f"{codice.tabella} {codice.codice}"
    registra_evento(
        ctx, verbo, tipo="collocamento.codice", oggetto_id=codice.pk, etichetta=etichetta, dettagli=dettagli
    )
