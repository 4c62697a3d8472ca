"""The incentive for hiring a disabled person (art. 13): a share of the monthly gross pay for so many months."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from collocamento.normativa.derivazione import Passo
from collocamento.normativa.parametri import ParametroNonVerificato, parametro
from collocamento.normativa.tipi import DatoNonValido


class FasciaIncentivo(StrEnum):
    """Whom the incentive is for, always on a permanent contract.

    Above 79% or first to third war category; 67-79% or fourth to sixth; intellectual or psychic above 45%.
    """

    OLTRE_79 = "oltre_79"
    DA_67_A_79 = "67_79"
    PSICHICA = "psichica"


@dataclass(frozen=True, slots=True)
class Incentivo:
    """Euro a month, months and euro in all; the last two are None while the months are not verified."""

    mensile: Decimal
    mesi: int | None
    totale: Decimal | None
    passi: tuple[Passo, ...]


def incentivo_art13(fascia: FasciaIncentivo, retribuzione: Decimal | int, data: date) -> Incentivo:
    """What hiring on `data` somebody paid `retribuzione` gross a month would give back.

    Raises DatoNonValido for a negative pay, ParametroNonVerificato when the share is not verified on that date.
    """
    if retribuzione < 0:
        raise DatoNonValido(f"retribuzione: il numero non può essere negativo ({retribuzione}).")
    percento = parametro("incentivi", f"percento_{fascia}", data).intero
    mensile = Decimal(retribuzione) * percento / 100
    parametri = {"percento": percento, "retribuzione": Decimal(retribuzione)}
    passi = [Passo("incentivo_mensile", mensile, parametri)]
    try:
        mesi = parametro("incentivi", f"mesi_{fascia}", data).intero
    except ParametroNonVerificato:
        return Incentivo(mensile, None, None, tuple(passi))
    passi.append(Passo("incentivo_totale", mensile * mesi, {"mensile": mensile, "mesi": mesi}))
    return Incentivo(mensile, mesi, mensile * mesi, tuple(passi))
