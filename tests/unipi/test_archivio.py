"""What an operator may hand over, hostile archives included."""

import io
import os
import stat
import struct
import zipfile
from pathlib import Path

import pytest

from collocamento.unipi.archivio import apri
from collocamento.unipi.limiti import Limiti
from collocamento.unipi.rifiuti import Motivo, Rifiuto


XML = b"<prospetto/>"


def _zip(*voci: tuple[str | zipfile.ZipInfo, bytes], metodo=zipfile.ZIP_DEFLATED) -> bytes:
    memoria = io.BytesIO()
    with zipfile.ZipFile(memoria, "w", metodo) as archivio:
        for nome, contenuto in voci:
            archivio.writestr(nome, contenuto, metodo)
    return memoria.getvalue()


def _leggi(contenuto: bytes, nome: str = "consegna.zip", **limiti) -> list[tuple[str, object]]:
    """(name, bytes or reason) of every file."""
    with apri(io.BytesIO(contenuto), nome=nome, limiti=Limiti(**limiti)) as consegna:
        letti = [
            (voce.nome, voce.contenuto.motivo if isinstance(voce.contenuto, Rifiuto) else voce.contenuto)
            for voce in consegna.voci
        ]
        assert len(letti) == consegna.totale
    return letti


def _rifiutata(contenuto: bytes, nome: str = "consegna.zip", **limiti) -> Motivo:
    with pytest.raises(Rifiuto) as preso:
        _leggi(contenuto, nome, **limiti)
    assert preso.value.messaggio.endswith(".")
    return preso.value.motivo


def test_the_demo_zip_gives_every_file(corpus):
    percorso = Path(__file__).resolve().parents[2] / "demo" / "prospetti_demo.zip"
    with apri(percorso) as consegna:
        assert consegna.totale == 320
        letti = {voce.nome: voce.contenuto for voce in consegna.voci}
    annidato = letti.pop("archivio_interno.zip")
    assert annidato.motivo == Motivo.ARCHIVIO_ANNIDATO
    assert "va estratto" in annidato.messaggio
    assert letti == {nome: contenuto for nome, contenuto in corpus.items() if nome != "archivio_interno.zip"}


def test_folders_and_leftovers_are_skipped_in_silence():
    contenuto = _zip(
        ("anno/", b""), ("anno/a.xml", XML), ("__MACOSX/._a.xml", b"x"), ("anno/.DS_Store", b"x"), ("Thumbs.db", b"x")
    )
    assert _leggi(contenuto) == [("anno/a.xml", XML)]


@pytest.mark.parametrize(
    "nome", ["../a.xml", "a/../../b.xml", "/etc/passwd", "C:\\a.xml", "..\\a.xml", "\\\\server\\a", "a\nb.xml"]
)
def test_names_that_lead_elsewhere_are_refused(nome):
    (trovato, motivo), buono = _leggi(_zip((nome, XML), ("b.xml", XML)))
    assert motivo == Motivo.NOME_PERICOLOSO
    assert trovato.isprintable()
    assert buono == ("b.xml", XML)


def test_links_are_refused():
    voce = zipfile.ZipInfo("a.xml")
    voce.create_system = 3
    voce.external_attr = (stat.S_IFLNK | 0o777) << 16
    assert _leggi(_zip((voce, b"/etc/passwd"))) == [("a.xml", Motivo.COLLEGAMENTO)]


def test_a_password_is_told_apart():
    contenuto = bytearray(_zip(("a.xml", XML)))
    contenuto[6] |= 1
    contenuto[contenuto.index(b"PK\x01\x02") + 8] |= 1
    assert _leggi(bytes(contenuto)) == [("a.xml", Motivo.CIFRATO)]


@pytest.mark.parametrize(
    "dentro",
    [_zip(("x.xml", XML)), b"\x1f\x8b\x08", b"Rar!\x1a\x07\x00", b"BZh9", b"\xfd7zXZ\x00"],
    ids=["zip", "gzip", "rar", "bzip2", "xz"],
)
def test_archives_inside_are_known_by_their_content(dentro):
    assert _leggi(_zip(("a.xml", dentro), ("b.xml", XML))) == [("a.xml", Motivo.ARCHIVIO_ANNIDATO), ("b.xml", XML)]


