"""A small drawing of each term of the glossary: the thing itself, in a few strokes."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from math import exp
from types import MappingProxyType
from urllib.parse import quote

from ui.frame.strokes import (
    AMBER,
    BLUE,
    GREEN,
    GREY,
    IMAGE,
    INK,
    ORANGE,
    PALE,
    RED,
    TEAL,
    TO_THE_RIGHT,
    VIOLET,
    arrow,
    bars,
    bowl,
    box,
    connected,
    dot,
    frame,
    grid,
    on_bowl,
    path,
    steps,
    wave,
    word,
    words,
)

SVG = "http://www.w3.org/2000/svg"
WIDE, HIGH = 120, 64
LINES = [(o, i) for o in range(3) for i in range(o, o + 3)]
# Term -> what its drawing shows, in words and in shapes.
DRAWN: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "pixel": (
            "A grid of cells from black to white; one is framed, with its number",
            grid(8, 8, "kkgw kgww gwwg wwgk", 12)
            + frame(32, 20, 12, 12)
            + arrow((48, 26), (72, 26))
            + word(92, 30, "244"),
        ),
        "channel": (
            "Three squares, red, green and blue, one behind the other",
            box(56, 6, 34, 34, BLUE) + box(43, 15, 34, 34, GREEN) + box(30, 24, 34, 34, RED),
        ),
        "kernel": (
            "A grid of three by three weights: 1, 0 and minus 1 in each row",
            grid(36, 8, "v.b v.b v.b", 16)
            + "".join(words(44, 20 + 16 * k, "1 −1", 32, "#ffffff") for k in range(3))
            + "".join(words(60, 20 + 16 * k, "0", 16) for k in range(3)),
        ),
        "weight": (
            "One pixel, times one framed cell of a kernel",
            grid(6, 24, "w", 16)
            + word(33, 37, "×")
            + grid(44, 8, "v.b v.b v.b", 16)
            + frame(44, 24, 16, 16),
        ),
        "window": (
            "An image of six by four cells with a frame around three by three of them",
            grid(24, 8, "...... ...... ...... ......", 12) + frame(36, 8, 36, 36),
        ),
        "dot product": (
            "The lists 1 2 3 and 4 5 6, one above the other, give 32",
            grid(10, 10, "www", 16)
            + grid(10, 38, "vvv", 16)
            + words(18, 22, "1 2 3", 16, "#1d2330")
            + words(18, 50, "4 5 6", 16, "#ffffff")
            + words(18, 35, "× × ×", 16)
            + arrow((64, 32), (82, 32))
            + word(100, 36, "32", 13),
        ),
        "cross-correlation": (
            "A kernel lies on the image as it is, and gives one cell",
            grid(4, 12, IMAGE)
            + frame(12, 20, 24, 24)
            + grid(54, 20, "v.b v.b v.b")
            + arrow((82, 32), (94, 32))
            + grid(100, 26, "t", 12),
        ),
        "convolution": (
            "A kernel with 1, 0, minus 1 is turned by 180 degrees to minus 1, 0, 1",
            grid(4, 17, "vv. v.. ..b", 11)
            + arrow((44, 33), (74, 33))
            + word(59, 26, "180°", 11)
            + grid(82, 17, "b.. ..v .vv", 11),
        ),
        "feature map": (
            "An image with an edge, and a map that is coloured where the edge is",
            grid(4, 12, IMAGE) + arrow(*TO_THE_RIGHT) + grid(80, 20, "o.. o.. o.."),
        ),
        "gradient of an image": (
            "A dark area beside a bright one, and an arrow from dark to bright",
            grid(36, 8, "kkgw kkgw kkgw kkgw", 12) + arrow((46, 32), (82, 32), AMBER),
        ),
        "response": (
            "A wide wave stays as high as it was, a narrow one becomes flat",
            wave(18, 2, 8, INK)
            + wave(48, 8, 8, INK)
            + arrow((58, 18), (68, 18))
            + arrow((58, 48), (68, 48))
            + f'<g transform="translate(68 0)">{wave(18, 2, 8, TEAL)}{wave(48, 8, 1, TEAL)}</g>',
        ),
        "padding": (
            "Three by three pixels inside a ring of zeros",
            grid(34, 6, "ppppp pgggp pgggp pgggp ppppp", 10.4)
            + "".join(
                words(
                    39.2,
                    14.8 + 10.4 * k,
                    "0 0 0 0 0" if k in {0, 4} else "0 0",
                    10.4 if k in {0, 4} else 41.6,
                )
                for k in range(5)
            ),
        ),
        "stride": (
            "Two windows in a row of cells, the second one two cells further on",
            grid(14, 22, "........ ........ ........", 11.5)
            + frame(14, 22, 34.5, 34.5)
            + frame(37, 22, 34.5, 34.5, VIOLET)
            + arrow((14, 14), (37, 14))
            + word(25, 10, "2", 10),
        ),
        "dilation": (
            "Nine weights with a gap of one cell between neighbours",
            grid(32, 4, "v.v.v ..... v.v.v ..... v.v.v", 11.2),
        ),
        "bias": (
            "A sum of products, plus one number b",
            grid(10, 20, "vvv vvv vvv")
            + word(50, 37, "+", 16)
            + dot(70, 32, 9, "none", VIOLET)
            + word(70, 36, "b", 11)
            + word(90, 37, "=", 14)
            + grid(100, 26, "t", 12),
        ),
        "convolutional layer": (
            "One image, three kernels, three maps",
            grid(4, 16, "kww kww kww", 10.5)
            + "".join(
                arrow((40, 32), (56, y + 7)) + grid(60, y, one, 5) + grid(92, y, other, 5)
                for y, one, other in (
                    (2, "v.b v.b v.b", "o.. o.. o.."),
                    (24, "vvv ... bbb", "... ... ..."),
                    (46, "vvv vvv vvv", "ttt ttt ttt"),
                )
            ),
        ),
        "activation function": (
            "A curve that is flat on both sides and steep in the middle",
            path([(10, 32), (110, 32)], GREY, 0.75)
            + path([(x, 54 - 44 / (1 + exp((60 - x) / 9))) for x in range(10, 111, 4)], TEAL, 2.5),
        ),
        "ReLU": (
            "A line that is 0 on the left and rises on the right",
            path([(10, 50), (110, 50)], GREY, 0.75)
            + path([(60, 4), (60, 60)], GREY, 0.75)
            + path([(10, 50), (60, 50), (104, 6)], TEAL, 2.5),
        ),
        "slope": (
            "A curve, and a straight line that touches it: 1 to the right, so much up",
            path([(x, 58 - (x - 10) ** 2 / 180) for x in range(10, 110, 4)], TEAL, 2.5)
            + path([(50, 57), (106, 19)], AMBER, 2)
            + path([(66, 46), (94, 46), (94, 27)], INK, 1, "3 2"),
        ),
        "pooling": (
            "Four by four numbers become two by two: the largest of each window",
            grid(6, 8, ".t.. ...t t... ..t.", 12)
            + "".join(frame(6 + 24 * c, 8 + 24 * r, 24, 24) for r in (0, 1) for c in (0, 1))
            + arrow((60, 32), (78, 32))
            + grid(86, 20, "tt tt", 12),
        ),
        "associative": (
            "Two kernels of three by three are one kernel of five by five",
            grid(2, 20, "vvv vvv vvv")
            + word(33, 37, "∗", 14)
            + grid(40, 20, "vvv vvv vvv")
            + word(72, 37, "=", 14)
            + grid(80, 14, "vvvvv vvvvv vvvvv vvvvv vvvvv", 7.2),
        ),
        "receptive field": (
            "One cell of a map, and lines to the square of pixels that it depends on",
            grid(6, 8, "...... ...... ...... ......", 12)
            + frame(18, 8, 36, 36)
            + path([(54, 8), (98, 28)], AMBER, 1)
            + path([(54, 44), (98, 40)], AMBER, 1)
            + grid(98, 28, "t", 12),
        ),
        "jump": (
            "Two neighbouring cells above, and their two pixels, four apart, below",
            grid(46, 6, "tt", 14)
            + path([(53, 20), (32, 40)], GREY)
            + path([(67, 20), (80, 40)], GREY)
            + grid(8, 40, "..a...a.", 12)
            + arrow((32, 59), (80, 59)),
        ),
        "sparse": (
            "Three outputs; each is connected to three of five inputs",
            connected(LINES),
        ),
        "shared": (
            "Three outputs; each is connected by the same three colours",
            connected(LINES, (VIOLET, AMBER, ORANGE)),
        ),
        "dense layer": (
            "Three outputs; each is connected to all five inputs",
            connected((o, i) for o in range(3) for i in range(5)),
        ),
        "equivariant": (
            "A mark in the image shifts to the right, and its mark in the map shifts as well",
            grid(6, 4, "k... k...", 10)
            + arrow((50, 14), (66, 14))
            + grid(72, 4, ".k.. .k..", 10)
            + grid(6, 40, "t... t...", 10)
            + arrow((50, 50), (66, 50))
            + grid(72, 40, ".t.. .t..", 10)
            + arrow((26, 26), (26, 38))
            + arrow((92, 26), (92, 38)),
        ),
        "parameter": (
            "One weight, with an arrow up and an arrow down",
            grid(48, 20, "v", 24)
            + word(60, 37, "w", 13, "#ffffff")
            + arrow((92, 30), (92, 8))
            + arrow((92, 34), (92, 56)),
        ),
        "multiply-add": (
            "A pixel times a weight, added to a sum",
            grid(6, 22, "w", 18)
            + word(34, 36, "×", 14)
            + grid(44, 22, "v", 18)
            + word(73, 36, "+", 15)
            + word(98, 37, "Σ", 17),
        ),
        "loss": (
            "The output of a network, and how far it is from what it should be",
            box(14, 20, 56, 12, TEAL)
            + path([(14, 8), (14, 50)], GREY, 1)
            + path([(104, 8), (104, 50)], INK, 1.5, "3 2")
            + arrow((72, 26), (102, 26), AMBER)
            + word(88, 48, "loss", 11),
        ),
        "gradient": (
            "A valley, a point on its slope, and an arrow uphill",
            bowl() + arrow(on_bowl(86), (105, 12), AMBER) + dot(*on_bowl(86), 3),
        ),
        "gradient descent": (
            "A valley, and small steps down to its bottom",
            bowl() + steps((100, 86, 75, 67)),
        ),
        "learning rate": (
            "A valley with a short step, and one so long that it ends on the other side",
            bowl() + steps((98, 88), TEAL) + steps((94, 20), AMBER),
        ),
        "batch": (
            "Ten images, of which four are taken together",
            "".join(grid(8 + 22 * k, 10, "k", 16) + grid(8 + 22 * k, 36, "k", 16) for k in range(5))
            + frame(4, 6, 90, 24),
        ),
        "logit": (
            "Three scores as bars: two to the right, one to the left",
            bars(52, (46, -26, 18)),
        ),
        "softmax": (
            "Scores to both sides become bars that are all above 0",
            bars(26, (24, -16, 10)) + arrow((60, 32), (74, 32)) + bars(82, (28, 3, 8)),
        ),
        "accuracy": (
            "Ten images, eight of them with a tick and two with a cross",
            "".join(
                word(16 + 22 * (k % 5), 26 + 26 * (k // 5), "✗" if wrong else "✓", 18, colour)
                for k in range(10)
                for wrong in (k in {3, 7},)
                for colour in ((ORANGE if wrong else TEAL),)
            ),
        ),
        "features": (
            "Three maps; each becomes one number",
            "".join(
                grid(12, 4 + 20 * k, one, 5.3)
                + arrow((36, 12 + 20 * k), (54, 12 + 20 * k))
                + box(62, 6 + 20 * k, n, 11, TEAL)
                for k, (one, n) in enumerate(
                    (("t.t .t. t.t", 40), ("... .t. ...", 10), ("ttt t.t t..", 48))
                )
            ),
        ),
        "transfer learning": (
            "Three grey layers that stay, and a new last layer",
            "".join(box(8 + 22 * k, 8 + 6 * k, 14, 48 - 12 * k, PALE) for k in range(3))
            + arrow((70, 32), (82, 32))
            + box(88, 14, 16, 36, VIOLET),
        ),
    }
)


def drawing(term: str) -> str:
    """Return a term's drawing as HTML: an image, and in words what it shows."""
    label, shapes = DRAWN[term]
    size = f'viewBox="0 0 {WIDE} {HIGH}" width="{WIDE}" height="{HIGH}"'
    svg = f'<svg xmlns="{SVG}" {size} font-family="sans-serif">{shapes}</svg>'
    return f'<img class="term" src="data:image/svg+xml,{quote(svg)}" alt="{escape(label)}">'
