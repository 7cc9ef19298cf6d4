// What canvas components share: colours of the palette, sharp canvases, frames, hatches, numbers.

function themeColours(root) {
  const style = getComputedStyle(root)
  const read = (name) => {
    const text = style.getPropertyValue("--" + name).trim()
    return { text, rgb: [1, 3, 5].map((k) => parseInt(text.slice(k, k + 2), 16)) }
  }
  const names = ["ink", "soft", "line", "panel", "violet", "amber", "teal", "positive", "negative"]
  return { ...Object.fromEntries(names.map((name) => [name, read(name)])), mono: style.getPropertyValue("--mono") }
}

function blend(a, b, t) { return a.map((v, k) => Math.round(v + (b[k] - v) * t)) }
function rgbOf(rgb) { return `rgb(${rgb.join(",")})` }
function signedRgb(colours, t) { return blend(colours.panel.rgb, (t < 0 ? colours.negative : colours.positive).rgb, Math.min(Math.abs(t), 1)) }

// A canvas of that many CSS pixels, with as many device pixels as the screen has.
function sharp(canvas, context, width, height) {
  const ratio = devicePixelRatio || 1
  const w = Math.round(width * ratio), h = Math.round(height * ratio)
  if (canvas.width !== w || canvas.height !== h) { canvas.width = w; canvas.height = h }
  canvas.style.height = `${height}px`
  context.setTransform(ratio, 0, 0, ratio, 0, 0)
  context.clearRect(0, 0, width, height)
}

function strokeRect(context, { x, y, w, h }, colour, width = 3, dash = []) {
  context.strokeStyle = colour; context.lineWidth = width; context.lineJoin = "round"; context.setLineDash(dash)
  context.strokeRect(x - width / 2, y - width / 2, w + width, h + width)
  context.setLineDash([])
}

function dashedLines(context, colour, lines, width = 1.5) {
  context.strokeStyle = colour; context.lineWidth = width; context.setLineDash([4, 4]); context.beginPath()
  for (const [x0, y0, x1, y1] of lines) { context.moveTo(x0, y0); context.lineTo(x1, y1) }
  context.stroke(); context.setLineDash([])
}

function say(context, colours, text, x, y, { size = 13, colour = colours.soft.text, align = "left", baseline = "middle", weight = "" } = {}) {
  context.font = `${weight} ${size}px ${colours.mono}`
  context.textAlign = align; context.textBaseline = baseline; context.fillStyle = colour
  context.fillText(text, x, y)
}

function clipped(context, { x, y, w, h }, draw) {
  context.save()
  context.beginPath(); context.rect(x, y, w, h); context.clip()
  draw(); context.restore()
}

function hatched(context, colour) {
  const tile = new OffscreenCanvas(6, 6), t = tile.getContext("2d")
  t.strokeStyle = colour; t.lineWidth = 1
  t.beginPath(); t.moveTo(-1, 7); t.lineTo(7, -1); t.moveTo(-4, 4); t.lineTo(4, -4); t.moveTo(2, 10); t.lineTo(10, 2); t.stroke()
  return context.createPattern(tile, "repeat")
}

// One pixel a cell, for the canvas to scale; `colourOf(value)` -> [r, g, b].
function imageOf(rows, columns, values, colourOf) {
  const bytes = new Uint8ClampedArray(4 * rows * columns)
  for (let k = 0; k < rows * columns; k++) bytes.set([...colourOf(values[k]), 255], 4 * k)
  const surface = new OffscreenCanvas(columns, rows)
  surface.getContext("2d").putImageData(new ImageData(bytes, columns, rows), 0, 0)
  return surface
}

function drawImage(context, surface, { x, y, w, h }) {
  context.imageSmoothingEnabled = w < surface.width
  context.imageSmoothingQuality = "high"
  context.drawImage(surface, x, y, w, h)
}

// A colour strip with its ends named.
function legendStrip(context, colours, { x, y, w }, colourAt, words) {
  const steps = 48
  for (let k = 0; k < steps; k++) {
    context.fillStyle = rgbOf(colourAt(k / (steps - 1)))
    context.fillRect(x + (k * w) / steps, y, w / steps + 0.6, 9)
  }
  context.strokeStyle = colours.line.text; context.lineWidth = 1; context.strokeRect(x + 0.5, y + 0.5, w - 1, 8)
  const places = [[x, "left"], [x + w / 2, "center"], [x + w, "right"]]
  words.forEach((word, k) => say(context, colours, word, places[k][0], y + 13, { size: 12, align: places[k][1], baseline: "top" }))
}

// Whole pixels keep cells crisp; below 4 the steps would waste a third of the room.
function crispCell(cell) { return cell >= 4 ? Math.floor(cell) : cell }
