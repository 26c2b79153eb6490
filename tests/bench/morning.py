"""What one person does in a working morning, as the requests of the web client.

Each operation of ours has its counterpart in Odoo's Project app, done by somebody who sees as much:
an agency sees its own tasks, the Office and the leader see all.
"""

import json
from typing import NamedTuple

from .fill_project import STAGES
from .reading import OURS, PROJECT, TEXT
from .screens import COUNT_LIMIT, LIMIT, form_specification, list_screen

LIST, FORM, SEARCH, STEP = "open list", "form, messages", "text search", "step, form again"
PAGE, PIVOT = "leader's page, whole", "pivot"
# How often each role does what.
MIX = {
    "responder": {LIST: 35, FORM: 35, SEARCH: 15, STEP: 15},
    "specialist": {LIST: 30, FORM: 35, SEARCH: 20, STEP: 15},
    "leader": {LIST: 10, FORM: 15, PAGE: 45, PIVOT: 30},
}
MANY = 2_000  # steps that wait
PROJECTS = {
    "action_xmlid": "project.open_view_project_all",
    "view_xmlid": "project.view_project_kanban",
    "kind": "kanban",
}
ZONE = "Asia/Ho_Chi_Minh"


class Request(NamedTuple):
    path: str
    body: bytes


class Person(NamedTuple):
    """Somebody at a browser."""

    uid: int
    role: str
    companies: tuple

    def call(self, model, method, *args, **kwargs):
        """Return the call of a method as the web client makes it."""
        context = {"lang": "en_US", "tz": ZONE, "uid": self.uid}
        kwargs["context"] = context | {"allowed_company_ids": self.companies}
        path = f"/web/dataset/call_kw/{model}/{method}"
        return _rpc(path, model=model, method=method, args=args, kwargs=kwargs)


def _rpc(path, **params):
    body = {"jsonrpc": "2.0", "method": "call", "params": params}
    return Request(path, json.dumps(body).encode())


class Morning:
    """The operations of one person in one application.

    :param env: with the person as its user
    :param agency: the agency of a responder
    :param dict known: ids of tasks that several people share, filled here; steps use theirs up
    """

    model = None

    def __init__(self, env, role, agency, known):
        self.person = Person(env.uid, role, tuple(env.companies.ids))
        self.mix = MIX[role]
        self._form = form_specification(env, self.model)
        screens = {LIST: self._screen(env), SEARCH: self._screen(env, TEXT)}
        key, waiting = self._waiting(env, agency)
        self._shown = self._known(env, known, (key, LIST), screens[LIST].domain, LIMIT)
        self._steps = self._known(env, known, (key, STEP), waiting, MANY)
        self._fixed = {title: [self._read_list(screen)] for title, screen in screens.items()}
        if role == "leader":
            self._fixed |= {PAGE: self._page(env), PIVOT: [self._pivot()]}

    def requests(self, title, chance):
        """Return the requests of one operation, none if there is nothing left to do.

        :param random.Random chance: chooses the record
        """
        if title in self._fixed:
            return self._fixed[title]
        if title == FORM:
            return self._open(chance.choice(self._shown)) if self._shown else []
        return self._step(self._steps.pop()) if self._steps else []

    def _known(self, env, known, key, domain, limit):
        key = (self.model, self.person.role, *key)
        if key not in known:
            known[key] = env[self.model].search(domain, limit=limit).ids
        return known[key]

    def _call(self, method, *args, **kwargs):
        return self.person.call(self.model, method, *args, **kwargs)

    def _read_list(self, screen):
        asked = {"specification": screen.specification, "offset": 0, "order": ""}
        asked |= {"limit": LIMIT, "count_limit": COUNT_LIMIT}
        return self._call("web_search_read", domain=screen.domain, **asked)

    def _read_form(self, record):
        return self._call("web_read", [record], specification=self._form)

    def _open(self, record):
        fetch = {"limit": 30}
        values = {"thread_model": self.model, "thread_id": record, "fetch_params": fetch}
        return [self._read_form(record), _rpc("/mail/thread/messages", **values)]


class Ours(Morning):
    model = "directive.task"
    lists = {"responder": "agency", "specialist": "office", "leader": "all"}

    def _screen(self, env, text=None):
        # Words are searched in all that one sees.
        action = "all" if text else self.lists[self.person.role]
        return list_screen(env, OURS + action, text=text)

    def _waiting(self, env, agency):
        if agency:
            return agency.id, [("state", "=", "assigned"), ("lead_agency_id", "=", agency.id)]
        return env.uid, [("state", "=", "reported"), ("monitor_id", "=", env.uid)]

    def _step(self, task):
        verb = "receive" if self.person.role == "responder" else "accept"
        return [self._call(f"action_{verb}", [task]), self._read_form(task)]

    def _page(self, env):
        """Return the request of the page, and those of the sections that it asks for afterwards."""
        choice, page = {"choice": {}}, "directive.home"
        sections = env[page].read_page("leader")["sections"]
        later = [one["name"] for one in sections if one["kind"] == "later"]
        return [
            self.person.call(page, "read_page", role="leader", **choice),
            *(self.person.call(page, "read_section", "leader", one, **choice) for one in later),
        ]

    def _pivot(self):
        groups, measures = ["lead_agency_id", "official_class"], ["task_count:sum"]
        return self.person.call(
            "directive.statistics", "formatted_read_group", [], groups, measures
        )


class Theirs(Morning):
    """Project, where a leader looks at the projects and then at the analysis of tasks."""

    model = "project.task"

    def __init__(self, env, role, agency, known):
        # It may be read by its managers alone.
        stages = env["project.task.type"].sudo().search([("user_id", "=", False)], order="id")
        self._stages = dict(zip(STAGES, stages.ids, strict=True))
        super().__init__(env, role, agency, known)

    def _screen(self, env, text=None):
        return list_screen(env, **PROJECT, text=text)

    def _waiting(self, env, agency):
        stage = self._stages[STAGES[0 if agency else 2]]
        return agency and agency.id, [("stage_id", "=", stage), ("state", "=", "01_in_progress")]

    def _step(self, task):
        responder = self.person.role == "responder"
        values = {"stage_id": self._stages[STAGES[1]]} if responder else {"state": "1_done"}
        return [self._call("web_save", [task], values, specification=self._form)]

    def _page(self, env):
        screen = list_screen(env, **PROJECTS)
        asked = {"specification": screen.specification, "limit": LIMIT}
        projects = self.person.call(screen.model, "web_search_read", domain=screen.domain, **asked)
        return [projects, self._pivot()]

    def _pivot(self):
        groups, measures = ["project_id", "state"], ["nbr:sum"]
        report = "report.project.task.user"
        return self.person.call(report, "formatted_read_group", [], groups, measures)
