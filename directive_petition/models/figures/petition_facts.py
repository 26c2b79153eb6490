from collections import defaultdict, namedtuple

from odoo import api, models
from odoo.tools import SQL

from ...tools.figures.facts import (
    DECIDED,
    TERMINATED,
    WITHDRAWN,
    Book,
    Letter,
    Matter,
    Session,
    Visit,
)

AMOUNTS = (
    *("state_money", "state_land", "organisation_money", "organisation_land", "person_money"),
    *("person_land", "organisation_count", "person_count", "disciplined_count"),
    *("disciplined_official_count", "prosecuted_case_count", "prosecuted_count"),
    *("prosecuted_official_count", "enforced_state_money", "enforced_state_land"),
    *("enforced_organisation_money", "enforced_organisation_land", "enforced_person_money"),
    *("enforced_person_land", "enforced_disciplined_count", "charged_case_count", "charged_count"),
)
SETTLING = ("K3", "K6", "T4")  # the terms of settling
MODELS = ("petition.letter", "petition.matter", "petition.visit", "petition.session")
MODELS += ("petition.clock", "petition.person", "petition.subject")

# Letters that came until the last day, without those wholly over before the first.
LETTERS = """
SELECT letter.id, letter.agency_id, letter.date_received, COALESCE(letter.is_anonymous, FALSE),
       letter.duplicate_of_id IS NOT NULL, letter.source = 'in_person'
  FROM petition_letter letter
 WHERE letter.date_received <= %(last)s AND %(agencies)s
   AND (letter.date_received >= %(first)s OR letter.state IS DISTINCT FROM 'done' OR EXISTS (
        SELECT FROM petition_matter matter LEFT JOIN petition_matter taken
                 ON taken.origin_matter_id = matter.id
         WHERE matter.letter_id = letter.id
           AND (matter.date_over >= %(first)s OR matter.date_outcome >= %(first)s
                OR COALESCE(taken.date_decided, taken.date_over) >= %(first)s)))
 ORDER BY letter.id
"""
MATTERS = """
SELECT matter.id, matter.letter_id, matter.kind, matter.level, COALESCE(subject.code, ''),
       matter.outcome, matter.date_outcome, matter.date_accepted, matter.date_decided,
       matter.date_over, matter.state, matter.result, matter.duplicate_of_id IS NOT NULL,
       COALESCE(matter.is_judged, FALSE),
       earlier.id IS NULL OR earlier.date_decided IS NOT NULL,
       matter.date_enforcing,
       EXISTS (SELECT FROM petition_clock clock
                WHERE clock.matter_id = matter.id AND clock.code IN %(settling)s
                  AND clock.state = 'stopped' AND clock.date_stopped > clock.date_due),
       (SELECT MIN(COALESCE(taken.date_decided, taken.date_over)) FROM petition_matter taken
         WHERE taken.origin_matter_id = matter.id),
       %(amounts)s
  FROM petition_matter matter
  LEFT JOIN petition_subject subject ON subject.id = matter.subject_id
  LEFT JOIN petition_matter earlier ON earlier.id = matter.first_matter_id
 WHERE matter.letter_id = ANY(%(letters)s)
 ORDER BY matter.id
"""
# The columns of MATTERS before the amounts.
MatterRow = namedtuple(
    "MatterRow",
    "id letter_id kind level subject outcome processed accepted decided over state result"
    " is_repeated is_judged is_concluded_before enforcing is_late replied",
)
# A person who is sealed has no name here: two visits of theirs are two people.
VISITS = """
SELECT visit.id, visit.agency_id, visit.date, visit.received_by, visit.persons_count,
       (SELECT COALESCE(NULLIF(person.id_number, ''), person.name_key || '|' || COALESCE(person.address, ''))
          FROM petition_person person
         WHERE person.visit_id = visit.id AND person.is_sealed IS NOT TRUE
         ORDER BY person.id LIMIT 1),
       visit.session_id, COALESCE(visit.is_group, FALSE), COALESCE(visit.is_first, FALSE),
       CASE WHEN visit.outcome = 'letter' THEN
            (SELECT array_agg(matter.id ORDER BY matter.id) FROM petition_matter matter
              WHERE matter.letter_id = visit.letter_id)
       END, visit.matter_id
  FROM petition_visit visit
 WHERE visit.date BETWEEN %(first)s AND %(last)s AND visit.state NOT IN ('waiting', 'left')
   AND %(agencies)s
 ORDER BY visit.id
"""
SESSIONS = """
SELECT session.id, session.agency_id, session.date,
       EXISTS (SELECT FROM petition_visit visit
                WHERE visit.session_id = session.id AND visit.received_by = 'delegated')
  FROM petition_session session
 WHERE session.date BETWEEN %(first)s AND %(last)s AND session.state IN ('held', 'concluded')
   AND session.kind != 'regular' AND %(agencies)s
 ORDER BY session.id
"""


