import os
import tempfile
from pathlib import Path
from unittest.mock import patch

from odoo.exceptions import UserError
from odoo.tests import tagged

from odoo.addons.directive_tracking.tools.home.page import ALARM, GOOD

from ...models.seal.petition_seal_keys import VARIABLE
from ...tools.seal.key_ring import new_key
from .seal_common import SealCase


@tagged("post_install", "-at_install")
class TestSealKeys(SealCase):
    """A key that is missing or wrong is said where an administrator looks, and keeps no work back."""

    def setUp(self):
        super().setUp()
        self.folder = Path(self.enterContext(tempfile.TemporaryDirectory()))
        self.own = Path(os.environ[VARIABLE]).read_text()

    def keys(self, text, mode=0o600):
        """Let the server have ``text`` as its file of keys; without a text none."""
        path = self.folder / "keys"
        if text is not None:
            path.write_text(text)
            path.chmod(mode)
        return patch.dict(os.environ, {VARIABLE: str(path)})

    def wrong(self):
        """Return a file with another key by the name of the right one."""
        name = self.own.partition("=")[0].strip()
        return f"{name} = {new_key()}\n"

    def test_a_key_in_place_is_no_trouble(self):
        self.assertFalse(self.env["directive.health"]._key_warning())
        self.assertNotIn("seal_key", self.env["directive.health"]._report()["problems"])
        self.assertEqual(self.env["directive.home"]._service()["seal_keys"].tone, GOOD)

    def test_a_missing_or_wrong_key_is_said_to_the_administrator_and_the_watcher(self):
        for text, mode in (
            (None, 0o600),
            ("", 0o600),
            (f"other = {new_key()}\n", 0o600),
            (self.wrong(), 0o600),
            (self.own, 0o604),
            ("nonsense", 0o600),
        ):
            with self.subTest(text=text and text[:5], mode=mode), self.keys(text, mode):
                report = self.env["directive.health"]._report()
                self.assertFalse(report["ok"])
                self.assertIn("seal_key", report["problems"])
                self.assertIn("key of sealed records", self.env["directive.health"]._key_warning())
                line = self.env["directive.home"]._service()["seal_keys"]
                self.assertEqual(line.tone, ALARM)

    def test_a_house_that_seals_nothing_needs_no_key(self):
        seals = self.env["petition.seal"]
        self.patch(self.registry["petition.seal"], "_read_group", lambda *_args, **_more: [])
        with patch.dict(os.environ, {VARIABLE: ""}):
            self.assertFalse(seals.env["petition.seal.keys"]._trouble())

    def test_without_the_key_work_goes_on_and_nothing_is_shown(self):
        """Matters, lists and steps need no key; what would have to be compared is refused."""
        matter = self.matter.with_user(self.manager)
        self.give()
        with self.keys(None):
            self.assertTrue(matter.read(["number", "state"]))
            self.assertTrue(self.make_letter())
            for step in (lambda: matter._open_seal("To write"), self.make_denunciation):
                with self.assertRaisesRegex(UserError, "file of keys"):
                    step()
