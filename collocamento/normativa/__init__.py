"""The law on targeted placement (L. 68/1999) as functions and dated parameters. Pure Python, no Django."""

from __future__ import annotations

from collocamento.normativa.calcolo import calcola, calcola_con_esoneri_al_massimale
from collocamento.normativa.derivazione import Passo, PassoReso, Segnalazione, render, render_segnalazione
from collocamento.normativa.enumerazioni import (
    Ambito,
    ArrotondamentoEsonero,
    ArrotondamentoPartTime,
    ArrotondamentoSospensione,
    Categoria,
    Causa,
    Classe,
    ConteggioRitardo,
    MassimaleArt18,
    Ripartizione,
    Stato,
    TipoConvenzione,
    Tipologia,
    Verso,
)
from collocamento.normativa.risultato import CifreNazionali, CifreProvincia, Risultato
from collocamento.normativa.tipi import (
    IMPOSTAZIONI,
    CategoriaEsclusa,
    Compensazione,
    Convenzione,
    DatiProvincia,
    DatoNonValido,
    Datore,
    Esonero,
    Esonero60PerMille,
    Impostazioni,
    RigaOraria,
    Sospensione,
    SospensioneNazionale,
)


__all__ = [
    "Ambito",
    "ArrotondamentoEsonero",
    "ArrotondamentoPartTime",
    "ArrotondamentoSospensione",
    "Categoria",
    "CategoriaEsclusa",
    "Causa",
    "CifreNazionali",
    "CifreProvincia",
    "Classe",
    "Compensazione",
    "ConteggioRitardo",
    "Convenzione",
    "DatiProvincia",
    "DatoNonValido",
    "Datore",
    "Esonero",
    "Esonero60PerMille",
    "IMPOSTAZIONI",
    "Impostazioni",
    "MassimaleArt18",
    "Passo",
    "PassoReso",
    "RigaOraria",
    "Ripartizione",
    "Risultato",
    "Segnalazione",
    "Sospensione",
    "SospensioneNazionale",
    "Stato",
    "TipoConvenzione",
    "Tipologia",
    "Verso",
    "calcola",
    "calcola_con_esoneri_al_massimale",
    "render",
    "render_segnalazione",
]
