// @ts-check
// How the planes of a picture are drawn, and the frames over them.

import { strip, surfaceOf } from "../shared/canvas.js"
import { MINUS } from "../shared/numbers.js"
import { cellRect } from "./boxes.js"
import { frameCell, GAP_FROM, inBox, paintCells, tie, within } from "./cells.js"
import { greyOf, signedOf } from "./colours.js"
import { numberAt, printed } from "./planes.js"
import { largestPlane, partOf } from "./planes_layout.js"
import { colourTable, hatchedFrom, LEVELS, paintTexture } from "./textures.js"

// The light of one channel alone.
function tinted(tint, level) {
  return [0, 1, 2].map((channel) => (channel === tint ? level : 0))
}

function planeColour(scene, colours, { planes, signed, tint }, at) {
  if (signed) return signedOf(scene, colours, at(planes[0]), 0)
  const [red, green, blue] = planes.map((plane) => greyOf(scene, at(plane))[0])
  if (planes.length === 3) return [red, green, blue]
  return tint === null ? [red, red, red] : tinted(tint, red)
}

export function planeTexture(view, box) {
  const { scene, colours } = view
  const { rows, columns } = scene
  const size = rows * columns
  const { planes, signed, tint } = scene.grids[box.index]
  if (signed) return differenceTexture(scene, colours, planes[0])
  const [red, green, blue] = [planes[0], planes[1] ?? planes[0], planes[2] ?? planes[0]].map(
    (plane) => plane * size,
  )
  const bytes = new Uint8ClampedArray(4 * size)
  const light = 255 / scene.white
  const [r, g, b] = tint === null ? [light, light, light] : tinted(tint, light)
  for (let k = 0, at = 0; k < size; k++) {
    bytes[at++] = r * scene.input[red + k]
    bytes[at++] = g * scene.input[green + k]
    bytes[at++] = b * scene.input[blue + k]
    bytes[at++] = 255
  }
  return { surface: surfaceOf(rows, columns, bytes), marked: null }
}

function differenceTexture(scene, colours, plane) {
  const { rows, columns, limit } = scene
  const size = rows * columns
  const scale = limit ? LEVELS / limit : 0
  const table = colourTable((t) => signedOf(scene, colours, t * limit, 0))
  const pixels = new Uint32Array(size)
  const mask = new Uint32Array(size)
  for (let k = 0; k < size; k++) {
    const n = scene.input[plane * size + k]
    pixels[k] = table[LEVELS + Math.round(n * scale)]
    if (n < hatchedFrom(size) * limit) mask[k] = 0xff000000
  }
  return { surface: surfaceOf(rows, columns, pixels), marked: surfaceOf(rows, columns, mask) }
}

export function paintPlane(context, view, box) {
  const { scene, colours } = view
  const shown = scene.grids[box.index]
  if (box.cell < GAP_FROM) return paintTexture(context, view, box)
  paintCells(context, view, box, (row, column) => {
    const at = (plane) => numberAt(scene, plane, row, column)
    // A colour is written out where no planes beside it do.
    const written = shown.planes.length === 1 || scene.grids.length === 1 || scene.compared
    const numbers = written ? shown.planes.map((plane) => printed(scene, at(plane))) : []
    return {
      rgb: planeColour(scene, colours, shown, at),
      text: numbers.map(({ text }) => text).join("\n"),
      rounded: numbers.some(({ exact }) => !exact),
      negative: shown.signed && at(shown.planes[0]) < 0,
    }
  })
}

export function planeTitle(view, box) {
  const { title } = view.scene.grids[box.index]
  if (!box.opening || box.index > 0) return title
  const { x0, y0, rows, columns } = partOf(box)
  return `rows ${y0}–${y0 + rows - 1}, columns ${x0}–${x0 + columns - 1}`
}

export function paintPlanesLegend(context, view) {
  const { scene, colours, plan } = view
  const white = printed(scene, scene.white).text
  const signed = scene.limit ? plan.boxes.findLast((box) => scene.grids[box.index].signed) : null
  const grey = {
    ...plan.legend,
    w: signed ? Math.min(plan.legend.w, plan.width - plan.legend.x - 145) : plan.legend.w,
  }
  const tints = plan.boxes.map((box) => scene.grids[box.index].tint).filter((one) => one !== null)
  const bands = tints.map((tint) => (t) => tinted(tint, 255 * t))
  strip(context, colours, grey, bands.length ? bands : [(t) => greyOf(scene, scene.white * t)], [
    "0 black",
    "",
    `${white} ${bands.length ? "full" : "white"}`,
  ])
  if (!signed) return
  const x = Math.min(Math.max(signed.x, grey.x + grey.w + 24), plan.width - 121)
  const most = printed(scene, scene.limit).text
  strip(
    context,
    colours,
    { ...plan.legend, x, w: Math.min(220, Math.max(120, signed.w), plan.width - x - 1) },
    (t) => signedOf(scene, colours, scene.limit * (2 * t - 1), 0),
    [MINUS + most, "0", "+" + most],
  )
}

export function paintOverPlanes(context, view) {
  const { plan, colours, glide } = view
  const amber = colours.amber.text
  const whole = plan.boxes.find((box) => box.whole)
  const part = largestPlane(plan)
  if (whole) {
    const { x0, y0, rows, columns } = partOf(part)
    const region = within(
      {
        x: whole.x + x0 * whole.cell,
        y: whole.y + y0 * whole.cell,
        w: columns * whole.cell,
        h: rows * whole.cell,
      },
      whole,
    )
    frameCell(context, { ...region, w: Math.max(region.w, 4), h: Math.max(region.h, 4) }, amber, 2)
    tie(context, colours, region, part)
    frameCell(context, part, amber, 2)
  }
  for (const box of plan.boxes) {
    const rect = cellRect(box, glide.r, glide.c)
    const w = Math.max(rect.w, 5)
    const h = Math.max(rect.h, 5)
    inBox(context, box, () =>
      frameCell(
        context,
        { x: rect.x - (w - rect.w) / 2, y: rect.y - (h - rect.h) / 2, w, h },
        amber,
        view.pinned ? 4 : 3,
      ),
    )
  }
}
