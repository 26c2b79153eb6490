from odoo.tests import tagged
from odoo.tools import html_sanitize

from ..common import DirectiveCase

SCRIPT = "javascript:alert(1)"
# Where HTML, SVG and MathML let a link stand; each was once kept by some cleaner.
PLACES = (
    '<a href="{}">x</a>',
    '<svg><a href="{}">x</a></svg>',
    '<svg><a xlink:href="{}">x</a></svg>',
    '<svg><a XLINK:HREF="{}">x</a></svg>',
    '<svg><image xlink:href="{}"/></svg>',
    '<p xlink:href="{}">x</p>',
    '<math><mi xlink:href="{}">x</mi></math>',
    '<math href="{}">x</math>',
    '<form action="{}"><button formaction="{}">x</button></form>',
    '<table background="{}"><tr><td>x</td></tr></table>',
    '<iframe src="{}"></iframe>',
    '<object data="{}"></object>',
    '<svg><a><set attributeName="href" to="{}"/></a></svg>',
    '<svg><a><animate attributeName="xlink:href" values="{}"/></a></svg>',
)
# A browser reads past blanks and case.
SPELLINGS = (SCRIPT, " JaVaScRiPt:alert(1)", "java\nscript:alert(1)", "vbscript:alert(1)")


@tagged("post_install", "-at_install")
class TestGuardLinks(DirectiveCase):
    """No link that somebody enters runs a script in its reader's name."""

    def test_a_script_is_kept_in_no_link(self):
        for place in PLACES:
            for script in SPELLINGS:
                with self.subTest(place=place, script=script):
                    kept = html_sanitize(place.replace("{}", script))
                    self.assertNotIn("alert", kept)

    def test_neither_a_message_nor_a_to_do_nor_a_signature_holds_one(self):
        html = PLACES[2].format(SCRIPT)
        task = self.make_task().with_user(self.office_user)
        message = task.message_post(body=html, body_is_html=True, message_type="comment")
        todo = task.activity_schedule("mail.mail_activity_data_todo", note=html)
        self.office_user.signature = html
        for text in (message.body, todo.note, self.office_user.signature):
            self.assertIn("svg", text)
            self.assertNotIn("alert", text)
