"""What can be asked today, shown beside the form before anything is written."""

from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from collocamento.enums import CategoriaSoggetto
from collocamento.models import Datore
from collocamento.normativa import Passo, Tipologia, esonero_concedibile, proponi_compensazioni
from collocamento.normativa.esoneri import PERCENTO_MASSIMO, PERCENTO_MASSIMO_VIGILANZA_TRASPORTO, autocertificati
from collocamento.provvedimenti.enums import Genere
from collocamento.provvedimenti.massimali import Quadro, quadro
from collocamento.scheda import passi_resi
from socialabs.anagrafica.models import Provincia
from socialabs.base.giorni import oggi


def suggerimenti(datore: Datore, genere: str) -> list[dict[str, Any]]:
    """Figures with their steps for components/derivazione.html; `scelta` is a query that fills the form in."""
    crea = {Genere.ESONERO: _esonero, Genere.COMPENSAZIONE: _compensazioni}.get(Genere(genere))
    dati = quadro(datore.pk, oggi()) if crea else None
    return crea(dati) if dati else []


def _esonero(dati: Quadro) -> list[dict[str, Any]]:
    nazionale = dati.risultato.nazionale
    autocertificate = sum(autocertificati(foglio) for foglio in dati.fogli)
    concesse = sum(e.numero for foglio in dati.fogli for e in foglio.esoneri if e.vale(dati.giorno))
    figure = []
    for percento in (PERCENTO_MASSIMO, PERCENTO_MASSIMO_VIGILANZA_TRASPORTO):
        massimale = esonero_concedibile(
            nazionale.classe,
            nazionale.quota_disabili,
            percento=percento,
            autocertificate=autocertificate,
            altre=concesse,
        )
        etichetta = _("Ancora concedibili oggi in tutta l'azienda (limite: %(n)s%% della quota)") % {"n": percento}
        figure.append({"etichetta": etichetta, "valore": massimale.numero, "passi": _resi(massimale.passi)})
    return figure


def _compensazioni(dati: Quadro) -> list[dict[str, Any]]:
    proposte = proponi_compensazioni(Tipologia(dati.datore.tipologia), dati.risultato.province)
    codici = {codice for proposta in proposte for codice in (proposta.da, proposta.a)}
    nomi = dict(Provincia.objects.filter(codice__in=codici).values_list("codice", "nome"))
    return [
        {
            "etichetta": _("%(da)s per %(a)s, %(categoria)s")
            % {
                "da": nomi.get(proposta.da, proposta.da),
                "a": nomi.get(proposta.a, proposta.a),
                "categoria": CategoriaSoggetto(proposta.categoria).label,
            },
            "valore": proposta.numero,
            "passi": _resi(proposta.passi),
            "scelta": urlencode(
                {
                    "provincia": proposta.da,
                    "altra_provincia": proposta.a,
                    "categoria": proposta.categoria.value,
                    "posizioni": proposta.numero,
                }
            ),
        }
        for proposta in proposte
    ]


def _resi(passi: tuple[Passo, ...]) -> list[dict]:
    return passi_resi([passo.as_dict() for passo in passi], {})
