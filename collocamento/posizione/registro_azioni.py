from django.utils.translation import gettext_lazy as _

from socialabs.registro.etichette import registra


registra(
    {
        "episodi.ricalcolati": _("Ha aggiornato gli episodi dell'obbligo"),
        "episodio.verificato": _("Ha registrato la verifica di una scopertura"),
        "richiesta.registrata": _("Ha registrato una richiesta di assunzione"),
        "richiesta.annullata": _("Ha annullato una richiesta di assunzione"),
    }
)
