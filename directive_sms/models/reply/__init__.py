from . import directive_sms_token
from . import directive_sms_reply
from . import directive_sms_reply_restore
