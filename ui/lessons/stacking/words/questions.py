"""What the questions of the lesson say. Braces stand for what each question is about."""

SIDES_DO_NOT_ADD_UP_EACH_LAYER = (
    "Sides do not add up: each layer after the first adds only k − 1 = 2."
)
SIDES_DO_NOT_MULTIPLY_EACH = "Sides do not multiply: each layer adds k − 1 = 2."
GROWS_A_CELL_READS_CELLS = "It grows: a cell reads cells that each read 3×3 themselves."
ONE_LAYER_IS_MISSING_THE_FIRST = "One layer is missing: the first is 3×3 already."
SIZE_QUESTION = (
    "{count} kernels of 3×3 follow each other. How large is the single kernel that does the same?"
)
SIZE_QUESTION_WHY = (
    "The first kernel is 3 wide, and each of the {count_less_1} others adds 2: 3 + "
    "2·{count_less_1} = {side}."
)
ONE_KERNEL_WHICH_REACHES = "That is the one {side}×{side} kernel, which reaches as far."
WEIGHTS_OF_LAYERS_ARE_ADDED_UP = "Weights of layers are added up, not multiplied."
EACH_LAYER_HAS_WEIGHTS = "Each layer has weights of its own."
WEIGHTS_QUESTION = (
    "One {side}×{side} kernel has {product} weights. {count} kernels of 3×3 one after another "
    "cover as much: how many weights do they have together?"
)
WEIGHTS_QUESTION_WHY = (
    "Each kernel has 9 weights: {count}·9 = {answer}. And a ReLU can follow each."
)
SUMS_MULTIPLY_EVERY_WEIGHT = "Sums multiply: every weight meets every other."
OTHER_KERNELS_COUNT_AS_WELL = "The other kernels count as well."
COUNTS_THE_KERNELS = "That counts the kernels."
FLAT_AREA_OF_ONES_GOES_THROUGH = "A flat area of ones goes through all layers: multiply their sums."
SUM_QUESTION = (
    "The kernels' weights sum to: {listed}. What is the sum of the weights of the one kernel that "
    "does the same?"
)
SUM_QUESTION_WHY = "A flat area of ones gives {product} {result}."
YES_FOR_EVERY_IMAGE = "Yes, for every image"
YES_IF_IT_IS_MADE_EVEN_LARGER = "Yes, if it is made even larger"
ONLY_TOGETHER_WITH_A_BIAS = "Only together with a bias"
NO_FOR_NO_KERNEL = "No, for no kernel"
HOLDS_WITHOUT_RELU_SLIDING = "That holds without ReLU: sliding kernels alone is linear."
LARGER_KERNEL_IS_LINEAR_TOO = (
    "A larger kernel is linear too: twice the image gives twice the output."
)
BIAS_SHIFTS_ALL_VALUES_ALIKE = "A bias shifts all values alike; ReLU changes only some."
WITH_A_RELU_BETWEEN_THEM = "with a ReLU between them"
RELU_QUESTION_WHY = (
    "ReLU keeps positive numbers and sets negative ones to 0. No weighted sum of pixels can do "
    "that, because for the negated image it gives the negated map."
)
NEEDS_SOMETHING_BETWEEN_THEM = "That needs something between them that is not linear."
KERNEL_AS_LARGE_AS_THE_FIELD = "A kernel as large as the field of both together is enough."
KERNELS_WITHOUT_BIASES_MAKE = "Kernels without biases make one without a bias."
WITH_NOTHING_BETWEEN_THEM = "with nothing between them"
SLIDING_IS_LINEAR = "Sliding is linear, and convolution is associative: their convolution does it."
RELU_QUESTION = "Two layers of 3×3 kernels, {what}: does one 5×5 kernel give the same map?"
STAYS_THE_SAME = "It stays the same"
BECOMES_ANOTHER_MAP_IN_GENERAL = "It becomes another map, in general"
HOLDS_WITH_NOTHING_BETWEEN = "That holds with nothing between them."
NEEDS_A_RELU_BETWEEN_THEM = "That needs a ReLU between them: convolution is commutative."
NO_SIGN_CHANGES_BECAUSE = "No sign changes, because the same weights are used."
BOTH_ORDERS_TAKE_AWAY_THE_SAME = "Both orders take away the same number of rows and columns."
RELU_BETWEEN_THEM = "and there is a ReLU between them"
NOTHING_IS_BETWEEN_THEM = "and nothing is between them"
ORDER_QUESTION = (
    "Two different kernels follow each other, {what}. You change their order. What happens to the "
    "map?"
)
ORDER_QUESTION_WHY = (
    "The ReLU sets negative numbers to 0. Which numbers these are depends on the first kernel."
)
BOTH_ORDERS_ARE_THE_SAME_ONE = "Both orders are the same one kernel: f ∗ h = h ∗ f."
AND_A_RELU_FOLLOWS = ", and a ReLU follows"
FORGETS_THE_THRESHOLD = "That forgets the threshold."
RELU_IS_LEFT_OUT_A_NEGATIVE = "ReLU is left out: a negative sum becomes 0."
THRESHOLD_IS_TAKEN_FROM = "The threshold is taken from the sum, not the sum from it."
ALL_MAPS_COUNT_WITH_THEIR = "All maps count, with their weights."
CORNER_QUESTION = (
    "Here the maps are {terms}. The threshold is {threshold}{ending}. What is the result?"
)
