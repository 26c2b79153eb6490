from . import directive_desk_tile
