// The linked view: state of one mounted view, its controls, and what it tells the server.
// Pointing, pinning, stepping, playing, scrubbing and zooming happen here alone; the server hears
// of the cell once it rests, and of an edited value, whose result NumPy computes.

const SPEEDS = [0.5, 1, 2, 4, 8, 16, 64]
const CELLS_PER_SECOND = 2   // at speed 1
const REST = 350             // ms without a move before the server hears of the cell
const GLIDE = 130            // ms the window takes to its next cell
const SPOKEN_EVERY = 1000    // ms between two announcements while it plays
const LARGEST_CELL = 72
const UNANSWERED = 15000     // ms after which an edit is no longer waited for

const views = new WeakMap()

function sceneOf({ meta, arrays }) {
  if (meta.grids) return planeScene(meta, arrays.image)
  if (meta.answer) return answerScene(meta, arrays)
  const [channels, rows, columns] = arrays.image.shape
  const [filters, depth, kernelRows, kernelColumns] = arrays.weights.shape
  const [, outputRows, outputColumns] = arrays.maps.shape
  return {
    ...meta, channels, rows, columns, filters, depth, kernelRows, kernelColumns, outputRows, outputColumns,
    input: arrays.image.values, weights: arrays.weights.values, output: arrays.maps.values,
    counts: arrays.counts?.values, magnitude: arrays.magnitude?.values, direction: arrays.direction?.values,
    sums: arrays.sums?.values,
  }
}

function mount(parent) {
  const root = parent.querySelector(".linked-view")
  const find = (name) => root.querySelector(name)
  const view = {
    root, stage: find(".stage"), canvas: find("canvas"), editor: find(".editor"), bubble: find(".said"), status: find(".formula"),
    back: find(".back"), play: find(".play"), forward: find(".forward"), scrub: find(".scrub"), place: find(".place"),
    speedButton: find(".speed"), pin: find(".pin"), out: find(".out"), fit: find(".fit"), in: find(".in"), full: find(".full"),
    context: find("canvas").getContext("2d"), base: document.createElement("canvas"),
    cell: null, glide: null, focus: null, hover: null, pinned: false, playing: false, speed: 1, zoom: 1,
    textures: {}, stale: true, asked: 0, sent: 0, spokenAt: 0, edits: [], told: "", served: 0, slidAt: -Infinity,
    still: matchMedia("(prefers-reduced-motion: reduce)"),
  }
  listen(view)
  followSliders(view)
  new ResizeObserver(() => { view.stale = true; ask(view) }).observe(view.stage)
  closeMenuOnPhone()
  return view
}

// ---- what is chosen -------------------------------------------------------------------------

function cellCount(scene) { return scene.outputRows * scene.outputColumns }
function cellNumber(scene, { r, c }) { return r * scene.outputColumns + c }

function choose(view, cell, { rest = true } = {}) {
  const { scene } = view
  const f = Math.min(Math.max(cell.f ?? view.cell.f, 0), scene.filters - 1)
  const r = Math.min(Math.max(cell.r, 0), scene.outputRows - 1), c = Math.min(Math.max(cell.c, 0), scene.outputColumns - 1)
  // `d`: which of the maps that are made of others; undefined for a map of a kernel.
  view.cell = { f, r, c, d: "d" in cell ? cell.d : view.cell.d }
  view.hover = null
  keepInSight(view)
  if (rest) restSoon(view)
  glideOn(view)
  ask(view)
}

// Only a move by key, button or play may shift a zoomed picture: under a pointer it would run away.
function keepInSight(view) {
  if (view.pointing || (view.plan && !isPart(view.plan, view.zoom))) return
  view.focus = { r: view.cell.r, c: view.cell.c }
  view.stale = true
}

function glideOn(view) {
  const { cell } = view, from = view.glide ?? cell
  const quick = view.still.matches || view.pointing || (view.playing && view.speed > 2)
  const far = Math.abs(from.r - cell.r) + Math.abs(from.c - cell.c) > 3
  view.travel = quick || far ? null : { from: { r: from.r, c: from.c }, start: performance.now() }
  if (!view.travel) view.glide = { r: cell.r, c: cell.c }
}

