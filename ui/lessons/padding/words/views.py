"""What the views and controls of the lesson say. Braces stand for what is shown."""

# Paddings
ARROW_KEYS_MOVE_TO_ANOTHER = "Arrow keys move to another pixel."
WINDOWS_THAT_READ_EACH_PIXEL = "{title}: windows that read each pixel, with three paddings. {keys}"
WINDOWS_THAT_READ_A_CORNER = (
    "Windows that read a corner pixel: {counts_0}, {counts_1} and {counts_2}. Windows that read "
    "the middle pixel: {same}. The stride is 1 here."
)

# Repeated layers
GREY_IS_THE_IMAGE = "Grey is the image, green are the maps. All are drawn to the same scale."
OF_THIS_KIND_A_MAP_OF_GREEN = "{after} of this kind a map of :green[**{size}**] is left."
OF_THIS_KIND_NOTHING_IS_LEFT = (
    "{after} of this kind **nothing is left**: {fit}, down to :green[**{size}**]. {reason}."
)

# Same padding
NUMBER_OF_ADDED_CELLS_IS_ODD = (
    " The number of added cells is odd, so the extra cell comes at the end."
)
KERAS_ITSELF_DOES_NOT_ALLOW = " (Keras itself does not allow a stride together with a dilation.)"
MAP_KEEPS_THE_SIZE = "The map keeps the size of the image: {rows} rows."
PYTORCH_DOES_NOT_ALLOW_SAME = (
    "**PyTorch does not allow** “same” with stride {stride}. People usually write padding={near} "
    "instead, which adds the same cells on all sides."
)
BOTH_ADD_THE_SAME_CELLS_SO = "Both add the same cells, so their maps are equal."
BOTH_MAPS_HAVE_THE_SAME_SIZE = (
    "Both maps have the same size, but their windows read different pixels."
)
TWO_MAPS_DO_NOT_EVEN_HAVE = "The two maps do not even have the same size."
BOTH_FRAMEWORKS_ARE_ASKED = (
    "Both frameworks are asked for padding “same”, with the same kernel, dilation and stride. "
    "**{compare}**"
)
DOTTED_CELLS_ARE_PADDING = (
    "Dotted cells are padding. Framed cells are read by the first and the last window. The "
    "numbers are rows and columns of the image, counted from 0."
)

# Page
WHO_READS_A_PIXEL = "Who reads a pixel"
TWO_KINDS_OF_SAME = "Two kinds of “same”"
EACH_NUMBER_SAYS_HOW_MANY = "Each number says how many windows read the pixel."
FORMULA_IS_FOR_ROWS = (
    "This formula is for rows and columns. The number of maps is the number of kernels. So a "
    "32×32×3 image and ten 3×3×3 kernels give 30×30×10."
)
