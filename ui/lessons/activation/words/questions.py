"""What the questions of the lesson say. Braces stand for what each question is about."""

# Fit questions
EACH_HIDDEN_UNIT_HAS_A_BEND = "Each hidden unit has a bend of its own, also the last one."
NUMBER_OF_STRAIGHT_PIECES = "That is the number of straight pieces."
WOULD_BE_ONE_HIDDEN_UNIT = "That would be one hidden unit."
RELU_BENDS_ONCE_WHERE = "A ReLU bends once, where its input is 0."
BENDS_QUESTION = (
    "Two layers have {units} hidden units with ReLU between them, and one input x. How many bends "
    "can their curve have at most?"
)
BENDS_QUESTION_WHY = "Each ReLU bends at one place: {units} units, at most {units} bends."

# Questions
NUMBER_AS_IT_WAS = "That is the number as it was: the activation did nothing."
DOES_NOT_TURN_THIS_NUMBER_S = "{title} does not turn this number’s sign around."
NOT_THE_DISTANCE_FROM = "{title} is not the distance from 0."
WHAT_A_SWITCH_GIVES_GIVES = "That is what a switch gives. {title} gives another number here."
DOES_NOT_GIVE_HERE_RELU_GIVES = "{title} does not give 0 here. ReLU gives 0 for numbers below 0."
AFTER = (
    "{title}: {formula}. Before it, the cell in row {row}, column {column} is {x}. What is it "
    "after?"
)
CELLS_THAT_WERE_ALREADY_STAY = "The cells that were 0 already stay 0: count them too."
THOSE_WERE_BEFORE_THE_NEGATIVE = "Those were 0 before. The negative ones join them."
POSITIVE_CELLS_DO_NOT_BECOME = "The positive cells do not become 0."
ZEROS_WHY = "{negative:,} + {nothing:,} = {count:,}: what is negative becomes 0, and 0 stays 0."
DOES_NOT_GIVE_FOR_EXACTLY = "{title} does not give 0 for exactly the negative cells."
DOES_NOT_GIVE_FOR_EXACTLY_2 = "{title} does not give 0 for exactly the cells that are not above 0."
DOES_NOT_GIVE_FOR_EVERY_NUMBER = "{title} does not give 0 for every number."
THOSE_ARE_THE_CELLS = "Those are the cells that are not 0."
ZEROS = (
    "Of the map’s {cells:,} cells, {negative:,} are negative, {nothing:,} are 0 and "
    "{difference:,} are positive. How many are 0 after {title}?"
)
ITSELF_NOT_HOW_FAST_IT_CHANGES = "That is {title} itself, not how fast it changes."
NUMBER_X_THE_SLOPE_IS_WHAT = (
    "That is the number x. The slope is what a small step of x is multiplied with."
)
SLOPE_IS_ONLY_WHERE = "The slope is 1 only where the function rises as fast as x itself."
SLOPE_IS_ONLY_WHERE_2 = "The slope is 0 only where the function is flat."
SIGMOID_S_SLOPE_AT_X = "0.25 is Sigmoid’s slope at x = 0, its largest."
SLOPE = (
    "{title} is applied to x {result}. When x changes a tiny bit, the output changes a tiny bit, "
    "too. How "
    "many times as much is that? This is the slope."
)
SLOPE_OF_S_CURVE_AT_THIS_X = "The slope of {title}’s curve at this x"
X_IS_SO_THE_SLOPE = "{rule}. This x is {sign}, so the slope"
EACH_LAYER_MULTIPLIES_WHAT = "Each layer multiplies what is left, so it is a power."
ONE_LAYER_OF_THEM_MULTIPLY = "That is one layer. {layers} of them multiply."
SIGMOID_AT_ITS_SLOPE_THERE = "0.5 is Sigmoid at 0; its slope there is 0.5·0.5 = 0.25."
ONLY_SLOPES_OF_SUCH_AS_RELU_S = (
    "Only slopes of 1, such as ReLU’s above 0, pass a gradient on unchanged."
)
ONE_LAYER_TOO_FEW = "One layer too few."
DEPTH = (
    "A gradient of 1 goes back through {layers} layers with Sigmoid. Without the weights, how "
    "much of it is left at most?"
)
DEPTH_WHY = "Sigmoid’s slope is at most 0.25, so 0.25{raised} = {scientific}."
SECOND_LAYER_MULTIPLIES = "The second layer multiplies the first: weights are not added."
SECOND_LAYER_MULTIPLIES_2 = "The second layer multiplies the first one’s bias by {c}, too."
BIAS_IS_ADDED_TO_NOT = "A bias is added to, not multiplied with, the other."
NONE_IT_NEEDS_BOTH = "none: it needs both"
ONLY_AN_ACTIVATION_BETWEEN = "Only an activation between them would keep two layers from being one."
LINEAR = (
    "The first layer turns x into {line}. The second turns its output y into {line_2}. There is "
    "no activation between them. Which single layer does the same?"
)
LINEAR_WHY = "{c}·({inner}){signed} = {line}: two linear layers are one."
