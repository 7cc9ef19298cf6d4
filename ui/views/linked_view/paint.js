// @ts-check
// Draws the grids. `paintBase` draws what only changes with data, size or zoom and is kept;
// `paintOver` draws the pointer's frames on top of it and runs at every move.

import { clipped, dashedLines, frame, hatch, write } from "../shared/canvas.js"
import { decimal, decimalPlaces, MINUS, quotient } from "../shared/numbers.js"
import { css, inkOn, mix } from "../shared/palette.js"
import {
  cellPlaces,
  inputText,
  paintAnswerBox,
  paintInputLegend,
  paintNeighbours,
  paintWindows,
} from "./answers.js"
import { inputColour, outputColour } from "./colours.js"
import { inputTitle, paintNotRead, paintPlaneTitle, paintSum } from "./deep_paint.js"
import { cellText, weightText } from "./formula.js"
import {
  firstRead,
  inputAt,
  outputIndex,
  readersOf,
  reads,
  tapAt,
  weightIndex,
  windowSpan,
} from "./geometry.js"
import { isSteep, paintDerived } from "./gradient.js"
import { cellRect, selects, visible } from "./layout.js"
import { paintCountLegend, paintLegend } from "./legends.js"
import { paintOverPlanes, paintPlane, paintPlanesLegend, planeTitle } from "./planes.js"
import { countColour, paintTexture } from "./textures.js"
import { paintTitle, partTitle, roomFor } from "./titles.js"

export const GAP_FROM = 14 // cells narrower than this touch each other
const HATCH_FROM = 6 // cells at least this wide carry their sign as a stroke
const DIGITS_AT_LEAST = 8
export const ROOMY = 44 // kernel cells that hold value × weight and the product

// The largest text size at which `text`, of one or more lines, fits a cell, or 0 when none is
// readable.
export function digitSize(cell, text, largest = 17) {
  const lines = text.split("\n")
  const longest = Math.max(...lines.map((line) => line.length))
  const size = Math.min(
    largest,
    (lines.length > 1 ? 0.9 / lines.length : 0.46) * cell,
    (cell - 4) / (0.62 * longest),
  )
  return size >= DIGITS_AT_LEAST ? size : 0
}

// One or more lines, centred.
export function writeIn(context, colours, text, x, y, size, colour, weight = "") {
  const lines = text.split("\n")
  const style = { size, colour, weight, align: /** @type {const} */ ("center") }
  lines.forEach((line, k) => {
    write(context, colours, line, x, y + size * (0.06 + 1.05 * (k - (lines.length - 1) / 2)), style)
  })
}

// The size in which all texts fit their cells, so that a grid is written as a whole or not at all.
function commonSize(cell, texts, largest) {
  return Math.min(largest, ...texts.map((text) => digitSize(cell, text, largest)))
}

// `read(row, column, places)` says what a cell holds; of `attempts` at how many decimals are
// written, the first that fits every cell in sight counts.
export function paintCells(context, view, box, read, attempts = [0]) {
  const { colours } = view
  const seen = visible(box)
  const gap = box.cell >= GAP_FROM ? 1 : 0
  context.fillStyle = css(mix(colours.line.rgb, colours.soft.rgb, 0.35))
  context.fillRect(box.x, box.y, box.w, box.h)
  let cells = []
  let size = 0
  for (const places of attempts) {
    cells = []
    for (let row = seen.top; row < seen.bottom; row++)
      for (let column = seen.left; column < seen.right; column++)
        cells.push({ row, column, ...read(row, column, places) })
    size = commonSize(box.cell, [...new Set(cells.map(({ text }) => text))], 17)
    if (size) break
  }
  for (const cell of cells) {
    const rect = cellRect(box, cell.row, cell.column)
    context.fillStyle = css(cell.rgb)
    context.fillRect(rect.x, rect.y, rect.w - gap, rect.h - gap)
    if (cell.padding || cell.unread) {
      context.fillStyle = cell.unread ? view.strongHatch : view.hatch
      context.fillRect(rect.x, rect.y, rect.w - gap, rect.h - gap)
    }
    const ink = inkOn(cell.rgb)
    if (size)
      writeIn(
        context,
        colours,
        cell.text,
        rect.x + rect.w / 2,
        rect.y + rect.h / 2,
        size,
        ink,
        cell.asked ? "bold" : "",
      )
    else if (cell.negative && rect.w >= HATCH_FROM) {
      context.strokeStyle = ink
      context.globalAlpha = 0.45
      context.lineWidth = 1
      context.beginPath()
      context.moveTo(rect.x + 2, rect.y + rect.h - 3)
      context.lineTo(rect.x + rect.w - 3, rect.y + 2)
      context.stroke()
      context.globalAlpha = 1
    }
  }
}

