"""Whoever steals a backup learns no name: the dump, the files and the log of a sealed letter."""

import base64
import io
import logging
import shutil
import subprocess
import unittest
from pathlib import Path

from ..world.own_database import OwnDatabase

DATABASE = OwnDatabase("petition_dump", "directive_petition")
WHO = {
    "name": "Tráng Thị Vỉnh Hà",
    "id_number": "010085001234",
    "address": "Thôn Nậm Pung, xã Mường Hum",
    "phone": "0912345678",
    "email": "vinhha@thu.example",
}
ACCUSED = "Sùng Seo Phủ"  # named openly: what is looked for can be found
SAYS = "Bà Tráng Thị Vỉnh Hà, thôn Nậm Pung, xã Mường Hum, thấy ông Phủ nhận tiền"
SCAN = b"%PDF-1.4 the handwriting of the letter"
LATER = "Giàng Láo Sử"
PLAIN = "trang thi vinh ha"  # as an index of names without diacritics would hold it


def setUpModule():
    DATABASE.for_module()


def words():
    """Return everything that would tell who denounced, as bytes in any encoding of a dump."""
    texts = [*WHO.values(), PLAIN, LATER, "giang lao su", "Vỉnh Hà"]
    plain = [text.encode() for text in texts]
    scans = [SCAN, base64.b64encode(SCAN)[:24]]
    return plain + [one.hex().encode() for one in plain + scans] + scans


class TestPetitionDump(unittest.TestCase):
    """Denunciations are registered in committed transactions, as a server does."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.log = io.StringIO()
        cls.handler = logging.StreamHandler(cls.log)
        logging.getLogger().addHandler(cls.handler)
        cls.addClassCleanup(logging.getLogger().removeHandler, cls.handler)
        with DATABASE.environment() as env:
            cls.files = Path(env["ir.attachment"]._filestore())
            cls.register(env)

    @classmethod
    def register(cls, env):
        """Register a denunciation, and a complaint that turns out to be one."""
        agency = env["directive.agency"].create({"name": "Office", "kind": "office"})
        paper = {
            "name": "Đơn",
            "file": base64.b64encode(SCAN),
            "file_name": "Tráng Thị Vỉnh Hà.pdf",
        }
        vals = {"agency_id": agency.id, "content": SAYS, "paper_ids": [(0, 0, paper)]}
        letters = env["petition.letter"]
        letter = letters.create(
            {
                **vals,
                "person_ids": [
                    (0, 0, {"role": "denouncer", **WHO}),
                    (0, 0, {"role": "accused", "name": ACCUSED}),
                ],
                "matter_ids": [(0, 0, {"kind": "denunciation", "content": SAYS})],
            }
        )
        later = {"role": "complainant", "name": LATER}
        other = letters.create({**vals, "person_ids": [(0, 0, later), (0, 0, WHO)]})
        matter = env["petition.matter"].create(
            {"letter_id": other.id, "kind": "complaint", "content": f"{LATER}: {SAYS}"}
        )
        env.cr.commit()
        matter.kind = "denunciation"
        env.cr.commit()
        cls.letter = letter.id

    def test_the_dump_of_the_database_holds_no_sealed_word(self):
        program = shutil.which("pg_dump") or "/usr/lib/postgresql/15/bin/pg_dump"
        done = subprocess.run(
            [program, "--inserts", "--no-owner", DATABASE.name], capture_output=True, check=True
        )
        self.assertGreater(len(done.stdout), 1_000_000)
        self.assertIn(ACCUSED.encode(), done.stdout)
        self.assertEqual([word for word in words() if word in done.stdout], [])

    def test_the_files_hold_no_sealed_word(self):
        files = [path for path in self.files.rglob("*") if path.is_file()]
        self.assertTrue(files)
        for path in files:
            content = path.read_bytes()
            self.assertEqual([word for word in words() if word in content], [], path.name)

    def test_the_log_holds_no_sealed_word(self):
        self.assertEqual(
            [word for word in words() if word.decode("utf-8", "replace") in self.log.getvalue()], []
        )

    def test_with_the_key_the_seal_opens(self):
        with DATABASE.environment() as env:
            person = env["petition.letter"].browse(self.letter).person_ids.filtered("is_sealed")
            sealed = env["petition.seal"]._of(person, "identity")._open()
            self.assertEqual(sealed, WHO)
