// @ts-check
// The grids, which only change with data, size or zoom, and are kept: overlay.js draws over them.

import { clipped, crosses, dots, hatch } from "../shared/canvas.js"
import { css, mix } from "../shared/palette.js"
import { cellRect } from "./boxes.js"
import { GAP_FROM, paintCells } from "./cells.js"
import { inputColour, outputColour } from "./colours.js"
import { inputTitle } from "./deep_paint.js"
import { cellText, isExact } from "./formula.js"
import { inputAt, isHidden, outputIndex } from "./geometry.js"
import { paintDerived } from "./gradient.js"
import { note } from "./key.js"
import { paintCountLegend, paintInputLegend, paintLegend } from "./legends.js"
import { paintWindows } from "./output_paint.js"
import { cellPlaces, inputText } from "./outputs.js"
import { paintPlane, paintPlanesLegend, planeTitle } from "./planes_paint.js"
import { countColour, paintTexture } from "./textures.js"
import { paintTitle, partTitle } from "./titles.js"

function paintInput(context, view, box) {
  const { scene, colours } = view
  const top = scene.padding[0][0]
  const left = scene.padding[1][0]
  if (box.cell < GAP_FROM) {
    paintTexture(context, view, box)
    context.fillStyle = view.dots
    const edge = cellRect(box, top, left)
    const end = cellRect(box, top + scene.rows, left + scene.columns)
    const [x0, y0, x1, y1] = [
      Math.max(edge.x, box.x),
      Math.max(edge.y, box.y),
      Math.min(end.x, box.x + box.w),
      Math.min(end.y, box.y + box.h),
    ]
    if (y0 > box.y || y1 < box.y + box.h || x0 > box.x || x1 < box.x + box.w) note(view, "padding")
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
      if (isHidden(scene, f, row, column)) {
        note(view, "asked")
        return { rgb: colours.panel.rgb, text: "?", asked: true }
      }
      return {
        rgb: outputColour(scene, colours, n, f),
        text: cellText(scene, n, f, places),
        rounded: !isExact(scene, n, f, places),
        negative: n < 0,
      }
    },
    cellPlaces(scene, box.cell) === 2 ? [2, 1, 0] : [cellPlaces(scene, box.cell)],
  )
}

export function paintBase(context, view) {
  const { scene, colours, plan } = view
  context.clearRect(0, 0, plan.width, plan.height)
  view.hatch = hatch(context, css(mix(colours.soft.rgb, colours.panel.rgb, 0.35)))
  view.dots = dots(context, colours)
  view.crosses = crosses(context, colours)
  if (scene.counts) paintCountLegend(context, view)
  else if (!scene.grids) paintInputLegend(context, view)
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
