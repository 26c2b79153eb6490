from odoo import http
from odoo.http import request

from ...tools.citizen.square import square


class Slip(http.Controller):
    """The slip with the look-up number and a new secret code, for the printer of the reception."""

    @http.route("/directive_petition/receipt/<int:letter_id>", type="http", auth="user")
    def ask(self, letter_id, **_params):
        """Say what printing means: opening the page alone changes nothing."""
        return self._page(self._letter(letter_id))

    @http.route(
        "/directive_petition/receipt/<int:letter_id>/new",
        type="http",
        auth="user",
        methods=["POST"],
    )
    def make(self, letter_id, **_params):
        """Make a new code and show the slip, this once."""
        letter = self._letter(letter_id)
        letter.check_access("write")
        number, code = letter.env["petition.receipt"]._issue(letter)
        address = letter._square_address(number, code)
        found = {"number": number, "code": code, "square": square(address), "address": address}
        return self._page(letter, **found)

    def _letter(self, letter_id):
        letter = request.env["petition.letter"].browse(letter_id)
        letter.check_access("read")
        return letter

    def _page(self, letter, **found):
        lang = letter.env["directive.settings"]._official_lang()
        values = {
            "lang": lang,
            "letter": letter,
            "code": "",
            "csrf_token": request.csrf_token(),
            "agency": letter.sudo().agency_id,  # its name and telephone are no secret
            "site": letter.env["directive.settings"]._citizen_address() + "/don-thu",
            **found,
        }
        page = letter.env["directive.plain.page"].sudo()  # the template belongs to the system
        html, headers = page._render("directive_petition.receipt_slip", values)
        return request.make_response(html, headers)
