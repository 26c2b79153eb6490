from odoo import api, models
from odoo.tools import format_date

from odoo.addons.directive_tracking.tools.phone_digits import bare

from ...tools.citizen.stage import OVER, stage_of, way

SEALED = "denunciation"  # of its matters the stage is shown, and nothing else
DAY = "dd/MM/yyyy"
NAMING = ("passed_on", "guided", "urged")  # stages that name another body


class PetitionCitizenPage(models.AbstractModel):
    """What a citizen sees of a letter: no names, no contents, and of a denunciation the stage alone."""

    _name = "petition.citizen.page"
    _description = "Citizen's Page"

    @api.model
    def _of(self, letter):
        """Return the values of the page of ``letter``, in the official language."""
        letter.ensure_one()
        matters = letter.matter_ids.sorted("id")
        is_sealed = SEALED in matters.mapped("kind")
        return {
            **self._frame(),
            "heading": self.env._("Your letter")
            if is_sealed
            else self.env._("Your letter no. %(number)s", number=letter.number or ""),
            "received": not is_sealed and self._received(letter),
            "matters": [self._matter(one) for one in matters],
            "ratings": self.env["petition.rating"]
            ._fields["rating"]
            ._description_selection(self.env),
            "said": "",
            "problem": "",
        }

    @api.model
    def _frame(self):
        """Return what every page for citizens needs."""
        return {
            "organisation": self.env.company.name,
            "home_url": "/don-thu",
            "lang": self.env.lang or "vi_VN",
        }

    def _received(self, letter):
        return self.env._(
            "Received on %(day)s by %(agency)s",
            day=self._day(letter.date_received),
            agency=letter.agency_id.name,
        )

    def _day(self, day):
        return day and format_date(self.env, day, date_format=DAY)

    # One matter

    @api.model
    def _matter(self, matter):
        """Return the values of one matter; what it repeats says where it stands."""
        shown = self._shown(matter)
        found = {
            "id": matter.id,
            "name": dict(matter._fields["kind"]._description_selection(self.env))[matter.kind],
            "stage": self._stage_words()[stage_of(shown.state, shown.outcome)][0],
            "words": "",
            "is_sealed": matter.kind == SEALED,
        }
        return found if found["is_sealed"] else found | self._open_matter(matter, shown)

    def _shown(self, matter):
        """Return the matter that goes on for ``matter``: of equal ones, the first is settled."""
        other = matter.duplicate_of_id
        return other if other and other.kind == matter.kind else matter

    def _open_matter(self, matter, shown):
        agency = shown.agency_id
        return {
            "words": self._words(matter, shown),
            "way": self._way(shown),
            "due": self._due(shown),
            "is_late": self._is_late(shown),
            "why": self._why(shown),
            "office": agency.name,
            "phone": agency.phone or "",
            "dial": bare(agency.phone),
            "documents": self._documents(matter),
            "rating": self._rating(matter),
            "rated": self._rated(matter),
        }

    def _words(self, matter, shown):
        words = [self._stage_words()[stage_of(shown.state, shown.outcome)][1]]
        if shown != matter:
            words.append(
                self.env._("It is handled together with an earlier letter of the same content.")
            )
        if stage_of(shown.state, shown.outcome) in NAMING and shown.sent_to_ids:
            names = ", ".join(shown.sent_to_ids.mapped("name"))
            words.append(self.env._("The competent body: %(names)s.", names=names))
        return " ".join(words)

    def _way(self, matter):
        """Return the stages of ``matter`` with the days on which they were reached."""
        days, words = self._days(matter), self._stage_words()
        return [
            {
                "name": words[stage][0],
                "place": place,
                "day": self._day(days.get(stage)) if place != "after" else "",
            }
            for stage, place in way(matter.state, matter.outcome)
        ]

    def _days(self, matter):
        days = {
            "received": matter.date_received,
            "examining": matter.date_classified,
            "accepted": matter.date_accepted,
            "verifying": matter.date_verifying,
            "decided": matter.date_decided,
        }
        if stage_of(matter.state, matter.outcome) in OVER:
            days[stage_of(matter.state, matter.outcome)] = matter.date_over
        return days

    # Days left

    def _due(self, matter):
        """Return by which day an answer is due, and how many days are left."""
        if not matter.date_due or stage_of(matter.state, matter.outcome) in (
            *OVER,
            "decided",
            "paused",
        ):
            return ""
        left = (matter.date_due - self.env["directive.settings"]._today()).days
        values = {"day": self._day(matter.date_due), "days": abs(left)}
        if left < 0:
            return self.env._("Due on %(day)s: %(days)s days late", **values)
        return self.env._("Due on %(day)s: %(days)s days left", **values)

    def _is_late(self, matter):
        is_open = stage_of(matter.state, matter.outcome) not in (*OVER, "decided", "paused")
        due = is_open and matter.date_due
        return bool(due) and due < self.env["directive.settings"]._today()

    def _why(self, matter):
        """Return how the day was reached, line by line, and the law behind it."""
        if not self._due(matter):
            return []
        clock = matter.clock_ids.filtered(
            lambda one: (one.state == "running" and one.is_duty and one.date_due == matter.date_due)
        )[:1]
        lines = [f"{days}: {words}" for _kind, days, words in clock._steps_in_words()]
        return [*lines, clock.source] if clock.source else lines

    def _documents(self, matter):
        """Return the papers that were put on the citizen's page, the newest first."""
        papers = matter.env["petition.document"].search(
            [("matter_id", "=", matter.id), ("date_shown", "!=", False)]
        )
        return [
            {
                "id": paper.id,
                "name": self.env._(
                    "%(paper)s of %(day)s", paper=paper._title(), day=self._day(paper.date)
                ),
            }
            for paper in papers
        ]

    def _rating(self, matter):
        """Return whether the citizen is asked how they were served: "open", "again", "done" or ""."""
        return self.env["petition.rating"]._may_rate(matter)

    def _rated(self, matter):
        """Return the sentence about the opinion that was given, or ""."""
        given = self.env["petition.rating"]._given(matter)
        if not given:
            return ""
        labels = dict(given._fields["rating"]._description_selection(self.env))
        return self.env._(
            "On %(day)s the opinion “%(rating)s” was given with this receipt.",
            day=self._day(given.date),
            rating=labels[given.rating],
        )

    # Words

    @api.model
    def _stage_words(self):
        """Return ``{stage: (its name, what it means for the citizen)}``."""
        return {**self._words_under_way(), **self._words_of_ends()}

    @api.model
    def _words_under_way(self):
        return {
            "received": (
                self.env._("Received"),
                self.env._("Your letter is registered. It is being looked at."),
            ),
            "examining": (
                self.env._("Being examined"),
                self.env._("We check whether it can be accepted and which body is competent."),
            ),
            "asked": (
                self.env._("Waiting for your papers"),
                self.env._(
                    "Something is missing. Please bring or send what you have been asked for."
                ),
            ),
            "accepted": (
                self.env._("Accepted"),
                self.env._("Your letter has been accepted and will be settled."),
            ),
            "verifying": (
                self.env._("Being verified"),
                self.env._("The facts are being verified."),
            ),
            "paused": (
                self.env._("Suspended"),
                self.env._("The work is suspended by a decision. No days are counted meanwhile."),
            ),
        }

    @api.model
    def _words_of_ends(self):
        return self._words_of_answers() | {
            "passed_on": (
                self.env._("Passed on"),
                self.env._("It was not within our competence and has been passed on."),
            ),
            "urged": (
                self.env._("The body in charge was urged"),
                self.env._("Another body is settling it. We have asked it in writing to do so."),
            ),
            "guided": (
                self.env._("Another body is competent"),
                self.env._(
                    "Please turn to the competent body. You have been sent a letter about it."
                ),
            ),
            "returned": (
                self.env._("Returned"),
                self.env._("Your letter and papers have been given back to you."),
            ),
            "kept": (
                self.env._("Kept on file"),
                self.env._("Your letter is kept on file without being settled."),
            ),
            "stopped": (
                self.env._("Ended"),
                self.env._("The matter has ended, as it was withdrawn or terminated."),
            ),
        }

    @api.model
    def _words_of_answers(self):
        return {
            "decided": (
                self.env._("Decided"),
                self.env._("A decision or an answer has been issued."),
            ),
            "closed": (
                self.env._("Closed"),
                self.env._("Your letter has been settled and its file is closed."),
            ),
            "not_accepted": (
                self.env._("Not accepted"),
                self.env._("It could not be accepted. The reason is in the letter sent to you."),
            ),
        }