function chosenIn({ box: { kind, index }, row, column }) {
  return kind === "derived" ? { r: row, c: column, d: index } : { f: index, r: row, c: column, d: undefined }
}

function stepMap(view, by) {
  const { scene, cell } = view, now = cell.d === undefined ? cell.f : scene.filters + cell.d
  const next = Math.min(Math.max(now + by, 0), mapCount(scene) - 1)
  choose(view, next < scene.filters ? { ...cell, f: next, d: undefined } : { ...cell, d: next - scene.filters })
}

function step(view, by) {
  const { scene, cell } = view, count = cellCount(scene), k = (cellNumber(scene, cell) + by + count) % count
  view.pointing = false
  choose(view, { r: Math.floor(k / scene.outputColumns), c: k % scene.outputColumns }, { rest: !view.playing })
}

function setPinned(view, pinned) {
  view.pinned = pinned
  restSoon(view)
  ask(view)
}

function restSoon(view) {
  clearTimeout(view.restTimer)
  view.restTimer = setTimeout(() => tellCell(view), REST)
}

function tellCell(view) {
  const { f, r, c } = view.cell, told = [f, r, c, view.pinned].join()
  if (told === view.told) return
  view.told = told
  view.setStateValue("cell", { filter: f, row: r, column: c, pinned: view.pinned })
}

// ---- play -----------------------------------------------------------------------------------

function play(view) {
  if (view.scene.grids) return
  view.playing = true
  view.hover = null
  view.pointing = false
  view.pinned = false
  view.due = performance.now() + 1000 / (CELLS_PER_SECOND * view.speed)
  ask(view)
}

// A picture that plays by itself waits while it is pointed at; a click stops it for good.
function hold(view) {
  if (!view.auto || !view.playing) return
  view.playing = false
  view.held = true
  view.said = ""
}

function resume(view) {
  if (view.held) play(view)
  view.held = false
}

function pause(view) {
  view.playing = false
  view.said = ""  // the cell it stops at is spoken, even if play was quiet there
  restSoon(view)
  ask(view)
}

function advance(view, now) {
  const interval = 1000 / (CELLS_PER_SECOND * view.speed)
  if (now < view.due) return
  const steps = Math.min(1 + Math.floor((now - view.due) / interval), 64)
  view.due += steps * interval
  step(view, steps)
}

function setSpeed(view, by) {
  const k = SPEEDS.indexOf(view.speed) + by
  view.speed = SPEEDS[by > 0 && k === SPEEDS.length ? 0 : Math.min(Math.max(k, 0), SPEEDS.length - 1)]
  ask(view)
}

// ---- zoom -----------------------------------------------------------------------------------

// The grid that zooming is measured by.
function chosenBox(view) { return view.plan.boxes.find((box) => selects(box) && !box.whole) }

function largestZoom(view) {
  return Math.max(1, LARGEST_CELL / chosenBox(view).base)
}

function setZoom(view, zoom, around) {
  view.zoom = Math.min(Math.max(zoom, 1), largestZoom(view))
  view.focus = around ?? { r: view.cell.r, c: view.cell.c }
  view.stale = true
  ask(view)
}

// A click or drag in the whole picture moves the magnified part there.
function lookAt(view, { row, column }) {
  view.focus = { r: row, c: column }
  view.stale = true
  ask(view)
}

function followWhole(view, hit) {
  if (!hit?.box.whole) return
  point(view, hit)
  lookAt(view, hit)
}

function panBy(view, dx, dy) {
  const box = chosenBox(view)
  const bound = (value, limit) => Math.min(Math.max(value, 0), limit)
  view.focus = {
    r: bound(view.focus.r - dy / box.cell, view.scene.outputRows - 1),
    c: bound(view.focus.c - dx / box.cell, view.scene.outputColumns - 1),
  }
  view.stale = true
  ask(view)
}

// ---- editing --------------------------------------------------------------------------------

