"""What the views and controls of the lesson say. Braces stand for what is shown."""

EVERY_RESULT_IS_BUT_NOT_EVERY = "Every result is 0, but not every weight is 0."
RESULT_IS_EXACTLY_WHERE = (
    "The result is exactly {edge} where the pixels of a window differ, and 0 where they are all "
    "equal."
)
MAP_COPIES_THE_IMAGE_EACH = (
    "The map copies the image: each result is one pixel of its window, always from the same place."
)
EVERY_RESULT_IS_THE_MEAN = "Every result is the mean of its window."
NO_KERNEL_CAN_DO_THIS_HERE_TRY = (
    " *No {rows}×{columns} kernel can do this here: try another size or image.*"
)
CHANGE_THE_WEIGHTS_OR_CHOOSE = (
    "Change the weights, or choose another kernel. Each line is checked at once.\n\n"
)
