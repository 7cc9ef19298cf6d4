"""What the questions of the lesson say. Braces stand for what each question is about."""

BIAS_IS_COUNTED_WRONGLY_EACH = "The bias is counted wrongly. Each output has one, if there is any."
ONE_OUTPUTS_SHARE_AND_EACH = "That is one output's share, and each output has its own weights."
SAME_KERNEL_IS_USED_AT_EVERY = (
    "The same kernel is used at every position, so positions do not count."
)
LAYER_AS_IT_IS_NOW = "That is the layer as it is now."
KERNEL_IS_AS_DEEP_AS_ITS_INPUT = "A kernel is as deep as its input: {before_0} channels."
PARAMETERS = "{words} How many parameters does it have then?"
ONLY_PADDING_THAT_FITS_KEEPS = "Only padding that fits keeps the size, and only at stride 1."
PADDING_COUNTS_ON_BOTH_SIDES = "The padding counts on both sides."
PADDING_COUNTS_TWICE_BEFORE = "The padding counts twice: before and after."
FIRST_WINDOW_COUNTS_TOO = "The first window counts too: + 1."
ANSWER_SIZE = "{words} How many rows does its output have then?"
THEN_HAS_OF_ALL = "It then has {whole}, {quotient:.1f} % of all."
MOST = "{words} Which layer has the most {what} then?"
FOR_ONE_CELL_OF_EVERY_MAP = "That is for one cell of every map: the kernels slide."
FOR_ONE_KERNEL_EACH_OF_THEM = "That is for one kernel: each of them does it."
KERNEL_STOPS_ONCE_FOR_EACH = (
    "The kernel is applied once for each cell of the output, not of the input."
)
MULTIPLY_ADDS = (
    "{words} Its output is then {size_words}, and its kernels have {whole} weights. How many "
    "multiply-adds does one image take?"
)
MULTIPLY_ADDS_WHY = "Each weight is used once for each of {columns}·{shape_2} places: {work}."
EACH_CHANNEL_IS_A_GRID = "Each channel is a grid of its own."
GRID_HAS_ROWS_TIMES_COLUMNS = "A grid has rows times columns cells."
INPUT_HAS_NO_BIAS = "The input has no bias."
NUMBERS_IN = "The input is {size_words}. How many numbers come in?"
