"""What a worker's row may say: the same rules for the form and for the file."""

import re
from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import date

from django.utils.translation import gettext as _

from collocamento.normativa import Contratto, Modalita
from collocamento.organico.dati import CAMPI_DISABILITA, PREDEFINITI, DatiLavoratore


# Contracts whose workers count by hours, unless something else takes them out.
A_ORARIO = frozenset({Contratto.INDETERMINATO, Contratto.TERMINE, Contratto.STAGIONALE, Contratto.INTERMITTENTE})
MINUTI_IN_UNA_SETTIMANA = 7 * 24 * 60
MASSIMO_PER_RIGA = 100_000
PRIMO_GIORNO = date(1930, 1, 1)
AL_17_01_2000 = date(2000, 1, 17)
# By shape: a code may be provisional, or wrong in the payroll too, and the list is not the place to stop for it.
CODICE_FISCALE = re.compile(r"[A-Z]{6}[0-9L-NP-V]{2}[A-EHLMPRST][0-9L-NP-V]{2}[A-Z][0-9L-NP-V]{3}[A-Z]|[0-9]{11}")
_SEMPRE = frozenset(
    {
        *("matricola", "provincia", "numero", "contratto", "inizio", "cessato_il", "art18", "con_disabilita"),
        *("codice_fiscale", "cognome", "nome"),
    }
)


def pertinenti(contratto: str, *, con_disabilita: bool, art18: bool) -> frozenset[str]:
    """The data that matter for such a worker: the others have no effect on how one counts and are not asked."""
    a_orario = contratto in A_ORARIO
    scelti = {
        "fine": contratto != Contratto.INDETERMINATO,
        "attivita": a_orario and not con_disabilita,
        "modalita": a_orario or con_disabilita,
        "minuti_contratto": a_orario or con_disabilita,
        "minuti_svolti": a_orario or con_disabilita,
        "orario_equivalente": con_disabilita and (a_orario or contratto == Contratto.DOMICILIO),
        "sostituisce": contratto == Contratto.TERMINE,
        "assunto_per_lavoro_all_estero": contratto in (Contratto.INDETERMINATO, Contratto.TERMINE),
        "giornate": contratto == Contratto.STAGIONALE,
        "missione_mesi": con_disabilita and contratto == Contratto.SOMMINISTRATO_UTILIZZATORE,
        "art18_al_17_01_2000": art18,
        **dict.fromkeys(CAMPI_DISABILITA, con_disabilita),
    }
    return _SEMPRE | {campo for campo, serve in scelti.items() if serve}


def ripulito(dati: DatiLavoratore) -> DatiLavoratore:
    """The same worker with what does not matter put back to its default, so that nothing unseen is kept."""
    servono = pertinenti(dati.contratto, con_disabilita=dati.disabilita is not None, art18=dati.art18) | {"disabilita"}
    altri = {c.name: getattr(PREDEFINITI, c.name) for c in fields(dati) if c.name not in servono}
    return replace(dati, **altri)


def errori(dati: DatiLavoratore) -> list[tuple[str, str]]:
    """What cannot be true of the worker: (field, what to do). Empty when the row may be kept."""
    return [*_generali(dati), *_date(dati), *_orario(dati), *_tutela(dati)]


def _generali(dati: DatiLavoratore) -> Iterator[tuple[str, str]]:
    if not dati.matricola:
        yield "matricola", _("Scrivi la matricola, o un'etichetta che l'azienda riconosca.")
    if not dati.provincia:
        yield "provincia", _("Indica la provincia in cui lavora.")
    if not 1 <= dati.numero <= MASSIMO_PER_RIGA:
        yield "numero", _("Scrivi quanti lavoratori sono: un numero da 1 a 100.000.")
    elif dati.numero > 1 and (dati.persona or dati.codice_fiscale):
        yield "numero", _("Una riga con un nome parla di una persona sola: scrivi 1, o togli il nome.")
    if dati.codice_fiscale and not CODICE_FISCALE.fullmatch(dati.codice_fiscale):
        yield "codice_fiscale", _("Il codice fiscale di una persona ha 16 caratteri (o 11 cifre, se provvisorio).")


