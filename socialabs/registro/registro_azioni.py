from django.utils.translation import gettext_lazy as _

from socialabs.registro.etichette import registra


registra(
    {
        "esportazione": _("Ha esportato un elenco"),
        "registro.letto": _("Ha letto il registro"),
        "registro.esportato": _("Ha esportato il registro"),
        "registro.purgato": _("Ha eliminato gli eventi oltre la conservazione"),
        "chiavi.ruotate": _("Ha cifrato di nuovo i dati con la chiave corrente"),
        "dati.salvati": _("Ha salvato una copia dei dati"),
        "dati.ripristinati": _("Ha ripristinato una copia dei dati"),
    }
)