function editable(view, hit) {
  if (!hit) return null
  const { scene } = view
  if (hit.box.kind === "kernel" && scene.editable.includes("weights") && reads(scene, view.cell.f, hit.box.index))
    return { target: "weight", index: [view.cell.f, hit.box.index, hit.row, hit.column], box: hit.box, row: hit.row, column: hit.column }
  if (hit.box.kind === "plane") return editablePlane(scene, hit)
  const row = hit.row - scene.padding[0][0], column = hit.column - scene.padding[1][0]
  const inside = row >= 0 && column >= 0 && row < scene.rows && column < scene.columns
  if (hit.box.kind === "input" && inside && scene.editable.includes("pixels"))
    return { target: "pixel", index: [hit.box.index, row, column], box: hit.box, row: hit.row, column: hit.column }
  return null
}

// How much of a sent whole number is 1 on screen.
function unitOf(scene) { return scene.grids ? 255 / scene.scale : 10 ** scene.inputPlaces }

// In a picture without a kernel, a number is changed where it can be read: in a grid of one plane.
function editablePlane(scene, { box, row, column }) {
  const { planes } = scene.grids[box.index]
  if (!scene.editable.includes("pixels") || planes.length > 1 || box.whole) return null
  return { target: "pixel", index: [planes[0], row, column], box, row, column }
}

function valueOf(view, spot) {
  const { scene } = view
  if (spot.target === "pixel") {
    const [channel, row, column] = spot.index
    return scene.input[(channel * scene.rows + row) * scene.columns + column] / unitOf(scene)
  }
  return scene.weights[weightIndex(scene, ...spot.index)] / scene.divisors[spot.index[0]]
}

function openEditor(view, spot, text) {
  const rect = cellRect(spot.box, spot.row, spot.column), { editor } = view
  const width = Math.max(rect.w, 72), height = Math.max(rect.h, 32)
  Object.assign(editor.style, {
    left: `${Math.max(0, Math.min(rect.x + (rect.w - width) / 2, view.plan.width - width))}px`,
    top: `${rect.y + (rect.h - height) / 2}px`, width: `${width}px`, height: `${height}px`,
  })
  editor.hidden = false
  editor.value = text ?? String(Math.round(valueOf(view, spot) * 1e4) / 1e4)
  editor.setAttribute("aria-label", `${spot.target} at row ${spot.index.at(-2)}, column ${spot.index.at(-1)}`)
  editor.focus()
  if (text === undefined) editor.select()
  view.editing = spot
}

function closeEditor(view, keep) {
  const spot = view.editing
  if (!spot) return
  view.editing = null
  view.editor.hidden = true
  if (keep && view.editor.value.trim() !== "") sendEdit(view, spot, view.editor.value.trim(), false)
}

// One edit is under way at a time and what is typed meanwhile waits for its turn; of a drag that
// outruns the answers only the last value is kept.
function sendEdit(view, spot, value, live) {
  const edit = { target: spot.target, indices: spot.stroke ?? [spot.index], value, live }, last = view.edits.at(-1)
  view.edited = spot
  if (last?.live && last.target === edit.target && String(last.indices[0]) === String(edit.indices[0])) view.edits.pop()
  view.edits.push(edit)
  pump(view)
}

function pump(view) {
  if (!view.edits.length || (view.asked && performance.now() - view.askedAt < UNANSWERED)) return
  view.asked = ++view.sent
  view.askedAt = performance.now()
  view.setStateValue("edit", { ...view.edits.shift(), seq: view.sent })
  clearTimeout(view.pumpTimer)
  view.pumpTimer = setTimeout(() => { view.asked = 0; pump(view) }, UNANSWERED)
}

function dragStep(view, spot) {
  if (spot.target !== "pixel") return 1
  const { scene } = view
  if (scene.grids) return 3 / unitOf(scene)
  return Math.round(Math.max(1, scene.white / unitOf(scene) / 100))
}

// ---- pointer --------------------------------------------------------------------------------

function at(view, event) {
  const bounds = view.canvas.getBoundingClientRect()
  return cellUnder(view.plan, event.clientX - bounds.left, event.clientY - bounds.top)
}

