from . import petition_reception_duty
from . import petition_session_duty
