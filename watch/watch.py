#!/usr/bin/env python3
"""Watches a province's server from outside and raises an alarm when messages stop going out.

Requests /directive_tracking/health once and exits; a systemd timer or cron starts it every
minute, preferably on another machine. It needs only Python 3.10: no Odoo, no database and no
packages, because it must work when those are down.

    watch.py --config FILE          check once
    watch.py --config FILE --try    send a test alarm

Exit codes: 0: healthy; 1: problem, and the alarm was sent; 2: problem, but no alarm could be
sent; 3: the settings or the state file are invalid.
"""

import argparse
import configparser
import fcntl
import json
import os
import shlex
import smtplib
import socket
import ssl
import subprocess
import sys
import time
import urllib.error
import urllib.request
from email.message import EmailMessage
from email.utils import formatdate, make_msgid
from pathlib import Path
from typing import NamedTuple

try:
    from meanings import meanings
except ImportError:  # copied without that file: it tells the codes alone
    meanings = None

HEALTHY, TROUBLE, MUTE, WRONG = range(4)
ALARM, WARNING, REMINDER = "alarm", "warning", "reminder"
RECOVERY, TRIAL = "recovery", "trial"
DOWN = "down"  # no answer, none of ours, or one without a database
# Messages still go out, but somebody must look in time; all other reasons are grave.
MILD_CODES = {"disk", "backup", "replica", "connections", "busy", "slow", "trace"}
MAX_ANSWER, COMMAND_SECONDS = 64 * 1024, 60
SECURITY = ("none", "starttls", "tls")
WORDS = {
    "vi": {
        ALARM: ("[BÁO ĐỘNG] Hệ thống theo dõi chỉ đạo không gửi được thông báo",
                "Tin nhắc việc, thông báo KHÔNG được gửi đi."),
        WARNING: ("[CẢNH BÁO] Hệ thống theo dõi chỉ đạo cần được kiểm tra", "Thông báo vẫn được gửi; cần xử lý sớm."),
        REMINDER: ("[VẪN CÒN SỰ CỐ] Hệ thống theo dõi chỉ đạo", "Sự cố chưa được khắc phục."),
        RECOVERY: ("[ĐÃ KHẮC PHỤC] Hệ thống theo dõi chỉ đạo hoạt động trở lại",
                   "Hệ thống đã hoạt động trở lại; tin còn chờ sẽ được gửi."),
        TRIAL: ("[THỬ] Báo động của hệ thống theo dõi chỉ đạo", "Đây là thư thử. Không có sự cố."),
        "since": "Từ lúc", "reason": "Lý do", "url": "Địa chỉ",
        "todo": "Đề nghị quản trị viên kiểm tra máy chủ, cơ sở dữ liệu và các tác vụ theo lịch.",
    },
    "en": {
        ALARM: ("[ALARM] Directive tracking is not sending messages", "Reminders and messages are NOT being sent."),
        WARNING: ("[WARNING] Directive tracking needs attention", "Messages still go out, but somebody must look."),
        REMINDER: ("[STILL DOWN] Directive tracking", "The problem has not been fixed."),
        RECOVERY: ("[RECOVERED] Directive tracking works again", "It works again; waiting messages will be sent."),
        TRIAL: ("[TEST] Alarm of directive tracking", "This is a test. Nothing is wrong."),
        "since": "Since", "reason": "Reason", "url": "Address",
        "todo": "Please check the server, its database and its scheduled actions.",
    },
}  # fmt: skip


class SettingsError(Exception):
    """One sentence with the problem and its file."""


class State(NamedTuple):
    """The state kept from one run to the next."""

    failures: int = 0
    since: float | None = None  # of what was told last
    told: float | None = None  # time of the last alarm
    seen: dict = {}  # of each kind of problem: failures in a row, time of the first
    known: list = []  # the kinds that were told


# Decision: plain arithmetic


def decide(state, reason, now, failures, repeat):
    """Return the event to report, or None, and the state after a successful report.

    :param reason: the error, or None
    :param failures: after how many failures in a row the alarm is raised
    :param repeat: after how many seconds it is raised again

    >>> state, told = State(), []
    >>> for now in (100, 160, 200, 220):
    ...     event, state = decide(state, "no answer: x", now, failures=2, repeat=60)
    ...     told.append(event)
    >>> told, state.since, decide(state, None, 230, failures=2, repeat=60)[0]
    ([None, 'alarm', None, 'reminder'], 100, 'recovery')

    Each kind of problem is told, whatever stands already, and so is the end of the grave ones:

    >>> told, state = [], State()
    >>> for reason in ("backup", "backup, disk", "database", "backup", "queue, backup", "queue"):
    ...     event, state = decide(state, f"HTTP 503: {reason}", 100, failures=1, repeat=60)
    ...     told.append(event)
    >>> told
    ['warning', 'warning', 'alarm', 'warning', 'alarm', None]
    """
    if reason is None:
        return (RECOVERY if state.told else None), State()
    seen, known = _seen(state, kinds_of(reason), now)
    new = State(state.failures + 1, state.since, state.told, seen, known)
    if new.failures < failures:
        return None, new
    least = failures if state.told else 1
    due = [one for one in seen if one not in known and seen[one][0] >= least]
    event = _event(due, seen, set(state.known) - set(known), now - (state.told or now) >= repeat)
    if not event:
        return None, new
    since = min(seen[one][1] for one in due or seen)
    return event, new._replace(since=since, told=now, known=[*known, *due])


