from datetime import date

from odoo.tests import freeze_time

from ..petition_common import PetitionWorld

OFF = (
    *("2026-01-01", "2026-02-16", "2026-02-17", "2026-02-18", "2026-02-19", "2026-02-20"),
    *("2026-04-27", "2026-04-30", "2026-05-01", "2026-08-31", "2026-09-01", "2026-09-02"),
    *("2026-11-24", "2027-01-01", "2027-02-04", "2027-02-05", "2027-02-08", "2027-02-09"),
    *("2027-02-10", "2027-04-16", "2027-04-30", "2027-05-03"),
)
MADE_UP = ("2026-08-22",)
# What a step, or what is written between two, needs besides its day.
EXTEND = {"extension_days": 30}
# Title, kind, day of receipt, facts, [(what, day, values)], {code: due day} counted by hand.
CASES = (
    (
        "received on the Friday evening before Tết 2026, text of 2011",
        *("complaint", "2026-02-13", {}, ()),
        {"K2": "2026-02-23"},
    ),
    (
        "ten days end on the Sunday before Tết 2026",
        *("complaint", "2026-02-05", {}, ()),
        {"K2": "2026-02-23"},
    ),
    (
        "thirty days end on the Sunday after Tết 2026",
        *("complaint", "2026-01-20", {}, (("accept", "2026-01-23"),)),
        {"K3": "2026-02-23"},
    ),
    (
        "received on the last day of the old text, accepted under the new one",
        *("complaint", "2026-06-30", {}, (("accept", "2026-07-09"),)),
        {"K2": "2026-07-10", "K3": "2026-08-10"},
    ),
    (
        "received on a Friday evening under the new text",
        *("complaint", "2026-07-03", {}, ()),
        {"K2": "2026-07-14"},
    ),
    (
        "several places, received on the Friday before National Day",
        *("denunciation", "2026-08-28", {"several_places": True}, ()),
        {"T1": "2026-09-16"},
    ),
    (
        "a denunciation of others, received on the eve of Tết 2027",
        *("denunciation", "2027-02-03", {"is_competent": False}, ()),
        {"T1": "2027-02-19", "T2": "2027-02-17"},
    ),
    (
        "received by post on a Sunday in Tết 2027",
        *("complaint", "2027-02-07", {}, ()),
        {"K2": "2027-02-19"},
    ),
    (
        "a supplement begins the first handling anew",
        *("complaint", "2026-11-02", {}),
        (("ask_supplement", "2026-11-06"), ("supplement", "2026-11-20")),
        {"K2": "2026-12-02"},
    ),
    (
        "suspended over Tết 2027",
        *("complaint", "2026-12-28", {}),
        (("accept", "2027-01-06"), ("suspend", "2027-01-20"), ("resume", "2027-02-16")),
        {"K3": "2027-03-04", "SUS": "2027-02-19"},
    ),
    (
        "accepted before 1 July 2026, suspended after it",
        *("complaint", "2026-06-08", {}),
        (("accept", "2026-06-15"), ("suspend", "2026-07-06"), ("resume", "2026-07-27")),
        {"K3": "2026-08-05", "SUS": "2026-07-30"},
    ),
    (
        "declared complex after acceptance",
        *("complaint", "2026-10-28", {}),
        (("accept", "2026-11-02"), ("complexity", "2026-11-20")),
        {"K3": "2026-12-17"},
    ),
    (
        "declared complex, then found to be remote: ends at New Year",
        *("complaint", "2026-10-28", {}),
        (("accept", "2026-11-02"), ("complexity", "2026-11-20"), ("is_remote", "2026-11-23")),
        {"K3": "2027-01-04"},
    ),
    (
        "extended while the term runs",
        *("denunciation", "2026-12-10", {"complexity": "complex"}),
        (("accept", "2026-12-18"), ("extend", "2027-01-15", EXTEND)),
        {"T3": "2026-12-25", "T4": "2027-02-16"},
    ),
    (
        "extended on the Monday to which the end had moved: counted from the Sunday",
        *("denunciation", "2026-12-10", {"complexity": "complex"}),
        (("accept", "2026-12-18"), ("extend", "2027-01-18", EXTEND)),
        {"T4": "2027-02-16"},
    ),
    (
        "extended a day too late",
        *("denunciation", "2026-12-10", {"complexity": "complex"}),
        (("accept", "2026-12-18"), ("extend", "2027-01-19", EXTEND)),
        {"T4": "2027-01-18"},
    ),
    (
        "a complex denunciation is extended once",
        *("denunciation", "2026-09-28", {"complexity": "complex"}),
        (
            ("accept", "2026-10-05"),
            ("extend", "2026-11-02", EXTEND),
            ("extend", "2026-12-01", EXTEND),
        ),
        {"T4": "2026-12-04"},
    ),
    (
        "specially complex, extended, suspended, extended",
        *("denunciation", "2026-09-28", {"complexity": "special"}),
        (
            ("accept", "2026-10-05"),
            ("extend", "2026-11-02", EXTEND),
            ("suspend", "2026-11-16"),
            ("resume", "2026-11-30"),
            ("extend", "2026-12-14", EXTEND),
        ),
        {"T4": "2027-01-18", "T6": "2026-12-07"},
    ),
    (
        "decided just before New Year",
        *("complaint", "2026-11-26", {}),
        (("accept", "2026-12-01"), ("decide", "2026-12-30"), ("publish", "2027-01-04")),
        {"K3": "2026-12-31", "K4": "2027-01-05", "K5": "2027-02-03", "K8": "2027-01-29"},
    ),
    (
        "decided for a remote commune",
        *("complaint", "2026-11-26", {"is_remote": True}),
        (("accept", "2026-12-01"), ("decide", "2026-12-30"), ("publish", "2027-01-08")),
        {"K3": "2027-01-15", "K5": "2027-02-22", "K8": "2027-02-15"},
    ),
    (
        "concluded on the last Friday before Tết 2027",
        *("denunciation", "2027-01-04", {}),
        (("accept", "2027-01-11"), ("decide", "2027-01-29"), ("publish", "2027-02-12")),
        {"T7": "2027-02-12", "T8": "2027-02-16", "T9": "2027-02-16", "T9.2": "2027-03-01"},
    ),
    (
        "a petition received on a Friday evening, over Tết 2027",
        *("petition", "2027-01-22", {}, ()),
        {"P1": "2027-02-12"},
    ),
    (
        "what was called a petition is a denunciation",
        *("petition", "2026-11-20", {}, (("kind", "2026-11-23"),)),
        {"T1": "2026-12-02"},
    ),
    (
        "the last of ninety days",
        *("complaint", "2026-07-01", {"date_known": "2026-04-02"}, ()),
        {"K1": "2026-07-01", "K2": "2026-07-10"},
    ),
    (
        "refused, then looked at anew",
        *("complaint", "2026-10-01", {}),
        (("refuse", "2026-10-08"), ("reopen", "2026-11-13")),
        {"K2": "2026-11-25"},
    ),
    (
        "terminated on the eve of Tết 2027",
        *("complaint", "2026-11-26", {}),
        (("accept", "2026-12-01"), ("terminate", "2027-02-03")),
        {"K10": "2027-03-05", "SUS": "2027-02-15"},
    ),
    (
        "terminated before the law asked to send that decision within days",
        *("complaint", "2026-04-27", {}),
        (("accept", "2026-05-04"), ("terminate", "2026-05-20")),
        {"K10": "2026-06-19"},
    ),
)


