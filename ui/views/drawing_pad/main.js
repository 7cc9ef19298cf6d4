// @ts-check
// The drawing pad: one mounted view, its controls, and what it tells the server.
// One drawing is under way at a time: the next goes when the last is answered, so that the answer
// keeps up with the hand however slow the way to the server is.

import { isLocked } from "../shared/class_link.js"
import { closeMenuOnPhone, inNextFrame, mounted } from "../shared/lifecycle.js"
import { percent } from "../shared/numbers.js"
import { coloursOf } from "../shared/palette.js"
import { cellAt, cellWords, layersOf, number, paintSeen, paintSheet, stepCell } from "./sheet.js"
import {
  base64,
  begin,
  brushWords,
  clearPad,
  extend,
  inkOf,
  moveBrush,
  newPad,
  paintPad,
  placeOf,
  setBackdrop,
  undo,
} from "./strokes.js"

const UNANSWERED = 3000 // ms after which an answer is no longer waited for
const SPOKEN_EVERY = 1000 // ms between two announcements of the answer
const NARROW = 480
const MIDDLE = 660
const CLOSE = 900 // widths below which columns move closer, then below each other

function mount(parent) {
  const root = parent.querySelector(".drawing-pad")
  const find = (name) => root.querySelector(name)
  const view = {
    root,
    pad: null,
    canvas: find(".pad"),
    seen: find(".seen"),
    sheet: find(".sheet"),
    bars: find(".bars"),
    label: find(".label"),
    fine: find(".fine"),
    undo: find(".undo"),
    clear: find(".clear"),
    brush: find(".brush"),
    words: find(".words"),
    verdict: find(".verdict"),
    reading: find(".reading"),
    answer: find(".answer"),
    inside: find(".inside"),
    refusal: find(".refusal"),
    legend: find(".legend"),
    number: 0,
    waitingFor: 0,
    dirty: false,
    backdropNumber: null,
    cell: null,
    held: null,
    layers: [],
    scene: null,
    frame: 0,
  }
  listen(view)
  view.watcher = new ResizeObserver(() => {
    columnsOf(view)
    ask(view)
  })
  view.watcher.observe(root)
  closeMenuOnPhone()
  return view
}

function columnsOf({ root, scene }) {
  const width = root.clientWidth
  const alone = !!scene?.meta.alone
  const kind = alone
    ? "alone"
    : width < NARROW
      ? "narrow"
      : width < MIDDLE
        ? "middle"
        : width < CLOSE
          ? "close"
          : ""
  for (const name of ["alone", "narrow", "middle", "close"])
    root.classList.toggle(name, name === kind)
}

// ---- what the reader does -------------------------------------------------------------------

function listen(view) {
  const { canvas, sheet } = view
  canvas.onpointerdown = (event) => {
    // A second finger: both are the page's, which they scroll and enlarge.
    if (view.pointer !== undefined && !event.isPrimary) breakOff(view)
    if (event.button > 0 || !event.isPrimary || view.pointer !== undefined) return
    view.pointer = event.pointerId
    view.underneath = view.pad.backdrop
    canvas.setPointerCapture(event.pointerId)
    canvas.focus({ preventScroll: true })
    view.pad.brush = null
    view.pad.penDown = false
    begin(view.pad, placeOf(view.pad, event), isExample(view))
    changed(view)
    event.preventDefault()
  }
  canvas.onpointermove = (event) => {
    if (event.pointerId !== view.pointer) return
    // A fast hand moves several times between two frames.
    const moves = event.getCoalescedEvents?.() ?? []
    for (const move of moves.length ? moves : [event]) extend(view.pad, placeOf(view.pad, move))
    changed(view)
  }
  canvas.onpointercancel = (event) => {
    if (event.pointerId === view.pointer) breakOff(view)
  }
  canvas.onpointerup = (event) => {
    if (event.pointerId !== view.pointer) return
    view.pointer = undefined
    view.pad.stroke = null
    // The end of a stroke never waits: a click on the page may follow at once, and needs it all.
    if (view.dirty) send(view)
  }
  canvas.onkeydown = (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key === "z") {
      takeBack(view)
      event.preventDefault()
      return
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return
    if (event.key === "Delete") {
      wipe(view)
      event.preventDefault()
      return
    }
    if (event.key === "Backspace") {
      takeBack(view)
      event.preventDefault()
      return
    }
    const inked = moveBrush(view.pad, event.key, event.shiftKey, isExample(view))
    if (inked === null) return
    event.preventDefault()
    view.brush.textContent = brushWords(view.pad)
    if (inked) changed(view)
    ask(view)
  }
  canvas.onblur = () => {
    view.pad.brush = null
    view.pad.penDown = false
    if (view.pointer === undefined) view.pad.stroke = null
    ask(view)
  }
  view.fine.onclick = () => {
    view.pad.pen = view.pad.pen === "fine" ? "broad" : "fine"
    view.fine.setAttribute("aria-pressed", view.pad.pen === "fine")
    ask(view)
  }
  view.undo.onclick = () => takeBack(view)
  view.clear.onclick = () => wipe(view)
  sheet.onpointermove = (event) => {
    if (event.pointerType === "mouse") point(view, cellAt(view, event))
  }
  sheet.onpointerleave = (event) => {
    if (event.pointerType === "mouse") point(view, view.held)
  }
  sheet.onpointerdown = (event) => {
    view.held = cellAt(view, event)
    point(view, view.held)
  }
  sheet.onkeydown = (event) => {
    const next = stepCell(view, event.key)
    if (!next) return
    event.preventDefault()
    view.held = next
    point(view, next)
  }
}

