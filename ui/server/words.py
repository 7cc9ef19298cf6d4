"""What the server says before, or instead of, the app."""

LOADING = "ConvScope is loading"
PICTURE = "An image, a kernel with its weights, and the feature map that they make"
NEEDS_SCRIPTS = "ConvScope computes in your browser. Please allow JavaScript for this page."
UNKNOWN_TITLE = "No such page · ConvScope"
UNKNOWN = "There is no page at this address."
PERHAPS = "Perhaps you want this one:"
ALL_PAGES = "These are all the pages of ConvScope:"
