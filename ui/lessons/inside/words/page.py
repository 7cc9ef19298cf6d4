"""What the lesson on a whole network says."""

from __future__ import annotations

from ui.frame.lesson_page import Preset

HEAD = (
    "A trained network turns a picture into feature maps, and the last maps into one score for "
    "each class. Open a map, a cell or a score, and check how every number is made."
)
FIRST_STEPS = {
    "network": "Point at a map to see what feeds it and what it feeds. Click a map to open it.",
    "map": "Point at a cell of a map. The line below shows the parts that add up to it.",
    "cell": "Open a channel to see its window, its weights and their products.",
    "score": "Point at a place of the picture, or at a map, to see what it adds to the score.",
}
PRESETS = (
    Preset(
        "a known digit",
        {},
        "The first layer finds strokes and edges, the second combines them. The score of 6 is by "
        "far the largest, so its probability is almost 1.",
    ),
    Preset(
        "a 4 read as 6",
        {"example": "24"},
        "The network is sure and wrong. A probability near 1 means that no other score comes "
        "close, not that the picture was understood.",
    ),
    Preset(
        "shirt or dress?",
        {"network": "clothes", "example": "139"},
        "Several scores are close together here, so the largest probability stays below one half.",
    ),
    Preset(
        "the cat",
        {"network": "photos", "image": "chelsea"},
        "A network of 1,000 classes reads a photograph. Its three best classes are cats, "
        "together 89 %, so only the kind of cat is not clear.",
    ),
    Preset(
        "the espresso",
        {"network": "photos", "image": "coffee", "view": "score"},
        "The logit is the bias plus 49 contributions, one for each place. The places with the "
        "coffee add most.",
    ),
    Preset(
        "the tripod",
        {"network": "photos", "image": "camera", "view": "score", "class": "872"},
        "Where is the tripod? The places around it add most to the score of its class. No class "
        "means a man, so no score is about him.",
    ),
    Preset(
        "a person",
        {"network": "photos", "image": "astronaut"},
        "Only three of the 1,000 classes are people: ballplayer, groom and scuba diver. So the "
        "network names a thing for this portrait: a bobsled, with a probability of only 31 %.",
    ),
    Preset(
        "draw",
        {"image": "drawing"},
        "Draw a digit on the pad. The network reads it as a digit, whatever it is.",
    ),
)
INSTRUCTORS = (
    "**Ask first:** how many numbers are between the picture and the ten scores? Which of them "
    "could be checked with a calculator? (All of them.) What will the network say to a picture "
    "of something that it has never seen?\n\n**Usual mistakes:** a probability of 0.99 is taken "
    "for a proof. One map is taken for one thing, such as “the ear map”. A place with a large "
    "contribution is taken for the place of the object. It only says where the sum comes "
    "from.\n\n**Then:** take “the cat” and ask for the score of a dog under “One score”. Which "
    "places raise it? Draw a digit, and change it slowly until the largest score changes. "
    "Which map changed most? Train a network in lesson 13 for ten batches, and open it as "
    "“Yours”. How do its maps differ from those of the trained one?"
)
PAUSE_FIRST = "The run goes on, so all numbers change. Pause it to get a question about them."
SAME_NETWORK = (
    "The same network reads another picture. Both are drawn on one scale, so colours compare."
)
NOT_FINITE = (
    "Some numbers of this network are not finite any more, so it has no output. "
    "Go back to the last good step in lesson 13."
)
