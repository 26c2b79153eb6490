from markupsafe import Markup

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL, html2plaintext

from ...tools.agency.fate import KEPT
from ...tools.workflow import STATES, WORKFLOW
from ..agency.groups import OFFICE_OR_LEADER

KINDS_OF = {
    "report": "directive.task.progress",
    "request": "directive.task.request",
    "message": "mail.message",
    "file": "ir.attachment",  # of reports and requests
}
LINES = ("report", "request", "message")
# Which there are, in one question; requests in their own order.
HISTORY = """
    SELECT 'report', task_id, array_agg(id) FROM directive_task_progress
     WHERE task_id = ANY(%(tasks)s) GROUP BY task_id
     UNION ALL
    SELECT 'request', task_id, array_agg(id ORDER BY id DESC) FROM directive_task_request
     WHERE task_id = ANY(%(tasks)s) GROUP BY task_id
     UNION ALL
    SELECT 'message', res_id, array_agg(id) FROM mail_message
     WHERE model = 'directive.task' AND res_id = ANY(%(tasks)s) GROUP BY res_id
     UNION ALL
    SELECT 'file', task_id, array_agg(ir_attachment_id ORDER BY ir_attachment_id DESC) FROM (
           SELECT task_id, ir_attachment_id FROM directive_task_progress AS report
             JOIN directive_task_progress_attachment_rel ON directive_task_progress_id = report.id
            UNION
           SELECT task_id, ir_attachment_id FROM directive_task_request AS request
             JOIN directive_task_request_attachment_rel ON directive_task_request_id = request.id)
        AS file WHERE task_id = ANY(%(tasks)s) GROUP BY task_id
"""


class DirectiveTaskFormer(models.Model):
    """The copy of a task that its former lead agency keeps when another agency takes it over.

    Nothing that the new agency does with the task shows here.
    """

    _name = "directive.task.former"
    _description = "Task Given to Another Agency"
    _inherit = ["directive.evidence.mixin", "directive.kept.mixin", "directive.visibility.mixin"]
    _visible_by = ("agency_id",)
    _order = "date desc, id desc"

    # The task itself is another agency's now: its name must not come in by this door.
    task_id = fields.Many2one(
        "directive.task",
        required=True,
        index=True,
        ondelete="cascade",
        groups=OFFICE_OR_LEADER,
    )
    agency_id = fields.Many2one(
        "directive.agency", string="Former lead agency", required=True, index=True
    )
    date = fields.Datetime(string="Given away at", required=True)
    note = fields.Text(string="Reason")
    number = fields.Char()
    subject = fields.Char()
    point = fields.Char()
    name = fields.Char(string="Content", required=True)
    product = fields.Char(string="Expected product")
    coordinators = fields.Char(string="Coordinating agencies")
    deadline_text = fields.Char(string="Deadline as worded")
    date_deadline = fields.Date(string="Deadline")
    date_deadline_original = fields.Date(string="Original deadline")
    date_assigned = fields.Date(string="Assigned on")
    date_received = fields.Date(string="Received on")
    state = fields.Selection(STATES, string="State until then")
    progress = fields.Integer(aggregator=None, help="In percent.")
    line_ids = fields.One2many("directive.task.former.line", "former_id", string="History")
    attachment_ids = fields.Many2many(
        "ir.attachment", "directive_task_former_attachment_rel", string="Files"
    )

    def _refuse(self):
        raise UserError(
            self.env._("The copy of a task that a former lead agency keeps cannot be changed.")
        )

    @api.model
    def _reorganisation_fields(self):
        return super()._reorganisation_fields() | {"agency_id": KEPT}

    @api.model
    def _keep(self, tasks, note):
        """Keep a copy of ``tasks`` for the agencies that lead them until now."""
        # The copy is made for the old agency, whatever the user of the Office may create.
        keeper, tasks = self.sudo().with_context(directive_workflow=WORKFLOW), tasks.sudo()
        said = keeper._history(tasks)
        kept = keeper.create([keeper._prepare_copy(task, said[task.id], note) for task in tasks])
        lines = [
            {"former_id": one.id, **vals}
            for one in kept
            for vals in keeper._prepare_lines(said[one.task_id.id])
        ]
        keeper.env["directive.task.former.line"]._write_down(kept, lines)
        for one in kept:
            one.attachment_ids._adopt(one)
        return kept

    def _prepare_copy(self, task, said, note):
        copied = (
            "name",
            "point",
            "product",
            "deadline_text",
            "date_deadline",
            "date_deadline_original",
            "date_assigned",
            "date_received",
            "state",
            "progress",
            "number",
        )
        return {
            **{name: task[name] for name in copied},
            "task_id": task.id,
            "agency_id": task.lead_agency_id.id,
            "date": fields.Datetime.now(),
            "note": note,
            "subject": task.directive_id.subject,
            "coordinators": ", ".join(task.coordinating_agency_ids.mapped("name")),
            "attachment_ids": [(6, 0, self._copy_files(said))],
        }

    def _copy_files(self, said):
        """Copy the files of a task: those of the task itself are the new agency's from now on."""
        nowhere = {"res_model": False, "res_id": False}
        return [file.copy(nowhere).id for file in said["file"] | said["message"].attachment_ids]

    def _history(self, tasks):
        """Return ``{task id: {kind: records}}`` of their reports, requests and messages."""
        # Rows are inserted at once.
        rows = self.env.execute_query(SQL(HISTORY, tasks=tasks.ids))
        found = {(kind, task_id): ids for kind, task_id, ids in rows}
        said = {task.id: {} for task in tasks}
        for kind, model in KINDS_OF.items():
            ids = {task.id: found.get((kind, task.id), ()) for task in tasks}
            # Read with those of the other tasks.
            records = tasks.env[model].browse(one for some in ids.values() for one in some)
            for task in tasks:
                mine = records.browse(ids[task.id]).with_prefetch(records._ids)
                said[task.id][kind] = mine.filtered(self._is_said) if kind == "message" else mine
        return said

    def _is_said(self, message):
        """Tell whether a person wrote ``message``; what the system notes is in the trail."""
        return message.message_type != "notification" and not message.is_internal

    def _prepare_lines(self, said):
        """Return the reports, requests and messages of a task, oldest first."""
        lines = [getattr(self, f"_line_of_{kind}")(one) for kind in LINES for one in said[kind]]
        return sorted(lines, key=lambda line: line["date"])

    def _line_of_report(self, report):
        parts = (
            f"{report.percent}%",
            report.content,
            report.difficulty,
            report.proposal,
            report.result_number,
            report.review_note,
        )
        return {
            "kind": "report",
            "date": report.create_date,
            "agency_id": report.agency_id.id,
            "signer_name": report.signer_name,
            "signer_post": report.signer_post,
            "text": "\n".join(filter(None, parts)),
        }

    def _line_of_request(self, request):
        parts = (request._asked_in_words(), request.reason, request.decision_note)
        return {
            "kind": "request",
            "date": request.create_date,
            "agency_id": request.agency_id.id,
            "signer_name": request.signer_name,
            "signer_post": request.signer_post,
            "text": "\n".join(filter(None, parts)),
        }

    def _line_of_message(self, message):
        return {
            "kind": "message",
            "date": message.date,
            "signer_name": message.author_id.name or message.email_from,
            "text": html2plaintext(message.body or Markup()),
        }
