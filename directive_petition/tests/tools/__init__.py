from . import test_petition_tools_doctests
