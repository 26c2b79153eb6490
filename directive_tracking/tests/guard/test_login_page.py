from lxml import html

from odoo.tests import HttpCase, tagged

PIXEL = (
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9Q"
    "DwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


@tagged("post_install", "-at_install")
class TestLoginPage(HttpCase):
    """The login page has the name and the logo of the authority only."""

    def page(self):
        return html.fromstring(self.url_open("/web/login").content)

    def test_the_page_is_called_after_the_authority(self):
        self.env.company.name = "Ủy ban nhân dân tỉnh Thử"
        page = self.page()
        self.assertEqual(page.findtext(".//title"), "Ủy ban nhân dân tỉnh Thử")
        self.assertIn("Ủy ban nhân dân tỉnh Thử", page.text_content())
        self.assertNotIn("Powered by", page.text_content())

    def test_the_logo_is_the_company_s_once_it_has_one(self):
        company = self.env.company
        company.logo = False
        self.assertIn("icon.svg", self.page().xpath("//img/@src")[0])
        company.logo = PIXEL
        self.assertIn("company_logo", self.page().xpath("//img/@src")[0])

    def test_one_still_logs_in_there(self):
        form = self.page().xpath("//form[contains(@class, 'oe_login_form')]")[0]
        self.assertLessEqual({"login", "password", "csrf_token"}, set(form.fields))
