import base64
import io

from PIL import Image

from odoo.fields import Command
from odoo.tests import freeze_time
from odoo.tools import SQL

from odoo.addons.directive_tracking.tools.text import fold

from ..petition_common import NOW, PetitionWorld

WHO = {
    "name": "Tráng Thị Vỉnh Hà",
    "id_number": "010085001234",
    "address": "Thôn Nậm Pung, xã Mường Hum, tỉnh Lào Cai",
    "phone": "0912345678",
    "email": "vinhha@thu.example",
}
ACCUSED = "Sùng Seo Phủ"
SAYS = "Ông Sùng Seo Phủ nhận tiền của bà Tráng Thị Vỉnh Hà, số 0912 345 678"
TABLES = (
    "SELECT c.oid::regclass::text FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
    " WHERE c.relkind IN ('r', 'm') AND n.nspname = 'public'"
)
MATTER = {"kind": "denunciation", "content": SAYS}


def a_scan():
    Image.new("RGB", (2, 2)).save(made := io.BytesIO(), "PNG")
    return base64.b64encode(made.getvalue())


def is_told(text):
    """Tell whether ``text`` holds anything that says who denounced."""
    plain = fold(str(text))
    return any(fold(value) in plain for value in WHO.values()) or WHO["email"] in str(text)


class SealWorld(PetitionWorld):
    """A letter of the Office that holds a denunciation, and a keeper of identities."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.keeper = cls.make_staff("test_keeper", cls.agency_office, "keeper")
        cls.subject_tc = cls.env["petition.subject"].search(
            [("kind", "=", "denunciation"), ("child_ids", "=", False)], limit=1
        )
        cls.letter = cls.make_denunciation()
        cls.matter = cls.letter.matter_ids
        cls.person = cls.letter.person_ids.filtered(lambda one: one.role == "denouncer")

    def setUp(self):
        super().setUp()
        self.forget_hits()

    def forget_hits(self):
        """Let nobody have written sealed words yet in this transaction."""
        self.env.cr.postrollback.data.clear()

    @classmethod
    def make_denunciation(cls, user=None, **vals):
        people = [
            {"role": "denouncer", **WHO, "gender": "female", "birth_year": 1985},
            {"role": "accused", "name": ACCUSED},
        ]
        return cls.make_letter(
            user,
            **{
                "content": SAYS,
                "person_ids": [Command.create(one) for one in people],
                "matter_ids": [Command.create({**MATTER, "subject_id": cls.subject_tc.id})],
                "paper_ids": [
                    Command.create(
                        {"name": "Đơn", "file": a_scan(), "file_name": "Tráng Thị Vỉnh Hà.png"}
                    )
                ],
                **vals,
            },
        )

    @classmethod
    def tables_with(cls, words):
        """Return the tables of the database with one of ``words``, in any encoding of bytes."""
        cls.env.cr.execute(TABLES)
        patterns = [f"%{word}%" for word in words]
        patterns += [f"%{word.encode().hex()}%" for word in words]
        found = []
        for (table,) in cls.env.cr.fetchall():
            name = SQL.identifier(*table.replace('"', "").split("."))
            cls.env.cr.execute(
                SQL("SELECT 1 FROM %s t WHERE t::text ILIKE ANY(%s) LIMIT 1", name, patterns)
            )
            found += [table] if cls.env.cr.rowcount else []
        return found

    def give(self, user=None, matter=None, keeper=None, declared=True):
        """Return a right of ``user`` to open the seal of ``matter``."""
        user = user or self.manager
        grant = (
            self.env["petition.seal.grant"]
            .with_user(keeper or self.keeper)
            ._give(matter or self.matter, user, "Verification")
        )
        if declared:
            grant.with_user(user)._declare_interest(False)
        return grant.with_user(user)

    def readings(self, letter=None):
        letter = letter or self.letter
        return self.env["petition.seal.reading"].search([("letter_id", "=", letter.id)])


class SealCase(SealWorld):
    """The same on one day that never changes."""

    freeze_time = freeze_time(NOW)
