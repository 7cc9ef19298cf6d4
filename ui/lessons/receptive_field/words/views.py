"""What the views and controls of the lesson say. Braces stand for what is shown."""

# Controls
C_IS_A_CONVOLUTION_M_A_MAX = (
    "c3 is a 3×3 convolution, m2 a 2×2 max pooling, a2 an average pooling; add s2 for stride, d2 "
    "for dilation, p1 for padding: c3-c3p1-m2-c5s2d2."
)
LAYER_TO_INSPECT_AND_EDIT = "Layer to inspect and edit"
STACK_STAYS_AS_IT_WAS = "The stack stays as it was."

# Discs
DOWN_RIGHT_IN_TENTHS = "down,right in tenths of a pixel"
SPOT_GOES_FROM_TO_SO_IS_USED = (
    "A spot goes from 0,0 to {last},{last}, so {down},{right} is used instead."
)

# Downsampling
WHO_SEES_A_PIXEL = "Who sees a pixel"
THREE_WAYS_TO_SHRINK = "Three ways to shrink"
IMAGE_HAS_NO_ROOM_FOR_ALL = (
    "{a} {rows}×{columns} image has no room for all three ways with {asked_0}×{asked_0} and "
    "stride {asked_1}, so {side}×{side} and stride {step} are used instead."
)
IMAGE_CANNOT_BE_MADE_SMALLER = (
    "{a} {rows}×{columns} image cannot be made smaller in three ways: here is one cell's field."
)
KERNELS_IN_THE_LAYER = "Kernels in the layer"
MADE_SMALLER_IN_THREE_WAYS = "{title} made smaller in three ways. Arrow keys move the cell."
PIXELS_THAT_TWO_NEIGHBOURS = "pixels that two neighbours share"

# Model
NO_CELL_ROW_COLUMN_SO = "“{quoted}” is not a cell (row,column), so the middle one is used instead."
THESE_ARE_THE_BEFORE = "These are the {fitting} before it."
LAYER_DOES_NOT_FIT = (
    "Layer {next_fitting}, {title}, does not fit on the {rows}×{columns} picture: {reason}. {done}"
)
ARE_LAYERS_SO_THE_LAST_IS_USED = "There are {count} layers, so the last is used instead."
LAYER_HAS_CELLS_SO_ROW_COLUMN = (
    "Layer {layer} has {high}×{wide} cells, so row {row}, column {column} is used instead."
)

# Stacks
NO_LAYER_AND_IS_LEFT_OUT_WRITE = (
    "{named} is not a layer and is left out: write c3 for a 3×3 convolution, m2 or a2 for a "
    "pooling, "
    "then s2, d2 or p1 for stride, dilation, padding."
)
SIZES_GO_TO_STRIDES = (
    "{names}: sizes go to {largest}, strides to {largest_2}, dilations of convolutions to "
    "{largest_3}, paddings to {largest_4} and to half of a pooling's size."
)
OF_LAYERS_THE_FIRST_ARE_SHOWN = "Of {count} layers the first {most_layers} are shown."
CELL_OF_LENET_S_LAST_POOLING = (
    "A cell of LeNet-5's last pooling has a field of 16×16 pixels. The image is 28×28."
)
CELL_OF_ALEXNETS_LAST_POOLING = (
    "A cell of AlexNet's last pooling has a field of 195×195 pixels. It was trained on images of "
    "227×227."
)
CELL_OF_VGG_S_LAST_POOLING = (
    "A cell of VGG-16's last pooling has a field of 212×212 pixels. It was trained on images of "
    "224×224."
)
CELL_OF_RESNET_S_LAST_LAYER = (
    "A cell of ResNet-50's last layer has a field of 483×483 pixels, more than its image of "
    "224×224. Left out here are skip connections and 1×1 layers with stride 1, because they do "
    "not make the field larger."
)

# Page
UNDER_LAYER_ARROW_KEYS_MOVE = "{title} under {count} layer{value}. Arrow keys move the cell. "
PAGE_UP_AND_PAGE_DOWN_CHANGE = "Page Up and Page Down change the layer. Enter pins the cell."
