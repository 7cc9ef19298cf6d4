// What the parts of the picture share: canvases in CSS pixels, colours, and grids of numbers.

const NOT_A_NUMBER = -32768, MOST = 32767
const MONO = 12        // px of most letters
const MINUS = "\u2212"

function readColours(root) {
  const style = getComputedStyle(root)
  const names = ["ink", "soft", "line", "panel", "violet", "amber", "teal", "positive", "negative", "chip"]
  const colours = Object.fromEntries(names.map((name) => [name, style.getPropertyValue("--" + name).trim()]))
  colours.rgb = Object.fromEntries(names.map((name) => [name, [1, 3, 5].map((k) => parseInt(colours[name].slice(k, k + 2), 16))]))
  colours.mono = style.getPropertyValue("--mono")
  colours.signed = signedTable(colours.rgb)
  return colours
}

// 513 colours from the most negative over paper at 0 to the most positive, as pixels of ImageData.
function signedTable({ panel, negative, positive }) {
  const bytes = new Uint8ClampedArray(4 * 513)
  for (let k = -256; k <= 256; k++) {
    const goal = k < 0 ? negative : positive, t = Math.abs(k) / 256
    bytes.set([...panel.map((v, c) => v + (goal[c] - v) * t), 255], 4 * (k + 256))
  }
  return new Uint32Array(bytes.buffer)
}

// Size a canvas to its CSS box and return a context that is drawn on in CSS pixels.
function contextOf(canvas, width, height) {
  const sharp = Math.min(devicePixelRatio || 1, 2)
  const w = Math.round(width * sharp), h = Math.round(height * sharp)
  if (canvas.width !== w || canvas.height !== h) { canvas.width = w; canvas.height = h }
  canvas.style.height = `${height}px`
  const context = canvas.getContext("2d")
  context.setTransform(sharp, 0, 0, sharp, 0, 0)
  context.clearRect(0, 0, width, height)
  context.imageSmoothingEnabled = false
  return context
}

function write(context, colours, text, x, y, { colour = "soft", size = MONO, align = "left", bold = false, halo = false } = {}) {
  context.font = `${bold ? "700 " : ""}${size}px ${colours.mono}`
  context.textAlign = align
  context.textBaseline = "alphabetic"
  if (halo) {
    context.strokeStyle = colours.panel
    context.lineWidth = 4
    context.strokeText(text, x, y)
  }
  context.fillStyle = colours[colour]
  context.fillText(text, x, y)
}

// Text that must end after so many pixels: a little smaller, and then cut.
function writeWithin(context, colours, text, x, y, most, style) {
  const wide = (some, size) => { context.font = `${style.bold ? "700 " : ""}${size}px ${colours.mono}`; return context.measureText(some).width }
  const size = [style.size, style.size - 1, style.size - 2].find((one) => wide(text, one) <= most) ?? style.size - 2
  let shown = text
  while (shown.length > 1 && wide(shown, size) > most) shown = `${shown.replace(/…$/, "").slice(0, -1)}…`
  write(context, colours, shown, x, y, { ...style, size })
}

// One reusable surface for grids: numbers become pixels there and are scaled onto the canvas.
const surface = new OffscreenCanvas(1, 1)
const pen = surface.getContext("2d", { willReadFrequently: true })

function drawGrid(context, pixels, rows, columns, x, y, width, height) {
  if (surface.width < columns || surface.height < rows) {
    surface.width = Math.max(surface.width, columns)
    surface.height = Math.max(surface.height, rows)
  }
  pen.putImageData(new ImageData(new Uint8ClampedArray(pixels.buffer), columns, rows), 0, 0)
  context.drawImage(surface, 0, 0, columns, rows, x, y, width, height)
}

function greyPixels(values, start, count) {
  const pixels = new Uint32Array(count)
  for (let k = 0; k < count; k++) pixels[k] = 0xff000000 | (values[start + k] * 0x010101)
  return pixels
}

// Whole numbers -MOST..MOST as colours; what is no number becomes the colour of lines.
function signedPixels(colours, values, start, count) {
  const { signed } = colours, pixels = new Uint32Array(count), [r, g, b] = colours.rgb.soft
  const none = (0xff000000 | (b << 16) | (g << 8) | r) >>> 0
  for (let k = 0; k < count; k++) {
    const v = values[start + k]
    pixels[k] = v === NOT_A_NUMBER ? none : signed[256 + Math.round((v * 256) / MOST)]
  }
  return pixels
}

function frame(context, colour, x, y, w, h, wide = 2) {
  context.strokeStyle = colour
  context.lineWidth = wide
  context.strokeRect(x - wide / 2, y - wide / 2, w + wide, h + wide)
}

function percent(share, places = 1) { return `${(100 * share).toFixed(places)} %` }
