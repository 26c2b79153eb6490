from . import directive_channel
from . import directive_channel_app
from . import directive_channel_email
from . import directive_email_report