function point(view, hit) {
  view.pointing = true
  const same = hit && view.scene.answer === "function" && hit.box.kind === "input"  // its cells are the map's
  if (hit && (selects(hit.box) || same)) return choose(view, chosenIn(hit), { rest: false })
  view.hover = view.scene.answer && hit?.box.kind === "kernel" ? null : hit
  ask(view)
}

function onDown(view, event) {
  if (event.button > 0) return
  const hit = at(view, event)
  view.press = { hit, x: event.clientX, y: event.clientY, spot: editable(view, hit), moved: false, focus: view.focus }
  view.stage.focus({ preventScroll: true })
  if (event.pointerType === "mouse" || view.press.spot || isPart(view.plan, view.zoom)) view.stage.setPointerCapture(event.pointerId)
  if (view.playing) pause(view)
  view.auto = view.held = false
  if (view.press.spot?.target === "weight" && view.scene.brush) {
    view.press.stroke = []
    drawOn(view, view.press, hit)
  }
  if (hit && selects(hit.box)) view.pinned = false
  if (hit) point(view, hit)
  if (hit?.box.whole) lookAt(view, hit)
}

function onMove(view, event) {
  const { press } = view
  if (!press) {
    if (event.pointerType !== "touch") hold(view)
    if (view.pinned || view.playing || event.pointerType === "touch") return
    return point(view, at(view, event))
  }
  const dx = event.clientX - press.x, dy = event.clientY - press.y
  if (!press.moved && Math.hypot(dx, dy) < 4) return
  press.moved = true
  if (press.stroke) return drawOn(view, press, at(view, event))
  if (press.spot) return dragValue(view, press, dy)
  if (press.hit?.box.whole) return followWhole(view, at(view, event))
  if (isPart(view.plan, view.zoom)) {
    panBy(view, event.clientX - (press.lastX ?? press.x), event.clientY - (press.lastY ?? press.y))
    press.lastX = event.clientX
    press.lastY = event.clientY
  } else if (at(view, event)) point(view, at(view, event))
}

function dragValue(view, press, dy) {
  press.from ??= valueOf(view, press.spot)
  const dragged = press.from - Math.round(dy / 8) * dragStep(view, press.spot)
  const largest = view.scene.grids ? view.scene.scale : 255
  const value = press.spot.target === "pixel" ? Math.min(Math.max(dragged, 0), largest) : Math.min(Math.max(dragged, -1000), 1000)
  if (value === press.value) return
  press.value = value
  sendEdit(view, press.spot, String(Math.round(value * 1e4) / 1e4), true)
}

// With a brush in hand, every weight the pointer crosses gets the brush's value.
function drawOn(view, press, hit) {
  const spot = editable(view, hit)
  if (spot?.target !== "weight" || press.stroke.some((index) => String(index) === String(spot.index))) return
  press.stroke.push(spot.index)
  sendEdit(view, { ...spot, stroke: press.stroke }, view.scene.brush, true)
}

function onUp(view) {
  const { press } = view
  view.press = null
  if (!press) return
  if (press.stroke) return sendEdit(view, { ...press.spot, stroke: press.stroke }, view.scene.brush, false)
  if (press.value !== undefined) return sendEdit(view, press.spot, String(Math.round(press.value * 1e4) / 1e4), false)
  if (press.moved || !press.hit || !selects(press.hit.box)) return
  setPinned(view, true)
}

function onLeave(view) {
  if (view.press) return
  view.pointing = false
  view.hover = null
  resume(view)
  ask(view)
}

// ---- keys -----------------------------------------------------------------------------------

