"""What the views and controls of the lesson say. Braces stand for what is shown."""

# Augmentation view
BEFORE_AND_AFTER = "images of the next batch, before and after: {title}"
IMAGES_OF_THE_NEXT_BATCH_ABOVE = (
    "Images of the next batch, above as they are and below changed ({title}):"
)
SEE_WHAT_THIS_NETWORK_CAN_READ = "See what this network can read now"

# Controls
HOW_MANY_IN_EACH_LAYER_CHOOSE = "How many in each layer. Choose, or type numbers: 4, 8, 16."
WHICH_CLASSES_THE_TRAINING = (
    "Which classes the training images show. With “one class” all of them are of the same class. "
    "With “90 % one” nine of ten are."
)
EACH_TRAINING_IMAGE_IS_CHANGED = (
    "Each training image is changed by chance, in another way each time it is seen. So the "
    "network also learns images that the data does not have."
)
WEIGHT_DECAY_THIS_SHARE = (
    "Weight decay. This share of each weight is added to its gradient. So weights that the loss "
    "does not need get smaller."
)

# Downloads
DOWNLOAD_WEIGHTS_AFTER_STEPS = "**Download**: {count:,} weights after {steps:,} steps"
WHOLE_RUN_NPZ = "The whole run (npz)"
YOUR_OWN_CLASSES_TAKES = "“Your own classes” takes the pictures back."
WEIGHTS_OPEN_IN_NUMPY = (
    "Weights open in NumPy, and in the code beside. The run holds weights, the optimiser's "
    "memory, every loss and all settings, and goes on where it stopped."
)
CODE_THAT_BUILDS_THIS_NETWORK = "**Code** that builds this network and loads `{weights}`"

# Digit panel
LINK_HOLDS_THE_NETWORK_BUT_NOT = (
    "The link holds the network, but not your picture: whoever opens it begins with a test picture."
)
NETWORK_IS_NOT_TRAINED_YET = (
    "This network is not trained yet. Its weights are random, so it only guesses."
)
DRAW_SOMETHING_THE_NETWORK = "Draw something: the network reads it while you draw."
IMAGE_OF_WAS_NOT_USED = (
    "This image of {name} was not used for training. Draw over it to begin your own."
)
DARK_INK_ON_LIGHT_PAPER_OR = "Dark ink on light paper or light on dark. It is kept nowhere."
PAD_STAYS_AS_IT_WAS = "{text}{text_2}. The pad stays as it was."

# Own classes
DRAW_SOMETHING_FIRST_THEN = "Draw something first, then choose its class."
NOT_TAKEN_YOUR_CLASSES_STAY = "Not taken: {error}. Your classes stay as they were."
CLASS_HOLDS_PICTURES_AT_MOST = "class {name} holds {most_pictures} pictures at most"

# Prediction
SOME_OF_THE_NETWORKS_NUMBERS = (
    "Some of the network's numbers are not finite, so it has no output. Go back to the last good "
    "step, or start over."
)

# Judge view
CELL_IS_TWO_CLASSES_TRUE = "a cell is two classes, true and predicted, such as 4,9"
NETWORKS_OUTPUTS_ARE_NOT = (
    "The network's outputs are not numbers any more, so there is nothing to judge. Go back to the "
    "last good state, or start over with a smaller learning rate."
)
OF_TEST_IMAGES_READ_CORRECTLY = (
    "{right:,} of {total:,} test images read correctly: {quotient:.1f} %."
)
MOST_OFTEN_MIXED_UP_READ = "{words} Most often mixed up: {classes} read as {classes_2}, {often}."
NOT_TESTED_ON_THE_WAY = "not tested on the way"
RIGHT_AT_ALL_TESTS = "right at all {looks} tests"
RIGHT_AT_THE_ONLY_TEST = "right at the only test"
READ_WRONGLY_AT_OF_TESTS = "read wrongly at {misread} of {looks} tests"
LAST_AFTER_IMAGES_EPOCH = "{often}, last after {last:,} images (epoch {quotient:.2f})"
READ_WRONGLY_BEFORE = "{count:,} read wrongly before and rightly now, the last learned first"
MOST_CONFIDENT_FIRST = "{counted}, the most confident first"

# Film
KERNELS_OF_THE_FIRST_LAYER = "{count} kernels of the first layer"
TEST_IMAGE_AND_PROBABILITIES = "a test image, and its probabilities"
LOSS_ON_EACH_BATCH = "loss on each batch"
ACCURACY_ON_TEST_IMAGES = "accuracy on {tested} test images"

# Neighbours
LINKS_NETWORK_CANNOT_BE = (
    "The link's network cannot be trained here: {fault}. This run has {names}."
)

# Network view
NETWORK_AND_ITS_TRAINING = "the network and its training"

