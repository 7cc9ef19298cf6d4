// One training step in the browser: pointing and drawing happen here; where the reader goes, and
// which number is explained, the server is asked, one question at a time.

const UNHEARD = 3000   // ms after which a question is no longer waited for
const EACH = 2200      // ms at one position while it plays
const NARROW = 640

const views = new WeakMap()

function mount(parent) {
  const root = parent.querySelector(".step-view"), find = (name) => root.querySelector(name)
  const view = {
    root, rail: find(".rail"), name: find(".name"), words: find(".words"), batch: find(".batch"), stage: find(".stage"),
    ties: find(".ties"), holder: find(".panels"), pointedLine: find(".pointed"), lines: find(".lines"), note: find(".note"), more: find(".more"), back: find(".back"),
    play: find(".play"), forward: find(".forward"), place: find(".place"),
    panels: [], pointed: null, pending: null, asked: 0, sent: 0, playing: 0, wanted: null,
    still: matchMedia("(prefers-reduced-motion: reduce)"),
  }
  view.back.onclick = () => { halt(view); step(view, -1) }
  view.forward.onclick = () => { halt(view); step(view, 1) }
  view.play.onclick = () => (view.playing ? halt(view) : start(view))
  view.more.onclick = () => { view.unfolded = !view.unfolded; fold(view) }
  view.stage.addEventListener("keydown", (event) => onKey(view, event))
  view.rail.addEventListener("keydown", (event) => onRailKey(view, event))
  view.watcher = new ResizeObserver(() => { if (view.scene) show(view) })
  view.watcher.observe(view.stage)
  return view
}

// ---- asking the server ----------------------------------------------------------------------

function push(view, want) {
  view.pending = { ...(view.pending ?? {}), ...want }
  pump(view)
}

function pump(view) {
  if (view.asked || !view.pending) return
  const want = view.pending
  view.pending = null
  view.asked = ++view.sent
  view.setStateValue("want", { ...want, seq: view.asked })
  clearTimeout(view.timer)
  view.timer = setTimeout(() => { view.asked = 0; pump(view) }, UNHEARD)
}

function goTo(view, index) {
  const last = view.scene.stops.length - 1, stop = Math.min(Math.max(index, 0), last)
  view.wanted = stop
  if (stop !== view.scene.at || view.asked) push(view, { stop })
}

function step(view, by) { goTo(view, (view.wanted ?? view.scene.at) + by) }

function start(view) {
  if (view.scene.at === view.scene.stops.length - 1) goTo(view, 0)
  view.playing = setInterval(() => {
    if (view.scene.at >= view.scene.stops.length - 1) return halt(view)
    step(view, 1)
  }, EACH)
  showPlay(view)
}

function halt(view) {
  clearInterval(view.playing)
  view.playing = 0
  showPlay(view)
}

function showPlay(view) {
  view.play.querySelector(".symbol").textContent = view.playing ? "❚❚" : "▶"
  view.play.querySelector(".word").textContent = view.playing ? "Pause" : "Play"
}

// ---- choosing a number ----------------------------------------------------------------------

function choose(view, panel, cell) {
  const numbers = [cell.tile + panel.firstTile, cell.r, cell.c]
  view.chosen = { name: panel.name, ...cell }
  push(view, panel.sends === "weight" ? { weight: [panel.layer, ...numbers] } : { pick: numbers })
}

// The number looked at now: the first frame of the panel that can be asked for others.
function chosenCell(panel) {
  const [tile = 0, r = 0, c = 0] = panel.frames[0] ?? []
  return { tile: Math.max(tile, 0), r, c }
}

function moved(panel, cell, down, across) {
  const [tiles, rows, columns] = panel.shape
  let { tile, r, c } = cell
  r += down; c += across
  // Beyond the edge lies the next tile.
  if (c >= columns && tile + 1 < tiles) { tile++; c = 0 }
  if (c < 0 && tile > 0) { tile--; c = columns - 1 }
  if (r >= rows && tile + panel.plan.across < tiles) { tile += panel.plan.across; r = 0 }
  if (r < 0 && tile - panel.plan.across >= 0) { tile -= panel.plan.across; r = rows - 1 }
  return { tile, r: Math.min(Math.max(r, 0), rows - 1), c: Math.min(Math.max(c, 0), columns - 1) }
}

