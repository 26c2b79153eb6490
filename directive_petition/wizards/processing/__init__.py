from . import petition_matter_stepping
from . import petition_task_giving
from . import petition_withdrawal_setting_aside
