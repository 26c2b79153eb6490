import re
from contextlib import suppress

import polib
from lxml import etree

from odoo.tests import TransactionCase, tagged
from odoo.tools import file_path
from odoo.tools.translate import get_base_langs

LANG = "vi_VN"
SHOWN = ("string", "help", "placeholder", "confirm", "title", "sum", "avg", "confirm-label")
WORD = re.compile(r"[A-Za-z]{3}")
TAG = re.compile(r"<[^>]+>")
# Said in Vietnamese as well.
SAME = {"Email", "SMS", "Logo", "Odoo", "URL", "Internet", "Video", "Menu", "PDF"}
SAME |= {"Qrcode", "Secret"}  # of the second factor: shown without their labels


@tagged("post_install", "-at_install")
class TestVietnameseScreens(TransactionCase):
    """No screen that a menu or a button opens shows an English text, ours or Odoo's."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        modules = cls.env["ir.module.module"].search([("state", "=", "installed")])
        if LANG not in dict(cls.env["res.lang"].get_installed()):
            cls.env["res.lang"]._activate_lang(LANG)
            modules._update_translations([LANG])
        cls.env = cls.env["base"].with_context(lang=LANG).env
        cls.english = set().union(*map(cls._english_of, modules.mapped("name")))
        cls.assertGreater(cls, len(cls.english), 3000)

    @classmethod
    def _english_of(cls, addon):
        """Return the texts of an addon in their source language, without their mark-up."""
        with suppress(FileNotFoundError):
            source = cls._terms(addon, f"{addon}.pot")
            # Names and examples: our own translators left them as they are.
            same = cls._kept(addon) if addon.startswith("directive_") else set()
            texts = {" ".join(TAG.sub("", entry.msgid).split()) for entry in source}
            plain = {text for text in texts - same if WORD.search(text) and "%" not in text}
            return plain - SAME
        return set()

    @classmethod
    def _terms(cls, addon, name):
        return polib.pofile(file_path(f"{addon}/i18n/{name}"))

    @classmethod
    def _kept(cls, addon):
        return {one.msgid for one in cls._terms(addon, "vi.po") if one.msgid == one.msgstr}

    def screens(self):
        """Yield (name, arch, fields) of every view of our models and of the menus."""
        models = self.env["ir.model"].search([("model", "like", "directive.")]).mapped("model")
        views = self.env["ir.ui.view"].search(
            [("model", "in", models), ("mode", "=", "primary"), ("inherit_id", "=", False)]
        )
        self.assertGreater(len(views), 80)
        for view in views | self.views_of_logging_in():
            got = self.env[view.model].get_views([(view.id, view.type)])
            yield view.xml_id, got["views"][view.type]["arch"], view.model, got["models"]

    def views_of_logging_in(self):
        """Return the pages of the user menu and of the identity check."""
        models = self.env["ir.model.data"].search(
            [("model", "=", "ir.model"), ("module", "=like", r"auth\_%")]
        )
        dialogs = self.env["ir.model"].browse(models.mapped("res_id")).filtered("transient")
        names = {*dialogs.mapped("model"), "res.users.identitycheck", "change.password.own"}
        names.discard("res.config.settings")  # the administrators', of every addon of Odoo
        found = self.env["ir.ui.view"].search(
            [("model", "in", list(names)), ("type", "=", "form"), ("inherit_id", "=", False)]
        )
        self.assertGreater(len(found), 3)
        return found | self.env.ref("base.view_users_form_simple_modif")

    def texts(self, arch, model, models):
        """Return the visible text of a view: its own words and the labels of its fields."""
        root = etree.fromstring(arch)
        for node in root.iter(etree.Element):
            yield from (node.get(name) for name in SHOWN)
            yield from (node.text, node.tail)
        names = {node.get("name") for node in root.xpath("//field[not(@string)]")}
        for name in names & self.env[model]._fields.keys():
            field = models[model]["fields"].get(name) or {}
            yield field.get("string")
            yield from (label for _value, label in field.get("selection") or ())

    def test_no_view_shows_an_english_text(self):
        left = {}
        zones = set(self.env["res.users"]._fields["tz"].get_values(self.env))  # names, not words
        english = self.english - zones
        for name, arch, model, models in self.screens():
            for text in self.texts(arch, model, models):
                plain = " ".join((text or "").split())
                if plain in english:
                    left.setdefault(plain, set()).add(name)
        self.assertFalse(left)

    def test_menus_and_actions_are_in_vietnamese(self):
        root = self.env.ref("directive_tracking.directive_tracking_menu")
        menus = self.env["ir.ui.menu"].search([("id", "child_of", root.id)])
        actions = self.env["ir.actions.act_window"].search([("res_model", "like", "directive.")])
        texts = [*menus.mapped("name"), *actions.mapped("name")]
        texts += [TAG.sub("", action.help or "") for action in actions]
        read = {" ".join(text.split()) for text in texts}
        self.assertFalse(read & self.english)

    def test_our_addons_have_vietnamese_names(self):
        """As an administrator reads them beside the versions and in Apps."""
        addons = self.env["ir.module.module"].search(
            [("name", "=like", r"directive\_%"), ("state", "=", "installed")]
        )
        self.assertTrue(addons)
        for addon in addons:
            english = addon.with_context(lang="en_US")
            for name in ("shortdesc", "summary"):
                self.assertNotEqual(addon[name], english[name], addon.name)

    def test_the_language_is_there(self):
        self.assertIn("vi", list(get_base_langs(LANG)))
        self.assertEqual(
            self.env["ir.ui.menu"]
            .browse(self.env.ref("directive_tracking.directive_tracking_menu").id)
            .name,
            "Chỉ đạo",
        )
