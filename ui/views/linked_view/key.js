// @ts-check
// The line under the grids that says what the marks in sight mean.

import { ASKED, fillKey } from "../shared/key.js"
import { hasTrail, isHidden } from "./geometry.js"

// Each mark is noted where it is drawn, so that the line speaks of no other.
const MEANINGS = [
  ASKED,
  ["positive", "weight above 0"],
  ["below", "below 0"],
  ["padding", "padding, underlined in the sum"],
  ["unread", "no window reads it"],
  ["negative", "negative"],
  ["winner", "the cell whose value is taken"],
  ["window", "a window"],
  ["trail", "the windows so far"],
  ["beside", "the windows beside it"],
  ["beyond", "Numbers beyond ≤ and ≥ have the same colour."],
  ["rounded", "Numbers in the cells are rounded."],
]

const WORDS = ["beyond", "rounded"] // no marks: they are named in their meaning

export function note(view, mark) {
  view.marks.add(mark)
}

// Of a picture that lies beside its own magnified part, the frame of the part as well.
function chosenWords({ boxes }) {
  const part = boxes.some((box) => box.whole)
  return part ? "the part that is shown large, and the chosen pixel in it" : "the chosen pixel"
}

export function showKey(view) {
  const { scene, marks, key, cell } = view
  if (isHidden(scene, cell.f, cell.r, cell.c)) note(view, "asked") // it stands in the sum
  if (hasTrail(scene)) note(view, "trail")
  const items = MEANINGS.filter(([mark]) => marks.has(mark)).map(([mark, meaning]) => [
    WORDS.includes(mark) ? "" : mark,
    meaning,
  ])
  if (scene.grids) items.unshift(["chosen", chosenWords(view.plan)])
  else items.push(["", "Rows and columns count from 0."])
  if (view.selected) items.unshift(["window", "Drag this number up or down; tap it twice to type."])
  fillKey(key, items)
}
