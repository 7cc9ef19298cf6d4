"""What the questions of the lesson say. Braces stand for what each question is about."""

MORE_THAN_HALF = "That is more than half."
SMALLER_AMOUNT_IS_ENOUGH = "A smaller amount is enough."
COUNTED_IN_AT_WHICH_OF_THESE = (
    "**{title}**, counted in {unit}. At which of these amounts are fewer than half of the images "
    "named right for the first time?"
)
AT_ARE_RIGHT_AT_IT_IS_STILL = "At {texts} {right} are right. At {texts_2} it is still {right_2}."
BROKEN_NETWORK_CHOOSES_ONE = (
    "A broken network chooses one of {classes} classes at random. How many of {whole} test images "
    "does it name right, on average?"
)
EVEN_A_GUESS_IS_RIGHT_NOW = "Even a guess is right now and then."
WOULD_BE_SO_WITH_TWO_CLASSES = "That would be so with two classes."
ONE_OF_IS_RIGHT_SO_THE_IMAGES = "One of {classes} is right, so the images are divided by {classes}."
EACH_CLASS_IS_RIGHT_FOR_ONE = (
    "Each class is right for one image in {classes}, so it is about {whole} / {classes} = "
    "{whole_2}. The dashed line shows it."
)
HAS_KERNELS_OF_AND_EACH_READS = (
    "**{layer_name}** has {filters} kernels of {rows}×{columns}, and each reads {reads}. How many "
    "weights are set to 0 when all its kernels are?"
)
EACH_KERNEL_HAS_A_SLICE = "Each kernel has a slice for every channel."
ONE_KERNEL_THERE_ARE_OF_THEM = "This is one kernel. There are {filters} of them."
BIASES_ARE_NOT_WEIGHTS = "The {filters} biases are not weights of a kernel."
ARE_KERNELS_WITH_WEIGHTS_EACH = (
    "There are {filters} kernels with {channels}·{rows}·{columns} weights each, so "
    "{filters}·{channels}·{rows}·{columns} = {whole}."
)
DENSE_LAYER_HAS_UNITS_AND_EACH = (
    "A dense layer has {units} units, and each reads all {rows}×{columns} pixels and adds a bias. "
    "How many parameters does the layer have?"
)
EACH_OF_THE_UNITS_HAS_A_BIAS = "Each of the {units} units has a bias, too."
EVERY_UNIT_HAS_A_WEIGHT = "Every unit has a weight of its own for every pixel."
WOULD_BE_ONE_KERNEL_A_UNIT = "This would be one 3×3 kernel a unit. A dense unit reads all pixels."
EACH_UNIT_HAS_WEIGHTS = (
    "Each unit has {whole} weights and a bias, so it is {whole_2}·{units} = {whole_3}."
)
NETWORK_LEARNS_FROM_IMAGES = (
    "A network learns from {whole} images for {epochs} epochs. Each image is changed a little at "
    "random each time it is seen. About how many different images does it see?"
)
IN_EACH_EPOCH_EVERY_IMAGE = "In each epoch every image is changed in another way."
EVERY_EPOCH_SHOWS_ALL_IMAGES = "Every epoch shows all images again, each of them changed."
NUMBER_OF_EPOCHS_EACH_OF_THEM = "This is the number of epochs. Each of them shows all images."
EACH_OF_EPOCHS_SHOWS_IMAGES = (
    "Each of {epochs} epochs shows {whole} images in a form not seen before: this is "
    "{whole}·{epochs} = {whole_2}."
)
