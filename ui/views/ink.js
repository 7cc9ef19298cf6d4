// What small canvases draw with: the palette's colours, text, tints, a hatch for negative values.

function inksOf(root) {
  const style = getComputedStyle(root), inks = { mono: style.getPropertyValue("--mono") }
  for (const name of ["ink", "soft", "line", "panel", "violet", "amber", "teal", "positive", "negative"])
    inks[name] = style.getPropertyValue("--" + name).trim()
  return inks
}

// Make a canvas as large as its element, sharp on every screen; its units stay CSS pixels.
function fitCanvas(canvas, width, height) {
  const ratio = Math.min(devicePixelRatio || 1, 3), wide = Math.round(width * ratio), high = Math.round(height * ratio)
  if (canvas.width !== wide || canvas.height !== high) { canvas.width = wide; canvas.height = high }
  canvas.style.height = `${height}px`
  const context = canvas.getContext("2d")
  context.setTransform(ratio, 0, 0, ratio, 0, 0)
  context.clearRect(0, 0, width, height)
  return context
}

function write(context, inks, text, x, y, { size = 12, colour = inks.ink, align = "center", weight = "" } = {}) {
  context.font = `${weight} ${size}px ${inks.mono}`
  context.textAlign = align; context.textBaseline = "middle"; context.fillStyle = colour
  context.fillText(text, x, y)
  return context.measureText(text).width
}

// The largest size at which text fits a width, or 0 where it could not be read.
function sizeFor(text, width, largest = 14, smallest = 8.5) {
  const size = Math.min(largest, (width - 1.5) / (0.605 * text.length))
  return size >= smallest ? size : 0
}

function tint(context, colour, strength, x, y, w, h) {
  context.globalAlpha = strength
  context.fillStyle = colour
  context.fillRect(x, y, w, h)
  context.globalAlpha = 1
}

function hatch(context, colour) {
  const tile = new OffscreenCanvas(6, 6), t = tile.getContext("2d")
  t.strokeStyle = colour; t.lineWidth = 1
  t.beginPath(); t.moveTo(-1, 7); t.lineTo(7, -1); t.moveTo(-4, 4); t.lineTo(4, -4); t.moveTo(2, 10); t.lineTo(10, 2); t.stroke()
  return context.createPattern(tile, "repeat")
}

// A signed value: the palette's hue by size, and a hatch where it is negative.
function signedCell(context, inks, share, x, y, w, h) {
  context.fillStyle = inks.panel
  context.fillRect(x, y, w, h)
  const strength = Math.min(Math.abs(share), 1)
  tint(context, share < 0 ? inks.negative : inks.positive, 0.85 * strength, x, y, w, h)
  if (share >= -0.04) return
  context.globalAlpha = 0.35
  context.fillStyle = hatch(context, inks.ink)
  context.fillRect(x, y, w, h)
  context.globalAlpha = 1
}

// Text on a signed cell: on a strong hue it has the panel's colour.
function onSigned(inks, share) { return Math.abs(share) > 0.65 ? inks.panel : inks.ink }

function greyCell(context, share, x, y, w, h) {
  const grey = Math.round(255 * Math.min(Math.max(share, 0), 1))
  context.fillStyle = `rgb(${grey},${grey},${grey})`
  context.fillRect(x, y, w, h)
}

function frame(context, colour, x, y, w, h, width = 2.5) {
  context.strokeStyle = colour; context.lineWidth = width
  context.strokeRect(x - 1, y - 1, w + 2, h + 2)
}
