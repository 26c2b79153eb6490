"""Two people at one matter, one paper, one letter in the same second: each thing happens once."""

from base64 import b64encode
from functools import partial

from ..readings import register_files
from ..world.own_database import OwnDatabase
from . import workflow_world as world
from .race_case import RaceCase, World, by

DATABASE = OwnDatabase("petition_race", "directive_petition")
PEOPLE = {"responder": "agency", "head": "agency"}
SENT_TO = ("race_there", "race_there_too")  # two clerks of the commune to which a matter is sent
COMMUNE = "Race commune"
WRITER = "Người viết đơn"
NUMBERED = {"document_number": "7/TB-UBND", "reason": "A reason"}


def setUpModule():
    DATABASE.for_module()
    with DATABASE.environment() as env:
        world.make_agencies(env)
        agency = env["directive.agency"].search([("name", "=", "A")], limit=1)
        world.make_people(env, agency, PEOPLE)
        make_commune(env)
        manager = env.ref("directive_petition.group_petition_manager")
        for name in PEOPLE:
            user = env["res.users"].search([("login", "=", f"race_{name}")])
            user.group_ids += manager


def make_commune(env):
    """Make the commune to which matters are sent, with two clerks."""
    commune = env["directive.agency"].create({"name": COMMUNE, "kind": "commune"})
    staff = env.ref("directive_petition.group_petition_user")
    for login in SENT_TO:
        user = env["res.users"].create(
            {"name": login, "login": login, "group_ids": [(6, 0, staff.ids)]}
        )
        env["directive.agency.member"].create(
            {"agency_id": commune.id, "user_id": user.id, "role": "responder"}
        )


def make(env, *verbs):
    """Return a complaint brought by its steps to where people meet."""
    user = env["res.users"].search([("login", "=", "race_responder")])
    own = env(user=user.id, su=False)
    letter = own["petition.letter"].create(
        {"content": "Land", "person_ids": [(0, 0, {"name": WRITER})]}
    )
    subject = env.ref("directive_petition.subject_kn_1_2")
    matter = own["petition.matter"].create(
        {"letter_id": letter.id, "kind": "complaint", "subject_id": subject.id}
    )
    for verb in verbs:
        matter._take_step(verb, NUMBERED)
    return World(matter=matter.id, letter=letter.id)


def make_sent(env):
    """Return a complaint that was classified and sent to the commune."""
    made = make_classified(env)
    commune = env["directive.agency"].search([("name", "=", COMMUNE)])
    user = env["res.users"].search([("login", "=", "race_responder")])
    matter = env["petition.matter"].with_user(user).browse(made.matter)
    matter._take_step("transfer", {**NUMBERED, "sent_to_id": commune.id})
    return made


def register(env, matter):
    env["petition.matter"].browse(matter).action_register_here()


def step(env, matter, verb, **values):
    env["petition.matter"].browse(matter)._take_step(verb, {**NUMBERED, **values})


def issue(env, paper):
    env["petition.document"].browse(paper).action_issue()


def codes(matter, *states):
    return sorted(matter.clock_ids.filtered(lambda one: one.state in states).mapped("code"))


def taken_by_both(verb):
    """Return the acts of two people who take one step of a matter."""

    def acts(world):
        press = partial(step, matter=world.matter, verb=verb)
        return {name: by(f"race_{name}", press) for name in PEOPLE}

    return acts


