from . import directive_sms_statistics
