// @ts-check
// What is drawn where a window has no weights: the box between input and map, the windows on the
// input, and those of them that were chosen or won.

import { thousands } from "../shared/numbers.js"
import { css, inkOn, mix } from "../shared/palette.js"
import { cellRect, visible } from "./boxes.js"
import { digitSize, frameCell, GAP_FROM, inBox, writeIn } from "./cells.js"
import { inputColour } from "./colours.js"
import { countsAt, isHidden, outputIndex, tapAt } from "./geometry.js"
import { kernelTitle } from "./kernel_paint.js"
import { note } from "./key.js"
import { cellPlaces, inputText, isFunction, shownWinner } from "./outputs.js"
import { windowRect } from "./overlay.js"
import { paintTitle } from "./titles.js"

// The box between input and map: the window's values with the winner framed, or the function.
export function paintAnswerBox(context, view, box) {
  const { scene, colours } = view
  paintTitle(
    context,
    view,
    box,
    kernelTitle(context, view, box, scene.kernelTitles[0], ""),
    colours.violet.text,
  )
  if (isFunction(scene)) return paintFunction(context, view, box)
  if (scene.box) return paintWhole(context, view, box)
  const { r, c } = view.cell
  const won = shownWinner(scene, r, c)
  const gap = box.cell >= GAP_FROM ? 1 : 0
  for (let i = 0; i < box.rows; i++)
    for (let j = 0; j < box.columns; j++) {
      const rect = cellRect(box, i, j)
      const { value } = tapAt(scene, 0, r, c, i, j)
      const rgb = inputColour(scene, colours, value)
      context.fillStyle = css(rgb)
      context.fillRect(rect.x, rect.y, rect.w - gap, rect.h - gap)
      const text = inputText(scene, value, cellPlaces(scene, box.cell))
      const size = digitSize(box.cell, text)
      if (size)
        writeIn(context, colours, text, rect.x + rect.w / 2, rect.y + rect.h / 2, size, inkOn(rgb))
    }
  if (won)
    markWinner(
      context,
      view,
      cellRect(box, won.row - r * scene.stride[0], won.column - c * scene.stride[1]),
    )
}

// Where the input shows how many windows read each pixel: what the chosen window adds to them.
export function paintCounting(context, view, box) {
  const { scene, colours } = view
  const { r, c } = view.cell
  paintTitle(context, view, box, "this window", colours.violet.text)
  const gap = box.cell >= GAP_FROM ? 1 : 0
  for (let i = 0; i < box.rows; i++)
    for (let j = 0; j < box.columns; j++) {
      const rect = cellRect(box, i, j)
      const text = countsAt(scene, r, c, i, j) ? "+1" : ""
      context.fillStyle = text ? css(mix(colours.panel.rgb, colours.positive.rgb, 0.15)) : view.dots
      context.fillRect(rect.x, rect.y, rect.w - gap, rect.h - gap)
      const size = digitSize(box.cell, text)
      if (size && text) {
        const [x, y] = [rect.x + rect.w / 2, rect.y + rect.h / 2]
        writeIn(context, colours, text, x, y, size, colours.ink.text)
      }
    }
}

function paintWhole(context, view, box) {
  const { scene, colours } = view
  const count = scene.kernelRows * scene.kernelColumns
  const middle = box.x + box.w / 2
  context.fillStyle = css(mix(colours.panel.rgb, colours.violet.rgb, 0.1))
  context.fillRect(box.x, box.y, box.w, box.h)
  writeIn(
    context,
    colours,
    `${thousands(count)}\ncells\nto 1`,
    middle,
    box.y + box.h / 2,
    14,
    colours.ink.text,
  )
}

// The cell whose value is the answer: a frame in the answer's colour, and a dot in its corner.
function markWinner(context, view, rect) {
  const teal = view.colours.teal.text
  const inset = Math.min(4, rect.w / 5)
  frameCell(
    context,
    { x: rect.x + inset, y: rect.y + inset, w: rect.w - 2 * inset, h: rect.h - 2 * inset },
    teal,
    Math.min(3, Math.max(rect.w / 8, 1)),
  )
}

