from django.utils.translation import gettext_lazy as _

from socialabs.registro.etichette import registra


registra(
    {
        "scadenza.fatta": _("Ha segnato come fatta una scadenza"),
        "scadenza.rimandata": _("Ha rimandato una scadenza"),
        "scadenza.aperta": _("Ha riaperto una scadenza"),
        "promemoria.reinviato": _("Ha inviato di nuovo un promemoria"),
        "promemoria.eliminati": _("Ha eliminato le scadenze oltre la conservazione"),
        "calendario.indirizzo": _("Ha creato l'indirizzo del proprio calendario"),
        "calendario.revocato": _("Ha revocato l'indirizzo del proprio calendario"),
    }
)
