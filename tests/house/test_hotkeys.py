"""Keys of our own buttons: none that the web client has for going back, on, to a new or saved record."""

import re
import unittest

from ..world.plain import ROOT

# Back, new, discard, next, previous, save, actions.
OF_THE_CLIENT = "bcjnpsu"
KEY = re.compile(r'data-hotkey="(.)"')


class TestHotkeys(unittest.TestCase):
    def test_no_button_takes_a_key_of_the_client(self):
        found = [
            f"{path.relative_to(ROOT)}: {key}"
            for folder in ("views", "wizards")
            for path in ROOT.glob(f"directive_*/{folder}/**/*.xml")
            for key in KEY.findall(path.read_text("utf-8"))
            if key in OF_THE_CLIENT
        ]
        self.assertFalse(found)


if __name__ == "__main__":
    unittest.main()
