"""What the questions of the lesson say. Braces stand for what each question is about."""

ITS_LARGEST_VALUE_IS_ONLY = "Its largest value is only {rounded}."
WHICH_MAP_OF_HAS_THE_LARGEST = "Which map of **{titled}** has the largest value for this picture?"
LARGEST_VALUE_OF_MAP_IS_NO = (
    "The largest value of map {best} is {rounded}. No other map of this part has a larger one, so "
    "it reacts most strongly to this picture."
)
MAP_OF_ADDS_TO_THE_LOGIT = (
    "Map {number} of **{titled}** adds {adds} to the logit of **{name}**, which is {logit}. What "
    "does the logit become if this map is set to 0?"
)
ADDS_THE_MAPS_PART_ONCE_MORE = "This adds the map's part once more. It must be taken away."
LOGIT_IS_A_SUM_SO_A_PART = "The logit is a sum, so a part that is gone changes it."
ONLY_THIS_PART_BECOMES = "Only this part becomes 0. The other maps and the bias stay."
FORGETS_WHAT_THE_OTHER_MAPS = "This forgets what the other maps and the bias add."
ITS_PRODUCTS_BECOME_AND_ALL = (
    "Its products become 0, and all others stay. So the logit is {logit} − {bracketed} = "
    "{difference}."
)
LAST_MAPS_HAVE_PLACES_WHICH = (
    "The last maps have {rows}×{columns} places. Which of these adds most to the score of "
    "**{classes}**?"
)
PLACE_AT_ADDS_MORE_THAN_ANY = (
    "The place at {best} adds {rounded}, more than any other. “One score” shows what each place "
    "adds."
)
KERNEL_OF_IS_AND_READS_HOW = (
    "A kernel of **{titled}** is {high}×{wide} and reads {reads}. How many products make one cell "
    "of its map?"
)
ONE_CHANNELS_WINDOW_ALONE = "This is one channel's window alone. Every channel it reads has one."
BIAS_IS_ADDED_BUT_IT_IS_NOT = "The bias is added, but it is not a product."
THESE_ARE_THE_WEIGHTS_OF_ALL = "These are the weights of all kernels. One kernel makes one map."
EACH_OF_THE_CELLS = (
    "Each of the {high}·{wide} cells of the window has {depth} channel{value}, so there are "
    "{high}·{wide}·{depth} = {count:,} products."
)
