"""What a file is, by its first bytes: enough to tell an archive, an empty file or a forbidden prologue from XML."""

from collocamento.unipi.rifiuti import Motivo, Rifiuto


_FIRME = (
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"PK\x07\x08", "zip"),
    (b"\x1f\x8b", "gzip"),
    (b"\x1f\x9d", "compress"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"Rar!\x1a\x07", "rar"),
    (b"BZh", "bzip2"),
    (b"\xfd7zXZ\x00", "xz"),
    (b"\x28\xb5\x2f\xfd", "zstd"),
    (b"MSCF", "cab"),
)
_ESTENSIONI = (".zip", ".gz", ".tgz", ".7z", ".rar", ".tar", ".bz2", ".xz", ".zst", ".cab")
_SEGNI_DI_CODIFICA = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_BIANCHI = b" \t\r\n\x00"


def archivio(inizio: bytes, nome: str = "") -> str | None:
    """The kind of archive that the first 512 bytes show, or that the name of the file tells; or None."""
    for firma, tipo in _FIRME:
        if inizio.startswith(firma):
            return tipo
    if inizio[257:262] == b"ustar":
        return "tar"
    estensione = next((e for e in _ESTENSIONI if nome.lower().endswith(e)), None)
    return estensione[1:] if estensione else None


def archivio_annidato(tipo: str) -> Rifiuto:
    """The refusal of an archive inside the delivery."""
    return Rifiuto(
        Motivo.ARCHIVIO_ANNIDATO,
        f"Il file è un archivio ({tipo}) dentro la consegna: va estratto e i suoi file consegnati da soli.",
    )


def troppo_grande(limite: int) -> Rifiuto:
    """The refusal of a file longer than `limite` bytes."""
    return Rifiuto(Motivo.TROPPO_GRANDE, f"Il file supera il limite di {limite / 1024**2:.0f} MB.")


def vuoto(contenuto: bytes) -> bool:
    """Nothing but blanks, and possibly a byte order mark."""
    return not _senza_segno(contenuto).lstrip(_BIANCHI)


def ha_doctype(contenuto: bytes) -> bool:
    """Whether the prologue declares a DOCTYPE, in any encoding that keeps ASCII (UTF-16 included).

    Looked for before parsing, so that no entity of the file ever comes near the parser.
    """
    resto = _senza_segno(contenuto)
    if b"\x00" in resto[:4]:
        resto = resto.replace(b"\x00", b"")
    posizione = 0
    while True:
        posizione = _dopo_i_bianchi(resto, posizione)
        chiusura = _chiusura(resto, posizione)
        if chiusura is None:
            return resto.startswith(b"<!DOCTYPE", posizione)
        fine = resto.find(chiusura, posizione + 2)
        if fine < 0:
            return False
        posizione = fine + len(chiusura)


def _senza_segno(contenuto: bytes) -> bytes:
    for segno in _SEGNI_DI_CODIFICA:
        if contenuto.startswith(segno):
            return contenuto[len(segno) :]
    return contenuto


def _dopo_i_bianchi(contenuto: bytes, posizione: int) -> int:
    while contenuto[posizione : posizione + 1].isspace():
        posizione += 1
    return posizione


def _chiusura(contenuto: bytes, posizione: int) -> bytes | None:
    """What ends the comment or instruction that opens here."""
    if contenuto.startswith(b"<?", posizione):
        return b"?>"
    if contenuto.startswith(b"<!--", posizione):
        return b"-->"
    return None
