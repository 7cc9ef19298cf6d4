"""What the questions of the lesson say. Braces stand for what each question is about."""

# Found questions
MAPS_OF_HAVE_CELLS_HOW_MANY = (
    "The maps of **{title}** have {rows}×{columns} cells. How many windows of one picture does "
    "one of its units see?"
)
NUMBER_OF_UNITS_EACH_OF_THEM = "This is the number of units. Each of them has its own map."
ONE_WINDOW_FOR_EACH_CELL_SO = "There is one window for each cell, so rows and columns multiply."
THESE_ARE_THE_CELLS_OF_ALL = "These are the cells of all units together."
UNIT_HAS_ONE_MAP_AND_EACH_CELL = (
    "A unit has one map, and each cell of the map is one window: {rows}·{columns} = {product}. "
    "The largest of them is shown."
)
WINDOW_OF_COVERS_CELLS = (
    "A window of **{title}** covers {kernel}×{kernel} cells of the maps before it, and each of "
    "those has a field of {before} rows. How many rows of the image can change its unit?"
)
THESE_ARE_ROWS_OF_THE_MAPS = "These are rows of the maps before. The field of each has more rows."
FIELDS_OF_NEIGHBOURS_OVERLAP = "The fields of neighbours overlap, so they do not add up."
WHAT_ONE_CELL_OF_THE_MAPS = "This is the receptive field of one cell of the maps before."
FIRST_CELL_SEES_ROWS_AND_EACH = (
    "The field of the first cell has {before} rows, and each further one lies some pixels on. "
    "Together they have {side} rows."
)

# Made questions
PICTURE_MADE_WITH_RESTRAINTS = "the picture made with restraints"
PICTURE_MADE_WITHOUT_THEM = "the picture made without them"
BEST_WINDOW_THAT_WAS_FOUND = "the best window that was found"
ITS_VALUE_IS_ONLY = "Its value is only {said}."
WHICH_OF_THESE_HAS_THE_LARGEST = "Which of these has the largest value after the last step?"
ITS_VALUE_IS_THE_LARGEST = (
    "Its value is {said}, the largest of the three. What raises a value most need not look like a "
    "real picture."
)
PIXEL_IS_AFTER_THE_GRADIENTS = (
    "A pixel is {value} after the gradient's step. The decay takes {percent} % of it. What is "
    "left before the blur?"
)
WHAT_THE_DECAY_TAKES_AWAY = "This is what the decay takes away."
DECAY_MAKES_A_PIXEL_SMALLER = "The decay makes a pixel smaller, not larger."
DECAY_TAKES_A_SHARE = "The decay takes a share of the pixel."
PIXEL_KEEPS_SO_IS_LEFT = "The pixel keeps {difference} %, so {left} is left."

# Map questions
PATCH_OF_PIXELS_MOVES_OVER = (
    "A patch of {size}×{size} pixels moves over an image of {side}×{side} in steps of {stride}. "
    "How many covered images must the network read?"
)
COUNTS_THE_PLACES_ALONG_ONE = "This counts the places along one side. The patch moves down as well."
PATCH_STAYS_INSIDE_THE_IMAGE = (
    "The patch stays inside the image, so it has fewer places than pixels."
)
PATCHES_MAY_OVERLAP_HERE = "Patches may overlap here."
ALONG_ONE_SIDE_THERE = (
    "Along one side there are ({side} − {size}) / {stride} + 1 places, rounded down: {along}. So "
    "there are {along}·{along} = {power:,} covered images."
)
LOGIT_OF_IS_THE_OCCLUSION_MAP = (
    "The logit of **{name}** is {logit}. The occlusion map is {drop} at one place. What is the "
    "logit when the patch covers this place?"
)
MAP_SHOWS_THE_DROP_SO_IT_MUST = "The map shows the drop, so it must be taken away."
MAP_SHOWS_THE_DIFFERENCE = "The map shows the difference of two logits, not the logit itself."
VALUE_THAT_IS_NOT_MEANS = "A value that is not 0 means that the logit changes."
MAP_SHOWS_THE_LOGIT = (
    "The map shows the logit of the image minus the logit with the patch. So the second one is "
    "{logit} − {bracketed} = {difference}."
)

# Questions
WHAT_THE_SIGNS_OF_THE_GRADIENT = "This is what the signs of the gradient do. They have a direction."
RANDOM_SIGNS_RAISE_SOME_SCORES = "Random signs raise some scores and lower others, by little."
EVERY_PIXEL_CHANGES_BY_GREY = (
    "Every pixel changes by {level} grey level{value}, up or down at random. Which class does the "
    "network name then?"
)
STILL_NAMES_WITH_RANDOM = (
    "It still names {names}, with {share:.0f} %. Random changes mostly cancel in a sum. Changes "
    "along the signs all push in one direction."
)
PIXEL_STAYS_WITHIN_AND_SO = ", and a pixel stays within 0 and {white}. So it is {result}"
PIXEL_IS_OF_AND_THE_SIGN = (
    "A pixel is {value} of {white}, and the sign of its gradient is {sign}. What is it after one "
    "step of FGSM with {level} grey levels, away from its class?"
)
GOES_AGAINST_THE_SIGN_SO = "This goes against the sign, so the loss would fall."
PIXEL_HAS_NO_VALUE_BELOW_OR = "A pixel has no value below 0 or above 255."
PIXEL_MOVES_BY_THE_WHOLE = "The pixel moves by the whole amount, whatever the size of its gradient."
AT_THESE_AMOUNTS_ANOTHER_CLASS = "At these amounts another class has been reached already."
AT_THESE_AMOUNTS_THE_NETWORK = "At these amounts the network still names the class of the image."
EACH_PIXEL_CHANGES_ALONG = (
    "Each pixel changes along its sign. At how many grey levels does the network first name "
    "another class?"
)
NAMES_ANOTHER_CLASS_FROM = (
    "It names another class from {turns} of {white} grey levels on. The curve of the probability "
    "shows it."
)
