// @ts-check
// Draws the picture, the map, and the matrix with its zeros and repeats.

import { cellText, weightText } from "../../../views/linked_view/formula.js"
import {
  drawImage,
  fitCanvas,
  frame,
  imageOf,
  SMALLEST,
  write,
} from "../../../views/shared/canvas.js"
import { counted, decimal } from "../../../views/shared/numbers.js"
import { inkOn, mix, signedRgb } from "../../../views/shared/palette.js"
import { rectAt } from "./layout.js"
import { say } from "./words.js"

const LETTER = 0.602 // of a digit's size
const FADE = 250 // ms in which a matrix becomes the next one

function surfaceFor(view, name, make) {
  return (view.surfaces[name] ??= make())
}
export function greyFor(scene) {
  return (n) => {
    const grey = Math.round(255 * Math.min(Math.max(n / scene.white, 0), 1))
    return [grey, grey, grey]
  }
}

export function paintMatrixView(view) {
  const { scene, plan, colours } = view
  fitCanvas(view.canvas, plan.width, plan.height)
  paintGrid(
    view,
    plan.picture,
    "image",
    scene.image,
    greyFor(scene),
    `image ${scene.rows}×${scene.columns}`,
  )
  const signed = (n) => signedRgb(colours, scene.mapLimit ? n / scene.mapLimit : 0)
  paintGrid(
    view,
    plan.map,
    "map",
    scene.map,
    signed,
    `map ${scene.outputRows}×${scene.outputColumns}`,
    colours.teal.text,
  )
  paintStrips(view, signed)
  paintMatrix(view)
  paintChosen(view)
}

export function paintGrid(
  view,
  grid,
  name,
  values,
  colourOf,
  title,
  colour = view.colours.soft.text,
) {
  const { context, colours } = view
  if (title) write(context, colours, title, grid.x, grid.y - 12, { colour })
  drawImage(
    context,
    surfaceFor(view, name, () => imageOf(grid.rows, grid.columns, (k) => colourOf(values[k]))),
    grid,
  )
  context.strokeStyle = colours.line.text
  context.lineWidth = 1
  context.strokeRect(grid.x - 0.5, grid.y - 0.5, grid.w + 1, grid.h + 1)
  const text = (n) => (name.startsWith("map") ? cellText(view.scene, n, 0, 1) : decimal(n, 0))
  if (!digitSize(grid.cell, values, text)) {
    const least = -0.15 * values.reduce((most, n) => Math.max(most, Math.abs(n)), 0)
    return strokeNegatives(view, grid, (k) => values[k] < least)
  }
  for (let k = 0; k < values.length; k++)
    writeIn(
      view,
      rectAt(grid, Math.floor(k / grid.columns), k % grid.columns),
      text(values[k]),
      colourOf(values[k]),
    )
}

// How large the digits of a grid can be: 0 where the longest number would be too small to read.
function digitSize(cell, values, text) {
  let longest = 1
  for (const n of values) longest = Math.max(longest, text(n).length)
  const size = Math.min(13, cell * 0.76, (cell - 1) / (LETTER * longest))
  return size >= SMALLEST ? size : 0
}

// Where no number says so, a stroke carries the sign: colour alone would not.
function strokeNegatives({ context, colours }, grid, isNegative) {
  if (grid.cell < 5) return
  context.strokeStyle = colours.ink.text
  context.lineWidth = 1
  context.globalAlpha = 0.45
  context.beginPath()
  for (let k = 0; k < grid.rows * grid.columns; k++)
    if (isNegative(k)) {
      const { x, y, w, h } = rectAt(grid, Math.floor(k / grid.columns), k % grid.columns)
      context.moveTo(x + 1.5, y + h - 1.5)
      context.lineTo(x + w - 1.5, y + 1.5)
    }
  context.stroke()
  context.globalAlpha = 1
}

function writeIn(view, rect, text, rgb) {
  const size = digitSize(Math.min(rect.w, rect.h), [0], () => text)
  write(view.context, view.colours, text, rect.x + rect.w / 2, rect.y + rect.h / 2 + 1, {
    size,
    align: "center",
    colour: inkOn(rgb),
  })
}

// The picture as one line, and the map as one column: what the matrix turns into each other.
function paintStrips(view, signed) {
  const grey = greyFor(view.scene)
  const { context, scene, plan } = view
  drawImage(
    context,
    surfaceFor(view, "line", () => imageOf(1, scene.inputs, (k) => grey(scene.image[k]))),
    plan.line,
  )
  drawImage(
    context,
    surfaceFor(view, "column", () => imageOf(scene.outputs, 1, (k) => signed(scene.map[k]))),
    plan.column,
  )
}

