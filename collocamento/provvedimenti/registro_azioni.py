from django.utils.translation import gettext_lazy as _

from socialabs.registro.etichette import registra


registra(
    {
        "provvedimento.creato": _("Ha preparato la bozza di un provvedimento"),
        "provvedimento.modificato": _("Ha modificato la bozza di un provvedimento"),
        "provvedimento.presentato": _("Ha presentato una richiesta"),
        "provvedimento.registrato": _("Ha registrato un atto"),
        "provvedimento.preso_in_carico": _("Ha preso in carico una richiesta"),
        "provvedimento.integrazione_chiesta": _("Ha chiesto un'integrazione"),
        "provvedimento.risposto": _("Ha risposto all'ufficio"),
        "provvedimento.ripreso": _("Ha ripreso un'istruttoria"),
        "provvedimento.preavviso": _("Ha comunicato un preavviso di rigetto"),
        "provvedimento.concesso": _("Ha concesso un provvedimento"),
        "provvedimento.respinto": _("Ha respinto una richiesta"),
        "provvedimento.revocato": _("Ha revocato un provvedimento"),
        "provvedimento.ritirato": _("Ha ritirato una richiesta"),
        "provvedimento.terminato": _("Ha fatto finire prima un atto"),
        "provvedimento.allegato": _("Ha aggiunto un documento a una richiesta"),
        "provvedimento.allegato_tolto": _("Ha tolto un documento da una bozza"),
        "contributo.aperto": _("Ha preparato un conto del contributo esonerativo"),
        "contributo.calendario": _("Ha cambiato i giorni lavorativi di un contributo"),
        "contributo.versamento": _("Ha registrato un versamento"),
        "contributo.versamento_confermato": _("Ha confermato un versamento"),
        "contributo.termine": _("Ha fissato il termine del contributo"),
    }
)
