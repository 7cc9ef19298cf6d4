// @ts-check
// The strips of colour that say what a grid's colours stand for.

import { strip } from "../shared/canvas.js"
import { MINUS, quotient } from "../shared/numbers.js"
import { HATCH_FROM } from "./cells.js"
import { greyOf, inputColour, outputColour, whiteOfMaps } from "./colours.js"
import { derivedLegend, isSteep } from "./gradient.js"
import { note } from "./key.js"
import { legendKinds, legendRow, legendsAcross, legendUnder } from "./legend_layout.js"
import { countColour } from "./textures.js"
import { fitted } from "./titles.js"

const BLUE = " blue"
const LETTER = 8 // px, of a strip's words: where they would reach the 0, the hue is left out

// A legend for each kind of map there is: signed ones share one range, grey ones black to white.
function legends(view) {
  const { scene, colours } = view
  const several = scene.filters > 1
  return legendKinds(scene).map((kind) => {
    if (kind === "magnitude" && scene.steepestBeyond) note(view, "beyond")
    if (scene.derived?.includes(kind)) return derivedLegend(scene, kind)
    const grey = kind === "grey"
    const maps = scene.greyMaps.flatMap((one, k) => (one === grey ? [k] : []))
    const [f] = maps
    const end = (grey ? whiteOfMaps(scene) : scene.limit) * scene.divisors[f]
    const colourAt = (t) => outputColour(scene, colours, end * (grey ? t : 2 * t - 1), f)
    const range = several
      ? grey
        ? "grey maps"
        : isSteep(scene)
          ? "gx and gy: one range"
          : maps.length === scene.filters
            ? "one range for all maps"
            : "signed maps"
      : ""
    return { colourAt, range, words: grey ? greyWords(view, maps) : signedWords(view) }
  })
}

function signedWords(view) {
  const { scene } = view
  if (scene.beyond) note(view, "beyond")
  const limit = quotient(scene.limit, 10 ** scene.inputPlaces, scene.limit < 100 ? 2 : 0).text
  const [low, high] = scene.beyond ? ["≤ ", "≥ "] : ["", ""]
  if (scene.limit === 0) return ["0 everywhere", "", ""]
  // Where no cell has room for a number or a stroke, the legend says which hue is which sign.
  const box = view.plan.boxes.find(({ kind }) => kind === "output")
  const hue = box && box.cell < HATCH_FROM ? BLUE : ""
  return [low + MINUS + limit + hue, "0", high + "+" + limit]
}

function greyWords(view, maps) {
  const { scene } = view
  const most = whiteOfMaps(scene)
  const white = quotient(most, 10 ** scene.inputPlaces, scene.answer ? 2 : 0).text
  const lowest = Math.min(...maps.map((f) => scene.ranges[f][0]))
  const highest = Math.max(...maps.map((f) => scene.ranges[f][1]))
  const beyond = highest > most
  if (beyond) note(view, "beyond")
  return [lowest < 0 ? "< 0 blue" : "0", "", (beyond ? "≥ " : "") + white]
}

export function paintLegend(context, view) {
  const { legend, width } = view.plan
  const all = legends(view)
  const across = legendsAcross(view.scene, width)
  const room = Math.min(220, (width - legend.x - 1 - (across - 1) * 24) / across)
  const w = all.length > 1 ? room : legend.w
  all.forEach(({ colourAt, range, words }, k) => {
    const x = legend.x + (k % across) * (w + 24)
    const y = legend.y + Math.floor(k / across) * legendRow(view.scene)
    const left = words[0].length * LETTER > w / 2 ? words[0].replace(BLUE, "") : words[0]
    strip(context, view.colours, { x, y, w }, colourAt, [left, ...words.slice(1)])
    if (!range) return
    context.textAlign = "left"
    context.fillText(fitted(context, range, w), x, y + 28)
  })
}

// Under the input: which values are black and white, or how strong the colours are.
export function paintInputLegend(context, view) {
  const { scene, colours, plan } = view
  const { x, y, w } = legendUnder(plan.boxes, plan.width, "input")
  const unit = scene.answer ? scene.inputDivisor : 10 ** scene.inputPlaces
  const end = scene.white
  const text = quotient(end, unit, end < 100 * unit ? 2 : 0).text
  if (!scene.inputSigned)
    return strip(context, colours, { x, y, w }, (t) => greyOf(scene, t * end), [
      "0 black",
      "",
      `${text} white`,
    ])
  const beyond = scene.answer && scene.beyond
  if (beyond) note(view, "beyond")
  const [low, high] = beyond ? ["≤ ", "≥ "] : ["", ""]
  strip(context, colours, { x, y, w }, (t) => inputColour(scene, colours, end * (2 * t - 1)), [
    low + MINUS + text,
    "0",
    `${high}+${text}`,
  ])
}

export function paintCountLegend(context, view) {
  const { scene, colours, plan } = view
  const { x, y, w } = legendUnder(plan.boxes, plan.width, "input")
  const most = scene.largestCount
  strip(context, colours, { x, y, w }, (t) => countColour(scene, colours, t * most), [
    "0: never",
    "",
    most === 1 ? "1 window" : `${most} windows`,
  ])
  context.fillStyle = view.crosses
  context.fillRect(x, y, w / Math.min(most + 1, 48), 9)
}
