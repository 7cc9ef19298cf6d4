// @ts-check
// Draws the grids of a board once for each size or theme, and the frames at every move over them.

import { hatch, imageOf, sizeFor, surfaceOf, write } from "../shared/canvas.js"
import { mix } from "../shared/palette.js"
import { SECOND_LINE, TITLE } from "./layout.js"

const HATCHED_FROM = -0.12 // of full colour

function colourOf(panel, colours) {
  const paper = colours.panel.rgb
  const positive = (panel.kind === "weights" ? colours.violet : colours.positive).rgb
  const negative = colours.negative.rgb
  if (panel.kind === "grey")
    return (value) => {
      const g = Math.round(255 * Math.min(Math.max(value / panel.limit, 0), 1))
      return [g, g, g]
    }
  const strength = panel.kind === "weights" ? 0.45 : 1
  return (value) =>
    mix(
      paper,
      value < 0 ? negative : positive,
      strength * Math.min(Math.abs(value) / panel.limit, 1),
    )
}

function texture(panel, colours) {
  const { rows, columns, values } = panel
  const colour = colourOf(panel, colours)
  const mask = new Uint32Array(values.length)
  if (panel.kind !== "grey")
    values.forEach((value, k) => {
      if (value / panel.limit < HATCHED_FROM) mask[k] = 0xff000000
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
  context.drawImage(image, x, y, w, h)
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
  if (panel.kind === "weights") paintWeights(context, view, panel)
  const colour = {
    grey: colours.ink.text,
    weights: colours.violet.text,
    signed: colours.teal.text,
  }[panel.kind]
  const { size, lines } = title
  const above = lines.length - 1
  lines.forEach((text, k) =>
    write(context, colours, text, x, y - TITLE / 2 - SECOND_LINE * (above - k), {
      size,
      colour,
    }),
  )
}

function paintWeights(context, view, panel) {
  const { colours } = view
  const { x, y, cell } = view.plan.boxes[panel.index]
  const size = Math.min(...panel.texts.map((text) => sizeFor(text, cell, 13, 7.5)))
  context.strokeStyle = colours.line.text
  for (let r = 0, k = 0; r < panel.rows; r++)
    for (let c = 0; c < panel.columns; c++, k++) {
      if (cell > 8) context.strokeRect(x + c * cell + 0.5, y + r * cell + 0.5, cell, cell)
      if (size && panel.texts.length)
        write(context, colours, panel.texts[k], x + (c + 0.5) * cell, y + (r + 0.5) * cell + 1, {
          size,
          colour: colours.ink.text,
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

// What the chosen cell reads, framed in every grid.
export function paintFrames(context, view) {
  const { scene, colours, cell } = view
  for (const panel of scene.panels) {
    if (!panel.frame) continue
    const box = view.plan.boxes[panel.index]
    const [down, right, high, wide] = panel.frame
    const top = Math.max(cell.r + down, 0)
    const left = Math.max(cell.c + right, 0)
    const bottom = Math.min(cell.r + down + high, panel.rows)
    const end = Math.min(cell.c + right + wide, panel.columns)
    const w = Math.max((end - left) * box.cell, 5)
    const h = Math.max((bottom - top) * box.cell, 5)
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
