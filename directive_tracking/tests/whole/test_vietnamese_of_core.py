import ast
import re
from contextlib import suppress
from pathlib import Path

import polib

from odoo import orm
from odoo.modules import get_resource_from_path
from odoo.service import model as server
from odoo.tests import TransactionCase, tagged
from odoo.tools import file_path
from odoo.tools.translate import code_translations

CLIENT = "odoo-javascript"
SERVER = "odoo-python"
HERE = "directive_tracking"


OWN_NAMES = "base.module_directive_"


def terms(addon, name):
    return polib.pofile(file_path(f"{addon}/i18n/{name}"))


def sentences_of_the_orm():
    """Return the texts that Odoo's ORM translates; the file of `base` holds few of them."""
    found = set()
    for path in Path(orm.__path__[0]).glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] == "_":
                found |= {one.value for one in node.args[:1] if isinstance(one, ast.Constant)}
    return found


@tagged("post_install", "-at_install")
class TestVietnameseOfCore(TransactionCase):
    """Texts without an Odoo translation are shown in Vietnamese."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        given = polib.pofile(file_path(f"{HERE}/i18n_extra/vi.po"))
        cls.extra = [
            one for one in given if not any(OWN_NAMES in place for place, _line in one.occurrences)
        ]
        cls.ours = {entry.msgid: entry.msgstr for entry in cls.extra}
        cls.env["ir.http"]._add_core_translations("vi_VN")

    def shown(self, *addons):
        """Return, as the browser is sent it, {addon: {text: translation}}."""
        wanted = [*addons, HERE]
        sent, _params = self.env["ir.http"]._get_translations_for_webclient(wanted, "vi_VN")
        return {
            addon: {one["id"]: one["string"] for one in found["messages"]}
            for addon, found in sent.items()
        }

    def test_every_text_of_the_web_client_is_in_vietnamese(self):
        for addon in ("web", "bus", "web_hierarchy"):
            known = {entry.msgid for entry in terms(addon, "vi.po") if entry.msgstr}
            lacking = [
                entry.msgid
                for entry in terms(addon, f"{addon}.pot")
                if CLIENT in entry.comment and entry.msgid not in known | self.ours.keys()
            ]
            self.assertFalse(lacking, addon)

    def test_every_sentence_of_the_server_about_logging_in_is_in_vietnamese(self):
        """Those whose words are values alone need none."""
        logging_in = {one for one in self.env.registry._init_modules if one.startswith("auth_")}
        self.assertIn("auth_signup", logging_in)
        for addon in logging_in | {"base_setup", "web"}:
            with suppress(FileNotFoundError):  # an addon that says nothing
                told = code_translations.get_python_translations(addon, "vi_VN")
                lacking = [
                    entry.msgid
                    for entry in terms(addon, f"{addon}.pot")
                    if SERVER in entry.comment
                    and re.search(r"[a-z]{3}", re.sub(r"%\(\w+\)s", "", entry.msgid))
                    and told.get(entry.msgid) in (None, entry.msgid)
                ]
                self.assertFalse(lacking, addon)

    def test_the_servers_own_sentences_are_in_vietnamese(self):
        """As one about a request made twice, which people read before the reason."""
        place = get_resource_from_path(server.__file__)
        told = code_translations.get_python_translations(place[0] if place else "base", "vi_VN")
        self.assertIn("thao tác", told.get("The operation cannot be completed: %s", ""))

    def test_every_sentence_of_the_orm_is_in_vietnamese(self):
        """As the refusal of a field, of a record still needed, or of a value that is there."""
        told = code_translations.get_python_translations("base", "vi_VN")
        sentences = sentences_of_the_orm()
        self.assertGreater(len(sentences), 30)
        self.assertFalse([one for one in sentences if told.get(one) in (None, one)])

    def test_a_sentence_odoo_translates_itself_is_told_as_before(self):
        told = code_translations.get_python_translations("auth_signup", "vi_VN")
        self.assertEqual(told["No login provided."], "Không có thông tin đăng nhập.")

    def test_no_english_stands_in_the_way_of_its_vietnamese(self):
        sent = self.shown("web", "mail")
        for text in ("Search more...", "Missing required fields", "Add nested rule", "Offline"):
            read = sent["web"].get(text) or sent["mail"].get(text) or sent[HERE].get(text)
            self.assertNotIn(read, (None, text), text)
        left = {text for text, shown in sent["web"].items() if text == shown} & self.ours.keys()
        self.assertFalse(left)

    def test_what_odoo_translates_itself_is_left_alone(self):
        untouched = self.env["ir.http"]._get_translations_for_webclient(["web"], "vi_VN")[0]
        self.assertEqual(self.shown("web")["web"]["Save"], "Lưu")
        self.assertGreater(len(untouched["web"]["messages"]), 1000)

    def test_each_text_given_is_one_odoo_has_and_lacks_in_vietnamese(self):
        addons = set(re.findall(r"module: (\w+)", "\n".join(one.comment for one in self.extra)))
        self.assertGreater(len(addons), 3)
        for addon in addons:
            given = [one for one in self.extra if f"module: {addon}" in one.comment.split("\n")]
            with suppress(FileNotFoundError):  # an addon this Odoo does not ship
                source = {one.msgid for one in terms(addon, f"{addon}.pot")}
                source |= sentences_of_the_orm() if addon == "base" else set()
                self.assertFalse([one.msgid for one in given if one.msgid not in source], addon)
                known = {one.msgid: one.msgstr for one in terms(addon, "vi.po") if not one.obsolete}
                given_twice = [
                    one.msgid for one in given if known.get(one.msgid) not in (None, "", one.msgid)
                ]
                self.assertFalse(given_twice, addon)

    def test_places_of_values_are_kept(self):
        places = re.compile(r"%\(\w+\)s|%s")
        for text, vietnamese in self.ours.items():
            self.assertEqual(sorted(places.findall(text)), sorted(places.findall(vietnamese)), text)
