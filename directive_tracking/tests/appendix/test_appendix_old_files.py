"""Files of old formats are read through LibreOffice, which runs by itself and within limits."""

import os
import shutil
import stat
import subprocess
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from unittest import skipUnless
from unittest.mock import patch

from odoo.tests import BaseCase

from ...tools import libreoffice
from ...tools.appendix import AppendixError, read_appendix
from ...tools.appendix.file.old_formats import convert
from .appendix_files import AGENCIES, HEADER, docx_file, task_row, xlsx_file
from .old_files import FIB_97, ole2_file
from .test_appendix_stamps import sheet_header
from .word_parts import font, paragraph, run, set_cell

SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")
WRITERS = {
    "doc": "doc:MS Word 97",
    "odt": "odt:writer8",
    "rtf": "rtf:Rich Text Format",
    "xls": "xls:MS Excel 97",
    "ods": "ods:calc8",
}
ROWS = (task_row(), task_row("2", "Lập danh mục", "Sở Nội vụ", "Sở Y tế", "15/7/2026"))
ABOVE = ("PHỤ LỤC", "(Kèm theo Kế hoạch số 18/KH-UBND ngày 12/01/2026 của UBND tỉnh)")


def saved_as(data, *suffixes):
    """{suffix: bytes}: the file as LibreOffice saves it in old formats, in one go."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "a.docx"
        source.write_bytes(data)
        for suffix in suffixes:
            command = [SOFFICE, f"-env:UserInstallation=file://{folder}/profile", "--headless"]
            command += ["--convert-to", WRITERS[suffix], "--outdir", folder, source]
            subprocess.run(command, check=True, capture_output=True, timeout=120)
        return {one: (Path(folder) / f"a.{one}").read_bytes() for one in suffixes}


@skipUnless(SOFFICE, "LibreOffice is not installed")
class TestAppendixOldFiles(BaseCase):
    def _check(self, data, *suffixes):
        for suffix, old in saved_as(data, *suffixes).items():
            with self.subTest(suffix):
                reading = read_appendix(f"a.{suffix}", old, AGENCIES)
                self.assertEqual([task.point for task in reading.tasks], ["1", "2"])
                first, second = reading.tasks
                self.assertEqual(first.content, "Rà soát")
                self.assertEqual(second.lead, ["Sở Nội vụ"])
                self.assertEqual(second.coordinators, ["Sở Y tế"])
                self.assertEqual(str(second.date_deadline), "2026-07-15")
                self.assertEqual(reading.document.number, "18/KH-UBND")

    def test_old_texts_are_read(self):
        """Also one that ends with its table, as LibreOffice writes it and cannot read it."""
        self._check(docx_file(HEADER, *ROWS, before=ABOVE), "doc", "odt", "rtf")

    def test_old_sheets_are_read(self):
        self._check(xlsx_file(*((line,) for line in ABOVE), HEADER, *ROWS), "xls", "ods")

    def test_an_old_font_is_read_in_an_old_text(self):
        def prepare(_document, table):
            set_cell(table, 1, 1, paragraph(run("h­íng dÉn quy ho¹ch", font(".VnTime"))))

        data = docx_file(HEADER, task_row(), prepare=prepare)
        (task,) = read_appendix("a.doc", saved_as(data, "doc")["doc"], AGENCIES).tasks
        self.assertEqual(task.content, "hướng dẫn quy hoạch")

    def test_a_mark_in_an_old_file_is_refused_wherever_it_stands(self):
        def header(document, _table):
            document.sections[0].header.paragraphs[0].text = "TỐI MẬT"

        def in_property(document, _table):
            document.core_properties.keywords = "Mật"

        sheet = xlsx_file(HEADER, *ROWS, prepare=lambda book, _s: sheet_header(book, "TUYỆT MẬT"))
        for data, suffix in (
            (docx_file(HEADER, *ROWS, prepare=header), "doc"),
            (docx_file(HEADER, *ROWS, prepare=in_property), "odt"),
            (sheet, "xls"),
        ):
            with self.subTest(suffix), self.assertRaises(AppendixError) as caught:
                read_appendix(f"a.{suffix}", saved_as(data, suffix)[suffix], AGENCIES)
            self.assertEqual(caught.exception.code, "secret")

    def test_a_file_that_is_none_after_all_is_named(self):
        with self.assertRaises(AppendixError) as caught:
            read_appendix("a.doc", ole2_file({"WordDocument": FIB_97, "1Table": b""}), AGENCIES)
        self.assertIn(caught.exception.code, ("not_converted", "no_table"))


class TestLibreOfficeLimits(BaseCase):
    """Limits of the program, tested with a misbehaving one."""

    @contextmanager
    def _program(self, script):
        """A fake LibreOffice; yields its output folder."""
        with tempfile.TemporaryDirectory() as folder:
            program = Path(folder) / "soffice"
            program.write_text(f"#!/bin/sh\n{script.format(folder=folder)}\n")
            program.chmod(program.stat().st_mode | stat.S_IXUSR)
            with (
                patch.object(libreoffice, "_program", lambda: str(program)),
                patch.object(libreoffice, "SECONDS", 5),
                patch.object(libreoffice, "WAIT", 1),
                # Not the machine's place, which another suite may hold at this moment.
                patch.object(libreoffice, "_place", lambda: Path(folder) / "place"),
            ):
                yield Path(folder)

    def _refused(self):
        with self.assertRaises(AppendixError) as caught:
            convert("a.doc", b"x", "word_97")
        return caught.exception.code

    def test_a_program_that_does_not_end_is_ended_with_all_it_started(self):
        self._start_and_end("wait")

    def test_what_a_program_leaves_running_is_ended(self):
        self._start_and_end("sleep 0.5")

    def _start_and_end(self, then):
        """Let a program start another, do ``then``, and be ended: neither runs any longer."""
        script = "sh -c 'while :; do date > {folder}/alive; sleep 0.1; done' &\n"
        with self._program(script + then) as folder:
            self.assertEqual(self._refused(), "not_converted")
            last = (folder / "alive").stat().st_mtime_ns
            time.sleep(0.5)
            self.assertEqual((folder / "alive").stat().st_mtime_ns, last, "it still runs")

    def test_memory_time_and_size_of_files_are_limited(self):
        with self._program(
            "ulimit -v > {folder}/v; ulimit -t > {folder}/t; ulimit -f > {folder}/f"
        ) as at:
            self._refused()
            limits = {name: (at / name).read_text().strip() for name in "vtf"}
        self.assertEqual(limits["v"], str(libreoffice.MEMORY_KB))
        self.assertEqual(limits["t"], "5")
        self.assertNotEqual(limits["f"], "unlimited")

    @skipUnless(libreoffice._apart(), "this system gives no namespaces to ordinary programs")
    def test_there_is_no_network(self):
        with self._program("cat /proc/net/dev > {folder}/devices") as folder:
            self._refused()
            devices = (folder / "devices").read_text().splitlines()[2:]
        self.assertEqual([line.split(":")[0].strip() for line in devices], ["lo"])

    def test_profile_and_file_are_gone_afterwards_and_the_environment_is_bare(self):
        with self._program(
            'echo "$@" > {folder}/told; env > {folder}/env; pwd > {folder}/at'
        ) as at:
            with patch.dict(os.environ, {"PGPASSWORD": "secret", "ODOO_RC": "secret"}):
                self._refused()
            self.assertNotIn("secret", (at / "env").read_text())
            self.assertFalse(Path((at / "at").read_text().strip()).exists())
            self.assertIn("file://" + (at / "at").read_text().strip(), (at / "told").read_text())

    def test_one_file_is_read_at_a_time(self):
        with self._program("true"), libreoffice._turn():
            self.assertEqual(self._refused(), "busy")
        with self._program("true"):
            self.assertEqual(self._refused(), "not_converted")

    def test_a_result_grows_only_to_its_limit(self):
        with (
            self._program("mkdir out; head -c 3000000 /dev/zero > out/source.docx"),
            patch.object(libreoffice, "MAX_RESULT", 1_000_000),
        ):
            _kind, content = convert("a.doc", b"x", "word_97")
        self.assertLessEqual(len(content), 1_000_000)

    def test_without_the_program_nothing_is_run(self):
        with patch.object(shutil, "which", lambda _name, **_options: None):
            self.assertFalse(libreoffice.is_installed())