function onKey(view, event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target !== view.stage) return
  const { scene, cell } = view
  view.auto = view.held = false
  const move = (r, c) => { view.pointing = false; if (view.playing) pause(view); choose(view, { r, c }) }
  const actions = {
    ArrowLeft: () => move(cell.r, cell.c - 1), ArrowRight: () => move(cell.r, cell.c + 1),
    ArrowUp: () => move(cell.r - 1, cell.c), ArrowDown: () => move(cell.r + 1, cell.c),
    Home: () => move(0, 0), End: () => move(scene.outputRows - 1, scene.outputColumns - 1),
    PageUp: () => stepMap(view, -1), PageDown: () => stepMap(view, 1),
    " ": () => (view.playing ? pause(view) : play(view)),
    Enter: () => setPinned(view, true), Escape: () => { if (view.playing) pause(view); closeSaid(view); setPinned(view, false) },
    "[": () => setSpeed(view, -1), "]": () => view.speed < SPEEDS.at(-1) && setSpeed(view, 1),
    "+": () => setZoom(view, view.zoom * 1.5), "=": () => setZoom(view, view.zoom * 1.5),
    "-": () => setZoom(view, view.zoom / 1.5), 0: () => setZoom(view, 1),
    f: () => toggleFull(view), w: () => editByKey(view, "kernel"), p: () => editByKey(view, "input"),
  }
  const action = actions[event.key]
  if (!action) return
  event.preventDefault()
  action()
}

// `w` edits the window's first weight, `p` the first pixel under it; Tab goes on to the next.
function editByKey(view, kind) {
  const inWindow = kind === "input"
  const box = view.plan.boxes.find((candidate) => candidate.kind === kind
    || (inWindow && candidate.kind === "plane" && editablePlane(view.scene, { box: candidate })))
  if (!box) return
  const row = inWindow ? Math.max(view.cell.r * view.scene.stride[0], view.scene.padding[0][0]) : 0
  const column = inWindow ? Math.max(view.cell.c * view.scene.stride[1], view.scene.padding[1][0]) : 0
  const spot = editable(view, { box, row, column })
  if (spot && isInSight(spot.box, spot.row, spot.column)) openEditor(view, spot)
}

function onEditorKey(view, event) {
  event.stopPropagation()
  if (event.key === "Enter") { closeEditor(view, true); view.stage.focus() }
  if (event.key === "Escape") { closeEditor(view, false); view.stage.focus() }
  if (event.key !== "Tab") return
  const { box, row, column } = view.editing, by = event.shiftKey ? -1 : 1
  const k = row * box.columns + column + by
  closeEditor(view, true)
  const next = k >= 0 && k < box.rows * box.columns
    ? editable(view, { box, row: Math.floor(k / box.columns), column: k % box.columns }) : null
  event.preventDefault()
  if (next && isInSight(box, next.row, next.column)) openEditor(view, next)
  else view.stage.focus()
}

function toggleFull(view) {
  if (document.fullscreenElement) document.exitFullscreen()
  else view.root.requestFullscreen?.()
}

function listen(view) {
  const { stage, editor } = view
  const onPicture = ({ target }) => target !== editor && target !== view.bubble
  stage.addEventListener("pointerdown", (event) => { if (onPicture(event)) onDown(view, event) })
  stage.addEventListener("pointermove", (event) => { if (onPicture(event)) onMove(view, event) })
  view.bubble.onclick = () => closeSaid(view)
  stage.addEventListener("pointerup", () => onUp(view))
  stage.addEventListener("pointercancel", () => { view.press = null; onLeave(view) })
  // A finger that is lifted leaves, but what it tapped stays to be read.
  stage.addEventListener("pointerleave", (event) => { if (event.pointerType !== "touch") onLeave(view) })
  stage.addEventListener("dblclick", (event) => {
    const hit = at(view, event), spot = editable(view, hit)
    if (spot) openEditor(view, spot)
    else if (hit && hit.box.kind !== "kernel" && !hit.box.whole) setZoom(view, view.zoom > 1 ? 1 : largestZoom(view) * 0.6, zoomCentre(view, hit))
  })
  stage.addEventListener("wheel", (event) => {
    if (!event.ctrlKey && !event.metaKey) return
    event.preventDefault()
    const hit = at(view, event)
    setZoom(view, view.zoom * Math.exp(-event.deltaY / 200), hit ? zoomCentre(view, hit) : undefined)
  }, { passive: false })
  stage.addEventListener("keydown", (event) => onKey(view, event))
  editor.addEventListener("keydown", (event) => onEditorKey(view, event))
  editor.addEventListener("blur", () => closeEditor(view, true))
  view.back.onclick = () => { if (view.playing) pause(view); step(view, -1) }
  view.forward.onclick = () => { if (view.playing) pause(view); step(view, 1) }
  view.play.onclick = () => (view.playing ? pause(view) : play(view))
  view.speedButton.onclick = (event) => setSpeed(view, event.shiftKey ? -1 : 1)
  view.pin.onclick = () => setPinned(view, !view.pinned)
  view.in.onclick = () => setZoom(view, view.zoom * 1.5)
  view.out.onclick = () => setZoom(view, view.zoom / 1.5)
  view.fit.onclick = () => setZoom(view, 1)
  view.full.onclick = () => toggleFull(view)
  view.full.hidden = !(document.fullscreenEnabled && view.root.requestFullscreen)  // not on every phone
  view.scrub.oninput = () => {
    if (view.playing) pause(view)
    const k = Number(view.scrub.value)
    view.pointing = false
    choose(view, { r: Math.floor(k / view.scene.outputColumns), c: k % view.scene.outputColumns })
  }
  for (const button of view.root.querySelectorAll("button")) button.addEventListener("keydown", (event) => event.stopPropagation())
}

