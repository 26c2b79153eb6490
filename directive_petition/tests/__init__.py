# One line a room, so that work in several rooms does not meet here.
from . import test_petition_translations
from .tools import test_petition_tools_doctests

# Term
from .term import test_hidden_names, test_terms

# Letter
from .letter import test_letter_tours, test_letters, test_matter_steps, test_numbering
from .letter import (
    test_merged_agencies,
    test_demo_steps,
    test_petition_demo,
    test_read_only,
    test_sending,
)

# Seal
from .seal import (
    test_petition_roles,
    test_seal_attacks,
    test_seal_doors,
    test_seal_keys,
    test_seal_lifting,
    test_seal_rights,
    test_seal_speed,
    test_seal_tours,
    test_sealed_page,
    test_sealing,
)

# Reception
from .reception import test_reception_tours, test_sessions, test_visit_seal
from .reception import test_reception_duty, test_visit_speed, test_visits

# Processing
from .processing import test_file, test_following, test_overdue_below, test_paper_law, test_papers
from .processing import test_processing_tours, test_reception_month, test_restoring
from .processing import test_beside, test_clock_cases, test_step_speed

# Citizen
from .citizen import (
    test_citizen_answers,
    test_citizen_barriers,
    test_citizen_filing,
    test_citizen_floods,
    test_citizen_guesses,
    test_citizen_lookup,
    test_filing_codes,
    test_portal_messages,
    test_receipt,
)

# Register
from .register import test_petition_export, test_register_import, test_register_tours

# Figures
from .figures import test_petition_figures
