"""What the questions of the lesson say. Braces stand for what each question is about."""

# Combine questions
SUM_ALONE = "That is the sum alone."
RELU_SETS_WHAT_IS_BELOW = "ReLU sets what is below 0 to 0."
LARGER_OF_THE_TWO_ALONE = "That is the larger of the two alone."
TAKES_ONE_FROM_THE_OTHER = "That takes one from the other."
THRESHOLD_ITSELF = "That is the threshold itself."
THRESHOLD_IS_TAKEN_OFF = "The threshold is taken off: its bias is negative."
ADDED_UP_WITH_A_BIAS = "added up, with a bias of −{t} and a ReLU after it"
RELU_MAKES = ", and ReLU makes it {answer}"
VALUE = (
    "In row {row}, column {column} the horizontal map holds {across}, the vertical one {down}. "
    "They are {how_0}. What is the cell?"
)
SUM_IS_ABOVE_AT_EVERY_EDGE = "{pair_0} + {pair_1} = {high}: the sum is above 0 at every edge."
LARGER_OF_BOTH = "The larger of both"
LARGER_IS_ABOVE_AT_EVERY_EDGE = "It is {high}: the larger is above 0 at every edge."
BOTH_BECAUSE_IT_IS_NOT = "Both, because it is not a corner"
SUM_IS_IT_IS_ABOVE_AT_EVERY = "The sum is {high}: it is above 0 at every edge."
SILENT = "On a straight edge one map holds {pair_0}, the other {pair_1}. Which of these is 0 there?"
SILENT_WHY = "{pair_0} · {pair_1} = 0: a product is 0 if one of its factors is 0."
EDGES_HOLD_THEY_WOULD_STAY = "Edges hold {edge}: they would stay."
EDGES_HOLD_OF_EACH_WOULD_STAY = "Edges hold {edge}: {by} of each would stay."
CORNERS_HOLD_NOTHING_OF_THEM = "Corners hold {corner}: nothing of them would stay."
NOTHING_WOULD_STAY_AT_ALL = "Nothing would stay at all."
EVERY_EDGE_WOULD_STAY = "Every edge would stay."
THRESHOLD = (
    "A picture's straight edges hold {product} and 0, its corners {product_2} and {product_3}. "
    "Which threshold on the sum leaves nothing but corners?"
)
THRESHOLD_WHY = (
    "It lies between {product} + 0 = {edge} and {product_2} + {product_3} = {corner}: {corner} − "
    "{answer} = {difference} stays, {edge} − {answer} = −{difference_2} does not."
)
KERNEL_OF_AND_BIAS = "A 1×1×2 kernel of 1 and −1, bias −{t}"
TAKES_ONE_MAP_FROM_THE_OTHER = "That takes one map from the other."
KERNEL_OF_AND_BIAS_2 = "A 1×1×2 kernel of 1 and 1, bias {t}"
THRESHOLD_IS_TAKEN_OFF_2 = "A threshold is taken off: the bias is negative."
KERNEL_OF_AND_NO_BIAS = "A 1×1×2 kernel of {t} and {t}, no bias"
MAKES_BOTH_MAPS_STRONGER_SO = "That makes both maps stronger, so the edges stay as well."
ADDS_NEIGHBOURS_IN_ONE_MAP_NOT = "That adds neighbours in one map, not two maps."
KERNEL = "Which kernel, with a ReLU after it, keeps of two maps' sum what lies above {t}?"
KERNEL_WHY = (
    "1·horizontal + 1·vertical + (−{t}): one weight for each map, and one bias. ReLU cuts the "
    "rest off."
)
KERNEL_OF_AND_BIAS_3 = "A 1×1×2 kernel of 1 and 1, bias −{t}"
FLAT_KERNELS_OF_ON_EACH_MAP = "8 flat kernels of 3×3 on each map"
FLAT_KERNEL_READS_ONE_MAP = (
    "A flat kernel reads one map. Along an edge this map is the same at every cell."
)
FLAT_KERNELS_OF_ON_EACH_MAP_2 = "100 flat kernels of 3×3 on each map"
HOWEVER_MANY_THEY_ARE_EACH_ONE = "However many they are: each one reads one map only."
FLAT_KERNEL_OF_WITH_A_LARGER = "1 flat kernel of 3×3, with a larger bias"
BIAS_MOVES_ALL_NUMBERS = (
    "A bias moves all numbers of a map alike, those of the edge and of the corner."
)
ALONE = (
    "One map holds 30 along the top edges, another 30 along the left edges. Which layer is above "
    "0 only where both meet?"
)
ALONE_WHY = "It reads both maps: 30 + 30 − 30 = 30 where they meet, and 30 + 0 − 30 = 0 elsewhere."
DEEP_KERNEL_OF_WITH_BIAS = "1 deep kernel of 3×3×4, with bias −30"

