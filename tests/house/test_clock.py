import re
import unittest

from ..rooms.sources import ROOT, addons

# Both take the reader's time zone, and UTC when the reader has set none.
OF_THE_READER = re.compile(r"\bformat_datetime\(|context_timestamp\((?!\s*self\.with_context\(tz=)")
HOME = "models/common/directive_settings.py"


class TestClock(unittest.TestCase):
    """Moments in words follow the province's clock, whatever the reader has set."""

    def test_only_the_settings_put_a_moment_into_words(self):
        found = [
            path.relative_to(ROOT).as_posix()
            for addon in addons()
            for path in (ROOT / addon).rglob("*.py")
            if "tests" not in path.parts and OF_THE_READER.search(path.read_text())
        ]
        self.assertEqual(found, [f"directive_tracking/{HOME}"])
