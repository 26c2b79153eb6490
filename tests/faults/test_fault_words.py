"""The tables of faults are read by people: no code of ours and no name of Python's stands in them."""

import doctest
import unittest
from email.message import Message
from urllib.error import HTTPError

from ..sms import fault_case, fault_words
from ..sms.sender import POINTS
from ..sms.test_faults import DEATHS_AT_PROVIDER
from .fault_house import LOST, House

CODE = r"\w_\w|\w:\w|\w(Error|Exception)\b|HTTP"


class Unreachable:
    """A browser whose every call fails in the same way."""

    def __init__(self, error):
        self.error = error

    def call(self, *_call):
        raise self.error


class TestFaultWords(unittest.TestCase):
    def seen(self, error):
        house = House.__new__(House)  # nothing is started
        house.browser = Unreachable(error)
        return house.try_calling("directive.field", "create", [{}])

    def test_the_examples_beside_the_words_hold(self):
        for module in (fault_case, fault_words):
            result = doctest.testmod(module)
            self.assertTrue(result.attempted)
            self.assertFalse(result.failed)

    def test_every_fault_of_the_table_is_said_in_words(self):
        table = fault_case.Table("fault")
        for fault in (*fault_case.FAULTS, *DEATHS_AT_PROVIDER):
            table.append(("form", fault, "sent", 1))
        table += [("form", f"killed: {point}", "sent", 1) for point in POINTS]
        for line in table.lines():
            with self.subTest(line):
                self.assertNotRegex(line, CODE)
        self.assertEqual(len({line.rstrip() for line in table.lines()}), len(table) + 2)

    def test_people_see_what_the_web_client_says(self):
        for error in (
            ConnectionResetError(104, "reset"),
            TimeoutError("timed out"),
            ValueError("no JSON"),
            HTTPError("https://a", 502, "Bad Gateway", Message(), None),
        ):
            with self.subTest(type(error)):
                self.assertEqual(self.seen(error), (None, LOST))
        told = "The disk of the server is full"
        self.assertEqual(self.seen(AssertionError(told)), (None, told))
        self.assertNotRegex(LOST, CODE)
