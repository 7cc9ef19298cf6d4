"""What the questions of the lesson say. Braces stand for what each question is about."""

ONE_CHANNEL_A_COLOUR_IMAGE = "That is one channel. A colour image has three."
CHANNELS_MULTIPLY_THE_COUNT = "The channels multiply the count. They are not added to it."
ROWS_ARE_MULTIPLIED = "Rows are multiplied with columns, not added to them."
HOW_LARGE_A_NUMBER_GETS_NOT = "255 is how large a number gets, not how many there are."
NUMBERS_WHY = (
    "Each of three channels has one number for each pixel: {rows} · {columns} · 3 = {answer:,}."
)
NUMBERS = "How many numbers does a colour image of {rows}×{columns} pixels (height × width) have?"
COLOUR = "A pixel has red {red}, green {green}, blue {blue}. Which colour is it?"
MORE_IS_LIGHTER_HERE_BLACK = "More is lighter here: black is no light at all, "
LESS_IS_DARKER_HERE_WHITE = "Less is darker here: white is all light there is, "
LIGHT_ADDS_UP_RED_AND_GREEN = "Light adds up: red and green light make yellow, "
RED_GREEN_AND_BLUE_ARE_EQUAL = (
    "red, green and blue are equal, so it is a grey between 0 (black) and 255 (white)"
)
DIVIDES_BY_WHITE_IS_NOT = "That divides by 100: white is 255, not 100 %."
COUNTS_FROM_WHITE_IS_BLACK = "That counts from white: 0 is black and stays 0."
RANGE_TO_WHICH_SOME_NETWORKS = (
    "That is the range −1 to 1, which some networks take; here it is 0 to 1."
)
DIVIDES_BY_TWICE = "That divides by 255 twice."
NORMALISED = (
    "A pixel has the value {value}. Divide it by 255, so that white becomes 1. What is the result?"
)
NORMALISED_WHY = "Normalisation divides by the largest possible number: {value} / 255 {result}."
HOW_MUCH_IS_ADDED_NOT_HOW_MANY = "{by} is how much is added, not how many numbers change."
OF_THEM_ARE_ALREADY_AND_STAY = "{stay:,} of them are {white} already and stay {white}."
EYE_SEES_THE_SAME_OBJECT_BUT = "The eye sees the same object, but its numbers are new."
EACH_NUMBER_CHANGES_BY_ITSELF = (
    "Each number changes by itself. No number stands for the whole image."
)
NO_NUMBER_CHANGES_TWICE = "No number changes twice."
BRIGHTER_WHY = (
    "All numbers change except those that are {white} already: {count:,} − {stay:,} = "
    "{changed:,}. The object is the same."
)
BRIGHTER = (
    "{by} is added to every number of this image, up to {white}. How many of {count:,} change?"
)
COUNTS_ONLY_THE_COLUMN = (
    "That counts only the column that comes in. The other pixels change as well."
)
OBJECT_IS_THE_SAME_BUT = "The object is the same, but its numbers are now in other places."
WHERE_A_NEIGHBOUR_IS_EQUAL = "Where a neighbour is equal, the number stays as it is."
COUNTS_EVERY_PIXEL_THAT_STAYS = (
    "That counts every pixel that stays inside, but some get an equal number."
)
IMAGE_DOES_NOT_HAVE_SO_MANY = "The image does not have so many numbers."
SHIFTED_WHY = (
    "{same:,} pixels have the same number as before, because an equal one takes their place. So "
    "{count:,} − {same:,} = {changed:,} change. The eye hardly sees it."
)
SHIFTED = "This image shifts {steps} to the right. How many of its {count:,} numbers change?"
