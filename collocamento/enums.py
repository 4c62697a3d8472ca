"""Closed lists of the office's work on the returns; those of the law itself are in `normativa`."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from socialabs.base.stati import Transizione


class TipoComunicazione(TextChoices):
    """What a document does, by the code of the UniPi form."""

    PROSPETTO = "01", _("Prospetto")
    RETTIFICA = "02", _("Rettifica")
    ANNULLAMENTO = "03", _("Annullamento")


class StatoProspetto(TextChoices):
    """Where a document stands among those of its employer and year."""

    VALIDO = "valido", _("Valido")
    SUPERATO = "superato", _("Superato")
    ANNULLATO = "annullato", _("Annullato")
    RICEVUTO = "ricevuto", _("Annullamento ricevuto")


class MotivoSuperamento(TextChoices):
    """Why a later document took the place of this one."""

    RETTIFICA = "rettifica", _("Rettificato")
    DOPPIO_INVIO = "doppio_invio", _("Inviato di nuovo")


class AvvisoProspetto(TextChoices):
    """What is odd about a document that names an earlier one; the codes are those of `unipi.decisioni`."""

    PRECEDENTE_NON_TROVATO = "previous_not_found", _("La comunicazione precedente non è fra quelle ricevute")
    PRECEDENTE_ANNULLATO = "previous_annulled", _("La comunicazione precedente era già annullata")
    PRECEDENTE_SUPERATO = "previous_superseded", _("La comunicazione precedente era già superata")


class StatoConsegna(TextChoices):
    """A delivery: handed over, taken in, or left without effect."""

    RICEVUTA = "ricevuta", _("In attesa")
    IMPORTATA = "importata", _("Importata")
    FALLITA = "fallita", _("Non leggibile")
    INTERROTTA = "interrotta", _("Interrotta")


class EsitoFile(TextChoices):
    """What became of one file of a delivery, at the moment of that delivery."""

    ACCOLTO = "accolto", _("Accolto")
    DUPLICATO = "duplicato", _("Duplicato")
    SUPERATO = "superato", _("Superato")
    ANNULLATO = "annullato", _("Annullato")
    RIFIUTATO = "rifiutato", _("Rifiutato")


class MotivoRifiuto(TextChoices):
    """Why a file is refused; the codes are those of `unipi.rifiuti` and of the exchange format."""

    VUOTO = "empty_file", _("File vuoto")
    NON_BEN_FORMATO = "not_well_formed", _("XML scritto male")
    NON_VALIDO = "not_schema_valid", _("Non conforme al formato UniPi")
    DOCTYPE = "doctype_forbidden", _("Dichiarazione DOCTYPE non ammessa")
    ARCHIVIO_ANNIDATO = "nested_archive", _("Archivio dentro l'archivio")
    TROPPO_GRANDE = "too_large", _("Troppo grande")
    VALORE_NON_RAPPRESENTABILE = "value_not_representable", _("Valore impossibile")
    NOME_PERICOLOSO = "unsafe_name", _("Nome di file non sicuro")
    COLLEGAMENTO = "link_forbidden", _("Collegamento non ammesso")
    CIFRATO = "encrypted", _("File protetto da password")
    ARCHIVIO_DANNEGGIATO = "damaged_archive", _("Archivio danneggiato")
    NON_LEGGIBILE = "unreadable", _("File non leggibile")
    TIPO_SCONOSCIUTO = "unknown_communication_type", _("Tipo di comunicazione sconosciuto")
    CODICE_RIPETUTO = "code_reused", _("Codice di comunicazione già usato")
    DATO_NON_VALIDO = "impossible_data", _("Dati contraddittori")


class Tabella(TextChoices):
    """The ministry's code tables that the form refers to."""

    CATEGORIE_ESCLUSE = "categorie_escluse", _("Categorie escluse")
    CAUSALE_SOSPENSIONE = "causale_sospensione", _("Causali di sospensione")
    TIPO_CONVENZIONE = "tipo_convenzione", _("Tipi di convenzione")
    TIPO_ASSUNZIONE = "tipo_assunzione", _("Tipi di assunzione protetta")
    CCNL = "ccnl", _("Contratti collettivi")
    TIPO_DELEGATO = "tipo_delegato", _("Tipi di delegato")


class AmbitoEsclusione(TextChoices):
    """The base that an excluded category leaves."""

    DISABILI = "D", _("Solo base dell'art. 3")
    ART18 = "C", _("Solo base dell'art. 18")
    ENTRAMBI = "E", _("Entrambe le basi")


class Tipologia(TextChoices):
    """Kind of employer, by the code of the form."""

    PRIVATO = "A", _("Privato")
    ENTE_PUBBLICO_ECONOMICO = "B", _("Ente pubblico economico")
    PUBBLICO = "C", _("Pubblico")
    PRIVATO_IN_GRUPPO = "D", _("Privato in un gruppo d'imprese")


class Classe(TextChoices):
    """Band of the employer by its base (art. 3 c. 1); empty below 15."""

    A = "A", _("A (oltre 50)")
    B = "B", _("B (da 36 a 50)")
    C = "C", _("C (da 15 a 35)")


class CategoriaSoggetto(TextChoices):
    """Protected people: art. 1 or art. 18."""

    DISABILE = "D", _("Persona con disabilità (art. 1)")
    ART18 = "C", _("Categoria protetta (art. 18)")


class CategoriaAssunzione(TextChoices):
    NUMERICA = "NU", _("Numerica")
    NOMINATIVA = "NO", _("Nominativa")


class StatoProposta(TextChoices):
    """A proposal to compute the figures again: being worked out, to be read, then carried out or not."""

    IN_CALCOLO = "in_calcolo", _("In calcolo")
    PRONTA = "pronta", _("Da decidere")
    APPLICATA = "applicata", _("Applicata")
    SCARTATA = "scartata", _("Scartata")


PROPOSTE_APERTE = frozenset({StatoProposta.IN_CALCOLO, StatoProposta.PRONTA})
TRANSIZIONI_PROPOSTA = {
    StatoProposta.PRONTA: Transizione(frozenset({StatoProposta.IN_CALCOLO})),
    StatoProposta.APPLICATA: Transizione(frozenset({StatoProposta.PRONTA})),
    StatoProposta.SCARTATA: Transizione(PROPOSTE_APERTE),
}
