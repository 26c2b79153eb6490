from datetime import timedelta
from hmac import compare_digest

from odoo import api, fields, models
from odoo.fields import NO_ACCESS
from odoo.tools import hmac

from odoo.addons.directive_tracking.tools.agency.fate import moved
from odoo.addons.directive_tracking.tools.notice import link_token

from ...tools.citizen import filing as filings
from ...tools.citizen.filing import KINDS, Filing
from ...tools.letter.words import KINDS as KIND_NAMES
from ...tools.seal.cipher import keyed_digest, open_values, seal_values

TYPED, CONFIRMED, FILED = "typed", "confirmed", "filed"
STATES = [(TYPED, "Typed"), (CONFIRMED, "Confirmed"), (FILED, "Handed to the office")]
LIFE = timedelta(hours=24)
LINK_SCOPE = "directive_petition.filing"
CODE_SCOPE = "directive_petition.filing_code"
CODE_DIGITS = 6
# Abuse limits. All are counted in the database: for every worker, and after a restart.
HOUR = timedelta(hours=1)
SENT_AGAIN = timedelta(minutes=10)  # who presses twice sees their receipt again
MOST_WRONG = 5  # wrong codes, then a new one is needed
MOST_CODES = 3  # codes sent for one letter
MOST_OF_CONTACT = 6  # codes sent to one telephone or address in a day, for whatever letters
# A commune, or the clients of one telephone company, may share an address: what has been confirmed
# leaves its place to others.
MOST_OF_NETWORK = 40  # letters not confirmed, begun in an hour
MOST_OF_NETWORK_A_DAY = 300
MOST_WAITING = 1000  # letters not confirmed, begun in an hour by everybody