function zoomCentre(view, { box, row, column }) {
  if (selects(box)) return { r: row, c: column }
  const { stride, kernelRows, kernelColumns } = view.scene
  return { r: (row - (kernelRows - 1) / 2) / stride[0], c: (column - (kernelColumns - 1) / 2) / stride[1] }
}

// ---- drawing and speaking -------------------------------------------------------------------

function ask(view) {
  if (view.frame) return
  view.frame = requestAnimationFrame((now) => { view.frame = 0; draw(view, now) })
}

function travelTo(view, now) {
  if (!view.travel) return
  const t = Math.min((now - view.travel.start) / GLIDE, 1), ease = t * (2 - t), { from } = view.travel
  view.glide = { r: from.r + (view.cell.r - from.r) * ease, c: from.c + (view.cell.c - from.c) * ease }
  if (t === 1) view.travel = null
}

function draw(view, now) {
  if (!view.scene || !view.root.isConnected) return
  if (view.playing) advance(view, now)
  travelTo(view, now)
  if (view.stale) drawBase(view)
  const { context, ratio } = view
  context.setTransform(1, 0, 0, 1, 0, 0)
  context.clearRect(0, 0, view.canvas.width, view.canvas.height)
  context.drawImage(view.base, 0, 0)
  context.setTransform(ratio, 0, 0, ratio, 0, 0)
  paintOver(context, view)
  showState(view)
  showSaid(view)
  speak(view, now)
  announceCell(view.scene, view.cell)
  if (view.playing || view.travel) ask(view)
}

function drawBase(view) {
  const width = view.stage.clientWidth
  if (!width) return
  const full = document.fullscreenElement || view.root.getRootNode().fullscreenElement
  const height = full ? innerHeight - 260 : roomOf(view.scene)
  view.colours = readColours(view.root)
  view.ratio = Math.min(devicePixelRatio || 1, 3)
  view.plan = layOut(view.scene, width, height, view.zoom, view.focus)
  view.zoom ??= chosenBox(view).opening ?? 1
  for (const canvas of [view.canvas, view.base]) {
    canvas.width = Math.round(width * view.ratio)
    canvas.height = Math.round(view.plan.height * view.ratio)
  }
  view.canvas.style.height = `${view.plan.height}px`
  const context = view.base.getContext("2d")
  context.setTransform(view.ratio, 0, 0, view.ratio, 0, 0)
  paintBase(context, view)
  view.stale = false
}

