"""What all pages for citizens share."""

import time

from odoo import SUPERUSER_ID
from odoo.http import request

from ...tools.citizen.network import HOUSEHOLD, network_of

FORM = {"type": "http", "auth": "public", "csrf": False, "save_session": False}
MAX_BODY = 65536


class CitizenPages:
    """Pages without login: the number and the code in the form are the only right there is.

    There is no session: a forged request from another site cannot use a cookie, and would need the
    code itself. A CSRF token would protect nothing.
    """

    def _env(self):
        # The caller has no account: what is shown is decided by number and code alone, and
        # everything is said in the official language.
        env = request.env(user=SUPERUSER_ID)
        lang = env["directive.settings"]._official_lang() or "en_US"
        return env(context={"lang": lang})

    def _form(self):
        """Return the fields of the form; only what was posted counts."""
        return request.httprequest.form

    def _network(self, bits=HOUSEHOLD):
        return network_of(request.httprequest.remote_addr, bits)

    def _too_often(self, cooldown, key):
        return cooldown.note(key, time.monotonic())

    def _page(self, env, template, values, status=200):
        page = env["directive.plain.page"]
        html, headers = page._render(f"directive_petition.{template}", values)
        return request.make_response(html, headers, status=status)

    def _message(self, env, heading, words, status=200):
        values = {**env["petition.citizen.page"]._frame(), "heading": heading, "words": words}
        return self._page(env, "citizen_message", values, status)
