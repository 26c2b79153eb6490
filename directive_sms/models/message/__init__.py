from . import directive_sms_message
from . import directive_sms_inquiry
from . import directive_sms_journal
from . import directive_sms_report
