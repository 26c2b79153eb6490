"""Sealed words are found however they are written, and nothing else is; what is sealed stays so."""

import io
import itertools
import os
import random
import tempfile
import unicodedata
import unittest
import zipfile
from pathlib import Path

import docx
import openpyxl
from PIL import Image
from pypdf import PdfWriter
from pypdf.annotations import FreeText
from reportlab.pdfgen.canvas import Canvas

from ..world import plain

cipher = plain.load("directive_petition", "tools.seal.cipher")
key_ring = plain.load("directive_petition", "tools.seal.key_ring")
scanner_tool = plain.load("directive_petition", "tools.seal.scanner")
fold = plain.load("directive_tracking", "tools.text").fold

read_file = plain.load("directive_petition", "tools.seal.files").read_file

SealError, KeyFileError = cipher.SealError, key_ring.KeyFileError
KeyRing, Scanner = key_ring.KeyRing, scanner_tool.Scanner
FAMILY = ("Nguyễn", "Trần", "Lý", "Giàng", "Vàng", "Tẩn", "Đặng", "Hoàng")
MIDDLE = ("Văn", "Thị", "Láo", "A", "Mẩy", "Đức", "Thị Vỉnh")
GIVEN = ("Sì", "Phủ", "Hà", "Sùng", "Đông", "Tả", "Quỳnh")
AROUND = ("Theo đơn của {} gửi ngày 02/12", "({})", "{}", "Kính gửi: {};", "don_{}.pdf")
PLACES = ("petition.person,1", "petition.person,2", "petition.paper,1")


def spellings(name):
    """Return a name as people and programs write it."""
    yield from (name, name.upper(), name.lower(), fold(name), fold(name).upper())
    yield unicodedata.normalize("NFD", name)
    yield name.replace(" ", "\n")
    yield name.replace(" ", "\u00a0 ")
    yield name.replace(" ", "\u200b ")
    yield name.replace(" ", "_")
    yield "".join(f"&#{ord(sign)};" if sign > "\x7f" else sign for sign in name)
    first, _blank, rest = name.partition(" ")
    yield f"<b>{first}</b> <i>{rest}</i>"
    yield name.replace(" ", "-")
    *before, given = name.split()
    yield f"{given} {' '.join(before)}"
    yield f"{given}, {' '.join(before)}"
    yield " ".join(name.split()[::-1])
    if len(before) > 1:
        yield f"{'.'.join(one[0] for one in before)}. {given}"
        yield f"{before[0]} {' '.join(f'{one[0]}.' for one in before[1:])} {given}"


LOOK_ALIKE = str.maketrans("aceopxyiAHKMNOPTXY", "асеорхуіАНКМΝОРТХУ")
SAID = "không một hai ba bốn năm sáu bảy tám chín".split()
WIDE = {sign: sign + 0xFEE0 for sign in range(0x21, 0x7F)}
RINGED = {ord("A") + n: 0x24B6 + n for n in range(26)} | {
    ord("a") + n: 0x24D0 + n for n in range(26)
}


def disguises(name):
    """Return a name as somebody writes it who wants it to pass a machine and not a reader."""
    marks = unicodedata.normalize("NFD", name)
    yield marks.translate(LOOK_ALIKE)
    yield unicodedata.normalize("NFC", marks.translate(LOOK_ALIKE))
    yield (fold(name).upper() if name.isupper() else fold(name)).translate(LOOK_ALIKE)
    yield marks.translate(WIDE)
    yield fold(name).upper().translate(RINGED)
    for unseen in ("\u200b", "\u2060", "\u00ad", "\u034f", "\ufe0f", "\u115f", "\u0336", "\u20dd"):
        yield unseen.join(unicodedata.normalize("NFC", name))
    for between in (".", " ", "-", "_", "·", "\u2009", "*", "\n"):
        yield between.join(unicodedata.normalize("NFC", name).replace(" ", ""))
        yield between.join(fold(name).replace(" ", ""))


