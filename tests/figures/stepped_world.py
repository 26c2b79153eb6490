"""A province whose tasks take the product's own steps, each noted as an event of the samples.

The steps are drawn by a seed. Some tasks are periodic: the scheduled action opens the next ones at
midnight, until a correction says that the last day has come. The steps fall just before and after
midnight, and before and after 07:00, when the day changes at UTC, on the first and last days of
reporting months, half a year, nine months and the year, and at New Year.
"""

import random
from datetime import date, datetime, time, timedelta

from .figures_world import FiguresWorld
from .odd_province import MAY, ZONE
from .recount import OPEN, replay

DAYS = (
    date(2026, 6, 14), date(2026, 6, 15), date(2026, 9, 14), date(2026, 9, 15),
    date(2026, 11, 30), date(2026, 12, 14), date(2026, 12, 15), date(2026, 12, 31),
    date(2027, 1, 1), date(2027, 1, 14), date(2027, 1, 15),
)  # fmt: skip
MERGER, SPLIT = date(2026, 9, 15), date(2026, 12, 15)
CLOCKS = (time(0, 0, 30), time(6, 59, 30), time(7, 0, 30), time(23, 59, 30))
NOTE = "By decision"
NEVER = ("end", "reorganise")  # agencies are reorganised, not single tasks
NOT_HERE = (("assigned", "progress"), ("suspended", "objective_cause"))
CORRECTIONS = ["correct_deadline", "correct_lead"]
LAST_OCCURRENCE = date(2026, 12, 14)
ACTIONS = {"extension": "extend", "report_completion": "report"}


