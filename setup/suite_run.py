"""One suite of bin/test: its database, its files, its runs."""

import os
import shutil
import subprocess
from pathlib import Path

import days
import results
from common import LOCAL, ROOT, addons, free_ports, run, say
from postgres import TEMPLATE

RUNNERS = Path(__file__).parent / "runners"
LOGS = LOCAL / "test"


class Run:
    """One suite in its own database and folder of data; both are gone afterwards."""

    def __init__(self, project, suite):
        self.project = project
        self.suite = suite
        self.database = f"test_{suite.replace('-', '_')}_{os.getpid()}"
        self.databases = []
        self.environment = {**project.environment, "ODOO_DATA_DIR": str(LOGS / f"{suite}.data")}

    def move_clock(self, day):
        """Let the processes of this suite live on an awkward day, and its databases if they are ours."""
        self.environment.update(days.environment(day, self.environment["PYTHONPATH"]))
        if self.project.cluster:
            template = f"{self.database}_clock"
            self.databases.append(template)
            maker = [self.project.python, RUNNERS / "clock_template.py", template, TEMPLATE]
            run(maker, "The database's clock could not be moved.", env=self.environment)
            self.environment["PGDATABASE_TEMPLATE"] = template

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        self.environment.pop("PGDATABASE_TEMPLATE", None)  # Odoo drops no database that it copies
        for name in self.databases:
            self._odoo("drop", "db", "drop", name)
        shutil.rmtree(LOGS / f"{self.suite}.data", ignore_errors=True)

    def tests_in(self, *patterns):
        """Run the files of tests/ that the patterns choose."""
        runner = RUNNERS / "run_unittest.py"
        return self._report("tests", results.of_tests, self._start(runner, "tests", *patterns))

    def tests_of(self, tags, *options, step="addons"):
        """Run the addons' tests with these tags."""
        http_port, gevent_port = free_ports(2)
        ports = [f"--http-port={http_port}", f"--gevent-port={gevent_port}"]
        shots = f"--screenshots={LOGS}"
        code = self._server(step, f"--test-tags={tags}", *ports, shots, *options)
        return self._report(step, results.of_tests, code)

    def install(self, *options):
        return self._quiet("install", "-i", ",".join(addons()), *options)

    def update(self):
        return self._quiet("update", "-u", ",".join(addons()))

    def _quiet(self, step, *options):
        """One check: the step succeeds without a warning or an error in the log."""
        code = self._server(step, "--no-http", "--stop-after-init", *options)
        return self._report(step, results.of_step, code)

    def _server(self, step, *options):
        if self.database not in self.databases:
            self.databases.append(self.database)
        return self._odoo(step, "-d", self.database, "--max-cron-threads=0", *options)

    def _odoo(self, step, *arguments):
        return self._start(RUNNERS / "run_odoo.py", step, *arguments)

    def _start(self, runner, step, *arguments):
        """Run a runner of results to its end; returns its exit code."""
        result = self._file(step, "json")
        result.unlink(missing_ok=True)  # an earlier one's would stand for a run that dies
        command = [self.project.python, runner, result, *arguments]
        with open(self._file(step, "log"), "w") as log:
            done = subprocess.run(
                command, cwd=ROOT, env=self.environment, stdout=log, stderr=subprocess.STDOUT
            )
        return done.returncode

    def _report(self, step, reading, code):
        """Count the results, and show what went wrong, if anything did."""
        result, log = self._file(step, "json"), self._file(step, "log")
        counts, told = reading(result, code)
        if counts.failed:
            last_words = [] if result.exists() else log.read_text(errors="replace").splitlines()
            print("\n".join([*last_words[-30:], *told]))
            say(f"{log.stem}: {counts}; the whole log is {log}")
        return counts

    def _file(self, step, ending):
        return LOGS / f"{self.suite}-{step}.{ending}"
