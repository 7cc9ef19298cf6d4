// @ts-check
// Two layers drawn as a network: the picture, its kernels, a map of each, and what their weighted
// sum makes. The chosen cell's way through both is lit.

import { dashedLines, write } from "../shared/canvas.js"
import { bracketed, MINUS, signed } from "../shared/numbers.js"
import { TITLE, titleAt, titleIn } from "./layout.js"

const WIDE = 560
const BELOW = 8

// At most two decimals.
export function short(value) {
  const text = value.toFixed(2).replace(/\.?0+$/, "")
  return signed(text === "-0" ? "0" : text)
}

const partsOf = (scene, part) => scene.panels.filter((panel) => panel.part === part)

export function isNetwork({ panels }) {
  return panels.some(({ part }) => part === "kernel")
}

// Four columns: picture, kernels, maps, and what becomes of them above what it is compared with.
export function layOutNetwork(scene, width, least) {
  const wide = width >= WIDE
  const [input] = partsOf(scene, "input")
  const [output] = partsOf(scene, "output")
  const beside = partsOf(scene, "beside")
  const kernels = partsOf(scene, "kernel")
  const maps = partsOf(scene, "map")
  const height = Math.max(least, 360)
  const each = height / maps.length
  const weight = wide ? 21 : 15
  const gaps = wide ? [46, 24, 84] : [16, 10, 28]
  const [rows, columns] = [maps[0].rows, maps[0].columns]
  const small = Math.min(
    (each - TITLE - BELOW) / rows,
    ((wide ? 0.18 : 0.2) * width) / columns,
    weight,
  )
  const kernelWidth = weight * kernels[0].columns
  const taken = gaps[0] + gaps[1] + gaps[2] + kernelWidth + small * columns + 2
  const large = Math.min(
    (width - taken) / (input.columns + output.columns),
    (height / 2 - 2 * TITLE - BELOW) / output.rows,
    40,
  )
  const spare = Math.max(0, width - taken - large * (input.columns + output.columns)) / 2
  const boxes = []
  const place = (panel, x, y, cell, room) => {
    const [w, h] = [panel.columns * cell, panel.rows * cell]
    const title = titleIn(panel.title, room)
    boxes[panel.index] = { x, y, w, h, cell, title, gap: 0, first: true }
  }
  const inputWidth = large * input.columns
  place(input, 1, (height - large * input.rows) / 2, large, inputWidth + gaps[0])
  const kernelX = 1 + inputWidth + gaps[0] + spare
  const mapX = kernelX + kernelWidth + gaps[1]
  maps.forEach((map, k) => {
    const y = k * each + TITLE
    place(map, mapX, y, small, small * columns + gaps[2])
    const [kernel] = [kernels[k]]
    const middle = y + (small * rows - weight * kernel.rows) / 2
    place(kernel, kernelX, Math.max(middle, y), weight, kernelWidth + gaps[1])
  })
  const outputX = mapX + small * columns + gaps[2] + spare
  const room = Math.max(width - outputX, 40)
  place(output, outputX, 2 * TITLE, large, room)
  for (const one of beside) place(one, outputX, height / 2 + 2 * TITLE, large, room)
  return { boxes, width, height: Math.ceil(height) }
}

const centre = ({ x, y, cell }, r, c) => [x + (c + 0.5) * cell, y + (r + 0.5) * cell]

