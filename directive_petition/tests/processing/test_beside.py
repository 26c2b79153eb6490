from ..petition_common import WithdrawalCase


class TestBeside(WithdrawalCase):
    """The first screen of a matter sums up its tabs."""

    def test_the_first_screen_of_a_matter_says_what_its_tabs_hold_and_names_nobody(self):
        matter = self.make_matter(self.letter, "accepted")
        self.assertFalse(matter.beside)
        one, two = self.letter.person_ids
        self.withdraw(matter, two, is_whole=False, part="The second plot")
        self.withdraw(matter, one)
        self.env["petition.dialogue"].with_user(self.staff).create(
            {"matter_id": matter.id, "place": "Office"}
        )
        said = matter.with_user(self.staff).beside.splitlines()
        for words in ("1 of the 2 who signed", "A part was withdrawn", "to be told by"):
            self.assertTrue([line for line in said if words in line], words)
        self.assertFalse([line for line in said if one.name in line])
        self.withdraw(matter, two)
        self.assertIn("terminated by decision", matter.beside)

    def test_the_first_screen_tells_of_courts_and_of_what_followed(self):
        matter = self.make_matter(state="verifying").with_user(self.manager)
        for verb, words in (("stay", "stayed since"), ("lift_stay", "")):
            matter._take_step(verb, self.step_values(verb))
            self.assertIn(words, matter.beside)
        self.assertFalse(matter.beside)
        matter._take_step("decide", self.step_values("decide"))
        for verb, words in (("sue", "before a court"), ("judge", "has judged")):
            matter._take_step(verb, self.step_values(verb))
            self.assertIn(words, matter.beside)
        matter.action_complain_again()
        self.assertIn(matter.later_matter_ids.number, matter.beside)

    def test_whoever_was_sent_a_matter_is_not_told_what_happens_to_its_letter(self):
        matter = self.make_matter(self.letter)
        values = {**self.step_values("transfer"), "sent_to_id": self.commune_x.id}
        self.withdraw(matter, self.letter.person_ids[0])
        matter.with_user(self.manager)._take_step("transfer", values)
        matter.invalidate_recordset()
        self.assertFalse(matter.with_user(self.staff_x).beside)
