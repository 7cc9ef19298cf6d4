// @ts-check
// The network in training: state of one mounted view, its buttons, and what it asks the server for.
// It asks for the next redraw when it has painted the last one, and for none while paused. Clicks
// become numbered commands that are sent until they are answered.

import { isAlone } from "../../../views/shared/class_link.js"
import { closeMenuOnPhone, delivered } from "../../../views/shared/lifecycle.js"
import { percent, thousands } from "../../../views/shared/numbers.js"
import { themeOf } from "../../../views/shared/palette.js"
import { pointIn } from "../../../views/shared/projector.js"
import { listenToPointer } from "../../../views/shared/touch.js"
import { keepInAddress } from "./address.js"
import { drawChartOf, readChart, stepAt } from "./chart.js"
import { drawNet, hitNet, readNet, tileCount } from "./net.js"
import { inksOf } from "./paint.js"
import { drawSheet, hitSheet, readSheet } from "./sheet.js"
import { say } from "./words.js"

const UNANSWERED = 3000 // ms after which a redraw is asked for again

const views = new WeakMap()

function mount(parent) {
  const root = parent.querySelector(".network-view")
  const find = (name) => root.querySelector(name)
  if (isAlone()) find(".stage.chart").ariaLabel = say.lossAndAccuracy
  const view = {
    root,
    net: find(".stage.net"),
    chart: find(".stage.chart"),
    sheet: find(".stage.sheet"),
    facts: find(".facts"),
    trouble: find(".trouble"),
    resumed: find(".resumed"),
    reading: find(".reading"),
    run: find(".run"),
    pace: find(".pace"),
    look: find(".look"),
    told: find(".told"),
    more: find(".open-more"),
    open: false,
    commands: [],
    hit: null,
    tick: 0,
    number: 0,
    spoken: 0,
    path: location.pathname,
    left: Number.NEGATIVE_INFINITY,
  }
  listen(view)
  view.leave = (event) => {
    const link = event.target.closest?.("a[href]")
    if (link && link.pathname !== view.path) view.left = performance.now()
  }
  document.addEventListener("click", view.leave, true)
  view.observer = new ResizeObserver(() => paint(view))
  view.observer.observe(root)
  closeMenuOnPhone()
  return view
}

// ---- asking the server ----------------------------------------------------------------------

function send(view) {
  view.sentFrom = location.search
  view.setStateValue("asked", {
    tick: view.tick,
    sheet: view.sheetKnown ?? 0,
    commands: view.commands.map((one) => ({ ...one })),
  })
}

function command(view, name, value = null) {
  if (isAlone()) return
  view.commands.push({ n: ++view.number, do: name, value })
  send(view)
}

// A reader who went on to another page waits for that: to ask now would end its run, or undo it.
function isLeaving(view) {
  return view.path !== location.pathname || performance.now() - view.left < UNANSWERED
}

// One redraw is under way while another is painted, so that the server trains meanwhile; the next
// one waits for the paint. A page in a hidden tab paints nothing, and so soon asks for nothing.
function askSoon(view) {
  const { scene } = view
  clearTimeout(view.timer)
  if (view.gone) return
  const asks = scene.running || scene.unsettled
  if (asks ? view.tick > scene.tick : view.commands.length) {
    view.timer = setTimeout(() => {
      if (isLeaving(view)) return askSoon(view)
      view.tick++
      send(view)
    }, UNANSWERED)
    return
  }
  if (!asks) return
  const go = () => {
    if (view.gone || view.tick > view.scene.tick) return
    if (isLeaving(view)) view.timer = setTimeout(go, UNANSWERED)
    else {
      view.tick++
      send(view)
    }
  }
  const now = () => {
    view.timer = setTimeout(go, scene.wait)
  }
  if (!scene.running || view.unpainted) return requestAnimationFrame(now)
  view.unpainted = true
  requestAnimationFrame(() => {
    view.unpainted = false
  })
  now()
}

// ---- what the reader does -------------------------------------------------------------------

