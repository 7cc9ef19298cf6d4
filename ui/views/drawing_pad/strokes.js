// @ts-check
// The pad itself: strokes by mouse, touch, pen or keyboard, kept so that each can be taken back.
// Places are shares of the pad, 0 to 1, so that its size on screen does not matter.

import { deviceRatio } from "../shared/canvas.js"
import { greyCanvas } from "./tiles.js"

// Width of a stroke: that of a pen in the data's digits, and half of it for small drawings.
const BRUSH = { broad: 2.3 / 28, fine: 1.15 / 28 }
// What is smaller than this is enlarged for the network, and its strokes would grow to blots.
const WHOLE = 20 / 28
const THINNEST = 0.2
const KEY_STEP = 1 / 28 // one of the network's pixels
const INK = "#ffffff"
const PAPER = "#000000"

export function newPad(canvas, side) {
  const raster = document.createElement("canvas")
  raster.width = raster.height = side
  return {
    canvas,
    raster,
    side,
    strokes: [],
    stroke: null,
    backdrop: null,
    brush: null,
    penDown: false,
    pen: "broad",
    ink: raster.getContext("2d", { willReadFrequently: true }),
    context: canvas.getContext("2d"),
  }
}

// `thin` is what all strokes are narrowed to.
function drawStrokes(context, pad, size, thin = 1) {
  context.fillStyle = PAPER
  context.fillRect(0, 0, size, size)
  if (pad.backdrop) {
    context.imageSmoothingEnabled = size !== pad.side
    context.drawImage(pad.backdrop, 0, 0, size, size)
  }
  context.strokeStyle = context.fillStyle = INK
  context.lineCap = context.lineJoin = "round"
  for (const stroke of pad.strokes) {
    context.lineWidth = BRUSH[stroke.pen] * size * thin
    context.beginPath()
    context.moveTo(stroke[0][0] * size, stroke[0][1] * size)
    // A touch without a move is a dot.
    if (stroke.length === 1) context.lineTo(stroke[0][0] * size + 0.01, stroke[0][1] * size)
    for (let k = 1; k < stroke.length; k++) context.lineTo(stroke[k][0] * size, stroke[k][1] * size)
    context.stroke()
  }
}

export function paintPad(pad, colours) {
  const ratio = deviceRatio()
  const wide = pad.canvas.clientWidth || 252
  const pixels = Math.round(wide * ratio)
  if (pad.canvas.width !== pixels) pad.canvas.width = pad.canvas.height = pixels
  drawStrokes(pad.context, pad, pixels)
  if (!pad.brush) return
  const [x, y] = pad.brush
  pad.context.strokeStyle = colours.amber.text
  pad.context.lineWidth = 2 * ratio
  pad.context.setLineDash(pad.penDown ? [] : [4 * ratio, 3 * ratio])
  pad.context.beginPath()
  pad.context.arc(x * pixels, y * pixels, 0.5 * BRUSH[pad.pen] * pixels + 3 * ratio, 0, 7)
  pad.context.stroke()
  pad.context.setLineDash([])
}

// How much narrower strokes must be for a small drawing to look, enlarged, as a large one does.
function thinning(pad) {
  if (pad.backdrop || !pad.strokes.length) return 1
  const extents = [0, 1].map((axis) => {
    const all = pad.strokes.flatMap((stroke) => stroke.map((place) => place[axis]))
    return Math.max(...all) - Math.min(...all)
  })
  return Math.min(1, Math.max(THINNEST, (Math.max(...extents) + BRUSH.broad) / WHOLE))
}

// The drawing as bytes, one for each pixel: what the server gets.
export function inkOf(pad) {
  drawStrokes(pad.ink, pad, pad.side, thinning(pad))
  const { data } = pad.ink.getImageData(0, 0, pad.side, pad.side)
  const bytes = new Uint8Array(pad.side * pad.side)
  for (let k = 0; k < bytes.length; k++) bytes[k] = data[4 * k]
  return bytes
}

export function base64(bytes) {
  let text = ""
  for (let k = 0; k < bytes.length; k += 4096)
    text += String.fromCharCode(...bytes.subarray(k, k + 4096))
  return btoa(text)
}

export function setBackdrop(pad, bytes) {
  pad.strokes = []
  pad.stroke = null
  pad.backdrop = bytes ? greyCanvas(bytes, pad.side, pad.side, (byte) => byte) : null
}

export function clearPad(pad) {
  const had = pad.strokes.length > 0 || pad.backdrop !== null
  setBackdrop(pad, null)
  return had
}

export function undo(pad) {
  pad.stroke = null
  return pad.strokes.pop() !== undefined
}

export function placeOf(pad, event) {
  const box = pad.canvas.getBoundingClientRect()
  const inside = (v) => Math.min(Math.max(v, 0), 1)
  return [
    inside((event.clientX - box.left) / box.width),
    inside((event.clientY - box.top) / box.height),
  ]
}

// `fresh` says that the picture underneath was only an example, which the first stroke wipes away.
export function begin(pad, place, fresh) {
  if (fresh) setBackdrop(pad, null)
  pad.stroke = Object.assign([place], { pen: pad.pen })
  pad.strokes.push(pad.stroke)
}

export function extend(pad, place) {
  if (pad.stroke) pad.stroke.push(place)
}

// Returns whether the ink changed, or null where the key means nothing here.
export function moveBrush(pad, key, shift, fresh) {
  const [x, y] = pad.brush ?? [0.5, 0.3]
  const far = KEY_STEP * (shift ? 4 : 1)
  const inside = (v) => Math.min(Math.max(v, 0), 1)
  const moves = {
    ArrowLeft: [-far, 0],
    ArrowRight: [far, 0],
    ArrowUp: [0, -far],
    ArrowDown: [0, far],
  }
  if (key === " ") {
    pad.brush = [x, y]
    pad.penDown = !pad.penDown
    if (pad.penDown) begin(pad, pad.brush, fresh)
    else pad.stroke = null
    return pad.penDown
  }
  if (!(key in moves)) return null
  pad.brush = [inside(x + moves[key][0]), inside(y + moves[key][1])]
  if (pad.penDown && !pad.stroke) begin(pad, pad.brush, fresh)
  else if (pad.penDown) extend(pad, pad.brush)
  return pad.penDown
}

export function brushWords(pad) {
  const [x, y] = pad.brush
  const row = Math.min(27, Math.floor(28 * y))
  const column = Math.min(27, Math.floor(28 * x))
  return `Brush ${pad.penDown ? "draws" : "is up"} at row ${row}, column ${column} of 28.`
}
