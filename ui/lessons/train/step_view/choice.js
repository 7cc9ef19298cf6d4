// @ts-check
// The chosen cell, and what is pointed at.

import { inNextFrame } from "../../../views/shared/lifecycle.js"
import { paintAll } from "./arrangement.js"
import { aboutCell } from "./panels.js"
import { push } from "./position.js"
import { say } from "./words.js"

export function choose(view, panel, cell) {
  const numbers = [cell.tile + panel.firstTile, cell.r, cell.c]
  view.chosen = { name: panel.name, ...cell }
  push(view, panel.sends === "weight" ? { weight: [panel.layer, ...numbers] } : { pick: numbers })
}

export function point(view, pointed) {
  view.pointed = pointed
  view.pointedLine.textContent = pointed ? aboutCell(view, pointed) : hint(view)
  inNextFrame(view, paintAll)
}

function hint(view) {
  const able = view.panels.some((one) => one.sends) || view.scene.show.some((one) => one.sends)
  return able ? say.pointToReadClick : say.pointToReadANumber
}