class TestClockCases(PetitionWorld):
    """Whole matters: the days that their steps give, right to the day."""

    freeze_time = freeze_time("2027-06-30 02:00:00")

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        days = cls.env["directive.calendar.day"]
        days.search([]).unlink()
        named = {"name": "A day", "state": "confirmed"}
        days.create([{"date": day, "kind": "off", **named} for day in OFF])
        days.create([{"date": day, "kind": "working", **named} for day in MADE_UP])
        cls.criteria = cls.env["petition.criterion"].search([], limit=2)

    def changed(self, name):
        return {
            "complexity": {"complexity": "complex", "criterion_ids": self.criteria.ids},
            "is_remote": {"is_remote": True},
            "kind": {"kind": "denunciation"},
        }.get(name)

    def brought(self, kind, received, facts, happened):
        letter = self.make_letter(date_received=received, is_signed=True)
        if "complexity" in facts:
            facts = {**facts, "criterion_ids": self.criteria.ids}
        matter = self.make_matter(letter, kind=kind, **facts)
        for what, day, *more in happened:
            self.happen(matter.with_user(self.manager), what, day, *more)
        return matter

    def happen(self, matter, what, day, values=None):
        if change := self.changed(what):
            matter.write(change)
            return
        if what in ("accept", "refuse") and matter.state == "received":
            matter._take_step("classify", {"day": day})
        needed = self.step_values(what, matter.kind)
        matter._take_step(what, {**needed, "day": day, **(values or {})})

    def test_the_steps_of_a_matter_give_the_days_counted_by_hand(self):
        for title, kind, received, facts, happened, wanted in CASES:
            with self.subTest(title):
                matter = self.brought(kind, received, facts, happened)
                clocks = matter.clock_ids.filtered(lambda one: one.state != "void").sorted("id")
                found = {one.code: one.date_due for one in clocks if one.code in wanted}
                self.assertEqual(
                    found, {code: date.fromisoformat(day) for code, day in wanted.items()}
                )