class TestPetitionRace(RaceCase):
    """Whoever comes second is refused; no clock starts and no paper is written twice."""

    database = DATABASE

    def test_a_matter_accepted_twice_at_once_is_accepted_once(self):
        def check(env, world, done):
            matter = env["petition.matter"].browse(world.matter)
            self.assertEqual(sorted(done.values()), [False, True])
            self.assertEqual(codes(matter, "running"), ["K3"])
            self.assertEqual(len(matter.document_ids), 1)

        self.repeat(make_classified, taken_by_both("accept"), check)

    def test_of_accepting_and_refusing_one_counts(self):
        def acts(world):
            ground = world.ground
            return {
                "responder": by(
                    "race_responder", partial(step, matter=world.matter, verb="accept")
                ),
                "head": by(
                    "race_head",
                    partial(step, matter=world.matter, verb="refuse", ground_id=ground),
                ),
            }

        def check(env, world, done):
            matter = env["petition.matter"].browse(world.matter)
            self.assertEqual(sorted(done.values()), [False, True])
            self.assertEqual(matter.state, "accepted" if done["responder"] else "not_accepted")
            self.assertEqual(codes(matter, "running"), ["K3"] if done["responder"] else [])

        self.repeat(make_classified, acts, check)

    def test_a_paper_issued_twice_at_once_takes_its_step_once(self):
        def make_paper(env):
            made = make_classified(env)
            user = env["res.users"].search([("login", "=", "race_responder")])
            papers = env["petition.document"].with_user(user)
            matter = env["petition.matter"].with_user(user).browse(made.matter)
            made.paper = papers._draft(matter, "acceptance_notice", number="1/TB").id
            return made

        def acts(world):
            press = partial(issue, paper=world.paper)
            return {name: by(f"race_{name}", press) for name in PEOPLE}

        def check(env, world, done):
            matter = env["petition.matter"].browse(world.matter)
            self.assertEqual(sorted(done.values()), [False, True])
            self.assertEqual(matter.step_ids.mapped("verb"), ["accept", "classify"])
            self.assertEqual(codes(matter, "running"), ["K3"])

        self.repeat(make_paper, acts, check)

    def test_of_suspending_and_deciding_one_counts(self):
        def acts(world):
            return {
                "responder": by(
                    "race_responder", partial(step, matter=world.matter, verb="suspend")
                ),
                "head": by(
                    "race_head", partial(step, matter=world.matter, verb="decide", result="right")
                ),
            }

        def check(env, world, done):
            matter = env["petition.matter"].browse(world.matter)
            self.assertEqual(sorted(done.values()), [False, True])
            state = "suspended" if done["responder"] else "stopped"
            settling = matter.clock_ids.filtered(lambda one: one.code == "K3")
            self.assertEqual(settling.state, state)

        self.repeat(make_in_hand, acts, check)

    def test_letters_registered_at_once_get_numbers_of_their_own(self):
        def register(env):
            env["petition.letter"].create({"content": "Land"})

        def acts(world):
            return {name: by(f"race_{name}", register) for name in PEOPLE}

        def check(env, world, done):
            # Each agency counts its own: other tests here register letters at the commune too.
            letters = env["petition.letter"].search([("agency_id.name", "=", "A")])
            numbers = letters.mapped("number")
            self.assertEqual(sorted(done.values()), [True, True])
            self.assertEqual(len(numbers), len(set(numbers)))

        self.repeat(make, acts, check)

    def test_what_was_sent_is_registered_once_by_the_agency_it_was_sent_to(self):
        def acts(world):
            press = partial(register, matter=world.matter)
            return {name: by(name, press) for name in SENT_TO}

        def check(env, world, done):
            matter = env["petition.matter"].browse(world.matter)
            self.assertEqual(sorted(done.values()), [False, True])
            self.assertEqual(len(matter.taken_ids), 1)
            self.assertEqual(len(matter.taken_ids.letter_id.person_ids), 1)

        self.repeat(make_sent, acts, check)

    def test_an_end_taken_back_by_two_at_once_is_taken_back_once(self):
        def check(env, world, done):
            matter = env["petition.matter"].browse(world.matter)
            self.assertEqual(sorted(done.values()), [False, True])
            self.assertEqual((matter.state, codes(matter, "running")), ("classified", ["K2"]))
            self.assertEqual(matter.step_ids.mapped("verb").count("restore"), 1)

        self.repeat(make_sent, taken_by_both("restore"), check)

    def test_a_withdrawal_set_aside_by_two_at_once_is_set_aside_once(self):
        def make_withdrawn(env):
            made = make(env)
            user = env["res.users"].search([("login", "=", "race_responder")])
            letter = env["petition.letter"].browse(made.letter)
            letter.person_ids = [(0, 0, {"name": "Another"})]
            people = letter.person_ids[:1].ids
            withdrawals = env["petition.withdrawal"].with_user(user)
            made.one = withdrawals.create({"matter_id": made.matter, "person_ids": people}).id
            return made

        def press(env, one, reason):
            env["petition.withdrawal"].browse(one).action_set_aside(reason)

        def acts(world):
            return {
                name: by(f"race_{name}", partial(press, one=world.one, reason=name))
                for name in PEOPLE
            }

        def check(env, world, done):
            one = env["petition.withdrawal"].browse(world.one)
            self.assertEqual(sorted(done.values()), [False, True])
            self.assertTrue(done[one.set_aside_reason])

        self.repeat(make_withdrawn, acts, check)

    def test_what_is_taken_back_and_registered_at_once_goes_on_in_one_place(self):
        def acts(world):
            back = partial(step, matter=world.matter, verb="restore")
            there = partial(register, matter=world.matter)
            return {"back": by("race_responder", back), "there": by(SENT_TO[0], there)}

        def check(env, world, done):
            matter = env["petition.matter"].browse(world.matter)
            self.assertEqual(sorted(done.values()), [False, True])
            self.assertEqual(matter.state, "classified" if done["back"] else "transferred")
            self.assertEqual(len(matter.taken_ids), int(done["there"]))

        self.repeat(make_sent, acts, check)

    def test_a_register_taken_over_by_two_at_once_is_taken_over_once(self):
        def confirm(env, wizard):
            env["petition.register.import"].browse(wizard).action_confirm()

        def acts(world):
            return {
                name: by(f"race_{name}", partial(confirm, wizard=wizard))
                for name, wizard in world.wizards.items()
            }

        def check(env, world, done):
            letters = env["petition.letter"].search([("register_key", "=", world.key)])
            self.assertEqual(sorted(done.values()), [False, True])
            self.assertEqual(len(letters.matter_ids), 1)

        self.repeat(make_previews, acts, check)

    def test_whoever_is_added_while_a_letter_is_sealed_is_sealed_too(self):
        def acts(world):
            return {
                "responder": by("race_responder", partial(become, matter=world.matter)),
                "head": by("race_head", partial(add, letter=world.letter)),
            }

        def check(env, world, done):
            people = env["petition.letter"].browse(world.letter).person_ids
            self.assertEqual(sorted(done.values()), [True, True])
            self.assertEqual(len(people), 2)
            self.assertTrue(all(people.mapped("is_sealed")))

        self.repeat(make, acts, check)

    def test_no_step_names_somebody_who_is_being_sealed(self):
        def acts(world):
            ask = partial(step, matter=world.matter, verb="ask_supplement", reason=WRITER)
            return {
                "responder": by("race_responder", partial(become, matter=world.matter)),
                "head": by("race_head", ask),
            }

        def check(env, world, done):
            steps = env["petition.matter"].browse(world.matter).step_ids
            self.assertTrue(done["responder"] or done["head"])
            for one in steps if steps.matter_id.letter_id.is_sealed else ():
                self.assertNotIn(WRITER, one.reason)

        self.repeat(make, acts, check)


