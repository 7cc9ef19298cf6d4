// @ts-check
// Scenes whose window has no weights: pooling, where a window answers with one number, and a
// function of each number alone, which is a window of one cell. Input values are whole numbers
// over `inputDivisor`, answers over `divisors[0]`.

import { decimal, quotient } from "../shared/numbers.js"
import { isHidden, tapAt } from "./geometry.js"

export function answerScene(meta, arrays) {
  const [channels, rows, columns] = arrays.image.shape
  const [, outputRows, outputColumns] = arrays.maps.shape
  return {
    ...meta,
    channels,
    rows,
    columns,
    filters: 1,
    kernelRows: meta.window[0],
    kernelColumns: meta.window[1],
    outputRows,
    outputColumns,
    input: arrays.image.values,
    output: arrays.maps.values,
    weights: null,
    winners: arrays.winners?.values,
    slopes: arrays.slopes?.values,
    unread: arrays.unread?.values,
    curve: arrays.curve?.values,
    counts: arrays.counts?.values,
    padding: [
      [0, 0],
      [0, 0],
    ],
    dilation: [1, 1],
    mode: "zeros",
    fill: 0,
    inputPlaces: 0,
    pinned: false,
    speed: 2,
    // A window too large to be drawn cell by cell, and a function, have a box of one cell.
    box:
      meta.answer === "function" || meta.boxed ? { rows: 1, columns: 1, largest: 104 } : undefined,
  }
}

// What is marked in an input drawn without gaps between its cells: what no window reads, or else
// what is clearly negative.
export function answerMask(scene) {
  const mask = new Uint32Array(scene.input.length)
  const strong = -0.15 * scene.white
  let any = false
  for (let k = 0; k < mask.length; k++) {
    if (!(scene.unread ? scene.unread[k] : scene.inputSigned && scene.input[k] < strong)) continue
    mask[k] = 0xff000000
    any = true
  }
  return any ? mask : null
}

export function signedOnly(scene) {
  return Boolean(scene.answer) && !scene.unread && !scene.counts
}

export function isFunction(scene) {
  return scene.answer === "function"
}

// A value of the input as text.
export function inputText(scene, n, places = 2) {
  return scene.answer ? quotient(n, scene.inputDivisor, places).text : decimal(n, scene.inputPlaces)
}

// Decimals that a cell has room for: small numbers need one even where room is short.
export function cellPlaces(scene, cell) {
  return cell < 40 ? (scene.answer && scene.limit < 20 ? 1 : 0) : 2
}

// Row and column of the cell of the input that gave the answer, null where none alone did.
export function winnerOf(scene, r, c) {
  if (!scene.winners) return null
  const k = 2 * (r * scene.outputColumns + c)
  return { row: scene.winners[k], column: scene.winners[k + 1] }
}

// The winner, but not of a window whose answer a question asks for.
export function shownWinner(scene, r, c) {
  return isHidden(scene, 0, r, c) ? null : winnerOf(scene, r, c)
}

export function windowValues(scene, r, c) {
  const values = []
  for (let i = 0; i < scene.kernelRows; i++)
    for (let j = 0; j < scene.kernelColumns; j++) values.push(tapAt(scene, 0, r, c, i, j).value)
  return values
}
