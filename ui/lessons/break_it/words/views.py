"""What the views and controls of the lesson say. Braces stand for what is shown."""

# Controls
HIDE_IT_AND_GUESS_AGAIN = "Hide it and guess again"
YOUR_GUESS_ACCURACY = "Your guess: accuracy in %"
SHOW_IT_WITHOUT_A_GUESS = "Show it without a guess"

# Drawings view
WITH_AND_WITHOUT_AUGMENTATION = "with and without augmentation"

# Model
NETWORK_HAS_NO_RELU_THAT_COULD = (
    "This network has no ReLU that could be straightened, so its weights are shuffled."
)
NETWORK_HAS_SUCH_LAYERS_SO = "This network has {count} such layers, so layer {count} is shown."

# Order view
ABOVE_AND_BELOW = "test images, above as they are, below shuffled"
TEST_IMAGES_AS_THEY = "Test images as they are, and with their pixels in one other order:"
ACCURACY_ON_TEST_IMAGES = "Accuracy on test images"
TEST_ACCURACY_OF_BOTH_NETWORKS = "Test accuracy of both networks while they learn"
ON_IMAGES_AS_THEY = (
    "On images as they are, the convolution reaches **{conv:.1f}\xa0%** and the dense network "
    "{dense:.1f}\xa0%. On shuffled images the convolution reaches only **{conv_mixed:.1f}\xa0%**, "
    "and the dense network {dense_mixed:.1f}\xa0%.\n\n"
    "**Why:** A dense unit reads all pixels, so for it a shuffle only gives them other numbers. A "
    "window reads neighbours, so the convolution assumes that neighbours belong together. Where "
    "that is true, it needs {parameters:,} parameters instead of {parameters_2:,} (lesson 11)."
)

# Settings
TRAIN_ON_SHUFFLED_PIXELS = "Train on shuffled pixels"
CHANGE_OF_A_NETWORK = "change of a network"
INK_SCALED_AND_CENTRED = "the ink, scaled and centred"

# Stage
ACCURACY_ON_TEST_IMAGES_2 = "Accuracy on {count:,} test images"
ACCURACY_BY_THE_AMOUNT = "Accuracy by the amount: {title}"
OF_IMAGES_THAT_ARE_NO_LONGER = "{count} of {count_2} images that are no longer named right"
WERE_WRONG_ARE_RIGHT_NOW = " ({count} that were wrong are right now)"
FIRST_TEST_IMAGES = "The first test images"
EACH_BEFORE_AND_AFTER = ", each before and after:"
