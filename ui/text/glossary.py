"""The field's terms, each in two sentences, and the lesson that explains it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Term:
    """A term, what it means, and the path of the lesson that explains it."""

    name: str
    words: str
    lesson: str
    also: tuple[str, ...] = ()  # other names of it
    forms: tuple[str, ...] = ()  # other words of the text that it explains


GLOSSARY = (
    Term(
        "pixel",
        "One cell of an image, with a number for its brightness. In a colour image it has three.",
        "pixels",
    ),
    Term(
        "channel",
        "One of the grids of numbers that an image or a layer's output consists of. A colour image "
        "has three: red, green and blue.",
        "pixels",
        forms=("channels",),
    ),
    Term(
        "kernel",
        "A small grid of weights that slides over an image. It gives one number at each position.",
        "window",
        ("filter",),
        ("kernels",),
    ),
    Term(
        "weight",
        "A number that is multiplied by an input. In a network the weights are what is learned.",
        "window",
        forms=("weights",),
    ),
    Term(
        "window",
        "The part of the image that lies under the kernel. It has as many cells as the kernel.",
        "window",
    ),
    Term(
        "dot product",
        "Multiply two lists of numbers pair by pair and add the products. A kernel does this with "
        "the pixels under it.",
        "window",
    ),
    Term(
        "cross-correlation",
        "Slide a kernel over an image without turning it, and take the dot product at each "
        "position. This is what networks compute when they say convolution.",
        "window",
    ),
    Term(
        "convolution",
        "Slide a kernel over an image and take the dot product at each position. In mathematics "
        "the kernel is turned by 180° first; networks leave this out.",
        "one-dimension",
        forms=("convolve",),
    ),
    Term(
        "feature map",
        "The grid of results that one kernel gives. It shows where in the image the pattern of the "
        "kernel is.",
        "window",
        ("output",),
        ("map",),
    ),
    Term(
        "gradient of an image",
        "How fast the image gets brighter, and in which direction. It is large at edges.",
        "kernels",
        forms=("magnitude", "direction"),
    ),
    Term(
        "response",
        "How strongly a kernel lets a wave of each direction and width through. A low-pass kernel "
        "keeps wide waves, a high-pass kernel keeps narrow ones.",
        "kernels",
        forms=("waves",),
    ),
    Term(
        "padding",
        "A frame of extra pixels around the image, so that the window fits more often. With "
        "padding "
        "“same” and stride 1 the output is as large as the image.",
        "padding",
    ),
    Term(
        "stride",
        "How many pixels the window moves at a time. With stride 2 the output has about half as "
        "many rows and columns.",
        "padding",
    ),
    Term(
        "dilation",
        "How far apart the weights of a kernel are laid on the image. With dilation 2 every second "
        "pixel is read.",
        "padding",
    ),
    Term(
        "bias",
        "One number that is added to the sum of the products. Each kernel has one.",
        "channels",
    ),
    Term(
        "convolutional layer",
        "Several kernels that read the same input. Each makes one feature map.",
        "kernels",
        forms=("layer",),
    ),
    Term(
        "activation function",
        "A function that is applied to every number of a map and is not a straight line. Without "
        "it, many layers do no more than one.",
        "activation",
        forms=("activation",),
    ),
    Term(
        "ReLU",
        "The activation function max(0, x). It keeps positive numbers and sets the others to 0.",
        "activation",
    ),
    Term(
        "slope",
        "How steep a function is at one place. With slope 2 the output grows twice as much as the "
        "input; training multiplies an error by it on the way back.",
        "activation",
        ("derivative",),
    ),
    Term(
        "pooling",
        "Replace each small window of a map by one number. It makes maps smaller and has nothing "
        "to "
        "learn.",
        "pooling",
        forms=("max pooling", "average pooling"),
    ),
    Term(
        "associative",
        "Moving the brackets makes no difference: (a ∗ b) ∗ c = a ∗ (b ∗ c). So kernels one after "
        "another do the same as one larger kernel.",
        "stacking",
    ),
    Term(
        "receptive field",
        "All pixels of the image that can change one cell. It grows from layer to layer.",
        "receptive-field",
    ),
    Term(
        "jump",
        "How many pixels apart two neighbouring cells of a map are. Each stride multiplies it.",
        "receptive-field",
        forms=("jumps",),
    ),
    Term(
        "sparse",
        "Most connections are missing: an output reads only its window. The other weights are 0.",
        "sharing",
    ),
    Term(
        "shared",
        "The same weights are used at every position. So a pattern is found wherever it is.",
        "sharing",
    ),
    Term(
        "dense layer",
        "A layer in which every input is connected to every output by a weight of its own. Most "
        "of the parameters of "
        "VGG-16 are in such layers.",
        "sharing",
        ("fully connected layer",),
        ("dense",),
    ),
    Term(
        "equivariant",
        "If the input shifts, the output shifts in the same way. A convolution is equivariant.",
        "sharing",
    ),
    Term(
        "parameter",
        "A number that training changes: a weight or a bias. Large networks have millions of them.",
        "architectures",
        forms=("parameters",),
    ),
    Term(
        "multiply-add",
        "One multiplication and one addition. Their number says how much a layer computes.",
        "architectures",
        forms=("multiply-adds",),
    ),
    Term(
        "loss",
        "One number that says how wrong the network is. Training makes it smaller.",
        "train",
    ),
    Term(
        "gradient",
        "For each weight, how much the loss changes when the weight grows. Training moves each "
        "weight against it.",
        "train",
    ),
    Term(
        "gradient descent",
        "Change every weight a little in the direction that makes the loss smaller. Then do it "
        "again with the next images.",
        "train",
        forms=("update",),
    ),
    Term(
        "learning rate",
        "How far an update moves the weights. If it is too large, the loss grows; if it is too "
        "small, almost nothing changes.",
        "train",
    ),
    Term(
        "batch",
        "The images that one update looks at. When every training image was used once, an *epoch* "
        "is over.",
        "train",
        forms=("epoch",),
    ),
    Term(
        "logit",
        "The score that the last layer gives to a class, before softmax. It can be any number.",
        "train",
        forms=("logits",),
    ),
    Term(
        "softmax",
        "Turns the scores of all classes into probabilities. They are positive and add up to 1.",
        "train",
        forms=("probability",),
    ),
    Term(
        "accuracy",
        "The share of images that the network reads right. It is measured on a *test set*: images "
        "that were not used for training.",
        "train",
        forms=("test set", "training set"),
    ),
    Term(
        "features",
        "Numbers that a trained network makes of an image. Here each is the average of one of its "
        "last maps, and another layer can learn from them.",
        "reuse",
    ),
    Term(
        "transfer learning",
        "Reuse what a network learned from many images for other classes. Often only a new last "
        "layer is trained.",
        "reuse",
    ),
)


def matching(typed: str) -> list[Term]:
    """Return the terms whose name or words contain what was typed, names first."""
    wanted = typed.strip().casefold()
    named = [one for one in GLOSSARY if any(wanted in name.casefold() for name in names(one))]
    told = [one for one in GLOSSARY if wanted in one.words.casefold() and one not in named]
    return named + told


def names(term: Term) -> tuple[str, ...]:
    """Return all names of a term."""
    return term.name, *term.also, *term.forms


def spoken() -> dict[str, tuple[str, str]]:
    """Return every name in small letters -> the term, and its words without Markdown."""
    return {
        name.casefold(): (one.name, one.words.replace("*", ""))
        for one in GLOSSARY
        for name in names(one)
    }
