import ast
from pathlib import Path
from unittest.mock import patch

from odoo.exceptions import AccessError, UserError, ValidationError

from ...tools import appendix
from ...tools.appendix.errors import SENTENCES, WORDS, AppendixError
from ...wizards.imports.directive_import_line_doubt import DOUBTS
from ..import_common import HEADER, NUMBER, ImportCase


class TestImportRefusals(ImportCase):
    def test_only_the_office_imports(self):
        for user in (self.user_a, self.leader_user, self.admin_user, self.outside_user):
            with self.assertRaises(AccessError):
                self.upload(["1", "Phân bổ vốn", "Sở Tài chính", "", "", ""], user=user)

    def test_an_import_is_seen_by_its_owner_only(self):
        wizard = self.read(["1", "Phân bổ vốn", "Sở Tài chính", "", "", ""])
        colleague = self.make_user("test_office_2", "office")
        with self.assertRaises(AccessError):
            wizard.with_user(colleague).action_confirm()

    def test_bad_files_get_a_sentence_and_create_nothing(self):
        before = self.env["directive.directive"].search_count([])
        for name, data in (
            ("bản quét.pdf", b"%PDF-1.7\n%..."),
            ("bang.xls", bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600)),
            ("hong.xlsx", b"PK\x03\x04" + bytes(50)),
            ("trong.csv", b""),
            ("thu.csv", "Kính gửi;\nThân ái;\n".encode()),
        ):
            wizard = self.upload_bytes(data or b"\n", name)
            with self.assertRaises(UserError, msg=name) as refusal:
                wizard.action_read()
            self.assertIn(name, str(refusal.exception))
            self.assertFalse(wizard.line_ids)
        self.assertEqual(self.env["directive.directive"].search_count([]), before)

    def test_every_refusal_of_the_reader_is_worded_for_people(self):
        values = {"file": "a.xlsx", "found": "x", "size": "1", "limit": "2", "part": "y"}
        reader = "odoo.addons.directive_tracking.tools.appendix"
        wizard = self.upload(["1", "Phân bổ vốn", "Sở Tài chính", "", "", ""], name="a.xlsx")
        for code in SENTENCES:
            error = AppendixError(code, **values)
            error.args = ("not translated",)
            with patch(f"{reader}.read_appendix", side_effect=error):
                with self.assertRaises(UserError) as refusal:
                    wizard.action_read()
            self.assertIn("a.xlsx", str(refusal.exception), code)

    def test_what_the_reader_puts_into_a_refusal_is_a_code_with_words_for_people(self):
        """A text made up on the spot would be read in English by everybody."""
        given = 0
        for path in Path(appendix.__path__[0]).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text())):
                is_refusal = (
                    isinstance(node, ast.Call) and ast.unparse(node.func) == "AppendixError"
                )
                for value in node.keywords if is_refusal else ():
                    text = ast.unparse(value.value)
                    self.assertNotRegex(text, r"^f['\"]|str\(", path.name)
                    if isinstance(value.value, ast.Constant):
                        self.assertIn(value.value.value, WORDS, path.name)
                        given += 1
        self.assertGreater(given, 9)

    def test_every_refusal_and_every_doubt_is_said_in_the_readers_language(self):
        self.env["res.lang"]._activate_lang("vi_VN")
        wizard = self.read(["1", "Phân bổ vốn", "Sở Tài chính", "", "", ""])
        vietnamese = wizard.with_context(lang="vi_VN")
        values = {"found": "pdf", "size": "1", "limit": "2", "part": "zip", "place": "sheet"}
        for code in SENTENCES:
            error = AppendixError(code, **values)
            said = [one._error_sentence(error, "a.xlsx") for one in (wizard, vietnamese)]
            self.assertNotEqual(*said)
            self.assertFalse([words for words in WORDS.values() if words in said[1]], said[1])
        for code in (*DOUBTS, "code of a later reader"):
            doubt = {"code": code, "value": "30/2", "hint": "Sở Y tế"}
            said = [one.line_ids._sentence(doubt) for one in (wizard, vietnamese)]
            self.assertNotEqual(*said)
            self.assertIn("30/2", said[1])

    def test_a_state_secret_is_refused(self):
        for lines in (["TỐI MẬT", NUMBER], [NUMBER.replace("128/QĐ-UBND", "128/QĐ-UBND(M)")]):
            rows = "\n".join([*lines, ";".join(HEADER), "1;Phân bổ vốn;Sở Tài chính;;;"])
            with self.assertRaisesRegex(UserError, "State secrets"):
                self.upload_bytes(rows.encode(), "mat.csv").action_read()

    def test_a_secret_number_typed_by_the_clerk_is_refused(self):
        wizard = self.read(["1", "Phân bổ vốn", "Sở Tài chính", "", "", ""], number="12/QĐ-UBND(M)")
        with self.assertRaisesRegex(ValidationError, "state secret"):
            wizard.action_confirm()

    def test_reading_without_a_file_says_what_to_do(self):
        wizard = self.env["directive.import"].with_user(self.office_user).create({})
        with self.assertRaisesRegex(UserError, "Choose the appendix file"):
            wizard.action_read()
