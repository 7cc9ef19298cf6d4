// @ts-check
// What a new position brings: its panels or table, and its lines of arithmetic.

import { fillKey } from "../../../views/shared/key.js"
import { MINUS } from "../../../views/shared/numbers.js"
import { coloursOf, css } from "../../../views/shared/palette.js"
import { pointIn } from "../../../views/shared/projector.js"
import { choose, point } from "./choice.js"
import { cellAt, colourOf } from "./panels.js"
import { push } from "./position.js"
import { say } from "./words.js"

export function buildPanels(view, arrays) {
  view.panels = []
  view.holder.replaceChildren(
    ...view.scene.show.map((one) => {
      if (one.kind === "sign") return element("span", "sign", one.text)
      if (one.kind === "table") return tableOf(view, one)
      const values = arrays[`values ${one.name}`]
      const marks = arrays[`marks ${one.name}`]
      const panel = { ...one, values: values.values, shape: values.shape, marks: marks?.values }
      const figure = document.createElement("figure")
      const canvas = document.createElement("canvas")
      figure.append(element("figcaption", one.tone, one.title), canvas, scaleOf(view, panel))
      canvas.className = one.sends ? "sends" : ""
      canvas.setAttribute("role", "img")
      canvas.setAttribute("aria-label", one.title)
      Object.assign(panel, { figure, canvas })
      listenTo(view, panel)
      view.panels.push(panel)
      return figure
    }),
  )
  fillKey(view.key, marksOf(view))
}

// What the marks of this position mean: those in sight, and no other.
function marksOf({ panels, scene }) {
  const signed = panels.filter((one) => one.look !== "grey" && one.limit)
  const frames = panels.flatMap((one) => one.frames)
  const rows = scene.show.flatMap((one) => one.rows ?? [])
  const bars = scene.show.some((one) => one.signed)
  /** @type {[boolean, string, string][]} */
  const every = [
    [
      bars || signed.some(({ values }) => values.some((one) => one > 0)),
      "colour-above",
      say.aboveZero,
    ],
    [
      bars || signed.some(({ values }) => values.some((one) => one < 0)),
      "colour-below",
      say.belowZero,
    ],
    [panels.some((one) => one.pads.some(Boolean)), "padding", say.paddingAround],
    [frames.some((one) => !one[5]), "chosen", say.numbersOfTheSum],
    [frames.some((one) => one[5]), "expected", say.partOfThem],
    [panels.some((one) => one.marks), "", say.takenByThePooling],
    [rows.some((one) => one.chosen), "chosen", say.classOfTheLine],
    [rows.some((one) => one.right), "", say.trueClass],
  ]
  return every.filter(([seen]) => seen).map(([, mark, meaning]) => [mark, meaning])
}

function element(kind, name, text) {
  const made = document.createElement(kind)
  made.className = name
  made.textContent = text
  return made
}

function scaleOf(view, panel) {
  const scale = element("div", "scale", "")
  const strip = document.createElement("i")
  const colours = coloursOf(view.root)
  const stops = [-1, -0.5, 0, 0.5, 1].map((t) =>
    css(colourOf(panel, colours, panel.look === "grey" ? (t + 1) / 2 : t * panel.limit)),
  )
  strip.style.background = `linear-gradient(to right, ${stops.join()})`
  if (panel.look === "grey") scale.append("0", strip, "1")
  else if (panel.limit) scale.append(`±${toTwo(panel.limit)}`, strip)
  else scale.append("all 0")
  return scale
}

function toTwo(value) {
  const digits = Math.min(12, Math.max(0, 1 - Math.floor(Math.log10(value))))
  return value.toFixed(digits)
}

function listenTo(view, panel) {
  const at = (event) => {
    const { x, y } = pointIn(panel.canvas, event)
    return cellAt(panel, panel.plan, x, y)
  }
  panel.canvas.addEventListener("pointermove", (event) => {
    const cell = at(event)
    point(view, cell && { panel: panel.name, ...cell })
  })
  panel.canvas.addEventListener("pointerleave", (event) => {
    if (event.pointerType !== "touch") point(view, null)
  })
  panel.canvas.addEventListener("click", (event) => {
    const cell = at(event)
    if (!cell) return
    point(view, { panel: panel.name, ...cell })
    if (panel.sends) choose(view, panel, cell)
  })
}

