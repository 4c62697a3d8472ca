"""Choices of the table and the states of its meetings, minutes and actions."""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _

from socialabs.base.stati import Transizione
from socialabs.utenti.enums import Ruolo
from tavolo.quorum import Esito, Maggioranza, Titolo


class GenereEnte(TextChoices):
    """What a member body is to the table, whatever its legal form."""

    PROVINCIA = "provincia", _("Provincia")
    COMUNE = "comune", _("Comune o distretto sociosanitario")
    SANITA = "sanita", _("Azienda sanitaria")
    SINDACATO = "sindacato", _("Organizzazione sindacale")
    ASSOCIAZIONE = "associazione", _("Associazione delle persone con disabilità")
    COOPERAZIONE = "cooperazione", _("Cooperazione sociale")
    DATORI = "datori", _("Associazione dei datori di lavoro")
    FORMAZIONE = "formazione", _("Formazione, scuola o università")
    ALTRO = "altro", _("Altro ente")


class RuoloMandato(TextChoices):
    DELEGATO = "delegato", _("Delegato")
    SUPPLENTE = "supplente", _("Supplente")


class Quota(TextChoices):
    """The fractions that rules of procedure use."""

    UN_QUARTO = "1/4", _("un quarto")
    UN_TERZO = "1/3", _("un terzo")
    DUE_QUINTI = "2/5", _("due quinti")
    META = "1/2", _("la metà")
    TRE_QUINTI = "3/5", _("tre quinti")
    DUE_TERZI = "2/3", _("due terzi")
    TRE_QUARTI = "3/4", _("tre quarti")
    QUATTRO_QUINTI = "4/5", _("quattro quinti")


class TipoMaggioranza(TextChoices):
    SEMPLICE = Maggioranza.SEMPLICE.value, _("Maggioranza semplice (più favorevoli che contrari)")
    PRESENTI = Maggioranza.PRESENTI.value, _("Maggioranza dei presenti con diritto di voto")
    ASSOLUTA = Maggioranza.ASSOLUTA.value, _("Maggioranza assoluta dei componenti")
    QUALIFICATA_PRESENTI = Maggioranza.QUALIFICATA_PRESENTI.value, _("Frazione qualificata dei presenti")
    QUALIFICATA = Maggioranza.QUALIFICATA.value, _("Frazione qualificata dei componenti")


class TipoDecisione(TextChoices):
    """Kinds of decision: each has its majority in the rules."""

    ORDINARIA = "ordinaria", _("Decisione")
    PARERE = "parere", _("Parere o proposta")
    NOMINA = "nomina", _("Nomina")
    REGOLAMENTO = "regolamento", _("Modifica del regolamento")


class RispostaMancata(TextChoices):
    """How a member counts who did not answer the convocation and did not come."""

    ASSENTE = "assente", _("Assente senza giustificazione")
    GIUSTIFICATO = "giustificato", _("Assente giustificato")


class Modalita(TextChoices):
    IN_PRESENZA = "presenza", _("In presenza")
    A_DISTANZA = "distanza", _("A distanza")
    MISTA = "mista", _("In presenza e a distanza")


class TipoPunto(TextChoices):
    """What is asked of the table. An internal item is for the secretariat: never sent, never published."""

    INFORMAZIONE = "informazione", _("Informazione")
    DISCUSSIONE = "discussione", _("Discussione")
    DECISIONE = "decisione", _("Decisione")
    INTERNO = "interno", _("Interno della segreteria")


class EsitoPunto(TextChoices):
    TRATTATO = "trattato", _("Trattato")
    RINVIATO = "rinviato", _("Rinviato")
    RITIRATO = "ritirato", _("Ritirato")


class Risposta(TextChoices):
    """What a member answers to the convocation."""

    PRESENTE = "presente", _("Sarò presente")
    REMOTO = "remoto", _("Parteciperò a distanza")
    ASSENTE = "assente", _("Sarò assente (giustificato)")
    SUPPLENTE = "supplente", _("Parteciperà il supplente")
    DELEGA = "delega", _("Delego un altro componente")


class Qualita(IntegerChoices):
    """By what right somebody sits in a seat; the values are the precedence of `quorum.Titolo`."""

    DELEGATO = Titolo.DELEGATO.value, _("Delegato")
    SUPPLENTE = Titolo.SUPPLENTE.value, _("Supplente")
    DELEGA = Titolo.DELEGA.value, _("Per delega")


class ModoVoto(TextChoices):
    NOMINALE = "nominale", _("Per appello nominale")
    CONTEGGIO = "conteggio", _("Per conteggio")
    UNANIME = "unanime", _("All'unanimità")


class Scelta(TextChoices):
    FAVOREVOLE = "favorevole", _("Favorevole")
    CONTRARIO = "contrario", _("Contrario")
    ASTENUTO = "astenuto", _("Astenuto")


class EsitoVoto(TextChoices):
    APPROVATA = Esito.APPROVATA.value, _("Approvata")
    RESPINTA = Esito.RESPINTA.value, _("Respinta")


class Chiamata(IntegerChoices):
    PRIMA = 1, _("Prima convocazione")
    SECONDA = 2, _("Seconda convocazione")


class StatoSeduta(TextChoices):
    PIANIFICATA = "pianificata", _("Pianificata")
    CONVOCATA = "convocata", _("Convocata")
    RINVIATA = "rinviata", _("Rinviata")
    ANNULLATA = "annullata", _("Annullata")
    APERTA = "aperta", _("In corso")
    SVOLTA = "svolta", _("Svolta")
    DESERTA = "deserta", _("Deserta")
    VERBALE_BOZZA = "verbale_bozza", _("Verbale in bozza")
    IN_REVISIONE = "in_revisione", _("Verbale in revisione")
    APPROVATO = "approvato", _("Verbale approvato")
    PUBBLICATO = "pubblicato", _("Verbale pubblicato")


