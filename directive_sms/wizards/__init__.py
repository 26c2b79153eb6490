from . import directive_sms_test