# Own classes view
PUT_THE_DRAWING_INTO = "Put the drawing into"
DRAW_THEN_CHOOSE_A_CLASS = "draw, then choose a class"
THEY_ARE_READ_IN_MEMORY = "They are read in memory for this visit and kept nowhere."
TAKE_SOME_DIGITS_TO_TRY = "Take some digits, to try"
NPZ_FILE_FROM_YOUR_PICTURES = "An .npz file from “Your pictures” under “Keep”"
ITS_CLASSES_TAKE_THE_PLACE = "Its classes take the place of those here."
TRAIN_ON_THESE_CLASSES = "Train on these classes"

# Panels
DATA_NETWORK_AND_OPTIMISER = "Data, network and optimiser"

# Previous run
DASHED_CURVES_ARE_THE_RUN = (
    "The dashed curves are the run before, {verbatim}. It reads {times_100_accuracy:.1f} % of the "
    "test images after {steps:,} batch{value}."
)

# Recipe
NETWORK_HAS_WEIGHTS_OF_THEM = (
    "the network has {parameters:,} weights, {value:,} of them in layer {number}, {name}: this "
    "page trains at most {most_parameters:,}; pool more, or use fewer kernels"
)
ONE_BATCH_OF_TAKES_MULTIPLY = (
    "one batch of {batch} takes {work:,} multiply-adds, and this page trains with at most "
    "{most_work:,}: use a batch of {fits}, fewer kernels or more pooling"
)

# Rescue
DIVIDED_BY_TEN_TIMES = (
    "{before:g} divided by ten {tenths} times, as the larger ones failed a short trial"
)
RESUMED_AFTER_BATCH = (
    "Resumed after batch {step:,} at a learning rate of {rate:g}: {how}. Expect the loss to fall "
    "from here. If it does not, another tenth may help."
)

# Session
CLASSES_OF_THIS_LINK_STAYED = (
    "The classes of this link stayed on their owner's computer: here are the digits."
)
RUN_WAS_PAUSED_WHEN_YOU_LEFT = "The run was paused when you left, after batch {steps:,}."
RUN_WAS_INTERRUPTED = (
    "This run was still going on when its address was last written. "
    "It is repeated here up to batch {steps:,}, and later batches are lost."
)
RUN_BESIDE_IS_OF_CLASSES = "The other run learns classes that stayed on their owner's computer."
RUN_BESIDE_CANNOT_BE_TRAINED = "The other run cannot be trained, so it is left out: {fault}."
REPLAYING_THE_LINKS_RUN_STEP = "Replaying the link's run: step {steps:,} of {goal:,}"

# Settings
ONE_NUMBER_FOR_EACH = (
    "one number for each of 1 to {most_layers} layers, 1 to {most_kernels}, such as 8,16"
)
NO_RATE_AND_STEP_SUCH = "“{part}” is not a rate and a step, such as 0.005:120, in growing order"
NOT_A_SETTING_OF_A_RUN = "“{name}” is not a setting of a run"
NOT_A_VALUE = "“{value}” is not a value of {name}"

# Step view
LOSS_IS_NOT_A_NUMBER_ANY_MORE = (
    "The loss is not a number any more, so no gradient can be explained. Go back to the last good "
    "state, or start over with a smaller learning rate."
)
WHOLE_NUMBERS_APART_BY_COMMAS = "it is {count} whole numbers with commas between them"
NETWORKS_STEP_HAS_POSITIONS = (
    "This network's step has positions 0 to {last}, so the last is used instead."
)
BATCH_HAS_EXAMPLES_SO_THE_LAST = "The batch has {batch} examples, so the last is used instead."
STEP_INSIDE_A_BATCH = "the step inside a batch"

# Activation
FOUND_IT_OR_NOT = "{name}: found it, or not"
CHANGED_BY_THE_CURVE = "{name}: each number is changed by the curve"
OF_NUMBERS_BECOME_THE_OTHERS = "{cut:,} of {size:,} numbers become 0. The others pass unchanged."
EACH_NUMBER_IS_BENT_ON_ITS_OWN = "Each number is changed on its own, by the curve."
NEXT_LAYER_SEES_ONLY_WHAT = "{words} The next layer reads only what is left."
WHERE_THE_NUMBER_BECAME = (
    "Where the number became 0 the slope is 0: {stopped:,} of {arriving:,} gradients end here."
)
EACH_GRADIENT_IS_MULTIPLIED = (
    "Each gradient is multiplied with the slope of the curve at its number."
)

