"""Feedback about the messages that a button press has sent."""

from functools import wraps

from odoo.http import request

BUTTONS = "/web/dataset/call_button"


def is_button_press():
    """Tell whether the present call is a button of the web client, and no other system's."""
    return bool(request) and request.httprequest.path.startswith(BUTTONS)


def says_what_it_sent(method):
    """Make a button ``method`` show the time and the number of people notified.

    A form closes then; another action that ``method`` returned is opened after it, and stands alone if
    nobody was notified. Other callers get the result of ``method``: True is the contract of the verbs.
    """

    @wraps(method)
    def press(self, *args, **kwargs):
        if not is_button_press():
            return method(self, *args, **kwargs)
        # Recipients are counted, not shown.
        ledger = self.env["directive.notice.delivery"].sudo()
        last = ledger.search([], order="id desc", limit=1).id or 0
        return _told(ledger, last, method(self, *args, **kwargs))

    return press


def _told(ledger, last_id, result):
    """Return the notification about the rows this transaction added to the ledger, then ``result``.

    :param int last_id: the newest row before it
    """
    fresh = [("id", ">", last_id)]
    people, agencies = ledger._read_group(
        fresh, aggregates=["partner_id:count_distinct", "agency_id:count_distinct"]
    )[0]
    if _is_done(result):
        return _notification(_sent_in_words(ledger.env, people, agencies))
    if people and _opens(result):
        return _notification(_sent_in_words(ledger.env, people, agencies), result)
    return result


def _notification(message, following=None):
    return {
        "type": "ir.actions.client",
        "tag": "display_notification",
        "params": {
            "type": "success",
            "message": message,
            "next": following or {"type": "ir.actions.act_window_close"},
        },
    }


def _sent_in_words(env, people, agencies):
    time = f"{env['directive.settings']._now_local():%H:%M}"
    if not people:
        return env._("Done at %(time)s; nobody needed to be notified.", time=time)
    if not agencies:
        return env._("Sent at %(time)s to %(people)s people.", time=time, people=people)
    return env._(
        "Sent at %(time)s to %(people)s people in %(agencies)s agencies.",
        time=time,
        people=people,
        agencies=agencies,
    )


def _is_done(result):
    return result is True or (
        isinstance(result, dict) and result.get("type") == "ir.actions.act_window_close"
    )


def _opens(result):
    return isinstance(result, dict) and result.get("type") == "ir.actions.act_window"


def is_web_client():
    """Tell whether the present call comes from the web client, which can offer actions."""
    return bool(request) and request.httprequest.path.startswith("/web/dataset/call_")
