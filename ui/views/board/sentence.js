// @ts-check
// The formula line of a board: two maps compared, or the sum of a layer, with the cell's numbers.

import { bracketed, decimal, MINUS, signed, written } from "../shared/numbers.js"
import { frequencyOf } from "./layout.js"
import { sayPaths, short } from "./network.js"

function valueAt(view, index, r, c) {
  const panel = view.scene.panels[index]
  return panel.values[r * panel.columns + c]
}

function nine(value) {
  return signed(String(Number(value.toPrecision(9))))
}

function tiny(value) {
  return value === 0 ? "0" : value.toExponential(1).replaceAll("-", MINUS)
}

// Two maps; their difference as printed is that of the numbers as printed.
function sayCompared(view, { panels: [a, b], names, exact }) {
  const { r, c } = view.cell
  const one = valueAt(view, a, r, c)
  const other = valueAt(view, b, r, c)
  const said = [{ text: `row ${r}, column ${c}: `, kind: "quiet" }]
  if (exact) {
    const left = Number(one.toPrecision(9)) - Number(other.toPrecision(9))
    return [
      ...said,
      { text: `${names[0]} ${nine(one)} − ${names[1]} ${bracketed(nine(other))} = ` },
      { text: tiny(left), kind: "result" },
    ]
  }
  const left = Math.round(one * 100) - Math.round(other * 100)
  return [
    ...said,
    { text: `${names[0]} ${short(one)} − ${names[1]} ${bracketed(short(other))} = ` },
    { text: decimal(left, 2), kind: "result" },
    { text: " is left over", kind: "quiet" },
  ]
}

// One cell of a layer of a 1x1 or sparse kernel: weight times map, minus the threshold, ReLU.
function saySum(view, { terms, threshold, relu, result }) {
  const { scene } = view
  const { r, c } = view.cell
  /** @type {import("../shared/speech.js").Piece[]} */
  const pieces = [{ text: `row ${r}, column ${c}: `, kind: "quiet" }]
  let sum = -threshold
  terms.forEach(({ panel, weight, down, right, name }, k) => {
    const value = valueAt(view, panel, r + down, c + right)
    sum += weight * value
    if (k) pieces.push({ text: " + " })
    pieces.push(
      { text: bracketed(short(value)) },
      { text: "·" },
      { text: bracketed(String(weight).replace("-", MINUS)), kind: "weight" },
      { text: ` ${name}`, kind: "quiet" },
    )
  })
  if (threshold) pieces.push({ text: ` − ${short(threshold)}` })
  const hidden = scene.hidden && scene.hidden[0] === r && scene.hidden[1] === c
  const last = valueAt(view, result, r, c)
  if (hidden) return [...pieces, { text: " = " }, { text: "?", kind: "result" }]
  if (relu && sum < 0)
    return [
      ...pieces,
      { text: ` = ${short(sum)}, after ReLU ` },
      { text: short(last), kind: "result" },
    ]
  return [...pieces, { text: " = " }, { text: short(last), kind: "result" }]
}

const DIGITS = 6 // of each number of a wave, so that the product can be checked

// One wave: how strong it is in the picture, what the kernel multiplies it with, what is left.
function sayWave({ scene, cell }, { panels }) {
  const [before, gain, after] = panels.map(
    (index) => scene.panels[index].values[cell.r * scene.size[1] + cell.c],
  )
  const { down, across } = frequencyOf(scene, cell)
  const [rows, columns] = scene.size
  const apart = 1 / Math.hypot(down / rows, across / columns)
  const every =
    apart < Infinity ? `one every ${short(Number(apart.toFixed(1)))} pixels` : "the mean"
  const exact = gain === 0 || gain === 1
  return [
    { text: `${signed(String(down))} down, ${signed(String(across))} across, `, kind: "quiet" },
    { text: `${every}: `, kind: "quiet" },
    { text: `|F| ${written(before, DIGITS)} · ` },
    { text: `|H| ${written(gain, DIGITS)}`, kind: "weight" },
    { text: exact ? " = " : " ≈ " },
    { text: written(after, DIGITS), kind: "result" },
  ]
}

const LISTED = 16 // cells of a window that are written out

