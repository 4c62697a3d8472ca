"""The demonstration's companies keep their list: the large one from its return, with what has changed since."""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from collocamento.models import Datore
from collocamento.normativa import Ambito, Attivita, Contratto, DatiProvincia
from collocamento.organico import quadro
from collocamento.organico.azioni.elenco import comincia_dal_prospetto, conferma
from collocamento.organico.azioni.righe import aggiungi
from collocamento.organico.dati import DatiLavoratore
from collocamento.organico.models import Organico
from socialabs.anagrafica.models import Organizzazione
from socialabs.base.contesto import Contesto
from socialabs.base.dimostrazione import Dimostrazione, passo
from socialabs.base.giorni import oggi
from socialabs.utenti.enums import Ruolo
from socialabs.utenti.models import Appartenenza


@passo(55, "gli organici tenuti dalle aziende")
def tieni_gli_organici(demo: Dimostrazione) -> None:
    for chiave, confermato in (("azienda_1", False), ("azienda_2", True)):
        _tieni(demo.organizzazioni[chiave], confermato=confermato)


def _tieni(azienda: Organizzazione, *, confermato: bool) -> None:
    datore = Datore.objects.get(organizzazione=azienda)
    if Organico.objects.filter(datore=datore).exists():
        return
    persona = Appartenenza.objects.filter(organizzazione=azienda, ruolo=Ruolo.REFERENTE_AZIENDA).first()
    ctx = Contesto(utente=persona.utente, appartenenza=persona) if persona else Contesto.sistema("demo")
    calcolo = quadro.ultimo_calcolo(ctx, datore.pk)
    dichiarante, fogli = quadro.ingressi_di(calcolo)
    organico = comincia_dal_prospetto(
        datore=datore,
        prospetto=calcolo.prospetto,
        fogli=fogli,
        tipologia=dichiarante.tipologia.value,
        provincia_sede=dichiarante.provincia_sede,
        ctx=ctx,
    )
    for dati in [*_novita(organico), *(_esclusi(fogli) if confermato else ())]:
        aggiungi(organico=organico, dati=dati, ctx=ctx)
    if confermato:
        conferma(organico=organico, versione_letta=organico.versione, ctx=ctx)


def _esclusi(fogli: Sequence[DatiProvincia]) -> Iterator[DatiLavoratore]:
    """Those whom the return counts by category, with the contract that their employer knows."""
    for foglio in fogli:
        for posizione, categoria in enumerate(foglio.categorie_escluse, start=1):
            if categoria.numero:
                in_cantiere = categoria.ambito == Ambito.DISABILI
                yield DatiLavoratore(
                    f"{foglio.codice}-esclusi-{posizione}",
                    foglio.codice,
                    categoria.numero,
                    contratto=Contratto.INDETERMINATO if in_cantiere else Contratto.APPRENDISTATO,
                    attivita=Attivita.CANTIERE_EDILE if in_cantiere else Attivita.ORDINARIA,
                )


def _novita(organico: Organico) -> list[DatiLavoratore]:
    """Hired since the return: who counts, who does not because of the contract, who has a short one."""
    da_poco = oggi() - timedelta(days=30)
    sede = organico.provincia_sede_id
    return [
        DatiLavoratore("N-001", sede, inizio=da_poco),
        DatiLavoratore("N-002", sede, inizio=da_poco, contratto=Contratto.APPRENDISTATO),
        DatiLavoratore("N-003", sede, inizio=da_poco, fine=da_poco + timedelta(days=90), contratto=Contratto.TERMINE),
    ]
