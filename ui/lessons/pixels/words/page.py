"""What the lesson on pixels says."""

from __future__ import annotations

from ui.frame.lesson_page import Preset

HEAD = (
    "A network sees numbers. A grey image is one grid of numbers from 0 (black) to 255 (white). "
    "A colour image is three grids, its *channels* red, green and blue: "
    "height\u00a0×\u00a0width\u00a0×\u00a03. Rows and columns count from 0."
)
FIRST_STEP = (
    "Point at a pixel to read its numbers. Click to stay there. Drag a number to change it."
)
STACK_STEP = "Move the slider: the three channels of the image slide apart."
PAINT_STEP = (
    "Drag over the pixels to paint them with the number of the brush. Undo takes a stroke back."
)
COMPARED_STEP = (
    "Point at a pixel to compare its numbers. They can be changed by hand while brightness and "
    "shift are 0."
)
PRESETS = (
    Preset(
        "a grid of numbers",
        {},
        "Each pixel of this handwritten 7 is one number. The other grid shows the numbers inside "
        "the frame. Point at a pixel.",
    ),
    Preset(
        "pure red | purple",
        {"image": "red-purple", "cell": "1,4"},
        "Pure red is 255, 0, 0. Purple needs two channels: red 200, green 0, blue 200.",
    ),
    Preset(
        "a cat in three channels",
        {"image": "chelsea", "cell": "112,162"},
        "Each channel is a grey image of its own. Only the three together have a colour.",
    ),
    Preset(
        "colours slide apart",
        {"image": "chelsea", "view": "stack", "tint": "1", "cell": "112,162"},
        "Red, green and blue light add up to the colours. Slide the three channels apart and "
        "together again.",
    ),
    Preset(
        "other light",
        {"image": "camera", "light": "10", "cell": "120,243"},
        "10 is added to every number, up to 255. You see the same man, but for a program nearly "
        "all numbers are new.",
    ),
    Preset(
        "shifted by one pixel",
        {"image": "camera", "right": "1", "cell": "120,243"},
        "The image is shifted by one pixel. You hardly see it, but three quarters of the numbers "
        "change.",
    ),
)
INSTRUCTORS = (
    "**Ask first:** *how would you tell a computer that this is a 7?* Collect rules about pixels. "
    "Then open “shifted by one pixel” and count how many of the rules survive.\n\n**Usual "
    "mistakes:** 255 is taken for black, as ink on paper (here a larger number is more light). "
    "Colours are added like paint (red and green light make yellow). (Row, column) is read as (x, "
    "y). The factor 3 is forgotten.\n\n**Then:** in “pure red | purple” let them say what each "
    "channel will show before they look. A channel holds numbers, not a colour. Switch “In their "
    "own colours” on and off: no number changes."
)
