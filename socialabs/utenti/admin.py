"""What system administrators look at: accounts and places, nothing of anyone's case."""

from django.contrib.admin import register

from socialabs.anagrafica.models import CentroImpiego, Comune, EnteTitolare, Organizzazione, Provincia, SantoPatrono
from socialabs.utenti.models import Appartenenza, Delega, Invito, Utente
from socialabs.utenti.sito_admin import SolaLettura, sito


@register(Utente, site=sito)
class UtenteAdmin(SolaLettura):
    list_display = ["cognome", "nome", "email", "is_active", "is_staff", "last_login"]
    list_filter = ["is_active", "is_staff", "di_prova"]
    search_fields = ["cognome", "nome", "email"]
    fields = ["nome", "cognome", "email", "is_active", "is_staff", "di_prova", "last_login", "creato_il"]
    readonly_fields = ["creato_il", "di_prova"]


@register(Appartenenza, site=sito)
class AppartenenzaAdmin(SolaLettura):
    list_display = ["utente", "organizzazione", "ruolo", "amministratore", "attiva"]
    list_filter = ["ruolo", "attiva", "amministratore"]
    list_select_related = ["utente", "organizzazione"]
    search_fields = ["utente__cognome", "utente__email", "organizzazione__denominazione"]


@register(Invito, site=sito)
class InvitoAdmin(SolaLettura):
    list_display = ["organizzazione", "ruolo", "creato_il", "scade_il", "accettato_il", "revocato_il"]
    list_filter = ["ruolo"]
    list_select_related = ["organizzazione"]
    exclude = ["impronta"]


@register(Delega, site=sito)
class DelegaAdmin(SolaLettura):
    list_display = ["delegante", "delegato", "dal", "al"]
    list_select_related = ["delegante", "delegato"]
    search_fields = ["delegante__denominazione", "delegato__denominazione"]


@register(Organizzazione, site=sito)
class OrganizzazioneAdmin(SolaLettura):
    list_display = ["denominazione", "tipo", "codice_fiscale", "comune"]
    list_filter = ["tipo"]
    list_select_related = ["comune__provincia"]
    search_fields = ["denominazione", "codice_fiscale"]


@register(Comune, site=sito)
class ComuneAdmin(SolaLettura):
    list_display = ["nome", "provincia", "belfiore", "istat", "attivo"]
    list_filter = ["attivo"]
    list_select_related = ["provincia"]
    search_fields = ["nome", "belfiore"]


@register(Provincia, CentroImpiego, EnteTitolare, SantoPatrono, site=sito)
class LuogoAdmin(SolaLettura):
    pass
