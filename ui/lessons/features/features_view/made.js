// @ts-check
// A picture that grows along the gradient of a unit, with restraints and without, step by step.

import { announce } from "../../../views/shared/announcement.js"
import { fitCanvas } from "../../../views/shared/canvas.js"
import { written } from "../../../views/shared/numbers.js"
import { element, figure, paintPicture, paintWindow, surfaceOfBytes } from "./pictures.js"
import { say } from "./words.js"

const LARGE = 190 // px of a picture
const TICK = 120 // ms from one frame to the next

export function showMade(view) {
  const parts = view.parts?.mode === "made" ? view.parts : buildMade(view)
  view.parts = parts
  const { scene } = view
  if (scene.growing) {
    play(view, false)
    parts.watched = scene.named
    parts.slider.max = `${scene.total}`
    parts.slider.value = `${scene.steps[0]}`
    parts.button.textContent = scene.growing === "grows" ? "■ Stop" : "▶ Go on"
  } else {
    const last = scene.steps.length - 1
    parts.slider.max = `${last}`
    if (parts.named !== scene.named) {
      const calm = matchMedia("(prefers-reduced-motion: reduce)").matches
      const still = calm || parts.watched === scene.named
      parts.named = scene.named
      parts.slider.value = still ? `${last}` : "0"
      play(view, !still)
    }
  }
  parts.slider.disabled = Boolean(scene.growing)
  drawMade(view)
}

function buildMade(view) {
  const parts = { mode: "made", named: "", watched: "", timer: 0 }
  const bar = element("div", "amount")
  parts.button = element("button", "play", "▶ Play")
  parts.button.type = "button"
  parts.button.dataset.key = "play"
  parts.button.onclick = () => {
    const { growing } = view.scene
    if (growing) view.choose({ grow: growing === "grows" ? 0 : 1 })
    else {
      play(view, !parts.timer)
      drawMade(view)
    }
  }
  parts.slider = /** @type {HTMLInputElement} */ (element("input"))
  Object.assign(parts.slider, { type: "range", min: "0", step: "1" })
  parts.slider.setAttribute("aria-label", "Step")
  parts.slider.oninput = () => {
    play(view, false)
    drawMade(view)
  }
  parts.level = element("output")
  bar.append(parts.button, parts.slider, parts.level)
  parts.figures = ["made", "free", "best"].map((name) => figure(name))
  const pictures = element("div", "three")
  pictures.append(...parts.figures.map((one) => one.made))
  parts.key = element("p", "key")
  view.room.replaceChildren(bar, pictures, parts.key)
  return parts
}

function play(view, on) {
  const { parts } = view
  clearInterval(parts?.timer)
  if (!parts) return
  parts.timer = 0
  const last = view.scene.steps.length - 1
  if (on) {
    if (Number(parts.slider.value) >= last) parts.slider.value = "0"
    parts.timer = setInterval(() => {
      if (!view.room.isConnected || view.mode !== "made") return clearInterval(parts.timer)
      parts.slider.value = `${Number(parts.slider.value) + 1}`
      if (Number(parts.slider.value) >= last) play(view, false)
      drawMade(view)
    }, TICK)
  }
  parts.button.textContent = on ? "❚❚ Pause" : "▶ Play"
}

function drawMade(view) {
  const { scene, parts } = view
  const at = scene.growing ? 0 : Number(parts.slider.value)
  const step = scene.steps[at]
  const [restrained, free, best] = parts.figures
  show(restrained, scene.made, at, scene.titles[0], `value ${written(scene.values[0][at], 3)}`)
  show(free, scene.free, at, scene.titles[1], `value ${written(scene.values[1][at], 3)}`)
  showBest(view, best)
  parts.level.textContent = `step ${step} of ${scene.growing ? scene.total : scene.steps.at(-1)}`
  parts.slider.setAttribute("aria-valuetext", parts.level.textContent)
  parts.key.textContent = scene.key
  announce(scene.follow, [step])
  if (scene.growing === "grows" || parts.timer) return view.say(scene.watch)
  const values = scene.values.map((one) => written(one[at], 3))
  view.say(
    say.stepTheUnitHasTheValue(step, values[0], values[1], written(scene.best, 3), scene.words),
  )
}

function showBest({ scene }, { canvas, title, answer }) {
  const { values, shape } = scene.window
  canvas.style.width = `${LARGE}px`
  const context = fitCanvas(canvas, LARGE, LARGE)
  const from = [0, 0, 0, 0]
  const surface = surfaceOfBytes(values, shape)
  paintWindow(context, surface, scene.place, scene.side, { x: 0, y: 0 }, LARGE, from)
  label(canvas, title, answer, scene.titles[2], `value ${written(scene.best, 3)}`)
}

function show({ canvas, title, answer }, { values, shape }, at, name, words) {
  const clamped = Math.min(at, shape[0] - 1)
  const size = shape[1] * shape[2] * shape[3]
  paintPicture(canvas, values.subarray(clamped * size, (clamped + 1) * size), shape.slice(1), LARGE)
  label(canvas, title, answer, name, words)
}

function label(canvas, title, answer, name, words) {
  title.textContent = name
  answer.textContent = words
  canvas.setAttribute("aria-label", `${name}: ${words}`)
}
