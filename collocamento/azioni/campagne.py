"""Verbs on the yearly campaign: its dates are data, and who is late follows them."""

from datetime import date

from django.db import connection, transaction

from collocamento.importazione.decisione import decidi_tutti, testate_ricevute
from collocamento.importazione.deposito import attendi_il_turno
from collocamento.models import Campagna, Prospetto
from socialabs.base.contesto import Contesto
from socialabs.base.versioni import salva_versionato
from socialabs.registro import registra_evento


RITARDI = """
    update collocamento_prospetto p
       set giorni_ritardo = r.giorni, in_ritardo = r.giorni > 0, modificato_il = now()
      from (select d.id, case when c.prospetto_dovuto then d.giorni else 0 end as giorni
              from unnest(%s::uuid[], %s::integer[]) as d(id, giorni)
              join collocamento_calcolo c on c.prospetto_id = d.id) r
     where p.id = r.id and p.anno = %s and p.giorni_ritardo <> r.giorni
"""


@transaction.atomic
def apri_campagna(*, campagna: Campagna, ctx: Contesto) -> Campagna:
    """Add the campaign of a year that has none."""
    campagna.save()
    registra_evento(
        ctx, "campagna.aperta", tipo="collocamento.campagna", oggetto_id=campagna.pk, etichetta=str(campagna)
    )
    return campagna


@transaction.atomic
def aggiorna_campagna(*, campagna: Campagna, versione_letta: int, ctx: Contesto) -> int:
    """Write the campaign's dates and notes and decide anew who is late; how many returns changed.

    Raises ConflittoVersione when somebody else has changed the campaign meanwhile.
    """
    # An import that has read the old date must be over before lateness is decided by the new one.
    attendi_il_turno()
    salva_versionato(campagna, versione_letta, ["apertura", "scadenza", "promemoria", "note"])
    cambiati = ricalcola_ritardi(campagna.anno)
    registra_evento(
        ctx,
        "campagna.modificata",
        tipo="collocamento.campagna",
        oggetto_id=campagna.pk,
        etichetta=str(campagna),
        dettagli={"scadenza": campagna.scadenza.isoformat(), "prospetti_cambiati": cambiati},
    )
    return cambiati


@transaction.atomic
def aggiungi_avviso(
    *, campagna: Campagna, versione_letta: int, giorno: date, testo: str, riferimento: str, ctx: Contesto
) -> None:
    """Keep the notice by which a date was moved, once. Raises ConflittoVersione as above."""
    avviso = {"data": giorno.isoformat(), "testo": testo, "riferimento": riferimento}
    if avviso in campagna.avvisi:
        return
    campagna.avvisi = [*campagna.avvisi, avviso]
    salva_versionato(campagna, versione_letta, ["avvisi"])
    registra_evento(
        ctx, "campagna.avviso", tipo="collocamento.campagna", oggetto_id=campagna.pk, etichetta=str(campagna)
    )


def ricalcola_ritardi(anno: int) -> int:
    """Decide anew who sent the returns of `anno` late, by the campaign's due date; how many rows changed."""
    datori = Prospetto.objects.filter(anno=anno).values("datore__organizzazione__codice_fiscale").distinct()
    testate = testate_ricevute(riga["datore__organizzazione__codice_fiscale"] for riga in datori)
    validi = decidi_tutti(testate).validi
    with connection.cursor() as cursor:
        chiavi = [valido.finale.chiave for valido in validi]
        cursor.execute(RITARDI, [chiavi, [valido.giorni_oltre_scadenza for valido in validi], anno])
        return cursor.rowcount
