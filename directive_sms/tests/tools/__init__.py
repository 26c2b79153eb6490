from . import test_sms_counter
from . import test_sms_gsm
from . import test_sms_phone
from . import test_sms_reply_words
from . import test_sms_tools_doctests
