from collocamento.provvedimenti.models.contributo import ContoContributo, TermineContributo, Versamento
from collocamento.provvedimenti.models.provvedimento import Allegato, Passaggio, Provvedimento


__all__ = ["Allegato", "ContoContributo", "Passaggio", "Provvedimento", "TermineContributo", "Versamento"]