// From the window through each kernel to a cell of its map, and from there to the last map.
export function paintPaths(context, view) {
  const { scene, plan, colours, cell } = view
  const { weights } = scene.formula
  const [input] = partsOf(scene, "input")
  const [output] = partsOf(scene, "output")
  const from = plan.boxes[input.index]
  const to = plan.boxes[output.index]
  const [windowX, windowY] = centre(from, cell.r, cell.c)
  const [toX, toY] = centre(to, cell.r, cell.c)
  const kernels = partsOf(scene, "kernel")
  partsOf(scene, "map").forEach((map, k) => {
    const kernel = plan.boxes[kernels[k].index]
    const box = plan.boxes[map.index]
    const [x, y] = centre(box, cell.r, cell.c)
    const middle = kernel.y + kernel.h / 2
    const isLit = weights[k] !== 0
    const lines = [
      [windowX, windowY, kernel.x - 2, middle],
      [kernel.x + kernel.w + 2, middle, x, y],
      [x, y, toX, toY],
    ]
    if (isLit) dashedLines(context, colours.amber.text, lines, 2)
    else plainLines(context, colours.line.text, lines)
    for (const [number, line] of box.title.lines.entries())
      write(context, colours, line, box.x, titleAt(box, number), {
        size: box.title.size,
        colour: colours.teal.text,
        halo: true,
      })
    if (to.x - box.x - box.w < 60) return
    const value = map.values[cell.r * map.columns + cell.c]
    const words = `${bracketed(short(value))}·${bracketed(String(weights[k]).replace("-", MINUS))}`
    write(context, colours, words, box.x + box.w + 6, box.y + box.h / 2, {
      size: 13,
      halo: true,
      colour: (isLit ? colours.ink : colours.soft).text,
    })
  })
}

function plainLines(context, colour, lines) {
  context.strokeStyle = colour
  context.lineWidth = 1
  context.beginPath()
  for (const [x0, y0, x1, y1] of lines) {
    context.moveTo(x0, y0)
    context.lineTo(x1, y1)
  }
  context.stroke()
}

// One pixel of the picture, whose border goes on outside.
function pixelAt({ rows, columns, values }, r, c) {
  const inside = (n, length) => Math.min(Math.max(n, 0), length - 1)
  return values[inside(r, rows) * columns + inside(c, columns)]
}

// Layer by layer: the products of each kernel with the window, then the weighted sum.
export function sayPaths(view, { weights, threshold, relu, names }) {
  const { scene, cell } = view
  const [input] = partsOf(scene, "input")
  const [output] = partsOf(scene, "output")
  const maps = partsOf(scene, "map")
  /** @type {import("../shared/speech.js").Piece[]} */
  const pieces = [{ text: `row ${cell.r}, column ${cell.c}, `, kind: "quiet" }]
  partsOf(scene, "kernel").forEach((kernel, k) => {
    if (!weights[k]) return
    pieces.push({ text: `${pieces.length > 1 ? "\n" : ""}layer 1, ${names[k]}: `, kind: "quiet" })
    let sum = 0
    let isFirst = true
    kernel.values.forEach((weight, at) => {
      const row = cell.r + Math.floor(at / kernel.columns) - (kernel.rows >> 1)
      const column = cell.c + (at % kernel.columns) - (kernel.columns >> 1)
      const pixel = pixelAt(input, row, column)
      sum += weight * pixel
      if (!weight) return
      pieces.push(
        { text: `${isFirst ? "" : " + "}${short(pixel)}·` },
        { text: bracketed(short(weight)), kind: "weight" },
      )
      isFirst = false
    })
    pieces.push({ text: ` = ${short(sum)}` })
    if (relu && sum < 0) pieces.push({ text: ", after ReLU 0" })
  })
  pieces.push({ text: `${pieces.length > 1 ? "\n" : ""}layer 2: `, kind: "quiet" })
  let sum = -threshold
  maps.forEach((map, k) => {
    const value = map.values[cell.r * map.columns + cell.c]
    sum += weights[k] * value
    pieces.push(
      { text: `${k ? " + " : ""}${bracketed(short(value))}·` },
      { text: bracketed(short(weights[k])), kind: "weight" },
      { text: ` ${names[k]}`, kind: "quiet" },
    )
  })
  if (threshold) pieces.push({ text: ` − ${short(threshold)}` })
  const { hidden } = scene
  const isHidden = hidden && hidden[0] === cell.r && hidden[1] === cell.c
  if (relu && sum < 0 && !isHidden) pieces.push({ text: ` = ${short(sum)}, after ReLU ` })
  else pieces.push({ text: " = " })
  const last = output.values[cell.r * output.columns + cell.c]
  return [...pieces, { text: isHidden ? "?" : short(last), kind: "result" }]
}
