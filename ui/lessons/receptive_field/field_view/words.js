// @ts-check
// The status line: which pixels the chosen cell sees, and how the numbers come about.

import { counted, MINUS } from "../../../views/shared/numbers.js"
import { fieldOf, insideOf } from "./fields.js"
import { cellOfWay } from "./ways.js"

function whole(n) {
  return String(n).replace("-", MINUS)
}

function spanWords(from, to, noun) {
  return from === to ? `${noun} ${from}` : `${noun}s ${from} to ${to}`
}

const FIELD = ["chosen", "the receptive field of the chosen cell"]
const VEILED = ["chosen", "receptive field of the chosen cell (grey: outside it)"]
const NUMBERS = [
  ["", "r: its width"],
  ["", "jump: to the next field"],
  ["", "start: where field 0 begins"],
]
const PADDING = ["padding", "outside the image"]
/** What the marks of each mode mean. @type {Record<string, string[][]>} */
export const KEYS = {
  field: [VEILED, PADDING, ...NUMBERS],
  overlap: [FIELD, PADDING, ...NUMBERS],
  measured: [FIELD, PADDING, ["", "Numbers: share of the influence in %"]],
  ways: [
    ["chosen", "the receptive field of one cell"],
    ["expected", "that of the next cell"],
  ],
}

export function aboutCell(view) {
  const { scene, layer: k, cell } = view
  const { layers } = scene.panels[0]
  const layer = layers[k]
  const [picture] = layers
  const field = fieldOf(layer, cell.r, cell.c)
  const inside = insideOf(picture, field)
  /** @type {import("../../../views/shared/speech.js").Piece[]} */
  const pieces = [{ text: `layer ${k}, row ${cell.r}, column ${cell.c}: `, kind: "where" }]
  const high = inside.bottom - inside.top + 1
  const wide = inside.right - inside.left + 1
  if (high < 1 || wide < 1) pieces.push({ text: "the field is only padding. " })
  else {
    pieces.push({
      text: `field ${insideWords(inside)}: `,
    })
    const cut = high < layer.r || wide < layer.r
    pieces.push(
      { text: `${high}×${wide}`, kind: "result" },
      { text: cut ? ` of ${layer.r}×${layer.r}, the rest is outside. ` : ". " },
    )
  }
  const [r, jump, start] = ["rWork", "jumpWork", "startWork"].map((name) => layer[name])
  pieces.push({ text: `r = ${r}, jump = ${jump}, start = ${start}, `, kind: "weight" })
  const first = (at) =>
    `${whole(layer.start)} + ${at}·${layer.jump} = ${whole(layer.start + at * layer.jump)}`
  pieces.push({ text: `first row ${first(cell.r)}, first column ${first(cell.c)}` })
  return pieces
}

function insideWords({ top, bottom, left, right }) {
  return `${spanWords(top, bottom, "row")}, ${spanWords(left, right, "column")}`
}

export function aboutPixel(view) {
  const { scene, layer: k, pixel } = view
  const { rows, columns } = pixel.readers
  const [{ columns: wide }] = scene.panels[0].layers
  const count = scene.counts[pixel.r * wide + pixel.c]
  const cells = counted(count, "cell")
  /** @type {import("../../../views/shared/speech.js").Piece[]} */
  const pieces = [{ text: `pixel row ${pixel.r}, column ${pixel.c}: `, kind: "where" }]
  if (!count) return [...pieces, { text: `it is in no field of layer ${k}.` }]
  const span = (list, noun) => spanWords(list[0], list.at(-1), noun)
  return [
    ...pieces,
    {
      text: `${counted(rows.length, "row")} · ${counted(columns.length, "column")} = `,
    },
    { text: cells, kind: "result" },
    {
      text: ` of layer ${k} see it: those in ${span(rows, "row")} and ${span(columns, "column")}.`,
    },
  ]
}

export function aboutShare(view) {
  const { scene, share } = view
  const { corner, r } = scene.measured
  const value = scene.shares[share.r * r + share.c]
  const row = corner[0] + share.r
  const column = corner[1] + share.c
  const [picture] = scene.panels[0].layers
  const where = { text: `pixel row ${whole(row)}, column ${whole(column)}: `, kind: "where" }
  if (row < 0 || column < 0 || row >= picture.rows || column >= picture.columns)
    return [where, { text: "padding, which has no gradient." }]
  return [
    where,
    { text: `${(100 * value).toFixed(2)} %`, kind: "result" },
    { text: " of the influence on the cell." },
  ]
}

export function aboutWays(view) {
  return view.scene.panels.flatMap((panel, k) => {
    const layer = panel.layers.at(-1)
    const { r, c } = cellOfWay(view, layer)
    const inside = insideOf(panel.layers[0], fieldOf(layer, r, c))
    return [
      { text: `${k ? " · " : ""}${panel.title}: `, kind: "where" },
      { text: `${layer.r}×${layer.r}`, kind: "result" },
      {
        text: ` (${insideWords(inside)}; jump ${layer.jump})`,
      },
    ]
  })
}

/** What this view says, in the order of its files. */
export const say = {
  cellsOfLayerThatSee: (layer) => `cells of layer ${layer} that see a pixel`,
  imageReceptiveField: (rows, columns) => `image ${rows}×${columns}: receptive field`,
  seenByLayer: (layer) => `seen by layer ${layer}`,
  dotsMiddlesOfAllFields: (apart) => `dots: middles of all fields, ${apart} apart`,
  fromTheSideOneRowOfCells: "from the side: one row of cells of each layer",
  fromTheSideOneRowOfEach: "from the side: one row of each",
  measuredRestOnACell: "measured: point at a cell",
  measuredOverNetworks: (r, seeds) => `measured, ${r}×${r}, over ${seeds} networks`,
}
