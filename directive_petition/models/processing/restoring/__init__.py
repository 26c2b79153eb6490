from . import petition_matter_restoring
from . import petition_step
from . import petition_withdrawal
