"""What the views and controls of the lesson say. Braces stand for what is shown."""

# Controls
IN_THEIR_OWN_COLOURS = "In their own colours"
EACH_CHANNEL_IS_PAINTED_IN_RED = (
    "Each channel is painted in red, green or blue light. The numbers stay the same."
)
NUMBERS_FROM_BLACK_TO_WHITE = "Numbers from black to white"
SHOW_THE_THREE_CHANNELS = "Show the three channels"
PAINT_WITH_A_BRUSH = "Paint with a brush"
DRAG_OVER_EACH_NUMBER_THAT_YOU = (
    "Drag over {where}: each number that you cross becomes the number of the brush. On a touch "
    "screen one finger then paints and does not scroll the page."
)
NUMBER_OF_THE_BRUSH_IS_WHITE = "Number of the brush, {white} is white"
EACH_DIVIDED_BY_NORMALISATION = "each divided by 255:\nnormalisation"
NUMBERS_OF_THIS_IMAGE = (
    "The numbers of this image are small. So {white} is drawn as white here, not 255."
)
OF_NUMBERS_CHANGE = (
    "**{changed:,} of {count:,} numbers change** ({about}{share:.0f} %), but the object is the "
    "same. A list of rules such as “this pixel is above 200” breaks at once. So people first made "
    "*descriptors* by hand, such as SIFT and HOG. They count the directions of edges, which "
    "hardly change with the light or with a small shift. A network finds its own descriptors by "
    "learning."
)

# Edits
NEEDS_A_ROW_AND_COLUMN_FROM = "“{part}” needs a row and column from 0 and values 0 to 255"
CHANGES_PIXELS_AND_IS_THE_MOST = "it changes {count} pixels, and {most} is the most"
PICTURE_HAS_NO_PLANE = "this picture has no channel {plane}"

# Events
LINK_HOLDS_CHANGED_PIXELS_SO = (
    "A link holds {most} changed pixels, so the rest of the stroke is left out."
)

# Model
ROW_COLUMN_IS_OUTSIDE = "row {row}, column {column} is outside the {rows}×{columns} picture"

# Scene
ARROW_KEYS_MOVE_FROM_PIXEL = (
    "Arrow keys move from pixel to pixel. Plus and minus zoom. Enter pins a pixel."
)
KEY_P_EDITS_A_PIXEL_OR_PAINTS = " The key p edits a pixel or paints it."
