// @ts-check
// Draws the picture with the field on it, and the stack from the side.

import {
  clipped,
  dashedLines,
  drawImage,
  fitCanvas,
  frame,
  imageOf,
  strip,
  write,
} from "../../../views/shared/canvas.js"
import { counted } from "../../../views/shared/numbers.js"
import { css, inkOn, mix } from "../../../views/shared/palette.js"
import {
  bounded,
  fieldOf,
  insideOf,
  middleOf,
  rangesDown,
  readDown,
  readersAlong,
} from "./fields.js"
import { acrossOf, LETTER, nameOf, ROOM, sectionOf, TITLE } from "./layout.js"
import { paintShares } from "./shares.js"
import { paintWays } from "./ways.js"
import { say } from "./words.js"

const NUMBERS_FROM = 19 // px of a cell that carries its count

export function heat(colours, t) {
  return mix(colours.panel.rgb, colours.positive.rgb, 0.85 * t)
}
export function greys(n) {
  return [n, n, n]
}

export function surfaceFor(view, name, make) {
  return (view.surfaces[name] ??= make())
}

export function pictureSurface(view) {
  const { scene } = view
  const [{ rows, columns }] = scene.panels[0].layers
  return surfaceFor(view, "picture", () => imageOf(rows, columns, (k) => greys(scene.image[k])))
}

function countSurface(view) {
  const { scene, colours } = view
  const [{ rows, columns }] = scene.panels[0].layers
  return surfaceFor(view, "counts", () =>
    imageOf(rows, columns, (k) => heat(colours, scene.counts[k] / scene.most)),
  )
}

export function placed(box, { top, left, size }) {
  return {
    x: box.x + left * box.cell,
    y: box.y + top * box.cell,
    w: size * box.cell,
    h: size * box.cell,
  }
}

export function paint(view) {
  const { scene, plan } = view
  fitCanvas(view.canvas, plan.width, plan.height)
  if (scene.mode === "ways") return paintWays(view)
  paintPicture(view)
  if (scene.mode === "measured") paintShares(view)
  else paintSection(view)
}

export function around(box) {
  return { x: box.x - ROOM, y: box.y - ROOM, w: box.w + 2 * ROOM, h: box.h + 2 * ROOM }
}

function paintPicture(view) {
  const {
    context,
    colours,
    scene,
    plan: { picture: box },
    layer,
    cell,
  } = view
  const { layers } = scene.panels[0]
  const counting = scene.mode === "overlap"
  const chosen = layers[layer]
  const rect = placed(box, fieldOf(chosen, cell.r, cell.c))
  const long = counting
    ? say.cellsOfLayerThatSee(layer)
    : say.imageReceptiveField(box.rows, box.columns)
  const short = counting ? say.seenByLayer(layer) : `image ${box.rows}×${box.columns}`
  // where the next title begins
  const end = view.plan.wide ? view.plan.beside.x - ROOM : view.plan.width
  const title = LETTER * long.length > end ? short : long
  write(
    context,
    colours,
    title,
    Math.max(0, Math.min(box.x - ROOM, end - LETTER * title.length)),
    TITLE - 10,
  )
  drawImage(context, counting ? countSurface(view) : pictureSurface(view), box)
  context.strokeStyle = colours.line.text
  context.lineWidth = 1
  context.strokeRect(box.x - 0.5, box.y - 0.5, box.w + 1, box.h + 1)
  if (counting) {
    paintCounts(view, box)
    if (view.pixel) return paintReaders(view, box)
  } else {
    dimOutside(view, box, rect)
    paintLattice(view, box, chosen)
  }
  paintField(view, box, rect, chosen)
  if (!counting) paintDotsKey(view, box, chosen)
}

function paintCounts(view, box) {
  const { context, colours, scene } = view
  if (box.cell >= NUMBERS_FROM)
    for (let r = 0; r < box.rows; r++)
      for (let c = 0; c < box.columns; c++) {
        const n = scene.counts[r * box.columns + c]
        const ink = inkOn(heat(colours, n / scene.most))
        write(
          context,
          colours,
          String(n),
          box.x + (c + 0.5) * box.cell,
          box.y + (r + 0.5) * box.cell + 1,
          { size: Math.min(15, Math.max(12, box.cell * 0.55)), colour: ink, align: "center" },
        )
      }
  const w = Math.min(200, Math.max(120, box.w))
  const x = box.x + (box.w - w) / 2
  strip(context, colours, { x, y: box.y + box.h + ROOM, w }, (t) => heat(colours, t), [
    "0",
    "",
    counted(scene.most, "cell"),
  ])
}

