from . import directive_demo
