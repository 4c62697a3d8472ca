from django.utils.translation import gettext_lazy as _

from socialabs.registro.etichette import registra


registra(
    {
        "rapporto.letto": _("Ha letto un rapporto"),
        "rapporto.congelato": _("Ha congelato le cifre di un rapporto"),
        "rapporto.approvato": _("Ha approvato le cifre congelate di un rapporto"),
        "rapporto.istantanea_letta": _("Ha letto le cifre congelate di un rapporto"),
        "rapporto.programmato": _("Ha programmato l'invio di un rapporto"),
        "rapporto.programma_cambiato": _("Ha cambiato l'invio programmato di un rapporto"),
        "rapporto.invio_attivo": _("Ha riattivato l'invio programmato di un rapporto"),
        "rapporto.invio_sospeso": _("Ha sospeso l'invio programmato di un rapporto"),
        "rapporto.invio_eliminato": _("Ha eliminato l'invio programmato di un rapporto"),
        "rapporto.inviato": _("Ha inviato un rapporto programmato"),
    }
)