export function dimOutside(view, box, rect) {
  const { context, colours } = view
  context.fillStyle = css(colours.panel.rgb)
  context.globalAlpha = 0.55
  const x0 = Math.max(rect.x, box.x)
  const y0 = Math.max(rect.y, box.y)
  const x1 = Math.min(rect.x + rect.w, box.x + box.w)
  const y1 = Math.min(rect.y + rect.h, box.y + box.h)
  context.beginPath()
  context.rect(box.x, box.y, box.w, box.h)
  if (x1 > x0 && y1 > y0) context.rect(x0, y0, x1 - x0, y1 - y0)
  context.fill("evenodd")
  context.globalAlpha = 1
}

const CLOSEST = 5 // px between dots
const DOTS_LETTER = 7.25 // px of a letter of what is said of them

// A dot where each cell of the layer looks at: their distance is the jump.
function paintLattice(view, box, layer) {
  const { context, colours } = view
  if (layer.jump * box.cell < CLOSEST) return
  context.fillStyle = colours.teal.text
  clipped(context, around(box), () => {
    for (let r = 0; r < layer.rows; r++)
      for (let c = 0; c < layer.columns; c++) {
        context.beginPath()
        context.arc(
          box.x + middleOf(layer, c) * box.cell,
          box.y + middleOf(layer, r) * box.cell,
          1.6,
          0,
          7,
        )
        context.fill()
      }
  })
}

// What the dots are, on paper: the part of a field in the padding lies below it.
function paintDotsKey(view, box, layer) {
  const { context, colours } = view
  if (layer.jump * box.cell < CLOSEST) return
  const apart = layer.jump === 1 ? "1 pixel" : `${layer.jump} pixels`
  const said = say.dotsMiddlesOfAllFields(apart)
  const x = Math.max(0, box.x + (box.w - DOTS_LETTER * said.length) / 2)
  context.fillStyle = colours.panel.text
  context.fillRect(x - 3, box.y + box.h + 5, DOTS_LETTER * said.length + 6, ROOM - 4)
  write(context, colours, said, x, box.y + box.h + ROOM - 6, {
    size: 12,
    colour: colours.teal.text,
  })
}

function paintField(view, box, rect, layer) {
  const { context, colours, cell, layer: k } = view
  const { layers } = view.scene.panels[0]
  const amber = colours.amber.text
  clipped(context, around(box), () => {
    // What lies in the padding: dotted, for it holds nothing of the picture.
    context.save()
    context.beginPath()
    context.rect(rect.x, rect.y, rect.w, rect.h)
    context.rect(box.x, box.y, box.w, box.h)
    context.clip("evenodd")
    context.fillStyle = view.dots
    view.padded ||=
      rect.x < box.x - 1 ||
      rect.y < box.y - 1 ||
      rect.x + rect.w > box.x + box.w + 1 ||
      rect.y + rect.h > box.y + box.h + 1
    context.fillRect(rect.x, rect.y, rect.w, rect.h)
    context.restore()
    const rows = readDown(layers, k, cell.r, "rows")[k]
    const columns = readDown(layers, k, cell.c, "columns")[k]
    const inside = insideOf(layers[0], fieldOf(layer, cell.r, cell.c))
    const gaps =
      rows.size < inside.bottom - inside.top + 1 || columns.size < inside.right - inside.left + 1
    if (gaps && box.cell >= 3) {
      context.strokeStyle = amber
      context.lineWidth = 1.5
      for (const r of rows)
        for (const c of columns)
          context.strokeRect(
            box.x + c * box.cell + 1.5,
            box.y + r * box.cell + 1.5,
            box.cell - 3,
            box.cell - 3,
          )
    }
    frame(context, rect, amber, 3)
  })
  const x = box.x + middleOf(layer, cell.c) * box.cell
  const y = box.y + middleOf(layer, cell.r) * box.cell
  if (view.scene.mode !== "overlap")
    clipped(context, around(box), () => {
      context.fillStyle = colours.teal.text
      context.beginPath()
      context.arc(x, y, 4, 0, 7)
      context.fill()
    })
}

// All fields that hold the pixel pointed at.
function paintReaders(view, box) {
  const { context, colours, scene, layer, pixel } = view
  const chosen = scene.panels[0].layers[layer]
  clipped(context, around(box), () => {
    for (const r of pixel.readers.rows)
      for (const c of pixel.readers.columns)
        frame(context, placed(box, fieldOf(chosen, r, c)), colours.teal.text, 1)
    frame(context, placed(box, { top: pixel.r, left: pixel.c, size: 1 }), colours.amber.text, 3)
  })
}

// ---- from the side ----------------------------------------------------------------------------

