"""What the views and controls of the lesson say. Braces stand for what is shown."""

# Classes view
OR_EIGHT_WINDOWS = "Or eight windows of a photograph that comes with the app:"
TAKE_WINDOWS_OF_TWO = "Take windows of two photographs, to try"
FILE_THAT_WAS_SAVED_HERE = "The file {classes_file} that was saved here"
ITS_CLASSES_TAKE_THE_PLACE = "Its classes take the place of those here."

# Controls
ASK_ABOUT_A_NEW_PICTURE = "Ask about a new picture"
READ_IN_MEMORY_FOR_THIS_VISIT = "It is read in memory for this visit and kept nowhere."
SAVE_THE_NEW_LAYER = "Save the new layer"
MOST_PROBABLE_CLASS = "the most probable class"

# Count view
IMAGES_OF_A_CLASS = "images of a class"
ACCURACY_ON_TEST_IMAGES = "Accuracy on test images"
IMAGES_OF_EACH_CLASS = "images of each class"
TEST_ACCURACY_OF_BOTH = "Test accuracy of both by the number of images of each class"

# Learn view
SOME_TO_LEARN_FROM = "some of {learned} to learn from"
KEPT_FOR_THE_TEST = "{tested} kept for the test"
TEST_IMAGE_OF_NAMED = "test image {at} of {name}, named {named}"
TEST_ACCURACY_OF_BOTH_WHILE = "Test accuracy of both while they learn"
LOSS_ON_THE_BATCH = "Loss on the batch"
LOSS_OF_BOTH_WHILE_THEY_LEARN = "Loss of both while they learn"

# Own
PICTURE_IS_IN_THE_CLASS = "{name}: this picture is in the class already"
ALL_WINDOWS_OF_ARE_IN_THIS = "all windows of {photograph} are in this class already"
NOT_TAKEN_YOUR_CLASSES_STAY = "Not taken: {error}. Your classes stay as they were."
PICTURES_ARE_THE_MOST = "{most_pictures} pictures are the most"

# Pair view
ALL_IMAGES_BY_TWO_FEATURES = "All images by two features"
FEATURE_AVERAGE_OF_ITS_MAP = "feature {first}: average of its map"
IMAGES_BY_FEATURES = "Images by features {first} and {second}"

# Settings
TRAIN_THE_NEW_LAYER = "Train the new layer"

# Settling
THESE_IMAGES_HAVE_NO_SO = "These images have no {called} {view}, so {last} is used instead."