class PetitionFiling(models.Model):
    """A letter being written on the citizen's page, for a day: sealed, and deleted once it is filed.

    Nobody has a right to this model. Who holds its signed address goes on with it.
    """

    _name = "petition.filing"
    _description = "Letter Being Filed Online"
    _inherit = ["directive.hold.mixin"]

    kind = fields.Selection(KIND_NAMES, required=True, readonly=True)
    agency_id = fields.Many2one(
        "directive.agency", readonly=True, index="btree_not_null", ondelete="cascade"
    )
    state = fields.Selection(STATES, required=True, readonly=True, default=TYPED)
    sealed = fields.Text(readonly=True, groups=NO_ACCESS)
    contact_key = fields.Char(readonly=True, index=True, groups=NO_ACCESS)
    network_key = fields.Char(readonly=True, index=True, groups=NO_ACCESS)
    code_keys = fields.Text(readonly=True, groups=NO_ACCESS)  # whom each code went to
    file_ids = fields.One2many("petition.filing.file", "filing_id", readonly=True)
    date_filed = fields.Datetime(readonly=True)
    code_count = fields.Integer(readonly=True)
    wrong_count = fields.Integer(readonly=True)
    code_state = fields.Selection(
        [("waiting", "Waiting"), ("sent", "Sent"), ("failed", "Failed")], readonly=True, index=True
    )
    letter_id = fields.Many2one(
        "petition.letter", readonly=True, ondelete="cascade", index="btree_not_null"
    )

    @api.model
    def _reorganisation_fields(self):
        return super()._reorganisation_fields() | {"agency_id": moved(("state", "!=", FILED))}

    # Its address

    def _token(self):
        return link_token.make(self.id, self._link_digest())

    def _link_digest(self):
        # In a restored database the same number is given again, to another citizen's letter.
        moment = self.create_date and fields.Datetime.to_string(self.create_date)
        # The secret belongs to the server and is never shown.
        return hmac(self.env(su=True), LINK_SCOPE, (self.id, moment))

    @api.model
    def _find(self, token):
        """Return the letter of a signed address, or none; forged and expired are treated alike."""
        row_id, signature = link_token.split(token) or (0, "")
        row = self.browse(row_id).exists()
        # Also computed for a missing row, so that timing is equal.
        wanted = link_token.signature(row._link_digest())
        row = row if compare_digest(wanted, signature) else self.browse()
        return row.filtered(lambda one: one.create_date > fields.Datetime.now() - LIFE)

    # What is typed

    @api.model
    def _begin(self, typed, network=""):
        """Keep a new letter that is typed from ``network``, and send its code."""
        filing = self.create({"kind": typed.kind, "network_key": self._keyed(network)})
        filing._keep(typed)
        filing._ask_code()
        return filing

    def _keep(self, typed):
        """Keep what was typed; another telephone or address must be confirmed again."""
        contact = self._contact_key(typed)
        vals = {"agency_id": int(typed.agency), "sealed": self._seal(typed._asdict())}
        if contact != self.contact_key:
            vals |= {"contact_key": contact, "state": TYPED}
        self.write(vals)

    def _typed(self):
        """Return the :class:`Filing` that was typed."""
        keys = self.env["petition.seal.keys"]
        return Filing(**keys._with_keys(open_values, self.sealed, self._place()))

    def _seal(self, values):
        return self.env["petition.seal.keys"]._with_keys(seal_values, values, self._place())

    def _place(self):
        return f"{self._name},{self.id}"

    @api.model
    def _contact_key(self, typed):
        return self._keyed(filings.reached(self._address(typed)))

    @api.model
    def _keyed(self, text):
        """Return what limits are counted by: who has the database alone cannot guess ``text``."""
        return self.env["petition.seal.keys"]._with_keys(keyed_digest, LINK_SCOPE, text)

    @api.model
    def _address(self, typed):
        """Return where the code goes: to the e-mail address, else to the telephone."""
        return typed.email or typed.phone

    # Limits

    @api.model
    def _refusal(self, typed, network=""):
        """Return why no new letter can be begun with ``typed`` now, or ""."""
        if self._is_flood(self._keyed(network)):
            return self.env._(
                "Very many letters are being begun from this network: try again in an hour, or "
                "come to the reception."
            )
        if self._count_begun(HOUR, MOST_WAITING, ("state", "=", TYPED)) >= MOST_WAITING:
            return self.env._("Very many letters are being written now: try again in an hour.")
        return self._refusal_of_contact(typed)

    @api.model
    def _is_flood(self, network):
        mine = ("network_key", "=", network)
        waiting = self._count_begun(HOUR, MOST_OF_NETWORK, mine, ("state", "=", TYPED))
        return (
            waiting >= MOST_OF_NETWORK
            or self._count_begun(LIFE, MOST_OF_NETWORK_A_DAY, mine) >= MOST_OF_NETWORK_A_DAY
        )

    @api.model
    def _count_begun(self, time, most, *domain):
        """Return how many letters of ``domain`` were begun within ``time``, ``most`` at most."""
        since = fields.Datetime.now() - time
        return self.search_count([*domain, ("create_date", ">", since)], limit=most)

    @api.model
    def _refusal_of_contact(self, typed):
        """Return why no code is sent to the telephone or address that was typed, or ""."""
        if self._codes_sent(self._contact_key(typed)) >= MOST_OF_CONTACT:
            return self.env._(
                "Several codes have been sent to this telephone number or e-mail address today: "
                "go on tomorrow, or come to the reception."
            )
        if self.env["directive.channel"]._for_address(self._address(typed)) is None:
            return self.env._(
                "No code can be sent to this telephone number: enter an e-mail address, or come "
                "to the reception."
            )
        return ""

    def _refusal_to_keep(self, typed):
        """Return why ``typed`` cannot take the place of what was typed before, or ""."""
        is_same = self._contact_key(typed) == self.contact_key
        return "" if is_same else self._refusal_of_contact(typed)

    @api.model
    def _codes_sent(self, contact):
        """Return how many codes went to one telephone or address within a day, of any letters."""
        since = fields.Datetime.now() - LIFE
        rows = self.search([("code_keys", "like", contact), ("create_date", ">", since)])
        return sum(row.code_keys.split().count(contact) for row in rows)

    @api.model
    def _offered_kinds(self):
        """Return the kinds of letters that are taken online.

        A denunciation is offered only where the Office has allowed its text to be kept.
        """
        if not self._offered_agencies():
            return ()
        has_text = self.env["directive.settings"]._denunciations_have_text()
        return KINDS if has_text else KINDS[:2]

    @api.model
    def _offered_agencies(self):
        return self.env["directive.agency"].search([("takes_letters_online", "=", True)])

    # The code that confirms it

    def _code(self):
        """Return the code in force, which is stored nowhere."""
        found = hmac(self.env(su=True), CODE_SCOPE, (self.id, self.code_count, self.contact_key))
        return str(int(found, 16) % 10**CODE_DIGITS).rjust(CODE_DIGITS, "0")

    def _ask_code(self):
        """Have a new code sent; tell whether there may be another."""
        self._hold_and_touch()
        contact = self.contact_key
        if self.code_count >= MOST_CODES or self._codes_sent(contact) >= MOST_OF_CONTACT:
            return False
        self.write(
            {
                "code_count": self.code_count + 1,
                "code_keys": f"{self.code_keys or ''} {contact}".strip(),
                "wrong_count": 0,
                "code_state": "waiting",
            }
        )
        self.env.ref("directive_petition.ir_cron_send_codes")._trigger()
        return True

    def _confirm(self, typed_code):
        """Confirm with a code as it was typed; tell whether it was right."""
        self._hold_and_touch()
        if self.wrong_count >= MOST_WRONG or not self.code_count:
            return False
        if not compare_digest(self._code().encode(), "".join(typed_code.split()).encode()):
            self.wrong_count += 1
            return False
        self.state = CONFIRMED
        return True

    @api.model
    def _cron_send_codes(self):
        """Send the codes that wait, one at a time."""
        waiting = self.search([("code_state", "=", "waiting"), ("state", "=", TYPED)], order="id")
        for number, filing in enumerate(waiting, 1):
            if filing.try_lock_for_update():
                filing._send_code()
            self.env["ir.cron"]._commit_progress(1, remaining=len(waiting) - number)

    def _send_code(self):
        # Several may have been asked for at once: here they come one after the other.
        if self._codes_sent(self.contact_key) > MOST_OF_CONTACT:
            self.code_state = "failed"
            return
        lang = self.env["directive.settings"]._official_lang()
        filing = self.with_context(lang=lang)
        address = self._address(filing._typed())
        channel = self.env["directive.channel"]._for_address(address)
        words = filing.env._(
            "Code %(code)s confirms your letter to %(agency)s. Tell it to nobody.",
            code=filing._code(),
            agency=filing.agency_id.name,
        )
        subject = filing.env._("Code to confirm your letter")
        outcome = channel is not None and channel._send_to_address(address, subject, words)
        self.code_state = "sent" if outcome and outcome.result == "accepted" else "failed"

    @api.autovacuum
    def _gc_filings(self):
        """Delete what was begun more than a day ago; a letter that was filed stays."""
        old = self.search([("create_date", "<", fields.Datetime.now() - LIFE)], limit=1000)
        old.file_ids.unlink()
        old.unlink()
