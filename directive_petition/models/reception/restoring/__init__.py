from . import petition_session
from . import petition_session_step
