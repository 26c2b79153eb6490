from odoo.tests import BaseCase

from ...tools.limits import lease, pause_after


class TestSmsLimits(BaseCase):
    """A gateway never gets more than its rate, and pauses after failures."""

    def test_no_more_goes_than_the_rate_allows(self):
        tokens, moment, sent = 0.0, 0.0, 0
        for _step in range(1000):
            found = lease(tokens, 0.01, rate=7.0, wanted=3)
            tokens, sent, moment = found.tokens, sent + found.granted, moment + 0.01
        self.assertLessEqual(sent, 7.0 * moment + 1)
        self.assertGreaterEqual(sent, 7.0 * moment - 1)

    def test_a_clock_set_back_gives_nothing(self):
        self.assertEqual(lease(0.0, -3600, 5.0, 1).granted, 0)

    def test_a_slow_account_still_gets_its_one_message(self):
        self.assertEqual(lease(0.0, 60, rate=1 / 30, wanted=1).granted, 1)

    def test_pauses_grow_and_end(self):
        pauses = [pause_after(failures).total_seconds() for failures in range(3, 20)]
        self.assertEqual(pauses, sorted(pauses))
        self.assertEqual(pauses[-1], 30 * 60)

    def test_a_provider_may_not_silence_us_for_a_day(self):
        self.assertEqual(pause_after(1, retry_after=86400).total_seconds(), 3600)
