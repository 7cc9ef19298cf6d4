"""All that this lesson says: on its page, in its views and controls, and in its questions."""
