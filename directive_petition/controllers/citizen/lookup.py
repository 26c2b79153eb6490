import base64

from odoo import http
from odoo.http import content_disposition, request

from odoo.addons.directive_tracking.tools.guard import access_log
from odoo.addons.directive_tracking.tools.guard.cooldown import Cooldown
from odoo.addons.directive_tracking.tools.guard.plain_page import ALWAYS, FOR_ONE

from ...models.citizen.petition_citizen_page import SEALED
from ...tools.citizen.code import LONGEST
from .pages import FORM, MAX_BODY, CitizenPages

# The right number and code are always served: a whole commune often shares one address. What
# protects the code is its length; the limit only says that guessing has been noticed.
wrong_codes = Cooldown(limit=30, seconds=600)
# However it is written: with a language before it, twice a slash, as a query.
access_log.hide(r"(?i)(/don-thu(?:/|%2f)+q(?:/|%2f)+)\S+")
access_log.hide(r"(?i)(/don-thu\S*?\?)\S+")


class LookUp(CitizenPages, http.Controller):
    """Following a letter by its number and secret code."""

    @http.route("/don-thu", methods=["GET"], **FORM)
    def home(self, **_params):
        """Show the first page."""
        return self._home(self._env())

    @http.route("/don-thu/tra-cuu", methods=["GET"], **FORM)
    def home_again(self, **_params):
        """Lead whoever reloads the address of the form to the first page."""
        return request.redirect("/don-thu")

    @http.route("/don-thu/tra-cuu", methods=["POST"], max_content_length=MAX_BODY, **FORM)
    def look_up(self, **_params):
        """Show the letter with the number and the code of the form."""
        form = self._form()
        return self._open(form.get("number", ""), form.get("code", ""), self._show)

    @http.route("/don-thu/q/<string:number>/<string:code>", methods=["GET"], **FORM)
    def look_up_by_square(self, number, code, **_params):
        """Show the letter whose square on the receipt was photographed."""
        return self._open(number, code, self._show)

    @http.route("/don-thu/danh-gia", methods=["POST"], max_content_length=MAX_BODY, **FORM)
    def rate(self, **_params):
        """Keep how the citizen says they were served."""
        form = self._form()
        return self._open(form.get("number", ""), form.get("code", ""), self._rate)

    @http.route("/don-thu/van-ban", methods=["POST"], max_content_length=MAX_BODY, **FORM)
    def document(self, **_params):
        """Hand over a paper that was put on the page of this letter."""
        form = self._form()
        return self._open(form.get("number", ""), form.get("code", ""), self._download)

    def _open(self, number, code, then):
        """Return what ``then`` answers with the letter; a wrong number is answered as a wrong code."""
        env = self._env()
        typed = {"number": number[:LONGEST], "code": code[:LONGEST]}
        letter = env["petition.receipt"]._find(**typed)
        return then(env, letter, typed) if letter else self._wrong(env, typed)

    def _show(self, env, letter, typed, **said):
        values = env["petition.citizen.page"]._of(letter) | typed | said
        return self._page(env, "citizen_letter", values, 422 if said.get("problem") else 200)

    def _rate(self, env, letter, typed):
        form = self._form()
        chosen = form.get("matter", "")
        matter = letter.matter_ids.filtered(lambda one: str(one.id) == chosen)
        if not matter:
            problem = env._("This is no matter of this letter: open the letter again.")
            return self._show(env, letter, typed, problem=problem)
        problem = env["petition.rating"]._rate(
            matter, form.get("rating", ""), form.get("words", ""), bool(form.get("again"))
        )
        said = "" if problem else env._("Thank you for your opinion.")
        return self._show(env, letter, typed, problem=problem, said=said)

    def _download(self, env, letter, typed):
        chosen = self._form().get("document", "")
        shown = [("matter_id", "in", letter.matter_ids.ids), ("date_shown", "!=", False)]
        papers = env["petition.document"].search(shown)
        paper = papers.filtered(lambda one: str(one.id) == chosen)
        if not paper or paper.matter_id.kind == SEALED:
            problem = env._("This paper is not shown here, or no longer: open the letter again.")
            return self._show(env, letter, typed, problem=problem)
        content = base64.b64decode(paper.with_context(bin_size=False).shown_file or b"")
        headers = {
            **ALWAYS,
            **FOR_ONE,
            "Content-Type": "application/octet-stream",
            "Content-Disposition": content_disposition(paper.shown_file_name or "file"),
        }
        return request.make_response(content, list(headers.items()))

    def _wrong(self, env, typed):
        too_often = self._too_often(wrong_codes, self._network())
        status = 429 if too_often else 404
        return self._home(env, status, is_wrong=True, is_too_often=too_often, **typed)

    def _home(self, env, status=200, **values):
        page = env["petition.citizen.page"]
        start = {"is_wrong": False, "is_too_often": False, "number": "", "code": ""}
        kinds = env["petition.filing.page"]._kinds()
        can_denounce = "denunciation" in [kind["code"] for kind in kinds]
        values = {**page._frame(), **start, "kinds": kinds, "can_denounce": can_denounce, **values}
        return self._page(env, "citizen_home", values, status)