function paintInput(context, view, box) {
  const { scene, colours } = view
  const top = scene.padding[0][0]
  const left = scene.padding[1][0]
  if (box.cell < GAP_FROM) {
    paintTexture(context, view, box)
    context.fillStyle = view.hatch
    const edge = cellRect(box, top, left)
    const end = cellRect(box, top + scene.rows, left + scene.columns)
    const [x0, y0, x1, y1] = [
      Math.max(edge.x, box.x),
      Math.max(edge.y, box.y),
      Math.min(end.x, box.x + box.w),
      Math.min(end.y, box.y + box.h),
    ]
    context.fillRect(box.x, box.y, box.w, y0 - box.y)
    context.fillRect(box.x, y1, box.w, box.y + box.h - y1)
    context.fillRect(box.x, y0, x0 - box.x, y1 - y0)
    context.fillRect(x1, y0, box.x + box.w - x1, y1 - y0)
    return
  }
  if (scene.counts)
    return paintCells(context, view, box, (row, column) =>
      countCell(view, row - top, column - left),
    )
  paintCells(context, view, box, (row, column) => {
    const { value, padding } = inputAt(scene, box.index, row - top, column - left)
    return {
      rgb: inputColour(scene, colours, value),
      text: inputText(scene, value, cellPlaces(scene, box.cell)),
      padding,
      negative: scene.inputSigned && value < 0,
      unread: scene.unread?.[(row - top) * scene.columns + column - left] === 1,
    }
  })
}

function countCell({ scene, colours }, row, column) {
  const padding = row < 0 || column < 0 || row >= scene.rows || column >= scene.columns
  if (padding) return { rgb: colours.panel.rgb, text: "", padding }
  const n = scene.counts[row * scene.columns + column]
  return { rgb: countColour(scene, colours, n), text: String(n), unread: n === 0 }
}

function paintOutput(context, view, box) {
  const { scene, colours } = view
  const f = box.index
  if (box.cell < GAP_FROM) return paintTexture(context, view, box)
  paintCells(
    context,
    view,
    box,
    (row, column, places) => {
      const n = scene.output[outputIndex(scene, f, row, column)]
      if (isHidden(scene, f, row, column)) return { rgb: colours.panel.rgb, text: "?", asked: true }
      return {
        rgb: outputColour(scene, colours, n, f),
        text: cellText(scene, n, f, places),
        negative: n < 0,
      }
    },
    cellPlaces(scene, box.cell) === 2 ? [2, 1, 0] : [cellPlaces(scene, box.cell)],
  )
}

export function isHidden(scene, f, row, column) {
  return (
    scene.hidden !== null &&
    scene.hidden[0] === f &&
    scene.hidden[1] === row &&
    scene.hidden[2] === column
  )
}

export function paintBase(context, view) {
  const { scene, colours, plan } = view
  context.clearRect(0, 0, plan.width, plan.height)
  view.hatch = hatch(context, css(mix(colours.soft.rgb, colours.panel.rgb, 0.35)))
  view.strongHatch = hatch(context, colours.ink.text, scene.unread ? colours.panel.text : undefined)
  if (scene.counts) paintCountLegend(context, view)
  else if (scene.answer) paintInputLegend(context, view)
  for (const box of plan.boxes) {
    if (box.kind === "kernel") continue
    const output = box.kind !== "input"
    const titles = { output: scene.outputTitles, derived: scene.derived }[box.kind]
    const title = scene.grids
      ? planeTitle(view, box)
      : box.kind === "input"
        ? inputTitle(context, view, box)
        : titles[box.index]
    paintTitle(
      context,
      view,
      box,
      box.part && box.kind === "input" ? partTitle(scene, box) : title,
      output && !scene.grids ? colours.teal.text : colours.soft.text,
      box.small ? 11 : 13,
    )
    const paint = {
      input: paintInput,
      output: paintOutput,
      derived: paintDerived,
      plane: paintPlane,
    }[box.kind]
    clipped(context, box, () => {
      paint(context, view, box)
      if (scene.answer && box.kind === "input") paintWindows(context, view, box)
    })
    context.strokeStyle = colours.line.text
    context.lineWidth = 1
    context.strokeRect(
      box.x - 0.5,
      box.y - 0.5,
      box.w + (box.cell < GAP_FROM ? 1 : 0),
      box.h + (box.cell < GAP_FROM ? 1 : 0),
    )
  }
  if (scene.grids) paintPlanesLegend(context, view)
  else paintLegend(context, view)
}

// Around a cell, or several: the gap at its right and below belongs to it.
export function frameCell(context, { x, y, w, h }, colour, width = 3) {
  frame(context, { x: x + 0.5, y: y + 0.5, w: w - 2, h: h - 2 }, colour, width)
}