// A test picture or a photograph gives way to the first stroke; one's own drawing stays.
function isExample({ pad, scene }) {
  return scene.meta.example && pad.backdrop !== null && pad.strokes.length === 0
}

// Take back the stroke that is being drawn, and what it wiped away.
function breakOff(view) {
  view.pointer = undefined
  undo(view.pad)
  view.pad.backdrop = view.underneath
  changed(view)
}

function takeBack(view) {
  if (undo(view.pad)) changed(view)
}
function wipe(view) {
  view.pad.penDown = false
  if (clearPad(view.pad)) changed(view)
}

function changed(view) {
  view.dirty = true
  tools(view)
  ask(view)
  pump(view)
}

function tools({ pad, undo: back, clear }) {
  back.disabled = pad.strokes.length === 0
  clear.disabled = pad.strokes.length === 0 && !pad.backdrop
}

function point(view, cell) {
  view.cell = cell
  ask(view)
}

// ---- the server -----------------------------------------------------------------------------

function pump(view) {
  if (!view.waitingFor && view.dirty) send(view)
}

function send(view) {
  view.dirty = false
  view.waitingFor = ++view.number
  view.setStateValue("ink", { number: view.number, pixels: base64(inkOf(view.pad)) })
  clearTimeout(view.timer)
  view.timer = setTimeout(() => {
    view.waitingFor = 0
    pump(view)
  }, UNANSWERED)
}

function receive(view, scene) {
  const { meta, arrays } = scene
  view.pad ??= newPad(view.canvas, meta.side)
  view.scene = scene
  // A view that was mounted anew goes on counting where the last one stopped.
  view.number = Math.max(view.number, meta.answered)
  if (meta.backdropNumber !== view.backdropNumber) {
    view.backdropNumber = meta.backdropNumber
    setBackdrop(view.pad, arrays.backdrop?.values)
    view.dirty = false
  }
  if (meta.answered >= view.waitingFor) {
    view.waitingFor = 0
    pump(view)
  }
  view.canvas.parentElement.inert = isLocked()
  const { answer } = meta
  view.answer.hidden = !answer
  view.inside.hidden = !answer?.layers.length
  view.refusal.hidden = !meta.refusal || meta.alone
  view.refusal.textContent = meta.refusal
  view.label.textContent = meta.label
  view.canvas.setAttribute(
    "aria-label",
    `Drawing pad, ${meta.label}: arrow keys move a brush, space draws, Backspace takes back, ` +
      "Delete wipes",
  )
  view.layers = answer ? layersOf(scene) : []
  if (view.cell && !fits(view, view.cell)) view.cell = view.held = null
  columnsOf(view)
  tools(view)
  if (answer) tell(view)
  ask(view)
}

function fits({ layers }, { layer, map, row, column }) {
  const [count, rows, columns] = layers[layer]?.shape ?? [0, 0, 0]
  return map < count && row < rows && column < columns
}

// ---- what it says ---------------------------------------------------------------------------

function tell(view) {
  const {
    meta: { answer },
    arrays,
  } = view.scene
  const shares = arrays.probabilities.values
  const logits = arrays.logits.values
  const first = shares.indexOf(Math.max(...shares))
  if (view.bars.children.length !== shares.length) {
    view.bars.replaceChildren(
      ...answer.classes.map(() => {
        const line = document.createElement("li")
        for (const name of ["name", "track", "share"])
          line.append(Object.assign(document.createElement("span"), { className: name }))
        line.children[1].append(Object.assign(document.createElement("span"), { className: "bar" }))
        return line
      }),
    )
  }
  answer.classes.forEach((name, k) => {
    const line = view.bars.children[k]
    const [title, track, share] = line.children
    line.classList.toggle("first", k === first)
    line.title = `${name}: logit ${number(logits[k])}, probability ${number(shares[k])}`
    title.textContent = name
    track.firstChild.style.transform = `scaleX(${shares[k]})`
    share.textContent = percent(shares[k])
  })
  view.words.textContent = answer.words
  const [, rows, columns] = arrays.seen.shape
  view.seen.setAttribute("aria-label", `The image as the network gets it, ${rows}×${columns}`)
  view.legend.textContent = "(orange +, blue −)"
  tellVerdict(view, answer.classes[first], shares[first], "off")
  clearTimeout(view.speaking)
  view.speaking = setTimeout(
    () => {
      view.spoken = performance.now()
      tellVerdict(view, answer.classes[first], shares[first], "polite")
    },
    Math.max(0, SPOKEN_EVERY - performance.now() + (view.spoken ?? -SPOKEN_EVERY)),
  )
}

// What is seen follows the hand; what is spoken would never come to an end.
function tellVerdict({ verdict }, name, share, live) {
  const words = document.createElement("span")
  words.className = "class"
  words.textContent = `${name}, ${percent(share)}`
  verdict.setAttribute("aria-live", live)
  verdict.replaceChildren("It says ", words)
}

function ask(view) {
  inNextFrame(view, paint)
}

function paint(view) {
  if (!view.pad) return
  view.colours = coloursOf(view.root)
  paintPad(view.pad, view.colours)
  if (!view.scene.meta.answer) return
  if (!view.inside.hidden) paintSheet(view)
  paintSeen(view)
  const said = view.cell ? cellWords(view) : [["where", "Point at a cell for its number."]]
  const text = said.map(([, words]) => words).join("")
  if (text === view.said) return
  view.said = text
  view.reading.replaceChildren(
    ...said.map(([kind, words]) =>
      Object.assign(document.createElement("span"), { className: kind, textContent: words }),
    ),
  )
}

export default mounted(mount, receive, (view) => {
  clearTimeout(view.timer)
  clearTimeout(view.speaking)
  view.watcher.disconnect()
})
