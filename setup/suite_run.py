"""One suite of bin/test: its database, its files, its runs."""

import os
import shutil
import subprocess
from functools import partial
from pathlib import Path

import days
import results
import templates
from common import LOCAL, ROOT, addons, free_ports, run, say
from postgres import TEMPLATE

RUNNERS = Path(__file__).parent / "runners"
LOGS = LOCAL / "test"
TEMPLATES = LOGS / "templates"  # made by the first suite of a run that needs them


class Run:
    """One suite with its own database and data folder; both are removed afterwards.

    :param Path kept: the folder of the template databases, which several suites may share
    """

    def __init__(self, project, suite, folder=None, kept=TEMPLATES):
        self.project = project
        self.suite = suite
        self.folder = folder or LOGS
        self.database = f"test_{suite.replace('-', '_')}_{os.getpid()}"
        self.databases = []
        self.data = self.folder / f"{suite}.data"
        self.work = 0  # seconds of the processor, without those of the database server
        self.moved = None  # the folder of the templates that tell a moved time
        own = {"ODOO_DATA_DIR": str(self.data), templates.FOLDER: str(kept)}
        self.environment = self.unmoved = {**project.environment, **own}

    def move_clock(self, day):
        """Move the processes of this suite to an awkward day, and its databases if they are ours."""
        self.moved = self.folder / f"{self.suite}.templates"
        moved = days.environment(day, self.environment["PYTHONPATH"])
        self.environment = {**self.environment, **moved, templates.FOLDER: str(self.moved)}
        if self.project.cluster:
            template = f"{self.database}_clock"
            self.databases.append(template)
            self._move_database(template, TEMPLATE)
            self.environment |= {"PGDATABASE_TEMPLATE": template, days.UNMOVED: TEMPLATE}

    def _move_database(self, *names):
        maker = [self.project.python, RUNNERS / "clock_template.py", *names]
        run(maker, "The database's clock could not be moved.", env=self.environment)

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        for name in self.databases:
            templates.call(self.project.python, self.environment, "drop", name)
        shutil.rmtree(self.data, ignore_errors=True)
        if self.moved:
            templates.drop_all(self.project.python, self.environment, self.moved)

    def copy(self, names):
        """Use a copy of the template with the addons ``names`` as the database.

        Where the clock was moved, they were installed before that, as on a server that has run since.
        """
        self._own()
        template = templates.Template(names, self.project.python, self.unmoved, assets=True)
        template.copy(self.database, self.data)
        if self.moved and self.project.cluster:
            self._move_database(self.database)

    def tests_in(self, *patterns, names=()):
        """Run the selected tests of tests/ (see the runner); each name must run a test."""
        code = self._start(RUNNERS / "run_unittest.py", "tests", *patterns)
        return self._report("tests", partial(results.of_tests, names=names), code)

    def tests_of(self, tags, *options, step="addons", names=()):
        """Run the addons' tests with these tags; each name must run a test."""
        http_port, gevent_port = free_ports(2)
        ports = [f"--http-port={http_port}", f"--gevent-port={gevent_port}"]
        shots = f"--screenshots={self.folder}"
        code = self._server(step, f"--test-tags={tags}", *ports, shots, *options)
        return self._report(step, partial(results.of_tests, names=names), code)

    def install(self, *others, options=()):
        """Install our addons and ``others``."""
        return self._quiet("install", "-i", ",".join([*addons(), *others]), *options)

    def update(self, *options):
        return self._quiet("update", "-u", ",".join(addons()), *options)

    def _quiet(self, step, *options):
        """One check: the step succeeds without a warning or an error in the log."""
        code = self._server(step, "--no-http", "--stop-after-init", *options)
        return self._report(step, results.of_step, code)

    def _server(self, step, *options):
        self._own()
        return self._odoo(step, "-d", self.database, "--max-cron-threads=0", *options)

    def _own(self):
        """Drop the suite's database at the end."""
        if self.database not in self.databases:
            self.databases.append(self.database)

    def _odoo(self, step, *arguments):
        return self._start(RUNNERS / "run_odoo.py", step, *arguments)

    def _start(self, runner, step, *arguments):
        """Run a runner to its end; return its exit code."""
        result = self._file(step, "json")
        result.unlink(missing_ok=True)  # an old file would hide a run that dies
        command = [self.project.python, runner, result, *arguments]
        options = {"cwd": ROOT, "env": self.environment, "stderr": subprocess.STDOUT}
        with (
            open(self._file(step, "log"), "w") as log,
            subprocess.Popen(command, stdout=log, **options) as process,
        ):
            _pid, status, used = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
        self.work += used.ru_utime + used.ru_stime
        return process.returncode

    def _report(self, step, reading, code):
        """Count the results and show the failures."""
        result, log = self._file(step, "json"), self._file(step, "log")
        counts, told = reading(result, code)
        if counts.failed:
            last_words = [] if result.exists() else log.read_text(errors="replace").splitlines()
            print("\n".join([*last_words[-30:], *told]))
            say(f"{log.stem}: {counts}; the whole log is {log}")
        return counts

    def _file(self, step, ending):
        return self.folder / f"{self.suite}-{step}.{ending}"
