// @ts-check
// A picture changed along the signs of the gradient and, beside it, at random: by a slider.

import { announce } from "../../../views/shared/announcement.js"
import { percent } from "../../../views/shared/numbers.js"
import { projectedZoom } from "../../../views/shared/projector.js"
import { element, figure, paintPicture } from "./pictures.js"
import { say } from "./words.js"

const SIDES = [84, 144] // px of a picture, at least and at most
const ON_PROJECTOR = 112 // px of a picture on a projector, before it is enlarged
const BESIDE = 366 // px for the signs between three pictures, and for the table beside them
const RESTS = 250 // ms that the slider rests before the server hears of it
const GREY = 127 // of a change that is none

export function showFooled(view) {
  const { scene } = view
  const parts = view.parts?.mode === "fool" ? view.parts : build(view)
  view.parts = parts
  parts.slider.max = `${scene.levels.length - 1}`
  // What the reader has moved on meanwhile is newer than what the server knew.
  const newer = parts.resting || (parts.moved && scene.seen < view.sent)
  if (!newer) parts.slider.value = `${placeOf(scene)}`
  parts.rows = scene.classes.map((one) => row(one, scene))
  parts.table.replaceChildren(heading(), ...parts.rows.map((one) => one.line))
  draw(view)
}

function placeOf({ levels, level }) {
  return Math.max(levels.indexOf(level), 0)
}

function build(view) {
  const parts = { mode: "fool", moved: false, resting: false }
  const amount = element("label", "amount")
  amount.append(element("span", "", say.howMuchEachPixelMay))
  parts.slider = /** @type {HTMLInputElement} */ (element("input"))
  Object.assign(parts.slider, { type: "range", min: "0", step: "1" })
  parts.slider.dataset.key = "amount"
  parts.level = element("output")
  amount.append(parts.slider, parts.level)
  parts.slider.oninput = () => {
    parts.moved = parts.resting = true
    draw(view)
    clearTimeout(view.resting)
    view.resting = setTimeout(() => {
      parts.resting = false
      view.choose({ amount: view.scene.levels[Number(parts.slider.value)] })
    }, RESTS)
  }
  const names = ["image", "change", "fooled", "coins", "noisy"]
  parts.figures = Object.fromEntries(names.map((name) => [name, figure(name)]))
  const made = names.map((name) => parts.figures[name].made)
  const pictures = element("div", "pictures")
  pictures.append(made[0], sign("+"), made[1], sign("="), made[2])
  pictures.append(sign("+", "second"), made[3], sign("=", "second"), made[4])
  parts.table = element("div", "classes")
  parts.table.setAttribute("role", "table")
  const body = element("div", "body")
  body.append(pictures, parts.table)
  const key = say.inTheseChangesWhiteMeans
  view.room.replaceChildren(amount, body, element("p", "key", key))
  new ResizeObserver(() => {
    if (view.parts === parts && parts.side !== sideOf(view.room)) draw(view)
  }).observe(body)
  return parts
}

// Three pictures and the table share a row where there is room for it.
function sideOf({ clientWidth }) {
  const [least, most] = SIDES
  const side = Math.floor((clientWidth - BESIDE) / 3)
  return Math.min(side < least ? most : side, projectedZoom() ? ON_PROJECTOR : most)
}

function sign(text, name = "") {
  return element("span", `sign ${name}`, text)
}

function heading() {
  const line = element("div", "line head")
  const words = ["probability", "image", "changed", "random"]
  line.setAttribute("role", "row")
  const cells = words.map((text, k) => element("span", k ? HUES[k - 1] : "", text))
  for (const cell of cells) cell.setAttribute("role", "columnheader")
  line.append(...cells)
  return line
}

const HUES = ["before", "signs", "chance"]

function row({ number, name }, { label }) {
  const line = element("div", "line")
  line.setAttribute("role", "row")
  const head = element("span", "name", number === label ? `${name} (label)` : name)
  head.setAttribute("role", "rowheader")
  const cells = HUES.map((hue) => element("span", `share ${hue}`))
  for (const cell of cells) cell.setAttribute("role", "cell")
  line.append(head, ...cells)
  return { line, cells }
}