class ModoApprovazione(TextChoices):
    SEDUTA = "seduta", _("Nella seduta successiva")
    SCRITTO = "scritto", _("Per iscritto")
    SILENZIO = "silenzio", _("Per silenzio, decorso il termine")


class Trattamento(TextChoices):
    """What became of a comment on the minutes."""

    DA_ESAMINARE = "da_esaminare", _("Da esaminare")
    ACCOLTA = "accolta", _("Accolta")
    IN_PARTE = "in_parte", _("Accolta in parte")
    RESPINTA = "respinta", _("Non accolta")


class StatoEsecuzione(TextChoices):
    """How far a decision has been carried out."""

    DA_ESEGUIRE = "da_eseguire", _("Da eseguire")
    IN_CORSO = "in_corso", _("In corso")
    ESEGUITA = "eseguita", _("Eseguita")
    SUPERATA = "superata", _("Superata da un'altra decisione")


class StatoImpegno(TextChoices):
    APERTO = "aperto", _("Da fare")
    IN_CORSO = "in_corso", _("In corso")
    CONCLUSO = "concluso", _("Concluso")
    ANNULLATO = "annullato", _("Annullato")


SEGRETERIA = frozenset({Ruolo.SEGRETERIA_TAVOLO})
# Whoever reads everything; of them, who is named in the chair also opens and closes the meeting.
LETTURA_INTERA = frozenset({Ruolo.SEGRETERIA_TAVOLO, Ruolo.AMMINISTRATORE_PROVINCIALE, Ruolo.RESPONSABILE})

_S = StatoSeduta
# Before anybody has sat down: what may still be planned, convened, put off or cancelled.
DA_TENERE = frozenset({_S.PIANIFICATA, _S.CONVOCATA, _S.RINVIATA})
# A meeting that members know of.
NOTE_AI_COMPONENTI = frozenset(_S) - {_S.PIANIFICATA}
# Held or found deserted: its minutes may be begun.
DA_VERBALIZZARE = frozenset({_S.SVOLTA, _S.DESERTA})
# The text of the minutes may still be written; members read it from the review on.
VERBALE_APERTO = frozenset({_S.VERBALE_BOZZA, _S.IN_REVISIONE})
VERBALE_NOTO = frozenset({_S.IN_REVISIONE, _S.APPROVATO, _S.PUBBLICATO})
VERBALE_CHIUSO = frozenset({_S.APPROVATO, _S.PUBBLICATO})
CON_VERBALE = VERBALE_APERTO | VERBALE_CHIUSO
# Who presides is checked by `permessi.puo_presiedere`: any of the table's people may be in the chair.
TRANSIZIONI_SEDUTA = {
    _S.CONVOCATA: Transizione(da=frozenset({_S.PIANIFICATA, _S.RINVIATA}), ruoli=SEGRETERIA),
    _S.RINVIATA: Transizione(da=frozenset({_S.CONVOCATA}), ruoli=SEGRETERIA),
    _S.ANNULLATA: Transizione(da=DA_TENERE, ruoli=SEGRETERIA),
    _S.APERTA: Transizione(da=frozenset({_S.CONVOCATA, _S.RINVIATA})),
    _S.SVOLTA: Transizione(da=frozenset({_S.APERTA})),
    _S.DESERTA: Transizione(da=frozenset({_S.CONVOCATA, _S.RINVIATA, _S.APERTA})),
    _S.VERBALE_BOZZA: Transizione(da=DA_VERBALIZZARE, ruoli=SEGRETERIA),
    _S.IN_REVISIONE: Transizione(da=frozenset({_S.VERBALE_BOZZA}), ruoli=SEGRETERIA),
    _S.APPROVATO: Transizione(da=frozenset({_S.IN_REVISIONE}), ruoli=SEGRETERIA),
    _S.PUBBLICATO: Transizione(da=frozenset({_S.APPROVATO}), ruoli=SEGRETERIA),
}

_E = StatoEsecuzione
TRANSIZIONI_ESECUZIONE = {
    _E.DA_ESEGUIRE: Transizione(da=frozenset({_E.IN_CORSO}), ruoli=SEGRETERIA),
    _E.IN_CORSO: Transizione(da=frozenset({_E.DA_ESEGUIRE, _E.ESEGUITA}), ruoli=SEGRETERIA),
    _E.ESEGUITA: Transizione(da=frozenset({_E.DA_ESEGUIRE, _E.IN_CORSO}), ruoli=SEGRETERIA),
    _E.SUPERATA: Transizione(da=frozenset({_E.DA_ESEGUIRE, _E.IN_CORSO, _E.ESEGUITA}), ruoli=SEGRETERIA),
}

_I = StatoImpegno
IMPEGNI_APERTI = frozenset({_I.APERTO, _I.IN_CORSO})
TRANSIZIONI_IMPEGNO = {
    _I.APERTO: Transizione(da=frozenset({_I.IN_CORSO, _I.CONCLUSO, _I.ANNULLATO}), ruoli=SEGRETERIA),
    _I.IN_CORSO: Transizione(da=frozenset({_I.APERTO})),
    _I.CONCLUSO: Transizione(da=IMPEGNI_APERTI),
    _I.ANNULLATO: Transizione(da=IMPEGNI_APERTI, ruoli=SEGRETERIA),
}