# Conv
ONE_KERNEL_ONE_NUMBER = "{name}: one kernel, one number"
LAY_KERNEL_ON_MULTIPLY_AND_ADD = (
    "Lay kernel {f} on {channels}, multiply, and add all products and the bias. "
    "Kernels, maps, channels, rows and columns are counted from 0."
)
BACK_WHAT_ONE_WEIGHT_DID = "{name}, back: what one weight did"
WEIGHT_ROW_COLUMN_OF_KERNEL = (
    "Weight (row {i}, column {j}) of kernel {f}{of} was multiplied by each framed input. Its "
    "gradient is the sum of input × upstream. The bias is multiplied by 1 everywhere."
)
NOTHING_LIES_BEFORE_THE_IMAGE = (
    "Nothing lies before the image, so training leaves this out: it says which pixels would "
    "change the loss."
)
EVERY_CELL_OF_A_MAP_THAT_READ = (
    "Every cell of a map that read this number sends back its gradient, times the weight that it "
    "was read with."
)
GRADIENT_OF_THE_INPUT = "gradient of the input"

# Dense
EVERY_NUMBER_ADDS_TO_THE_LOGIT = "{name}: every number adds to the logit of every class"
ALL_INPUTS_TIMES_THE_WEIGHTS = (
    "All {count:,} inputs times the weights of unit {unit}, added up: one logit."
)
WEIGHT_FROM_INPUT_TO_UNIT_WAS = (
    "The weight from input {weight_1} to unit {unit} was used once. Its gradient is that input × "
    "the unit's gradient. The gradient of the bias is the unit's gradient × 1."
)
GRADIENT_OF_THE_LOGITS = "gradient of the logits"
GRADIENTS_OF_ALL_WEIGHTS_BATCH = "gradients of all {size:,} weights, batch"
BACK_ON_TO_THE_LAYER_BEFORE = "{name}, back: on to the layer before"
EACH_INPUT_GETS_BACK_FROM = (
    "Each input gets back, from every unit, the unit's gradient times the weight between them."
)

# Fallback
WHAT_COMES_IN_AND_WHAT_GOES = "What comes in, and what goes out."
GRADIENT_THAT_COMES = "The gradient that comes, and the one that is passed on."

# Flatten
MAPS_BECOME_ONE_VECTOR = "{name}: maps become one vector"
NOTHING_IS_COMPUTED_MAPS = (
    "Nothing is computed: {count} maps of {rows}×{wide} are laid out one after the other, "
    "{size:,} numbers in a row (drawn in {columns} lines)."
)
MAP_ROW_COLUMN_NUMBER = "map {f}, row {r}, column {c} → number "
OF_THE_VECTOR_ALL_COUNTED_FROM = " of the vector: {short} (all counted from 0)"
BACK_THE_VECTOR_BECOMES_MAPS = "{name}, back: the vector becomes maps again"
NOTHING_IS_COMPUTED_EACH = "Nothing is computed: each number goes back to where it came from."
GRADIENT_OF_THE_VECTOR = "gradient of the vector of {size:,}"
GRADIENT_OF_THE_MAPS = "gradient of the maps"
NUMBER_MAP_ROW_COLUMN = "number {place:,} → map {f}, row {r}, column {c}: "

# Lines
NUMBERS_ARE_ROUNDED_THE_TERM = "Numbers are rounded. The term “rounding” is what is left over."
ROW_BY_ROW_OF_HAVE_A_PRODUCT = " row by row: {count:,} of {name} have a product other than 0"
LOSS_WEIGHT_A_BIT_LARGER = "loss, weight a bit larger"
BY_RUNNING_IT_TWICE = " ✓ checked by running it twice"
RELU_SWITCHES_OR_A_POOLING = (
    " ≠: a ReLU switches, or a pooling chooses another cell, between the two runs"
)

# Loss
LOSS_HOW_FAR = "loss: how far is the probability of the true class from 1?"
SOFTMAX_TURNS_THE_LOGITS_INTO = (
    "Softmax turns the logits into probabilities that add up to 1. The true class is {classes}, "
    "and the loss is −ln of its probability."
)
BACK_AT_THE_LOGITS_P_Y = "back at the logits: p − y"
SLOPE_OF_THE_LOSS_FOR_EACH = (
    "The slope of the loss for each logit is its probability p minus y. For the true class y is "
    "1, else 0. Learning lowers orange logits and raises blue, hatched ones."
)
LEARNING_WILL_THIS_LOGIT = " so learning will {wanted} this logit"