function onKey(view, event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target !== view.stage) return
  const arrows = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] }
  const others = {
    PageUp: () => { halt(view); step(view, -1) }, PageDown: () => { halt(view); step(view, 1) },
    Home: () => { halt(view); goTo(view, 0) }, End: () => { halt(view); goTo(view, view.scene.stops.length - 1) },
    " ": () => (view.playing ? halt(view) : start(view)),
    "[": () => example(view, -1), "]": () => example(view, 1), Escape: () => point(view, null),
  }
  const action = arrows[event.key] ? () => walk(view, ...arrows[event.key], event.shiftKey) : others[event.key]
  if (!action) return
  event.preventDefault()
  action()
}

function walk(view, down, across, over) {
  if (over) {
    const name = view.scene.say.at(-1), panel = view.panels.find((one) => one.name === name)
    if (!panel) return
    const lead = leading(view.panels, view.pointed)
    const from = lead?.panel === name ? lead : { tile: 0, ...strongest(panel) }
    return point(view, { panel: name, ...(lead?.panel === name ? moved(panel, from, down, across) : from) })
  }
  const table = view.scene.show.find((one) => one.kind === "table" && one.sends)
  if (table) {
    const row = table.rows.findIndex((one) => one.chosen)
    return push(view, { pick: [Math.min(Math.max(row + down, 0), table.rows.length - 1), 0, 0] })
  }
  const panel = view.panels.find((one) => one.sends)
  if (!panel) return
  const from = view.chosen?.name === panel.name ? view.chosen : chosenCell(panel)
  choose(view, panel, moved(panel, from, down, across))
}

function strongest(panel) {
  let best = 0
  panel.values.forEach((value, k) => { if (Math.abs(value) > Math.abs(panel.values[best])) best = k })
  const [, rows, columns] = panel.shape
  return { tile: Math.floor(best / (rows * columns)), r: Math.floor(best / columns) % rows, c: best % columns }
}

function onRailKey(view, event) {
  const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key]
  if (!by) return
  event.preventDefault()
  halt(view)
  step(view, by)
  view.follow = true
}

function example(view, by) {
  const next = Math.min(Math.max(view.scene.example + by, 0), view.scene.count - 1)
  if (next !== view.scene.example) push(view, { example: next })
}

// ---- drawing --------------------------------------------------------------------------------

function point(view, pointed) {
  view.pointed = pointed
  view.pointedLine.textContent = pointed ? aboutCell(view, pointed) : hint(view)
  if (!view.frame) view.frame = requestAnimationFrame(() => { view.frame = 0; paintAll(view) })
}

function hint(view) {
  const able = view.panels.some((one) => one.sends) || view.scene.show.some((one) => one.sends)
  return able ? "Point to read, click to explain." : "Point to read a number."
}

function show(view) {
  const width = view.stage.clientWidth
  if (!width) return
  view.colours = readColours(view.root)
  view.ratio = Math.min(devicePixelRatio || 1, 3)
  planPanels(view, width)
  paintAll(view)
  fold(view)
}

// Each panel gets its share of the width; what one cannot use is left to the others.
function planPanels(view, width) {
  const signs = view.scene.show.filter((one) => one.kind === "sign").length, narrow = width < NARROW
  const high = narrow ? Math.min(width * 0.8, 300) : Math.min(Math.max(innerHeight * 0.25, 170), 460)
  if (narrow) {
    for (const panel of view.panels) setPlan(panel, fitTiles(panel, panel.share < 0.7 ? width * 0.44 : width - 2, high))
    return
  }
  const room = width - 4 - signs * 24 - (view.scene.show.length - 1) * 8
  let open = view.panels, left = room
  for (let pass = 0; pass < 3 && open.length; pass++) {
    const total = open.reduce((sum, one) => sum + one.share, 0)
    const small = open.filter((one) => fitTiles(one, (left * one.share) / total, high).w < ((left * one.share) / total) * 0.92)
    if (pass === 2 || !small.length) {
      for (const panel of open) setPlan(panel, fitTiles(panel, (left * panel.share) / total, high))
      return
    }
    for (const panel of small) {
      setPlan(panel, fitTiles(panel, (left * panel.share) / total, high))
    }
    left -= small.reduce((sum, one) => sum + Math.max(one.plan.w, 96), 0)
    open = open.filter((one) => !small.includes(one))
  }
}

function setPlan(panel, plan) {
  panel.plan = plan
  panel.figure.style.width = `${Math.max(plan.w, 92)}px`
  panel.canvas.style.width = `${plan.w}px`
  panel.canvas.style.height = `${plan.h}px`
  panel.base = null
}

