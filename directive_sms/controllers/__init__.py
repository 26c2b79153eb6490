from . import sms_report
from . import sms_reply
