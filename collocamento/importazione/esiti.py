"""The outcome of each file: kept in a temporary table while the delivery is read, published once all is decided."""

from collections import Counter
from collections.abc import Iterable

from django.db import connection
from django.db.models import Count

from collocamento.importazione.deposito import copia
from collocamento.importazione.riconoscimento import FileLetto
from collocamento.models import Consegna


COLONNE = ("nome", "sha256", "prospetto_id", "copia_di", "gia_ricevuto", "motivo", "riga", "messaggio")
# The other document goes by the name that it has in this delivery, which may not be the one it first came with.
PUBBLICA = """
insert into collocamento_fileconsegnato
       (consegna_id, nome, sha256, esito, motivo, riga, messaggio, altro_nome, prospetto_id, gia_ricevuto)
select %s, f.nome, f.sha256,
       case when f.prospetto_id is null then 'rifiutato'
            when f.copia_di <> '' then 'duplicato'
            when p.stato in ('superato', 'annullato') then p.stato
            else 'accolto' end,
       case when f.prospetto_id is null then f.motivo when f.copia_di <> '' then '' else p.motivo end,
       f.riga, f.messaggio, coalesce(nullif(f.copia_di, ''), g.nome, a.nome_file, ''), f.prospetto_id, f.gia_ricevuto
  from s_file f
  left join collocamento_prospetto p on p.id = f.prospetto_id
  left join collocamento_prospetto a on a.id = coalesce(p.superato_da_id, p.annullato_da_id)
  left join s_file g on g.prospetto_id = a.id and g.copia_di = ''
 order by f.ordine
"""


def annota(letti: Iterable[FileLetto]) -> None:
    """Keep what is known so far of these files."""
    copia("s_file", COLONNE, (_valori(letto) for letto in letti))


def _valori(letto: FileLetto) -> tuple:
    rifiuto = letto.rifiuto
    perche = (rifiuto.motivo, rifiuto.riga, rifiuto.messaggio) if rifiuto else ("", None, "")
    return letto.nome, letto.sha256, letto.prospetto, letto.copia_di, letto.gia_ricevuto, *perche


def pubblica(consegna: Consegna) -> Counter:
    """Write the files of the delivery, once its documents are in place. Gives the number for each outcome."""
    with connection.cursor() as cursor:
        cursor.execute("analyze s_file")
        cursor.execute(PUBBLICA, [consegna.pk])
    files = consegna.files.order_by()
    conteggi = Counter(dict(files.values_list("esito").annotate(Count("pk"))))
    conteggi["gia_ricevuti"] = files.filter(gia_ricevuto=True).count()
    conteggi["datori"] = files.aggregate(datori=Count("prospetto__datore", distinct=True))["datori"]
    return conteggi