function listen(view) {
  view.root.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-do]")
    if (button) press(view, button.dataset.do)
  })
  view.more.addEventListener("click", () => {
    view.open = !view.open
    view.root.classList.toggle("open", view.open)
    view.more.setAttribute("aria-expanded", String(view.open))
    view.more.firstElementChild.textContent = view.open ? "▾" : "▸"
    showFacts(view)
    paint(view)
  })
  view.pace.addEventListener("change", () => command(view, "pace", Number(view.pace.value)))
  view.look.addEventListener("change", () => command(view, "look", view.look.value))
  view.root.addEventListener("keydown", (event) => onKey(view, event))
  const parts = { net: hitInNet, chart: hitInChart, sheet: (_, x, y) => hitSheet(view, x, y) }
  for (const [part, find] of Object.entries(parts)) {
    const stage = view[part]
    const point = (event) => {
      const { x, y } = pointIn(stage, event)
      view.hit = view.scene ? find(view, x, y) : null
      paint(view)
      narrate(view)
    }
    listenToPointer(stage, { down: point, move: point })
    stage.addEventListener("click", (event) => {
      point(event)
      enter(view)
    })
    stage.addEventListener("pointerleave", ({ pointerType }) => {
      if (pointerType === "touch") return
      view.hit = null
      paint(view)
      narrate(view)
    })
  }
}

function press(view, name) {
  if (isAlone()) return
  if (name !== "run") return command(view, name)
  // The word on the button is what is shown, so two quick clicks mean run and pause.
  const running = view.wanted ?? view.scene.running
  view.wanted = !running
  command(view, running ? "pause" : "run")
  showRunning(view)
}

function enter(view) {
  const { hit, scene } = view
  if (hit?.part === "chart" && scene.furthest) command(view, "back", hit.step)
  if (hit?.part === "sheet") command(view, "example", scene.rows[hit.k])
}

const KEYS = { e: "example", b: "batch", p: "epoch", r: "restart", " ": "run" }

function onKey(view, event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("select")) return
  const part = event.target.closest(".stage")?.classList[1]
  const name = KEYS[event.key.toLowerCase()]
  if (name && !(event.key === " " && event.target.closest("button"))) press(view, name)
  else if (part && walk(view, part, event.key)) narrate(view)
  else return
  event.preventDefault()
}

// Go on by key: true if the key meant something.
function walk(view, part, key) {
  const by = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -10, ArrowDown: 10 }[key]
  if (key === "Escape") view.hit = null
  else if (key === "Enter") enter(view)
  else if (!by) return false
  else if (part === "sheet") {
    const k = Math.min(Math.max((view.hit?.k ?? -by) + by, 0), view.scene.rows.length - 1)
    view.hit = { part, k }
  } else if (part === "chart") {
    const from = view.hit?.step ?? view.scene.steps
    view.hit = { part, step: Math.min(Math.max(from + by, 0), view.scene.furthest) }
  } else {
    const { columns } = view.plan
    const now = view.hit?.part === "net" ? view.hit : { index: 0, tile: 0 }
    const index =
      Math.abs(by) === 1 ? Math.min(Math.max(now.index + by, 0), columns.length - 1) : now.index
    const last = tileCount(columns[index]) - 1
    const tile =
      Math.abs(by) === 1
        ? Math.min(now.tile, last)
        : Math.min(Math.max(now.tile + by / 10, 0), last)
    view.hit = {
      part,
      index,
      tile,
      row: 0,
      col: 0,
      at: columns[index].kind === "answer" ? 0 : undefined,
    }
  }
  paint(view)
  return true
}

function hitInNet(view, x, y) {
  const { plan } = view
  const hit = plan && hitNet(plan, x / plan.scale, y / plan.scale)
  return hit
    ? {
        part: "net",
        index: plan.columns.indexOf(hit.column),
        tile: hit.tile,
        row: hit.row,
        col: hit.col,
        at: hit.at,
        foot: hit.foot,
      }
    : null
}

function hitInChart(view, x) {
  return { part: "chart", step: stepAt(view, x) }
}

// ---- what is shown --------------------------------------------------------------------------

function paint(view) {
  if (!view.scene || view.painting) return
  view.painting = true
  requestAnimationFrame(() => {
    view.painting = false
    if (!view.root.isConnected) return
    drawNet(view)
    drawChartOf(view)
    drawSheet(view)
  })
}

function showRunning(view) {
  const running = view.wanted ?? view.scene.running
  view.run.querySelector(".symbol").textContent = running ? "❚❚" : "▶"
  view.run.querySelector(".word").textContent = running ? "Pause" : "Run"
}

function bold(text) {
  const made = document.createElement("b")
  made.textContent = text
  return made
}

