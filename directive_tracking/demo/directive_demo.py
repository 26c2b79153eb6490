from datetime import datetime, time, timedelta

from odoo import Command, api, models

from ..tools.workflow import WORKFLOW, target_of
from .content import BROADCASTS, DIFFICULTIES, ORDERS, REPORTS, RESULTS
from .scenarios import SCENARIOS

VIETNAMESE = "vi_VN"
ROUNDS = 5
DRAFTS = 2  # the last orders are still on the clerk's table
URGENCIES = ("normal", "normal", "urgent", "normal", "very_urgent", "normal", "express")
ISSUERS = ("issuer_chu_tich", "issuer_pho_chu_tich", "issuer_ubnd", "issuer_pct_thuong_truc")


class DirectiveDemo(models.AbstractModel):
    """Creates the demo province's orders, dated relative to the day of installation."""

    _name = "directive.demo"
    _description = "Demo Province"

    @api.model
    def _learn_vietnamese(self, addon):
        """Load the labels of ``addon`` in Vietnamese now: Odoo does so only after the demo.

        What the demo writes down holds labels, and would hold them in English for ever.
        """
        if self._speaks_vietnamese():
            modules = self.env["ir.module.module"].search([("name", "=", addon)])
            modules._update_translations([VIETNAMESE])
            self.env.registry.clear_cache()
            self.env.invalidate_all()

    @api.model
    def _create_demo(self):
        """Create 60 directives and 300 tasks in all classes and states, with their reminders."""
        if self.env["directive.directive"].search_count([], limit=1):
            return
        self = self._in_its_language().with_context(
            directive_workflow=WORKFLOW, tracking_disable=WORKFLOW, mail_create_nolog=WORKFLOW
        )
        self._set_up_office()
        self._confirm_days_off()
        orders = ORDERS * ROUNDS
        for rank, order in enumerate(orders):
            tasks = self._create_directive(rank, *order)
            if rank < len(orders) - DRAFTS:
                self._live_through(tasks, rank)
            else:
                self._give_deadlines(tasks)
        self._remind_of_last_week()
        self._write_broadcasts()

    def _set_up_office(self):
        """Name the Office, and let its people work in Vietnamese where it is installed."""
        self.env.company.write({"name": "UBND tỉnh (bản dùng thử)", "city": "Lào Cai"})
        if self._speaks_vietnamese():
            self.env.company.resource_calendar_id.name = "Tuần làm việc 40 giờ"
            self.env["res.lang"]._lang_get(VIETNAMESE).time_format = "%H:%M"
            users = self.env["directive.agency.member"].search([("user_id", "!=", False)]).user_id
            (
                users
                | self._ref("user_lanhdao")
                | self._ref("user_phochutich")
                | self._ref("user_quantri")
            ).lang = VIETNAMESE

    def _in_its_language(self):
        """Return the demo province in Vietnamese, where it is installed."""
        return self.with_context(lang=VIETNAMESE) if self._speaks_vietnamese() else self

    def _speaks_vietnamese(self):
        return bool(self.env["res.lang"]._get_data(code=VIETNAMESE))

    def _confirm_days_off(self):
        """Confirm this and next year's days off before deadlines are calculated."""
        year = self.env["directive.settings"]._today().year
        proposals = self.env["directive.calendar.proposal"]
        for proposal in proposals.create([{"year": year}, {"year": year + 1}]):
            proposal.action_propose()
        self.env["directive.calendar.day"].action_confirm_all()

    def _give_deadlines(self, drafts):
        """Complete the drafts so that they can be issued."""
        for days, task in enumerate(drafts, 30):
            task.write({"deadline_kind": "date", "date_deadline": self._in_days(days)})

    def _in_days(self, days):
        """Return the working day so many days from today."""
        return self._working_day(self.env["directive.settings"]._today() + timedelta(days=days))

    def _working_day(self, day):
        """Return ``day`` if people work on it: else the last before it, or in the future the next."""
        settings = self.env["directive.settings"]
        calendar = settings._working_calendar()
        if day > settings._today():
            return calendar.next_working(day)
        while not calendar.is_working(day):
            day -= timedelta(days=1)
        return day

    def _ref(self, name):
        return self.env.ref(f"directive_tracking.{name}")

    def _create_directive(self, rank, subject, kind, symbol, field, tasks):
        fields_of_work = self.env["directive.field"].search([("name", "=", field)], limit=1)
        abbreviation = self._ref(f"document_type_{kind}").abbreviation
        number = f"{100 + 7 * rank}/{abbreviation + '-' if abbreviation else ''}{symbol}"
        directive = self.env["directive.directive"].create(
            {
                "number": number,
                "subject": subject,
                "document_type_id": self._ref(f"document_type_{kind}").id,
                "date_issued": self.env["directive.settings"]._today(),
                "issuer_id": self._ref(ISSUERS[rank % len(ISSUERS)]).id,
                "source": "meeting" if kind == "thong_bao" else "document",
                "urgency": URGENCIES[rank % len(URGENCIES)],
                "field_id": fields_of_work.id,
                "monitor_id": self._ref("user_chuyenvien" if rank % 2 else "user_chuyenvien2").id,
            }
        )
        return self.env["directive.task"].create(
            [
                self._prepare_task_vals(directive, point, *task)
                for point, task in enumerate(tasks, 1)
            ]
        )

    def _prepare_task_vals(self, directive, point, name, lead, coordinators, product):
        return {
            "directive_id": directive.id,
            "point": str(point),
            "deadline_kind": "none",
            "name": name,
            "product": product,
            "lead_agency_id": self._ref(f"agency_{lead}").id,
            "coordinating_agency_ids": [
                Command.set([self._ref(f"agency_{one}").id for one in coordinators])
            ],
            "is_starred": (directive.id + point) % 11 == 0,
        }

    def _live_through(self, tasks, rank):
        """Run each task through its scenario; the directive follows."""
        for place, task in enumerate(tasks):
            index = (rank * len(tasks) + place) % len(SCENARIOS)
            self._live(task, SCENARIOS[index].later(rank % 7))
        first = min(tasks.mapped("date_assigned"))
        tasks.directive_id._restore_history({"date_issued": first, "date_entered": first})
        tasks.directive_id._follow_tasks()

    def _live(self, task, scenario):
        task._restore_history(self._prepare_deadline(scenario))
        longer = {"date_deadline": self._due(scenario)}
        for verb, days in scenario.steps:
            granted = longer if verb == "extend" else {}
            self._step(task, verb, self._in_days(days), **granted)
        self._report(task, scenario)
        if scenario.asks_extension:
            self._ask_extension(task)

    def _due(self, scenario):
        """Return the deadline that the task has today."""
        if scenario.due_working is not None:
            settings = self.env["directive.settings"]
            return settings._working_calendar().add(settings._today(), scenario.due_working)
        return scenario.due is not None and self._in_days(scenario.due)

    def _prepare_deadline(self, scenario):
        """Return the deadline as it was given."""
        first = self._due(scenario)
        if not first:
            return {"deadline_kind": "none", "date_deadline": False}
        if scenario.extended_from is not None:
            first = self._in_days(scenario.extended_from)
        return {
            "deadline_kind": "date",
            "date_deadline": first,
            "date_deadline_original": first,
            "deadline_text": f"trước ngày {first:%d/%m/%Y}",
        }

    def _step(self, task, verb, day, **granted):
        """Take a step in the past; its line of the trail says what is in force from then on."""
        before = task.state
        task._restore_history(self._prepare_step(task, verb, day) | granted)
        self.env["directive.transition"].create(
            {
                "task_id": task.id,
                "directive_id": task.directive_id.id,
                "user_id": self._actor(task, verb).id,
                "date": self.env["directive.settings"]._to_utc(datetime.combine(day, time(9))),
                "verb": verb,
                "state_from": before,
                "state_to": task.state,
                "note": self._note(verb),
            }
        )

    def _prepare_step(self, task, verb, day):
        """Return what the workflow would have written on ``day``."""
        vals = {"state": target_of(verb, bool(task.date_received)) or task.state}
        stamp = {
            "assign": "date_assigned",
            "receive": "date_received",
            "accept": "date_done",
            "report_completion": "date_reported",
            "suspend": "date_suspended",
        }.get(verb)
        if stamp:
            vals[stamp] = day
        if verb in ("assign", "report_completion"):
            vals["date_last_news"] = day
        if verb == "assign":
            vals["date_given"] = day
        if verb == "return":
            vals |= {"date_reported": False, "rework_count": task.rework_count + 1}
        if verb == "extend":
            vals["extension_count"] = task.extension_count + 1
        return vals

    def _actor(self, task, verb):
        if verb in ("receive", "report_completion"):
            users = task.lead_agency_id.member_ids.user_id
            return users[:1] or self._ref("user_chuyenvien")
        return self._ref("user_lanhdao") if verb == "close" else task.monitor_id

    def _note(self, verb):
        return {
            "extend": "Đồng ý gia hạn theo đề nghị của cơ quan chủ trì.",
            "return": "Thiếu văn bản kết quả, đề nghị bổ sung.",
            "suspend": "Chờ hướng dẫn của cơ quan có thẩm quyền.",
            "revoke": "Thu hồi theo văn bản mới của UBND tỉnh.",
            "close": "Không còn điều kiện thực hiện.",
        }.get(verb, False)

    def _report(self, task, scenario):
        """Add the reports that led to the progress of the scenario."""
        if not scenario.progress:
            return
        days = dict(scenario.steps)
        completed = days.get("report_completion")
        begun = self._in_days(min(days["receive"] + 3, 0))
        if completed is None or "return" in days:
            percent = min(scenario.progress, 99)
            self._report_so_far(task, begun, percent)
        if completed is not None:
            reviewed = {"accept": "accepted", "return": "returned"}
            outcome = next((reviewed[verb] for verb in reviewed if verb in days), "pending")
            self._report_completed(task, self._in_days(completed), outcome)
        task._restore_history({"progress": scenario.progress})

    def _report_so_far(self, task, day, percent):
        vals = {"kind": "progress", "percent": percent, "content": REPORTS[task.id % len(REPORTS)]}
        if task.id % 5 == 0:
            vals["difficulty"] = DIFFICULTIES[task.id % 2]
        self._write_report(task, day, vals)

    def _report_completed(self, task, day, outcome):
        vals = {
            "kind": "completion",
            "percent": 100,
            "content": RESULTS[task.id % len(RESULTS)],
            "review_state": outcome,
            "result_number": f"{task.id}/BC",
            "result_date": day,
        }
        self._write_report(task, day, vals)

    def _write_report(self, task, day, vals):
        user, agency = self._actor(task, "receive"), task.lead_agency_id
        self.env["directive.task.progress"].create(
            {
                "task_id": task.id,
                "author_id": user.id,
                "agency_id": agency.id,
                "date": day,
                "review_state": "pending",
                **vals,
            }
        )
        task._restore_history({"date_last_news": day})

    def _ask_extension(self, task):
        self.env["directive.task.request"].create(
            {
                "task_id": task.id,
                "author_id": self._actor(task, "receive").id,
                "date": self._in_days(-1),
                "reason": "Khối lượng phát sinh lớn, cần thêm thời gian lấy ý kiến nhân dân.",
                "proposed_deadline": self._working_day(task.date_deadline + timedelta(days=15)),
            }
        )

    def _remind_of_last_week(self):
        """Create the reminders of the last week as the scheduled action would."""
        settings = self.env["directive.settings"]
        today, calendar = settings._today(), settings._working_calendar()
        rules = self.env["directive.reminder.rule"].search([("active", "=", True)])
        rules.date_last_run = today - timedelta(days=7)
        self.env.flush_all()
        for rule in rules:
            rule._remind(calendar, today)
        rules.date_last_run = today

    def _write_broadcasts(self):
        """Send one broadcast to the endangered communes; keep one to all departments a draft."""
        flood, meeting = BROADCASTS
        Broadcast = self.env["directive.broadcast"].with_user(self._ref("user_chuyenvien"))
        Broadcast = Broadcast.with_context(directive_workflow=None)
        sent = Broadcast.create(
            flood
            | {
                "urgency": "express",
                "issuer_id": self._ref("issuer_chu_tich").id,
                "agency_group_ids": self._ref("agency_group_ven_suoi").ids,
                "agency_ids": (self._ref("agency_so_nnmt") | self._ref("agency_so_xd")).ids,
                "audience": "everyone",
            }
        )
        sent.action_send()
        Broadcast.create(
            meeting
            | {
                "issuer_id": self._ref("issuer_ubnd").id,
                "to_departments": True,
                "excluded_agency_ids": self._ref("agency_thanh_tra").ids,
            }
        )
