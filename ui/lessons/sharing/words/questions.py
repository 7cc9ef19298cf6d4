"""What the questions of the lesson say. Braces stand for what each question is about."""

TIMES_TOO_MANY = "That is {by} times too many."
ONE_CHANNEL_THE_INPUT = "That is one channel: the input has {channels}."
EVERY_NEURON_HAS_A_WEIGHT = "Every neuron has a weight for every input: multiply."
ONE_NEURONS_WEIGHTS = "That is one neuron's weights."
ROWS_ARE_MULTIPLIED = "Rows are multiplied with columns, not added."
DENSE = (
    "Each of {neurons} neurons is connected to every number of a {rows}×{columns}×{channels} "
    "input. How many weights is that, without biases?"
)
FORGETS_THE_BIASES_ONE = "That forgets the biases: one for each kernel."
KERNEL_IS_AS_DEEP_AS_ITS_INPUT = "A kernel is as deep as its input: the channels count too."
HAS_WEIGHTS_OF_ITS_OWN = "That has weights of its own at every place: a kernel is shared."
CONNECTS_EVERY_INPUT_TO_EVERY = "That connects every input to every output."
KERNELS = (
    "{filters} kernels of {side}×{side} slide over an input of {rows}×{columns}×{channels}. How "
    "many parameters is that, with biases?"
)
THEN_NOTHING_WOULD_BE_SHARED = (
    "Then nothing would be shared: every row of the matrix has the same weights."
)
HOW_MANY_WEIGHTS_THERE_ARE_NOT = (
    "That is how many weights there are, not how often one stands there."
)
HOW_MANY_COLUMNS_THE_MATRIX = "That is how many columns the matrix has, one for each pixel."
COUNTS_ALL_WEIGHTS = "That counts all weights of the kernel. The question is about one."
PLACES = (
    "Without padding, this kernel turns an image of {high}×{wide} into a map of {rows}×{columns}. "
    "How often does one weight of the kernel appear in the matrix of this convolution?"
)
PLACES_WHY = (
    "The weight stands once in each row, and each output has a row: {rows}·{columns} = {answer}."
)
HOW_MANY_WEIGHTS_IT_HOLDS = "That is how many weights it holds: the rest is zero."
ONLY_A_DENSE_LAYERS_ROWS = "Only a dense layer's rows are full."
ROW_OF_ZEROS_ALONE_WOULD_SEE = "A row of zeros alone would read nothing."
ROW_HAS_A_PLACE_FOR_EACH_PIXEL = (
    "A row has a place for each pixel of the input, not for each cell of the map."
)
WINDOW_HAS_ROWS_AND_COLUMNS_K = "The window has rows and columns: k·k places."
ZEROS = (
    "{article} {kh}×{kw} kernel slides over an image of {high}×{wide} without padding. Look at "
    "one row of the matrix of this convolution. How many of its numbers are 0 because no weight "
    "is there?"
)
WHERE_IT_WAS_THE_MAP_MOVES = "That is where it was: the map shifts with its input."
ANYWHERE_IT_MUST_BE_LEARNED = "anywhere: it must be learned again"
DENSE_LAYER_HERE_WEIGHTS = "That is the dense layer: here weights are shared."
SHIFTS_WITH_THE_IMAGE_NOT = "It shifts with the image, not against it."
PIXELS_ARE_ONE_CELL_OF_THE_MAP = (
    "{stride} pixels are one cell of the map, for the stride is {stride}."
)
FOLLOWS = (
    "A kernel, stride {stride}, found an edge: its map is largest in row {row}, column {column}. "
    "The image shifts {down} down and {right} to the right. Where is the map largest now? "
    "(Nothing leaves the image.)"
)
FOLLOWS_WHY = "The map shifts by {moved} to the right, because the stride is {stride}: {there}."