function paintAll(view) {
  const lead = leading(view.panels, view.pointed)
  const hatch = hatchPattern(view.ties.getContext("2d"), css(mix(view.colours.soft.rgb, view.colours.panel.rgb, 0.25)))
  for (const panel of view.panels) {
    if (!panel.plan) continue
    panel.rects = paintPanel(view, panel, followed(panel, view.pointed, lead), hatch)
  }
  paintTies(view)
}

function paintPanel(view, panel, over, hatch) {
  const { plan, canvas } = panel, { ratio, colours } = view
  const w = Math.max(1, Math.ceil(plan.w * ratio)), h = Math.max(1, Math.ceil(plan.h * ratio))
  if (!panel.base) {
    canvas.width = w
    canvas.height = h
    panel.base = new OffscreenCanvas(w, h)
    const base = panel.base.getContext("2d")
    base.setTransform(ratio, 0, 0, ratio, 0, 0)
    paintTiles(base, panel, plan, colours, hatch)
  }
  const context = canvas.getContext("2d")
  context.setTransform(1, 0, 0, 1, 0, 0)
  context.clearRect(0, 0, w, h)
  context.drawImage(panel.base, 0, 0)
  context.setTransform(ratio, 0, 0, ratio, 0, 0)
  const rects = []
  for (const [list, width] of [[panel.frames, 2.5], [over, 2]]) {
    for (const one of list) {
      const found = frameRects(panel, plan, one)
      if (list === panel.frames && found.length === 1) rects.push(found[0])
      for (const rect of found) frameInside(context, rect, colours.amber.text, width, list === over)
    }
  }
  return over.length === 1 ? frameRects(panel, plan, over[0]).slice(0, 1) : rects
}

// A frame that stays on its canvas, whatever stands at its edge.
function frameInside(context, { x, y, w, h }, colour, width, dashed) {
  const half = width / 2
  context.strokeStyle = colour
  context.lineWidth = width
  context.setLineDash(dashed && w > 12 ? [5, 3] : [])
  context.strokeRect(x + half, y + half, Math.max(w - width, 2), Math.max(h - width, 2))
  context.setLineDash([])
}

// Dashed lines from a frame to the next panel's, as the eye should go.
function paintTies(view) {
  const { ties, stage, ratio } = view, box = stage.getBoundingClientRect()
  ties.width = Math.round(box.width * ratio)
  ties.height = Math.round(box.height * ratio)
  ties.style.width = `${box.width}px`
  ties.style.height = `${box.height}px`
  if (box.width < NARROW) return
  const context = ties.getContext("2d")
  context.setTransform(ratio, 0, 0, ratio, 0, 0)
  context.strokeStyle = view.colours.amber.text
  context.globalAlpha = 0.75
  context.setLineDash([4, 4])
  const spots = view.panels.map((panel) => {
    if (panel.rects?.length !== 1) return null
    const at = panel.canvas.getBoundingClientRect(), [rect] = panel.rects
    return { x: at.x - box.x + rect.x, y: at.y - box.y + rect.y, w: rect.w, h: rect.h }
  })
  for (let k = 0; k + 1 < spots.length; k++) {
    const a = spots[k], b = spots[k + 1]
    if (!a || !b || a.x + a.w > b.x) continue
    for (const share of [0, 1]) {
      context.beginPath(); context.moveTo(a.x + a.w, a.y + share * a.h); context.lineTo(b.x, b.y + share * b.h); context.stroke()
    }
  }
}

// ---- a new position -------------------------------------------------------------------------

function buildPanels(view, arrays) {
  view.panels = []
  view.holder.replaceChildren(...view.scene.show.map((one) => {
    if (one.kind === "sign") return element("span", "sign", one.text)
    if (one.kind === "table") return tableOf(view, one)
    const values = arrays[`values ${one.name}`], marks = arrays[`marks ${one.name}`]
    const panel = { ...one, values: values.values, shape: values.shape, marks: marks?.values }
    const figure = document.createElement("figure"), canvas = document.createElement("canvas")
    figure.append(element("figcaption", one.tone, one.title), canvas, scaleOf(view, panel))
    canvas.className = one.sends ? "sends" : ""
    canvas.setAttribute("role", "img")
    canvas.setAttribute("aria-label", one.title)
    Object.assign(panel, { figure, canvas })
    listenTo(view, panel)
    view.panels.push(panel)
    return figure
  }))
}

function element(kind, name, text) {
  const made = document.createElement(kind)
  made.className = name
  made.textContent = text
  return made
}