function paintSection(view) {
  const { context, colours, plan, scene } = view
  const { layers } = scene.panels[0]
  const area = plan.beside
  const section = (view.section = sectionOf(layers, area))
  write(
    context,
    colours,
    section.labels ? say.fromTheSideOneRowOfCells : say.fromTheSideOneRowOfEach,
    section.labels ? area.x : section.x,
    area.y + TITLE - 10,
  )
  paintCone(view, section)
  const rows = section.lines
  const marked = markedCells(view)
  layers.forEach((layer, k) => {
    const y = rows[k]
    const reached = marked[k]
    paintLine(view, section, layer, k, y, reached)
    const strong = k === view.layer
    const name = nameOf(layer, k)
    if (section.labels) {
      write(context, colours, name, area.x, y, {
        colour: strong ? colours.ink.text : colours.soft.text,
        weight: strong ? "bold" : "",
      })
      write(
        context,
        colours,
        k ? `r ${layer.r}, jump ${layer.jump}` : `${layer.columns} wide`,
        area.x + area.w - section.right + 8,
        y,
        { size: 12, colour: strong ? colours.ink.text : colours.soft.text },
      )
    } else {
      // Above its line, on paper: the field's dashed edges pass behind it.
      const words = k ? `${name}: r ${layer.r}, jump ${layer.jump}` : name
      context.fillStyle = colours.panel.text
      context.fillRect(section.x - 1, y - 21, 7 * words.length + 2, 12)
      write(context, colours, words, section.x, y - 15, {
        size: 12,
        weight: strong ? "bold" : "",
      })
    }
  })
}

// Cells below the chosen one that take part in it; with a pixel pointed at, the cells that read it.
function markedCells(view) {
  const { scene, layer, cell, pixel } = view
  const { layers } = scene.panels[0]
  const marked = layers.map(() => new Set())
  if (pixel) {
    marked[0].add(pixel.c)
    for (let k = 1; k <= layer; k++)
      marked[k] = new Set(readersAlong(layers, k, pixel.c, "columns"))
  } else
    readDown(layers, layer, cell.c, "columns").forEach((set, up) => {
      marked[layer - up] = set
    })
  return marked
}

function paintLine(view, section, layer, k, y, marked) {
  const { context, colours, scene, cell } = view
  const { scale } = section
  const width = Math.max(1, Math.min(layer.jump * scale - (layer.jump * scale > 4 ? 1.5 : 0), 90))
  const high = k ? 13 : 16
  const row = bounded(Math.floor(middleOf(scene.panels[0].layers[view.layer], cell.r)), layer.rows)
  for (let i = 0; i < layer.columns; i++) {
    const x = acrossOf(section, middleOf(layer, i))
    const on = marked.has(i)
    const paper = k
      ? mix(colours.line.rgb, colours.soft.rgb, on ? 0.85 : 0.1)
      : greys(scene.image[row * layer.columns + i])
    context.fillStyle = css(paper)
    context.globalAlpha = !k && !on ? 0.35 : 1
    context.fillRect(x - width / 2, y - high / 2, width, high)
    context.globalAlpha = 1
    if (!k && scale > 5) {
      context.strokeStyle = colours.line.text
      context.lineWidth = 1
      context.strokeRect(x - width / 2, y - high / 2, width, high)
    }
  }
  if (!k && view.pixel) {
    const w = Math.max(width, 5)
    frame(
      context,
      { x: acrossOf(section, view.pixel.c + 0.5) - w / 2, y: y - high / 2, w, h: high },
      colours.amber.text,
      3,
    )
  }
  if (k === view.layer && !view.pixel) {
    const x = acrossOf(section, middleOf(layer, cell.c))
    const w = Math.max(width, 5)
    frame(context, { x: x - w / 2, y: y - high / 2, w, h: high }, colours.amber.text, 3)
  }
}

function paintCone(view, section) {
  const { context, colours, scene, layer, cell, pixel } = view
  const { layers } = scene.panels[0]
  if (pixel) return
  const edges = rangesDown(layers, layer, cell.c, cell.c).map(({ k, from, to }) => {
    const half = layers[k].jump / 2
    return {
      y: section.lines[k],
      left: acrossOf(section, middleOf(layers[k], from) - half),
      right: acrossOf(section, middleOf(layers[k], to) + half),
    }
  })
  clipped(context, { x: section.x - 6, y: 0, w: section.w + 12, h: view.plan.height }, () => {
    const lines = []
    for (let k = 1; k < edges.length; k++) {
      const up = edges[k - 1]
      const down = edges[k]
      lines.push(
        [up.left, up.y + 7, down.left, down.y - 8],
        [up.right, up.y + 7, down.right, down.y - 8],
      )
    }
    dashedLines(context, colours.amber.text, lines)
    const { left, right, y } = edges.at(-1)
    frame(context, { x: left, y: y - 9, w: right - left, h: 18 }, colours.amber.text, 2.5)
  })
}