// What several poolings make of one window.
function sayPooled({ scene, cell: { r, c } }, { source, panels, names }) {
  const { values, columns, frame, step } = scene.panels[source]
  const [, , high, wide] = frame
  const cells = Array.from({ length: high * wide }, (_, k) => {
    const row = r * step[0] + Math.floor(k / wide)
    return short(values[row * columns + c * step[1] + (k % wide)])
  })
  const window = cells.length > LISTED ? `these ${cells.length} numbers` : cells.join(", ")
  return [
    { text: `row ${r}, column ${c}: `, kind: "quiet" },
    { text: `of ${window}: ` },
    ...panels.flatMap((index, k) => [
      { text: `${k ? ", " : ""}${names[k]} ` },
      { text: short(scene.panels[index].values[r * scene.size[1] + c]), kind: "result" },
    ]),
  ]
}

// One cell before and after something happened to the picture.
function sayChange(view, { panels: [before, after] }) {
  const { r, c } = view.cell
  const was = valueAt(view, before, r, c)
  const is = valueAt(view, after, r, c)
  const change = Math.round(is * 100) - Math.round(was * 100)
  return [
    { text: `row ${r}, column ${c}: `, kind: "quiet" },
    { text: `before ${short(was)}, after ${short(is)}: ` },
    { text: change ? `a change of ${signed(decimal(change, 2))}` : "no change", kind: "result" },
  ]
}

// How many windows read one pixel, in each of several ways.
function sayReaders({ scene, cell: { r, c } }, { names }) {
  return [
    { text: `row ${r}, column ${c}: windows that read this pixel: `, kind: "quiet" },
    ...scene.panels.flatMap(({ values, columns }, k) => [
      { text: `${k ? ", " : ""}${names[k]} ` },
      { text: String(values[r * columns + c]), kind: "result" },
    ]),
  ]
}

// One cell of four edge maps, as a deep kernel over two of them reads it, and a flat one over each.
function sayCorner(view, { maps, names, pairs, threshold }) {
  const { r, c } = view.cell
  const values = maps.map((index) => valueAt(view, index, r, c))
  const sumOf = (pair) => pair.reduce((sum, k) => sum + values[k], -threshold)
  const pair = pairs.reduce((a, b) => (sumOf(b) > sumOf(a) ? b : a))
  const takenOff = threshold ? ` − ${short(threshold)}` : ""
  const result = (sum) => [
    { text: sum < 0 ? ` = ${short(sum)}, after ReLU ` : " = " },
    { text: short(Math.max(sum, 0)), kind: "result" },
  ]
  return [
    { text: `row ${r}, column ${c}: deep: `, kind: "quiet" },
    { text: `${pair.map((k) => `${names[k]} ${short(values[k])}`).join(" + ")}${takenOff}` },
    ...result(sumOf(pair)),
    ...pair.flatMap((k) => [
      { text: `; flat: `, kind: "quiet" },
      { text: `${names[k]} ${short(values[k])}${takenOff}` },
      ...result(values[k] - threshold),
    ]),
  ]
}

// One pixel under one weight, and what all products of the window add up to.
function sayProduct(view, { panels, total }) {
  const { r, c } = view.cell
  const [pixel, weight, product] = panels.map((index) => short(valueAt(view, index, r, c)))
  return [
    { text: `row ${r}, column ${c}: `, kind: "quiet" },
    { text: `${pixel}·` },
    { text: bracketed(weight), kind: "weight" },
    { text: ` = ${product}. ` },
    { text: "All products add up to ", kind: "quiet" },
    { text: total, kind: "result" },
  ]
}

function sayWeight({ panel, row, column }) {
  const text = short(panel.values[row * panel.columns + column])
  return [
    { text: `${panel.title}: weight in row ${row}, column ${column} is ` },
    { text, kind: "weight" },
  ]
}

const SENTENCES = {
  compare: sayCompared,
  sum: saySum,
  waves: sayWave,
  pooled: sayPooled,
  change: sayChange,
  readers: sayReaders,
  corners: sayCorner,
  product: sayProduct,
  network: sayPaths,
}

export function sentenceOf(view) {
  if (view.hover && view.hover.panel.kind === "weights") return sayWeight(view.hover)
  const { formula } = view.scene
  return SENTENCES[formula.kind](view, formula)
}
