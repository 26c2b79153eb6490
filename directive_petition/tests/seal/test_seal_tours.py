from odoo import Command
from odoo.tests import HttpCase, tagged

from odoo.addons.directive_tracking.tests.screens import AtADesk, OnATelephone

from ..citizen.citizen_browser import barriers, telephone
from .seal_common import WHO, SealWorld, a_scan, is_told


class SealTours(HttpCase, SealWorld):
    """A right is given, a conflict of interest denied, the name read once; others see the copy."""

    def go_through(self):
        width, height = map(int, self.browser_size.split("x"))
        matter = f"/odoo/petition-matters/{self.matter.id}"
        self.start_tour(matter, "directive_petition_seal_right", login=self.keeper.login)
        self.authenticate(self.manager.login, self.manager.login)
        with telephone(self, width, height) as page:
            self.read_once(page)
        copy = {"name": "Bản đã che", "is_redacted": True, "file": a_scan()}
        self.letter.with_user(self.manager).write({"paper_ids": [Command.create(copy)]})
        readings = "/odoo/petition-seal-readings"
        self.start_tour(readings, "directive_petition_seal_readings", login=self.keeper.login)
        letter = f"/odoo/petition-letters/{self.letter.id}"
        self.start_tour(letter, "directive_petition_seal_others", login=self.staff.login)
        self.assertEqual(self.readings().mapped("kind"), ["identity"])

    def read_once(self, page):
        page.goto(f"{self.base_url()}/petition/sealed/{self.matter.id}")
        self.assertFalse(is_told(page.content()))
        self.assertFalse(barriers(page))
        page.select_option("[name=conflict]", "no")
        page.fill("[name=reason]", "Viết thư mời")
        page.click("form >> button")
        self.assertIn(WHO["name"], page.inner_text("main"))
        self.assertFalse(barriers(page))
        page.goto(f"{self.base_url()}/petition/sealed/{self.matter.id}")
        self.assertFalse(is_told(page.content()))


@tagged("post_install", "-at_install")
class TestSealDesk(AtADesk, SealTours):
    def test_a_name_is_read_for_a_reason(self):
        self.go_through()


@tagged("post_install", "-at_install")
class TestSealTelephone(OnATelephone, SealTours):
    def test_a_name_is_read_for_a_reason(self):
        self.go_through()
