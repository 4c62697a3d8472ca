from django.utils.translation import gettext_lazy as _

from socialabs.base.contesto import Contesto
from socialabs.base.navigazione import GESTIONE, Voce, registra
from socialabs.utenti import permessi


def _gestisce_la_propria(ctx: Contesto) -> bool:
    return (
        ctx.appartenenza is not None
        and not permessi.puo_scegliere_organizzazione(ctx)
        and permessi.puo_gestire_persone(ctx, ctx.appartenenza.organizzazione)
    )


PERSONE = (
    "utenti:persone",
    "utenti:organizzazioni",
    "utenti:invita",
    "utenti:aggiungi_ruolo",
    "utenti:disattiva",
    "utenti:reinvia_invito",
)

registra(
    Voce(
        etichetta=_("Deleghe"),
        url="utenti:deleghe",
        icona="it-files",
        ordine=70,
        sezioni=("utenti:deleghe", "utenti:concedi_delega", "utenti:termina_delega"),
        se=permessi.puo_vedere_deleghe,
        gruppo=GESTIONE,
    )
)
registra(
    Voce(
        etichetta=_("Assistenza"),
        url="utenti:assistenza",
        icona="it-help-circle",
        ordine=75,
        sezioni=("utenti:assistenza", "utenti:apri_assistenza"),
        se=permessi.puo_assistere,
        gruppo=GESTIONE,
    )
)
registra(
    Voce(
        etichetta=_("Persone"),
        url="utenti:persone",
        icona="it-user",
        ordine=80,
        sezioni=PERSONE,
        se=_gestisce_la_propria,
        gruppo=GESTIONE,
    )
)
registra(
    Voce(
        etichetta=_("Persone"),
        url="utenti:organizzazioni",
        icona="it-user",
        ordine=80,
        sezioni=PERSONE,
        se=permessi.puo_scegliere_organizzazione,
        gruppo=GESTIONE,
    )
)
registra(
    Voce(
        etichetta=_("Conti"),
        url="utenti:conti",
        icona="it-key",
        ordine=90,
        sezioni=("utenti:conto",),
        se=permessi.puo_gestire_conti,
        gruppo=GESTIONE,
    )
)
