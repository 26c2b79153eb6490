import time

from psycopg2.errors import SerializationFailure

from odoo import models

from .directive_sms_gateway_limits import LONGEST_WAIT

TURNS = 5  # tries to get a turn under the rate of the account


class DirectiveSmsGateway(models.Model):
    """Wait for a slot: for inquiries at the provider."""

    _inherit = "directive.sms.gateway"

    def _await_turn(self, way):
        """Wait for a turn under the account's rate limit, which covers inquiries too.

        Tell whether it came in time.
        """
        for _try in range(TURNS):
            pause = self._take_turn_or_wait(way)
            if not pause:
                return True
            self.env["directive.notice.sender"]._commit()  # others may look meanwhile
            if pause > LONGEST_WAIT:
                return False
            time.sleep(pause)
        return False

    def _take_turn_or_wait(self, way):
        try:
            with self.env.cr.savepoint():
                return self._take_turn(way)
        except SerializationFailure:
            return 0.1  # another process has just taken a turn
