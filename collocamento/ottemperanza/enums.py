"""Closed lists of art. 17, and how a request goes from its arrival to its answer."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from collocamento.querysets import RUOLI_LAVORATORI
from socialabs.base.stati import Transizione
from socialabs.utenti.enums import Ruolo


class Tipo(TextChoices):
    """What is asked: the check of a self-declaration by a public body, or a certificate for private use."""

    VERIFICA = "verifica", _("Verifica di un ente pubblico")
    CERTIFICATO = "certificato", _("Certificato per uso privato")


class Canale(TextChoices):
    """How the request came."""

    UFFICIO = "ufficio", _("Registrata dall'ufficio")
    PUBBLICO = "pubblico", _("Dalla pagina pubblica")
    AZIENDA = "azienda", _("Chiesta dall'azienda")


class Condizione(TextChoices):
    """How an employer stands towards its duty on a day, as art. 17 looks at it."""

    SENZA_DATI = "senza_dati", _("Senza dati in archivio")
    NON_SOGGETTO = "non_soggetto", _("Non soggetto agli obblighi")
    IN_REGOLA = "in_regola", _("Quota coperta")
    CON_ESONERO = "con_esonero", _("Quota coperta, con esonero parziale")
    IN_CONVENZIONE = "in_convenzione", _("In convenzione")
    SOSPESO = "sospeso", _("Con obblighi sospesi")
    NEI_TERMINI = "nei_termini", _("Posti scoperti, termine non scaduto")
    SCOPERTO = "scoperto", _("Posti scoperti")


class Esito(TextChoices):
    """The answer."""

    SI = "si", _("In regola")
    NO = "no", _("Non in regola")
    NON_ATTESTABILE = "non_attestabile", _("Non attestabile")


ESITI = dict.fromkeys(Condizione, Esito.SI) | {
    Condizione.SENZA_DATI: Esito.NON_ATTESTABILE,
    Condizione.SCOPERTO: Esito.NO,
}


class Stato(TextChoices):
    """Where a request stands. One from the public page waits for the link in its mail to be used."""

    DA_CONFERMARE = "da_confermare", _("Da confermare")
    RICEVUTA = "ricevuta", _("Ricevuta")
    IN_ISTRUTTORIA = "in_istruttoria", _("In istruttoria")
    PROPOSTA = "proposta", _("Alla firma")
    DECISA = "decisa", _("Decisa, in emissione")
    EVASA = "evasa", _("Evasa")
    ARCHIVIATA = "archiviata", _("Archiviata")


APERTI = frozenset({Stato.RICEVUTA, Stato.IN_ISTRUTTORIA, Stato.PROPOSTA, Stato.DECISA})
CON_ESITO = frozenset({Stato.DECISA, Stato.EVASA})
FIRMA = frozenset({Ruolo.RESPONSABILE})

TRANSIZIONI = {
    Stato.RICEVUTA: Transizione(frozenset({Stato.DA_CONFERMARE})),
    Stato.IN_ISTRUTTORIA: Transizione(frozenset({Stato.RICEVUTA, Stato.PROPOSTA}), RUOLI_LAVORATORI),
    Stato.PROPOSTA: Transizione(frozenset({Stato.IN_ISTRUTTORIA}), RUOLI_LAVORATORI),
    Stato.DECISA: Transizione(frozenset({Stato.PROPOSTA}), FIRMA),
    Stato.EVASA: Transizione(frozenset({Stato.DECISA}), FIRMA),
    Stato.ARCHIVIATA: Transizione(frozenset({Stato.RICEVUTA, Stato.IN_ISTRUTTORIA, Stato.PROPOSTA}), RUOLI_LAVORATORI),
}


class Qualifica(TextChoices):
    """In what capacity somebody declares for the employer."""

    LEGALE_RAPPRESENTANTE = "legale", _("legale rappresentante")
    PROCURATORE = "procuratore", _("procuratore")


class Firma(TextChoices):
    """How the self-declaration is signed."""

    FUORI = "fuori", _("Fuori dal portale: a mano o con firma digitale")
    NOME = "nome", _("Qui, digitando il nome")