function showFacts(view) {
  const { scene } = view
  const [images, forward, backward] = scene.speed
  const parts = [
    "batch ",
    bold(thousands(scene.steps)),
    " · seen ",
    bold(thousands(scene.seen)),
    " images",
  ]
  if (view.open) parts.push(" · epoch ", bold(scene.epoch.toFixed(2)))
  if (scene.pending)
    parts.push(" · ", bold(`${scene.pending} of ${scene.batch}`), say.examplesOfTheNextBatch)
  else if (images && view.open)
    parts.push(
      " · ",
      bold(thousands(Math.round(images))),
      " images/s · forward ",
      bold(forward.toFixed(2)),
      " back ",
      bold(backward.toFixed(2)),
      " ms",
    )
  parts.push(
    " · test accuracy ",
    bold(percent(scene.accuracy)),
    scene.measured < scene.tests
      ? ` (sample of ${thousands(scene.measured)})`
      : ` (all ${thousands(scene.tests)})`,
  )
  if (scene.ended) parts.push(say.runEndsHereGoBackOrStart)
  view.facts.replaceChildren(...parts)
  if (scene.sharing > 1) {
    const shared = document.createElement("span")
    shared.className = "shared"
    shared.textContent = say.peopleTrainHereNow(scene.sharing)
    view.facts.append(" ", shared)
  }
  const [trouble] = scene.troubles
  view.trouble.hidden = !trouble
  if (trouble) {
    const [sentence, button] = view.trouble.children
    const said = scene.troubles.map((one) => one.sentence).join(" Besides: ")
    if (sentence.textContent !== said) sentence.textContent = said
    button.hidden = !scene.steps // before the first batch there is nothing to go back from
    button.textContent = say.resumeFromTheLastGood(thousands(scene.goodStep))
  }
  view.resumed.hidden = !scene.resumed
  if (view.resumed.textContent !== scene.resumed) view.resumed.textContent = scene.resumed
  view.pace.value = String(scene.batches)
  view.look.value = scene.look
}

// The four steps of the last batch: names and sentences come with the scene.
function showTold(view) {
  const { scene } = view
  const [which, list] = view.told.children
  which.textContent = scene.steps
    ? `What batch ${thousands(scene.steps)} did`
    : say.whatEachBatchDoes
  while (list.children.length < scene.told.length) list.append(document.createElement("li"))
  scene.told.forEach(([name, sentence], k) => {
    list.children[k].replaceChildren(numbered(k + 1), bold(name), ". ", sentence)
  })
}

// A number of its own: one that the style sheet counts, no file of the picture would show.
function numbered(number) {
  const shown = document.createElement("span")
  shown.className = "number"
  shown.textContent = String(number)
  return shown
}

function narrate(view) {
  const { hit } = view
  const reader = hit && { net: readNet, chart: readChart, sheet: readSheet }[hit.part]
  const text = reader ? reader(view, hit) : say.pressBatchToTakeThese
  view.reading.classList.toggle("idle", !reader)
  if (text !== view.reading.textContent) view.reading.textContent = text
}

function sceneOf({ meta, arrays }, view) {
  const scene = {
    ...meta,
    image: arrays.image,
    logits: arrays.logits.values,
    probabilities: arrays.probabilities.values,
    rows: Array.from(arrays.rows.values),
    labels: arrays.labels.values,
    sheetSaid: arrays.said.values,
    sheetSure: arrays.sure.values,
    blocks: meta.blocks.map((block, k) => ({
      ...block,
      values: arrays[`block${k}`].values,
      shape: arrays[`block${k}`].shape,
      histogram: arrays[`histogram${k}`]?.values,
    })),
    curves: meta.curves.map((curve, k) => ({
      ...curve,
      x: arrays[`x${k}`].values,
      y: arrays[`y${k}`].values,
    })),
  }
  scene.said = scene.logits.indexOf(Math.max(...scene.logits))
  if (arrays.pixels) {
    view.pixels = arrays.pixels
    view.sheetKnown = meta.sheet
  }
  return scene
}

export default delivered(({ data, parentElement, setStateValue }) => {
  const known = views.get(parentElement)
  const view = known ?? mount(parentElement)
  view.setStateValue = setStateValue
  view.gone = false
  const scene = sceneOf(data, view)
  if (!known) {
    views.set(parentElement, view)
    view.tick = scene.tick
    view.number = scene.done
  }
  view.scene = scene
  view.commands = view.commands.filter((one) => one.n > scene.done)
  if (!view.commands.some((one) => one.do === "run" || one.do === "pause")) view.wanted = undefined
  themeOf(view)
  view.colours = inksOf(view.root)
  showRunning(view)
  showFacts(view)
  showTold(view)
  narrate(view)
  paint(view)
  view.root.dataset.tick = scene.tick
  view.root.dataset.running = scene.running
  view.root.dataset.steps = scene.steps
  if (!isLeaving(view)) keepInAddress(view)
  askSoon(view)
  return () => {
    view.gone = true
    clearTimeout(view.timer)
    view.observer.disconnect()
    document.removeEventListener("click", view.leave, true)
    views.delete(parentElement)
  }
})
