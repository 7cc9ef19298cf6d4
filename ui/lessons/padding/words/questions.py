"""What the questions of the lesson say. Braces stand for what each question is about."""

WHAT_A_PIXEL_FAR_FROM_EVERY = "That is what a pixel far from every border gets, at stride 1."
EACH_ROW_OF_WINDOWS_HAS_ALL = "Each row of windows has all the columns: multiply, do not add."
FORGETS_THE_STRIDE = "That forgets the stride of {stride}."
FORGETS_THE_DILATION = "That forgets the dilation."
FORGETS_THE_PADDING = "That forgets the padding."
LEAVES_OUT_THE_PIXELS_COPIES = "That leaves out the pixel's copies in the padding."
ONLY_THE_CORNER_OF_AN_IMAGE = "Only the corner of an image without padding is in one window alone."
READERS = (
    "The image is {size}, the kernel {kernel}, stride {stride}, padding {named}, dilation "
    "{dilation}. How many windows read the pixel in row {row}, column {column}?"
)
READERS_WHY = (
    "It lies in {down} of the {rows} rows of windows and in {across} of the {columns} columns: "
    "{down}·{across} = {answer}."
)
COUNTS_EVERY_CELL_TWICE = "That counts every cell twice."
KERNELS_SIDE_A_KERNEL_TAKES_K = (
    "That is the kernel's side: a kernel takes k − 1, since one window always fits."
)
WITHOUT_PADDING_THE_MAP = "Without padding the map shrinks by k − 1."
CONFUSES_ONE_SIDE_WITH_BOTH = "That confuses one side with both sides together."
ONE_TOO_MANY_THE_MAP_WOULD = "One too many: the map would grow."
KEEPS = "{article} {size} kernel with dilation {dilation} slides with stride 1. "
WHICH_PADDING_P_ON_EVERY_SIDE = "Which padding p, on every side,"
HOW_MANY_PADDING_CELLS_ALONG = "How many padding cells along an axis, both ends together,"
MAP_AS_LARGE_AS_THE_IMAGE = " the map as large as the image?"
ALONG_EACH_AXIS_A_MAP_LOSES_D = (
    "Along each axis a map loses d·(k − 1) cells: {dilation}·({high} − 1) = {lost}"
)
KEEPS_WHY = "{loses}, half of them at each end: {lost} / 2 = {answer}."
ODD_SO_NO_P_DOES_IT_FRAMEWORKS = (
    "{loses}. That is odd, so no p does it. Frameworks add the odd cell at the end."
)
LAYER_TAKES_K_CELLS_NOT_K = "A layer takes k − 1 cells, not k: the first window always fits."
EACH_LAYER_TAKES_CELLS_AT_BOTH = "Each layer takes cells at both ends of an axis, not at one."
ONE_TOO_MANY_THE_LAST_LAYER = "One too many: the last layer would find no room."
ONE_MORE_FITS_A_WINDOW_MAY = "One more fits: a window may fill the whole map."
LAYERS = (
    "The image is {size}. Layers with {kernel} kernels, stride 1, dilation {dilation} and no "
    "padding follow each other. After how many does no window fit any more?"
)
LAYERS_WHY = (
    "Each layer takes away {dilation}·({side} − 1) = {taken} rows and columns. Then {length} − "
    "{answer}·{taken} = {rest} are left, and a window of {next_taken} does not fit."
)
WINDOWS_DO_NOT_END = "The windows do not end with the last column here."
WHAT_IS_LEFT_OF_OVER = "That is what is left of {columns} over {stride}: the kernel counts too."
HOW_MANY_COLUMNS_THE_MAP = "That is how many columns the map has."
WINDOW_READS_SEVERAL_COLUMNS = "A window reads several columns, not one."
STRIDED = (
    "The image has {columns} columns, the kernel {wide}; stride {stride}, no padding, dilation "
    "{dilation}. How many columns does no window read?"
)
STRIDED_WHY = (
    "{out} windows fit in a row, and the last one ends in column {out_less_1}·{stride} + "
    "{dilation}·({wide} − 1) = {last} of 0 to {columns_less_1}. So the number of columns in "
    "no window is {answer}."
)
WANTED = (
    "A {size} image and {article} {size_2} kernel must give a {size_3} map. Which stride and "
    "padding do that?"
)
WANTED_WHY = "No other pair does it."
PADDING_UP_TO_WAS_TRIED = " (Padding up to {kernel_less_1} was tried, with every stride.)"
