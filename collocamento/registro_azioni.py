from django.utils.translation import gettext_lazy as _

from socialabs.registro.etichette import registra


registra(
    {
        "campagna.aperta": _("Ha aperto una campagna"),
        "campagna.modificata": _("Ha modificato una campagna"),
        "campagna.avviso": _("Ha modificato gli avvisi di una campagna"),
        "codice.aggiunto": _("Ha aggiunto un codice alle tabelle"),
        "codice.corretto": _("Ha corretto un codice delle tabelle"),
        "codice.cambiato": _("Ha cambiato un codice da un certo giorno"),
        "codice.verificato": _("Ha segnato verificato un codice delle tabelle"),
        "consegna.ricevuta": _("Ha caricato una consegna di prospetti"),
        "consegna.importata": _("Ha importato una consegna di prospetti"),
        "datore.letto": _("Ha aperto la scheda di un datore"),
        "lavoratori.letti": _("Ha letto i lavoratori dichiarati"),
        "prospetti.ricalcolati": _("Ha ricalcolato gli obblighi"),
        "ricalcolo.proposto": _("Ha calcolato l'anteprima di un ricalcolo"),
        "ricalcolo.scartato": _("Ha scartato l'anteprima di un ricalcolo"),
        "originale.letto": _("Ha scaricato il prospetto originale"),
    }
)
