from . import test_example_matrix
from . import test_example_messages
from . import test_example_sms
