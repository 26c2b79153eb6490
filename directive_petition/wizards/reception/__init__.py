from . import petition_reception_book
from . import petition_refusal_issuing
from . import petition_session_moving
from . import petition_session_taking_back
from . import petition_visit_ending
from . import petition_visit_reopening
