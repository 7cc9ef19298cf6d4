"""What the views and controls of the lesson say. Braces stand for what is shown."""

# Boards
UNDER_AND_ACTIVATION_FUNCTIONS = (
    "{title} under {title_2}, and {count} activation functions. Arrow keys move the cell."
)

# Charts
FOR_EVERY_ACTIVATION_IS_DRAWN = "{title} for every activation. {title_2} is drawn thick."
HOW_MANY_LOG_SCALE = "how many (log scale)"
HISTOGRAM_OF_THE_MAP = "Histogram of the map {title} {title_2}"
ALL_SLOPES_AND_WEIGHTS = "all slopes and weights"
SHARE_OF_THE_GRADIENT_LEFT_LOG = "share of the gradient left (log scale)"
WHAT_IS_LEFT_OF_A_GRADIENT = "What is left of a gradient after each layer, {title}"

# Controls
SCALE_OF_THE_WEIGHTS = "Scale of the weights"
RANDOM_WEIGHTS_ARE_ABOUT_THIS = (
    "The random weights are about this large, divided by √(3·3·8). At 1, a layer without an "
    "activation keeps numbers about as large as they come in."
)

# Fit
TARGET_HAS_NUMBERS_NOT = "a target has {count} numbers, not {count_2}"
TARGET_GOES_FROM = "a target goes from {minus}{tallest} to {tallest}"

# Fit view
TARGET_AND_ITS_FITS = "the target and its fits"

# Scene
UNDER_BEFORE_AND_AFTER_ARROW = (
    "{title} under {title_2}, before and after {title_3}. Arrow keys move the cell. Space plays. "
    "Enter pins it."
)
