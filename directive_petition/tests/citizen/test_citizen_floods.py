from unittest.mock import patch

from odoo.http import HTTPRequest
from odoo.tests import tagged

from ...models.citizen import petition_filing as module
from .test_citizen_filing import FilingCase


@tagged("post_install", "-at_install")
class TestCitizenFloods(FilingCase):
    """Who begins very many letters keeps nobody else from writing."""

    def begin_from(self, *addresses):
        """Return the statuses of letters begun from these addresses, two for each customer."""
        statuses = []
        with patch.object(module, "MOST_OF_NETWORK", 2):
            for number, address in enumerate(addresses):
                with patch.object(HTTPRequest, "remote_addr", address):
                    answer = self.begin(email=f"person{number}@example.com")
                    statuses.append(answer.status_code)
        return statuses

    def test_one_customer_of_a_provider_cannot_take_the_places_of_everybody(self):
        """A customer may be given 65,536 households of version 6, each with its own addresses."""
        customer = ("2001:db8:1:1::7", "2001:db8:1:2::7", "2001:db8:1:ff03::7")
        self.assertEqual(self.begin_from(*customer, "2001:db8:2:1::7"), [200, 200, 429, 200])

    def test_neighbours_of_version_4_are_counted_alone(self):
        self.assertEqual(self.begin_from(*(f"203.0.113.{n}" for n in range(3))), [200, 200, 200])
