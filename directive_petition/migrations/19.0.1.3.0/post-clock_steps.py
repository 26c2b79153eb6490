"""Let the clocks of matters that are over know the step that ended them.

A step and what it did to clocks were written in one transaction, so their stamps are equal. Where several
steps fell into one, as in a register taken over, only what is sure is noted.
"""

OVER = ("not_accepted", "transferred", "guided", "returned", "filed", "information", "withdrawn")
OVER += ("terminated", "closed")
ENDED = """
UPDATE petition_clock clock SET ended_by_id = step.id
  FROM petition_step step
 WHERE step.id = (SELECT max(id) FROM petition_step last
                   WHERE last.matter_id = clock.matter_id AND last.state_from <> last.state_to)
   AND step.state_to IN %(over)s AND clock.ended_by_id IS NULL AND clock.write_date = step.create_date
   AND CASE WHEN step.verb IN ('withdraw', 'terminate') THEN clock.state = 'void'
            WHEN step.verb = 'close' THEN clock.state = 'stopped' AND clock.date_stopped = step.day
                 AND clock.code NOT IN ('K2', 'T1', 'T2', 'P1', 'K3', 'K6', 'T4')
            ELSE clock.state = 'stopped' AND clock.code IN ('K2', 'T1', 'T2', 'P1') END
"""
BEGUN = """
UPDATE petition_clock clock SET begun_by_id = step.id
  FROM petition_step step
 WHERE step.matter_id = clock.matter_id AND step.verb = 'terminate' AND clock.begun_by_id IS NULL
   AND clock.create_date = step.create_date AND clock.code IN ('SUS', 'K10', 'T6')
"""


def migrate(cr, version):
    if version:
        cr.execute(ENDED, {"over": OVER})
        cr.execute(BEGUN)
