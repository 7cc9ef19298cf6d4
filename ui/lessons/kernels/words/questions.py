"""What the questions of the lesson say. Braces stand for what each question is about."""

# Direction questions
EDGES_OF_EVERY_DIRECTION = "Edges of every direction"
NO_EDGES_IT_BLURS = "No edges: it blurs"
FOR_THAT_EACH_ROW_OF_IT_WOULD = (
    "For that each row of it would have to sum to 0, and not each column."
)
FOR_THAT_EACH_COLUMN = "For that each column of it would have to sum to 0, and not each row."
GIVES_AT_EDGES_OF_ONE = "It gives 0 at edges of one direction: it misses those."
FOR_THAT_THE_WEIGHTS_WOULD = "For that the weights would have to sum to 1: these sum to 0."
WHAT_IT_FINDS_NOW_A_QUARTER = (
    "That is what it finds now: a quarter turn exchanges rows and columns."
)
TURNED = (
    "“{title}” is turned by 90 degrees:{break_}{weights_of}{break_}Which edges does it find then?"
)
FINDS = "Which of these kernels finds {edges} edges, but no {other} ones?"
ONE_FINDS_EDGES = "That one finds {split_0} edges."
ITS_WEIGHTS_DO_NOT_SUM = "Its weights do not sum to 0: it is not 0 on flat areas."
ONE_FINDS_VERTICAL = "That one finds vertical and horizontal edges."
ONE_GIVES_AT_VERTICAL = "That one gives 0 at vertical and at horizontal edges."
EACH_SUMS_TO_AS_THE_FIRST_DOES = (
    "Each {blind} sums to 0, as the first does: {first}. So {edge} edges give 0. The {seeing}s "
    "sum to {sums}, so the kernel finds {other} edges: there the {seeing}s meet different pixels."
)

# Frequency questions
KEEPS_SLOW_CHANGES_AND_WEAKENS = "keeps slow changes and weakens fine stripes"
REMOVES_FLAT_AREAS_AND_KEEPS = "removes flat areas and keeps fine detail"
REMOVES_FLAT_AREAS = "removes flat areas and the finest stripes, and keeps what lies between"
KEEPS_SLOW_CHANGES_AND_MAKES = "keeps slow changes and makes finer waves stronger"
KEEPS_ALL_WAVES_ALIKE = "keeps all waves alike"
ADDS_THE_WEIGHTS_WITHOUT_THEIR = "That adds the weights without their signs."
LARGEST_WEIGHT_ALONE = "That is the largest weight alone."
NUMBER_OF_WEIGHTS = "That is the number of weights."
ONLY_WEIGHTS_THAT_SUM_TO_OR = (
    "Only weights that sum to 1 or −1 leave the mean of an image as it is."
)
ONLY_WEIGHTS_THAT_SUM = "Only weights that sum to 0 remove the mean of an image."
MIDDLE = "What is |H| of “{title}” in the middle, at 0 waves down and 0 across?"
MIDDLE_WHY = (
    "The wave of 0 waves is a flat area, so every weight meets the same value. |H| is the sum of "
    "the weights{sign}: {written} {result}."
)
H_OF_A_FLAT_AREA_HERE_EVERY = "That is |H| of a flat area: here every second weight changes sign."
LEAVES_OUT_THE_WEIGHTS = "That leaves out the weights that meet −1."
LEAVES_OUT_THE_WEIGHTS_2 = "That leaves out the weights that meet 1."
FORGETS_TO_DIVIDE = "That forgets to divide by {divisor}."
NOTHING_IS_LEFT_ONLY_IF_BOTH = "Nothing is left only if both colours of the board weigh the same."
CHESSBOARD = (
    "The finest wave is a chessboard: each pixel is 1 or −1, and its neighbours have the other "
    "sign. What is |H| of “{title}” there?"
)
CHESSBOARD_WHY = (
    "The weights over one colour sum to {over}, those over the other to {over_2}. The second get "
    "a minus: |{over_3}| {result}."
)
ITS_WEIGHTS_SUM_TO_SO_H = "Its weights sum to {sum}, so |H| is {sum_2} in the "
PASSES = "Which of these kernels is {wanted}-pass?"