class TestSealWords(unittest.TestCase):
    """Names drawn from what people here are called."""

    def test_a_disguised_name_is_found_and_blackened(self):
        drawn = random.Random(15)
        for name in [*drawn.sample(self.names(), 60), "LÝ A", "LÒ HÀ"]:
            scanner = Scanner([{"name": name}])
            for disguise, around in itertools.product(disguises(name), AROUND):
                with self.subTest(name=name, disguise=disguise, around=around):
                    text = around.format(disguise)
                    self.assertTrue(scanner.find(text))
                    self.assertFalse(scanner.find(scanner.redact(text)))

    def test_a_number_is_found_however_it_is_grouped_and_written(self):
        scanner = Scanner([{"phone": "0912 345 678", "id_number": "010085001234"}])
        for number in ("912345678", "010085001234"):
            said = " ".join(SAID[int(n)] for n in number)
            pairs = ".".join(number[n : n + 2] for n in range(0, len(number), 2))
            odd = (number.translate({ord("0") + n: 0x0660 + n for n in range(10)}), said, pairs)
            odd += (number.translate(WIDE), "\u200b".join(number), "-".join(number))
            odd += (number.replace("0", "O").replace("1", "l"), number.replace("1", "I"))
            for written in odd:
                with self.subTest(written):
                    self.assertTrue(scanner.find(f"Liên hệ số {written}."))

    def names(self):
        return [" ".join(parts) for parts in itertools.product(FAMILY, MIDDLE, GIVEN)]

    def test_a_name_is_found_in_every_spelling_and_place(self):
        drawn = random.Random(13)
        for name in drawn.sample(self.names(), 60):
            scanner = Scanner([{"name": name}])
            for spelling, around in itertools.product(spellings(name), AROUND):
                with self.subTest(name=name, spelling=spelling, around=around):
                    self.assertTrue(scanner.find(around.format(spelling)))

    def test_a_blackened_text_holds_it_no_longer(self):
        drawn = random.Random(14)
        for name in drawn.sample(self.names(), 60):
            scanner = Scanner([{"name": name}])
            for spelling in spellings(name):
                black = scanner.redact(f"Bà {spelling} trình bày; ông {spelling} ký.")
                with self.subTest(spelling):
                    self.assertFalse(scanner.find(black))
                    self.assertNotIn(fold(name), fold(black))
                    self.assertIn(scanner_tool.HIDDEN, black)

    def test_another_name_is_no_hit(self):
        drawn = random.Random(15)
        names = drawn.sample(self.names(), 40)
        for one, other in itertools.permutations(names, 2):
            if fold(one) != fold(other):
                with self.subTest(one=one, other=other):
                    self.assertFalse(Scanner([{"name": one}]).find(f"của {other}, thôn 2"))

    def test_an_ordinary_sentence_is_no_hit(self):
        text = (
            "Ủy ban nhân dân xã hà tiện đến đồng xa; lý do: văn hà, thị sự, bà hà khắc với ông "
            "Sơn. Số 12/QĐ-UBND ngày 02/12/2026, diện tích 1.234,5 m2, số tiền 912.345.678 đồng."
        )
        for name in self.names():
            found = Scanner([{"name": name, "phone": "0987654321", "id_number": "010085001234"}])
            with self.subTest(name):
                self.assertFalse(found.find(text))

    def test_numbers_are_found_however_they_are_grouped(self):
        scanner = Scanner(
            [{"id_number": "010085001234", "phone": "0912345678", "email": "Ha.Trang@mail.vn"}]
        )
        for text in (
            "CCCD 010085001234",
            "010 085 001 234",
            "0100-8500-1234",
            "ĐT: +84912345678",
            "0912.345.678",
            "84 912 345 678",
            "(0912) 345 678",
            "thư: ha.trang@MAIL.vn.",
            "ha.trang (at) mail.vn",
            "O912 345 678",
            "０９１２３４５６７８",
            "+84-(0)912-345-678",
            "0 9 1 2 3 4 5 6 7 8",
        ):
            with self.subTest(text):
                self.assertTrue(scanner.find(text))
        for text in ("0100850012345", "0912345679", "trang@mail.vn", "ha.trang@mail.vn-x"):
            with self.subTest(text):
                self.assertFalse(scanner.find(text))

    def test_an_address_is_found_by_its_first_parts(self):
        scanner = Scanner([{"address": "Số 12 đường Hoàng Liên, phường Sa Pa, tỉnh Lào Cai"}])
        self.assertTrue(scanner.find("nhà số 12, đường Hoàng Liên"))
        self.assertTrue(scanner.find("SO 12 DUONG HOANG LIEN"))
        self.assertFalse(scanner.find("phường Sa Pa, tỉnh Lào Cai"))
        village = Scanner([{"address": "Thôn Nậm Pung, xã Mường Hum, tỉnh Lào Cai"}])
        for text in (
            "ở thôn Nậm Pung thuộc xã Mường Hum",
            "xã Mường Hum, thôn Nậm Pung",
            "bản Nậm Pung - Mường Hum",
            "THON NAM PUNG, X. MUONG HUM",
            "Nậm\tPung\nMường Hum",
        ):
            self.assertTrue(village.find(text), text)
        for text in ("xã Mường Hum", "thôn Nậm Pung", "Nậm Pung. " + "a " * 9 + "Mường Hum"):
            self.assertFalse(village.find(text), text)
        self.assertFalse(scanner.find("số 12 đường Hoàng Diệu"))

    def test_the_accused_of_the_same_name_may_be_named(self):
        scanner = Scanner([{"name": "Vàng Thị Hà"}], visible_names=["Lò Thị Hà", "Vàng Sùng"])
        self.assertFalse(scanner.find("bà Hà và Lò Thị Hà"))
        self.assertTrue(scanner.find("Vàng Thị Hà"))

    def test_an_old_font_hides_nothing(self):
        scanner = Scanner([{"name": "Nguyễn Văn Sì"}])
        self.assertTrue(scanner.find("NguyÔn V¨n S×"))
        self.assertTrue(scanner.find("Nguyeãn Vaên Sì"))

    def test_a_long_text_is_searched_quickly(self):
        scanner = Scanner([{"name": name} for name in self.names()[:5]])
        self.assertFalse(scanner.find("nguyen va n " * 20_000))


