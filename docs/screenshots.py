"""Take the pictures of docs/images from the running product.

`.local/venv/bin/python docs/screenshots.py [WORD...]` creates a demo database, serves it, takes
the pictures whose name holds one of the words (all without one) and removes the database.
It wants a checkout that bin/run or bin/test has set up once.
"""

import os
import signal
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager, suppress
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "setup"))
from common import free_ports  # noqa: E402 (the set-up is not a package)
from project import Project  # noqa: E402

DATABASE = "screenshots"
IMAGES = ROOT / "docs/images"
DESK = {"viewport": {"width": 1366, "height": 800}}
PHONE = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}
VIEW = (
    ".o_directive_home_section, .o_list_renderer, .o_kanban_renderer, .o_form_renderer, .o_pivot,"
    " .o_settings_container"
)
APPENDIX = ROOT / "docs/phu-luc-mau.csv"
PICTURES = {}


def picture(login, device=DESK):
    """Register a function that brings a page to the state worth a picture."""

    def register(function):
        PICTURES[function.__name__.replace("_", "-")] = (login, device, function)
        return function

    return register


# The agency, on its telephone
@picture("xamuonghum", PHONE)
def agency_phone_list(page):
    page.open("my-agency-tasks")


@picture("xamuonghum", PHONE)
def agency_phone_task(page):
    page.open("my-agency-tasks")
    page.press(".o_kanban_record .o_directive_clamp")


@picture("xamuonghum", PHONE)
def agency_phone_report(page):
    page.open("my-agency-tasks")
    page.press(".o_kanban_record footer button")
    page.type("content", "Đã di dời 37 hộ dân; còn 12 hộ chờ mặt bằng tái định cư.")


@picture("sonoivu")
def agency_desk(page):
    page.open("my-agency-tasks")


@picture("sonoivu")
def agency_extension(page):
    page.open("my-agency-due-soon")
    page.press(".o_data_row .o_data_cell[name=name]")
    page.press_header(".o_directive_ask_for_time")
    page.type("reason", "Cần thêm thời gian lấy ý kiến các xã.")


# The Office, at its desk
@picture("chuyenvien")
def office_desk(page):
    page.open("office-desk")


@picture("chuyenvien")
def office_import(page):
    page.open("import-appendix")
    page.set_input_files(".o_field_widget[name=file] input[type=file]", APPENDIX)
    page.wait_for_selector(
        ".o_field_widget[name=file] .o_clear_file_button, .o_field_widget[name=file] input"
    )
    page.press("button[name=action_read]", ".o_data_row")


@picture("chuyenvien")
def office_accept(page):
    page.open("office-to-accept")
    page.press(".o_data_row .o_data_cell[name=name]")


@picture("chuyenvien")
def office_batch(page):
    page.open("directive-drafts")
    page.press(".o_data_row .o_data_cell[name=subject]")
    page.press_header(".o_directive_for_many")
    page.type("name", "Rà soát, thống kê nhà tạm, nhà dột nát trên địa bàn")


@picture("chuyenvien")
def office_not_seen(page):
    page.open("directive-not-seen")


# Whoever is told: how he chooses, and what the link in a message opens
@picture("thutruong.sonoivu", PHONE)
def recipient_choices(page):
    page.open("how-i-am-told")


@picture("thutruong.sonoivu", PHONE)
def recipient_link(page):
    page.visit(page.answer_link())


# The leader, ten minutes a week
@picture("lanhdao", PHONE)
def leader_phone(page):
    page.open("today")


@picture("lanhdao")
def leader_figures(page):
    page.open("directive-figures")


# The administrator
@picture("quantri")
def administrator_agency(page):
    page.open("agencies")
    page.press(".o_data_row:nth-child(2) .o_data_cell[name=name]")


@picture("quantri")
def administrator_settings(page):
    page.open("directive-settings")


@picture("quantri")
def administrator_days(page):
    page.open("directive-calendar-days")


@picture("quantri")
def administrator_sending(page):
    page.open("directive-sending")


@picture("quantri")
def administrator_floor(page):
    page.open("directive-message-floor")


