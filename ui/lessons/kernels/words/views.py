"""What the views and controls of the lesson say. Braces stand for what is shown."""

# Angles
DIRECTION_OF_THE_EDGE = "direction of the edge in degrees"
STRONGEST_OUTPUT_WHILE = "strongest output while the edge slides across"
STRONGEST_OUTPUT_OF_AGAINST = "Strongest output of {title} against the direction of the edge"
IN_OF_THE_LARGEST_BY_SIZE = "in % of the largest, by size"
EDGE_AT_UNDER_ARROW_KEYS_MOVE = "An edge at {turn}° under {title}. Arrow keys move the cell."
STRAIGHT_EDGE_FROM_TO_SLIDES = (
    "A straight edge from 0 to 1 slides across **{title}**. At 0° the right side is bright, at "
    "90° the bottom. The strongest output"
)
AT_EVERY_ANGLE_SO_THIS_KERNEL = (
    "{opening} is {same} at every angle, so this kernel prefers no direction."
)
AT_AND = "{opening} is {number} at {degrees}° and {number_2} at {degrees_2}°."
KERNEL_DOES_NOT_FIND_EDGES = (
    "{said} So this kernel does not find edges of all directions equally well."
)
AT_IT_IS_OF_THE_LARGEST_IF = (
    "{said} At 45° it is {shares} of the largest. If the output only followed the angle, it would "
    "be cos 45° = {follows_angle:.0f} %, and **{name}** comes nearest."
)

# Frequencies
SINGLE_WAVES_CAN_BE_POINTED = "so that single waves can be pointed at"
IMAGE_OF_PIXELS_HAS_NO = "An image of {rows}×{columns} pixels has no frequency {asked}"
FREQUENCY_IS_USED_INSTEAD = "{said}. Frequency {nearest} is used instead."

# Frequency board
ARROW_KEYS_CHOOSE_A_WAVE_ENTER = "Arrow keys choose a wave. Enter pins it. Escape lets go."
REST_IS_ROUNDING = " The rest, {scientific}, is rounding."
BOTH_WAYS_GIVE_THE_SAME_MAP = "{passing_words} Both ways give the same map.{rest}"
H_IS_LARGEST_IN_THE_MIDDLE = (
    "|H| is largest in the middle ({middle}), and {mean} on average. So slow changes stay and "
    "fine stripes fade: {title} is **low-pass**, it blurs."
)
H_IS_IN_THE_MIDDLE_AND_UP = (
    "|H| is {middle} in the middle and up to {largest} further out. So flat areas vanish and fine "
    "detail stays: {title} is **high-pass**, it finds edges."
)
H_IS_IN_THE_MIDDLE_SO_FLAT = (
    "|H| is {middle} in the middle. So flat areas vanish and edges stay: {title} is called "
    "**high-pass**. The finest waves fade, too, so strictly it is **band-pass**."
)
H_IS_IN_THE_MIDDLE_AND_UP_2 = (
    "|H| is {middle} in the middle and up to {largest} further out. So slow changes stay and "
    "finer waves grow: {title} makes edges stand out."
)
H_IS_ABOUT_EVERYWHERE_SO_NO = (
    "|H| is about {middle} everywhere, so it keeps all waves alike. {title} is neither low-pass "
    "nor high-pass."
)
ALL_WEIGHTS_OF_ARE_SO_H = (
    "All weights of {title} are 0. So |H| is 0 everywhere, and no wave is left."
)
POINT_AT_A_WAVE_AMBER_ORANGE = (
    "Point at a wave (amber). Orange shows how strong a wave is, on a log scale. Violet shows "
    "|H|. Finer waves lie further out."
)

# Model
LAYER_HAS_AT_LEAST_ONE_KERNEL = "A layer has at least one kernel, so Sobel x is used instead."
THEN_NOTHING_IS_LEFT_OR = "then nothing is left, or numbers are too large to stay exact"

# Pictures
AFTER_APPLIED_AGAIN_AND_AGAIN = "{title} after {title_2}, applied again and again"

# Thumbnails
ALL_KERNELS_FIT_ON_ONE_PAGE = "so that all kernels fit on one page"
SEVERAL_OF_THEM_FIT_BESIDE = "so that several of them fit beside each other"

# Tiles view
MAPS_OF_ALL_KERNELS = "the maps of all kernels"

# Page
DIRECTION_OF_THE_EDGE_DEGREES = "Direction of the edge (degrees)"
APPLY_IT_SEVERAL_TIMES = "Apply it several times"
KERNELS_OF_THE_LAYER = "Kernels of the layer"
ON_SCREEN_EVERY_STEP = (
    "On screen every step is rounded to 2 decimals, so that you can check the last one by hand. "
    "Files and code are not rounded."
)