function draw(view) {
  const { scene, parts } = view
  const side = sideOf(view.room)
  parts.side = side
  const at = Number(parts.slider.value)
  const level = scene.levels[at]
  const shape = scene.image.shape
  const size = scene.image.values.length
  const factor = level ? GREY / level : 0
  const frameOf = ({ values }) => values.subarray(at * size, (at + 1) * size)
  const [fooled, noisy] = [frameOf(scene.fooled), frameOf(scene.random)]
  const changed = (bytes) => bytes.map((one, k) => GREY + factor * (one - scene.image.values[k]))
  paintPicture(parts.figures.image.canvas, scene.image.values, shape, side)
  paintPicture(parts.figures.change.canvas, changed(new Int16Array(fooled)), shape, side)
  paintPicture(parts.figures.fooled.canvas, fooled, shape, side)
  paintPicture(parts.figures.coins.canvas, changed(new Int16Array(noisy)), shape, side)
  paintPicture(parts.figures.noisy.canvas, noisy, shape, side)
  const [signs, chance] = scene.answers
  const times = level ? `shown ${factor.toFixed(1)}× stronger` : "no change"
  tell(parts.figures.image, scene.title, answerOf(scene, signs[0]))
  tell(parts.figures.change, say.signsOfTheGradient, times)
  tell(parts.figures.fooled, "changed image", answerOf(scene, signs[at]))
  tell(parts.figures.coins, "random signs", times)
  tell(parts.figures.noisy, say.imageWithNoise, answerOf(scene, chance[at]))
  const turned = signs[at][0] !== signs[0][0]
  parts.figures.fooled.made.classList.toggle("turned", turned)
  parts.figures.noisy.made.classList.toggle("turned", chance[at][0] !== chance[0][0])
  parts.level.textContent = say.ofGreyLevels(level, scene.white)
  parts.slider.setAttribute("aria-valuetext", parts.level.textContent)
  const count = scene.classes.length
  parts.rows.forEach(({ cells }, k) => {
    const shares = [scene.shares.values[k], scene.shares.values[at * count + k]]
    shares.push(scene.randomShares.values[at * count + k])
    cells.forEach((cell, which) => {
      cell.textContent = percent(shares[which])
      cell.style.setProperty("--share", `${shares[which]}`)
    })
  })
  announce(scene.follow, [level])
  view.say(`${saying(scene, level, signs, at)} ${chanceOf(scene, chance, at)} ${smallest(scene)}`)
}

function tell({ canvas, title, answer }, name, words) {
  title.textContent = name
  answer.textContent = words
  canvas.setAttribute("aria-label", `${name}: ${words}`)
}

function answerOf({ names }, [number, share]) {
  return `${names[number]}, ${percent(share)}`
}

function saying(scene, level, signs, at) {
  if (!level) return say.noPixelChangesSo(answerOf(scene, signs[0]))
  const seen = level <= scene.unseen ? say.whichNoEyeSees : ""
  const most = say.eachPixelChangesByAtMost(level, scene.white, seen)
  const [before, now] = [signs[0], signs[at]]
  if (before[0] === now[0])
    return say.networkStillNamesNow(most, scene.names[now[0]], percent(now[1]))
  const from = scene.names[before[0]]
  return say.predictedClassChanges(most, from, answerOf(scene, now))
}

function chanceOf(scene, chance, at) {
  if (!at) return ""
  const turns = chance[at][0] !== chance[0][0]
  const [what, answer] = [turns ? say.changeIt : say.leaveIt, answerOf(scene, chance[at])]
  return say.randomSignsOfTheSameSize(what, answer)
}

function smallest({ turns, levels, white }) {
  if (turns === null) return say.noAmountUpToChanges(levels.at(-1))
  return say.smallestAmountHere(turns, white)
}
