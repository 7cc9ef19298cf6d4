// @ts-check
// Which keys work where, in words: the one list that the help shows. A part of the page is found by
// its class; of parts that are on screen, the first whose class fits is told.

/** @typedef {{ name: string, parts: string, keys: string[][] }} Part */

const ARROWS = "← → ↑ ↓"
const MOVE = [ARROWS, "move to the cell beside"]
const ENDS = ["Home, End", "go to the first or the last one"]
const PLAY = ["Space", "plays or pauses"]
const PIN = ["Enter, Escape", "holds the cell, or lets it go"]
const SPEED = ["[ and ]", "play slower or faster"]

/** @type {Part[]} */
export const PARTS = [
  {
    name: "The picture of one training step",
    parts: ".step-view",
    keys: [
      MOVE,
      ["Page down, Page up", "go to the next part of the step, or the one before"],
      ENDS,
      PLAY,
      ["[ and ]", "show another image of the batch"],
      ["Escape", "lets the cell go"],
    ],
  },
  {
    name: "The receptive field",
    parts: ".field-view",
    keys: [
      MOVE,
      ["Page up, Page down", "go to the layer above or below"],
      ENDS,
      PIN,
      ["P", "points at a pixel, where overlapping fields are counted"],
    ],
  },
  {
    name: "The matrix of a layer",
    parts: ".matrix-view",
    keys: [
      ["↑ ↓ ← →", "choose another row of the matrix"],
      ["Page down, Page up", "go to the next weight, or the one before"],
      ENDS,
      ["Enter, Escape", "holds the row, or lets it go"],
    ],
  },
  {
    name: "The picture",
    parts: ".linked-view",
    keys: [
      MOVE,
      ENDS,
      ["Page up, Page down", "go to another map"],
      PLAY,
      SPEED,
      [". and ,", "build one sum, a product forward or back"],
      PIN,
      ["+ and −, 0", "magnify the picture, or show all of it"],
      ["W, P", "edit a weight or a pixel, where they can be edited"],
      ["F", "shows the picture alone, for a projector"],
    ],
  },
  { name: "The grids", parts: ".board", keys: [MOVE, ENDS, PIN] },
  {
    name: "The curves",
    parts: ".curves",
    keys: [
      ["← →", "go along the curve"],
      ["Page up, Page down", "go along it in large steps"],
      ENDS,
      ["Escape", "lets the place go"],
    ],
  },
  {
    name: "What slides over the other",
    parts: ".overlap",
    keys: [
      ["← →", "slide on or back; with Shift, by the smallest step"],
      ["↑ ↓", "choose another row, or change your guess"],
      ENDS,
      PLAY,
      SPEED,
      ["C", "changes between convolution and correlation"],
      ["R", "shows how the kernel is turned around"],
      ["Escape", "stops"],
    ],
  },
  { name: "The two lists", parts: ".lists", keys: [["← →", "slide on or back"], ENDS, PLAY] },
  {
    name: "The windows",
    parts: ".windows",
    keys: [
      [ARROWS, "go to the window beside"],
      ["Page up, Page down", "go to another slice of a volume"],
      ENDS,
      PLAY,
      ["Enter", "edits a number of the window, and Escape takes it back"],
    ],
  },
  {
    name: "The points to be dragged",
    parts: ".fit",
    keys: [
      ["↑ ↓", "move the point; with Shift, in large steps"],
      ["Page up, Page down", "move it by 1"],
    ],
  },
  {
    name: "The image and its maps",
    parts: ".features-view",
    keys: [
      [ARROWS, "move the place that is pointed at"],
      ["Escape", "lets the place go"],
    ],
  },
  {
    name: "The windows as columns",
    parts: ".columns",
    keys: [["← →", "go to another window"], ["↑ ↓", "go to another kernel"], ENDS],
  },
  {
    name: "The overlapping fields",
    parts: ".discs",
    keys: [
      [ARROWS, "move the field"],
      ["Home", "puts it into the middle"],
    ],
  },
  {
    name: "The network in training",
    parts: ".network-view",
    keys: [
      ["Space", "trains or pauses"],
      ["E, B, P", "train one image, one batch or one epoch"],
      ["R", "starts over"],
      [ARROWS, "go through the part that has the focus"],
      ["Enter, Escape", "opens what is pointed at, or lets it go"],
    ],
  },
  {
    name: "The table of errors",
    parts: ".judge-view",
    keys: [
      MOVE,
      ["Enter or Space", "shows the images of the cell"],
      ["Escape", "lets the cell go"],
    ],
  },
  {
    name: "The network, opened",
    parts: ".inside-view",
    keys: [
      [ARROWS, "go from map to map, or from cell to cell"],
      ["Enter", "opens a map or a cell"],
      ["Page up, Page down", "open another map of the layer"],
      ["Escape", "goes back to the network"],
    ],
  },
  {
    name: "The drawing pad",
    parts: ".drawing-pad",
    keys: [
      [ARROWS, "move the brush; with Shift, in large steps"],
      ["Space", "puts the brush down, or lifts it"],
      ["Control + Z, Backspace", "take back the last stroke"],
      ["Delete", "clears the pad"],
    ],
  },
]

/** @type {Part} */
export const ON_PROJECTOR = {
  name: "On the projector",
  parts: "",
  keys: [
    ["Page down, Page up", "show the next figure, or the one before"],
    ["V", "shows the next view of the lesson"],
    ["← →", "go one step back or on"],
    ["↑ ↓", "scroll to what stands below, and back"],
    PLAY,
    ["H", "holds the picture as it is, or lets it go"],
    ["B", "makes the screen black, or shows the picture again"],
    ["T", "turns the pointer with a trace on or off"],
    ["+ and −", "make everything larger or smaller"],
    ["C", "shows or hides the controls"],
    ["S", "opens the window with the speaker's notes"],
    ["Escape", "ends the projection"],
  ],
}

/** @type {Part} */
export const TALK = {
  name: "While the lesson plays",
  parts: "",
  keys: [
    ["Space or Page down", "goes on to the next figure"],
    ["Page up", "goes back"],
    ["Escape", "ends it"],
  ],
}

/** @type {Part} */
export const EVERYWHERE = {
  name: "On every page",
  parts: "",
  keys: [
    ["Tab", "goes to the next control or picture; with Shift, to the one before"],
    ["Enter or Space", "presses what has the focus"],
    ["?", "opens this list, and Escape closes it"],
  ],
}
