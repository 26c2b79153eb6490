from ... import demo, tools
from ..doctest_case import DoctestCase


class TestToolsDoctests(DoctestCase):
    packages = (tools, demo)
    fewest = 200
