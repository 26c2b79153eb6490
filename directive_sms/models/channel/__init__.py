from . import directive_channel_sms
from . import directive_channel_sms_restore
from . import directive_sms_sender
from . import directive_sms_template
from . import directive_sms_text
