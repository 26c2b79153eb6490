from ..common import DirectiveCase

CODE_C = "H38.99"


class ReorganisationCase(DirectiveCase):
    """The small province, with an administrator who reorganises it."""

    def line(self, agency, **vals):
        return {"agency_id": agency.id, **vals}

    def merge_a_into_b(self, **vals):
        return self.merge_agencies(self.agency_a, self.agency_b, **vals)

    def open_leads(self):
        """Return the leads of all open tasks."""
        return self.env["directive.task"].search([("is_open", "=", True)]).lead_agency_id