def _seen(state, kinds, now):
    """Return the problems there are now, and which of them were told; mild ones are told once."""
    before = {one: state.seen.get(one, (0, now)) for one in kinds}
    seen = {one: [times + 1, first] for one, (times, first) in before.items()}
    if DOWN in seen:  # of the others nothing is known
        seen = {**state.seen, **seen}
    return seen, [one for one in state.known if one in seen or one in MILD_CODES]


def _event(due, seen, ended, is_late):
    if due:
        return WARNING if MILD_CODES.issuperset(due) else ALARM
    if ended:
        return WARNING if MILD_CODES.issuperset(seen) else REMINDER
    return REMINDER if is_late else None


def kinds_of(reason):
    """Return the kinds of problems in a reason.

    >>> kinds_of("HTTP 503: disk, late:x.y, late:x.z"), kinds_of("HTTP 503: database")
    (['disk', 'late'], ['down'])
    """
    codes = reason.partition("HTTP 503: ")[2].split(", ")
    if {"", "database", "no health report"}.intersection(codes):
        return [DOWN]
    return list(dict.fromkeys(one.partition(":")[0] for one in codes))


def untold(event, before, after):
    """Return the state after a failed report: the next run tries again.

    >>> untold(ALARM, State(1, 100), State(2, 100, 160, {"down": [2, 100]}, ["down"]))
    State(failures=2, since=100, told=None, seen={'down': [2, 100]}, known=[])
    >>> untold(RECOVERY, State(4, 100, 220), State()).told
    220
    """
    return before if event == RECOVERY else after._replace(told=before.told, known=before.known)


# Asking


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """Rejects redirects: a login page must not count as a healthy answer."""

    def redirect_request(self, *_arguments):
        return None


def ask(url, timeout, key=""):
    """Return the problem in a few words, or None; ``key`` authenticates the watcher."""
    request = urllib.request.Request(url, headers={"X-Directive-Watch": key} if key else {})
    try:
        with urllib.request.build_opener(_NoRedirect).open(request, timeout=timeout) as answer:
            return judge(answer.status, answer.read(MAX_ANSWER))
    except urllib.error.HTTPError as error:
        with error:
            return judge(error.code, error.read(MAX_ANSWER))
    except Exception as error:  # any error: no answer is a problem
        reason = getattr(error, "reason", error)
        return f"no answer: {type(reason).__name__} {reason}"[:300]


def judge(status, body):
    """Return the problem of an answer, or None.

    >>> judge(200, b'{"ok": true, "problems": []}') is None
    True
    >>> judge(503, b'{"ok": false, "problems": ["queue"]}')
    'HTTP 503: queue'
    >>> judge(200, b"<html>Log in</html>"), judge(200, b"[]")
    ('HTTP 200: no health report', 'HTTP 200: no health report')
    """
    try:
        report = json.loads(body)
        problems = ", ".join(map(str, report["problems"])) or "no reason given"
    except (ValueError, TypeError, KeyError):
        return f"HTTP {status}: no health report"
    if status == 200 and report.get("ok") is True:
        return None
    return f"HTTP {status}: {problems}"[:3000]


# Telling


def compose(settings, event, state, reason):
    """Return the subject and the text of a message."""
    language = settings["watch"].get("language", "vi")
    words = WORDS[language]
    subject, first = words[event]
    lines = [first, ""]
    if state.since:
        since = time.strftime("%d/%m/%Y %H:%M:%S %z", time.localtime(state.since))
        lines.append(f"{words['since']}: {since}")
    if reason:
        lines.append(f"{words['reason']}: {reason}")
        lines += [f"  - {one}" for one in (meanings(reason, language) if meanings else ())]
    lines.append(f"{words['url']}: {settings['watch']['url']}")
    if event in (ALARM, WARNING, REMINDER):
        lines += ["", words["todo"]]
    return subject, "\n".join(lines) + "\n"


def tell(settings, event, subject, text):
    """Report through every configured channel; return the number of successes and log failures."""
    worked = 0
    for name, way in (("mail", _mail), ("command", _command), ("ping", _ping)):
        if name not in settings:
            continue
        try:
            way(settings[name], event, subject, text)
            worked += 1
        except Exception as error:  # one channel must not block the others
            say(f"{name}: {type(error).__name__}: {error}")
    return worked


def _mail(section, _event, subject, text):
    message = EmailMessage()
    message["Subject"], message["From"], message["To"] = subject, section["from"], section["to"]
    message["Date"] = formatdate(localtime=True)
    message["Message-Id"] = make_msgid(domain=socket.gethostname())
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(text)
    with _mail_server(section) as server:
        if section.get("user"):
            server.login(section["user"], _password(section))
        server.send_message(message)


