from odoo.http import Controller, request, route

from odoo.addons.directive_tracking.tools.guard import access_log

from ...tools.citizen import filing as filings
from ...tools.citizen.network import CUSTOMER
from ...tools.citizen.square import square
from .pages import FORM, MAX_BODY, CitizenPages

MAX_FILE = 6 * 2**20
access_log.hide(r"(?i)(/don-thu(?:/|%2f)+nhap(?:/|%2f)+)\S+")


class FilingPages(CitizenPages, Controller):
    """Filing a letter online: the text, the code that confirms it, files and a last look."""

    @route("/don-thu/gui/<string:kind>", methods=["GET"], **FORM)
    def start(self, kind, **_params):
        """Show the empty fields of a letter of this kind."""
        env = self._env()
        if kind not in env["petition.filing"]._offered_kinds():
            return self._not_offered(env)
        return self._text(env, filings.Filing(kind=kind), {})

    @route("/don-thu/gui/<string:kind>", methods=["POST"], max_content_length=MAX_BODY, **FORM)
    def begin(self, kind, **_params):
        """Keep what was typed for a day and send the code."""
        env, form = self._env(), self._form()
        if kind not in env["petition.filing"]._offered_kinds():
            return self._not_offered(env)
        typed = filings.read({**form, "kind": kind})
        problems = self._problems(env, typed)
        if problems:
            return self._text(env, typed, problems)
        # A program fills in what people do not see; it is told what people are told.
        network = self._network(CUSTOMER)  # of whose households each could begin its letters
        refusal = env["petition.filing"]._refusal(typed, network)
        if form.get("website") or refusal:
            return self._refused(env, refusal)
        filing = env["petition.filing"]._begin(typed, network)
        return self._redirect(filing)

    @route("/don-thu/nhap/<string:token>", methods=["GET"], **FORM)
    def go_on(self, token, **_params):
        """Show the page on which the letter stands."""
        env = self._env()
        filing = env["petition.filing"]._find(token)
        if not filing or filing.state == "filed":
            return self._gone(env)
        return self._review(filing) if filing.state == "confirmed" else self._ask(filing)

    @route("/don-thu/nhap/<string:token>", methods=["POST"], max_content_length=MAX_FILE, **FORM)
    def step(self, token, **_params):
        """Do what the pressed button says."""
        env = self._env()
        filing = env["petition.filing"]._find(token)
        if not filing:
            return self._gone(env)
        name = self._form().get("step", "")
        if filing.state == "filed":
            is_again = name == "send" and filing._is_sent_again()
            return self._send(filing) if is_again else self._gone(env)
        open_to_all = {"edit": self._edit, "keep": self._keep, "discard": self._discard}
        by_state = {
            "typed": {"confirm": self._confirm, "again": self._again},
            "confirmed": {"add": self._add, "drop": self._drop, "send": self._send},
        }
        return (open_to_all | by_state[filing.state]).get(name, self._redirect)(filing)

    # The text

    def _problems(self, env, typed):
        problems = filings.problems(typed)
        offered = map(str, env["petition.filing"]._offered_agencies().ids)
        if typed.agency not in offered:
            problems = {"agency": filings.WRONG, **problems}
        return problems

    def _text(self, env, typed, problems, filing=None):
        values = {
            **env["petition.citizen.page"]._frame(),
            **env["petition.filing.page"]._text_page(typed, problems),
            "action": request.httprequest.path,
            "step": "keep" if filing else "",
        }
        return self._page(env, "filing_text", values, 422 if problems else 200)

    def _edit(self, filing):
        return self._text(filing.env, filing._typed(), {}, filing)

    def _keep(self, filing):
        """Keep what was typed anew; a new telephone or address gets a code of its own."""
        env = filing.env
        typed = filings.read({**self._form(), "kind": filing.kind})
        if problems := self._problems(env, typed):
            return self._text(env, typed, problems, filing)
        filing._hold_and_touch()
        if refusal := filing._refusal_to_keep(typed):
            return self._refused(env, refusal)
        is_moved = filing._address(typed) != filing._address(filing._typed())
        filing._keep(typed)
        if filing.state == "typed" and is_moved:
            return self._again(filing)
        return self._redirect(filing)

    def _discard(self, filing):
        """Delete what was typed, as somebody does who leaves a computer that others use."""
        env = filing.env
        filing.file_ids.unlink()
        filing.unlink()
        return self._message(
            env, env._("Deleted"), env._("What you typed has been deleted. Nothing was sent.")
        )

    # The code

    def _ask(self, filing, problem="", status=200):
        pages = filing.env["petition.filing.page"]
        return self._show(
            filing, "filing_code", status, sent=pages._sent_words(filing), problem=problem
        )

    def _confirm(self, filing):
        if filing._confirm(self._form().get("code", "")):
            return self._redirect(filing)
        wrong = filing.env._(
            "This is not the code. Compare it with the last message; after 5 wrong ones ask for "
            "a new code."
        )
        return self._ask(filing, wrong, 422)

    def _again(self, filing):
        if filing._ask_code():
            return self._redirect(filing)
        most = filing.env._(
            "No more codes are sent for this letter: come to the reception, or begin again tomorrow."
        )
        return self._ask(filing, most, 422)

    # Files and the last look

    def _review(self, filing, problem="", status=200):
        values = filing.env["petition.filing.page"]._review_page(filing)
        return self._show(filing, "filing_review", status, problem=problem, said="", **values)

    def _add(self, filing):
        file = request.httprequest.files.get("file")
        name, content = (file.filename, file.read()) if file else ("", b"")
        refusal = filing.env["petition.filing.file"]._add(filing, name, content)
        return self._review(filing, refusal, 422) if refusal else self._redirect(filing)

    def _drop(self, filing):
        chosen = self._form().get("file", "")
        filing.file_ids.filtered(lambda one: str(one.id) == chosen).unlink()
        return self._redirect(filing)

    def _send(self, filing):
        number, code, is_first = filing._file()
        said, next_words = filing.env["petition.filing.page"]._done_words(filing)
        address = filing.letter_id._square_address(number, code)
        found = {"number": number, "code": code, "square": square(address), "is_first": is_first}
        return self._show(filing, "filing_done", said=said, next_words=next_words, **found)

    # Answers

    def _show(self, filing, template, status=200, **values):
        frame = filing.env["petition.citizen.page"]._frame()
        action = f"/don-thu/nhap/{filing._token()}"
        return self._page(filing.env, template, {**frame, "action": action, **values}, status)

    def _redirect(self, filing):
        return request.redirect(f"/don-thu/nhap/{filing._token()}", code=303)

    def _gone(self, env):
        return self._message(
            env,
            env._("This letter is no longer here"),
            env._("It has been sent, or a day has passed. Begin again, or come to the reception."),
            404,
        )

    def _not_offered(self, env):
        return self._message(
            env,
            env._("This is not taken online"),
            env._("Come to the reception of citizens, or send a signed letter by post."),
            404,
        )

    def _refused(self, env, refusal):
        words = refusal or env._("Leave the last field empty: it is there to stop programs.")
        return self._message(env, env._("Not now"), words, 429)