// What became of the last edit stands beside it, over the picture: it moves nothing.
function showSaid(view) {
  const { bubble, scene, plan, edited } = view
  bubble.hidden = !scene.said || view.closed === scene.seq
  if (bubble.hidden) return
  if (bubble.textContent !== scene.said) bubble.textContent = scene.said
  const box = plan.boxes.find(({ kind, index }) => kind === edited?.box.kind && index === edited.box.index) ?? plan.boxes[0]
  const cell = cellRect(box, edited?.row ?? 0, edited?.column ?? 0), below = cell.y + cell.h + 8
  const fits = below + bubble.offsetHeight <= plan.height
  bubble.style.left = `${Math.max(0, Math.min(cell.x, plan.width - bubble.offsetWidth))}px`
  bubble.style.top = `${fits ? below : Math.max(0, cell.y - bubble.offsetHeight - 8)}px`
}

function closeSaid(view) {
  view.closed = view.scene.seq
  ask(view)
}

// The canvas's share of the window's height: less where curves stand below it, more for two rows of maps.
function roomOf(scene) {
  const { share = isSteep(scene) ? 0.52 : 0.42 } = scene
  return Math.min(Math.max(innerHeight * share, Math.round(share * 595)), 620)
}

function showState(view) {
  const { scene, cell } = view, count = cellCount(scene), k = cellNumber(scene, cell)
  const put = (element, key, value) => { if (element[key] !== value) element[key] = value }
  put(view.scrub, "max", String(count - 1)); put(view.scrub, "value", String(k))
  view.scrub.style.setProperty("--done", `${count > 1 ? (100 * k) / (count - 1) : 100}%`)
  put(view.place, "textContent", `${scene.grids ? "pixel" : "cell"} ${(k + 1).toLocaleString("en")} of ${count.toLocaleString("en")}`)
  put(view.speedButton, "textContent", `${view.speed}×`)
  view.speedButton.setAttribute("aria-label", `Speed ${view.speed} times`)
  put(view.play.querySelector(".symbol"), "textContent", view.playing ? "❚❚" : "▶")
  put(view.play.querySelector(".word"), "textContent", view.playing ? "Pause" : "Play")
  view.pin.setAttribute("aria-pressed", String(view.pinned))
  put(view.pin, "textContent", view.pinned ? "Pinned" : "Pin")
  // A magnified part is always zoomed: its page must still scroll under a finger.
  view.stage.classList.toggle("zoomed", isPart(view.plan, view.zoom) && !scene.lens)
  view.play.hidden = view.speedButton.hidden = Boolean(scene.grids)
  view.out.disabled = view.fit.disabled = view.zoom <= 1
}

function sentence(view) {
  const { scene, hover } = view
  if (scene.grids) return aboutPixel(view)
  if (hover?.box.kind === "input") return aboutInput(scene, hover)
  if (hover?.box.kind === "kernel" && !reads(scene, view.cell.f, hover.box.index))
    return [{ text: `${nameOf(scene, view.cell.f)} does not read ${scene.planes[hover.box.index]}.` }]
  if (hover?.box.kind === "kernel") {
    const n = scene.weights[weightIndex(scene, view.cell.f, hover.box.index, hover.row, hover.column)]
    const shared = decimalPlaces(scene.divisors[view.cell.f]) < 0 ? ` (over ${scene.divisors[view.cell.f]})` : ""
    return [{ text: `weight at row ${hover.row}, column ${hover.column}: ` }, { text: weightText(scene, n, view.cell.f), kind: "weight" },
      { text: `${shared}. It multiplies one input value for each of the ${cellCount(scene).toLocaleString("en")} cells of the map.` }]
  }
  const { f, r, c, d } = view.cell
  if (scene.answer) return [{ text: `row ${r}, column ${c}: `, kind: "where" }, ...answerFormula(scene, view.cell, isHidden(scene, f, r, c))]
  if (d !== undefined) return aboutGradient(scene, view.cell)
  const map = scene.filters > 1 ? `${nameOf(scene, f)}, ` : "", line = scene.channels > 1 && scene.depth > 1 && kernelsShown(scene) ? "\n" : ""
  return [{ text: `${map}row ${r}, column ${c}: ${line}`, kind: "where" }, ...formula(scene, view.cell, isHidden(scene, f, r, c))]
}

