"""What the views and controls of the lesson say. Braces stand for what is shown."""

# Controls
NOISE_OF_THE_RANGE = "Noise, % of the range"
STEP_SIZE_OF_THE_RANGE = "Step size, % of the range"
BLUR_TENTHS_OF_A_PIXEL = "Blur, tenths of a pixel"

# Features view
IMAGES_AND_THEIR_SCORES = "the images and their scores"

# Found
SCORES_OF_THE_CLASSES = "scores of the classes"

# Model
NETWORK_HAS_NO_CLASS_SO_ANY = "This network has no class {view}, so any other class is the goal."

# Scenes
PROBABILITY_OF_FOR_THIS = "Probability of {name}, for this picture"
ACCURACY_OVER_TEST_PICTURES = "Accuracy over {count} test pictures"
SAME_NETWORK_WITH_NEW_RANDOM = "The same network, with new random weights in its {which}"

# Settings
MEAN_OF_THE_IMAGE = "The mean of the image"
TEN_SMALL_STEPS_PGD = "Ten small steps (PGD)"

# Where
NETWORK_HAS_NO_CLASS_SO = "This network has no class {view}, so the most probable one is used."
