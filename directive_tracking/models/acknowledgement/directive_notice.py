from collections import defaultdict

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from ...tools.notice.ladder import occurrence
from ...tools.notice.post import Post
from ...tools.recipient import Told
from .directive_notice_acknowledgement import VOID

REPEAT = "repeat"
CALL_WANTED = "call_wanted"


class DirectiveNotice(models.Model):
    """Notices that ask to be acknowledged, and are said once more until they are.

    Each repetition is a separate notice with its own key.
    """

    _name = "directive.notice"
    _inherit = ["directive.notice", "directive.board.mixin"]

    def _ack_domain(self):
        return Domain("notice_id", "in", (self | self.repeats_id).ids)

    def _agencies_not_asked(self):
        """Return the agencies notified of this notice's record without a row of it."""
        # The system settles for everybody and needs all recipients.
        rows = self.env["directive.notice.acknowledgement"].sudo()
        asked = rows.search([("notice_id", "in", self.ids)]).agency_id
        return self._record()._told_agencies() - asked

    def _label(self):
        if self.event == REPEAT and self.repeats_id:
            return self.env._("%(label)s: not yet acknowledged", label=self.repeats_id._label())
        return super()._label()

    @api.model
    def _repeat(self, key, roots, channels, valid_until=None):
        """Say notices once more, once per ``key``, in a few queries for all.

        :param key: id of the step of the ladder, or the reminder's own
        :param roots: ``[(root notice, Recipient)]``
        :param valid_until: when they are of use longer than the notices they repeat
        """
        roots = self._with_standins_of(roots)
        told = [
            Told(root.res_model, root.res_id, occurrence(root.id, key), recipient)
            for root, recipient in roots
        ]
        if not told:
            return
        self.flush_model()
        keys = {root.id: one.occurrence for (root, _to), one in zip(roots, told, strict=True)}
        statement = self._insertion(
            self._values_repeated(valid_until),
            SQL(
                "directive_notice AS root JOIN unnest(%s::int[], %s::text[]) AS wanted(id, occurrence)"
                " ON wanted.id = root.id",
                list(keys),
                list(keys.values()),
            ),
        )
        # Another process with the same step is not an error: the second one reads again.
        self.env.cr.execute(statement, log_exceptions=False)
        self.env["directive.notice.delivery"]._queue([Post(REPEAT, told, channels)])

    @api.model
    def _with_standins_of(self, roots):
        """Return ``roots`` with those who act for the recipients by now."""
        people = defaultdict(list)
        for root, recipient in roots:
            people[root].append(recipient)
        people = self.env["directive.agency.member"]._with_standins(people)
        return [(root, recipient) for root, rows in people.items() for recipient in rows]

    @api.model
    def _values_repeated(self, valid_until):
        """Return the columns of a repetition: it is about the record of its root."""
        return {
            **{name: SQL.identifier("root", name) for name in self._columns_of_subject()},
            "event": REPEAT,
            "event_label": self.env["directive.notice.event"]._label(REPEAT),
            "occurrence": SQL("wanted.occurrence"),
            "valid_until": SQL("GREATEST(root.valid_until, %s::timestamp)", valid_until),
            "wants_ack": False,
            "repeats_id": SQL("root.id"),
            "date_created": fields.Datetime.now(),
        }

    def _irrelevant_reason(self):
        if self.repeats_id:
            return self.repeats_id._irrelevant_reason()
        if self.event == CALL_WANTED and not self._is_call_wanted():
            return self.env._("Everybody has been reached in the meantime.")
        return super()._irrelevant_reason()

    @api.model
    def _retire(self, res_models):
        super()._retire(res_models)
        rows = self.env["directive.notice.acknowledgement"]
        rows._move(VOID, self._uninstalled_reason(), SQL("res_model = ANY(%s)", list(res_models)))

    def _is_call_wanted(self):
        rows = self.env["directive.notice.acknowledgement"]
        return bool(rows.search_count([("to_call", "=", True), ("state", "=", "waiting")], limit=1))

    @api.model
    def _after_post(self, post):
        super()._after_post(post)
        if post.asks:
            self.env["directive.notice.acknowledgement"]._ask(post.event, post.told, post.urgency)
