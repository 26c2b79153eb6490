from odoo import api, models

from ..tools.citizen.code import digest, new_salt

# Letters of the demo province that anybody may look up, by the state of their first matter.
RECEIPTS = {
    "verifying": ("48210937", "7K2MQ4XT92HBWNC5"),
    "decided": ("59310462", "Q4XT7K2M92HBWNC5"),
    "suspended": ("61520348", "92HB7K2MQ4XTWNC5"),
}
OF_DENUNCIATION = ("73640215", "WNC57K2MQ4XT92HB")
OPINIONS = (
    ("good", "Cán bộ tiếp đón niềm nở, giải thích rõ."),
    ("poor", "Phải đi lại ba lần mới nhận được trả lời."),
)


class DirectiveDemo(models.AbstractModel):
    """What citizens of the demo province see and say: receipts, opinions, letters online."""

    _inherit = "directive.demo"

    @api.model
    def _fill_citizens(self):
        """Give some letters a receipt with a known code, and let two citizens say what they think."""
        if self.env["petition.receipt"].search_count([], limit=1):
            return
        self = self._in_its_language()
        self._receive_online()
        matters = self.env["petition.matter"]
        for state, receipt in RECEIPTS.items():
            found = [("state", "=", state), ("kind", "!=", "denunciation")]
            self._give_receipt(matters.search(found, limit=1), *receipt)
        sealed = [("kind", "=", "denunciation")]
        self._give_receipt(matters.search(sealed, limit=1), *OF_DENUNCIATION)
        self._say_opinions(matters)

    def _receive_online(self):
        office = self._ref("agency_vpubnd")
        agencies = office | self.env["petition.letter"].search([("number", "!=", False)]).agency_id
        agencies.write({"takes_letters_online": True})
        for number, agency in enumerate(agencies.filtered(lambda one: not one.phone)):
            agency.phone = f"0214 3 840 {100 + number}"

    def _give_receipt(self, matter, number, code):
        """Give the letter of ``matter`` a receipt whose code is known, as no real one is."""
        if not matter:
            return
        salt = new_salt()
        vals = {"number": number, "salt": salt, "digest": digest(code, salt)}
        self.env["petition.receipt"].create({"letter_id": matter.letter_id.id, **vals})

    def _say_opinions(self, matters):
        ended = matters.search(
            [("state", "in", ("closed", "published")), ("kind", "!=", "denunciation")], limit=2
        )
        for matter, (rating, words) in zip(ended, OPINIONS, strict=False):
            self.env["petition.rating"]._rate(matter, rating, words)
