"""bin/audit never takes silence for a clean bill of health."""

import io
import json
import sys
import tempfile
import unittest
import zipfile
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from unittest import mock

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "setup"))

import audit  # noqa: E402

BAD = {"id": "PYSEC-1", "aliases": ["CVE-1"], "fix_versions": ["2.0"]}
JINJA = {"name": "jinja2", "version": "2.4.1", "vulns": [BAD]}
UNKNOWN = {"name": "jinja2", "skip_reason": "not found"}


class TestAudit(unittest.TestCase):
    """With a fake pip-audit whose answers the test defines by service and file."""

    def setUp(self):
        self.folder = Path(self.enterContext(tempfile.TemporaryDirectory()))
        (self.folder / "bin").mkdir()
        (self.folder / "ready").write_text(audit.PIP_AUDIT)
        self.enterContext(mock.patch.object(audit, "FOLDER", self.folder))

    def audit(self, **answers):
        program = self.folder / "bin/pip-audit"
        program.write_text(
            f"#!{sys.executable}\nimport sys\nanswers = {json.dumps(answers)}\n"
            "kind = 'bad' if 'known-bad' in sys.argv[4] else 'own'\n"
            "print(answers.get(sys.argv[2] + '_' + kind, 'no route to host'))\n"
        )
        program.chmod(0o755)
        with redirect_stdout(io.StringIO()) as out, redirect_stderr(io.StringIO()) as err:
            code = audit.main()
        return code, out.getvalue() + err.getvalue()

    def report(self, *packages):
        return json.dumps({"dependencies": packages})

    def test_an_advisory_is_named_with_the_release_that_mends_it(self):
        own = self.report({"name": "x", "version": "1.0", "vulns": [BAD]})
        code, told = self.audit(pypi_bad=self.report(JINJA), pypi_own=own)
        self.assertEqual(code, 1)
        self.assertIn("x 1.0: PYSEC-1 CVE-1, mended in 2.0\n1 packages, 1 to look at", told)

    def test_packages_without_advisories_pass(self):
        own = self.report({"name": "x", "version": "1.0", "vulns": []})
        code, told = self.audit(pypi_bad=self.report(JINJA), pypi_own=own)
        self.assertEqual((code, told), (0, "1 packages, 0 to look at\n"))

    def test_an_index_that_knows_no_advisory_at_all_is_not_believed(self):
        sound = self.report({**JINJA, "vulns": []})
        for silence in (sound, self.report(UNKNOWN), "no route to host"):
            with self.subTest(silence):
                code, told = self.audit(pypi_bad=silence, pypi_own=self.report())
                self.assertEqual(code, 2)
                self.assertIn("Nothing was audited", told)

    def test_without_a_service_the_pins_are_compared_with_the_list(self):
        silence = self.report({**JINJA, "vulns": []})
        for pins, code in (("idna==3.14\n", 1), ("idna==3.15\n", 2), ("lxml==5.4.0\n", 2)):
            path = self.folder / "requirements.txt"
            path.write_text(pins)
            with (
                self.subTest(pins),
                mock.patch.object(audit, "REQUIREMENTS", path),
                mock.patch.object(audit, "LIST", self.list("lxml", "idna")),
            ):
                found, told = self.audit(pypi_bad=silence)
                self.assertEqual(found, code)
                self.assertIn("2 advisories gathered by 2026-01-01, which are not all", told)
                self.assertEqual("idna 3.14: CVE-1, mended in 3.15; to look at" in told, code == 1)
                self.assertEqual("6.1; not used" in told, pins.startswith("lxml"))

    def list(self, answered, open_one):
        advisories = [
            {"package": answered, "fixed": "6.1", "ids": ["CVE-2"], "answer": "not used"},
            {"package": open_one, "fixed": "3.15", "ids": ["CVE-1"]},
        ]
        path = self.folder / "list.json"
        path.write_text(json.dumps({"gathered": "2026-01-01", "advisories": advisories}))
        return path

    def test_no_pinned_release_is_on_the_list_without_an_answer(self):
        with redirect_stdout(io.StringIO()) as out:
            self.assertEqual(audit._compare_with_list(), 0, out.getvalue())
        for one in json.loads(audit.LIST.read_text())["advisories"]:
            self.assertTrue(one["source"].startswith("https://") and one["ids"] and one["fixed"])

    def test_where_the_index_knows_nothing_the_other_service_is_asked(self):
        own = self.report({"name": "x", "version": "1.0", "vulns": []})
        answers = {"pypi_bad": self.report(UNKNOWN), "osv_bad": self.report(JINJA), "osv_own": own}
        self.assertEqual(self.audit(**answers)[0], 0)

    def test_a_package_that_was_not_judged_is_named(self):
        code, told = self.audit(pypi_bad=self.report(JINJA), pypi_own=self.report(UNKNOWN))
        self.assertEqual(code, 1)
        self.assertIn("jinja2: not judged", told)


class TestExport(unittest.TestCase):
    """The file of advisories that was brought here."""

    def audit(self, *advisories):
        folder = Path(self.enterContext(tempfile.TemporaryDirectory()))
        path, pins = folder / "all.zip", folder / "requirements.txt"
        pins.write_text("# two packages\nlxml-html.Clean==0.4.4  # why\nidna==3.20\n")
        with zipfile.ZipFile(path, "w") as file:
            for advisory in advisories:
                file.writestr(f"{advisory['id']}.json", json.dumps(advisory))
        with (
            mock.patch.object(audit, "REQUIREMENTS", pins),
            redirect_stdout(io.StringIO()) as out,
            redirect_stderr(io.StringIO()) as err,
        ):
            code = audit.main([path])
        return code, out.getvalue() + err.getvalue()

    def advisory(self, name, version, number=1, **more):
        fixed = {"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "9"}]}
        package = {"package": {"name": name}, "versions": [version], "ranges": [fixed]}
        modified = f"2026-11-0{number}T00:00:00Z"
        return {"id": f"PYSEC-{number}", "modified": modified, "affected": [package], **more}

    def test_its_day_and_each_advisory_on_a_pinned_release_are_named(self):
        code, told = self.audit(
            self.advisory("jinja2", "2.4.1"),
            self.advisory("lxml_html_clean", "0.4.4", 2),
            self.advisory("idna", "3.19", 3),
            self.advisory("idna", "3.20", 4, withdrawn="2026-11-05"),
        )
        self.assertEqual(code, 1)
        self.assertIn("Advisories until 2026-11-03\n", told)
        self.assertIn("lxml-html.Clean 0.4.4: PYSEC-2, mended in 9\n2 packages, 1 to look at", told)

    def test_without_advisories_on_them_packages_pass(self):
        self.assertEqual(self.audit(self.advisory("jinja2", "2.4.1"))[0], 0)

    def test_a_file_that_does_not_know_a_bad_release_is_not_believed(self):
        code, told = self.audit(self.advisory("idna", "3.19"))
        self.assertEqual(code, 2)
        self.assertIn("Nothing was audited", told)
