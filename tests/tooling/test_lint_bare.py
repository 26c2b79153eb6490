"""bin/lint on a machine that has Python and nothing else: no Odoo, no database server, no way to get them."""

import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path
from unittest import mock

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "setup"))

import lint  # noqa: E402
import python_env  # noqa: E402

PROGRAMS = ("sh", "env", "dirname", "id")
MANIFEST = '{"name": "X", "version": "19.0.1.0.0", "author": "Us", "license": "LGPL-3"}\n'
GOOD = "x = 1\n"


class TestBareMachine(unittest.TestCase):
    """In a checkout with one small addon, with the tools of the real checkout."""

    def setUp(self):
        self.folder = Path(self.enterContext(tempfile.TemporaryDirectory()))
        for name in ("setup", "bin"):
            skip = shutil.ignore_patterns("__pycache__")
            shutil.copytree(ROOT / name, self.folder / name, ignore=skip)
        for name in (".ruff.toml", ".pylintrc"):
            shutil.copy(ROOT / name, self.folder)
        self.write("addon/__manifest__.py", MANIFEST)
        self.write("addon/__init__.py", GOOD)
        self.write("addon/views/x.xml", "<odoo/>\n")
        tools = self.folder / ".local/lint"
        (tools / "bin").mkdir(parents=True)
        for name in ("python", "ruff", "pylint"):
            (tools / "bin" / name).symlink_to(Path(sys.executable).parent / name)
        (tools / "ready").write_text(self.stamp())
        self.programs = self.folder / "programs"
        self.programs.mkdir()
        for name in PROGRAMS:
            (self.programs / name).symlink_to(shutil.which(name))
        (self.programs / "python3").symlink_to(sys.base_prefix + "/bin/python3")

    def stamp(self):
        code = "import sys; sys.path.insert(0, 'setup'); import python_env; print(python_env._wanted(), end='')"
        python = f"{sys.base_prefix}/bin/python3"
        return subprocess.run([python, "-c", code], cwd=ROOT, capture_output=True, text=True).stdout

    def write(self, name, text):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)

    def run_command(self, *command):
        environment = {
            "PATH": str(self.programs),
            "HOME": str(self.folder),
            "PGHOST": "127.0.0.1",
            "PGPORT": "1",
            "ODOO_HOME": "/nowhere",
            "PIP_NO_INDEX": "1",
        }
        done = subprocess.run(
            [str(self.folder / command[0]), *command[1:]],
            env=environment,
            capture_output=True,
            text=True,
        )
        return done.returncode, done.stdout + done.stderr

    def test_nothing_else_can_be_started_there(self):
        self.assertEqual(self.run_command("bin/odoo", "--version")[0], 1)

    def test_sound_files_pass(self):
        self.assertEqual(self.run_command("bin/lint"), (0, ""))

    def test_each_check_finds_its_fault_alone_and_with_the_others(self):
        faults = {
            "ruff": ("addon/a.py", "import os\n", "a.py"),
            "pylint": ("addon/b.py", "print(1)\n", "print-used"),
            "xml": ("addon/views/y.xml", "<odoo>\n", "y.xml"),
            "sudo": ("addon/c.py", "print.sudo()\n", "c.py"),
            "length": ("addon/y.xml", "<odoo>" + "\n" * 500 + "</odoo>", "501 lines"),
            "reach": ("addon/d.py", "while True:\n    break\n    print\n", "d.py:3"),
        }
        self.assertEqual(set(faults), set(lint.CHECKS))
        for check, (name, text, told) in faults.items():
            with self.subTest(check):
                self.write(name, text)
                self.assert_found(told, "bin/lint", check)
        self.write("addon/tests/__init__.py", "print(2)\n")
        found = self.assert_found("tests/__init__.py", "bin/lint")
        for _name, _text, told in faults.values():
            self.assertIn(told, found)

    def assert_found(self, told, *command):
        code, said = self.run_command(*command)
        self.assertEqual(code, 1)
        self.assertIn(told, said)
        return said

    def test_a_check_that_does_not_exist_is_told_in_one_sentence(self):
        told = f"There is no check rough: choose among {', '.join(lint.CHECKS)}.\n"
        self.assertEqual(self.run_command("bin/lint", "rough"), (1, told))


class TestTools(unittest.TestCase):
    def test_they_are_installed_in_the_versions_of_the_one_list(self):
        folder = Path(self.enterContext(tempfile.TemporaryDirectory()))
        self.enterContext(mock.patch.object(lint, "FOLDER", folder / "lint"))
        self.enterContext(mock.patch.object(lint, "exclusive", mock.MagicMock()))
        self.enterContext(mock.patch.object(python_env, "is_ready", lambda folder=None: False))
        self.enterContext(mock.patch.object(python_env, "say"))
        self.enterContext(mock.patch.object(Path, "write_text"))
        run = self.enterContext(mock.patch.object(python_env, "run"))
        lint._tools()
        command = [str(part) for part in run.call_args.args[0]]
        requirements = ["-c", str(ROOT / "setup/requirements.txt"), "ruff", "pylint-odoo"]
        self.assertEqual(command[1:], ["-m", "pip", "install", "-q", *requirements])

    def test_an_environment_of_another_python_does_not_serve(self):
        python = Path(self.enterContext(tempfile.TemporaryDirectory())) / "python"
        for version, serves in ((sys.version, True), ("3.12.0 (other)", False)):
            python.write_text(f"#!/bin/sh\necho '{version}'\n")
            python.chmod(0o755)
            self.assertEqual(python_env._works(python), serves)
