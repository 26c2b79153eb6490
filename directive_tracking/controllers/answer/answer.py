import time

from odoo import SUPERUSER_ID, http
from odoo.http import request

from ...models.answer.directive_notice_answer import REFUSED
from ...tools.guard import access_log
from ...tools.guard.cooldown import Cooldown
from ...tools.guard.plain_page import ALWAYS, FOR_ONE

ADDRESS = "/d/<string:token>"
MAX_BODY = 65536
# A valid link is always served: a whole building often shares one IP address.
wrong_links = Cooldown(limit=30, seconds=600)
access_log.hide(r"( /d/)\S+")


class AnswerPage(http.Controller):
    """The page behind a signed link: one item, and the answers its record takes.

    The link alone grants access; the logged-in user does not matter. A forged request from
    another site therefore cannot use a cookie and needs the link itself: a CSRF token would
    protect nothing and would require a session. Opening the page has no effect, because mail
    scanners open links. Only a POST by a button acts.
    """

    @http.route(
        ADDRESS, type="http", auth="public", methods=["GET"], csrf=False, save_session=False
    )
    def show(self, token, sent=None, **_params):
        """Show the item of this link; every invalid link gets the same page."""
        row = self._find(token)
        return self._page(row, sent=sent) if row else self._not_found()

    @http.route(
        ADDRESS,
        type="http",
        auth="public",
        methods=["POST"],
        csrf=False,
        save_session=False,
        max_content_length=MAX_BODY,
    )
    def answer(self, token, **_params):
        """Record the answer from the form and show the result."""
        row = self._find(token)
        if not row:
            return self._not_found()
        # Only from the form: a link alone is not a button press.
        form = request.httprequest.form
        kind = form.get("kind")
        if request.httprequest.method != "POST" or kind not in row.answer_ids._kinds():
            return self._page(row)
        typed = {"kind": kind, "text": form.get("text", ""), "day": form.get("day", "")}
        answer = row._answer(**typed)
        if answer.state == REFUSED:
            return self._page(row, status=422, error=answer.reason, typed=typed)
        response = request.redirect(f"/d/{token}?sent={answer.id}")
        response.headers.update(ALWAYS | FOR_ONE)
        return response

    def _find(self, token):
        # The caller has no session: the signature authenticates them, and their own rights apply.
        # The user logged in in this browser may be someone else.
        return request.env["directive.notice.link"].with_user(SUPERUSER_ID)._find(token)

    def _page(self, row, status=200, error=None, typed=None, sent=None):
        values = row.env["directive.answer.page"]._of(row)
        values |= {
            "sent": next((line for line in values["answers"] if line["id"] == sent), None),
            "error": error,
            "typed": typed or {},
            "action": request.httprequest.path,
        }
        return self._render("directive_tracking.answer_page", values, status)

    def _not_found(self):
        """Give one answer to a forged link, an expired link and a link to a deleted record."""
        too_many = wrong_links.note(request.httprequest.remote_addr, time.monotonic())
        language = request.env["directive.notice.delivery"]._fallback_lang()
        status = 429 if too_many else 404
        return self._render("directive_tracking.answer_not_found", {"lang": language}, status)

    def _render(self, template, values, status):
        # The fixed texts of the page; the data of the record are in `values`.
        page = request.env["directive.plain.page"].with_user(SUPERUSER_ID)
        html, headers = page._render(template, values)
        return request.make_response(html, headers, status=status)