# Questions
FORGETS_THE_BIAS = "That forgets the bias of {bias}."
BIAS_IS_ADDED_ONCE_NOT_ONCE = "The bias is added once, not once for each channel."
CHANNELS_ARE_ADDED_UP = "The channels are added up. The largest alone does not decide."
ADDS_THE_SIZES_SIGNS_COUNT = "That adds the sizes: signs count."
CHANNELS_ARE_ADDED_UP_NOT = "The channels are added up, not averaged."
BIAS_IS_ADDED_NOT_TAKEN_OFF = "The bias is added, not taken off."
HAS_NO_BIAS = "it has no bias"
PRODUCTS_OF_EACH_CHANNEL_ADD = "The products of each channel add up to {told}"
PRODUCTS_ADD_UP = "The products add up to {told}"
KERNEL_AT_WHAT_IS_THE_CELL = "Kernel {f} at {place}: {what_0}{what}, and {have}. What is the cell?"
VALUE_WHY = "All channels and the bias make one number: {added} {result}."
FLAT_KERNEL_WOULD_READ_ONE = "A flat kernel would read one channel. This one reads several."
IN_GROUPS_NO_KERNEL_READS_ALL = "In {groups} groups no kernel reads all {channels} channels."
HOW_MANY_KERNELS_THERE = "That is how many kernels there are: it makes the number of maps."
HOW_HIGH_THE_KERNEL = "That is how high the kernel is."
EACH_KERNEL_IS_AS_DEEP = "Each kernel is as deep as its input, however many there are."
DEPTH = (
    "{kernels_of} of {rows}×{columns} {read} {channels} {what}{how}. How many slices of weights "
    "does {each} have?"
)
DEPTH_WHY = (
    "A kernel has one slice for each channel that it reads: {written}. So it is "
    "{rows}×{columns}×{answer}."
)
MAPS = (
    "{filters} flat kernels of {kind} are laid on each of {planes} by itself. How many maps come "
    "out?"
)
OF_READ_HOW_MANY_MAPS_COME_OUT = "{kernels_of} of {kind} read {planes}. How many maps come out?"
DEEP_KERNEL_ADDS_ITS_CHANNELS = (
    "A deep kernel adds its channels up to one map, not to one for each channel."
)
FLAT_KERNELS_NEVER_ADD_TWO = (
    "Flat kernels never add two channels up. Each makes a map of every channel."
)
HOW_MANY_CHANNELS_GO = "That is how many channels go in."
EACH_KERNEL_MAKES_A_MAP = "Each kernel makes a map of its own."
NUMBERS_OF_KERNELS = "The numbers of kernels and channels are not added here."
MAPS_WHY = (
    "One map for each pair of kernel and channel: {arithmetic}. None of them mixes two channels."
)
EACH_KERNEL_ADDS_UP_ALL = (
    "Each kernel adds up all its channels to one map, so the number of maps is {arithmetic}."
)
FORGETS_THAT_EACH_KERNEL = "That forgets that each kernel is {inputs} deep."
FORGETS_THE_BIASES_ONE = "That forgets the biases, one for each kernel."
ONE_KERNEL_THERE = "That is one kernel: there are {filters}."
EACH_KERNEL_HAS_ONE_BIAS_NOT = "Each kernel has one bias, not one for each channel."
EACH_KERNEL_HAS_A_BIAS = "Each kernel has a bias of its own."
COUNTS_EACH_BIAS_TWICE = "That counts each bias twice."
COUNT_OF = (
    "{kernels_of} of {rows}×{columns}×{inputs}, each with a bias: how many numbers are learned?"
)
COUNT_OF_WHY = (
    "Each kernel has {rows}·{columns}·{inputs} weights and 1 bias: ({rows}·{columns}·{inputs} + "
    "1)·{filters} = {answer:,}."
)
LAST_NUMBER_COUNTS_KERNELS_NOT = "The last number counts kernels, not the channels that are read."
EACH_DEEP_KERNEL_MAKES_ONE_MAP = "Each deep kernel makes one map, not several."
AS_LARGE_AS_THE_INPUT_SEE = "That is as large as the input: see the size formula."
EACH_KERNEL_HAS_A_MAP = "Each kernel has a map of its own."
NUMBERS_ARE_RIGHT_BUT_HERE = "The numbers are right, but here the channels come last."
VOLUME = (
    "The input is {now}. {filters} kernels of {rows}×{columns}×{channels} slide over it with the "
    "settings on screen. How large is the output (height × width × channels)?"
)
VOLUME_WHY = (
    "Each of {filters} kernels makes one map of {rows}×{columns}: {rows}×{columns}×{filters}."
)
HOW_MANY_KERNELS_THERE_2 = "That is how many kernels there are: the maps that come out."
HOW_MANY_WEIGHTS_LIE_ON_ONE = "That is how many weights lie on one channel."
WHAT_EACH_KERNEL_LEARNS_DIVIDE = "That is what each kernel learns: divide it by {k}·{k}, too."
ONE_OF_THE_NUMBERS_OF_EACH = "One of the numbers of each kernel is its bias."
TOO_DEEP_MULTIPLY_IT_OUT_ONCE = "This is too deep. Multiply it out once more."
SOLVED = (
    "A layer of {filters} kernels, {k}×{k}, learns {total:,} numbers, biases among them. How many "
    "channels does it read?"
)
SOLVED_WHY = (
    "{total:,} / {filters} = {quotient} numbers for each kernel: {quotient_less_1} weights and 1 "
    "bias. Each channel takes {k}·{k} = {product} of them, and {quotient_less_1} / {product} = "
    "{inputs}."
)
ONE_MORE_CHANNEL_GOES = "one more channel goes in"
ONE_MORE_KERNEL_IS_ADDED = "one more kernel is added"
ONE_SLICE_OF_WEIGHTS_IN_ONE = "That is one slice of weights, in one kernel."
ONE_SLICE_OF_WEIGHTS_FOR_EVERY = "That is one slice of weights for every kernel."
ONE_WHOLE_KERNEL_AND_ITS_BIAS = "That is one whole kernel and its bias."
NEW_KERNEL_BRINGS_ITS_BIAS = "A new kernel brings its bias along."
FOR_ONE_SLICE_ONLY_EACH_KERNEL = "That is for one slice only. Each kernel has several."
HOW_MANY_THERE_ARE_THEN_NOT = "That is how many there are then, not how many more."
NO_CHANGE_OF_A_LAYER = "No change of a layer is that cheap."
SLICE_OF_FOR_EACH_OF_KERNELS = (
    "a slice of {k}·{k} for each of {filters} kernels: {k}·{k}·{filters} = {more:,}"
)
KERNEL_OF_WEIGHTS_AND_A_BIAS = "a kernel of {k}·{k}·{inputs} weights and a bias: {more:,}"
GROWN = (
    "A layer of {filters} kernels {k}×{k}×{inputs} learns {parameters:,} numbers. How many more "
    "are they if {named}?"
)
