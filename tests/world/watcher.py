"""bin/watch as a timer runs it, and the mails it sends."""

import subprocess
from email import message_from_bytes, policy
from pathlib import Path

WATCH = Path(__file__).resolve().parents[2] / "bin" / "watch"
SETTINGS = """[watch]
url = {url}
key = {key}
state = {folder}/state/state.json
failures = {failures}
repeat_hours = {repeat_hours}
timeout = 20
language = en
[mail]
host = 127.0.0.1
port = {port}
from = watch@province.example
to = duty@province.example
"""


class Watcher:
    """The watcher of one address, with settings and state in ``folder``.

    :param key: the watcher's, of that server
    :param post: the :class:`SmtpServer` that takes the alarms
    """

    def __init__(self, folder, key, post):
        self.config, self.key, self.post = folder / "watch.conf", key, post

    def configure(self, url, port, *, failures=1, repeat_hours=6, more=""):
        values = {"url": url, "port": port, "failures": failures, "repeat_hours": repeat_hours}
        text = SETTINGS.format(folder=self.config.parent, key=self.key, **values)
        self.config.write_text(text + more)

    @property
    def command(self):
        return [WATCH, "--config", self.config]

    def run(self, *options):
        """Run it once, as cron would: with no environment but a path."""
        return subprocess.run(
            [*self.command, *options],
            env={"PATH": "/usr/bin:/bin"},
            capture_output=True,
            text=True,
            check=False,
        )

    def mails(self):
        """Return ``[(subject without the product's name, text)]`` of what was sent."""
        mails = [
            message_from_bytes(data, policy=policy.default) for _to, data in self.post.messages
        ]
        return [(one["Subject"].split("]")[0].strip("["), one.get_content()) for one in mails]
