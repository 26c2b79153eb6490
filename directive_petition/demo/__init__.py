from . import reception
