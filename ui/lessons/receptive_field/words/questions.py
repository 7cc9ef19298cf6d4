"""What the questions of the lesson say. Braces stand for what each question is about."""

WHAT_IT_SEES_OF_THE_MAP_JUST = (
    "That is what it sees of the map just below, but each layer below adds more."
)
ADDS_K_FOR_EACH_LAYER = "That adds k for each layer. The windows overlap, so each adds only k − 1."
WINDOWS_SIDE_BY_SIDE_WOULD_DO = "Windows side by side would do that; at stride 1 they overlap."
FIRST_PIXEL_COUNTS_TOO_N_K = "The first pixel counts too: 1 + n·(k − 1)."
REACH = (
    "{count} layers of {side}×{side}, all with stride 1, follow each other. How many pixels wide "
    "is the receptive field of a cell of the last?"
)
ADDS_K_STEPS_A_WINDOW_OF_K = "That adds k steps; a window of k cells is k − 1 steps wide."
STEP_HERE_IS_WORTH_PIXELS_NOT = "A step here is worth {jump} pixels, not 1: that is the jump."
FIELDS_OF_NEIGHBOURING_CELLS = (
    "The fields of neighbouring cells overlap: they do not stand side by side."
)
WHAT_IT_SEES_OF_THE_MAP_JUST_2 = "That is what it sees of the map just below, not of the image."
FURTHER = (
    "The last layer has the receptive field r = {r} and the jump {jump}. Another layer follows, "
    "{side}×{side}, stride 1. How many pixels wide is its receptive field?"
)
AT_STRIDE_WITH_STRIDE_FEWER = (
    "That is at stride 1: with stride {stride} fewer windows begin nearby."
)
ALONG_ONE_AXIS_ROWS = "That is along one axis: rows and columns multiply."
PIXEL_CAN_FALL_INTO_ONE_WINDOW = "A pixel can fall into one window more: round up."
ROWS_AND_COLUMNS_MULTIPLY_DO = "Rows and columns multiply: do not add them."
STRIDE_SAYS_HOW_FAR_WINDOWS = "The stride says how far windows are apart, not how many overlap."
OVERLAP = (
    "{article} {side}×{side} kernel slides with stride {stride}. How many of its windows, at "
    "most, hold the same pixel?"
)
OVERLAP_WHY = (
    "Along an axis at most ⌈k / s⌉ = ⌈{side} / {stride}⌉ = {along} windows hold it, so "
    "{along}·{along} = {answer}."
)
CELLS_OWN_ROW_IN_ITS_OWN_MAP = "That is the cell's own row, in its own map."
FORGETS_THE_START_PADDING = "That forgets the start: padding moves the fields up."
MIDDLE_OF_THE_FIELD_NOT_WHERE = "That is the middle of the field, not where it begins."
FIELDS_LIE_A_JUMP_APART_NOT = "Fields lie a jump apart, not side by side."
NEXT_ROW_OF_CELLS_LIES_PIXELS = "The next row of cells lies {jump} pixels further."
BEGINS = (
    "Layer {layer} has r = {r}, jump = {jump}, start = {whole}. In which row of the image does "
    "the field of its cells in row {row} begin? (Below 0 is padding.)"
)
LAST_OF_THEM = "the last of them"
OUTSIDE_WHY = "Its receptive field has columns {span}: column {column} is {where}."
PIXEL_INSIDE_THE_FIELD_COUNTS = "A pixel inside the field counts, and one outside never does."
ONLY_WITH_POSITIVE_WEIGHTS = "Only with positive weights"
NEGATIVE_WEIGHT_CHANGES = "A negative weight changes the cell, too, in the other direction."
ONLY_IF_THE_PIXEL_IS_BRIGHT = "Only if the pixel is bright"
WHAT_COUNTS_IS_THAT_IT_CHANGES = "What counts is that it changes, not how bright it is."
OUTSIDE = (
    "Cell {row}, {column} of layer {layer} has r = {columns} and its field begins in column "
    "{whole}. The pixel in row {row_2}, column {column_2} changes. Can the cell change?"
)
POOLING_ADDS_ONLY_IT_SEES = (
    "The pooling adds only (2 − 1)·1, so the field is {sizes_0} pixels wide."
)
STRIDE_DOES_NOT_CHANGE = (
    "A stride does not change the field of its own layer: {sizes_1}. It changes the jump."
)
THEY_SEE_AND_PIXELS = "The fields are {sizes_0}, {sizes_1} and {sizes_2} pixels wide."
FARTHEST_WHY = (
    "The field is {sizes_0} pixels wide with pooling, {sizes_1} with the small kernel at stride "
    "2, and {sizes_2} with the large one."
)
FARTHEST = "Three ways to halve a map. Which gives the largest receptive field?"
