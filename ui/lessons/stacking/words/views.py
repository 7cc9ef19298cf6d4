"""What the views and controls of the lesson say. Braces stand for what is shown."""

# Boards
ARROW_KEYS_MOVE_THE_CELL_ENTER = "Arrow keys move the cell. Enter pins it. Escape lets go."
UNDER_KERNELS_AND_UNDER_ONE = "{title} under {count} kernels, and under one. {keys}"
FOUR_EDGE_KERNELS_THEIR_MAPS = (
    "{title}: four edge kernels, their maps, and the corners that the second layer makes of them. "
    "{keys}"
)
ITS_WAY_THROUGH_BOTH_LAYERS = "its way through both layers"
ADDED_UP_TO_SQUARES = "{title}: {names}, added up to squares. {keys}"

# Controls
DETECTOR_FINDS_IN_SO_IS_SHOWN = (
    "The detector finds {count} in “{own}”, so “{brought}” is shown here. “{own}” comes back when "
    "you leave these two tabs. You can also choose it here."
)
SIDE_OF_THE_SQUARE = "Side of the square"
THRESHOLD_OF_A_CORNER = "Threshold of a corner"
RELU_AFTER_EVERY_LAYER = "ReLU after every layer"

# Model
LAYERS_ARE_NOT = "{next_count} layers are not 2 to {most_layers}"
NO_KERNEL_OF_THE_MENU = "“{quoted}” is not a 3×3 kernel of the menu"
USED_INSTEAD = "{reason_0}{reason}, so {title} is used instead."
SQUARE_OF_SIDE_DOES_NOT_FIT = (
    "A square of side {view} does not fit this picture, so {most} is used instead."
)
IMAGE_HAS_NO_ROOM_FOR_A_SQUARE = "This image has no room for a square, so edges are shown instead."

# Results
PERFECT_COPY_IS_NO_BETTER_THAN = (
    "(0 % is a perfect copy. 100 % is no better than the same number everywhere.)"
)
FOR_ANY_IMAGE_I_AND_KERNELS_F = (
    "**{associative_law}** for any image I and kernels F. So {count} layers do what one {size} "
    "kernel does."
)
BOTH_MAPS_ARE_THE_SAME = "{said} Both maps are the same everywhere."
TWO_MAPS_REACH_AND_DIFFER = (
    "{said} The two maps reach {values} and differ by **{tiny}** at most. This is rounding, so "
    "the map of the difference is blank."
)
ONE_KERNEL_DOES_THE_SAME = "Here **one {size} kernel does the same**: its error is 0."
RELU_CHANGES_NOTHING_BECAUSE = " ReLU changes nothing, because no value before it is negative."
SEE_A_DIFFERENCE_CHOOSE = (
    "{said} To see a difference, choose an image with edges, and Sobel as layer 1."
)
BEST_SINGLE_KERNEL_IS_WRONG = (
    "The best single {size} kernel is wrong by **{rms}** (root mean square). Its error is "
    "**{share}**. {error}"
)
NO_EDGE_HERE_AN_EDGE_FROM = "There is no edge here. An edge from black to white would give {full}."
STRONGEST_EDGE_HERE_GOES_FROM = "The strongest edge here goes from black to white and gives {full}."
STRONGEST_EDGE_HERE_GIVES_FROM = (
    "The strongest edge here gives {edge}. From black to white it would be {full}."
)
LAST_MAP_IS_ABOVE_IN_PLACES = (
    "The last map is above 0 in **0 places**. Lower the threshold, or try other weights."
)
LAST_MAP_IS_ABOVE_IN_PLACE = "The last map is above 0 in **{count} place{value}**."
SINGLE_KERNEL_DOES_THE_SAME = "{said} A single {size} kernel does the same: its error is 0."
ONE_LAYER_ALONE_CANNOT_DO_THIS = (
    "{said} One layer alone cannot do this. The best single {size} kernel has an error of "
    "**{share}**. {error}"
)