def test_a_bomb_is_stopped_by_its_ratio_and_a_small_repetitive_file_is_not():
    bomba = _zip(("a.xml", b"0" * 5_000_000), ("b.xml", XML))
    assert _leggi(bomba) == [("a.xml", Motivo.TROPPO_GRANDE), ("b.xml", XML)]
    assert _leggi(_zip(("a.xml", b"0" * 500_000)))[0][1] == b"0" * 500_000


def test_sizes_are_limited_one_by_one_and_altogether():
    contenuto = _zip(*((f"{n}.xml", os.urandom(1000)) for n in range(5)))
    assert [letto for _, letto in _leggi(contenuto, xml_bytes=999)] == [Motivo.TROPPO_GRANDE] * 5
    insieme = [letto for _, letto in _leggi(contenuto, unpacked_bytes=2500)]
    assert [isinstance(letto, bytes) for letto in insieme] == [True, True, False, False, False]


def test_a_header_that_lies_about_its_size_gains_nothing():
    contenuto = bytearray(_zip(("a.xml", b"1" * 3_000_000), ("b.xml", XML)))
    indice = contenuto.index(b"PK\x01\x02")
    struct.pack_into("<L", contenuto, indice + 24, 100)
    struct.pack_into("<L", contenuto, 22, 100)
    assert _leggi(bytes(contenuto), xml_bytes=10_000) == [("a.xml", Motivo.NON_LEGGIBILE), ("b.xml", XML)]


def test_entries_that_share_bytes_are_refused():
    contenuto = bytearray(_zip(("a.xml", XML), ("b.xml", XML)))
    secondo = contenuto.index(b"PK\x01\x02", contenuto.index(b"PK\x01\x02") + 4)
    struct.pack_into("<L", contenuto, secondo + 42, 0)
    assert _rifiutata(bytes(contenuto)) == Motivo.ARCHIVIO_DANNEGGIATO


def test_too_many_entries_are_counted_before_opening():
    contenuto = _zip(*((f"{n}.xml", b"") for n in range(101)))
    assert _rifiutata(contenuto, entries=100) == Motivo.TROPPO_GRANDE
    assert len(_leggi(contenuto, entries=101)) == 101
    bugiardo = bytearray(contenuto)
    struct.pack_into("<HH", bugiardo, bugiardo.rindex(b"PK\x05\x06") + 8, 1, 1)
    assert _rifiutata(bytes(bugiardo), entries=100) == Motivo.TROPPO_GRANDE


@pytest.mark.parametrize("taglio", [10, 60, 150, -1, -22])
def test_a_truncated_zip_gives_one_clear_line(taglio):
    contenuto = _zip(("a.xml", XML), ("b.xml", XML))
    assert _rifiutata(contenuto[:taglio]) == Motivo.ARCHIVIO_DANNEGGIATO


def test_a_damaged_entry_does_not_stop_the_others():
    contenuto = bytearray(_zip(("a.xml", os.urandom(500)), ("b.xml", XML)))
    contenuto[200] ^= 0xFF
    assert _leggi(bytes(contenuto)) == [("a.xml", Motivo.NON_LEGGIBILE), ("b.xml", XML)]


def test_an_unknown_compression_is_one_refused_file():
    contenuto = bytearray(_zip(("a.xml", XML)))
    struct.pack_into("<H", contenuto, 8, 99)
    struct.pack_into("<H", contenuto, contenuto.index(b"PK\x01\x02") + 10, 99)
    assert _leggi(bytes(contenuto)) == [("a.xml", Motivo.NON_LEGGIBILE)]


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_the_same_name_twice_gives_two_files():
    contenuto = _zip(("a.xml", b"1"), ("a.xml", b"2"), ("a.xml (2)", b"3"))
    letti = _leggi(contenuto)
    assert [letto for _, letto in letti] == [b"1", b"2", b"3"]
    assert len({nome for nome, _ in letti}) == 3


def test_a_comment_and_a_prefix_do_not_confuse_the_index():
    memoria = io.BytesIO(_zip(("a.xml", XML)))
    with zipfile.ZipFile(memoria, "a") as archivio:
        archivio.comment = b"consegna di gennaio"
    assert _leggi(memoria.getvalue()) == [("a.xml", XML)]
    assert _leggi(b"PK davanti" + memoria.getvalue()) == [("a.xml", XML)]


