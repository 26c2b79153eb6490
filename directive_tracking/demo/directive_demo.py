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
        today = self.env["directive.settings"]._today()
        for days, task in enumerate(drafts, 30):
            task.write({"deadline_kind": "date", "date_deadline": today + timedelta(days=days)})

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
        settings = self.env["directive.settings"]
        today = settings._today()
        task._restore_history(self._prepare_deadline(scenario, today, settings))
        for verb, days in scenario.steps:
            self._step(task, verb, today + timedelta(days=days))
        self._report(task, scenario)
        if scenario.asks_extension:
            self._ask_extension(task, today)

    def _prepare_deadline(self, scenario, today, settings):
        if scenario.due_working is not None:
            due = settings._working_calendar().add(today, scenario.due_working)
        elif scenario.due is not None:
            due = today + timedelta(days=scenario.due)
        else:
            return {"deadline_kind": "none", "date_deadline": False}
        first = due
        if scenario.extended_from is not None:
            first = today + timedelta(days=scenario.extended_from)
        return {
            "deadline_kind": "date",
            "date_deadline": due,
            "date_deadline_original": first,
            "deadline_text": f"trước ngày {first:%d/%m/%Y}",
            "extension_count": int(first != due),
        }

    def _step(self, task, verb, day):
        vals = {"state": target_of(verb, bool(task.date_received))}
        self.env["directive.transition"].create(
            {
                "task_id": task.id,
                "directive_id": task.directive_id.id,
                "user_id": self._actor(task, verb).id,
                "date": self.env["directive.settings"]._to_utc(datetime.combine(day, time(9))),
                "verb": verb,
                "state_from": task.state,
                "state_to": vals["state"],
                "note": self._note(verb),
            }
        )
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
        if verb == "return":
            vals |= {"date_reported": False, "rework_count": task.rework_count + 1}
        task._restore_history(vals)

    def _actor(self, task, verb):
        if verb in ("receive", "report_completion"):
            users = task.lead_agency_id.member_ids.user_id
            return users[:1] or self._ref("user_chuyenvien")
        return self._ref("user_lanhdao") if verb == "close" else task.monitor_id

    def _note(self, verb):
        return {
            "return": "Thiếu văn bản kết quả, đề nghị bổ sung.",
            "suspend": "Chờ hướng dẫn của cơ quan có thẩm quyền.",
            "revoke": "Thu hồi theo văn bản mới của UBND tỉnh.",
            "close": "Không còn điều kiện thực hiện.",
        }.get(verb, False)

    def _report(self, task, scenario):
        """Add the reports that led to the progress of the scenario."""
        if not scenario.progress:
            return
        user = self._actor(task, "receive")
        days = dict(scenario.steps)
        today = self.env["directive.settings"]._today()
        completed = days.get("report_completion")
        done = completed is not None
        texts = RESULTS if done else REPORTS
        day = today + timedelta(days=completed if done else days["receive"] + 3)
        if not done:
            day = min(day, today)
        reviewed = {"accept": "accepted", "return": "returned"}
        outcome = next((reviewed[verb] for verb in reviewed if verb in days), "pending")
        self.env["directive.task.progress"].create(
            {
                "task_id": task.id,
                "author_id": user.id,
                "agency_id": task.lead_agency_id.id,
                "date": day,
                "kind": "completion" if done else "progress",
                "percent": 100 if done else scenario.progress,
                "content": texts[task.id % len(texts)],
                "difficulty": DIFFICULTIES[task.id % 2] if task.id % 5 == 0 and not done else False,
                "review_state": outcome if done else "pending",
                "result_number": f"{task.id}/BC" if done else False,
                "result_date": day if done else False,
            }
        )
        task._restore_history({"progress": scenario.progress, "date_last_news": day})

    def _ask_extension(self, task, today):
        self.env["directive.task.request"].create(
            {
                "task_id": task.id,
                "author_id": self._actor(task, "receive").id,
                "date": today - timedelta(days=1),
                "reason": "Khối lượng phát sinh lớn, cần thêm thời gian lấy ý kiến nhân dân.",
                "proposed_deadline": task.date_deadline + timedelta(days=15),
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
