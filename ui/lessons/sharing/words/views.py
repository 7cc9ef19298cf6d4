"""What the views and controls of the lesson say. Braces stand for what is shown."""

# Columns view
COLUMNS_OF_WINDOWS = "the columns of windows"

# Controls
SHIFTED_BY_AT_MOST = "Shifted by at most"
EACH_TRAINING_DIGIT_IS_SHIFTED = (
    "Each training digit is shifted to the left or right by a random number of pixels."
)
ANOTHER_NUMBER_GIVES_OTHER = (
    "Another number gives other first weights, other shifts and another order."
)

# Model
KERNEL_DOES_NOT_FIT_INTO = (
    "{article} {asked}×{asked} kernel does not fit into {rows}×{columns} with padding {padding}, "
    "so {kernel}×{kernel} is used instead."
)

# Training view
BOTH_NETWORKS_WERE_TRAINED = (
    "Both networks were trained on the same {batches} batches of 20 digits."
)
TESTED_ON_AMONG_OTHERS = "Tested on, among others"
SHIFTS_OF_THE_TRAINING = "shifts of the training"
NEW_DIGITS_AT_EACH_SHIFT = "New digits, at each shift"
PIXELS_TO_THE_RIGHT = "pixels to the right"
TEST_ACCURACY_OF_BOTH_NETWORKS = "Test accuracy of both networks at each shift"
ACCURACY_OF_BOTH_NETWORKS = "Accuracy of both networks while they learn"

# Page
BE_SHIFTED_ARROW_KEYS_SHIFT = "{title}, to be shifted. Arrow keys shift it. Home puts it back."
ITS_MAP_THE_MATRIX_BETWEEN = (
    "{title}, its map, the matrix between them. Arrow keys choose a row. Page Up and Page Down "
    "choose a weight. Enter pins it."
)