// The long title says how to read the cells; where a map stands beside it, the short one fits.
export function kernelTitle(context, view, box, title, shared) {
  const [name] = title.split(":")
  context.font = `13px ${view.colours.mono}`
  const fits =
    box.cell >= ROOMY && context.measureText(title + shared).width <= roomFor(view, box) - 10
  return fits ? title + shared : name + shared
}

function paintKernel(context, view, box) {
  const { scene, colours } = view
  const { f, r, c } = view.cell
  const divisor = scene.divisors[f]
  const shared = decimalPlaces(divisor) < 0 ? ` ÷ ${divisor}` : ""
  const cell = box.cell
  const roomy = cell >= ROOMY
  if (!reads(scene, f, box.index)) return paintNotRead(context, view, box)
  if (scene.channels > 1) paintPlaneTitle(context, view, box)
  else
    paintTitle(
      context,
      view,
      box,
      kernelTitle(context, view, box, scene.kernelTitles[f], shared),
      colours.violet.text,
    )
  let largest = 0
  const start = weightIndex(scene, f, firstRead(scene, f), 0, 0)
  const count = scene.depth * scene.kernelRows * scene.kernelColumns
  for (let k = start; k < start + count; k++)
    largest = Math.max(largest, Math.abs(scene.weights[k]))
  const plain = roomy
    ? 0
    : commonSize(
        cell,
        Array.from({ length: count }, (_, k) => weightText(scene, scene.weights[start + k], f)),
        17,
      )
  for (let i = 0; i < box.rows; i++)
    for (let j = 0; j < box.columns; j++) {
      const n = scene.weights[weightIndex(scene, f, box.index, i, j)]
      const tap = tapAt(scene, box.index, r, c, i, j)
      const rect = cellRect(box, i, j)
      const gap = cell >= GAP_FROM ? 1 : 0
      const tint = mix(
        colours.panel.rgb,
        (n < 0 ? colours.negative : colours.violet).rgb,
        n === 0 || !largest ? 0.05 : 0.1 + (0.25 * Math.abs(n)) / largest,
      )
      context.fillStyle = css(tint)
      context.fillRect(rect.x, rect.y, rect.w - gap, rect.h - gap)
      if (n < 0 && cell < 22) {
        context.fillStyle = view.hatch
        context.fillRect(rect.x, rect.y, rect.w - gap, rect.h - gap)
      }
      const middle = rect.x + rect.w / 2
      const weight = weightText(scene, n, f)
      if (!roomy) {
        if (plain)
          writeIn(context, colours, weight, middle, rect.y + rect.h / 2, plain, colours.ink.text)
        continue
      }
      const value = decimal(tap.value, scene.inputPlaces)
      const factors = `${value}×${weight}`
      const product = quotient(
        tap.value * n,
        10 ** Math.max(decimalPlaces(divisor), 0) * 10 ** scene.inputPlaces,
        2,
      )
      writeIn(
        context,
        colours,
        factors,
        middle,
        rect.y + rect.h * 0.33,
        digitSize(cell, factors, 13) || 9,
        colours.ink.text,
      )
      const sign =
        product.text === "0"
          ? colours.soft
          : product.text.startsWith(MINUS)
            ? colours.negative
            : colours.positive
      writeIn(
        context,
        colours,
        product.text,
        middle,
        rect.y + rect.h * 0.7,
        digitSize(cell, product.text, 15) || 9,
        sign.text,
        "bold",
      )
    }
}

export function windowRect(view, box, r, c) {
  const { scene } = view
  const span = windowSpan(scene)
  const start = cellRect(box, r * scene.stride[0], c * scene.stride[1])
  return { x: start.x, y: start.y, w: span.columns * box.cell, h: span.rows * box.cell }
}

export function tie(context, colours, from, to) {
  const right = to.x >= from.x + from.w
  const pairs = right
    ? [
        [from.x + from.w, from.y, to.x, to.y],
        [from.x + from.w, from.y + from.h, to.x, to.y + to.h],
      ]
    : [
        [from.x, from.y + from.h, to.x, to.y],
        [from.x + from.w, from.y + from.h, to.x + to.w, to.y],
      ]
  dashedLines(context, colours.amber.text, pairs)
}

export function within(rect, box) {
  const x = Math.max(rect.x, box.x)
  const y = Math.max(rect.y, box.y)
  return {
    x,
    y,
    w: Math.max(0, Math.min(rect.x + rect.w, box.x + box.w) - x),
    h: Math.max(0, Math.min(rect.y + rect.h, box.y + box.h) - y),
  }
}

export function inBox(context, box, draw) {
  clipped(context, box, draw, 3)
}

