"""What the questions of the lesson say. Braces stand for what each question is about."""

# Curve questions
MIRRORED_X_BECOMES_X = "It is mirrored: x becomes −x"
NOTHING_IT_STAYS = "Nothing: it stays as it is"
H_WITHOUT_THE_FLIP_CORRELATION = "That is h without the turn: correlation."
WITH_H_FLIPPED_CONVOLUTION = "That is with h turned around: convolution."
MULTIPLIES_THE_HEIGHTS_AT_X = "That multiplies the heights at x: the area of a product counts."
F_ALONE_AT_X = "That is f alone at x."
PRODUCTS_LARGEST_HEIGHT_NOT = "That is the product's largest height, not its area."
OVERLAP_QUESTION = (
    "f is “{title}”, h is “{title_2}”. How large is (f {sign} h)({x}), the area under f(t)·{lies} "
    "at {x}?"
)
OVERLAP_QUESTION_WHY = (
    "The strips of the product there add up to an area of {answer}: drag x to see."
)
WIDER_ONE_ALONE_WIDTHS_ADD_UP = "That is the wider one alone: widths add up."
WHERE_BOTH_ARE_AT_ONCE_AT_X = "That is where both are at once at x = 0."
TWICE_TOO_WIDE_THE_WIDTHS = "This is twice too wide. The widths are added once."
WIDTHS_ARE_ADDED_NOT = "Widths are added, not multiplied."
WIDTH_IS_RIGHT_BUT_IT_STARTS = "That width is right, but it starts at the sum of starts."
SUPPORT_QUESTION = "f is not 0 from {span} and h from {span_2}. From where to where is f ∗ h not 0?"
SUPPORT_QUESTION_WHY = (
    "They touch first and last where their ends meet: {f_0} + ({h_0}) = {low} and {f_1} + {h_1} = "
    "{high}."
)
WHAT_CORRELATION_DOES = "That is what correlation does."
WHAT_CONVOLUTION_DOES = "That is what convolution does."
CHANGES_ITS_SIGN = "It changes its sign"
EVERY_PRODUCT_IS_THE_SAME = "Every product is the same number either way round."
BOTH_ORDERS_OVERLAP_OVER = "Both orders overlap over the same range of shifts."
ORDER_QUESTION = "Swap f and h in a {name}, whatever they are. What happens to the result?"
ORDER_QUESTION_WHY = (
    "f(t)·h(x − t) and h(s)·f(x − s) are the same products with s = x − t: f ∗ h = h ∗ f."
)
H_F_X_SLIDES_F_INSTEAD_OF_H = (
    "(h ⋆ f)(x) slides f instead of h, which is a shift the other way: (f ⋆ h)(−x)."
)
EACH_STRIP_OF_F_ADDS_A_WHOLE_H = "Each strip of f adds a whole h, so the areas multiply."
HALF_OF_IT_THE_AREAS_MULTIPLY = (
    "That is half of it. The areas multiply, and nothing halves the product."
)
RESULT_IS_WIDER_BUT_NOT_LARGER = "The result is wider, but not larger: the areas multiply."
NOTHING_IS_NEGATIVE_HERE = "Nothing is negative here that could take it away."
AREA_QUESTION = (
    "The area under f is {f}, under h {h}. How large is the area under f ∗ h, over all x?"
)
GROWS_WITHOUT_END = "It grows without end"
EDGE_DOES_NOT_END_BUT_ADDS_NO = "The edge does not end, but {name} adds no more area."
HEIGHT_OF_ITS_AREA_COUNTS_HERE = "That is the height of {name}. Its area counts here."
RESULT_IS_ONLY_ON_THE_FAR_LEFT = (
    "The result is 0 only on the far left, where the product is 0 everywhere."
)
HALF_OF_ON_THE_FAR_RIGHT_ALL = "That is half of {name}. On the far right all of it counts."
HEIGHT_IS_NOT_ADDED_TO_THE_TWO = "The height 1 is not added to {name}. The two are multiplied."
LEVEL_QUESTION = (
    "{edge} is the edge: 0 before t = 0, and 1 from there on for ever. The area under {name} is "
    "{area}. Which value does (f ∗ h)(x) reach on the far right?"
)
LEVEL_QUESTION_WHY = (
    "There the edge is 1 wherever {name} is not 0. So the product is {name} itself, and its area "
    "is {area}."
)

# List questions
WITHOUT_THE_TURN = "That is without the turn."
WITH_B_TURNED_AROUND = "That is with b turned around."
ONLY_THE_FIRST_PRODUCT = "That is only the first product."
ADDS_THE_NUMBERS_INSTEAD = "That adds the numbers instead of multiplying them."
TURNED_AROUND_AND_SLID = "turned around and slid"
SLID_AS = "slid as it is"
SUM_QUESTION = (
    "The list a is {said}. The list b is {said_2}. It is {turned} to place {place}. What is the "
    "sum of the products there?"
)
OFF_BY_ONE_AT_THE_FIRST_PLACE = (
    "Off by one: at the first place one number of each list meets already."
)
THEN_THE_PLACES_WHERE_ONLY = "Then the places where only a part of the lists meets are missing."
COUNTS_THE_PRODUCTS_THE_SUMS = "That counts the products. The sums are fewer."
LENGTH_OF_A_ALONE = "That is the length of a alone."
LENGTH_QUESTION = "The list a has {a} numbers, the list b has {b}. How many does the result have?"
LENGTH_QUESTION_WHY = (
    "From the first place to the last, the lists meet at {a} + {b} − 1 = {right} places."
)

# Row questions
WITHOUT_THE_FLIP_CORRELATION = "That is without the turn: correlation."
WITH_H_FLIPPED = "That is with h turned around."
MIDDLE_PRODUCT_ALONE = "That is the middle product alone."
ADDS_THE_PIXELS_AND_LEAVES_OUT = "That adds the pixels and leaves out the weights."
FORGETS_TO_DIVIDE = "That forgets to divide by {divisor}."
ROW_THE_PIXELS_AROUND_X = (
    "In row {row} the pixels around x = {x} are {names} (0 outside), and the weights from "
    "h(−{reach}) to h({reach}) are {names_2}{part}. How large is (f {sign} h)({x}) = Σ "
    "f(t)·{lies}?"
)
IN_CONVOLUTION_H_IS_TURNED = "In convolution h is turned around first."
ONE_MEETS_F_X_ITSELF = "That one meets f(x) itself."
MEETS_QUESTION = "In a {way}, which weight meets the pixel just {where} of x, f(x {form} 1)?"
ONE_FOR_EACH_PIXEL = "That is one for each pixel."
OFF_BY_ONE_THE_FIRST_PLACE = "Off by one: the first place counts as well."
PLACES_ARE_COUNTED_NOT = "Places are counted, not products."
LIE_WHOLLY = "lie wholly on it"
TOUCH_AT_LEAST_ONE_PIXEL = "touch at least one pixel of it"
ROW_HAS_PIXELS_H_HAS_WEIGHTS = (
    "A row has {wide} pixels, h has {taps} weights. At how many places x do the weights {what}?"
)
NETWORK_CALLS_IT_VALID = "{wide} − {taps} + 1 = {answer}: a network calls it “valid”."
NETWORK_CALLS_IT_FULL = "{wide} + {taps} − 1 = {answer}: a network calls it “full”."
