"""What the questions of the lesson say. Braces stand for what each question is about."""

NEW_LAYER_READS_FEATURES = (
    "The new layer reads {whole} features and gives a score for each of {classes} classes. How "
    "many parameters does it learn?"
)
EACH_OF_THE_SCORES_ALSO = "Each of the {classes} scores also has a bias."
EACH_CLASS_HAS_A_WEIGHT = "Each class has a weight of its own for each feature."
THESE_ARE_THE_WEIGHTS_OF_ONE = "These are the weights of one class, and there are {classes}."
EACH_CLASS_HAS_WEIGHTS = (
    "Each class has {whole} weights and a bias, so it is {whole_2}·{classes} = {whole_3}. The "
    "large network keeps its kernels."
)
WHAT_CHANGES_IN_THE_LARGE = (
    "What changes in the large network while the new layer learns your classes?"
)
THEN_ITS_FEATURES_WOULD_HAVE = "Then its features would have to be computed anew each time."
DONE_SOMETIMES_BUT_NOT_HERE = "This is done sometimes, but not here."
THEY_FIND_EDGES_AND_COLOURS = "They find edges and colours, and those are useful as they are."
FEATURES_ARE_COMPUTED_ONCE = (
    "The features are computed once, and only the new layer reads them. So a batch takes less "
    "than a millisecond."
)
BEFORE_THE_FIRST_BATCH_NOTHING = (
    "Before the first batch nothing is learned. How many of the {tested} test images are named "
    "right by chance, if all {classes} classes have equally many?"
)
ONE_CLASS_IS_ALWAYS_NAMED = "One class is always named, and some images show it."
FOR_TWO_CLASSES = "This is so for two classes."
NOTHING_IS_LEARNED_YET = "Nothing is learned yet."
ONE_OF_IS_RIGHT_BY_CHANCE_SO = (
    "One of {classes} is right by chance, so it is about {tested} / {classes} = {quotient}. The "
    "dashed line shows it."
)
FEATURE_AVERAGES_OVER = (
    "Feature {feature} averages {average:.2f} over the images of {name}, and its weight for "
    "{name} is {weight:.3f}. How much does it add to their score, on average?"
)
AVERAGE_AND_WEIGHT = "Average and weight are multiplied, not added."
AVERAGE_OVER_PLACES_IS_TAKEN = "The average over 49 places is taken already."
FEATURE_ALONE_WITHOUT = "This is the feature alone, without its weight."
ADDS_ALL_SUCH_PRODUCTS = (
    "It adds {average:.2f}·{weight:.3f} = {text}. All 1,280 such products and the bias are the "
    "score."
)
FEATURE_IS_THE_AVERAGE = (
    "A feature is the average of a map of 7×7 places. A place has the value 9.8, and its weight "
    "is 0.5. How much does this place alone add to the score?"
)
AVERAGE_DIVIDES_BY_SO_ONE = "The average divides by 49, so one place counts 1/49 of that."
STILL_MULTIPLIED_BY_THE_WEIGHT = "This is 9.8 / 49. It is still multiplied by the weight."
AVERAGE_DIVIDES_BY_ALL_PLACES = "The average divides by all 7·7 = 49 places, not by 7."
AVERAGE_ADDS_FOR_THIS_PLACE = (
    "The average adds 9.8 / 49 = 0.2 for this place, and 0.2·0.5 = 0.1. So the 49 places add up "
    "to the score, with the bias."
)
CLASS_HAS_PICTURES_AND_EVERY = (
    "A class has {count} pictures, and every fourth of them is kept for the test. How many does "
    "the new layer learn from?"
)
MUST_NOT_LEARN_FROM_THE_TEST = "It must not learn from the test pictures."
THESE_ARE_THE_ONES = "These are the ones that are kept for the test."
EVERY_FOURTH_PICTURE_IS_KEPT = "Every fourth picture is kept, not four pictures."
EVERY_FOURTH_IS_AND_ARE_LEFT = (
    "Every fourth is {count} / 4 = {quotient}, and {count} − {quotient} = {quotient_2} are left."
)
CLASS_A_HAS_PICTURES_AND_CLASS = (
    "Class A has {many} pictures and class B only {few}. A layer names every picture A. Of 100 "
    "such pictures, how many does it name right?"
)
WOULD_BE_SO_IF_BOTH_CLASSES = "This would be so if both classes had equally many pictures."
SHARE_OF_CLASS_B = "This is the share of class B."
EACH_PICTURE_OF_B_IS_NAMED = "Each picture of B is named wrong."
RIGHT_FOR_ALL_OF_A_WHICH = (
    "It is right for all of A, which is {many} of {total}, or {right} of 100. So accuracy "
    "misleads if one class has far more pictures."
)
