"""Where the set-up finds Odoo: the very files it knows, else the newest, else the maker's branch."""

import hashlib
import io
import os
import subprocess
import sys
import tempfile
import unittest
from contextlib import redirect_stderr
from pathlib import Path
from unittest import mock

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "setup"))

import mirrors  # noqa: E402
import odoo_debian  # noqa: E402
import odoo_source  # noqa: E402
from common import SetupError  # noqa: E402

RELEASE = "version_info = (19, 0, 0, FINAL, 0, '')\n"


def temporary_folder(test):
    return Path(test.enterContext(tempfile.TemporaryDirectory()))


class TestDebianSource(unittest.TestCase):
    def test_a_deb822_stanza_keeps_its_mirror_and_key_but_not_its_suites(self):
        security = "Types: deb\nURIs: http://x.org/debian-security\nSuites: s\nComponents: main\n"
        archive = (
            "Types: deb deb-src\n# a remark\nURIs: http://x.org/debian\nSuites: bookworm\n"
            "Components: main contrib\nSigned-By: /usr/share/keyrings/k.gpg\n"
        )
        text = mirrors.from_deb822(f"{security}\n{archive}")
        self.assertIn("URIs: http://x.org/debian\n", text)
        self.assertIn("Signed-By: /usr/share/keyrings/k.gpg\n", text)
        self.assertIn("Suites: sid trixie\n", text)
        self.assertIn("Types: deb\n", text)
        self.assertNotIn("contrib", text)

    def test_a_disabled_stanza_is_passed_over(self):
        stanza = "Enabled: no\nTypes: deb\nURIs: http://x.org/debian\nSuites: s\nComponents: main\n"
        self.assertIsNone(mirrors.from_deb822(stanza))

    def test_a_classic_line_keeps_its_options(self):
        text = mirrors.from_list("deb [signed-by=/k arch=amd64] http://x.org/debian/ b main\n")
        self.assertIn("deb [signed-by=/k arch=amd64] http://x.org/debian/ sid main\n", text)

    def test_a_list_of_mirrors_counts_and_the_security_archive_does_not(self):
        address = "mirror+file:///etc/apt/mirrors/debian"
        self.assertIsNone(mirrors.from_list(f"deb {address}-security.list b main\n"))
        self.assertIn(f"deb {address}.list sid", mirrors.from_list(f"deb {address}.list b x\n"))


class TestOdooHome(unittest.TestCase):
    def test_a_folder_without_odoo_is_named_in_one_sentence(self):
        with tempfile.TemporaryDirectory() as folder:
            done = subprocess.run(
                [ROOT / "bin/odoo", "--version"],
                env={**os.environ, "ODOO_HOME": folder},
                capture_output=True,
                text=True,
            )
        self.assertEqual(done.returncode, 1)
        self.assertRegex(
            done.stderr, rf"^ODOO_HOME names {folder}, .+: correct it or unset it\.\n$"
        )

    def test_a_checkout_brings_both_of_its_addons_folders(self):
        with tempfile.TemporaryDirectory() as folder, mock.patch.dict(os.environ, ODOO_HOME=folder):
            home = Path(folder).resolve()
            (home / "odoo").mkdir()
            (home / "odoo/release.py").write_text(RELEASE)
            (home / "odoo-bin").touch()
            self.assertEqual(odoo_source.ensure().addons, [home / "odoo/addons", home / "addons"])


class TestMirrors(unittest.TestCase):
    def addresses(self, **files):
        folder = temporary_folder(self)
        (folder / "sources.list.d").mkdir()
        for name, text in files.items():
            (folder / "sources.list.d" / name.replace("_", ".")).write_text(text)
        with mock.patch.object(mirrors, "APT", folder):
            return mirrors.addresses("20260401T000000Z")

    def test_every_archive_of_the_machine_is_asked(self):
        stanza = "Types: deb\nURIs: http://x.org/debian/\nSuites: s\nComponents: main\n"
        found = self.addresses(
            a_sources=stanza, b_list="deb [trusted=yes] http://y.org/debian b main\n"
        )
        self.assertEqual(found, ["http://x.org/debian", "http://y.org/debian"])

    def test_an_older_snapshot_is_asked_for_the_day_of_the_files_too(self):
        old = "http://x.org/archive/debian/20250520T000000Z"
        found = self.addresses(a_list=f"deb {old}/ b main\n")
        self.assertEqual(found, [old, "http://x.org/archive/debian/20260401T000000Z"])

    def test_a_list_of_mirrors_is_read(self):
        path = temporary_folder(self) / "debian.list"
        path.write_text("# ours\nhttp://x.org/debian\tpriority:1\nhttp://y.org/debian/\n")
        found = self.addresses(a_list=f"deb mirror+file:{path} b main\n")
        self.assertEqual(found, ["http://x.org/debian", "http://y.org/debian"])