# Gradient questions
ADDS_THE_TWO_LENGTHS_AS_IF = "That adds the two lengths, as if they lay on one line."
ADDS_THE_TWO_RESULTS_OPPOSITE = "That adds the two results: opposite signs would cancel."
TAKES_THE_LONGER_OF_THE_TWO = "That takes the longer of the two alone."
TAKES_THE_SHORTER_OF_THE_TWO = "That takes the shorter of the two alone."
FORGETS_THE_ROOT = "That forgets the root."
MEAN_OF_THE_TWO_LENGTHS = "That is the mean of the two lengths."
MAGNITUDE = (
    "In {place} Sobel x gives {across} and Sobel y {down}. What is the magnitude of the gradient?"
)
MAGNITUDE_WHY = (
    "The two stand at a right angle: √({squared} + {squared_2}) = √{square} {form} {answer}."
)
GETS_DARKER_A_NEGATIVE_RESULT = "There it gets darker: a negative result points away."
ROWS_COUNT_DOWNWARDS_SO_SOBEL = (
    "Rows count downwards, so Sobel y is positive where it gets brighter downwards."
)
SOBEL_X_IS_POSITIVE_WHERE = "Sobel x is positive where it gets brighter to the right."
EXCHANGES_THE_TWO_SOBEL_X = "That exchanges the two: Sobel x looks along a row."
EXCHANGES_THE_TWO_AND_THEIR = "That exchanges the two, and their signs."
DIRECTION = (
    "In {place} Sobel x gives {slope_x} and Sobel y {slope_y}. Where does the image get brighter?"
)
DIRECTION_WHY = (
    "Sobel x compares what is on the right with the left, Sobel y what is below with what is "
    "above: {answer}, at {float}° (0° is right, 90° down)."
)
MAGNITUDE_STAYS_THE_DIRECTION = "The magnitude stays, the direction turns round."
WHERE_IT_GOT_BRIGHTER_IT_NOW = "Where it got brighter it now gets darker."
MAGNITUDE_CHANGES_ITS_SIGN = "The magnitude changes its sign, the direction stays."
MAGNITUDE_IS_A_LENGTH = "The magnitude is a length, and a length has no sign."
MAGNITUDE_IS_MADE_OF_SQUARES = (
    "The magnitude is made of squares, so it does not depend on the sign."
)
NEGATIVE = (
    "Every pixel v becomes 255 − v: white is black and black is white. What happens to the "
    "gradient in {place}?"
)
NEGATIVE_WHY = (
    "Sobel x gives {across} instead of {across_2}, Sobel y {down} instead of {down_2}: the same "
    "length, the other way."
)
MAGNITUDE_GROWS = "The magnitude grows by 10."
GRADIENT_IS_MADE = "A gradient is made of differences, and both sides get 10 more."
MAGNITUDE_GROWS_THE_DIRECTION = "The magnitude grows, the direction stays."
FOR_THAT_THE_CONTRAST_WOULD = "For that the contrast would have to grow."
TURNS_TOWARDS_THE_LIGHT = "It turns towards the light."
LIGHT_FALLS_ON_EVERY_PIXEL = "The light falls on every pixel alike."
BRIGHTER = "Every pixel gets 10 brighter, even beyond 255. What happens to the gradient?"
BRIGHTER_WHY = (
    "The weights of Sobel x and of Sobel y sum to 0, so that 10 more everywhere adds 10·0."
)
ONE_STEP_SOBEL_COMPARES_WHAT = (
    "That is one step: Sobel compares what lies two steps apart, and adds it up."
)
ONE_PAIR_OF_WEIGHTS_THERE = "That is one pair of weights: there are 1 + 2 + 1 = 4 of them."
COUNTS_ONE_STEP_BOTH_SIDES = "That counts one step: both sides of the middle are two steps apart."
STEADY_RISE_IS_NOT_FLAT_ONLY = "A steady rise is not flat: only its second derivative is 0."
MIDDLE_WEIGHT_IS_NOT = "The middle weight is 2, not 1."
RAMP = (
    "An image gets {by} brighter with each pixel {along}, alike in all {other}. What does Sobel "
    "{name} give?"
)
RAMP_WHY = (
    "Both sides lie two steps apart, so they differ by {twice_by}. Their weights are 1 + 2 + 1 = "
    "4: "
    "4·{twice_by} = {times_8_by}."
)
MAGNITUDE_THE_DIRECTION_STAYS = "The magnitude {done}, the direction stays."
BOTH_CHANGE_THE_ANGLE_TOO = "Both change: the angle {done}, too."
BOTH_SLOPES_SHRINK_ALIKE_THEIR = "Both slopes shrink alike: their ratio stays."
DIFFERENCES_SHRINK = "Differences shrink with the pixels: only adding leaves them as they are."
MAGNITUDE_STAYS_THE_DIRECTION_2 = "The magnitude stays, the direction turns."
LENGTH_FOLLOWS_THE_CONTRAST = "The length follows the contrast."
CONTRAST = "Every pixel v becomes v {part}. What happens to the gradient?"
CONTRAST_WHY = "Sobel x and Sobel y are sums of products: each is multiplied by the same number."

