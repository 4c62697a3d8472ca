"""Telling the files of a batch apart: new, copies of one another, already here, with a code that is another's."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection
from django.utils.translation import gettext as _

from collocamento.importazione.esame import CODICE_RIPETUTO, Esaminato, NonAccolto
from collocamento.unipi.decisioni import Intestazione


@dataclass(frozen=True, slots=True)
class FileLetto:
    """What became of a file so far: refused, copy of another of its delivery, or standing for a document."""

    nome: str
    sha256: str
    rifiuto: NonAccolto | None = None
    prospetto: uuid.UUID | None = None
    copia_di: str = ""
    gia_ricevuto: bool = False

    @property
    def nuovo(self) -> bool:
        return self.rifiuto is None and not self.copia_di and not self.gia_ricevuto


LETTI = """
    select sha256, prospetto_id, nome from s_file
     where sha256 = any(%s) and prospetto_id is not null and copia_di = ''
"""
RICEVUTI = "select sha256, id from collocamento_prospetto where sha256 = any(%s)"
CODICI = """
    select codice_comunicazione from s_prospetto where codice_comunicazione = any(%(codici)s)
     union all
    select codice_comunicazione from collocamento_prospetto where codice_comunicazione = any(%(codici)s)
"""


@dataclass(frozen=True, slots=True)
class Precedenti:
    """What came before the files of a batch, and then each of them in turn.

    `letti`: by fingerprint, the document and the file of this delivery that stands for it. `ricevuti`: by fingerprint,
    the documents of earlier deliveries. `codici`: those already taken.
    """

    letti: dict[str, tuple[uuid.UUID, str]]
    ricevuti: dict[str, uuid.UUID]
    codici: set[str]

    @classmethod
    def di(cls, testate: Iterable[Intestazione]) -> "Precedenti":
        """What is known of the documents with these headers, from what is already in the database."""
        testate = list(testate)
        impronte = [testata.sha256 for testata in testate]
        with connection.cursor() as cursor:
            letti = cursor.execute(LETTI, [impronte]).fetchall()
            ricevuti = cursor.execute(RICEVUTI, [impronte]).fetchall()
            codici = cursor.execute(
                CODICI, {"codici": [testata.codice_comunicazione for testata in testate]}
            ).fetchall()
        return cls({sha: (pk, nome) for sha, pk, nome in letti}, dict(ricevuti), {codice for (codice,) in codici})

    def riconosci(self, esaminato: Esaminato) -> FileLetto:
        """What this file is, which the next ones are then compared with."""
        nome, sha256, testata = esaminato.nome, esaminato.sha256, esaminato.testata
        if testata is None:
            return FileLetto(nome, sha256, esaminato.rifiuto)
        ricevuto = sha256 in self.ricevuti
        if sha256 in self.letti:
            pk, originale = self.letti[sha256]
            return FileLetto(nome, sha256, prospetto=pk, copia_di=originale, gia_ricevuto=ricevuto)
        if not ricevuto and testata.codice_comunicazione in self.codici:
            messaggio = _("Il codice comunicazione %(codice)s è già di un altro documento, con un contenuto diverso.")
            rifiuto = NonAccolto(CODICE_RIPETUTO, messaggio % {"codice": testata.codice_comunicazione})
            return FileLetto(nome, sha256, rifiuto)
        pk = self.ricevuti.get(sha256, testata.chiave)
        self.codici.add(testata.codice_comunicazione)
        self.letti[sha256] = pk, nome
        return FileLetto(nome, sha256, prospetto=pk, gia_ricevuto=ricevuto)