def saved(document):
    document.save(made := io.BytesIO())
    return made.getvalue()


def a_document(place):
    """Return a Word file that names the person at one place, in pieces of different looks."""
    document = docx.Document()
    paragraph = document.add_paragraph("Kính gửi: ")
    if place == "header":
        paragraph = document.sections[0].header.paragraphs[0]
    if place == "table":
        paragraph = document.add_table(1, 1).cell(0, 0).paragraphs[0]
    if place == "properties":
        document.core_properties.author = "Tráng Thị Vỉnh Hà"
        return saved(document)
    for piece in ("Trá", "ng T", "hị Vỉnh ", "Hà"):
        paragraph.add_run(piece).bold = len(piece) > 3
    return saved(document)


def a_marked_pdf(**marks):
    """Return a PDF that names the person beside its pages: a note, a field, a bookmark, a property."""
    writer = PdfWriter(clone_from=io.BytesIO(a_pdf("Nothing here")))
    name = "Tráng Thị Vỉnh Hà"
    if marks.get("note"):
        writer.add_annotation(0, FreeText(text=name, rect=(50, 550, 200, 650)))
    if marks.get("bookmark"):
        writer.add_outline_item(name, 0)
    if marks.get("property"):
        writer.add_metadata({"/Keywords": name})
    writer.write(made := io.BytesIO())
    return made.getvalue()


def a_sheet():
    book = openpyxl.Workbook()
    book.active.append(["STT", "Người gửi"])
    book.create_sheet("2").append([1, "TRÁNG THỊ VỈNH HÀ"])
    return saved(book)


def a_pdf(*pages):
    canvas = Canvas(made := io.BytesIO())
    for text in pages:
        canvas.drawString(72, 700, text)
        canvas.showPage()
    canvas.save()
    return made.getvalue()