def make_previews(env):
    """Return the previews that two managers have of the same register."""
    number = env["petition.register.import"].search_count([]) + 1
    row = (number, "2/3/2026", "Lý A Sử, thôn Nậm Pung", f"Khiếu nại số {number}", "KN", "Thụ lý")
    vals = {"file": b64encode(register_files.commune([row])), "file_name": "so.xlsx"}
    wizards = {}
    for name in PEOPLE:
        user = env["res.users"].search([("login", "=", f"race_{name}")])
        wizards[name] = env["petition.register.import"].with_user(user).create(vals)
        wizards[name].action_read()
    key = wizards["head"].line_ids.row_key
    return World(key=key, wizards={name: one.id for name, one in wizards.items()})


def become(env, matter):
    env["petition.matter"].browse(matter).kind = "denunciation"


def add(env, letter):
    env["petition.person"].create({"letter_id": letter, "name": "Giàng Láo Sử"})


def make_classified(env):
    made = make(env, "classify")
    made.ground = env.ref("directive_petition.ground_not_accept_5").id
    return made


def make_in_hand(env):
    return make(env, "classify", "accept")


class TestCitizensAtOnce(RaceCase):
    """A citizen whose finger trembles, and two who share a receipt."""

    database = DATABASE

    def test_a_letter_sent_twice_at_once_is_received_once(self):
        def acts(world):
            return {name: partial(send, filing=world.filing) for name in ("tap", "second tap")}

        def check(env, world, done):
            self.assertEqual(set(done.values()), {True})
            filing = env["petition.filing"].browse(world.filing)
            online = [("content", "=", world.content), ("source", "=", "online")]
            self.assertEqual(env["petition.letter"].search(online), filing.letter_id)
            self.assertFalse(filing.sealed)

        self.repeat(make_filing, acts, check)

    def test_wrong_codes_at_once_are_all_counted(self):
        def acts(world):
            return {n: partial(guess, filing=world.filing) for n in ("one", "two", "three")}

        def check(env, world, done):
            self.assertEqual(env["petition.filing"].browse(world.filing).wrong_count, 3)

        self.repeat(make_filing, acts, check)

    def test_two_opinions_at_once_are_one(self):
        def acts(world):
            rate = partial(give_opinion, matter=world.matter)
            return {rating: partial(rate, rating=rating) for rating in ("good", "poor")}

        def check(env, world, done):
            found = env["petition.rating"].search([("matter_id", "=", world.matter)])
            self.assertEqual(len(found), 1)

        self.repeat(make_decided, acts, check)


def make_filing(env):
    """Return a letter being filed online; each has words of its own."""
    from odoo.addons.directive_petition.tools.citizen.filing import Filing

    agency = env["directive.agency"].search([("name", "=", COMMUNE)], limit=1)
    number = env["petition.filing"].search_count([])
    content = f"Đường vào thôn số {number} bị hỏng"
    typed = Filing("petition", str(agency.id), "Ba", "", "Thôn 1", "", f"{number}@example.com")
    filing = env["petition.filing"]._begin(typed._replace(content=content))
    return World(filing=filing.id, content=content)


def make_decided(env):
    found = make(env, "classify", "accept")
    by("race_responder", partial(step, matter=found.matter, verb="decide", result="right"))(env)
    return found


def send(env, filing):
    env["petition.filing"].browse(filing)._file()


def guess(env, filing):
    env["petition.filing"].browse(filing)._confirm("x")


def give_opinion(env, matter, rating):
    env["petition.rating"]._rate(env["petition.matter"].browse(matter), rating, "")
