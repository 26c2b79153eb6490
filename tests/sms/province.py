"""A province with telephones and a gateway to the simulator, in a database of its own."""

from ..world.orders import make_task
from ..world.working_day import make_today_working
from . import providers

SETTINGS = {
    "directive_sms.local_hosts": "127.0.0.1",
    "directive_sms.daily_cap": "1000",
}
AN_HOUR = (
    """
    UPDATE directive_notice_delivery SET date_next = date_next - interval '1 hour',
           date_claimed = date_claimed - interval '1 hour'
    """,
    """
    UPDATE directive_sms_message SET date_submitted = date_submitted - interval '1 hour',
           date_claimed = date_claimed - interval '1 hour'
    """,
    "UPDATE directive_sms_gateway SET date_open_until = NULL, failure_count = 0",
)


class Province:
    """Queues messages, sends them and reports their outcome."""

    def __init__(self, database, port):
        self.database = database
        self.port = port
        self._people = 0
        with database.environment() as env:
            self._settle(env)

    def _settle(self, env):
        for key, value in SETTINGS.items():
            env["ir.config_parameter"].set_param(key, value)
        make_today_working(env)
        agency = env["directive.agency"].create({"name": "Department", "kind": "department"})
        task = make_task(env, agency)
        env["directive.notice.delivery"].search([("state", "=", "queued")])._move("cancelled")
        self.agency_id, self.task_id = agency.id, task.id

    def use(self, name, **vals):
        """Let the simulated provider ``name`` carry everything from now on; return its id."""
        path = "/" if name == "fpt" else providers.PROVIDERS[name].path
        vals = {
            "name": name,
            "connector": "kannel" if name == "kannel" else "http",
            "url": f"http://127.0.0.1:{self.port}{path}",
            "username": providers.USERNAME,
            "password": providers.PASSWORD,
            "sender_name": "OFFICE",
            "timeout": 1,
            **vals,
        }
        with self.database.environment() as env:
            env["directive.sms.gateway"].search([]).active = False
            if vals["connector"] == "http":
                vals["preset_id"] = env.ref(f"directive_sms.directive_sms_preset_{name}").id
            return env["directive.sms.gateway"].create(vals).id

    def queue(self, count=1):
        """Queue a message to each of ``count`` new people; return ``{row id: number}``."""
        from odoo.addons.directive_tracking.tools.recipient import Recipient

        first, self._people = self._people + 1, self._people + count
        numbers = [f"0912{n:06d}" for n in range(first, first + count)]
        with self.database.environment() as env:
            people = env["res.partner"].create([{"name": one, "phone": one} for one in numbers])
            env["directive.agency.member"].create(
                [
                    {"agency_id": self.agency_id, "partner_id": one.id, "role": "head"}
                    for one in people
                ]
            )
            recipients = {self.task_id: [Recipient(one.id, None, self.agency_id) for one in people]}
            task = env["directive.task"].browse(self.task_id)
            env["directive.notice"]._post(
                "task_returned", task, recipients, occurrence=str(first), channels=("sms",)
            )
            domain = [("partner_id", "in", people.ids), ("channel", "=", "sms")]
            rows = env["directive.notice.delivery"].search(domain)
            return {row.id: row.partner_id.phone for row in rows}

    def send(self):
        with self.database.environment() as env:
            env["directive.notice.delivery"]._cron_send()

    def ask(self):
        """Make inquiries about messages due, and run them."""
        with self.database.environment() as env:
            env.cr.execute(
                "UPDATE directive_sms_message SET date_ask = now() - interval '1 minute'"
            )
            env["directive.sms.message"]._cron_ask()

    def pass_time(self):
        """Let an hour go by: pauses end, resting gateways wake, dead senders are noticed."""
        for statement in AN_HOUR:
            with self.database.environment() as env:
                # Reports arrive at this moment: each statement waits for them and continues.
                env.cr.execute("SET TRANSACTION ISOLATION LEVEL READ COMMITTED")
                env.cr.execute(statement)

    def states(self, ids):
        """Return ``{row id: state}``."""
        with self.database.environment() as env:
            env.cr.execute(
                "SELECT id, state FROM directive_notice_delivery WHERE id = ANY(%s)", (list(ids),)
            )
            return dict(env.cr.fetchall())

    def request_id(self, row_id):
        """Return the request id of the last submission for a row."""
        with self.database.environment() as env:
            messages = env["directive.notice.delivery"].browse(row_id).sms_message_ids
            return messages.sorted("id")[-1:].request_id

    def submissions(self, row_id):
        """Return how often a row was submitted to a provider without a clear refusal."""
        with self.database.environment() as env:
            messages = env["directive.notice.delivery"].browse(row_id).sms_message_ids
            return len(messages.filtered(lambda one: one.state != "refused"))
