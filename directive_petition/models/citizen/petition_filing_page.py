from odoo import api, models

from odoo.addons.directive_tracking.tools.evidence.file_kinds import accept_of, in_megabytes

from ...tools.citizen import filing as filings
from ...tools.citizen.filing import DENUNCIATION, LONGEST, NEEDED, masked
from .petition_filing import MOST_CODES
from .petition_filing_file import MOST_BYTES, MOST_FILES, TAKEN

# Field: (type, autocomplete, inputmode); texts of several lines have none.
BOXES = {
    "name": ("text", "name", None),
    "id_number": ("text", "off", "text"),
    "address": ("text", "street-address", None),
    "phone": ("tel", "tel", "tel"),
    "email": ("email",) * 3,
    "against": ("text", "off", None),
    "content": (None, None, None),
    "demand": (None, None, None),
}


class PetitionFilingPage(models.AbstractModel):
    """What the pages for filing a letter show."""

    _name = "petition.filing.page"
    _description = "Pages for Filing Online"

    @api.model
    def _kinds(self):
        """Return the kinds offered on the first page."""
        words = {
            "petition": (
                self.env._("Petition or reflection"),
                self.env._("You ask for something, propose it or report a problem."),
            ),
            "complaint": (
                self.env._("Complaint"),
                self.env._(
                    "A decision or an act of an office has harmed your own rights. You sign it "
                    "at the reception afterwards."
                ),
            ),
            "denunciation": (
                self.env._("Denunciation"),
                self.env._(
                    "Somebody breaks the law. It is information until you have come with your "
                    "identity card and signed it."
                ),
            ),
        }
        return [
            {"code": kind, "name": words[kind][0], "help": words[kind][1]}
            for kind in self.env["petition.filing"]._offered_kinds()
        ]

    # The text

    @api.model
    def _text_page(self, typed, problems):
        """Return the values of the page with the fields of a letter."""
        [kind] = [one for one in self._kinds() if one["code"] == typed.kind]
        words = self._problem_words(problems)
        names = [name for name in BOXES if name in self._asked(typed.kind)]
        return {
            "heading": kind["name"],
            "before": kind["help"],
            "problems": words,
            "typed": typed,
            "agencies": [
                (one.id, one.name) for one in self.env["petition.filing"]._offered_agencies()
            ],
            "fields": [self._field(name, typed, words) for name in names],
        }

    def _asked(self, kind):
        return {*NEEDED[kind], "phone", "email", "id_number"}

    def _field(self, name, typed, problems):
        kind, autocomplete, inputmode = BOXES[name]
        label, advice = self._labels()[name]
        described = [f"{name}_help"] if advice else []
        described += [f"{name}_wrong"] if name in problems else []
        return {
            "name": name,
            "label": label,
            "help": advice,
            "problem": problems.get(name, ""),
            "needed": name in NEEDED[typed.kind],
            "is_long": kind is None,
            "type": kind,
            "autocomplete": autocomplete,
            "inputmode": inputmode,
            "described": " ".join(described) or None,
            "value": getattr(typed, name),
        }

    @api.model
    def _labels(self):
        """Return ``{field: (its label, what helps to fill it in)}``."""
        return {
            "agency": (self.env._("Who should receive it"), ""),
            "name": (self.env._("Full name"), ""),
            "id_number": (
                self.env._("Number of the identity card"),
                self.env._("12 digits, or of the passport"),
            ),
            "address": (self.env._("Address"), self.env._("Village or street, commune, province")),
            "phone": (
                self.env._("Telephone"),
                self.env._("A telephone number or an e-mail address is needed"),
            ),
            "email": (
                self.env._("E-mail"),
                self.env._("The code that confirms your letter goes there"),
            ),
            "against": (
                self.env._("Against whom or what"),
                self.env._("The office, the person, or the number of the decision"),
            ),
            "content": (
                self.env._("What has happened"),
                self.env._("When, where, who, and what you know of it"),
            ),
            "demand": (self.env._("What you ask for"), ""),
        }

    def _problem_words(self, problems):
        """Return ``{field: a sentence}``, in the order of the page."""
        labels = {name: label for name, (label, _advice) in self._labels().items()}
        return {
            name: self._problem_sentence(name, labels.get(name, ""), code)
            for name, code in problems.items()
        }

    def _problem_sentence(self, name, label, code):
        if code == filings.NEITHER:
            return self.env._("Enter a telephone number or an e-mail address.")
        if code == filings.TOO_LONG:
            return self.env._(
                "%(label)s: at most %(longest)s characters.", label=label, longest=LONGEST[name]
            )
        if code == filings.TOO_SHORT:
            return self.env._("%(label)s: write at least one whole sentence.", label=label)
        if code == filings.MARKED:
            return self.env._("%(label)s: state secrets must not be written here.", label=label)
        if code == filings.MISSING:
            return self.env._("%(label)s: please fill this in.", label=label)
        wrong = {
            "id_number": self.env._("The number of the identity card has 12 digits."),
            "phone": self.env._("The telephone number has 10 digits, such as 0912 345 678."),
            "email": self.env._("The e-mail address looks like ten@vidu.vn."),
            "agency": self.env._("Choose who should receive it."),
        }
        return wrong.get(name, label)

    # The code

    @api.model
    def _sent_words(self, filing):
        where = masked(filing._address(filing._typed()))
        if filing.code_state == "failed":
            return self.env._(
                "The code could not be sent to %(where)s: check what you typed, or ask for a new "
                "one.",
                where=where,
            )
        return self.env._(
            "A code of 6 digits is on its way to %(where)s. It may take a minute. At most "
            "%(most)s codes are sent.",
            where=where,
            most=MOST_CODES,
        )

    # The last look

    @api.model
    def _review_page(self, filing):
        typed = filing._typed()
        labels = {name: label for name, (label, _advice) in self._labels().items()}
        lines = [(labels["agency"], filing.agency_id.name)]
        lines += [(labels[one], getattr(typed, one)) for one in BOXES if getattr(typed, one)]
        return {
            "lines": lines,
            "files": [{"id": one.id, "name": one._name_typed()} for one in filing.file_ids],
            "can_add": len(filing.file_ids) < MOST_FILES,
            "accept": accept_of(TAKEN),
            "limits": self.env._(
                "Photographs, PDF or DOCX: at most %(files)s files of %(size)s each.",
                files=MOST_FILES,
                size=in_megabytes(MOST_BYTES),
            ),
            "declaration": self._declaration(typed.kind),
        }

    def _declaration(self, kind):
        if kind == DENUNCIATION:
            return self.env._(
                "By sending it I say that what I have written is true. I know that it is "
                "information until I have shown my identity card and signed it."
            )
        return self.env._("By sending it I say that what I have written is true.")

    # The end

    @api.model
    def _done_words(self, filing):
        """Return what is said of a letter that was just received, and what comes next."""
        letter = filing.letter_id
        said = self.env._(
            "%(agency)s has received it under the number %(number)s.",
            agency=letter.agency_id.name,
            number=letter.number,
        )
        return said, self._next_words(letter)

    def _next_words(self, letter):
        matter = letter.matter_ids[:1]
        if letter.is_signed or matter.kind == "petition":
            day = self.env["petition.citizen.page"]._day(matter.date_due)
            return day and self.env._("You get a first answer by %(day)s.", day=day) or ""
        return self.env._(
            "Come to the reception of %(agency)s with your identity card and sign it, or send the "
            "signed letter by post. Until then it cannot be accepted.",
            agency=letter.agency_id.name,
        )