class SteppedWorld(FiguresWorld):
    """Its ``data`` has the shape of the samples, so that it can be recounted from the events."""

    def __init__(self, env, seed, clock):
        self.env, self.clock, self.luck = env, clock, random.Random(seed)
        self.data = {
            "settings": {"due_soon_days": 5, "silent_days": 90, "fresh_days": 30},
            "agencies": [
                {"code": f"C{n}", "name": f"Agency {n}", "kind": kind}
                for n, kind in enumerate(("department", "department", "commune", "commune"))
            ],
            "issuers": {"CT": "CT", "PCT": "PCT"},
            "fields": {"KT": "KT", "VX": "VX"},
            "tasks": [],
        }
        self.tasks, self.taken = {}, set()
        self._set_up()
        self.leads = list(self.agencies)
        for self.day in DAYS:
            self._live_a_day()

    def key_of(self, by, code):
        """Return the key of the database that a code of the samples stands for."""
        if by == "month":
            return date.fromisoformat(f"{code}-01")
        return next((key for key, one in self._codes.get(by, {}).items() if one == code), code)

    def _live_a_day(self):
        for clock in CLOCKS:
            self.now = datetime.combine(self.day, clock, ZONE)
            self.clock.move_to(self.now)
            if clock == CLOCKS[0] and self.day in (MERGER, SPLIT):
                self._reorganise("merge" if self.day == MERGER else "split")
            if clock == CLOCKS[0]:
                self._open_occurrences()
            for _new in range(2):
                self._give()
            for data in self.luck.sample(self.data["tasks"], min(len(self.data["tasks"]), 14)):
                self._step(data)
        self.env.invalidate_all()

    def _note(self, data, verb, **more):
        self.taken.add(verb)
        data["events"].append({"at": self.now.isoformat(), "verb": verb, **more})

    def _open_occurrences(self):
        """Let the scheduled action open what is due, and note each task it gives."""
        Series = self.env["directive.task.series"]
        Series._cron_open()
        known = {task.id for task in self.tasks.values()}
        codes = self._codes["agency"]
        for task in Series.search([]).task_ids.filtered(lambda one: one.id not in known):
            first = next(
                one
                for one in self.data["tasks"]
                if self.tasks[one["id"]].series_id == task.series_id
            )
            alike = {name: first[name] for name in ("directive", "issuer", "field", "source")}
            data = {
                **self._data(alike, codes[task.lead_agency_id.id]),
                "starred": task.is_starred,
                "weight": task.coefficient,
            }
            self._take(data, task, task.date_deadline)
            self.taken.add("occurrence")
        if self.day >= LAST_OCCURRENCE:
            running = Series.search(
                [("state", "=", "running"), ("date_until", "=", False)], limit=3
            )
            for series in running:
                series.action_correct(NOTE, {"date_until": self.day})
                self.taken.add("last occurrence")

    def _data(self, vals, lead):
        return {
            "id": f"S-{len(self.tasks):03}",
            "name": f"Task {len(self.tasks)}",
            "lead": lead,
            "events": [],
            **vals,
        }

    def _take(self, data, task, deadline):
        self.tasks[data["id"]] = task
        self.data["tasks"].append(data)
        self._note(data, "assign", deadline=deadline and deadline.isoformat())

    def _give(self):
        vals = {
            "directive": f"{len(self.tasks)}/TB-UBND",
            "issuer": self.luck.choice(("CT", "PCT")),
            "field": self.luck.choice(("KT", "VX")),
            "source": self.luck.choice(("document", "meeting", "oral")),
            "starred": self.luck.random() < 0.3,
            "weight": self.luck.choice((1, 1, 0.5, 2.25)),
        }
        data = self._data(vals, self.luck.choice(self.leads))
        rhythm = self.luck.choice(("weekly", "monthly", "quarterly")) if self._is_lucky(5) else None
        waits, deadline = self._is_lucky(5) and not rhythm, None
        if not (waits or rhythm) and self.luck.random() < 0.75:
            later = [day for day in DAYS if day > self.day]
            deadline = self.luck.choice([self.day, self.day + timedelta(1), *later])
        order = self.env["directive.directive"].create(
            {**self._order(data), "state": "draft", "date_issued": self.day}
        )
        task = self.env["directive.task"].create(
            {
                "name": data["name"],
                "directive_id": order.id,
                "lead_agency_id": self.agencies[data["lead"]].id,
                "is_starred": data["starred"],
                "coefficient": data["weight"],
                "deadline_kind": "date" if deadline else "none",
                "date_deadline": deadline,
                **({"deadline_kind": "event", "event_text": "approval"} if waits else {}),
                **({"deadline_days": 10} if waits else {}),
                **({"deadline_kind": "periodic", "frequency": rhythm} if rhythm else {}),
            }
        )
        task.action_assign()
        self._take(data, task, task.date_deadline if rhythm else deadline)

    def _is_lucky(self, one_in):
        return self.luck.random() < 1 / one_in

    def _step(self, data):
        now = replay(data, self.day)
        verbs = MAY[now["state"]].split()
        if self.tasks[data["id"]].deadline_kind == "event" and not now["deadline"]:
            verbs += ["record_event"] * 4 if now["state"] in ("assigned", "in_progress") else []
        if now["state"] in OPEN and not self.tasks[data["id"]].series_id:
            verbs += CORRECTIONS
        verb = self.luck.choice(verbs)
        if (
            verb in NEVER
            or (now["state"], verb) in NOT_HERE
            or verb == "objective_cause"
            and now["cause"]
        ):
            return
        act = getattr(self, f"_{ACTIONS.get(verb, verb)}", None)
        more = act(data, now) if act else self._plain(data, verb)
        self._note(data, verb, **more or {})
        if verb == "reopen":
            self._follow(data, now["lead"])

    def _plain(self, data, verb):
        from odoo.addons.directive_tracking.tools.workflow import TRANSITIONS

        needs_note = TRANSITIONS[verb].needs_note
        getattr(self.tasks[data["id"]], f"action_{verb}")(*[NOTE] if needs_note else [])

    def _progress(self, data, now, kind="progress"):
        self.env["directive.task.progress"].create(
            {
                "task_id": self.tasks[data["id"]].id,
                "agency_id": self.agencies[now["lead"]].id,
                "kind": kind,
                "percent": 40,
                "content": "So far",
                "result_number": "12/BC",
            }
        )

    def _report(self, data, now):
        self._progress(data, now, "completion")
        if self.tasks[data["id"]].state != "reported":
            self.tasks[data["id"]].action_report_completion()

    def _resume(self, data, now):
        self._plain(data, "resume")
        task = self.tasks[data["id"]]
        if task.series_id:  # it moves to a working day, and the event states it
            return {"deadline": task.date_deadline.isoformat()}
        since = next(
            datetime.fromisoformat(one["at"]).date()
            for one in reversed(data["events"])
            if one["verb"] == "suspend"
        )
        deadline = now["deadline"] and now["deadline"] + (self.day - since)
        return {"deadline": deadline and deadline.isoformat()}

    def _extension(self, data, now):
        day = max(now["deadline"] or self.day, self.day) + timedelta(self.luck.choice((1, 3, 40)))
        self.tasks[data["id"]].action_extend(NOTE, day)
        return {"deadline": day.isoformat()}

    _extend = _extension

    def _correct(self, data, values):
        self.tasks[data["id"]].action_correct(NOTE, values)

    def _correct_deadline(self, data, now):
        day = (now["deadline"] or self.day) + timedelta(self.luck.choice((-4, 2, 35)))
        self._correct(data, {"deadline_kind": "date", "date_deadline": day})
        return {"deadline": day.isoformat()}

    def _correct_lead(self, data, now):
        to = self.luck.choice([code for code in self.leads if code != now["lead"]])
        self._correct(data, {"lead_agency_id": self.agencies[to].id})
        return {"to": to}

    def _record_event(self, data, _now):
        day = self.day + timedelta(self.luck.choice((0, 1, 3)))
        self.tasks[data["id"]].action_record_event(self.day, "9/QĐ", day)
        return {"deadline": day.isoformat()}

    def _objective_cause(self, data, _now):
        self.tasks[data["id"]]._apply_transition("confirm_cause", NOTE)

    def _transfer(self, data, now):
        to = self.luck.choice([code for code in self.leads if code != now["lead"]])
        self.tasks[data["id"]].action_transfer(NOTE, self.agencies[to].id)
        return {"to": to}

    def _follow(self, data, old):
        """Note that another agency carries on, if one does."""
        code = self._codes["agency"][self.tasks[data["id"]].lead_agency_id.id]
        if code != old:
            self._note(data, "reorganise", to=code)

    def _reorganise(self, kind):
        """The first agency goes into the second, or is split in two; its open work moves."""
        ended = self.leads.pop(0)
        line = {"agency_id": self.agencies[ended].id}
        lines = [{**line, "successor_id": self.agencies[self.leads[0]].id}]
        if kind == "split":
            lines = [{**line, "new_name": name} for name in ("Half A", "Half B")]
        one = self.env["directive.reorganisation"].create(
            {"kind": kind, "name": NOTE, "line_ids": [(0, 0, vals) for vals in lines]}
        )
        one.action_preview()
        for choice in one.choice_ids:
            choice.line_id = self.luck.choice(one.line_ids.ids)
        one.action_do()
        self.env.invalidate_all()
        if kind == "split":
            halves = self.env["directive.agency"].search(
                [("name", "in", ("Half A", "Half B"))], order="id"
            )
            self._take_in(halves, "department")
        moved = [task for task in self.data["tasks"] if task["events"]]
        for task in moved:
            now = replay(task, self.day)
            if now["state"] in OPEN and now["lead"] == ended:
                self._follow(task, ended)

    def _take_in(self, agencies, kind):
        for agency in agencies:
            code = f"C{len(self.agencies)}"
            self.agencies[code] = agency
            self.data["agencies"].append({"code": code, "name": agency.name, "kind": kind})
            self.leads.append(code)
        vars(self).pop("_codes", None)
