// @ts-check
// The sheet of test pictures: what the network says of each, right and wrong by sign and colour.

import { fitCanvas, frame } from "../../../views/shared/canvas.js"
import { isAlone } from "../../../views/shared/class_link.js"
import { thousands, written } from "../../../views/shared/numbers.js"
import { drawGrid, greyPixels, grown, label, SHARPNESS } from "./paint.js"
import { say } from "./words.js"

const CAPTION = 16
const SHEET_TOP = 20
const PER_ROW = 10

export function drawSheet(view) {
  const { scene, colours } = view
  const stage = view.sheet
  const scale = grown()
  const width = stage.clientWidth / scale
  if (!width || !view.pixels) return
  const count = scene.rows.length
  const across = Math.min(PER_ROW, count)
  const cell = width / across
  const side = Math.min(cell - 4, 40)
  const down = Math.ceil(count / across)
  const tall = side + CAPTION + 2
  const high = SHEET_TOP + down * tall
  const context = fitCanvas(stage.firstElementChild, width * scale, high * scale, SHARPNESS)
  context.scale(scale, scale)
  const right = Math.round(scene.accuracy * scene.measured)
  const title = scene.running
    ? say.ofASampleOfTestImagesAre(right, scene.measured)
    : say.ofAreWrongTheMost(scene.measured - right, thousands(scene.measured))
  label(context, colours, title, 0, 11, { size: 12 })
  const [, rows, columns] = view.pixels.shape
  const size = rows * columns
  view.sheetPlan = { across, cell, side, tall, count, scale }
  for (let k = 0; k < count; k++) {
    const x = (k % across) * cell
    const y = SHEET_TOP + Math.floor(k / across) * tall
    const good = scene.sheetSaid[k] === scene.labels[k]
    drawGrid(
      context,
      greyPixels(view.pixels.values, k * size, size),
      rows,
      columns,
      x,
      y,
      side,
      side,
    )
    const name = scene.classes[scene.sheetSaid[k]]
    const room = Math.max(1, Math.floor((cell - 14) / 7.3))
    label(context, colours, `${good ? "✓" : "✗"}${name.slice(0, room)}`, x, y + side + 12, {
      colour: good ? "teal" : "positive",
      size: 12,
      bold: !good,
    })
    if (scene.rows[k] === scene.example || (view.hit?.part === "sheet" && view.hit.k === k))
      frame(context, { x, y, w: side, h: side }, colours.amber.text, 2)
  }
}

export function hitSheet(view, x, y) {
  const { across, cell, tall, count, scale } = view.sheetPlan ?? {}
  const c = Math.floor(x / scale / cell)
  const r = Math.floor((y / scale - SHEET_TOP) / tall)
  const k = r * across + c
  return c >= 0 && r >= 0 && c < across && k < count ? { part: "sheet", k } : null
}

export function readSheet(view, { k }) {
  const { scene } = view
  const sure = scene.sheetSure[k]
  if (k >= scene.rows.length) return ""
  const [is, said] = [scene.labels[k], scene.sheetSaid[k]].map((one) => scene.classes[one])
  const does = isAlone() ? "" : say.clickToSendIt
  return say.testImageItIsTheNetwork(scene.rows[k], is, said, written(sure, 3)) + does
}
