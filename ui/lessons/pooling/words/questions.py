"""What the questions of the lesson say. Braces stand for what each question is about."""

# Block questions
WHAT_GIVES = "That is what “{title}” gives."
SUM_OF_THE_WINDOW = "That is the sum of the window."
FIRST_NUMBER_THE_OTHERS_COUNT = "That is the first number. The others count, too."
VALUE = "A window holds {names}. What does “{title}” give?"
FOR_STRIDE = "That is for stride 1."
FOR_WINDOWS_SIDE_BY_SIDE = "That is for windows side by side."
LAST_OF_THEM_WOULD_READ_BEYOND = "The last of them would read beyond the end."
WINDOWS_AT_THE_END_NEED_ALL = "Windows at the end need all their numbers, too."
WINDOW_MUST_STAY_INSIDE = "A window must stay inside the row."
LENGTH = (
    "A row of {long} numbers is pooled with windows of {side} and stride {step}. How many numbers "
    "are left?"
)
EACH_AXIS_IS_HALVED_SO = "Each axis is halved, so the part is a power of 2."
HALVES_OF_THE_AXES_MULTIPLY = "The halves of the axes multiply. They are not added."
EIGHTH = "Windows of 2 with stride 2 pool along {axes}. Which part of the numbers is left?"
EIGHTH_WHY = "Each axis keeps one of 2, so {product} numbers become 1."

# Questions
WHAT_GIVES_2 = "That is what “{pooling_title}” gives."
SUM_OF_THE_WINDOW_AS_UNDER = "That is the sum of the window, as under weights of 1."
WINDOW_S_FIRST_CELL_THE_OTHERS = "That is the window’s first cell: the others count, too."
WINDOW_OF_ROW_COLUMN_HOLDS = (
    "The window of row {row}, column {column} holds {names}. What does “{pooling_title}” give?"
)
BOTH_ROWS_AND_COLUMNS = "Both rows and columns are {side} times fewer: divide by {side}·{side}."
HOW_MANY_THERE_WERE_EVERY = "That is how many there were. Every window makes one cell."
HOW_MANY_ROWS_ARE_LEFT_EACH = "That is how many rows are left. Each row has several columns."
HOW_MANY_CELLS_ONE_WINDOW = "That is how many cells one window has."
CELLS = (
    "A map of {size} is pooled with windows of {size_2}, stride {side}. How many cells are left?"
)
WINDOW_IS_NO_KERNEL_ITS_VALUES = (
    "A window is not a kernel: its values are compared or added, not weighted."
)
NO_BIAS_EITHER_NOTHING_HERE = "There is no bias either: nothing here is learned."
EACH_MAP_IS_POOLED_ON_ITS_OWN = "Each map is pooled on its own, but pooling has no weights."
WEIGHTS = "A layer pools {maps} maps with windows of {size}. How many weights does it learn?"
WEIGHTS_WHY = "None. The window’s size and stride are settings; a largest value has no weights."
POOLING_WORKS_INSIDE_EACH_MAP = "Pooling works inside each map: it never joins two of them."
ONLY_ROWS_AND_COLUMNS = "Only rows and columns are halved, not the maps."
STRIDE_WINDOWS_HERE_DO_NOT = "That is stride 1: windows here do not overlap."
KERNEL_WITHOUT_PADDING = "That is a 3×3 kernel without padding."
CHANNELS = "{side}×{side}×{maps} is pooled with windows of 2×2, stride 2. Which shape comes out?"
CHANNELS_WHY = "{side} / 2 = {half} rows and columns, and each of the {maps} maps stays a map."
WINDOWS_THAT_STAND_FURTHER = "Windows that stand further apart than they are wide leave gaps."
THOSE_ARE_THE_COLUMNS = "Those are the columns that are read."
WHAT_IS_LEFT_AFTER_THE_LAST = "What is left after the last window counts as well."
HOW_MANY_WINDOWS_STAND = "That is how many windows stand in a row."
UNREAD = (
    "A row of {columns} cells is pooled with windows of {side}, stride {step}. How many of its "
    "cells does no window read?"
)
UNREAD_WHY = (
    "⌊({columns} − {side}) / {step}⌋ + 1 = {out} windows read {out}·{side} = {product} cells; "
    "{columns} − {product} = {answer} are never read."
)
