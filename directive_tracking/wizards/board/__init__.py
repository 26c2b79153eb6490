from . import directive_order_board
from . import directive_order_board_chase
from . import directive_order_board_paper