def packed(**files):
    with zipfile.ZipFile(made := io.BytesIO(), "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return made.getvalue()


def a_picture(size):
    Image.frombytes("RGB", (size, size), os.urandom(size * size * 3)).save(
        made := io.BytesIO(), "PNG"
    )
    return made.getvalue()


class TestSealFiles(unittest.TestCase):
    """A sealed name is found anywhere in a file; what only a person can read is told."""

    scanner = Scanner([{"name": "Tráng Thị Vỉnh Hà"}])

    def found(self, name, content):
        return any(map(self.scanner.find, read_file(name, content).texts))

    def test_a_name_is_found_in_every_kind_of_file(self):
        rtf = rb"{\rtf1 B\'e0 Tr\'e1ng Th\u7883? V\u7881?nh H\'e0}"
        for name, content in (
            ("a.docx", a_document("body")),
            ("a.docx", a_document("header")),
            ("a.docx", a_document("properties")),
            ("a.xlsx", a_sheet()),
            ("a.docx", a_document("table")),
            ("a.pdf", a_pdf("To: Trang Thi Vinh Ha")),
            ("note.pdf", a_marked_pdf(note=True)),
            ("bookmark.pdf", a_marked_pdf(bookmark=True)),
            ("property.pdf", a_marked_pdf(property=True)),
            ("a.zip", packed(one=b"x", two=a_document("body"))),
            ("a.rtf", rtf),
            ("a.txt", "Tráng Thị Vỉnh Hà".encode("utf-16")),
            ("Trang_Thi_Vinh_Ha.png", a_picture(2)),
        ):
            with self.subTest(name):
                self.assertTrue(self.found(name, content))

    def test_nothing_is_found_where_the_name_is_not(self):
        for name, content in (("a.docx", saved(docx.Document())), ("a.pdf", a_pdf("To: A"))):
            self.assertFalse(self.found(name, content))
            self.assertTrue(read_file(name, content).is_whole)

    def test_what_only_a_person_can_read_is_told_apart(self):
        document = docx.Document()
        document.add_picture(io.BytesIO(a_picture(300)))
        for name, content in (
            ("a.png", a_picture(2)),
            ("a.pdf", a_pdf("text", "")),
            ("a.docx", saved(document)),
            ("a.zip", packed(scan=a_picture(300))),
            ("a.rar", b"Rar!\x1a\x07 ..."),
            ("a.docx", b"PK\3\4 broken"),
            ("a.pdf", b"%PDF-1.7 broken"),
        ):
            with self.subTest(name):
                self.assertFalse(read_file(name, content).is_whole)


class TestSealCipher(unittest.TestCase):
    """Whoever has the database without the key reads nothing, and changes nothing unnoticed."""

    def setUp(self):
        self.ring = KeyRing({"old": os.urandom(32), "new": os.urandom(32)})

    def test_what_is_sealed_comes_back_at_its_place_only(self):
        values = {"name": "Tráng Thị Vỉnh Hà", "phone": "0912345678"}
        for place in PLACES:
            sealed = cipher.seal_values(self.ring, values, place)
            self.assertEqual(cipher.open_values(self.ring, sealed, place), values)
            for other in set(PLACES) - {place}:
                with self.assertRaises(SealError):
                    cipher.open_values(self.ring, sealed, other)

    def test_every_changed_byte_is_noticed(self):
        sealed = cipher.seal_bytes(self.ring, b"scan of a letter", "a")
        for index in range(len(sealed)):
            changed = bytearray(sealed)
            changed[index] ^= 1
            with self.subTest(index), self.assertRaises(SealError):
                cipher.open_bytes(self.ring, bytes(changed), "a")

    def test_shortened_values_are_refused(self):
        sealed = cipher.seal_bytes(self.ring, b"scan", "a")
        for size in range(len(sealed)):
            with self.subTest(size), self.assertRaises(SealError):
                cipher.open_bytes(self.ring, sealed[:size], "a")

    def test_the_newest_key_seals_and_old_ones_still_open(self):
        old = KeyRing({"old": self.ring.key("old")})
        sealed = cipher.seal_bytes(old, b"scan", "a")
        self.assertEqual(cipher.open_bytes(self.ring, sealed, "a"), b"scan")
        self.assertEqual(cipher.key_name(cipher.seal_bytes(self.ring, b"scan", "a")), "new")
        with self.assertRaises(SealError) as caught:
            cipher.open_bytes(old, cipher.seal_bytes(self.ring, b"scan", "a"), "a")
        self.assertEqual(caught.exception.reason, "wrong_key")

    def test_equal_values_look_different(self):
        one, other = (cipher.seal_values(self.ring, {"name": "Lý A Sì"}, "a") for _ in range(2))
        self.assertNotEqual(one, other)

    def test_without_a_key_nothing_is_sealed(self):
        with self.assertRaises(SealError):
            cipher.seal_bytes(KeyRing({}), b"scan", "a")


class TestSealKeyFile(unittest.TestCase):
    """A file of keys that is not right is refused with its place."""

    def test_a_file_everybody_may_read_is_refused(self):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "keys"
            path.write_text(f"2026 = {key_ring.new_key()}\n")
            path.chmod(0o600)
            self.assertEqual(key_ring.read_key_file(path).names(), ["2026"])
            path.chmod(0o604)
            with self.assertRaises(KeyFileError) as caught:
                key_ring.read_key_file(path)
            self.assertEqual(caught.exception.reason, "open")

    def test_what_is_no_key_is_refused_with_its_line(self):
        for text, reason in (
            (f"a = {key_ring.new_key()}\na = {key_ring.new_key()}", "twice"),
            ("a = AAAA", "line"),
            ("a", "line"),
            (f"a b = {key_ring.new_key()}", "line"),
        ):
            with self.subTest(text), self.assertRaises(KeyFileError) as caught:
                key_ring.read_keys(text)
            self.assertEqual(caught.exception.reason, reason)
        with self.assertRaises(KeyFileError) as caught:
            key_ring.read_key_file("/nowhere/keys")
        self.assertEqual(caught.exception.reason, "missing")
