from odoo.tests import HttpCase, tagged

PAGE = "/web/login"
STORE = """
document.cookie = "left=1; path=/; max-age=3600";
localStorage.left = "1";
const asked = indexedDB.open("left", 1);
asked.onsuccess = () => caches.open("left").then(() => console.log("test successful"));
"""
LOOK = """
Promise.all([indexedDB.databases(), caches.keys(), navigator.serviceWorker.getRegistrations()]).then(
  (found) => {
    const left = [localStorage.left, ...found.flat().map((one) => one.name || one)];
    const isLeft = left.filter((one) => one === "left" || one === "1").length;
    const told = document.cookie.includes("left=1") || isLeft || found[2].length;
    if (told) { console.error("Something is left: " + document.cookie + left); }
    else { console.log("test successful"); }
  });
"""


@tagged("post_install", "-at_install")
class TestTourLeft(HttpCase):
    """A tour finds nothing of what an earlier one has left in the browser (setup/runners)."""

    def test_cookies_and_stores_are_those_of_a_new_browser(self):
        for code in (STORE, LOOK):
            self.browser_js(PAGE, code)
