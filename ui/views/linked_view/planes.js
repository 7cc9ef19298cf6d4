// @ts-check
// Scenes without a kernel: the planes of one picture side by side. The same pixel is framed in
// all of them; a picture whose numbers are too small to read lies beside its own magnified part.

import { quotient } from "../shared/numbers.js"

// A pixel is chosen like a cell of a map under a kernel of 1x1: one output cell for each.
export function planeScene(meta, { values, shape: [, rows, columns] }) {
  return {
    ...meta,
    input: values,
    rows,
    columns,
    channels: meta.names.length,
    inputPlaces: 0,
    filters: 1,
    outputRows: rows,
    outputColumns: columns,
    kernelRows: 1,
    kernelColumns: 1,
    stride: [1, 1],
    dilation: [1, 1],
    padding: [
      [0, 0],
      [0, 0],
    ],
    hidden: null,
    derived: [],
    pinned: false,
    speed: 2,
    divisors: [1],
  }
}

export function numberAt(scene, plane, row, column) {
  return scene.input[(plane * scene.rows + row) * scene.columns + column]
}

export function printed(scene, n, places = 2) {
  return quotient(n, 255 / scene.scale, places)
}

// "red 200, green 0, blue 200"; after normalisation each as its division.
function numbersOf(view, row, column, first) {
  const { scene } = view
  const pieces = []
  let exact = true
  scene.names.forEach((name, k) => {
    const n = numberAt(scene, first + k, row, column)
    const whole = scene.scale === 255
    const found = printed(scene, n, 3)
    const word = scene.names.length > 1 ? `${name} ` : ""
    if (k) pieces.push({ text: ", " })
    if (word) pieces.push({ text: word, kind: "where" })
    if (!whole) pieces.push({ text: `${n} / 255 ${found.exact ? "=" : "≈"} ` })
    pieces.push({ text: found.text, kind: "result" })
    exact &&= found.exact
  })
  return { pieces, exact }
}

export function aboutPixel(view) {
  const { scene } = view
  const { r, c } = view.cell
  const before = numbersOf(view, r, c, 0)
  const pieces = [{ text: `row ${r}, column ${c}: `, kind: "where" }, ...before.pieces]
  let { exact } = before
  if (scene.compared) {
    const after = numbersOf(view, r, c, scene.channels)
    pieces.push({ text: " became ", kind: "where" }, ...after.pieces)
    exact &&= after.exact
  }
  if (!exact) pieces.push({ text: " (rounded to 3 decimals)", kind: "note" })
  return pieces
}
