"""Shows on the screen what the children write to their logs: everything of one, only the errors of the others."""

import re
from dataclasses import dataclass
from pathlib import Path

from socialabs.servizi.schermo import say


ERROR = re.compile(r"\b(ERROR|CRITICAL|FATAL|PANIC)\b|^\w*(Error|Exception)\b")


@dataclass
class Eco:
    """Follows one log file from where it ended when this object was made."""

    nome: str
    log: Path
    everything: bool = False
    offset: int = 0

    def __post_init__(self) -> None:
        self.offset = self.log.stat().st_size if self.log.exists() else 0

    def show(self) -> None:
        """Print the complete lines that are new."""
        if not self.log.exists():
            return
        with self.log.open("rb") as file:
            file.seek(self.offset)
            new = file.read()
        complete = new[: new.rfind(b"\n") + 1]
        self.offset += len(complete)
        for line in complete.decode(errors="replace").splitlines():
            if self.everything:
                say(f"  {line}")
            elif ERROR.search(line):
                say(f"[{self.nome}] {line}")
