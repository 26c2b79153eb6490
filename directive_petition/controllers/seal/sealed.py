import re
from pathlib import PurePath

from werkzeug.exceptions import NotFound

from odoo import SUPERUSER_ID, http
from odoo.exceptions import AccessError, UserError
from odoo.http import content_disposition, request

ADDRESS = "/petition/sealed/<int:matter_id>"
MAX_BODY = 65536
PRIVATE = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}


class Sealed(http.Controller):
    """The one place where a sealed identity is shown: a page of its own, kept by no cache.

    Opening the page shows nothing. Each press of a button states a reason, is judged anew and is
    written into the log first, so that nothing can be read again by going back or loading anew.
    """

    @http.route(ADDRESS, type="http", auth="user", methods=["GET"])
    def ask(self, matter_id, **_params):
        """Show who may open the seal and what has to be declared."""
        return self._page(self._matter(matter_id))

    @http.route(ADDRESS, type="http", auth="user", methods=["POST"], max_content_length=MAX_BODY)
    def open(self, matter_id, **_params):
        """Open the seal for the reason given, or say why not."""
        matter, form = self._matter(matter_id), request.httprequest.form
        try:
            if form.get("conflict"):
                self._declare(matter, form)
            if form.get("paper"):
                return self._original(matter, form)
            return self._page(matter, opened=matter._open_seal(form.get("reason", "")))
        except (UserError, AccessError) as error:
            return self._page(matter, error=str(error), status=422)

    def _matter(self, matter_id):
        matter = request.env["petition.matter"].browse(matter_id).exists()
        if not matter or not matter.has_access("read") or not matter.is_sealed:
            raise NotFound
        return matter

    def _declare(self, matter, form):
        for grant in request.env["petition.seal.grant"]._held(matter.letter_id):
            grant._declare_interest(form["conflict"] == "yes", form.get("note", ""))

    def _original(self, matter, form):
        paper = form["paper"]
        name, content = request.env["petition.seal.opening"]._open_original(
            matter, int(paper) if paper.isdecimal() else 0, form.get("reason", "")
        )
        headers = {
            "Content-Type": "application/octet-stream",
            # Files are often called after people, and a browser keeps the names of downloads.
            "Content-Disposition": content_disposition(_file_name(matter, paper, name)),
            **PRIVATE,
        }
        return request.make_response(content, list(headers.items()))

    def _page(self, matter, opened=None, error=None, status=200):
        grants = request.env["petition.seal.grant"]._held(matter.letter_id)
        values = {
            "lang": request.env.user.lang or "vi_VN",
            "matter": matter.number,
            "grant": grants[:1],
            "is_declared": bool(grants.filtered("date_declared")),
            "opened": opened,
            "error": error,
            "action": request.httprequest.path,
            "back": f"/odoo/petition-matters/{matter.id}",
            "csrf_token": request.csrf_token(),
            "reader": request.env.user.name,
            "moment": request.env["directive.settings"]._now_local().strftime("%H:%M %d/%m/%Y"),
        }
        # The fixed texts of the page; what it shows is in `values`.
        page = request.env["directive.plain.page"].with_user(SUPERUSER_ID)
        html, headers = page._render("directive_petition.sealed_page", values)
        return request.make_response(html, headers, status=status)


def _file_name(matter, paper, name):
    """Return what an original is called on the disk of its reader: numbers and its kind alone."""
    kind = PurePath(name).suffix
    kind = kind if re.fullmatch(r"\.[A-Za-z0-9]{1,5}", kind) else ""
    return re.sub(r"[^\w.-]+", "-", f"{matter.number}-{paper}") + kind.lower()