class PetitionFacts(models.AbstractModel):
    """The facts on which the official tables rest, as plain values; no name of a person leaves it.

    They are figures of the agencies asked about, whoever may read the matters themselves.
    """

    _name = "petition.facts"
    _description = "Facts of the Official Tables"

    @api.model
    def _books(self, first, last, agency_ids=None):
        """Return ``{agency id: Book}`` of a period.

        :param agency_ids: None for all agencies
        """
        self._flush()
        letters = self._letters(first, last, agency_ids)
        visits = self._visits(first, last, agency_ids)
        sessions = self._sessions(first, last, agency_ids)
        return {
            agency: Book(tuple(letters[agency]), tuple(visits[agency]), tuple(sessions[agency]))
            for agency in letters.keys() | visits.keys() | sessions.keys()
        }

    def _flush(self):
        for name in MODELS:
            self.env[name].flush_model()

    def _asked(self, query, table, first, last, agency_ids, **values):
        agencies = SQL("TRUE")
        if agency_ids is not None:
            column = SQL.identifier(table, "agency_id")
            agencies = SQL("%s = ANY(%s)", column, list(agency_ids))
        return self.env.execute_query(
            SQL(query, first=first, last=last, agencies=agencies, **values)
        )

    def _letters(self, first, last, agency_ids):
        rows = self._asked(LETTERS, "letter", first, last, agency_ids)
        matters = self._matters([row[0] for row in rows])
        found = defaultdict(list)
        for letter, agency, received, *marks in rows:
            found[agency].append(Letter(letter, received, tuple(matters[letter]), *marks))
        return found

    def _matters(self, letter_ids):
        """Return ``{letter id: [Matter]}``."""
        amounts = SQL(", ").join(SQL.identifier("matter", name) for name in AMOUNTS)
        rows = self.env.execute_query(
            SQL(MATTERS, letters=letter_ids, settling=SETTLING, amounts=amounts)
        )
        found = defaultdict(list)
        for columns in rows:
            row = MatterRow(*columns[: len(MatterRow._fields)])
            found[row.letter_id].append(self._matter(row, columns[len(row) :]))
        return found

    def _matter(self, row, amounts):
        """Return one row as a `Matter`: asking for a supplement says not yet what becomes of it."""
        is_asked = row.outcome == "supplement_asked"
        ending, settled = self._ending(row.kind, row.state, row.decided, row.over, row.result)
        is_settled = row.accepted or row.kind == "petition"
        is_enforced = row.state == "closed" and row.enforcing
        return Matter(
            id=row.id,
            kind=row.kind,
            level=row.level,
            subject=row.subject,
            outcome=None if is_asked else row.outcome or None,
            processed=(not is_asked and row.processed) or row.accepted or row.over,
            accepted=row.accepted,
            settled=settled if is_settled else None,
            ending=ending,
            result=row.result or None,
            is_late=row.is_late,
            replied=row.replied,
            is_repeated=row.is_repeated,
            is_judged=row.is_judged,
            is_concluded_before=row.is_concluded_before,
            enforcing=row.enforcing,
            enforced=row.over if is_enforced else None,
            amounts=dict(zip(AMOUNTS, amounts, strict=True)),
        )

    def _ending(self, kind, state, decided, over, result):
        """Return (how it ended, on which day); a decision of which no result is known is none yet."""
        if decided and (result or kind == "petition"):
            return DECIDED, decided
        if state in (WITHDRAWN, TERMINATED):
            return state, over
        return None, decided

    def _visits(self, first, last, agency_ids):
        found = defaultdict(list)
        rows = self._asked(VISITS, "visit", first, last, agency_ids)
        for visit, agency, day, by, people, who, session, group, is_first, own, matter in rows:
            ids = tuple(own or filter(None, [matter]))
            known = (session, group, is_first, max(len(own or ()), 1), ids)
            found[agency].append(Visit(visit, day, by, people or 1, who, *known))
        return found

    def _sessions(self, first, last, agency_ids):
        found = defaultdict(list)
        for session, agency, day, is_delegated in self._asked(
            SESSIONS, "session", first, last, agency_ids
        ):
            found[agency].append(Session(session, day, is_delegated))
        return found
