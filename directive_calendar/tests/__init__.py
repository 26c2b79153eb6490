from . import test_calendar_translations
from .conclusion import (
    test_conclusion_tours,
    test_conclusions,
    test_figures_by_hand,
    test_figures_recount,
    test_meeting_figures,
    test_reception,
)
from .meeting import test_calendar_feed, test_meeting_ics, test_public_week
from .invitation import test_answers
from .invitation import test_decisions, test_holding
from .invitation import test_invitation_page, test_invitation_tours
from .invitation import test_invitations, test_merged_agencies, test_step_speed
from .tools import test_calendar_bad_files, test_calendar_tools_doctests
from .week import test_booking
from .week import test_calendar_speed
from .week import test_change
from .week import test_conflict
from .week import test_entries, test_marks
from .week import test_own_calendar, test_private_entries
from .week import test_publishing
from .week import test_registration
from .week import test_typing
from .week import test_week_tours
from .week import test_week_import, test_week_page