function scaleOf(view, panel) {
  const scale = element("div", "scale", ""), strip = document.createElement("i"), colours = readColours(view.root)
  const stops = [-1, -0.5, 0, 0.5, 1].map((t) => css(colourOf(panel, colours, panel.look === "grey" ? (t + 1) / 2 : t * panel.limit)))
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
    const box = panel.canvas.getBoundingClientRect()
    return cellAt(panel, panel.plan, event.clientX - box.x, event.clientY - box.y)
  }
  panel.canvas.addEventListener("pointermove", (event) => {
    const cell = at(event)
    point(view, cell && { panel: panel.name, ...cell })
  })
  panel.canvas.addEventListener("pointerleave", (event) => { if (event.pointerType !== "touch") point(view, null) })
  panel.canvas.addEventListener("click", (event) => {
    const cell = at(event)
    if (!cell) return
    point(view, { panel: panel.name, ...cell })
    if (panel.sends) choose(view, panel, cell)
  })
}

function tableOf(view, { heads, rows, sends, signed }) {
  const table = document.createElement("table"), head = table.createTHead().insertRow(), body = table.createTBody()
  for (const text of [...heads, ""]) head.append(element("th", "", text))
  rows.forEach((one, k) => {
    const row = body.insertRow()
    row.className = `${one.chosen ? "chosen" : ""} ${one.right ? "right" : ""}`
    for (const text of one.texts) row.insertCell().textContent = text
    const cell = row.insertCell(), bar = document.createElement("span")
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

// A long sum is one row that scrolls, between what it is about and its result, until it is unfolded.
function showLines(view) {
  const { lines, note } = view.scene
  const rows = lines.map((pieces) => {
    const row = element("div", "line", ""), isTerm = ({ kind }) => kind === "term" || kind === "here"
    const first = pieces.findIndex(isTerm), last = pieces.findLastIndex(isTerm), long = pieces.filter(isTerm).length > 4
    const put = (name, some) => { const part = element("span", name, ""); part.append(...some.map(pieceOf)); row.append(part); return part }
    if (!long) { put("whole", pieces); return row }
    put("head", pieces.slice(0, first))
    const tape = put("tape", pieces.slice(first, last + 1))
    tape.tabIndex = 0
    tape.setAttribute("aria-label", "terms of the sum")
    tape.setAttribute("role", "group")
    put("tail", pieces.slice(last + 1))
    return row
  })
  view.note.textContent = note
  view.lines.replaceChildren(...rows)
  view.lines.scrollTop = 0
  fold(view)
}

function pieceOf({ text, kind, under }) {
  const span = element("span", `${kind}${under ? " under" : ""}`, text)
  if (under) span.append(element("small", "", under))
  return span
}

function fold(view) {
  view.lines.classList.toggle("unfolded", Boolean(view.unfolded))
  const tapes = [...view.lines.querySelectorAll(".tape")]
  const hidden = view.unfolded || tapes.some((tape) => tape.scrollWidth > tape.clientWidth + 1)
  view.more.hidden = !hidden
  view.more.textContent = view.unfolded ? "Fold the sums" : "Unfold the sums"
  view.more.setAttribute("aria-expanded", String(Boolean(view.unfolded)))
  for (const tape of tapes) {
    tape.classList.toggle("cut", !view.unfolded && tape.scrollWidth > tape.clientWidth + 1)
    const here = tape.querySelector(".here")
    if (here) tape.scrollLeft = here.offsetLeft - tape.offsetLeft - tape.clientWidth / 2
  }
}

function receive(view, { meta, arrays }) {
  const moved = view.scene?.at !== meta.at
  view.scene = meta
  view.thumbs = arrays.thumbs
  if (meta.seq >= view.asked) { view.asked = 0; clearTimeout(view.timer) }
  if (!view.asked && !view.pending) { view.wanted = null; view.chosen = null }
  if (moved) view.pointed = null
  view.name.textContent = meta.title
  view.words.textContent = meta.words
  buildRail(view)
  buildPanels(view, arrays)
  showRail(view)
  showBatch(view)
  showLines(view)
  show(view)
  if (view.pointed && !view.panels.some((one) => one.name === view.pointed.panel)) view.pointed = null
  point(view, view.pointed)
  if (view.follow) { view.rail.querySelector(".now")?.focus(); view.follow = false }
  pump(view)
}

export default function ({ data, parentElement, setStateValue }) {
  const known = views.get(parentElement), view = known ?? mount(parentElement)
  if (!known) views.set(parentElement, view)
  view.setStateValue = setStateValue
  themeOf(view)
  receive(view, unpack(data))
  return () => { halt(view); cancelAnimationFrame(view.frame); clearTimeout(view.timer); view.watcher.disconnect(); views.delete(parentElement) }
}
