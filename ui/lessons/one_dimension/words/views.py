"""What the views and controls of the lesson say. Braces stand for what is shown."""

# Controls
QUARTER_APART_THE_MIDDLE_ONE = (
    "A quarter apart, the middle one at t = 0, straight between them. Or draw in the picture: “✎ "
    "{which}”."
)
OR_NUMBERS_THE_MIDDLE_ONE_IS_H = (
    "1, 3, 5 or 7 numbers, the middle one is h(0): 1,2,1 or 1/4,1/2,1/4."
)
ONE_TO_SIX_WHOLE_NUMBERS_FROM = "One to six whole numbers from −99 to 99, like 1, 2, 3."
CONVOLUTION_TURNS_B_AROUND = (
    "Convolution turns b around first. Correlation, which networks compute, does not."
)
CORRELATION_OF_TWO_EDGES = (
    "The correlation (⋆) of two edges is infinite at every x, because both are 1 for ever. "
    "Convolution (∗) turns one of them around, so they overlap only between 0 and x."
)
TINY_CHANGE_IS_ROUNDING = " The tiny change is rounding."
CONVOLUTION_GIVES_THE_SAME = (
    "Convolution (∗) gives the same, whichever function slides. Correlation (⋆) does not.{rounding}"
)
CONVOLUTION_ALWAYS_GIVES = (
    "Convolution (∗) always gives the same, whichever function slides. Correlation (⋆) does here, "
    "because both functions are symmetric or they are equal."
)

# Functions
NOT_A_NUMBER_WRITE_NUMBERS = "“{word}” is not a number: write numbers like {saw}"
TOO_LARGE_NUMBERS_GO_FROM = "{word} is too large: numbers go from −{tallest} to {tallest}"
ARE_NO_NUMBERS_YET_WRITE_SOME = "there are no numbers yet: write some, such as {saw}"
NUMBERS_ARE_TOO_MANY_REACH = "{count} numbers are too many: {most_knots} reach from −3 to 3"
GUESS_HAS_NUMBERS_AND_HERE = "a guess has {most_knots} numbers, and here are {count}"

# Lists
ARE_NO_NUMBERS_YET_WRITE_SOME_2 = "there are no numbers yet: write some, such as 1, 2, 3"
NUMBERS_ARE_TOO_MANY_A_LIST = "{count} numbers are too many: a list has at most {most}"
NOT_A_WHOLE_NUMBER_WRITE = "“{word}” is not a whole number: write a list like 1, 2, 3"
NUMBERS_GO_FROM_TO_NOT = "numbers go from {minus}{largest} to {largest}, not {word}"

# Overlap view
ARROW_KEYS_MOVE_X_AND_LESS = (
    "{title} and {title_2}. Arrow keys move x, and less with Shift. Space plays. The key c "
    "changes between convolution and correlation, the key r turns h."
)
ROW_OF_UNDER_THE_WEIGHTS_LEFT = (
    "A row of {title} under the weights {title_2}. Left and right move x, up and down the row. "
    "Space plays. The key c changes between convolution and correlation, the key r turns h."
)

# Pixel rows
THESE_ARE_NUMBERS_AND_THE_TAPS = (
    "these are {high}×{wide} numbers, but the weights are one row of 1, 3, 5 or {most_taps}, so "
    "that one is the middle"
)

# Text field
STAYS_AS_IT_WAS = "{error}. It stays as it was."

# Page
INTEGRAL_IS_APPROXIMATED = (
    "The integral is approximated with strips 1/80 wide. Every built-in function except the edge "
    "has area 1. Everything beyond ±6 is ignored."
)
