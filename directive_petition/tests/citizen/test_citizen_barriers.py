import os

from odoo.tests import tagged

from odoo.addons.directive_tracking.tools.workflow import WORKFLOW

from ...tools.citizen.stage import OF_STATE
from .citizen_browser import barriers, telephone
from .test_citizen_filing import PNG, TYPED, FilingCase

IS_LONG = bool(os.environ.get("DIRECTIVE_LONG_TESTS"))
STATES = sorted(OF_STATE) if IS_LONG else ("verifying", "suspended", "decided")
TWICE = "document.body.style.fontSize = '36px'"  # text at 200 %: the pages write 18 px


@tagged("post_install", "-at_install")
class TestCitizenBarriers(FilingCase):
    """Every page in every state, on a screen of 320 points and with text twice as large."""

    def test_nothing_hinders_who_uses_a_small_screen_and_large_letters(self):
        with telephone(self, 320, 700) as page:
            self.page = page
            self.look_up_pages()
            self.filing_pages()

    def check(self, name):
        for script in ("0", TWICE):
            self.page.evaluate(script)
            with self.subTest(page=name, text="200 %" if script == TWICE else "100 %"):
                self.assertEqual(barriers(self.page), [])

    def go(self, path):
        self.page.goto(f"{self.base_url()}{path}")

    def look_up_pages(self):
        self.go("/don-thu")
        self.check("first page")
        self.go("/don-thu/q/1/2")
        self.check("wrong code")
        matter = self.letter.matter_ids.with_context(directive_workflow=WORKFLOW)
        for state in STATES:
            matter.state = state
            self.go(f"/don-thu/q/{self.number}/{self.code}")
            self.check(state)
        matter.state = "decided"
        self.env["petition.rating"]._rate(matter.with_context(directive_workflow=None), "good", "")
        self.go(f"/don-thu/q/{self.number}/{self.code}")
        self.page.click("summary >> nth=-1")
        self.check("an opinion to contradict")
        number, code = self.issue(self.make_letter_of_x("denunciation"))
        self.go(f"/don-thu/q/{number}/{code}")
        self.check("denunciation")

    def filing_pages(self):
        self.patch(
            self.registry["directive.settings"], "_denunciations_have_text", lambda _self: True
        )
        for kind in ("petition", "denunciation") if IS_LONG else ("denunciation",):
            self.go(f"/don-thu/gui/{kind}")
            self.check(f"{kind}: empty")
            self.page.click("button")
            self.check(f"{kind}: what is missing")
        self.page.select_option("[name=agency]", str(self.commune_x.id))
        for name in ("name", "id_number", "address", "email", "against", "content"):
            self.page.fill(f"[name={name}]", TYPED[name])
        self.page.click("button")
        self.page.fill("[name=code]", "000")
        self.page.click("button[value=confirm]")
        self.check("wrong code of a letter")
        self.page.fill("[name=code]", self.last()._code())
        self.page.click("button[value=confirm]")
        self.page.set_input_files(
            "[type=file]", {"name": "a.exe", "mimeType": "image/png", "buffer": b"MZ"}
        )
        self.page.click("button[value=add]")
        self.check("a file that is not taken")
        self.page.set_input_files(
            "[type=file]", {"name": f"{'Ảnh' * 30}.png", "mimeType": "image/png", "buffer": PNG}
        )
        self.page.click("button[value=add]")
        self.check("a last look")
        self.page.click("button[value=send]")
        self.check("receipt")
        self.go("/don-thu/nhap/0")
        self.check("no longer here")
