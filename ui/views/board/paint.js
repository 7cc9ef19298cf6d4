// Draws the grids of a board once for each size or theme, and the frames at every move over them.

const HATCHED_FROM = -0.12 // of full colour

function rgbOf(hex) { return [1, 3, 5].map((k) => parseInt(hex.slice(k, k + 2), 16)) }
function blend(a, b, t) { return a.map((v, k) => Math.round(v + (b[k] - v) * t)) }

function colourOf(panel, inks) {
  const paper = rgbOf(inks.panel), positive = rgbOf(panel.kind === "weights" ? inks.violet : inks.positive), negative = rgbOf(inks.negative)
  if (panel.kind === "grey") return (value) => { const g = Math.round(255 * Math.min(Math.max(value / panel.limit, 0), 1)); return [g, g, g] }
  const strength = panel.kind === "weights" ? 0.45 : 1
  return (value) => blend(paper, value < 0 ? negative : positive, strength * Math.min(Math.abs(value) / panel.limit, 1))
}

function texture(panel, inks) {
  const { rows, columns, values } = panel, image = new ImageData(columns, rows), mask = new ImageData(columns, rows), colour = colourOf(panel, inks)
  let negative = false
  for (let k = 0; k < values.length; k++) {
    image.data.set([...colour(values[k]), 255], 4 * k)
    if (panel.kind === "grey" || values[k] / panel.limit >= HATCHED_FROM) continue
    mask.data[4 * k + 3] = 255
    negative = true
  }
  const surfaces = [image, negative ? mask : null].map((data) => {
    if (!data) return null
    const surface = new OffscreenCanvas(columns, rows)
    surface.getContext("2d").putImageData(data, 0, 0)
    return surface
  })
  return { image: surfaces[0], mask: surfaces[1] }
}

function paintPanel(context, view, panel) {
  const { inks } = view, { x, y, w, h, cell, title } = view.plan.boxes[panel.index], { image, mask } = texture(panel, inks)
  context.imageSmoothingEnabled = cell < 1
  context.drawImage(image, x, y, w, h)
  if (mask) {
    const over = new OffscreenCanvas(Math.max(1, Math.ceil(w)), Math.max(1, Math.ceil(h))), pen = over.getContext("2d")
    pen.imageSmoothingEnabled = false
    pen.drawImage(mask, 0, 0, over.width, over.height)
    pen.globalCompositeOperation = "source-in"
    pen.fillStyle = hatch(pen, inks.ink)
    pen.fillRect(0, 0, over.width, over.height)
    context.globalAlpha = 0.3
    context.drawImage(over, x, y)
    context.globalAlpha = 1
  }
  context.strokeStyle = inks.line; context.lineWidth = 1
  context.strokeRect(x + 0.5, y + 0.5, w - 1, h - 1)
  if (panel.kind === "weights") paintWeights(context, view, panel)
  const colour = { grey: inks.ink, weights: inks.violet, signed: inks.teal }[panel.kind]
  const { size, lines } = title, above = lines.length - 1
  lines.forEach((text, k) => write(context, inks, text, x, y - TITLE / 2 - SECOND_LINE * (above - k), { size, colour, align: "left" }))
}

function paintWeights(context, view, panel) {
  const { inks } = view, { x, y, cell } = view.plan.boxes[panel.index]
  const size = Math.min(...panel.texts.map((text) => sizeFor(text, cell, 13, 7.5)))
  context.strokeStyle = inks.line
  for (let r = 0, k = 0; r < panel.rows; r++)
    for (let c = 0; c < panel.columns; c++, k++) {
      if (cell > 8) context.strokeRect(x + c * cell + 0.5, y + r * cell + 0.5, cell, cell)
      if (size && panel.texts.length) write(context, inks, panel.texts[k], x + (c + 0.5) * cell, y + (r + 0.5) * cell + 1, { size })
    }
}

function paintBase(context, view) {
  for (const panel of view.scene.panels) {
    paintPanel(context, view, panel)
    const box = view.plan.boxes[panel.index]
    if (panel.before && !box.first) write(context, view.inks, panel.before, Math.max(box.x - box.gap / 2, 12), box.y + box.h / 2, { size: panel.before.length > 1 ? 13 : 19, colour: view.inks.soft })
  }
}

// What the chosen cell reads, framed in every grid.
function paintFrames(context, view) {
  const { scene, inks, cell } = view
  for (const panel of scene.panels) {
    if (!panel.frame) continue
    const box = view.plan.boxes[panel.index], [down, right, high, wide] = panel.frame
    const top = Math.max(cell.r + down, 0), left = Math.max(cell.c + right, 0)
    const bottom = Math.min(cell.r + down + high, panel.rows), end = Math.min(cell.c + right + wide, panel.columns)
    const w = Math.max((end - left) * box.cell, 5), h = Math.max((bottom - top) * box.cell, 5)
    const x = box.x + ((left + end) / 2) * box.cell - w / 2, y = box.y + ((top + bottom) / 2) * box.cell - h / 2
    context.strokeStyle = inks.panel; context.lineWidth = 4.5; context.strokeRect(x, y, w, h)
    context.strokeStyle = inks.amber; context.lineWidth = 2.5; context.strokeRect(x, y, w, h)
  }
}