function paintFunction(context, view, box) {
  const { scene, colours } = view
  const { r, c } = view.cell
  const k = outputIndex(scene, 0, r, c)
  const count = scene.curve.length / 2
  const [low, high] = scene.curveEnds
  const left = scene.curve[0]
  const right = scene.curve[count - 1]
  const x = (n) => box.x + ((Math.min(Math.max(n, left), right) - left) / (right - left)) * box.w
  const y = (n) => box.y + box.h - ((Math.min(Math.max(n, low), high) - low) / (high - low)) * box.h
  context.fillStyle = css(mix(colours.panel.rgb, colours.violet.rgb, 0.06))
  context.fillRect(box.x, box.y, box.w, box.h)
  const line = (points) => {
    context.beginPath()
    points.forEach(([a, b], at) => (at ? context.lineTo(a, b) : context.moveTo(a, b)))
    context.stroke()
  }
  context.strokeStyle = colours.soft.text
  context.lineWidth = 0.7
  line([
    [x(0), box.y],
    [x(0), box.y + box.h],
  ])
  line([
    [box.x, y(0)],
    [box.x + box.w, y(0)],
  ])
  context.strokeStyle = colours.teal.text
  context.lineWidth = 2.5
  line(Array.from({ length: count }, (_, at) => [x(scene.curve[at]), y(scene.curve[count + at])]))
  if (isHidden(scene, 0, r, c)) return
  context.fillStyle = colours.panel.text
  context.strokeStyle = colours.amber.text
  context.lineWidth = 3
  context.beginPath()
  context.arc(x(scene.input[k] / scene.inputDivisor), y(scene.output[k]), 5, 0, 2 * Math.PI)
  context.fill()
  context.stroke()
}

// On the input, once: where the windows lie, as far as they do not overlap, and who wins in each.
export function paintWindows(context, view, box) {
  const { scene, colours } = view
  const apart = [0, 1].every((axis) => scene.stride[axis] >= scene.window[axis])
  if (isFunction(scene) || scene.boxed || box.cell < 7) return
  const seen = visible(box)
  const margin = box.cell >= GAP_FROM ? 0.5 : 0
  for (let r = 0; r < scene.outputRows; r++) {
    const top = r * scene.stride[0]
    if (top > seen.bottom || top + scene.window[0] < seen.top) continue
    for (let c = 0; c < scene.outputColumns; c++) {
      const rect = windowRect(view, box, r, c)
      context.strokeStyle = colours.violet.text
      context.lineWidth = box.cell >= GAP_FROM ? 1.5 : 0.8
      if (apart) {
        note(view, "window")
        context.strokeRect(
          rect.x + margin,
          rect.y + margin,
          rect.w - 2 * margin - 0.5,
          rect.h - 2 * margin - 0.5,
        )
      }
      const won = shownWinner(scene, r, c)
      if (!won || box.cell < GAP_FROM || scene.counts) continue
      const cell = cellRect(box, won.row, won.column)
      note(view, "winner")
      const size = Math.max(box.cell * 0.16, 4)
      context.fillStyle = colours.teal.text
      context.beginPath()
      context.moveTo(cell.x + 2, cell.y + 2)
      context.lineTo(cell.x + 2 + size, cell.y + 2)
      context.lineTo(cell.x + 2, cell.y + 2 + size)
      context.fill()
    }
  }
}

// Over the input: the neighbours that share cells with the chosen window, and its winner.
export function paintNeighbours(context, view, box) {
  const { scene, colours } = view
  const { r, c } = view.cell
  const won = shownWinner(scene, r, c)
  if (isFunction(scene)) return
  const overlaps = [0, 1].map((axis) => scene.stride[axis] < scene.window[axis])
  inBox(context, box, () => {
    context.strokeStyle = colours.violet.text
    context.lineWidth = 1.5
    context.setLineDash([3, 3])
    const beside = [
      [0, 1],
      [0, -1],
      [1, 0],
      [-1, 0],
    ].filter(([down]) => overlaps[down ? 0 : 1])
    for (const [down, across] of beside) {
      const row = r + down
      const column = c + across
      if (row < 0 || column < 0 || row >= scene.outputRows || column >= scene.outputColumns)
        continue
      const rect = windowRect(view, box, row, column)
      note(view, "beside")
      context.strokeRect(rect.x + 3, rect.y + 3, rect.w - 7, rect.h - 7)
    }
    context.setLineDash([])
    if (won && box.cell >= 5 && !scene.counts)
      markWinner(context, view, cellRect(box, won.row, won.column))
  })
}
