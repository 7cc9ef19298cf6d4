"""What the views and controls of the lesson say. Braces stand for what is shown."""

# Comparison
CLASS_DIFFERENCE_OF_LOGITS = "| class | {first} | {second} | difference of logits |"

# Controls
NETWORK_OF_A_FILE = "Network of a file"
TEST_PICTURE_BESIDE = "Test picture beside it"
SCORE_OF_WHICH_OF_CLASSES = "Score of which of {count:,} classes?"

# Model
CELL_OF_READS_NO_KERNEL_SO = "A cell of {title} reads no kernel, so its map is shown."
WHAT_THIS_LINK_SHOWS_BESIDE = (
    "What this link shows beside is not here, or reads other pictures. It is left out."
)
NETWORK_HAS_NO_HERE_SO_IS_USED = (
    "This network has no {name} {asked} here, so {value} is used instead."
)
MAP_HAS_NO_CELL_SO_IS_USED = "This map has no cell {asked}, so {row},{column} is used instead."

# Settings
NETWORK_OR_PICTURE_TO_STAND = "network or picture to stand beside it"
YOURS_OF_A_FILE = "Yours, of a file"

# Window scene
VALUES_ARE_ROUNDED_TO_DECIMALS = (
    "Values are rounded to {places} decimals here and weights to {weight_places}, so that every "
    "product can be printed. So the sum may differ a little from the one above."
)
WINDOW_OF_UNDER_THE_KERNEL = (
    "A window of {titled} under the kernel of map {map}: arrow keys move the cell, space plays, "
    "Enter pins"
)
