"""What the views and controls of the lesson say. Braces stand for what is shown."""

# Blocks
ROW_HAS_TO_NUMBERS_NOT = "a row has 2 to {most} numbers, not {count}"
ALL_SLICES_HAVE_AS_MANY_ROWS = (
    "all slices need equally many rows, and all rows equally many numbers"
)
VOLUME_IS_TO_NUMBERS_ALONG = "a volume is 2 to {side} numbers along each side"
NOT_A_WHOLE_NUMBER = "“{word}” is not a whole number"
NUMBERS_GO_FROM_TO_NOT = "numbers go from −{largest} to {largest}, not {word}"

# Boards
ARROW_KEYS_MOVE_THE_CELL = "Arrow keys move the cell."
BEFORE_AND_AFTER_A_SHIFT = (
    "{title} before and after a shift of {by} pixel{value}, and both pooled. {keys}"
)

# Chart
CHANGE_WHEN_THE_IMAGE_SHIFTS = "change when the image shifts to the right"
CHANGE_IN_PER_CENT_BEFORE = (
    "Change in per cent before and after pooling, for shifts of 0 to 4 pixels"
)

# Controls
PIXELS_TO_THE_RIGHT = "Pixels to the right"

# Scene
ONE_CELL_IS_TAKEN = ": one cell is taken"
WINDOWS_THAT_READ_EACH_CELL = "windows that read each cell"
POOLING_OF_ARROW_KEYS_MOVE = (
    "{kind} pooling of {title}. Arrow keys move the window. Space plays. Enter pins it."
)

# Settings
WINDOW_OF_COVERS_MORE_THAN = (
    "A window of {wanted}×{wanted} covers more than the {rows}×{columns} cells there are, so "
    "{room} is used instead."
)
GLOBAL_POOLING_HAS_ONE_WINDOW = (
    "Global pooling has one window. Here it moves, so the average is used."
)
WINDOW_OF_IS_LONGER_THAN = (
    "A window of {view} is longer than a side of {room} numbers, so {room} is used instead."
)

# Windows view
NUMBERS_AND_THEIR_WINDOWS = "the numbers and their windows"

# Page
WHO_READS_A_CELL = "Who reads a cell"
KERNEL_STRIDE_AND_PADDING = "Kernel, stride and padding"
