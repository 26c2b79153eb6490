from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools.translate import LazyTranslate

from ...tools.register.export import STEPS

_lt = LazyTranslate(__name__)
SIGNERS = ("complainant", "denouncer", "petitioner")


def _of(path):
    """Return a reader of a field of the matter, or of one it leads to."""
    *way, name = path.split(".")

    def read(matter):
        record = matter
        for step in way:
            record = record[step]
        return record[name]

    return read


def _person(name):
    """Return a reader of the first who signed; of a denunciation only the code is there."""

    def read(matter):
        people = matter.letter_id.person_ids.filtered(lambda one: one.role in SIGNERS)
        return people[:1][name]

    return read


def _step(name, *verbs):
    """Return a reader of the last of such steps."""

    def read(matter):
        return matter.step_ids.filtered(lambda one: one.verb in verbs)[:1][name]

    return read


SENDING = ("transfer", "guide", "inform", "urge", "accept", "refuse", "return", "file")
# What can be exported: {key: (label, reader, whether its values have codes)}
VALUES = {
    "number": (_lt("Number of the matter"), _of("number"), False),
    "letter": (_lt("Number of the letter"), _of("letter_id.number"), False),
    "agency": (_lt("Agency"), _of("agency_id"), True),
    "received": (_lt("Received on"), _of("date_received"), False),
    "dated": (_lt("Date of the letter"), _of("letter_id.date_letter"), False),
    "source": (_lt("How it came"), _of("letter_id.source"), True),
    "person": (_lt("Person"), _person("name"), False),
    "address": (_lt("Address"), _person("address"), False),
    "id_number": (_lt("Identity number"), _person("id_number"), False),
    "persons": (_lt("Number of people"), _of("letter_id.persons_count"), False),
    "group": (_lt("Group"), _of("letter_id.is_group"), True),
    "kind": (_lt("Kind"), _of("kind"), True),
    "subject": (_lt("Subject"), _of("subject_id"), True),
    "level": (_lt("Level"), _of("level"), True),
    "content": (_lt("Content"), _of("content"), False),
    "against": (_lt("Against"), _of("object_text"), False),
    "place": (_lt("Commune concerned"), _of("place_id"), True),
    "competent": (_lt("Within our competence"), _of("is_competent"), True),
    "outcome": (_lt("Outcome"), _of("outcome"), True),
    "outcome_day": (_lt("Outcome on"), _of("date_outcome"), False),
    "document": (_lt("Number of the document"), _step("document_number", *SENDING), False),
    "document_day": (_lt("Date of the document"), _step("document_date", *SENDING), False),
    "sent_to": (_lt("Sent to"), _step("sent_to_id", *SENDING), True),
    "sent_text": (_lt("Sent to, outside"), _step("sent_to_text", *SENDING), False),
    "ground": (_lt("Legal ground"), _of("ground_id"), True),
    "accepted": (_lt("Accepted on"), _of("date_accepted"), False),
    "due": (_lt("Due on"), _of("date_due"), False),
    "complexity": (_lt("Complexity"), _of("complexity"), True),
    "state": (_lt("State"), _of("state"), True),
    "decided": (_lt("Decided on"), _of("date_decided"), False),
    "decision": (_lt("Number of the decision"), _step("document_number", "decide"), False),
    "result": (_lt("Result"), _of("result"), True),
    "state_money": (_lt("To the State: money"), _of("state_money"), False),
    "state_land": (_lt("To the State: land"), _of("state_land"), False),
    "organisation_money": (_lt("To organisations: money"), _of("organisation_money"), False),
    "organisation_land": (_lt("To organisations: land"), _of("organisation_land"), False),
    "person_money": (_lt("To people: money"), _of("person_money"), False),
    "person_land": (_lt("To people: land"), _of("person_land"), False),
    "disciplined": (_lt("People to be disciplined"), _of("disciplined_count"), False),
    "prosecuted": (_lt("People handed to the investigators"), _of("prosecuted_count"), False),
    "enforcing": (_lt("Enforced from"), _of("date_enforcing"), False),
    "over": (_lt("Over on"), _of("date_over"), False),
}


class PetitionExportField(models.Model):
    """A column of the national database: in which of the five steps, its name there, our value.

    The fields of the national system are not published: columns are rows of this table.
    """

    _name = "petition.export.field"
    _description = "Column of the National Database"
    _inherit = ["petition.province.mixin"]
    _order = "step, sequence, id"

    step = fields.Selection(STEPS, required=True, default="matter")
    sequence = fields.Integer(default=100)
    name = fields.Char(string="Name there", required=True)
    value = fields.Selection(
        lambda self: [(key, self.env._(one[0])) for key, one in VALUES.items()],
        string="Our value",
        help="Empty: the column stays empty.",
    )
    active = fields.Boolean(default=True)

    @api.constrains("value")
    def _check_value(self):
        if any(one.value and one.value not in VALUES for one in self):
            raise ValidationError(self.env._("Choose one of the values offered."))

    def _read(self, matter):
        """Return (plain value, key of its code or None) of this column for ``matter``."""
        if not self.value:
            return None, None
        _label, reader, has_code = VALUES[self.value]
        found = reader(matter)
        if isinstance(found, models.BaseModel):
            return found.display_name or None, has_code and found and str(found.id)
        if has_code and (found or found is False and self.value in ("group", "competent")):
            return self._in_words(matter, found), str(found)
        return (None if found is False else found), None

    def _in_words(self, matter, value):
        if isinstance(value, bool):
            return self.env._("Yes") if value else self.env._("No")
        record = matter.letter_id if self.value == "source" else matter
        labels = dict(record._fields[self.value]._description_selection(self.env))
        return labels.get(value, value)
