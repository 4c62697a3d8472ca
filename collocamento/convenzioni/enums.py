"""Kinds, states and passages of conventions, of their commitments and of the acts that the parties sign."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from collocamento.normativa import TipoConvenzione, TipoDestinatario
from collocamento.permessi import RUOLI_PARTE
from collocamento.querysets import RUOLI_LAVORATORI
from socialabs.base.stati import Transizione
from socialabs.utenti.enums import Ruolo


class Tipo(TextChoices):
    """Kinds of convention; art. 11 c. 4 is apart because its text must say more."""

    ART11 = "art11", _("Art. 11: convenzione di programma")
    ART11_C4 = "art11c4", _("Art. 11, c. 4: convenzione di integrazione lavorativa")
    ART12 = "art12", _("Art. 12: inserimento temporaneo con finalità formative")
    ART12BIS = "art12bis", _("Art. 12-bis: inserimento lavorativo")
    ART14 = "art14", _("Art. 14 D.Lgs. 276/2003: conferimento di commesse")


BREVE = {
    Tipo.ART11: _("art. 11"),
    Tipo.ART11_C4: _("art. 11, c. 4"),
    Tipo.ART12: _("art. 12"),
    Tipo.ART12BIS: _("art. 12-bis"),
    Tipo.ART14: _("art. 14 D.Lgs. 276/2003"),
}
PER_IL_MOTORE = {
    Tipo.ART11: TipoConvenzione.ART11,
    Tipo.ART11_C4: TipoConvenzione.ART11,
    Tipo.ART12: TipoConvenzione.ART12,
    Tipo.ART12BIS: TipoConvenzione.ART12BIS,
    Tipo.ART14: TipoConvenzione.ART14,
}
# Those with a third party, who gets orders from the employer.
CON_DESTINATARIO = frozenset({Tipo.ART12, Tipo.ART12BIS, Tipo.ART14})
# Those where the third party hires: its people cover the employer's quota.
ASSUME_IL_DESTINATARIO = frozenset({Tipo.ART12BIS, Tipo.ART14})


class Destinatario(TextChoices):
    COOPERATIVA_A = TipoDestinatario.COOPERATIVA_A.value, _("Cooperativa sociale di tipo A o consorzio")
    COOPERATIVA_B = TipoDestinatario.COOPERATIVA_B.value, _("Cooperativa sociale di tipo B o consorzio")
    IMPRESA_SOCIALE = TipoDestinatario.IMPRESA_SOCIALE.value, _("Impresa sociale")
    PROFESSIONISTA = TipoDestinatario.PROFESSIONISTA.value, _("Libero professionista con disabilità")
    NON_OBBLIGATO = TipoDestinatario.NON_OBBLIGATO.value, _("Datore di lavoro non obbligato")
    TERZO_SETTORE = TipoDestinatario.TERZO_SETTORE.value, _("Ente del terzo settore non commerciale")
    SOCIETA_BENEFIT = TipoDestinatario.SOCIETA_BENEFIT.value, _("Società benefit")


class Modalita(TextChoices):
    """How people come to be hired under art. 11."""

    NOMINATIVA = "nominativa", _("Scelta nominativa")
    TIROCINIO = "tirocinio", _("Tirocinio con finalità formative o di orientamento")
    TERMINE = "termine", _("Assunzione a tempo determinato")
    PROVA = "prova", _("Periodo di prova più lungo di quello del contratto collettivo")


class Stato(TextChoices):
    """ATTIVA and IN_RITARDO are worked out from the days and from the commitments, never stored."""

    PROPOSTA = "proposta", _("Proposta")
    ISTRUTTORIA = "istruttoria", _("In istruttoria")
    PARERE_COMITATO = "parere_comitato", _("Al parere del comitato")
    BOZZA_CONDIVISA = "bozza_condivisa", _("Alla firma")
    FIRMATA = "firmata", _("Firmata")
    ATTIVA = "attiva", _("Attiva")
    IN_RITARDO = "in_ritardo", _("In ritardo")
    PROROGATA = "prorogata", _("Prorogata")
    CONCLUSA = "conclusa", _("Conclusa")
    RISOLTA = "risolta", _("Risolta")
    RITIRATA = "ritirata", _("Ritirata")
    RESPINTA = "respinta", _("Respinta")


DERIVATI = frozenset({Stato.ATTIVA, Stato.IN_RITARDO})
APERTI = frozenset({Stato.PROPOSTA, Stato.ISTRUTTORIA, Stato.PARERE_COMITATO, Stato.BOZZA_CONDIVISA})
IN_VIGORE = frozenset({Stato.FIRMATA, Stato.PROROGATA})
# From the signature on: what the convention says has counted, or still counts.
STIPULATE = IN_VIGORE | {Stato.CONCLUSA, Stato.RISOLTA}

# Whoever may sign for a party: consultants never do.
FIRMATARI = frozenset({Ruolo.RESPONSABILE, Ruolo.REFERENTE_AZIENDA, Ruolo.REFERENTE_COOPERATIVA})
# Whoever signs last, or records the last paper signature.
CHI_FIRMA = RUOLI_LAVORATORI | FIRMATARI

TRANSIZIONI = {
    Stato.ISTRUTTORIA: Transizione(
        frozenset({Stato.PROPOSTA, Stato.PARERE_COMITATO, Stato.BOZZA_CONDIVISA}), RUOLI_LAVORATORI
    ),
    Stato.PARERE_COMITATO: Transizione(frozenset({Stato.ISTRUTTORIA}), RUOLI_LAVORATORI),
    Stato.BOZZA_CONDIVISA: Transizione(frozenset({Stato.PARERE_COMITATO}), RUOLI_LAVORATORI),
    Stato.FIRMATA: Transizione(frozenset({Stato.BOZZA_CONDIVISA}), CHI_FIRMA),
    Stato.PROROGATA: Transizione(IN_VIGORE, CHI_FIRMA),
    Stato.CONCLUSA: Transizione(IN_VIGORE, RUOLI_LAVORATORI),
    Stato.RISOLTA: Transizione(IN_VIGORE, CHI_FIRMA),
    Stato.RITIRATA: Transizione(APERTI, RUOLI_PARTE),
    Stato.RESPINTA: Transizione(APERTI - {Stato.BOZZA_CONDIVISA}, RUOLI_LAVORATORI),
}

COLORI = {
    Stato.BOZZA_CONDIVISA: "info",
    Stato.ATTIVA: "success",
    Stato.PROROGATA: "success",
    Stato.IN_RITARDO: "danger",
    Stato.RISOLTA: "danger",
    Stato.RESPINTA: "danger",
}


class StatoImpegno(TextChoices):
    """Worked out from the people covered and from the day, never stored."""

    PREVISTO = "previsto", _("Previsto")
    COPERTO = "coperto", _("Coperto")
    SCADUTO = "scaduto", _("Scaduto")


class EsitoParere(TextChoices):
    FAVOREVOLE = "favorevole", _("Favorevole")
    CONDIZIONATO = "condizionato", _("Favorevole con prescrizioni")
    CONTRARIO = "contrario", _("Contrario")


class TipoAtto(TextChoices):
    """What the parties sign."""

    CONVENZIONE = "convenzione", _("Convenzione")
    ADDENDUM = "addendum", _("Atto aggiuntivo")
    PROROGA = "proroga", _("Proroga")
    RISOLUZIONE = "risoluzione", _("Risoluzione")


class StatoAtto(TextChoices):
    """A text is shared already frozen: another text is another act."""

    CONDIVISO = "condiviso", _("Alla firma")
    FIRMATO = "firmato", _("Firmato")
    SUPERATO = "superato", _("Superato")


TRANSIZIONI_ATTO = {
    StatoAtto.FIRMATO: Transizione(frozenset({StatoAtto.CONDIVISO})),
    StatoAtto.SUPERATO: Transizione(frozenset({StatoAtto.CONDIVISO})),
}


class Parte(TextChoices):
    DATORE = "datore", _("Datore di lavoro")
    DESTINATARIO = "destinatario", _("Destinatario")
    UFFICIO = "ufficio", _("Ufficio")


class ModoFirma(TextChoices):
    PORTALE = "portale", _("nel portale")
    CARTA = "carta", _("su carta")


class TipoSollecito(TextChoices):
    """What the office does about a commitment not kept, in this order."""

    CONTATTO = "contatto", _("Contatto dell'ufficio")
    DIFFIDA = "diffida", _("Diffida ad adempiere")
