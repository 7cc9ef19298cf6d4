// @ts-check
// What keys and buttons do.

import { isAlone } from "../shared/class_link.js"
import { project } from "../shared/projector.js"
import { listenToPointer } from "../shared/touch.js"
import { isInSight } from "./boxes.js"
import { choose, setPinned, step, stepMap } from "./choice.js"
import { closeEditor, editable, editablePlane, openEditor, paints, sendEdit } from "./edits.js"
import { closeSaid } from "./frame.js"
import { changeSpeed, pause, play, setSpeed } from "./playback.js"
import { at, grips, letGo, onCancel, onDown, onLeave, onMove, onUp, pinch } from "./pointer.js"
import {
  changeWalkSpeed,
  closeWalk,
  playWalk,
  scrubWalk,
  setWalkSpeed,
  stepWalk,
  toggleWalk,
} from "./walk.js"
import { largestZoom, setZoom, zoomCentre, zoomsByItself } from "./zoom.js"

function onKey(view, event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target !== view.stage) return
  const { scene, cell } = view
  view.auto = view.held = false
  const move = (r, c) => {
    view.pointing = false
    if (view.playing) pause(view)
    choose(view, { r, c })
  }
  const actions = {
    ArrowLeft: () => move(cell.r, cell.c - 1),
    ArrowRight: () => move(cell.r, cell.c + 1),
    ArrowUp: () => move(cell.r - 1, cell.c),
    ArrowDown: () => move(cell.r + 1, cell.c),
    Home: () => move(0, 0),
    End: () => move(scene.outputRows - 1, scene.outputColumns - 1),
    PageUp: () => stepMap(view, -1),
    PageDown: () => stepMap(view, 1),
    " ": () => playOrPause(view),
    ".": () => stepWalk(view, 1),
    ",": () => stepWalk(view, -1),
    Enter: () => setPinned(view, true),
    Escape: () => {
      if (view.walk) return closeWalk(view)
      if (view.playing) pause(view)
      closeSaid(view)
      letGo(view)
      setPinned(view, false)
    },
    "[": () => slower(view),
    "]": () => faster(view),
    "+": () => setZoom(view, view.zoom * 1.5),
    "=": () => setZoom(view, view.zoom * 1.5),
    "-": () => setZoom(view, view.zoom / 1.5),
    0: () => setZoom(view, 1),
    f: () => project(view),
    w: () => editByKey(view, "kernel"),
    p: () => editByKey(view, "input"),
  }
  const action = actions[event.key]
  if (!action) return
  event.preventDefault()
  action()
}

// `w` edits the window's first weight, `p` the first pixel under it; Tab goes on to the next.
function editByKey(view, kind) {
  const inWindow = kind === "input"
  const box = view.plan.boxes.find(
    (candidate) =>
      candidate.kind === kind ||
      (inWindow &&
        candidate.kind === "plane" &&
        editablePlane(view.scene, { box: candidate, row: 0, column: 0 })),
  )
  if (!box) return
  const row = inWindow ? Math.max(view.cell.r * view.scene.stride[0], view.scene.padding[0][0]) : 0
  const column = inWindow
    ? Math.max(view.cell.c * view.scene.stride[1], view.scene.padding[1][0])
    : 0
  const spot = editable(view, { box, row, column })
  if (!spot || !isInSight(spot.box, spot.row, spot.column)) return
  if (paints(view.scene, spot)) sendEdit(view, spot, view.scene.brush, false)
  else openEditor(view, spot)
}

function onEditorKey(view, event) {
  event.stopPropagation()
  if (event.key === "Enter") {
    closeEditor(view, true)
    view.stage.focus()
  }
  if (event.key === "Escape") {
    closeEditor(view, false)
    view.stage.focus()
  }
  if (event.key !== "Tab") return
  const { box, row, column } = view.editing
  const by = event.shiftKey ? -1 : 1
  const k = row * box.columns + column + by
  closeEditor(view, true)
  const next =
    k >= 0 && k < box.rows * box.columns
      ? editable(view, { box, row: Math.floor(k / box.columns), column: k % box.columns })
      : null
  event.preventDefault()
  if (next && isInSight(box, next.row, next.column)) openEditor(view, next)
  else view.stage.focus()
}

export function listen(view) {
  const { stage, editor } = view
  const onPicture = ({ target }) => target !== editor && target !== view.bubble
  listenToPointer(stage, {
    down: (event) => {
      if (onPicture(event)) onDown(view, event)
    },
    move: (event) => {
      if (onPicture(event)) onMove(view, event)
    },
    up: () => onUp(view),
    cancel: () => onCancel(view),
    leave: () => onLeave(view), // a finger never: what it tapped stays to be read
    grips: (event) => onPicture(event) && grips(view, event),
    zooms: () => zoomsByItself(view),
    pinch: (fingers) => pinch(view, fingers),
  })
  view.bubble.onclick = () => closeSaid(view)
  stage.addEventListener("dblclick", (event) => {
    const hit = at(view, event)
    const spot = editable(view, hit)
    if (spot) openEditor(view, spot)
    else if (hit && hit.box.kind !== "kernel" && !hit.box.whole)
      setZoom(view, view.zoom > 1 ? 1 : largestZoom(view) * 0.6, zoomCentre(view, hit))
  })
  stage.addEventListener(
    "wheel",
    (event) => {
      if (!event.ctrlKey && !event.metaKey) return
      event.preventDefault()
      const hit = at(view, event)
      setZoom(
        view,
        view.zoom * Math.exp(-event.deltaY / 200),
        hit ? zoomCentre(view, hit) : undefined,
      )
    },
    { passive: false },
  )
  stage.addEventListener("keydown", (event) => onKey(view, event))
  editor.addEventListener("keydown", (event) => onEditorKey(view, event))
  editor.addEventListener("blur", () => closeEditor(view, true))
  view.back.onclick = () => goOn(view, -1)
  view.forward.onclick = () => goOn(view, 1)
  view.play.onclick = () => playOrPause(view)
  view.speeds.onchange = () => takeSpeed(view, Number(view.speeds.value))
  view.sum.onclick = () => toggleWalk(view)
  view.pin.onclick = () => setPinned(view, !view.pinned)
  view.in.onclick = () => setZoom(view, view.zoom * 1.5)
  view.out.onclick = () => setZoom(view, view.zoom / 1.5)
  view.fit.onclick = () => setZoom(view, 1)
  view.full.onclick = () => project(view)
  view.full.hidden = isAlone() && !document.fullscreenEnabled
  view.scrub.oninput = () => {
    if (view.playing) pause(view)
    const k = Number(view.scrub.value)
    if (view.walk) return scrubWalk(view, k)
    view.pointing = false
    choose(view, { r: Math.floor(k / view.scene.outputColumns), c: k % view.scene.outputColumns })
  }
  for (const control of view.root.querySelectorAll("button, select"))
    control.addEventListener("keydown", (event) => event.stopPropagation())
}

// The bar and the space bar act on the sum while it grows product by product, else on the map.
function playOrPause(view) {
  if (view.walk) playWalk(view)
  else if (view.playing) pause(view)
  else play(view)
}

function goOn(view, by) {
  if (view.walk) return stepWalk(view, by)
  if (view.playing) pause(view)
  step(view, by)
}

function faster(view, by = 1) {
  if (view.walk) changeWalkSpeed(view, by)
  else changeSpeed(view, by)
}

function slower(view) {
  faster(view, -1)
}

function takeSpeed(view, speed) {
  if (view.walk) setWalkSpeed(view, speed)
  else setSpeed(view, speed)
}
