"""What the views and controls of the lesson say. Braces stand for what is shown."""

# Controls
THESE_WEIGHTS_ARE_YOUR_OWN = (
    "These weights are your own in every channel. Another kernel takes their place."
)
IMAGE_IS_GREY_IT_HAS_ONE = "This image is grey. It has one channel, so each kernel has one slice."
KERNELS_ONE_MAP_EACH = "Kernels (one map each)"
KERNEL_CHOSEN_ABOVE_TIMES = "The kernel chosen above, times a number for each channel."
IMAGE_IS_GREY_IT_HAS_ONE_2 = (
    "This image is grey. It has one channel, so its weight is the sum of all three: {total}."
)
WEIGHTS_SUM_TO_SO_A_PIXEL = (
    "The weights sum to {total}, so a pixel with equal red, green and blue {kept}."
)
KERNEL_CLICK_INTO_ANOTHER_MAP = "This is kernel {f}. Click into another map for its kernel."
FIRST_LAYER_FLAT_KERNELS = "First layer: flat kernels"
SECOND_LAYER_ON_EACH_MAP = "Second layer: on each map it reads"
FLAT_ON_EACH = "{kernels}, flat, on each of {maps}: {maps_2}"
THRESHOLD_OF_THE_STRONGEST = "Threshold, % of the strongest edge"
AT_A_STRAIGHT_EDGE_IS_CUT_OFF = (
    "At 100 % a straight edge is cut off. The sum lies above it only where both maps are large."
)
STRONGEST_EDGE_OF_THIS_IMAGE = (
    "The strongest edge of this image gives {strongest}, so the threshold is {threshold}."
)

# Events
NO_SUCH_WEIGHT_KERNELS = "there is no such weight: {count} kernels are shown"
WAS_READ_AS_THE_SIZE = "It was read as {rows}×{columns}, the size of the other slices"
PLANES_OF_THESE_KERNELS = (
    "The slices of these kernels are {rows}×{columns}, and this one is {names}. All slices of a "
    "layer have one size. Change all of them?"
)

# Scenes
ARROW_KEYS_MOVE_THE_CELL_SPACE = (
    "Arrow keys move the cell. Space plays. Enter pins it. Page Up and Page Down change the map."
)
ITS_EDGE_MAPS_AND_THEIR = "{title}: its edge maps and their {title_2}"
FOUR_EDGE_MAPS_AND_WHAT_A_DEEP = (
    "{title}: four edge maps, and what a deep and a flat layer make of them. Arrow keys move the "
    "cell."
)

# Settings
BIASES_ARE_ONE_ROW_OF_NUMBERS = (
    "biases are one row of numbers with commas between them, such as 1,0"
)
NOT_A_NUMBER = "“{text}” is not a number"
NOT_FROM = "{text} is not from −1 to 1"
LAYER_HAS_AT_LEAST_ONE_KERNEL = "A layer has at least one kernel"
FIRST_LAYER_HAS_AT_LEAST_ONE = "The first layer has at least one kernel"
SECOND_LAYER_HAS_AT_LEAST_ONE = "The second layer has at least one kernel"
USED_INSTEAD = "{what}, so {default_0} is used instead."
GROUPS_DO_NOT_DIVIDE_SO = "{asked} groups do not divide {counted}, so {groups} is used instead."
IMAGE_IS_TOO_SMALL_FOR_TWO = (
    "{article} {rows}×{columns} image is too small for two 3×3 layers without padding. Both "
    "layers use padding 1 instead."
)

# Weight drawing
COMMON_MISTAKE_IS_FORGETS = "A common mistake is 100: (3·3 + 1)·10 forgets the 3 input channels."
FIRST_LAYER_OF_MANY_NETWORKS = "The first layer of many networks makes 32 maps from 3 channels."
LATER_LAYER_MAPS_IN_MAPS_OUT = "A later layer: 16 maps in, 32 maps out."
EACH_OF_KERNELS_WEIGHTS_ONE = (
    "Each of **{filters}** kernels: {k}·{k}·{inputs} = **{product:,} weights**, one slice of "
    "{k}×{k} for each channel, and **1 bias**."
)
MORE_SLICES_OF_EACH = "{difference} more slices of each"
SQUARES_WEIGHTS_RINGS_BIASES = "Squares: weights. Rings: biases."
KERNELS_EACH_SLICES = "{filters} kernels, each {inputs} slices of {k}×{k} and a bias"