def test_a_very_long_name_keeps_its_end():
    lungo = "cartella/" * 80
    letti = _leggi(_zip((f"{lungo}a.xml", XML), (f"x{lungo}a.xml", XML)))
    assert [nome[-6:] for nome, _ in letti] == ["/a.xml", "ml (2)"]
    assert all(len(nome) < 500 and letto == XML for nome, letto in letti)


def test_an_entry_may_say_in_the_long_form_where_it_is():
    inizio = _zip(("a.xml", XML)).index(b"PK\x01\x02")  # where the index was, a second file begins
    voce = zipfile.ZipInfo("b.xml")
    voce.extra = struct.pack("<HHH", 9, 2, 0) + struct.pack("<HHQ", 1, 8, inizio)
    contenuto = bytearray(_zip(("a.xml", XML), (voce, XML)))
    secondo = contenuto.index(b"PK\x01\x02", contenuto.index(b"PK\x01\x02") + 4)
    assert struct.unpack_from("<L", contenuto, secondo + 42)[0] == inizio
    struct.pack_into("<L", contenuto, secondo + 42, 0xFFFFFFFF)
    assert _leggi(bytes(contenuto)) == [("a.xml", XML), ("b.xml", XML)]


def test_an_entry_beyond_the_end_is_damage():
    contenuto = bytearray(_zip(("a.xml", XML)))
    struct.pack_into("<L", contenuto, contenuto.index(b"PK\x01\x02") + 42, 1_000_000)
    assert _rifiutata(bytes(contenuto)) == Motivo.ARCHIVIO_DANNEGGIATO


def test_a_zip64_index_is_read():
    memoria = io.BytesIO()
    with zipfile.ZipFile(memoria, "w") as archivio:
        for n in range(65_600):
            archivio.writestr(f"{n}", b"")
    with apri(io.BytesIO(memoria.getvalue()), nome="z.zip") as consegna:
        assert consegna.totale == 65_600
    assert _rifiutata(memoria.getvalue(), entries=65_599) == Motivo.TROPPO_GRANDE


@pytest.mark.parametrize("nome", ["a.rar", "a.7z", "a.tar.gz"])
def test_other_archives_are_not_opened(nome):
    assert _rifiutata(b"qualcosa", nome) == Motivo.ARCHIVIO_ANNIDATO
    assert _rifiutata(b"7z\xbc\xaf\x27\x1c", "a.xml") == Motivo.ARCHIVIO_ANNIDATO


def test_a_single_file_by_path_or_open(tmp_path):
    percorso = tmp_path / "uno.xml"
    percorso.write_bytes(XML)
    with apri(percorso) as consegna:
        assert list(consegna.voci) == [("uno.xml", XML)]
    aperto = io.BytesIO(XML)
    assert _leggi(XML, "due.xml") == [("due.xml", XML)]
    with apri(aperto, nome="due.xml") as consegna:
        list(consegna.voci)
    assert not aperto.closed
    assert _leggi(XML * 10, "due.xml", xml_bytes=20) == [("due.xml", Motivo.TROPPO_GRANDE)]
    with pytest.raises(Rifiuto), apri(tmp_path / "manca.xml"):
        pass


def test_a_folder_gives_its_files_and_follows_no_link(tmp_path):
    (tmp_path / "dentro").mkdir()
    (tmp_path / "dentro" / "b.xml").write_bytes(XML)
    (tmp_path / "a.xml").write_bytes(XML)
    (tmp_path / ".DS_Store").write_bytes(b"x")
    (tmp_path / "c.xml").symlink_to("/etc/passwd")
    (tmp_path / "d").symlink_to("/etc")
    os.mkfifo(tmp_path / "e.xml")
    with apri(tmp_path) as consegna:
        letti = {nome: getattr(letto, "motivo", letto) for nome, letto in consegna.voci}
    assert letti == {
        "a.xml": XML,
        "c.xml": Motivo.COLLEGAMENTO,
        "d": Motivo.COLLEGAMENTO,
        "dentro/b.xml": XML,
        "e.xml": Motivo.NON_LEGGIBILE,
    }
    with pytest.raises(Rifiuto), apri(tmp_path, limiti=Limiti(entries=3)):
        pass
