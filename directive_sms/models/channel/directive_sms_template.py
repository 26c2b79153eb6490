from odoo import api, fields, models, tools
from odoo.exceptions import UserError, ValidationError

from odoo.addons.directive_tracking.tools.notice import link_token

from ...tools import gsm, template

USES = [
    ("single", "One task"),
    ("digest", "Several items"),
    ("express", "Express message"),
    ("broadcast", "Broadcast or other record"),
    ("broadcast_express", "Express broadcast or other record"),
    ("own", "Record that says its own words"),
]


class DirectiveSmsTemplate(models.Model):
    """The text of a message: number, deadline and link, and only data permitted in an SMS."""

    _name = "directive.sms.template"
    _description = "SMS Template"
    _inherit = ["directive.default.mixin", "directive.remembered.mixin"]
    _default_key = ("use",)
    _order = "id"
    _rec_name = "use"

    use = fields.Selection(USES, required=True)
    body = fields.Text(
        required=True,
        translate=True,
        help="{number} {point} {deadline} {link} {count} {items} {event} {overdue} {short}; text "
        "in [brackets] is omitted if one of its values is missing.",
    )
    preview_plain = fields.Text(string="Without diacritics", compute="_compute_preview")
    preview_unicode = fields.Text(string="With Vietnamese letters", compute="_compute_preview")
    count_plain = fields.Char(string="Length without diacritics", compute="_compute_preview")
    count_unicode = fields.Char(string="Length with Vietnamese letters", compute="_compute_preview")
    part_count = fields.Integer(string="Parts", compute="_compute_preview")
    counting = fields.Json(compute="_compute_counting")

    _use_uniq = models.Constraint("UNIQUE (use)", "There is already a template for this use.")

    @api.depends("use")
    def _compute_display_name(self):
        names = dict(self._fields["use"]._description_selection(self.env))
        for one in self:
            one.display_name = names.get(one.use, "")

    @api.depends("body")
    def _compute_preview(self):
        for one in self:
            text = template.render(one.body or "", self._sample())
            one.preview_plain = gsm.prepare(text, allow_unicode=False)
            one.preview_unicode = gsm.prepare(text, allow_unicode=True)
            one.count_plain = self._count_words(one.preview_plain)
            one.count_unicode = self._count_words(one.preview_unicode)
            one.part_count = gsm.count(one.preview_plain).parts

    def _compute_counting(self):
        """Provide the text rules of each gateway for the counter below the text."""
        gateways = self.env["directive.sms.gateway"].search([("active", "=", True)])
        self.counting = {"gateways": gateways._ways_to_count(), "sample": self._sample()}

    @api.model
    def _sample(self):
        link = f"{self.env['directive.notice'].get_base_url()}/d/{link_token.make(123456, '0')}"
        items = self.env["directive.task"]._notice_count_words(template.SAMPLE["count"])
        return {**template.SAMPLE, "items": items, "link": link}

    @api.model
    def _count_words(self, text):
        found = gsm.count(text)
        return self.env._(
            "%(units)s characters, %(parts)s parts", units=found.units, parts=found.parts
        )

    @api.constrains("body")
    def _check_body(self):
        for one in self:
            unknown, is_closed = template.problems(one.body)
            if unknown:
                raise ValidationError(
                    self.env._(
                        "“{%(name)s}” is unknown. Known names: %(names)s.",
                        name=unknown[0],
                        names=" ".join(f"{{{name}}}" for name in template.NAMES),
                    )
                )
            if not is_closed:
                raise ValidationError(
                    self.env._("A bracket is not closed: every [ needs a ] and every { needs a }.")
                )
            if "{link}" not in one.body:
                raise ValidationError(
                    self.env._("The text must contain {link}: it opens the task.")
                )

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(self.env._("Every use needs a text: change it instead of deleting it."))

    @api.model
    @tools.ormcache("use", "self.env.lang")
    def _body(self, use):
        # Texts are read on behalf of the recipient.
        return self.sudo().search([("use", "=", use)], limit=1).body or ""

    @api.model
    def _render(self, use, values):
        """Return the text of ``use``, in the language of the context."""
        return template.render(self._body(use), values)
