// @ts-check
// Draws the grids of a board once for each size or theme, and the frames at every move over them.

import { drawImage, hatch, imageOf, SMALLEST, sizeFor, surfaceOf, write } from "../shared/canvas.js"
import { inkOn, mix } from "../shared/palette.js"
import { smallestDigits } from "../shared/projector.js"
import { frequencyOf, titleAt } from "./layout.js"

const HATCHED_FROM = -0.12 // of full colour
const FEW = 1000 // cells of a grid in which small negative numbers are hatched as well
const HATCHED_OF_FEW = -0.02
const DECADES = 4 // of a log scale: what is 10 times weaker has a quarter of the colour less

const FRAME = 5 // px by which a frame is wider than the cells in it

const OF_KERNELS = ["weights", "gain"]

function colourOf(panel, colours) {
  const paper = colours.panel.rgb
  const positive = (OF_KERNELS.includes(panel.kind) ? colours.violet : colours.positive).rgb
  const negative = colours.negative.rgb
  if (panel.kind === "grey")
    return (value) => {
      const g = Math.round(255 * Math.min(Math.max(value / panel.limit, 0), 1))
      return [g, g, g]
    }
  if (panel.kind === "magnitude")
    return (value) => mix(paper, positive, decadesLeft(value / panel.limit))
  const strength = panel.kind === "weights" ? 0.45 : 1
  return (value) =>
    mix(
      paper,
      value < 0 ? negative : positive,
      strength * Math.min(Math.abs(value) / panel.limit, 1),
    )
}

function decadesLeft(share) {
  return share > 0 ? Math.max(0, 1 + Math.log10(share) / DECADES) : 0
}

function texture(panel, colours) {
  const { rows, columns, values } = panel
  const colour = colourOf(panel, colours)
  const mask = new Uint32Array(values.length)
  const from = values.length > FEW ? HATCHED_FROM : HATCHED_OF_FEW
  if (panel.kind !== "grey")
    values.forEach((value, k) => {
      if (value / panel.limit < from) mask[k] = 0xff000000
    })
  return {
    image: imageOf(rows, columns, (k) => colour(values[k])),
    mask: mask.some(Boolean) ? surfaceOf(rows, columns, mask) : null,
  }
}

function paintPanel(context, view, panel) {
  const { colours } = view
  const { x, y, w, h, cell, title } = view.plan.boxes[panel.index]
  const { image, mask } = texture(panel, colours)
  context.imageSmoothingEnabled = cell < 1
  if (!isWave(panel)) context.drawImage(image, x, y, w, h)
  if (mask) {
    const over = new OffscreenCanvas(Math.max(1, Math.ceil(w)), Math.max(1, Math.ceil(h)))
    const pen = over.getContext("2d")
    pen.imageSmoothingEnabled = false
    pen.drawImage(mask, 0, 0, over.width, over.height)
    pen.globalCompositeOperation = "source-in"
    pen.fillStyle = hatch(pen, colours.ink.text)
    pen.fillRect(0, 0, over.width, over.height)
    context.globalAlpha = 0.3
    context.drawImage(over, x, y)
    context.globalAlpha = 1
  }
  context.strokeStyle = colours.line.text
  context.lineWidth = 1
  context.strokeRect(x + 0.5, y + 0.5, w - 1, h - 1)
  if (panel.kind === "weights" || panel.texts.length) paintNumbers(context, view, panel)
  const colour = OF_KERNELS.includes(panel.kind)
    ? colours.violet.text
    : (panel.kind === "signed" ? colours.teal : colours.ink).text
  const { size, lines } = title
  lines.forEach((text, k) =>
    write(context, colours, text, x, titleAt({ y, title }, k), { size, colour }),
  )
}

function paintNumbers(context, view, panel) {
  const { colours } = view
  const colour = colourOf(panel, colours)
  const weights = panel.kind === "weights"
  const { x, y, cell } = view.plan.boxes[panel.index]
  const fits = Math.min(0.85 * cell, ...panel.texts.map((text) => sizeFor(text, cell, 13)))
  const size = fits < smallestDigits(SMALLEST) ? 0 : fits
  context.strokeStyle = colours.line.text
  for (let r = 0, k = 0; r < panel.rows; r++)
    for (let c = 0; c < panel.columns; c++, k++) {
      if (cell > 8) context.strokeRect(x + c * cell + 0.5, y + r * cell + 0.5, cell, cell)
      if (size && panel.texts.length)
        write(context, colours, panel.texts[k], x + (c + 0.5) * cell, y + (r + 0.5) * cell + 1, {
          size,
          colour: weights ? colours.ink.text : inkOn(colour(panel.values[k])),
          align: "center",
        })
    }
}

export function paintBase(context, view) {
  for (const panel of view.scene.panels) {
    paintPanel(context, view, panel)
    const box = view.plan.boxes[panel.index]
    if (panel.before && !box.first)
      write(
        context,
        view.colours,
        panel.before,
        Math.max(box.x - box.gap / 2, 12),
        box.y + box.h / 2,
        { size: panel.before.length > 1 ? 13 : 19, align: "center" },
      )
  }
}

function isWave({ kind }) {
  return kind === "wave" || kind === "faded-wave"
}

// The chosen wave as a picture, its crest in the middle; faded as the kernel's gain fades it.
function paintWave(context, view, panel) {
  const { scene, cell } = view
  const { x, y, w, h } = view.plan.boxes[panel.index]
  const { rows, columns } = panel
  const { down, across } = frequencyOf(scene, cell)
  const gain = scene.panels[scene.formula.panels[1]]
  const left = panel.kind === "wave" ? 1 : gain.values[cell.r * columns + cell.c] / gain.limit
  const image = imageOf(rows, columns, (k) => {
    const r = Math.floor(k / columns) - (rows >> 1)
    const c = (k % columns) - (columns >> 1)
    const turns = (down * r) / rows + (across * c) / columns
    const grey = Math.round(127.5 * (1 + left * Math.cos(2 * Math.PI * turns)))
    return [grey, grey, grey]
  })
  drawImage(context, image, { x: x + 1, y: y + 1, w: w - 2, h: h - 2 })
}

// What the chosen cell reads, framed in every grid.
export function paintFrames(context, view) {
  const { scene, colours, cell } = view
  for (const panel of scene.panels) {
    if (isWave(panel)) paintWave(context, view, panel)
    if (!panel.frame) continue
    const box = view.plan.boxes[panel.index]
    const [down, right, high, wide] = panel.frame
    const row = cell.r * panel.step[0] + down
    const column = cell.c * panel.step[1] + right
    const top = Math.max(row, 0)
    const left = Math.max(column, 0)
    const bottom = Math.min(row + high, panel.rows)
    const end = Math.min(column + wide, panel.columns)
    // Around what is read, never over it: a cell can be smaller than the frame's line.
    const w = (end - left) * box.cell + FRAME
    const h = (bottom - top) * box.cell + FRAME
    const x = box.x + ((left + end) / 2) * box.cell - w / 2
    const y = box.y + ((top + bottom) / 2) * box.cell - h / 2
    context.strokeStyle = colours.panel.text
    context.lineWidth = 4.5
    context.strokeRect(x, y, w, h)
    context.strokeStyle = colours.amber.text
    context.lineWidth = 2.5
    context.strokeRect(x, y, w, h)
  }
}