export function paintOver(context, view) {
  if (view.scene.grids) return paintOverPlanes(context, view)
  const { scene, colours, plan, cell, glide } = view
  const amber = colours.amber.text
  const kernels = plan.boxes.filter((box) => box.kind === "kernel")
  for (const box of kernels) (scene.answer ? paintAnswerBox : paintKernel)(context, view, box)
  if (plan.sum) paintSum(context, view)
  if (view.hover && view.hover.box.kind === "input") return paintReaders(context, view)
  if (view.hover && view.hover.box.kind === "kernel") paintMultiplied(context, view)
  for (const box of plan.boxes) {
    if (box.kind === "input" && reads(scene, cell.f, box.index)) {
      const rect = windowRect(view, box, glide.r, glide.c)
      inBox(context, box, () => {
        frameCell(context, rect, amber)
        const spread = scene.dilation[0] > 1 || scene.dilation[1] > 1
        if (spread && box.cell >= 5)
          for (let i = 0; i < scene.kernelRows; i++)
            for (let j = 0; j < scene.kernelColumns; j++)
              frameCell(
                context,
                cellRect(
                  box,
                  glide.r * scene.stride[0] + i * scene.dilation[0],
                  glide.c * scene.stride[1] + j * scene.dilation[1],
                ),
                amber,
                2,
              )
      })
      if (scene.answer) paintNeighbours(context, view, box)
      const seen = within(rect, box)
      if (kernels[box.index] && seen.w && seen.h) {
        tie(context, colours, seen, kernels[box.index])
        frameCell(context, kernels[box.index], amber, 3)
      }
    }
    const mine = box.kind === "output" && box.index === cell.f
    if (!selects(box) || (!mine && !isSteep(scene))) continue
    if (view.playing && scene.filters * box.rows * box.columns <= 4096)
      hideUnmade(context, view, box)
    const rect = cellRect(box, glide.r, glide.c)
    inBox(context, box, () =>
      frameCell(
        context,
        { ...rect, w: Math.max(rect.w, 5), h: Math.max(rect.h, 5) },
        amber,
        view.pinned ? 4 : 3,
      ),
    )
    const seen = within(rect, box)
    const made = plan.sum ? view.sumAt : kernels[kernels.length - 1]
    if (mine && seen.w && seen.h && made) tie(context, colours, made, seen)
  }
}

// While it plays, the map fills as the window travels: what is not made yet is paper.
function hideUnmade(context, view, box) {
  const { r, c } = view.cell
  const next = cellRect(box, r, c + 1)
  const below = cellRect(box, r + 1, 0)
  inBox(context, box, () => {
    context.fillStyle = view.colours.panel.text
    context.fillRect(next.x, next.y, box.x + box.w - next.x, box.cell)
    context.fillRect(box.x, below.y, box.w, box.y + box.h - below.y)
  })
}

function paintReaders(context, view) {
  const { scene, colours, plan, hover } = view
  const amber = colours.amber.text
  const { rows, columns } = readersOf(
    scene,
    hover.row - scene.padding[0][0],
    hover.column - scene.padding[1][0],
  )
  inBox(context, hover.box, () =>
    frameCell(context, cellRect(hover.box, hover.row, hover.column), amber),
  )
  for (const box of plan.boxes) {
    if (!selects(box) || !rows.size || !columns.size || !reads(scene, box.index, hover.box.index))
      continue
    inBox(context, box, () => {
      for (const row of rows)
        for (const column of columns) {
          const rect = cellRect(box, row, column)
          frameCell(
            context,
            { ...rect, w: Math.max(rect.w, 3), h: Math.max(rect.h, 3) },
            amber,
            box.cell >= 5 ? 2.5 : 1,
          )
        }
    })
  }
}

function paintMultiplied(context, view) {
  const { scene, colours, plan, hover } = view
  const amber = colours.amber.text
  frameCell(context, cellRect(hover.box, hover.row, hover.column), amber, 3)
  const input = plan.boxes.find((box) => box.kind === "input" && box.index === hover.box.index)
  const at = (r, c) =>
    cellRect(
      input,
      r * scene.stride[0] + hover.row * scene.dilation[0],
      c * scene.stride[1] + hover.column * scene.dilation[1],
    )
  const first = at(0, 0)
  const last = at(scene.outputRows - 1, scene.outputColumns - 1)
  inBox(context, input, () => {
    const apart = scene.stride[0] > 1 || scene.stride[1] > 1
    if (apart && input.cell >= 5) {
      const seen = visible(input)
      for (let r = 0; r < scene.outputRows; r++)
        for (let c = 0; c < scene.outputColumns; c++) {
          const row = r * scene.stride[0] + hover.row * scene.dilation[0]
          if (row >= seen.top && row < seen.bottom) frameCell(context, at(r, c), amber, 2)
        }
    } else
      frameCell(
        context,
        { x: first.x, y: first.y, w: last.x + last.w - first.x, h: last.y + last.h - first.y },
        amber,
        2,
      )
  })
}
