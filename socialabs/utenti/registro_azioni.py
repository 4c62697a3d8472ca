from django.utils.translation import gettext_lazy as _

from socialabs.registro.etichette import registra, registra_ruoli
from socialabs.utenti.enums import Ruolo


registra_ruoli(dict(Ruolo.choices))
registra(
    {
        "accesso.riuscito": _("Ha fatto l'accesso"),
        "accesso.fallito": _("Ha sbagliato l'accesso"),
        "accesso.secondo_fattore_fallito": _("Ha sbagliato il secondo fattore"),
        "accesso.uscita": _("Ha chiuso la sessione"),
        "appartenenza.creata": _("Ha dato un ruolo a una persona"),
        "appartenenza.disattivata": _("Ha disattivato un ruolo"),
        "appartenenza.riattivata": _("Ha riattivato un ruolo"),
        "appartenenza.amministratore_nominato": _("Ha nominato chi gestisce gli utenti"),
        "appartenenza.amministratore_tolto": _("Ha tolto la gestione degli utenti"),
        "assistenza.aperta": _("Ha aperto un'assistenza"),
        "assistenza.chiusa": _("Ha chiuso un'assistenza"),
        "delega.concessa": _("Ha concesso una delega"),
        "delega.terminata": _("Ha terminato una delega"),
        "email.cambiata": _("Ha cambiato indirizzo e-mail"),
        "invito.creato": _("Ha invitato una persona"),
        "invito.accettato": _("Ha accettato un invito"),
        "invito.revocato": _("Ha revocato un invito"),
        "inviti.eliminati": _("Ha eliminato gli inviti scaduti da tempo"),
        "invito.rinnovato": _("Ha rinnovato un invito"),
        "password.cambiata": _("Ha cambiato la password"),
        "profilo.modificato": _("Ha modificato il profilo"),
        "secondo_fattore.aggiunto": _("Ha aggiunto un secondo fattore"),
        "secondo_fattore.azzerato": _("Ha azzerato il secondo fattore di un utente"),
        "secondo_fattore.rinnovato": _("Ha rinnovato i codici di recupero"),
        "secondo_fattore.tolto": _("Ha tolto un secondo fattore"),
        "utente.disattivato": _("Ha disattivato un utente"),
        "utente.riattivato": _("Ha riattivato un utente"),
    }
)
