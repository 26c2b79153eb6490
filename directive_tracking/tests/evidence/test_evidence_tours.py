from io import BytesIO

from PIL import ExifTags, Image

from odoo.tests import HttpCase, tagged

from ..common import DirectiveCase
from ..screens import AtADesk, OnATelephone


class EvidenceScreens:
    """A report with photos, approval in two tiers, and a verification, at their screens."""

    allow_inherited_tests_method = True

    def test_a_large_photo_arrives_small_upright_and_without_its_place(self):
        task = self.make_task(state="in_progress")
        url = f"/odoo/directive-tasks/{task.id}"
        self.start_tour(url, "directive_report_with_photos", login="test_a")
        self.assertEqual(task.state, "reported")
        files = task.progress_ids.attachment_ids
        self.assertEqual(set(files.mapped("name")), {"hien-truong.jpg", "bien-ban.txt"})
        self.check_picture(files.filtered(lambda file: file.name == "hien-truong.jpg"))

    def check_picture(self, file):
        picture = Image.open(BytesIO(file.raw))
        # The camera was held upright: 4000 x 3000 is shown as 3000 x 4000, its corner at the right.
        self.assertEqual(picture.size, (1200, 1600))
        red, green, blue = picture.convert("RGB").getpixel((1190, 10))
        self.assertTrue(red > 200 and green < 60 and blue < 60, (red, green, blue))
        self.assertFalse(picture.getexif().get_ifd(ExifTags.IFD.GPSInfo))
        self.assertFalse(dict(picture.getexif()))
        self.assertLess(file.file_size, 2**20)

    def test_a_head_sends_back_and_approves(self):
        self.agency_a.requires_head_approval = True
        task = self.make_task(state="in_progress")
        self.make_report(task, user=self.user_a)
        queue = "/odoo/reports-to-approve"
        self.start_tour(queue, "directive_send_back_in_the_agency", login="test_head_a")
        self.assertEqual(task.review_ids.mapped("note"), ["Thiếu phụ lục"])
        self.make_report(task, user=self.user_a)
        self.start_tour(queue, "directive_approve_in_the_agency", login="test_head_a")
        self.assertEqual((task.state, task.inner_return_count), ("reported", 1))

    def test_a_specialist_draws_and_reopens(self):
        self.env["directive.task"].search([("state", "=", "done")])._restore_history(
            {"date_done": "2020-01-01"}
        )
        done = self.make_task(state="done") | self.make_task(state="done")
        self.make_user("test_verifier", "office")
        self.start_tour("/odoo/verifications", "directive_verify", login="test_verifier")
        line = self.env["directive.verification.line"].search([("task_id", "in", done.ids)])
        self.assertEqual((len(line), line.result), (1, "reopened"))
        self.assertEqual(line.task_id.state, "in_progress")


@tagged("post_install", "-at_install")
class TestEvidenceAtADesk(AtADesk, EvidenceScreens, HttpCase, DirectiveCase):
    pass


@tagged("post_install", "-at_install")
class TestEvidenceOnATelephone(OnATelephone, EvidenceScreens, HttpCase, DirectiveCase):
    pass
