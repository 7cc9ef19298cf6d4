// Numbers as pixels: grey pictures, signed maps centred on 0, and where the tiles of a sheet lie.

function rgbOf(text) {
  const probe = document.createElement("canvas").getContext("2d", { willReadFrequently: true })
  probe.fillStyle = text
  probe.fillRect(0, 0, 1, 1)
  return probe.getImageData(0, 0, 1, 1).data.slice(0, 3)
}

function coloursOf(root) {
  const style = getComputedStyle(root), colours = { mono: style.getPropertyValue("--mono") }
  for (const name of ["ink", "soft", "line", "panel", "amber", "teal", "positive", "negative"]) {
    colours[name] = style.getPropertyValue("--" + name).trim()
  }
  for (const name of ["panel", "positive", "negative"]) colours[name + "Rgb"] = rgbOf(colours[name])
  return colours
}

function pixelCanvas(rows, columns, paint) {
  const canvas = document.createElement("canvas"), image = new ImageData(columns, rows)
  canvas.width = columns
  canvas.height = rows
  for (let k = 0; k < rows * columns; k++) {
    const [r, g, b] = paint(k)
    image.data[4 * k] = r; image.data[4 * k + 1] = g; image.data[4 * k + 2] = b; image.data[4 * k + 3] = 255
  }
  canvas.getContext("2d").putImageData(image, 0, 0)
  return canvas
}

function greyCanvas(values, rows, columns, byteOf) {
  return pixelCanvas(rows, columns, (k) => { const byte = byteOf(values[k]); return [byte, byte, byte] })
}

// The picture as the network gets it: grey, or the colours of its three channels.
function seenCanvas({ values, shape: [channels, rows, columns] }) {
  const size = rows * columns, byte = (v) => Math.round(255 * Math.min(Math.max(v, 0), 1))
  const plane = (k, c) => byte(values[k + size * (channels === 3 ? c : 0)])
  return pixelCanvas(rows, columns, (k) => [plane(k, 0), plane(k, 1), plane(k, 2)])
}

function signedCanvas(values, start, rows, columns, limit, colours) {
  return pixelCanvas(rows, columns, (k) => {
    const value = values[start + k], share = limit ? Math.min(Math.abs(value) / limit, 1) : 0
    const end = value < 0 ? colours.negativeRgb : colours.positiveRgb
    return colours.panelRgb.map((v, c) => Math.round(v + (end[c] - v) * share))
  })
}

// Where each map of each layer is drawn: rows of tiles, as large as the width allows.
const TITLE = 16, GAP = 4, LARGEST_TILE = 52, SMALLEST_TILE = 22, VECTOR = 20, STRIP = 10, BETWEEN = 5
// In a narrow sheet every layer still has its place on one screen.
const NARROW_SHEET = 420, NARROW_TILE = 30

function layoutSheet(layers, width) {
  const tiles = [], largest = width < NARROW_SHEET ? NARROW_TILE : LARGEST_TILE
  let y = 0
  layers.forEach((layer, number) => {
    const [count, rows, columns] = layer.shape
    layer.y = y
    y += TITLE
    if (rows === 1 && count === 1) {
      const h = columns * 10 > width ? STRIP : VECTOR
      tiles.push({ layer: number, map: 0, x: 1, y, w: width - 2, h })
      y += h + BETWEEN
      return
    }
    const w = Math.max(SMALLEST_TILE, Math.min(largest, Math.floor((width - 2 + GAP) / count) - GAP))
    const most = Math.max(1, Math.floor((width - 2 + GAP) / (w + GAP)))
    const across = Math.ceil(count / Math.ceil(count / most))  // lines of the same length
    const h = Math.max(4, Math.round((w * rows) / columns))
    for (let map = 0; map < count; map++) {
      const line = Math.floor(map / across)
      tiles.push({ layer: number, map, x: 1 + (map % across) * (w + GAP), y: y + line * (h + GAP), w, h })
    }
    y += Math.ceil(count / across) * (h + GAP) + BETWEEN
  })
  return { tiles, height: Math.max(y, 1) }
}
