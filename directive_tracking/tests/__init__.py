from . import test_tools_doctests
from . import test_tools_periods
from . import test_tools_statistics
from . import test_tools_working_days
from . import test_calendar_days
from . import test_province_setup
from . import test_tools_provinces
