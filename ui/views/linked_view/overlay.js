// @ts-check
// What is drawn over the grids at every move: frames around what is chosen or pointed at.

import { cellRect, selects, visible } from "./boxes.js"
import { frameCell, inBox, tie, within } from "./cells.js"
import { paintSum } from "./deep_paint.js"
import { hasTrail, readersOf, reads, windowSpan } from "./geometry.js"
import { isSteep } from "./gradient.js"
import { paintKernel } from "./kernel_paint.js"
import { paintAnswerBox, paintCounting, paintNeighbours } from "./output_paint.js"
import { paintOverPlanes } from "./planes_paint.js"
import { WHOLE } from "./playback.js"
import { paintSplit } from "./split.js"
import { paintWalk } from "./walk_paint.js"

export function windowRect(view, box, r, c) {
  const { scene } = view
  const span = windowSpan(scene)
  const start = cellRect(box, r * scene.stride[0], c * scene.stride[1])
  return { x: start.x, y: start.y, w: span.columns * box.cell, h: span.rows * box.cell }
}

export function paintOver(context, view) {
  paintGrids(context, view)
  paintSelected(context, view)
}

// The number that a finger has selected, and now drags up or down.
function paintSelected(context, { selected, plan, colours }) {
  const box = selected && plan.boxes.find((one) => isSameBox(one, selected.box))
  if (!box || selected.row >= box.rows || selected.column >= box.columns) return
  const rect = cellRect(box, selected.row, selected.column)
  inBox(context, box, () => frameCell(context, rect, colours.violet.text, 4))
}

function isSameBox(one, other) {
  return one.kind === other.kind && one.index === other.index
}

function paintGrids(context, view) {
  if (view.scene.grids) return paintOverPlanes(context, view)
  const { scene, colours, plan, cell, glide } = view
  const amber = colours.amber.text
  const kernels = plan.boxes.filter((box) => box.kind === "kernel")
  for (const box of kernels) {
    if (scene.counts && !scene.box) paintCounting(context, view, box)
    else (scene.answer ? paintAnswerBox : paintKernel)(context, view, box)
  }
  if (plan.sum) paintSum(context, view)
  if (view.hover && view.hover.box.kind === "input") paintReaders(context, view)
  if (view.hover?.box.kind === "kernel" && !scene.counts) paintMultiplied(context, view)
  for (const box of plan.boxes) {
    if (box.kind === "input" && reads(scene, cell.f, box.index)) {
      const rect = windowRect(view, box, glide.r, glide.c)
      inBox(context, box, () => {
        if (hasTrail(scene)) paintTrail(context, view, box)
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
        tie(context, colours, seen, kernels[box.index], box)
        frameCell(context, kernels[box.index], amber, 3)
      }
    }
    const mine = box.kind === "output" && box.index === cell.f
    if (!selects(box) || (!mine && !isSteep(scene))) continue
    const fills = view.speed === WHOLE || scene.filters * box.rows * box.columns <= 4096
    if (view.playing && !view.auto && fills) hideUnmade(context, view, box)
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
    if (mine && seen.w && seen.h && made) tie(context, colours, made, seen, box)
  }
  paintWalk(context, view)
  paintSplit(context, view)
}

// The window of each cell up to this one, in three colours and a little inside each other, so that
// one sees that there are as many windows as cells.
function paintTrail(context, view, box) {
  const { scene, cell, colours } = view
  const shades = [colours.teal.text, colours.negative.text, colours.positive.text]
  for (let k = 0; k <= cell.r * scene.outputColumns + cell.c; k++) {
    const row = Math.floor(k / scene.outputColumns)
    const { x, y, w, h } = windowRect(view, box, row, k % scene.outputColumns)
    const inset = 3 + 3 * (k % 3)
    const inner = { x: x + inset, y: y + inset, w: w - 2 * inset, h: h - 2 * inset }
    frameCell(context, inner, shades[k % 3], 2)
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
            box.cell >= 5 ? 1.5 : 1,
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
