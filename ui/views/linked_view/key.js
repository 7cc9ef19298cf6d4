// @ts-check
// The line under the grids that says what the marks in sight mean.

import { isHidden } from "./geometry.js"

// Each mark is noted where it is drawn, so that the line speaks of no other.
const MEANINGS = [
  ["asked", "The question below asks for ?"],
  ["positive", "weight above 0"],
  ["below", "below 0"],
  ["hatched", "padding, underlined in the sum"],
  ["unread", "no window reads it"],
  ["negative", "negative"],
  ["winner", "the cell whose value is taken"],
  ["window", "a window"],
  ["beside", "the windows beside it"],
  ["beyond", "Numbers beyond ≤ and ≥ have the same colour."],
  ["rounded", "Numbers in the cells are rounded."],
]

const WORDS = ["asked", "beyond", "rounded"] // no marks: they are named in their meaning

export function note(view, mark) {
  view.marks.add(mark)
}

export function showKey(view) {
  const { scene, marks, key, cell } = view
  if (isHidden(scene, cell.f, cell.r, cell.c)) note(view, "asked") // it stands in the sum
  const shown = MEANINGS.filter(([mark]) => marks.has(mark))
  const all = shown.map(([mark]) => mark).join()
  if (all === view.keyed) return
  view.keyed = all
  const items = shown.map(([mark, meaning]) =>
    mark === "asked" ? wayToQuestion(view, meaning) : item(mark, meaning),
  )
  if (!scene.grids) items.push(item("", "Rows and columns count from 0."))
  key.replaceChildren(...items)
}

// A button that brings the question into view, with as much of the picture above as there is room.
function wayToQuestion(view, meaning) {
  const button = document.createElement("button")
  button.type = "button"
  button.className = "to-question"
  button.append(meaning)
  button.addEventListener("click", () => {
    const question = document.querySelector(".st-key-predict")
    question?.scrollIntoView({ block: "nearest", behavior: view.still.matches ? "auto" : "smooth" })
    question?.querySelector("button")?.focus({ preventScroll: true })
  })
  const span = document.createElement("span")
  span.append(button)
  return span
}

function item(mark, meaning) {
  const span = document.createElement("span")
  if (mark && !WORDS.includes(mark)) {
    const sample = document.createElement("i")
    sample.className = mark
    span.append(sample)
  }
  span.append(meaning)
  return span
}
