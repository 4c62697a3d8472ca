"""A report on paper and in files: what the workbook, the CSV and the PDF say besides the tables."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from socialabs.anagrafica.models import EnteTitolare
from socialabs.base.contesto import Contesto
from socialabs.base.esportazioni import Colonna, Foglio, scrivi_csv, scrivi_xlsx
from socialabs.rapporti.estratto import Estratto, Tavola
from socialabs.rapporti.grafici import disegna_figura


ZIP = "application/zip"
# (what, content): what is known of the figures besides the parameters, e.g. who asked for them or who froze them.
Origine = Sequence[tuple[str, str]]


def chiesto_da(ctx: Contesto) -> Origine:
    """Where figures read just now come from."""
    return [(_("Estratto da"), str(ctx.utente))]


def cartella_xlsx(estratto: Estratto, origine: Origine) -> bytes:
    """The tables as sheets, the totals as last rows, and a sheet with all that is needed to read them."""
    fogli = [Foglio(t.tabella.titolo, t.tabella.colonne, t.tabella.righe_e_totale) for t in estratto.tavole]
    return scrivi_xlsx(fogli, note(estratto, origine))


def archivio_csv(estratto: Estratto, origine: Origine) -> bytes:
    """A zip with one CSV a table, named by its key, and `note.csv`."""
    uscita = BytesIO()
    with ZipFile(uscita, "w", ZIP_DEFLATED) as archivio:
        for tavola in estratto.tavole:
            righe = scrivi_csv(tavola.tabella.colonne, tavola.tabella.righe_e_totale)
            _aggiungi(archivio, estratto, f"{tavola.tabella.chiave}.csv", "".join(righe))
        colonne = [Colonna("voce", _("Voce"), lambda n: n[0]), Colonna("contenuto", _("Contenuto"), lambda n: n[1])]
        righe = [*note(estratto, origine), *_note_delle_colonne(estratto)]
        _aggiungi(archivio, estratto, "note.csv", "".join(scrivi_csv(colonne, righe)))
    return uscita.getvalue()


def _aggiungi(archivio: ZipFile, estratto: Estratto, nome: str, testo: str) -> None:
    # Dated as the figures are, so that the same extract gives the same bytes.
    archivio.writestr(ZipInfo(nome, localtime(estratto.estratto_il).timetuple()[:6]), testo, ZIP_DEFLATED)


def note(estratto: Estratto, origine: Origine) -> list[tuple[str, str]]:
    """Definition, parameters, date of extraction, rule for small cells, code version, warnings."""
    righe = [(_("Rapporto"), estratto.titolo), (_("Domanda"), estratto.domanda), *estratto.parametri]
    righe += [(_("Estratto il"), quando(estratto)), *origine]
    righe += [(t.tabella.titolo, t.tabella.nota) for t in estratto.tavole if t.tabella.nota]
    righe += [(_("Avvertenza"), nota) for nota in avvertenze(estratto)]
    return [*righe, (_("Versione del programma"), estratto.codice)]


def _note_delle_colonne(estratto: Estratto) -> list[tuple[str, str]]:
    # A column that several tables have is explained once.
    return list(
        dict.fromkeys((str(c.titolo), str(c.nota)) for t in estratto.tavole for c in t.tabella.colonne_con_nota)
    )


def quando(estratto: Estratto) -> str:
    return f"{localtime(estratto.estratto_il):%d/%m/%Y %H:%M}"


def avvertenze(estratto: Estratto) -> list[str]:
    """The report's own notes and, where people are counted, the rule that hides small counts."""
    return [*estratto.note, *([regola(estratto)] if estratto.soglia else [])]


def regola(estratto: Estratto) -> str:
    """What is done to small counts, and what it means in this very report."""
    soglia = {"soglia": estratto.soglia}
    frase = _("I conteggi di persone da 1 a meno di %(soglia)s sono nascosti («<%(soglia)s»); lo zero è mostrato.")
    if not estratto.nascoste:
        return f"{frase} {_('Qui non ce ne sono.')}" % soglia
    altre = _(
        "Dove con una sottrazione si risalirebbe a una cifra nascosta, anche altre cifre sono riservate («ris.»), "
        "con le percentuali e i grafici che ne dipendono."
    )
    return f"{frase} {altre}" % soglia


def fonte(estratto: Estratto) -> str:
    """The line under every table: whose figures, of when, by which rule and which code."""
    dati = {"quando": quando(estratto), "codice": estratto.codice}
    parti = [_("Estratto il %(quando)s, SOCIALABS %(codice)s.") % dati]
    if estratto.soglia:
        parti.append(_("Conteggi di persone sotto %(soglia)s: nascosti.") % {"soglia": estratto.soglia})
    return " ".join(parti)


def dati_della_risposta(estratto: Estratto) -> dict[str, Any]:
    """What the templates that show an extract take, on page as on paper."""
    return {
        "estratto": estratto,
        "tavole": [{"tabella": t.tabella, "grafico": _grafico(t)} for t in estratto.tavole],
        "avvertenze": avvertenze(estratto),
        "fonte": fonte(estratto),
    }


def _grafico(tavola: Tavola) -> SafeString:
    return disegna_figura(tavola.tabella.chiave, tavola.figura)


def dati_del_pdf(estratto: Estratto, origine: Origine) -> dict[str, Any]:
    """What templates/rapporti/documento.html takes."""
    return {
        **dati_della_risposta(estratto),
        "origine": origine,
        "quando": quando(estratto),
        "ente": EnteTitolare.objects.al(),
    }
