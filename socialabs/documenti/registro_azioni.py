from django.utils.translation import gettext_lazy as _

from socialabs.registro.etichette import registra


registra(
    {
        "carta.configurata": _("Ha configurato la carta intestata"),
        "documento.annullato": _("Ha annullato un documento"),
        "documento.emesso": _("Ha emesso un documento"),
        "documento.letto": _("Ha aperto la scheda di un documento"),
        "documento.provato": _("Ha guardato l'anteprima di un documento"),
        "documento.sostituito": _("Ha emesso un documento in sostituzione di un altro"),
    }
)
