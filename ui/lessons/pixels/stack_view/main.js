// @ts-check
// The channels of an image lie on each other and slide apart. In their own light they add up where
// they overlap, so that at 0 % the colours stand there.

import { fitCanvas, imageOf, write } from "../../../views/shared/canvas.js"
import { fillKey } from "../../../views/shared/key.js"
import { closeMenuOnPhone, mounted } from "../../../views/shared/lifecycle.js"
import { coloursOf } from "../../../views/shared/palette.js"
import { tellStatus } from "../../../views/shared/speech.js"
import { say } from "./words.js"

const REST = 350 // ms after which the server hears how far they are apart
const LASTS = 2500 // ms of the whole way
const GAP = 18
const LABEL = 44 // height of the two lines under each channel
const TALLEST = 380
const LARGEST_CELL = 36
const NAMED_FROM = 0.3 // of the way: nearer, the names would lie on each other

function mount(parent) {
  const root = parent.querySelector(".stack")
  const find = (name) => root.querySelector(name)
  const view = {
    root,
    canvas: find("canvas"),
    key: find(".key"),
    status: find(".formula"),
    play: find(".play"),
    scrub: find(".scrub"),
    place: find(".place"),
    still: matchMedia("(prefers-reduced-motion: reduce)"),
    apart: 0,
    told: -1,
    said: "",
    moving: 0,
  }
  view.scrub.oninput = () => {
    stop(view)
    slideTo(view, Number(view.scrub.value))
  }
  view.play.onclick = () => start(view)
  new ResizeObserver(() => draw(view)).observe(root)
  fillKey(view.key, [["chosen", say.theChosenPixel]])
  closeMenuOnPhone()
  return view
}

function slideTo(view, apart) {
  view.apart = apart
  clearTimeout(view.rest)
  view.rest = setTimeout(() => tell(view), REST)
  draw(view)
}

function tell(view) {
  const apart = Math.round(view.apart)
  if (apart === view.told || !view.root.isConnected) return
  view.told = apart
  view.setStateValue("apart", apart)
}

function stop(view) {
  cancelAnimationFrame(view.moving)
  view.moving = 0
}

// Apart, or together again where they are apart; at once for a reader who wants no motion.
function start(view) {
  stop(view)
  const from = view.apart
  const to = from < 50 ? 100 : 0
  if (view.still.matches) return slideTo(view, to)
  const since = performance.now()
  const go = (now) => {
    const t = Math.min((now - since) / ((LASTS * Math.abs(to - from)) / 100), 1)
    slideTo(view, from + (to - from) * t * t * (3 - 2 * t))
    view.moving = t < 1 && view.root.isConnected ? requestAnimationFrame(go) : 0
  }
  view.moving = requestAnimationFrame(go)
}

// What each channel looks like, and the image itself, one canvas pixel for each pixel.
function layersOf({ image, meta }) {
  const [channels, rows, columns] = image.shape
  const light = (channel, k) =>
    Math.min(255, Math.round((255 * image.values[channel * rows * columns + k]) / meta.white))
  const tinted = (channel) => (k) =>
    [0, 1, 2].map((one) => (one === channel ? light(channel, k) : 0))
  const grey = (channel) => (k) => [0, 1, 2].map(() => light(channel, k))
  return {
    whole: imageOf(rows, columns, (k) => [0, 1, 2].map((c) => light(channels === 3 ? c : 0, k))),
    slices: meta.names.map((_, channel) =>
      imageOf(rows, columns, (meta.tint && channels === 3 ? tinted : grey)(channel)),
    ),
  }
}

function draw(view) {
  const { data, canvas } = view
  const width = canvas.clientWidth
  if (!data || !width) return
  const [channels, rows, columns] = data.image.shape
  const most = channels * columns
  const cell = Math.min((width - GAP * (channels - 1)) / most, TALLEST / rows, LARGEST_CELL)
  const [w, h] = [columns * cell, rows * cell]
  const colours = coloursOf(view.root)
  const context = fitCanvas(canvas, width, h + LABEL)
  const t = view.apart / 100
  context.imageSmoothingEnabled = cell < 1
  const left = data.meta.names.map(
    (_, k) => (width - w) / 2 + (k - (channels - 1) / 2) * t * (w + GAP),
  )
  if (channels === 1 || t === 0) context.drawImage(view.layers.whole, left[0], 0, w, h)
  else {
    // Light adds up where slices overlap; grey ones lie on each other like sheets.
    context.globalCompositeOperation = data.meta.tint ? "lighter" : "source-over"
    view.layers.slices.forEach((slice, k) => context.drawImage(slice, left[k], 0, w, h))
    context.globalCompositeOperation = "source-over"
  }
  const [r, c] = data.meta.cell
  const side = Math.max(cell, 7)
  for (const x of t === 0 ? left.slice(0, 1) : left) {
    context.strokeStyle = colours.line.text
    context.lineWidth = 1
    context.strokeRect(x + 0.5, 0.5, w - 1, h - 1)
    context.strokeStyle = colours.amber.text
    context.lineWidth = 3
    context.strokeRect(x + (c + 0.5) * cell - side / 2, (r + 0.5) * cell - side / 2, side, side)
  }
  label(context, view, { colours, left, w, h })
  const apart = Math.round(view.apart)
  view.scrub.value = String(apart)
  view.scrub.style.setProperty("--done", `${apart}%`)
  view.place.textContent = `${apart} % apart`
  view.play.querySelector(".word").textContent = apart < 50 ? "Slide apart" : "Together"
  canvas.setAttribute("aria-label", `${data.meta.title}: ${apart} % apart`)
  tellStatus(view, sentence(view))
}

function label(context, { data, apart }, { colours, left, w, h }) {
  const { names, values } = data.meta
  const style = { size: 14, align: /** @type {CanvasTextAlign} */ ("center") }
  const apartEnough = names.length > 1 && apart / 100 >= NAMED_FROM
  if (!apartEnough) {
    const middle = left[0] + w / 2 + (left.at(-1) - left[0]) / 2
    return write(context, colours, "image", middle, h + 14, style)
  }
  names.forEach((name, k) => {
    write(context, colours, name, left[k] + w / 2, h + 14, style)
    write(context, colours, String(values[k]), left[k] + w / 2, h + 34, {
      ...style,
      colour: colours.ink.text,
      weight: "bold",
    })
  })
}

function sentence({ data, apart }) {
  const { names, values, cell } = data.meta
  const numbers = names.length > 1 ? names.map((name, k) => `${name} ${values[k]}`) : values
  const pieces = [
    { text: `row ${cell[0]}, column ${cell[1]}: `, kind: "quiet" },
    { text: numbers.join(", ") },
  ]
  const said =
    names.length === 1
      ? say.imageIsGreyItHasOne
      : Math.round(apart) === 0
        ? say.allThreeLieOnEachOtherSo
        : say.eachChannelHasOneOfThem
  return [...pieces, { text: said, kind: "quiet" }]
}

function receive(view, { meta, arrays }) {
  const isNew = meta.arrival !== view.data?.meta.arrival
  view.data = { meta, image: arrays.image }
  view.layers = layersOf(view.data)
  if (isNew) {
    stop(view)
    view.apart = view.told = meta.apart
  }
  draw(view)
}

export default mounted(mount, receive, (view) => {
  stop(view)
  clearTimeout(view.rest)
})
