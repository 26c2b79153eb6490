from ..common import DirectiveCase

CODE_C = "H38.99"


class ReorganisationCase(DirectiveCase):
    """The small province, with an administrator who reorganises it."""

    def reorganise(self, kind, *lines, does=True, **vals):
        """Return a reorganisation of ``lines``, done by the administrator unless told otherwise."""
        one = self.env["directive.reorganisation"].with_user(self.admin_user).create(
            {
                "kind": kind,
                "name": "1672/NQ-UBTVQH15",
                "line_ids": [(0, 0, line) for line in lines],
                **vals,
            }
        )  # fmt: skip
        one.action_preview()
        if does:
            one.action_do()
        return one

    def line(self, agency, **vals):
        return {"agency_id": agency.id, **vals}

    def merge_a_into_b(self, **vals):
        return self.reorganise(
            "merge", self.line(self.agency_a, successor_id=self.agency_b.id), **vals
        )

    def open_leads(self):
        """Return the leads of all open tasks."""
        return self.env["directive.task"].search([("is_open", "=", True)]).lead_agency_id