def _date(dati: DatiLavoratore) -> Iterator[tuple[str, str]]:
    a_termine = dati.contratto == Contratto.TERMINE
    if a_termine and dati.inizio is None:
        yield "inizio", _("Un contratto a termine ha una data di inizio: la durata decide se il lavoratore conta.")
    if a_termine and dati.fine is None:
        yield "fine", _("Un contratto a termine ha una data di fine: la durata decide se il lavoratore conta.")
    for campo in ("inizio", "fine", "cessato_il"):
        giorno = getattr(dati, campo)
        if giorno is not None and giorno < PRIMO_GIORNO:
            yield campo, _("La data è troppo lontana: controlla l'anno.")
    if dati.inizio and dati.fine and dati.fine < dati.inizio:
        yield "fine", _("Il contratto non può finire prima di cominciare.")
    if dati.inizio and dati.cessato_il and dati.cessato_il < dati.inizio:
        yield "cessato_il", _("L'ultimo giorno di lavoro non può venire prima del primo.")


def _orario(dati: DatiLavoratore) -> Iterator[tuple[str, str]]:
    if not 1 <= dati.minuti_contratto <= MINUTI_IN_UNA_SETTIMANA:
        yield "minuti_contratto", _("L'orario pieno del contratto va da 1 minuto a 168 ore la settimana.")
    if not 0 <= dati.minuti_svolti <= MINUTI_IN_UNA_SETTIMANA:
        yield "minuti_svolti", _("L'orario svolto va da 0 a 168 ore la settimana.")
    if dati.giornate is not None and not 0 <= dati.giornate <= 366:
        yield "giornate", _("Le giornate lavorate nell'anno vanno da 0 a 366.")
    if not 0 <= dati.missione_mesi <= 600:
        yield "missione_mesi", _("Scrivi i mesi della missione, da 0 a 600.")
    a_distanza = dati.contratto == Contratto.DOMICILIO or dati.modalita == Modalita.TELELAVORO_CONCILIAZIONE
    if dati.orario_equivalente and not a_distanza:
        yield "orario_equivalente", _("Vale solo per il lavoro a domicilio o in telelavoro: togli la spunta.")


def _tutela(dati: DatiLavoratore) -> Iterator[tuple[str, str]]:
    if dati.protetto:
        for campo in ("cognome", "nome", "codice_fiscale"):
            if not getattr(dati, campo):
                yield campo, _("Chi copre una quota va indicato per nome e codice fiscale.")
        if dati.numero > 1:
            yield "numero", _("Chi copre una quota ha una riga per sé: scrivi 1.")
    if dati.art18_al_17_01_2000 and dati.inizio and dati.inizio > AL_17_01_2000:
        yield "art18_al_17_01_2000", _("È stato assunto dopo il 17 gennaio 2000: togli la spunta.")
    if dati.disabilita is None:
        return
    disabilita = dati.disabilita
    for campo in ("percentuale", "grado_inail"):
        if not 0 <= (getattr(disabilita, campo) or 0) <= 100:
            yield campo, _("Una percentuale va da 0 a 100.")
    if not 1 <= (disabilita.categoria_guerra or 1) <= 8:
        yield "categoria_guerra", _("Le categorie delle pensioni di guerra vanno da 1 a 8.")
    detta = (disabilita.percentuale, disabilita.grado_inail, disabilita.categoria_guerra, disabilita.non_vedente)
    if all(valore is None for valore in detta) and not disabilita.assunto_dagli_elenchi:
        yield "percentuale", _("Scrivi la percentuale, il grado INAIL o la categoria, come nel verbale.")