function tableOf(view, { heads, rows, sends, signed }) {
  const table = document.createElement("table")
  const head = table.createTHead().insertRow()
  const body = table.createTBody()
  for (const text of [...heads, ""]) head.append(element("th", "", text))
  rows.forEach((one, k) => {
    const row = body.insertRow()
    row.className = `${one.chosen ? "chosen" : ""} ${one.right ? "right" : ""}`
    for (const text of one.texts) row.insertCell().textContent = text
    const cell = row.insertCell()
    const bar = document.createElement("span")
    cell.className = signed ? "bar signed" : "bar"
    cell.append(bar)
    if (signed) {
      bar.className = one.bar < 0 ? "negative" : ""
      bar.style.width = `${Math.abs(one.bar) * 48}%`
      bar.style.left = one.bar < 0 ? `${50 - Math.abs(one.bar) * 48}%` : "50%"
    } else bar.style.width = `${one.bar * 100}%`
    if (sends) row.onclick = () => push(view, { pick: [k, 0, 0] })
  })
  return table
}

// A long sum is one row: first and last terms, and what those between add up to, until it is
// unfolded. Either way what is printed adds up.
export function showLines(view) {
  const { lines, note } = view.scene
  const rows = lines.map((pieces) => {
    const row = element("div", "line", "")
    const first = pieces.findIndex(isTerm)
    const last = pieces.findLastIndex(isTerm)
    const long = pieces.filter(isTerm).length > 4
    const put = (name, some) => {
      const part = element("span", name, "")
      part.append(...some.map(pieceOf))
      row.append(part)
      return part
    }
    if (!long) {
      put("whole", pieces)
      return row
    }
    put("head", pieces.slice(0, first))
    const tape = put("tape", pieces.slice(first, last + 1))
    tape.setAttribute("aria-label", say.termsOfTheSum)
    tape.setAttribute("role", "group")
    put("tail", pieces.slice(last + 1))
    return row
  })
  view.note.textContent = note
  view.lines.replaceChildren(...rows)
  view.lines.scrollTop = 0
  fold(view)
}

function isTerm({ kind }) {
  return kind === "term" || kind === "here"
}

function pieceOf({ text, kind, under }) {
  const span = element("span", `${kind}${under ? " under" : ""}`, text)
  if (under) span.append(element("small", "", under))
  return span
}

export function fold(view) {
  view.lines.classList.toggle("unfolded", Boolean(view.unfolded))
  let shortened = false
  for (const tape of view.lines.querySelectorAll(".tape")) {
    tape.querySelectorAll(".rest").forEach((rest) => rest.remove())
    for (const term of tape.children) term.hidden = false
    if (!view.unfolded) shortened = shorten(tape) || shortened
  }
  view.more.hidden = !shortened && !view.unfolded
  view.more.textContent = view.unfolded ? "Fold the sums" : "Unfold the sums"
  view.more.setAttribute("aria-expanded", String(Boolean(view.unfolded)))
}

const REST_ROOM = 118 // px for what a run of hidden terms adds up to

// Hide terms in the middle until the sum fits, and put in what they add up to; false if all fit.
function shorten(tape) {
  const terms = [...tape.children]
  const row = tape.parentElement
  const alone = getComputedStyle(tape).flexBasis === "100%"
  const others = alone
    ? 0
    : [...row.children].reduce((sum, part) => sum + (part === tape ? 0 : part.offsetWidth), 0)
  const widths = terms.map((term) => term.offsetWidth)
  const all = widths.reduce((a, b) => a + b, 0)
  const room = row.clientWidth - others
  if (all <= room) return false
  const here = terms.findIndex((term) => term.classList.contains("here"))
  const last = terms.length - 1
  const between = here > 0 && here < last ? 2 : 1
  let left = room - between * REST_ROOM
  const shown = new Set()
  for (const k of [0, last, here, ...terms.keys()]) {
    if (k < 0 || shown.has(k)) continue
    if (shown.size > (here > 0 ? 2 : 1) && widths[k] > left) break
    shown.add(k)
    left -= widths[k]
  }
  let run = []
  terms.forEach((term, k) => {
    if (!shown.has(k)) {
      run.push(term)
      return
    }
    if (run.length > 1) replaceRun(run, term)
    run = []
  })
  return true
}

function replaceRun(run, before) {
  const texts = run.map((term) =>
    term.firstChild.textContent.replace(/[^\d.\u2212]/g, "").replace(MINUS, "-"),
  )
  const places = Math.max(...texts.map((text) => (text.split(".")[1] ?? "").length))
  const sum =
    texts.reduce((total, text) => total + Math.round(Number(text) * 10 ** places), 0) / 10 ** places
  const size = Math.abs(sum).toFixed(places)
  const rest = element("span", "rest under", ` + ${sum < 0 ? `(${MINUS}${size})` : size}`)
  rest.append(element("small", "", `the next ${run.length}`))
  before.before(rest)
  for (const term of run) term.hidden = true
}
