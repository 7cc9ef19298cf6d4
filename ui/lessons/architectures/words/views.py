"""What the views and controls of the lesson say. Braces stand for what is shown."""

# Blocks view
DRAWING_OF_THE_NETWORK = "the drawing of the network"

# Challenges
AT_MOST_PARAMETERS = "At most 5,000 parameters and 100,000 multiply-adds."
AT_MOST_PARAMETERS_AND_A_CELL = (
    "At most 5,000 parameters, and a receptive field of 20 rows or more in the last convolution."
)
NETWORK_ON_SCREEN_DOES_NOT = (
    "The network on screen does not count yet. It must take {rows}×{rows}×{channels}, have "
    "{convolutions} convolutions or more, and end in {classes} numbers."
)
NETWORK_ON_SCREEN = (
    "The network on screen has {parameters:,} parameters and {multiply_adds:,} multiply-adds. A "
    "cell of its last convolution has a receptive field of {field_of} rows."
)
BUILD_WITHIN_A_BUDGET = "**Build within a budget**"
BUILD_A_NETWORK_FROM_PIXELS = (
    "Build a network from {rows}×{rows} pixels to {classes} classes, with {convolutions} "
    "convolutions or more. Each line is checked at once."
)

# Comparison
LAYER_YOUR_TABLE_SAYS_HERE = (
    "**Layer {number}, {name}:** your table says {names}. Here {names_2} follow."
)
WITH_A_FLATTEN_BEFORE = " With a Flatten before it, {works} = {count:,} parameters would follow."
YOUR_NUMBER_IS_A_FLATTEN = "{text} That is your number: is a Flatten missing?"
NEITHER_IS_THE_TABLE = "{text} Neither is {parameters:,}: the table contradicts itself."
ALL_ROWS_OF_YOUR_TABLE_AGREE = "All {count} rows of your table agree with the numbers here."
OF_ROWS_OF_YOUR_TABLE_AGREE = (
    "{agreeing} of {count} rows of your table agree with the numbers here.\n\n"
)
MORE_ROWS_DIFFER = "\n\nAnd {difference} more rows differ."
KERAS_COUNTS_THE_RUNNING_MEAN = (
    "\n\n"
    "Keras counts the running mean and variance of a batch norm as well, which training does not "
    "learn."
)

# Controls
ONE_OF_YOUR_OWN = "one of your own"
POINT_AT_A_BLOCK = "Point at a block for its numbers."
CLICK_A_BLOCK = "Click it to see its layer."
CLICK_TO_UNFOLD_EQUAL_LAYERS = " Click ▸ to unfold equal layers."
AS_LARGE_AS_THE_WINDOW = "0: as large as the window"

# Drawing
BLOCK_IS_AS_HIGH_AS_ITS_ROWS = (
    "A block is as high as its rows, as wide as its channels. Bars show shares of all in %."
)

# Entry
SPELLING_LIKE_C_P_RELU_M_FLAT = (
    "A spelling like c64p1-relu-m2-flat-dense10, PyTorch's or Keras's code, a print of a PyTorch "
    "network, or the table of model.summary()"
)
WRITE_OR_PASTE_A_NETWORK = "Write or paste a network"
TAKE_THE_NEAREST_INSTEAD = (
    "Take the nearest instead: {layers} for {rows}×{columns}×{channels}, {parameters:,} parameters"
)
NETWORK_STAYS_AS_IT_WAS = "The network stays as it was."
NETWORK_STAYS_AS_IT_WAS_2 = "So the network stays as it was."

# Model
LAYER_DOES_NOT_FIT = "Layer {number}, {title}, does not fit: {reason}."

# Model zoo
READ_HANDWRITTEN_DIGITS = (
    "It read handwritten digits on cheques (LeCun and others, 1998). Here every map of the second "
    "convolution reads all six maps of the first."
)
WON_IMAGENET_IN_KRIZHEVSKY = (
    "It won ImageNet in 2012 (Krizhevsky, Sutskever, Hinton). It ran on two graphics cards, so "
    "three of its convolutions have two groups of channels."
)
HAS_ONLY_KERNELS_AND_SIXTEEN = (
    "It has only 3×3 kernels, and sixteen layers with weights (Simonyan and Zisserman, 2014). "
    "Most multiply-adds are in the convolutions, but most weights are not. Softmax turns the last "
    "1,000 numbers into the probabilities of 1,000 classes."
)
HAS_THE_IDEA_OF_VGG_BUT = (
    "It has the idea of VGG-16, but it is so small that all of it fits on the screen."
)
LESSON_TRAINS_THIS_NETWORK = "Lesson 13 trains this network."
WITHOUT_FLATTEN_A_DENSE_LAYER = (
    "Without Flatten, a dense layer is applied to each pixel separately. The last layer keeps "
    "18×18 and has 66 parameters."
)
SAME_WITH_FLATTEN = "The same with Flatten"
WITH_FLATTEN_THE_LAST_LAYER = (
    "With Flatten the last layer reads all of its input: 20,738 parameters. A table that is often "
    "copied says 16,386. Neither version gives this number."
)
FLATTEN_WRITES_MAPS_OF_INTO = (
    "Flatten writes 10 maps of 20×20 into one vector: 20·20·10 = 4,000 numbers. It has no weights."
)
THEY_SEE_AS_FAR_AS_ONE_LAYER = (
    "Their receptive field is that of one 7×7 layer, with 3·9 = 27 weights for each pair of "
    "channels."
)
HAS_WEIGHTS_FOR_EACH_PAIR = (
    "It has 49 weights for each pair of channels. Three 3×3 layers have only 27."
)

# Settings
UNFOLDED_GROUPS = "unfolded groups are the numbers of their first layers, such as 1,6"

# Table
DIFFERS_FROM_CELL_TO_CELL = "differs from cell to cell"
OF_THEM_IN_DENSE_LAYERS = ", {dense:,} of them ({quotient}) in dense layers"
MULTIPLY_ADDS_FOR_ONE_IMAGE = "**{multiply_adds:,}** multiply-adds for one image"
OF_MEMORY_FOR_THE_INPUT_ALL = (
    "{size_of} of memory for the input, all layer outputs and the parameters, with 4 bytes per "
    "number"
)
OF_THE_LAYERS_HAVE_PARAMETERS = "{weighted} of the {count} layers have parameters"
NO_LAYER_FITS_SO_THERE = "No layer fits, so there is nothing to add up:"
ONLY_BECAUSE_LAYER_DOES_NOT = "Only {layers}, because layer {next_count} does not fit:"
LAYER_DOES_NOT_FIT_YET = "layer {chosen} does not fit yet"
KERAS_SAYS_IT_ALSO_COUNTS = (
    "Keras says {twice_count:,}: it also counts the running mean and variance of each channel, "
    "{count:,} numbers that training does not learn"
)

# Page
DOWNLOAD_THE_DRAWING_SVG = "Download the drawing (SVG)"
DOWNLOAD_THE_NUMBERS_CSV = "Download the numbers (CSV)"
