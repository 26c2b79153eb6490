from collections import defaultdict
from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import format_date

from odoo.addons.directive_tracking.tools.text import fold

from ....tools.week.page import days_of, hours_in_words

LED_BY_NOBODY = ("visit", "other")  # one works at one's desk, or goes, and chairs nothing
ROLES_SAID = ("chair", "accompany", "substitute")  # that somebody attends is not printed
PREPARES = "chuan bi"  # said in the wording itself
MOST_NAMES = 12  # of agencies invited, on the page
LONGEST_LABEL = 20  # of who of the Office goes along, typed in front


class DirectiveWeek(models.Model):
    """A week as everybody reads it: each day and half-day, empty ones too."""

    _inherit = "directive.week"

    page_html = fields.Html(string="Page", compute="_compute_page_html", sanitize=False)

    @api.depends("revision", "state", "meeting_ids.date_start", "meeting_ids.state")
    @api.depends_context("uid", "lang")
    def _compute_page_html(self):
        # The words of the page are everybody's; what a reader may not know is masked in them.
        views = self.env["ir.qweb"].sudo()
        for week in self:
            page = week.date_from and week._page(week._entries())
            week.page_html = page and views._render("directive_calendar.week_table", page)

    def action_previous(self):
        """Open the week before, of the same calendar."""
        return self._open_beside(-7)

    def action_next(self):
        """Open the week after, of the same calendar."""
        return self._open_beside(7)

    def _open_beside(self, days):
        self.ensure_one()
        self.check_access("read")
        day = self.date_from + timedelta(days=days)
        week = self.search([("group_id", "=", self.group_id.id), ("date_from", "=", day)])
        return (week or self)._open_page()

    def _open_page(self):
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "directive_calendar.directive_week_page_action"
        )
        form = [view for view in action["views"] if view[1] == "form"]
        return action | {"res_id": self.id, "view_mode": "form", "views": form}

    def _page(self, entries):
        """Return the values of the template of a page with ``entries``."""
        halves = dict(
            self.env["directive.meeting"]._fields["half_day"]._description_selection(self.env)
        )
        days = [
            {
                "day": day,
                "name": format_date(self.env, day, date_format="EEEE"),
                "date": day.strftime("%d/%m"),
                "rows": [(halves[half], self._page_lines(found)) for half, found in in_halves],
            }
            for day, in_halves in days_of(entries, self.date_from)
        ]
        return {"days": days, "who": self.group_id.name} | self._page_head()

    def _page_head(self):
        moment = self.date_updated and self.env["directive.settings"]._to_local(self.date_updated)
        return {
            "title": self.display_name,
            "revision": self.revision,
            "updated": moment and moment.strftime("%H:%M %d/%m/%Y"),
        }

    def _page_lines(self, entries):
        return [
            {
                "state": one["state"],
                "mark": self._mark_in_words(one),
                "content": hours_in_words(one) + one["content"],
                "asides": self._asides(one),
                "place": one["place"] or "",
                **self._who_in_words(one),
            }
            for one in entries
        ]

    def _mark_in_words(self, entry):
        """Return what stands before an entry that is off, "" before others."""
        marks = {"postponed": self.env._("POSTPONED"), "cancelled": self.env._("CANCELLED")}
        return marks.get(entry["state"], "")

    def _asides(self, entry):
        """Return what stands below the content, in the order of printed weeks."""
        number = entry["invitation"]["number"]
        labels = (
            self._days_in_words(entry),
            self._invited_in_words(entry),
            *self._preparing_in_words(entry),
            number and self.env._("Invitation %(number)s", number=number),
            entry["invitation"]["separate"] and self.env._("Invitation sent apart"),
            entry["moved_from"] and self.env._("Moved from %(before)s", before=entry["moved_from"]),
            self._remark_in_words(entry),
        )
        return [label for label in labels if label]

    def _days_in_words(self, entry):
        """Return the days of an entry of several, None of others."""
        if not entry["date_to"]:
            return None
        first, last = (fields.Date.to_date(entry[name]) for name in ("date", "date_to"))
        return self.env._(
            "From %(first)s until %(last)s", first=f"{first:%d/%m}", last=f"{last:%d/%m}"
        )

    def _remark_in_words(self, entry):
        """Return the remark; of an entry that is off or moved it says so in its own words."""
        remark = entry["remark"]
        if not remark or fold(remark) == fold(self._mark_in_words(entry)):
            return None
        is_said = entry["state"] != "planned"
        return remark if is_said else self.env._("Note: %(remark)s", remark=remark)

    @api.model
    def _preparing_in_words(self, entry):
        """Return a line for each who prepares something, as worded or with what it is."""
        prepared = defaultdict(list)
        for row in entry["preparing"]:
            prepared[row["text"] or row["agency"]].append(row["what"])
        kinds = dict(
            self.env["directive.meeting.preparation"]
            ._fields["what"]
            ._description_selection(self.env)
        )
        return [
            who
            if PREPARES in fold(who)
            else self.env._(
                "%(agency)s prepares %(what)s",
                agency=who,
                what=", ".join(kinds[one].lower() for one in what if one in kinds),
            )
            for who, what in prepared.items()
            if who
        ]

    def _invited_in_words(self, entry):
        """Return who is invited, as worded or by name; of very many agencies only their number."""
        names, worded = entry["invited_agencies"] or (), entry["invited_text"]
        if not worded and len(names) > MOST_NAMES:
            return self.env._("Invited: %(count)s agencies", count=len(names))
        agencies = worded or "; ".join(names)
        return agencies and self.env._("Invited: %(agencies)s", agencies=agencies)

    def _who_in_words(self, entry):
        """Return who takes part as ``{"chair": …, "who": …}``: the chair is printed first, in bold."""
        people = entry["participants"]
        if entry.get("kind") in LED_BY_NOBODY:
            people = [{**one, "role": None} if one["role"] == "chair" else one for one in people]
        named = [(one["role"], self._person_in_words(one)) for one in people]
        chairs = [words for role, words in named if role == "chair"]
        others = [words for role, words in named if role != "chair"]
        people = ", ".join(one["text"] for one in entry["office"] or ())
        # Many weeks are typed with the label: “LĐVP: Đ/c Hùng”.
        named_already = ":" in people[:LONGEST_LABEL]
        label = people if named_already else self.env._("Office: %(people)s", people=people)
        others += [label] if people else []
        joint = "; " if chairs and others else ""
        return {"chair": "; ".join(chairs) + joint, "who": "; ".join(others)}

    def _person_in_words(self, one):
        if one["role"] == "substitute" and one.get("for"):
            return self.env._(
                "%(name)s (in place of %(absent)s)", name=one["text"], absent=one["for"]
            )
        if one["role"] not in ROLES_SAID:
            return one["text"]
        roles = dict(
            self.env["directive.meeting.participation"]
            ._fields["role"]
            ._description_selection(self.env)
        )
        return f"{one['text']} ({roles[one['role']].lower()})"