class TestPinnedFiles(unittest.TestCase):
    """Mirrors are folders without any index: nothing to be signed, or past its date."""

    def setUp(self):
        self.debs, self.old, self.right = (temporary_folder(self) for _n in range(3))
        for name in ("DEBS", "APT"):
            self.enterContext(mock.patch.object(odoo_debian, name, self.debs))
        digest = hashlib.sha256(b"the file").hexdigest()
        self.pin = odoo_debian.Pin(digest, "sid", "pool/main/x/x/x_1.0+dfsg~1-1_all.deb")
        self.put(self.right, b"the file")

    def put(self, mirror, content):
        path = mirror / self.pin.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)

    def fetched(self, *places):
        file = odoo_debian.pinned(self.pin, [f"file:{place}" for place in places])
        return file and file.read_bytes()

    def test_a_mirror_that_lacks_it_is_passed_over(self):
        self.assertEqual(self.fetched(self.old, self.right), b"the file")

    def test_another_file_of_that_name_is_never_taken(self):
        self.put(self.old, b"a forged file")
        self.assertIsNone(self.fetched(self.old))
        self.assertEqual(self.fetched(self.old, self.right), b"the file")

    def test_a_damaged_one_from_an_earlier_fetch_is_fetched_again(self):
        (self.debs / self.pin.file_name).write_bytes(b"half of the fi")
        self.assertEqual(self.fetched(self.right), b"the file")

    def test_one_fetched_earlier_needs_no_mirror(self):
        (self.debs / self.pin.file_name).write_bytes(b"the file")
        self.assertEqual(self.fetched(), b"the file")

    def test_what_no_mirror_has_is_replaced_by_the_newest(self):
        newest = self.debs / "x_2.0_all.deb"
        with (
            mock.patch.object(odoo_debian, "pins", lambda: [self.pin]),
            mock.patch.object(mirrors, "addresses", lambda moment: [f"file:{self.old}"]),
            mock.patch.object(odoo_debian, "_newest", lambda missing: {missing[0]: newest}),
            mock.patch.object(odoo_debian, "run") as run,
            redirect_stderr(io.StringIO()) as told,
        ):
            odoo_debian.unpack(self.old)
        run.assert_called_once_with(["dpkg-deb", "-x", newest, self.old], mock.ANY)
        self.assertIn("x_1.0+dfsg~1-1_all.deb: taking the newest", told.getvalue())

    def test_every_pin_names_a_file_and_how_it_is_known(self):
        pins = odoo_debian.pins()
        self.assertIn("odoo-19", [pin.package for pin in pins])
        for pin in pins:
            self.assertRegex(pin.digest, "^[0-9a-f]{64}$")
            self.assertRegex(pin.path, rf"^pool/main/\w+/[\w-]+/{pin.package}_[^/]+_all\.deb$")


class TestMakersBranch(unittest.TestCase):
    """Without any Debian package: from a substitute for the upstream repository."""

    def setUp(self):
        self.repository, local = temporary_folder(self), temporary_folder(self)
        failing = mock.patch.object(odoo_debian, "unpack", side_effect=SetupError("No mirror."))
        self.enterContext(failing)
        self.enterContext(mock.patch.object(odoo_source, "FOLDER", local / "odoo"))
        self.enterContext(mock.patch.object(odoo_source, "_importable", lambda: None))
        own = {"ODOO_REPOSITORY": str(self.repository), "ODOO_HOME": ""}
        self.enterContext(mock.patch.dict(os.environ, own))
        self.enterContext(redirect_stderr(io.StringIO()))

    def commit(self, branch, release=RELEASE):
        (self.repository / "odoo").mkdir()
        (self.repository / "odoo/release.py").write_text(release)
        (self.repository / "odoo-bin").touch()
        person = ["-c", "user.name=x", "-c", "user.email=x@example.com"]
        for command in (
            ["init", "-q", "-b", branch],
            ["add", "."],
            [*person, "commit", "-q", "-m", "x"],
        ):
            subprocess.run(["git", "-C", self.repository, *command], check=True)

    def test_it_is_cloned_once_and_brings_both_folders_of_addons(self):
        self.commit("19.0")
        source = odoo_source.ensure()
        folder = odoo_source.FOLDER
        self.assertEqual(source.addons, [folder / "odoo/addons", folder / "addons"])
        with mock.patch.object(odoo_source, "_fetch", side_effect=AssertionError):
            self.assertEqual(odoo_source.ensure().python_path, folder)

    def test_another_version_is_refused(self):
        self.commit("19.0", RELEASE.replace("19, 0", "18, 0"))
        with self.assertRaisesRegex(SetupError, "set ODOO_HOME to an Odoo 19.0"):
            odoo_source.ensure()

    def test_a_repository_without_the_branch_is_told_in_one_sentence(self):
        self.commit("18.0")
        with self.assertRaisesRegex(SetupError, "could not be fetched: check the network"):
            odoo_source.ensure()