function paintMatrix(view) {
  const {
    context,
    colours,
    scene,
    plan: { matrix },
  } = view
  const { inputs, outputs } = scene
  const short = `matrix ${outputs}×${inputs}: ${counted(scene.count, "different weight")}`
  const long = say.topPixelsRightOutputs(short)
  const title = 7.9 * long.length <= view.plan.width - matrix.x ? long : short
  write(
    context,
    colours,
    title,
    Math.max(0, Math.min(matrix.x, view.plan.width - 7.9 * title.length)),
    view.plan.line.y - 12,
  )
  const colourOf = (number) => weightColour(colours, scene, number)
  const come = fadedIn(view)
  if (come < 1) {
    const from = view.faded.scene
    const between = (k) =>
      mix(weightColour(colours, from, from.numbers[k]), colourOf(scene.numbers[k]), come)
    drawImage(context, imageOf(outputs, inputs, between), matrix)
  } else
    drawImage(
      context,
      surfaceFor(view, "matrix", () => imageOf(outputs, inputs, (k) => colourOf(scene.numbers[k]))),
      matrix,
    )
  context.strokeStyle = colours.line.text
  context.lineWidth = 1
  context.strokeRect(matrix.x - 0.5, matrix.y - 0.5, matrix.w + 1, matrix.h + 1)
  if (matrix.cell >= 7) {
    context.globalAlpha = 0.7
    context.beginPath()
    for (let r = 1; r < outputs; r++) {
      context.moveTo(matrix.x, matrix.y + r * matrix.cell + 0.5)
      context.lineTo(matrix.x + matrix.w, matrix.y + r * matrix.cell + 0.5)
    }
    for (let c = 1; c < inputs; c++) {
      context.moveTo(matrix.x + c * matrix.cell + 0.5, matrix.y)
      context.lineTo(matrix.x + c * matrix.cell + 0.5, matrix.y + matrix.h)
    }
    context.stroke()
    context.globalAlpha = 1
  }
  if (come < 1) return
  const text = (weight) => weightText(scene, weight, 0)
  if (!digitSize(matrix.cell, scene.weights, text))
    return strokeNegatives(
      view,
      matrix,
      (k) => scene.numbers[k] >= 0 && scene.weights[scene.numbers[k]] < 0,
    )
  for (let k = 0; k < outputs * inputs; k++) {
    const number = scene.numbers[k]
    if (number < 0) continue // where nothing is connected nothing is written
    const rect = rectAt(matrix, Math.floor(k / inputs), k % inputs)
    writeIn(view, rect, text(scene.weights[number]), colourOf(number))
  }
}

const ABSENT = 0.16 // of grey where nothing is connected; a weight of 0 is pale violet

function weightColour(colours, { weights, weightLimit }, number) {
  if (number < 0) return mix(colours.panel.rgb, colours.soft.rgb, ABSENT)
  const weight = weights[number]
  const hue = weight < 0 ? colours.negative : colours.violet
  return mix(colours.panel.rgb, hue.rgb, 0.16 + (0.44 * Math.abs(weight)) / weightLimit)
}

// From the matrix before to this one: 1 where there is none, or once it is over.
export function fadedIn({ faded }) {
  return faded ? Math.min((performance.now() - faded.from) / FADE, 1) : 1
}

function paintChosen(view) {
  const { context, colours, scene, plan, row, number, pixel } = view
  const amber = colours.amber.text
  const least = (rect, side = 3) => ({
    ...rect,
    w: Math.max(rect.w, side),
    h: Math.max(rect.h, side),
  })
  if (number !== null) return paintPlaces(view)
  if (pixel !== null) {
    frame(context, { ...least(rectAt(plan.matrix, 0, pixel)), h: plan.matrix.h }, amber, 2)
    frame(
      context,
      least(rectAt(plan.picture, Math.floor(pixel / scene.columns), pixel % scene.columns)),
      amber,
      3,
    )
    for (let r = 0; r < scene.outputs; r++)
      if (scene.numbers[r * scene.inputs + pixel] >= 0)
        frame(
          context,
          least(rectAt(plan.map, Math.floor(r / scene.outputColumns), r % scene.outputColumns)),
          amber,
          1.5,
        )
    return
  }
  frame(context, { ...least(rectAt(plan.matrix, row, 0)), w: plan.matrix.w }, amber, 2)
  frame(context, least(rectAt(plan.column, row, 0)), amber, 2)
  frame(
    context,
    least(rectAt(plan.map, Math.floor(row / scene.outputColumns), row % scene.outputColumns)),
    amber,
    3,
  )
  for (let c = 0; c < scene.inputs; c++)
    if (scene.numbers[row * scene.inputs + c] >= 0) {
      const rect = rectAt(plan.picture, Math.floor(c / scene.columns), c % scene.columns)
      frame(
        context,
        {
          x: rect.x + 1.5,
          y: rect.y + 1.5,
          w: Math.max(rect.w - 3, 1),
          h: Math.max(rect.h - 3, 1),
        },
        amber,
        1.5,
      )
    }
}

// All places of one weight: in the matrix, and what it multiplies in the picture.
function paintPlaces(view) {
  const { context, colours, scene, plan, number } = view
  const violet = colours.violet.text
  const places = placesOf(scene, number)
  for (const { row, column } of places) {
    const rect = rectAt(plan.matrix, row, column)
    const w = Math.max(rect.w, 4)
    const h = Math.max(rect.h, 4)
    frame(context, { x: rect.x + (rect.w - w) / 2, y: rect.y + (rect.h - h) / 2, w, h }, violet, 2)
  }
  for (const { column } of places)
    frame(
      context,
      rectAt(plan.picture, Math.floor(column / scene.columns), column % scene.columns),
      violet,
      1.5,
    )
}

export function placesOf(scene, number) {
  const found = []
  scene.numbers.forEach((one, k) => {
    if (one === number) found.push({ row: Math.floor(k / scene.inputs), column: k % scene.inputs })
  })
  return found
}
