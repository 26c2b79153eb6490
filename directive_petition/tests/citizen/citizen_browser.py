"""A browser whose every request goes through the test's own session: it sees what a citizen sees."""

import json
import resource
from contextlib import contextmanager
from importlib.resources import files
from shutil import which

import freezegun
from playwright.sync_api import sync_playwright

# The browser is waited for by the real clock, whatever day it is in the test.
freezegun.configure(extend_ignore_list=["asyncio", "playwright", "selectors"])
AXE = "axe_playwright_python"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = "async tags => (await axe.run({runOnly: tags, resultTypes: ['violations']})).violations"
TARGETS = """() => [...document.querySelectorAll(
    "button, a, summary, textarea, select, input:not([type=hidden])")]
    .filter(one => !one.closest("[aria-hidden], details:not([open]) > :not(summary)"))
    .map(one => [(one.closest(".choice") || one).getBoundingClientRect().height, one.outerHTML])
    .filter(([height]) => height < 44)"""


@contextmanager
def telephone(case, width=390, height=844):
    """Yield a page of Chromium that asks the server of ``case``; the pages forbid scripts themselves."""
    with _much_memory(), sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=which("google-chrome"), args=["--no-sandbox"]
        )
        context = browser.new_context(
            viewport={"width": width, "height": height},
            has_touch=width < 500,
            locale="vi-VN",
        )
        context.route("**/*", lambda route: _answer(case, route))
        try:
            yield context.new_page()
        finally:
            browser.close()


@contextmanager
def _much_memory():
    """Lift Odoo's limit for a while: Chromium reserves more addresses than it uses."""
    limits = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (limits[1], limits[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, limits)


def _answer(case, route):
    asked = route.request
    headers = {"Content-Type": kind} if (kind := asked.headers.get("content-type")) else {}
    answer = case.opener.request(
        asked.method, asked.url, data=asked.post_data_buffer, headers=headers, timeout=30
    )
    route.fulfill(status=answer.status_code, headers=dict(answer.headers), body=answer.content)


def barriers(page):
    """Return what axe-core finds on ``page``, and what is too small to be tapped or too wide."""
    page.evaluate((files(AXE) / "axe.min.js").read_text())
    found = [
        f"{one['id']} ({one['impact']}): {json.dumps([node['target'] for node in one['nodes']])}"
        for one in page.evaluate(RUN, TAGS)
    ]
    found += [f"{height} high: {html}" for height, html in page.evaluate(TARGETS)]
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    return found + ([f"{wide} wider than the screen"] if wide > 0 else [])
