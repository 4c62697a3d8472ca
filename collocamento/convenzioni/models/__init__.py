from collocamento.convenzioni.models.atto import Atto, Firma
from collocamento.convenzioni.models.convenzione import Convenzione
from collocamento.convenzioni.models.impegni import Commessa, Copertura, Impegno, Sollecito
from collocamento.convenzioni.models.quadro import Quadro


__all__ = ["Atto", "Commessa", "Convenzione", "Copertura", "Firma", "Impegno", "Quadro", "Sollecito"]
