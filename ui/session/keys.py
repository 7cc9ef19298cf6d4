"""The keys of a visitor's session: every one is made or named here, so that no two are the same.

Streamlit keeps one flat dictionary for all lessons. Keys with a dot are settings, which the link
writes and reads. Those with a colon are what a page has beside them: views, buttons, what it keeps.
What belongs to the whole visit has a name below, without either.
"""

from __future__ import annotations


def setting_key(page: str, name: str) -> str:
    """Return the key of a setting of a page, or of a control that stands for one.

    >>> setting_key("window", "stride")
    'window.stride'
    """
    return f"{page}.{name}"


def page_key(page: str, name: str) -> str:
    """Return the key of what a page has beside its settings; `page` may also name a part of one.

    >>> page_key("window", "linked-view")
    'window:linked-view'
    """
    return f"{page}:{name}"


def field_key(field: str, name: str) -> str:
    """Return the key of what belongs to a text field: what was said of its text, what it asks.

    >>> field_key("window.weights", "error")
    'window.weights-error'
    """
    return f"{field}-{name}"


# The link and its controls.
LINK = "link"  # what the last run showed: page, values, notes
ENTRIES = "entries"  # pages and addresses of the browser's history that were changed on arrival
CLASSROOM = "classroom"  # what the link says of the page around the lesson
CARRIED = "carried"  # settings the reader chose, which travel to the next lesson
WAYS_BACK = "ways back"  # of lessons that go on where the reader left them: what makes their link
CONTROLS_SHOWN = "controls shown"  # what each control was made to show, and when it was moved
OWN_PICTURE = "own picture"  # the reader's own, as it was read
PICTURE_COPY = "picture copy"  # of the reader's own, for the browser to keep
PICTURE_REFUSED = "picture refused"  # why the last file was
NUMBER_SAID = "typed number"  # what became of the last one
# What the reader does in views.
EDIT_UNHEARD = (
    "edit unheard"  # of the last edit: when it was made, each setting before and after it
)
EDIT_REFUSED = "edit refused"  # why the last edit was, or what it became instead
QUESTION_ASKED = "asked"  # which question of which page is about which cell
EXERCISE_ANSWERS = "exercise answers"  # by step, for as long as the visit lasts
EXERCISE_SHIFT = "exercise shift"  # by how much the numbers of one's own questions differ
HOSTED_ROOM = "hosted room"  # the word and secret of the room that this visitor leads
ROOM_KEY_REFUSED = "room key refused"  # the one that came back last and that no room knows
QUESTION_TOLD = "told"  # the question whose answer was asked for
FIGURE = "figure"  # what the figure on screen is called, "" where the reader changed it
ASKING = "asking"  # what asks the page's questions, by their numbers
SHOWN = "shown"  # the pictures on the page, by the keys of their views
SENT_ARRAYS = "sent arrays"  # the arrays that the browser has, by component
# The network that the reader trains, which lessons 13 and 14 show.
TRAINER = "trainer"
# Buttons and views that every page has.
RESET = "reset-lesson"
RESET_FAILED = "reset"  # the same button, on a page that failed
FINISHED = "progress-finished"
ARRIVAL = "arrival"
CONNECTION = "connection"
SESSION_NAME = "session name"  # by which a browser knows whether its session is still the same
GLOSSARY = "glossary"
KEYBOARD = "keyboard"
DECIMALS = "decimals"
LINE_ENDS = "line-ends"
PROGRESS = "progress"
ROOM_KEY = "room-key"
SIDE_MENU = "side-menu"
MENU_DRAWN = "menu drawn"  # whether this visit has had the menu
TAKE_AWAY = "take-away"
TALK = "talk-view"
THEME_SWITCH = "theme-switch"
