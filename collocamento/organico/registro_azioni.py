from django.utils.translation import gettext_lazy as _

from socialabs.registro.etichette import registra


registra(
    {
        "datore.dichiarato": _("Ha fatto conoscere un datore senza prospetto"),
        "organico.iniziato": _("Ha cominciato l'organico di un'azienda"),
        "organico.confermato": _("Ha confermato che l'organico è completo"),
        "organico.chiuso": _("Ha smesso di tenere l'organico di un'azienda"),
        "organico.letto": _("Ha letto i lavoratori in organico"),
        "organico.importato": _("Ha importato lavoratori nell'organico"),
        "organico.lavoratore_aggiunto": _("Ha aggiunto un lavoratore all'organico"),
        "organico.lavoratore_modificato": _("Ha modificato un lavoratore in organico"),
        "organico.lavoratore_cessato": _("Ha segnato la cessazione di un lavoratore"),
        "organico.lavoratore_tolto": _("Ha tolto una riga dall'organico"),
    }
)
