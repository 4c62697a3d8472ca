"""The rows that a list begins with, from a return: who it names, and how many it counts without naming them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from collocamento.chiaro import LavoratoreInChiaro
from collocamento.enums import CategoriaSoggetto
from collocamento.normativa import Contratto, DatiProvincia, Disabilita, Modalita, NonVedente, RigaOraria
from collocamento.organico.dati import DatiLavoratore
from collocamento.organico.quadro import disabili, esclusi


# What the kind of protected hire says of a worker, by the ministry's code (`dati/codici.toml`, tipo_assunzione).
NON_VEDENTI = {
    "D": NonVedente.CENTRALINISTA,
    "E": NonVedente.MASSOFISIOTERAPISTA,
    "O": NonVedente.MASSOFISIOTERAPISTA,
}
SOMMINISTRATI = frozenset("MN")
# Hired by whoever receives the work of a convention: not the employer's worker.
IN_CONVENZIONE = "H"
# A mission that the return counts lasts a year or more (D.Lgs. 81/2015 art. 34).
MISSIONE_COMPUTATA = 12


def righe_iniziali(
    fogli: Sequence[DatiProvincia], dichiarati: Iterable[LavoratoreInChiaro], sigle: Mapping[str, str]
) -> list[DatiLavoratore]:
    """The rows of a new list. Workers of the excluded categories are not among them: a return counts them without
    saying under which contract, so that no row could be true; the list shows how many are missing.
    """
    per_provincia: dict[str, list[LavoratoreInChiaro]] = {}
    for lavoratore in dichiarati:
        per_provincia.setdefault(lavoratore.provincia, []).append(lavoratore)
    righe: list[DatiLavoratore] = []
    for foglio in fogli:
        sigla = sigle.get(foglio.codice) or foglio.codice
        righe.extend(_nominati(per_provincia.get(foglio.codice, []), sigla))
        righe.extend(_gruppi(foglio, sigla))
    return righe


def _nominati(dichiarati: Iterable[LavoratoreInChiaro], sigla: str) -> Iterator[DatiLavoratore]:
    for lavoratore in dichiarati:
        if lavoratore.tipo_assunzione != IN_CONVENZIONE:
            yield _nominato(lavoratore, f"{sigla}-{lavoratore.ordine}")


def _nominato(lavoratore: LavoratoreInChiaro, matricola: str) -> DatiLavoratore:
    somministrato = lavoratore.tipo_assunzione in SOMMINISTRATI
    contratto = Contratto.TERMINE if lavoratore.fine else Contratto.INDETERMINATO
    con_disabilita = lavoratore.categoria == CategoriaSoggetto.DISABILE
    return DatiLavoratore(
        matricola=matricola,
        provincia=lavoratore.provincia,
        contratto=Contratto.SOMMINISTRATO_UTILIZZATORE if somministrato else contratto,
        inizio=lavoratore.inizio,
        fine=lavoratore.fine,
        minuti_contratto=lavoratore.minuti_contratto,
        minuti_svolti=lavoratore.minuti_svolti or lavoratore.minuti_contratto,
        missione_mesi=MISSIONE_COMPUTATA if somministrato else 0,
        art18=not con_disabilita,
        disabilita=_disabilita(lavoratore) if con_disabilita else None,
        codice_fiscale=lavoratore.codice_fiscale,
        cognome=lavoratore.cognome,
        nome=lavoratore.nome,
    )


def _disabilita(lavoratore: LavoratoreInChiaro) -> Disabilita:
    """The return declares the worker as one who counts: so does the list, until somebody writes the details."""
    return Disabilita(
        percentuale=lavoratore.percentuale,
        assunto_dagli_elenchi=True,
        non_vedente=NON_VEDENTI.get(lavoratore.tipo_assunzione),
    )


def _gruppi(foglio: DatiProvincia, sigla: str) -> Iterator[DatiLavoratore]:
    """The heads that the return counts without a name, one row for each way of counting."""
    yield from _a_orario(foglio, foglio.part_time, f"{sigla}-part-time", Contratto.INDETERMINATO, Modalita.SEDE)
    yield from _a_orario(foglio, foglio.intermittenti, f"{sigla}-a-chiamata", Contratto.INTERMITTENTE, Modalita.SEDE)
    a_distanza = Modalita.TELELAVORO_CONCILIAZIONE
    yield from _a_orario(
        foglio, foglio.telelavoro_pt, f"{sigla}-telelavoro-part-time", Contratto.INDETERMINATO, a_distanza
    )
    if foglio.telelavoro_ft:
        yield DatiLavoratore(f"{sigla}-telelavoro", foglio.codice, foglio.telelavoro_ft, modalita=a_distanza)
    resto = teste_restanti(foglio)
    if resto > 0:
        yield DatiLavoratore(f"{sigla}-tempo-pieno", foglio.codice, resto)


def teste_restanti(foglio: DatiProvincia) -> int:
    """Heads of a sheet that nothing takes apart: full-time workers who simply count."""
    a_orario = sum(riga.numero for riga in (*foglio.part_time, *foglio.intermittenti))
    contati = disabili(foglio, somministrati=False) + foglio.art18 + esclusi(foglio) + a_orario
    return foglio.n_totale - contati


def _a_orario(
    foglio: DatiProvincia, righe: Sequence[RigaOraria], etichetta: str, contratto: Contratto, modalita: Modalita
) -> Iterator[DatiLavoratore]:
    for posizione, riga in enumerate((riga for riga in righe if riga.numero), start=1):
        yield DatiLavoratore(
            f"{etichetta}-{posizione}",
            foglio.codice,
            riga.numero,
            contratto=contratto,
            modalita=modalita,
            minuti_contratto=riga.contratto,
            minuti_svolti=riga.svolto,
        )
