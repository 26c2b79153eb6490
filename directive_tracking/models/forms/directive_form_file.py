import base64
import logging
import tempfile

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from ...tools.bulk import percent
from ...tools.list_name import file_name
from ...tools.workflow import WORKFLOW

_logger = logging.getLogger(__name__)
STATES = [("running", "Running"), ("done", "Ready"), ("failed", "Failed")]
EVERY = 1000  # rows between two steps of the progress bar
ASKED = ("form_id", "period", "day", "date_first", "date_last", "starred")
CHOSEN = ("agency_ids", "issuer_ids", "field_ids")


class DirectiveFormFile(models.Model):
    """A spreadsheet too long to wait for: written in the background, read by who asked alone.

    It is written with the rights that its asker has at that moment. Nobody else reads it.
    """

    _name = "directive.form.file"
    _description = "Spreadsheet in the Background"
    _inherit = ["directive.form.ask.mixin", "directive.kept.mixin"]
    _order = "id desc"
    _rec_name = "file_name"

    user_id = fields.Many2one(
        "res.users", string="By", required=True, readonly=True, index=True, ondelete="cascade"
    )
    file_name = fields.Char(readonly=True)
    file = fields.Binary(readonly=True)
    state = fields.Selection(STATES, required=True, default="running", readonly=True)
    done_count = fields.Integer(string="Rows written", readonly=True, aggregator=None)
    row_count = fields.Integer(string="Rows in all", readonly=True, aggregator=None)
    percent = fields.Integer(string="Progress", compute="_compute_percent")
    date_ended = fields.Datetime(string="Ended at", readonly=True)

    _running_idx = models.Index("(id) WHERE state = 'running'")

    @api.depends("done_count", "row_count", "state")
    def _compute_percent(self):
        for one in self:
            one.percent = percent(one.done_count, one.row_count) if one.row_count else 0
            if one.state == "done":
                one.percent = 100

    def _refuse(self):
        raise UserError(self.env._("Spreadsheets are written by the system and not changed."))

    @api.model
    def _begin(self, ask, count):
        """Return the new record that writes what ``ask`` asks for; the form has checked the user."""
        values = {name: ask._fields[name].convert_to_write(ask[name], ask) for name in ASKED}
        values |= {name: [(6, 0, ask[name].ids)] for name in CHOSEN}
        file = self._as_system().create(
            {
                **values,
                "user_id": self.env.uid,
                "row_count": count,
                "file_name": f"{file_name(ask.form_id.display_name, ask.date_last)}.xlsx",
            }
        )
        # Its own work: nobody may trigger scheduled actions.
        self.env.ref("directive_tracking.ir_cron_write_form_files").sudo()._trigger()
        return file.with_env(self.env)

    # In the background

    @api.model
    def _cron_write(self):
        """Write the spreadsheets that wait, one after the other."""
        Cron = self.env["ir.cron"].sudo()  # the progress of the scheduled action
        # Everybody's; each is written as its asker.
        waiting = self.sudo().search([("state", "=", "running")], order="id")
        for place, one in enumerate(waiting, 1):
            one._write_or_fail()
            if Cron._commit_progress(1, remaining=len(waiting) - place) <= 0:
                return

    def _write_or_fail(self):
        """Write the file; an error is this one's alone, and its asker is told."""
        try:
            values = {"state": "done", "file": self._content(), "done_count": self.row_count}
            # Its progress was written by others: go on with what they wrote.
            self.env["ir.cron"].sudo()._commit_progress()
        except Exception:
            self.env.cr.rollback()
            _logger.exception("Spreadsheet %s was not written", self.id)
            values = {"state": "failed"}
        self.invalidate_recordset()
        self._record({**values, "date_ended": fields.Datetime.now()})
        self._tell_asker()

    def _content(self):
        """Return the spreadsheet in base64, written with the rights of its asker."""
        asker = self.with_user(self.user_id)._in_official_language()
        with tempfile.TemporaryFile() as target:
            asker._write_sheet(target, self._go_on)
            target.seek(0)
            return base64.b64encode(target.read())

    def _go_on(self, done):
        """Move the progress bar, in a transaction of its own: the list stays that of one moment."""
        if done % EVERY == 0:
            with self.pool.cursor() as cr:
                cr.execute(
                    SQL(
                        "UPDATE directive_form_file SET done_count = %s WHERE id = %s",
                        done,
                        self.id,
                    )
                )

    def _as_system(self):
        # Nobody may write them; the caller has checked the user.
        return self.sudo().with_context(directive_workflow=WORKFLOW)

    def _record(self, values):
        self._as_system().write(values)

    def _tell_asker(self):
        """Show the asker, wherever they are, that the file is ready."""
        is_ready = self.state == "done"
        self.user_id._bus_send(
            "simple_notification",
            {
                "type": "success" if is_ready else "danger",
                "title": self.file_name,
                "message": self.with_context(lang=self.user_id.lang)._in_words_of_state(is_ready),
                "sticky": True,
            },
        )

    def _in_words_of_state(self, is_ready):
        if is_ready:
            return self.env._("The spreadsheet is ready: open “My spreadsheets” to download it.")
        return self.env._(
            "The spreadsheet could not be written; the administrator finds why in the log."
        )
