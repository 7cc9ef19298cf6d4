"""What the questions of the lesson say. Braces stand for what each question is about."""

LOSS_OF_THE_FIRST_BATCH_WAS = " Here the loss of the first batch was {began:.3f}."
BEFORE_THE_FIRST_BATCH = (
    "Before the first batch the network guesses among {classes} classes. About how large is its "
    "loss?"
)
LOSS_IS_A_LOGARITHM_LN = "The loss is a logarithm: −ln of the probability it gives."
PROBABILITY_OF_EACH_CLASS_NOT = "That is the probability of each class, 1/{classes}, not −ln."
MEANS_SURE_AND_RIGHT = "0 means sure and right: that is the end of training, not its start."
EACH_CLASS_GETS_ABOUT_LN_LN = (
    "Each class gets about 1/{classes}: −ln(1/{classes}) = ln {classes} = {answer:.2f}.{seen} It "
    "can be a little higher, because random weights make some confident wrong guesses."
)
CONVOLUTION_SLIDES_KERNELS = (
    "The {which} convolution slides {filters} kernels of {down}×{across} over {deep}. How many "
    "numbers does training change in it?"
)
FORGETS_THE_BIASES_ONE = "That forgets the biases: one for each kernel."
KERNEL_IS_AS_DEEP_AS_ITS_INPUT = "A kernel is as deep as its input: {deep}."
ONE_KERNEL = "That is one kernel of {filters}."
THOSE_ARE_THE_CELLS = "Those are the cells of its maps: they share weights."
EACH_KERNEL_HAS_WEIGHTS = (
    "({down}·{across}·{channels} + 1)·{filters} = {answer:,}: each kernel has {each} weights and "
    "a bias."
)
ARE_IMAGES_TO_TRAIN = (
    "There are {count:,} images to train on, {batch} in a batch. After {steps} batches, how many "
    "epochs is that?"
)
COUNTS_BATCHES_AS_IF_EACH_WERE = "That counts batches as if each were one picture."
HOW_MANY_BATCHES_ONE_EPOCH = "That is how many batches one epoch has."
FORGETS_HOW_MANY_IMAGES_THERE = "That forgets how many images there are."
BATCH_IS_NOT_AN_EPOCH_AN_EPOCH = "A batch is not an epoch: an epoch is every image once."
WINNER = (
    "Two networks as on screen, but one has {labels_0}, the other {labels_1}. Which has the lower "
    "training loss after {briefly} batches?"
)
NO_NUMBER_AT_ALL = "no number at all"
WINNER_WHY = (
    "Both were trained just now. With {labels_0} the loss ended at {shown_0}, with {labels_1} at "
    "{shown_1}."
)
RATE_THAT_IS_TOO_SMALL_HARDLY = (
    "A rate that is too small hardly moves the weights. One that is too large goes too far."
)
LARGER_BATCH_SEES_MORE_IMAGES = (
    "A larger batch uses more images in the same number of steps, and its loss jumps less."
)
EACH_KERNEL_LOOKS_FOR_ONE = "Each kernel looks for one pattern, so a single kernel finds less."
DECAY_PULLS_EVERY_WEIGHT = "Decay pulls every weight towards 0, even those that are needed."
GRADIENT_OF_ONE_WEIGHT = (
    "The gradient of one weight is {signed} in the very first batch. By how much does Adam with "
    "learning rate {rate:g} change the weight?"
)
GOES_UPHILL_SO_THE_LOSS_WOULD = "That goes uphill, so the loss would grow."
PLAIN_GRADIENT_DESCENT_WITHOUT = "That is plain gradient descent, without Adam."
FORGETS_THE_LEARNING_RATE = "That forgets the learning rate."
ADAM_DIVIDES_THE_MEAN_GRADIENT = (
    "Adam divides the mean gradient by its own size: in the first step only the sign is left. "
    "This weight goes against it, by {signed}."
)
GRADIENT_OF_ONE_WEIGHT_2 = (
    "The gradient of one weight is {signed}. By how much does SGD with learning rate {rate:g} "
    "change the weight?"
)
WHAT_ADAM_DOES_IN_ITS_FIRST = "That is what Adam does in its first step."
AGAINST_THE_GRADIENT_DOWNHILL = (
    "{minus}{rate:g} · {signed} = {signed_2}: against the gradient, downhill."
)