FIND_LINK = """
rows = env["directive.notice.delivery"].search([("user_id.login", "=", "sonoivu")])
rows = rows.filtered(lambda row: row.task_id.state == "in_progress" and row.task_id.date_deadline)
rows = rows.filtered(lambda row: row.agency_id == row.task_id.lead_agency_id)
print("PATH", rows[:1]._answer_url().split("://")[1].partition("/")[2])
"""


class Screen:
    """One person's browser page, with the few moves the pictures need."""

    def __init__(self, page, address, project):
        self.page, self.address, self.project = page, address, project
        self.set_input_files = page.set_input_files
        self.wait_for_selector = page.wait_for_selector

    def log_in(self, login):
        self.page.goto(f"{self.address}/web/login?redirect=/web/health")
        self.page.fill("input[name=login]", login)
        self.page.fill("input[name=password]", login)
        with self.page.expect_navigation():
            self.page.press("input[name=password]", "Enter")

    def open(self, path):
        self.page.goto(f"{self.address}/odoo/{path}", wait_until="domcontentloaded")
        self.page.wait_for_selector(VIEW)

    def answer_link(self):
        """Return the path of a link that a head answers by, as it stands in his messages."""
        shell = self.project.run_odoo(
            "shell",
            "-d",
            DATABASE,
            "--no-http",
            "--log-level=error",
            input=FIND_LINK,
            text=True,
            capture_output=True,
            check=True,
        )
        return "/" + shell.stdout.partition("PATH ")[2].split()[0]

    def visit(self, path):
        """Open a page outside the application."""
        self.page.goto(f"{self.address}{path}")

    def press(self, selector, then=".o_form_renderer"):
        self.page.locator(selector).first.click()
        self.page.wait_for_selector(then)

    def press_header(self, button):
        """Press this button of the form's header, which opens a dialog."""
        self.page.locator(f".o_form_statusbar .o_statusbar_buttons > button{button}").click()
        self.page.wait_for_selector(".modal .o_form_renderer")

    def type(self, field, text):
        self.page.fill(f".modal [name={field}] textarea, .modal [name={field}] input", text)

    def picture(self):
        """Return the page as it stands, in the 256 colours that serve it best."""
        self.page.mouse.move(0, 0)
        self.page.wait_for_timeout(1500)
        image = Image.open(BytesIO(self.page.screenshot())).convert("RGB")
        return image.quantize(256, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)


@contextmanager
def served(project):
    """A demo province on a port of its own; yields its address."""
    drop = ["dropdb", "--if-exists", "--force", DATABASE]
    subprocess.run(drop, env=project.environment, check=True, stderr=subprocess.DEVNULL)
    create = [
        "-i",
        "directive_tracking,directive_sms",
        "--with-demo",
        "--load-language=vi_VN",
        "--log-level=warn",
    ]
    project.run_odoo("-d", DATABASE, *create, "--stop-after-init", "--no-http", check=True)
    port, gevent_port = free_ports(2)
    ports = [f"--http-port={port}", f"--gevent-port={gevent_port}", "--max-cron-threads=0"]
    command = [*project.odoo, "-d", DATABASE, *ports, "--log-level=error"]
    server = subprocess.Popen(command, env=project.environment)
    try:
        yield _wait_until_up(f"http://127.0.0.1:{port}")
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(30)
        subprocess.run(drop, env=project.environment, check=True)


def _wait_until_up(address):
    for _attempt in range(120):
        with suppress(OSError):
            urllib.request.urlopen(f"{address}/web/health", timeout=5)
            return address
        time.sleep(0.5)
    sys.exit("Odoo did not start within a minute.")


def main(words):
    wanted = [name for name in PICTURES if not words or any(word in name for word in words)]
    IMAGES.mkdir(exist_ok=True)
    project = Project()
    with served(project) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox"] if not os.getuid() else []
        )
        for name in wanted:
            login, device, prepare = PICTURES[name]
            page = browser.new_page(**device, locale="vi-VN")
            page.set_default_timeout(60_000)
            screen = Screen(page, address, project)
            screen.log_in(login)
            prepare(screen)
            target = IMAGES / f"{name}.png"
            screen.picture().save(target, optimize=True)
            print(f"{target.relative_to(ROOT)} {target.stat().st_size // 1024} KB", flush=True)
            page.close()
    project.stop()


if __name__ == "__main__":
    main(sys.argv[1:])