function nameOf(scene, f) { return scene.mapNames?.[f] ?? scene.outputTitles[f].split(" · ")[0] }

function aboutInput(scene, { box, row, column }) {
  const y = row - scene.padding[0][0], x = column - scene.padding[1][0]
  const { value, padding } = inputAt(scene, box.index, y, x), { rows, columns } = readersOf(scene, y, x)
  const count = rows.size * columns.size, total = cellCount(scene)
  const what = padding ? "padding" : "pixel"
  const plane = scene.channels > 1 ? `${scene.planes[box.index]}, ` : ""
  const part = count === 0 ? "no window reads it" : `it takes part in ${count.toLocaleString("en")} of the ${total.toLocaleString("en")} windows`
  return [{ text: `${plane}${what} at row ${signed(String(y))}, column ${signed(String(x))}: ` }, { text: inputText(scene, value), kind: "value" }, { text: `; ${part}${scene.answer && count ? winsOf(scene, y, x, { rows, columns }) : ""}.` }]
}

function speak(view, now) {
  const pieces = sentence(view), text = pieces.map((piece) => piece.text).join("")
  if (text === view.said) return
  // A live region that changes with every cell drowns its listener; while it plays it is quiet
  // but for one cell a second.
  const quiet = view.playing && now - view.spokenAt < SPOKEN_EVERY
  view.status.setAttribute("aria-live", quiet ? "off" : "polite")
  if (!quiet) view.spokenAt = now
  view.said = text
  view.status.replaceChildren(...pieces.map(({ text: words, kind }) => {
    const span = document.createElement("span")
    span.textContent = words
    if (kind) span.className = kind
    return span
  }))
  view.status.scrollTop = view.status.scrollHeight   // of a long sum, the result stays in sight
}

// ---- new data -------------------------------------------------------------------------------

function show(view, scene) {
  const first = !view.scene
  // The server's cell counts when a link, a preset or Back brought it; its echo of a cell told
  // from here would be older than the reader's next step.
  const moved = first || scene.arrival !== view.scene.arrival
  const resized = first || scene.rows !== view.scene.rows || scene.columns !== view.scene.columns
  view.scene = scene
  view.textures = {}
  view.stale = true
  if (scene.seq >= view.asked) { view.asked = 0; clearTimeout(view.pumpTimer) }
  const [f, r, c] = moved ? scene.start : [view.cell.f, view.cell.r, view.cell.c]
  const bound = (value, limit) => Math.min(Math.max(value, 0), limit - 1)
  view.cell = { f: bound(f, scene.filters), r: bound(r, scene.outputRows), c: bound(c, scene.outputColumns), d: isSteep(scene) ? (moved || first ? 0 : view.cell.d ?? 0) : undefined }
  view.glide = { r: view.cell.r, c: view.cell.c }
  view.travel = null
  if (moved || resized) view.focus = { ...view.glide }
  if (scene.grids && (moved || resized)) view.zoom = null
  if (moved) view.pinned = scene.pinned
  view.told = [view.cell.f, view.cell.r, view.cell.c, view.pinned].join()
  if (view.press) view.press.spot = view.press.spot && { ...view.press.spot }
  view.hover = null
  view.stage.setAttribute("aria-label", scene.label)
  view.root.classList.toggle("brief", scene.answer === "function")
  view.status.classList.toggle("deep", scene.channels > 1 && Boolean(scene.weights))
  if (first) view.speed = scene.speed
  if (first && scene.autoplay && !view.still.matches) { view.auto = true; play(view) }
  pump(view)
  ask(view)
}

export default function ({ data, parentElement, setStateValue }) {
  const known = views.get(parentElement), view = known ?? mount(parentElement)
  if (!known) views.set(parentElement, view)
  view.setStateValue = setStateValue
  themeOf(view)
  receive(view, sceneOf(unpack(data)))
  return () => { cancelAnimationFrame(view.frame); clearTimeout(view.restTimer); clearTimeout(view.pumpTimer); clearTimeout(view.heldTimer); view.sliders.disconnect(); views.delete(parentElement) }
}