# Pooling
ONE_OF_EACH_WINDOW = "{name}: the {word} number of each window"
ONE_NUMBER_A_WINDOW = "{name}: one number for each window"
BACK_TO_THE_CHOSEN_CELL = "{name}, back: to the chosen cell alone"
BACK_TO_EACH_ITS_SHARE = "{name}, back: to each cell its share"
ONLY_THE_NUMBER_OF_EACH_WINDOW = (
    "Only the {word} number of each window goes on. Dots mark these cells, because they alone "
    "will get the gradient back."
)
EACH_WINDOW_BECOMES_ONE_NUMBER = "Each window becomes one number"
EVERY_CELL_HAD_A_PART = "; every cell had a part in it"
GOES_TO_THE_CHOSEN_CELL = "{short} goes to the chosen cell, "
AT_ROW_COLUMN_THE_OTHERS_GET = ", at row {rows}, column {cols}; the others get 0"
ONLY_THE_CHOSEN_CELL_CHANGED = (
    "Only the chosen cell changed the output, so it gets the whole gradient. The others get 0."
)
EVERY_CELL_GETS_BACK_THE_SHARE = "Every cell gets back the share that it had in the output."
EACH_CELL_GETS_BACK = (
    "Each cell gets back the gradient times its slope: how much it changed the output."
)
WINDOWS_OVERLAP_HERE_WHAT = " Windows overlap here: what a cell gets is added up."
WINDOW_AND_THE_CHOSEN_CELL = "the window, and the chosen cell"

# Update
EACH_LINE_IS_ROUNDED_THE_NEXT = (
    "Each line is rounded. The next line goes on with the printed number."
)
ADAM_KEEPS_TWO_RUNNING_MEANS_M = (
    "Adam keeps two running means: m of the gradient, v of its square. The step is the learning "
    "rate times m / √v. That is hardly ever more than the learning rate, and less where gradients "
    "keep changing their sign. Here m / √v is about {short}."
)
WITH_THE_PUSH_OF_THE_STEPS = ", with the push of the steps before"
EACH_WEIGHT_MOVES_AGAINST = (
    "Each weight moves against its slope: by the slope times the learning rate{push}."
)
WHAT_SUBTRACTS_FROM_EACH = "What {title} subtracts from each weight, found by trying this update."

# Troubles
LOSS_IS_SINCE_STEP_THE_NUMBERS = (
    "The loss is {what} since step {step}. The numbers grew beyond all bounds, most often because "
    "the learning rate is too large."
)
SINCE_STEP_THE_LOSS_IS_MORE = (
    "Since step {step} the loss is more than {far} times the {chance:.2f} of guessing, now "
    "{amount:.3g}. Each update goes much too far, so the learning rate is too large."
)
SINCE_STEP_MOST_LOSSES = (
    "Since step {step} most losses are above {chance:.2f}, that of guessing, though they were "
    "below before. A smaller learning rate would keep what was learned."
)
OF_THE_RELU_MAPS_ARE_FOR_EVERY = (
    "{times_100_amount:.0f} % of the ReLU maps are 0 for every image tested, and half of them or "
    "more since step {step}. Hardly any gradient reaches their weights, so they rarely recover."
)
SINCE_STEP_THE_LOSS_DOES_NOT = (
    "Since step {step} the loss does not fall by {times_100_progress:.0f} % in {window} steps. It "
    "is now about {amount:.2f}. Another learning rate, or another start, may help."
)
ALL_TRAINING_IMAGES = (
    "All {most:,} training images are of class {name}. The loss falls because the network always "
    "gives this class, not because it tells classes apart. Add a second class."
)
OF_THE_TRAINING_IMAGES = (
    "{times_100_amount:.0f} % of the training images are of class {largest}. So a network that "
    "always gives {largest} is right that often. Judge each class on its own, and not by the loss."
)
EVERY_STEP_FOLLOWS_A_SINGLE = (
    "Every step follows a single picture, so the loss jumps from one to the next and may never "
    "settle. Use batches of 8 or more, or a smaller learning rate."
)
ARE_NO_WORDS = "there are no words for {kind}"

# Uploads
CHOOSE_THE_DATA_KERNELS_SIZE = (
    "Choose the data, kernels, size, stride, padding and pooling of that network in the controls, "
    "then load the file again"
)
LOAD_WEIGHTS_OR_A_WHOLE_RUN = "Load weights or a whole run: an .npz file saved here"
WEIGHTS_ARE_IN_THE_NETWORK = (
    "The weights are in the network: {right}. The link does not hold them; starting over brings "
    "the seed's weights back."
)
RUN_WAS_TRAINED_ON_CLASSES = (
    "this run was trained on classes of somebody's own: bring their pictures first, under Your "
    "own classes, and train on them"
)
RUN_HAS_BATCHES_AND_THIS_PAGE = (
    "this run has {steps:,} batches, and this page trains at most {longest:,}"
)
RUN_GOES_ON_AFTER_BATCH = "The run goes on after batch {steps:,}: {right}."
OF_THE_TEST_IMAGES_RIGHT = "{times_100_accuracy:.1f} % of the test images right"

# Page
STEP_INSIDE_A_BATCH_2 = "Step inside a batch"