# Questions
ONLY_A_KERNEL_WHOSE_WEIGHTS = "Only a kernel whose weights sum to 1 keeps a flat area as it is."
ONLY_A_KERNEL_WHOSE_WEIGHTS_2 = "Only a kernel whose weights sum to 0 gives 0 on a flat area."
ADDS_UP_THE_PIXELS_WITHOUT = "That adds up the pixels without their weights."
LEAVES_OUT_THE_NEGATIVE = "That leaves out the negative weights."
SIZE_IS_RIGHT_THE_SIGN_IS_NOT = "The size is right, the sign is not."
SUM_OF_THE_WEIGHTS_EACH = (
    "That is the sum of the weights: each is still to be multiplied by {grey}."
)
FLAT = "On a flat area every pixel is {grey}. What does “{title}” give there?"
FLAT_WHY = (
    "Every weight meets the same {grey}, so the result is {grey} times the sum of the weights: "
    "{grey}·({written}) {result}."
)
RESULT_WHERE_ALL_PIXELS = "That is the result where all pixels are {grey}."
HAS_THE_AT_AND_THE_OTHERS = "That has the {name} at 0, and the others bright."
WEIGHTS_OF_THE_DO_NOT_CANCEL = "The weights of the {name} do not cancel each other."
THOSE_ARE_THE_WEIGHTS = "Those are the weights of the {one}."
SIDE = (
    "Under a window, the pixels of the {name} are {grey} and all others are 0. What does "
    "“{title}”{turned} give there?"
)
SIDE_WHY = "Only the weights of the {name} count: {grey}·({written}) {result}."
STAYS_AS_BRIGHT = "It stays as bright as it is."
GETS_DARKER_BUT_NOT_BLACK = "It gets darker, but not black."
FOR_THAT_THE_WEIGHTS_WOULD_2 = "For that the weights would have to sum to more than 1."
FOR_THAT_THE_WEIGHTS_WOULD_3 = "For that the weights would have to sum to exactly 1."
FOR_THAT_THE_WEIGHTS_WOULD_4 = "For that the weights would have to sum to between 0 and 1."
FOR_THAT_THE_WEIGHTS_WOULD_5 = "For that the weights would have to sum to exactly 0."
FOR_THAT_THE_WEIGHTS_WOULD_6 = "For that the weights would have to sum to less than 0."
BRIGHTNESS_WHY = "A flat area is multiplied by the sum of the weights: {written} {result}."
BRIGHTNESS = "What does “{title}” do to a flat, grey area?"
ONE_GIVES_HERE = "That one gives {answer} here."
MADE = (
    "These pixels lie under a 3×3 kernel:{break_}{rows_of}{break_}Which kernel gives "
    "{about}{answer} here?"
)
MADE_WHY = "Multiply each pixel by its weight, and add: {written} {result}."
