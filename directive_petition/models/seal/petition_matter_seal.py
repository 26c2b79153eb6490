from odoo import fields, models

PAGE = "/petition/sealed/%s"
USER_GROUP = "directive_petition.group_petition_user"


class PetitionMatter(models.Model):
    """The door to a seal: rights to open it are given and used at the matter."""

    _inherit = "petition.matter"

    is_sealed = fields.Boolean(related="letter_id.is_sealed", string="Sealed")
    seal_grant_ids = fields.One2many(
        "petition.seal.grant",
        "matter_id",
        string="Rights to open the seal",
        readonly=True,
        groups=USER_GROUP,
    )

    def action_open_seal(self):
        """Go to the page on which the seal is opened, with a reason."""
        self.ensure_one()
        self.check_access("read")
        return {"type": "ir.actions.act_url", "url": PAGE % self.id, "target": "new"}

    def action_give_seal(self):
        """Open the form in which a keeper gives the right to open the seal."""
        self.ensure_one()
        self.env["petition.seal.grant"]._check_keeper(self)
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Give the right to open the seal"),
            "res_model": "petition.seal.granting",
            "views": [(False, "form")],
            "context": {"default_matter_id": self.id},
            "target": "new",
        }

    def action_propose_lifting(self):
        """Open the form in which a holder of a right proposes to lift a seal."""
        self.ensure_one()
        self.check_access("read")
        self.env["petition.seal.grant"]._check_held(self.letter_id)
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Propose to lift a seal"),
            "res_model": "petition.seal.lifting.asking",
            "views": [(False, "form")],
            "context": {"default_matter_id": self.id},
            "target": "new",
        }

    def _possible_holders(self):
        """Return the staff of petitions in the agencies that see this matter."""
        group = self.env.ref(USER_GROUP)
        # Members are not everybody's to read; who may know is chosen among them.
        members = self.sudo().visible_agency_ids.member_ids.user_id
        return members.filtered(lambda user: group in user.all_group_ids).sudo(False)

    def _open_seal(self, reason):
        """Return what is sealed of this matter's letter, and write the reading down first.

        :return: ``{"people": [(code, identity)], "texts": [(name, texts)], "papers": [paper]}``
        :raises AccessError: if the current user has no right to it
        :raises ValidationError: without a reason
        """
        self.ensure_one()
        self.check_access("read")
        return self.env["petition.seal.opening"]._open(self, reason)
