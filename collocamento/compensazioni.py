"""What an employer may still compensate between its provinces, worked out of its figures."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from collocamento.enums import CategoriaSoggetto
from collocamento.models import CalcoloProvincia, Prospetto
from collocamento.normativa import Categoria, CompensazioneProposta, Tipologia, proponi_compensazioni
from collocamento.scheda import passi_resi


def compensazioni_possibili(
    prospetto: Prospetto, fogli: Iterable[CalcoloProvincia], province: Mapping[str, str]
) -> list[dict[str, Any]]:
    """The compensations that declared rows don't cover yet, with their steps in words; `province` names the codes."""
    ferme = {
        (anomalia["province"], Categoria(anomalia["category"]))
        for anomalia in prospetto.anomalie
        if anomalia["code"] == "compensation_both_directions"
    }
    cifre = {foglio.provincia: foglio for foglio in fogli}
    proposte = proponi_compensazioni(Tipologia(prospetto.tipologia), cifre, ferme=ferme)
    return [in_parole(proposta, province) for proposta in proposte]


def in_parole(proposta: CompensazioneProposta, province: Mapping[str, str]) -> dict[str, Any]:
    """A proposal as `collocamento/_compensazioni.html` takes it."""
    nomi = {"da": province.get(proposta.da, proposta.da), "a": province.get(proposta.a, proposta.a)}
    return {
        **nomi,
        "numero": proposta.numero,
        "categoria": CategoriaSoggetto(proposta.categoria).label,
        "su_autorizzazione": proposta.su_autorizzazione,
        "etichetta": _("Da %(da)s a %(a)s") % nomi,
        "passi": passi_resi([passo.as_dict() for passo in proposta.passi], province),
    }
