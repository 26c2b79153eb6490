from . import sealed