def _mail_server(section):
    """Return an open session with the mail server."""
    context, security = ssl.create_default_context(), section.get("security", "none")
    options = {
        "port": section.getint("port", fallback=0),
        "timeout": section.getint("timeout", fallback=30),
        # A full name would need a lookup, and name resolution may have failed.
        "local_hostname": socket.gethostname(),
    }
    if security == "tls":
        return smtplib.SMTP_SSL(section["host"], context=context, **options)
    server = smtplib.SMTP(section["host"], **options)
    if security == "starttls":
        server.starttls(context=context)
    return server


def _password(section):
    if path := section.get("password_file"):
        return Path(path).read_text(encoding="utf-8").strip()
    return section.get("password", "")


def _command(section, event, subject, text):
    subprocess.run(
        shlex.split(section["run"]),
        check=True,
        timeout=COMMAND_SECONDS,
        input=f"{subject}\n\n{text}",
        text=True,
        env={**os.environ, "WATCH_EVENT": event, "WATCH_SUBJECT": subject},
        stdout=subprocess.DEVNULL,
    )


def _ping(section, event, subject, text):
    data = json.dumps({"event": event, "subject": subject, "text": text}).encode()
    request = urllib.request.Request(
        section["url"], data=data, headers={"Content-Type": "application/json"}
    )
    urllib.request.urlopen(request, timeout=section.getint("timeout", fallback=30)).close()


# Settings and state


def read_settings(path):
    """Return the settings in the file at ``path``; raise a :class:`SettingsError`."""
    settings = configparser.ConfigParser(interpolation=None)
    try:
        with open(path, encoding="utf-8") as file:
            settings.read_file(file)
        _check(settings)
    except (OSError, ValueError, configparser.Error) as error:
        raise SettingsError(f"{path}: {error}") from error
    return settings


def _check(settings):
    wanted = {"watch": "url state", "mail": "host from to", "command": "run", "ping": "url"}
    if "watch" not in settings:
        raise ValueError("the section [watch] is missing.")
    if not {"mail", "command", "ping"} & set(settings):
        raise ValueError("no alarm channel: add a section [mail], [command] or [ping].")
    for section in wanted.keys() & settings.keys():
        missing = [one for one in wanted[section].split() if not settings[section].get(one)]
        if missing:
            raise ValueError(f"section [{section}]: {', '.join(missing)} missing.")
    for section, name, known in (("watch", "language", [*WORDS]), ("mail", "security", SECURITY)):
        if section in settings and settings[section].get(name, known[0]) not in known:
            raise ValueError(f"section [{section}]: {name} is one of {', '.join(known)}.")
    for name in ("timeout", "failures"):
        settings["watch"].getint(name, fallback=1)
    settings["watch"].getfloat("repeat_hours", fallback=1)


def read_state(path):
    """Return the state in the file at ``path``: a fresh one if there is none yet."""
    try:
        return State(**json.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError:
        return State()
    except (ValueError, TypeError):
        say(f"{path}: unreadable, started anew.")
        return State()


def write_state(path, state):
    """Write the state whole or not at all."""
    draft = path.with_suffix(".new")
    draft.write_text(json.dumps(state._asdict()), encoding="utf-8")
    os.replace(draft, path)


def say(text):
    print(text, file=sys.stderr)


def watch_once(settings):
    """Check, report and store the state; return the exit code."""
    section = settings["watch"]
    path = Path(section["state"])
    path.parent.mkdir(parents=True, exist_ok=True)
    with open(path.with_suffix(".lock"), "w", encoding="utf-8") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # two runs at once would raise two alarms
        return _watch(settings, path)


def _watch(settings, path):
    section, before = settings["watch"], read_state(path)
    reason = ask(section["url"], section.getint("timeout", fallback=20), section.get("key", ""))
    failures = section.getint("failures", fallback=3)
    repeat = section.getfloat("repeat_hours", fallback=6) * 3600
    event, after = decide(before, reason, time.time(), failures, repeat)
    if reason:
        say(reason)
    if event:
        words = compose(settings, event, before if event == RECOVERY else after, reason)
        if not tell(settings, event, *words):
            write_state(path, untold(event, before, after))
            return MUTE
    write_state(path, after)
    return TROUBLE if reason else HEALTHY


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--config", required=True, help="the settings file; see example.conf")
    parser.add_argument("--try", dest="trial", action="store_true", help="send a test alarm")
    arguments = parser.parse_args()
    try:
        settings = read_settings(arguments.config)
        if arguments.trial:
            words = compose(settings, TRIAL, State(), None)
            return HEALTHY if tell(settings, TRIAL, *words) else MUTE
        return watch_once(settings)
    except (SettingsError, OSError) as error:
        say(str(error))
        return WRONG


if __name__ == "__main__":
    sys.exit(main())
