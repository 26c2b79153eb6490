"""What fairness means, tried on hundreds of random provinces."""

from random import Random

from odoo.tests.common import BaseCase, tagged

from ...tools.comparison.answers import as_published, compare
from ...tools.comparison.rates import Z_95, Z_998, funnel, movement

PROVINCES = 300


def province(chance, agencies=None):
    """Counts of one group: sizes from none to a hundred tasks, rates alike or far apart."""
    middle, spread = chance.uniform(0.3, 0.97), chance.choice((0, 0.05, 0.3))
    counts = {}
    for number in range(agencies or chance.randint(1, 40)):
        n = chance.choice((0, 1, 3, 4, 5, 6, 10, 30, 100))
        rate = min(max(chance.gauss(middle, spread), 0), 1)
        counts[f"A{number:02}"] = (sum(chance.random() < rate for _task in range(n)), n)
    return counts


@tagged("post_install", "-at_install")
class TestFairness(BaseCase):
    def provinces(self):
        chance = Random(11)
        return [province(chance) for _number in range(PROVINCES)]

    def test_three_of_three_is_never_first_and_none_of_three_never_last(self):
        for counts in self.provinces():
            of, standings, places = compare({**counts, "FULL": (3, 3), "NONE": (0, 3)})
            self.assertEqual([standings[key].band for key in ("FULL", "NONE")], ["not_enough"] * 2)
            self.assertFalse({"FULL", "NONE"} & places.keys())

    def test_few_tasks_are_drawn_to_the_mean_more_than_many(self):
        for counts in self.provinces():
            of, standings, _places = compare({**counts, "FEW": (3, 3), "MANY": (90, 90)})
            if of.mean < 1:
                self.assertLess(standings["FEW"].shrunk, standings["MANY"].shrunk)

    def test_the_order_of_the_agencies_moves_no_figure(self):
        chance = Random(12)
        for counts in self.provinces():
            mixed = list(counts.items())
            chance.shuffle(mixed)
            self.assertEqual(as_published(dict(mixed)), as_published(counts))

    def test_one_agency_more_like_the_others_hardly_moves_the_weight_of_the_mean(self):
        chance = Random(13)
        for _number in range(PROVINCES):
            counts = {
                f"A{i}": (sum(chance.random() < 0.8 for _ in range(40)), 40) for i in range(100)
            }
            counts |= {
                f"B{i}": (sum(chance.random() < 0.4 for _ in range(40)), 40) for i in range(30)
            }
            before = compare(counts)[0]
            after = compare({**counts, "NEW": (28, 40)})[0]
            self.assertLess(abs(after.k - before.k) / before.k, 0.05)

    def test_an_agency_without_tasks_moves_nothing(self):
        for counts in self.provinces():
            of, standings, _places = compare(counts)
            more, others, _others_places = compare({**counts, "EMPTY": (0, 0)})
            self.assertEqual(more, of)
            self.assertEqual({key: others[key] for key in standings}, standings)

    def test_who_lies_outside_the_funnel_is_exactly_who_is_clearly_above_or_below(self):
        for counts in self.provinces():
            of, standings, _places = compare(counts)
            for one in standings.values():
                if one.band == "not_enough":
                    continue
                low, high = funnel(float(of.mean), one.n, Z_95)
                side = "below" if one.rate < low else "above" if one.rate > high else "about"
                self.assertEqual(side, one.band, one)

    def test_the_outer_limits_of_the_funnel_enclose_the_inner_ones(self):
        for n in range(1, 200):
            (low, high), (lower, higher) = funnel(0.8, n, Z_95), funnel(0.8, n, Z_998)
            self.assertTrue(lower <= low <= 0.8 <= high <= higher)

    def test_places_follow_the_shrunk_rate_and_ties_share_one(self):
        for counts in self.provinces():
            _of, standings, places = compare({**counts, "TWIN1": (7, 9), "TWIN2": (7, 9)})
            self.assertEqual(places["TWIN1"], places["TWIN2"])
            inverted = [
                (one, other)
                for one in places
                for other in places
                if standings[one].shrunk > standings[other].shrunk and places[one] >= places[other]
            ]
            self.assertFalse(inverted)

    def test_a_movement_by_chance_is_no_movement(self):
        chance, marked = Random(14), 0
        for _pair in range(4000):
            n, m = chance.randint(5, 60), chance.randint(5, 60)
            x, y = (sum(chance.random() < 0.8 for _task in range(size)) for size in (n, m))
            marked += movement((x, n), (y, m)) is not None
        self.assertLess(marked / 4000, 0.06)
        self.assertEqual(movement((20, 60), (50, 60)), "up")
        self.assertEqual(movement((50, 60), (20, 60)), "down")
