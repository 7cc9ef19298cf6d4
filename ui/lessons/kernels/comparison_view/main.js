// @ts-check
// Two pictures over each other, parted by a line: pointer, finger and arrow keys move it.

import { drawImage, fitCanvas } from "../../../views/shared/canvas.js"
import { closeMenuOnPhone, inNextFrame, mounted } from "../../../views/shared/lifecycle.js"
import { coloursOf } from "../../../views/shared/palette.js"
import { pictureHeight } from "../../../views/shared/projector.js"
import { listenToPointer } from "../../../views/shared/touch.js"
import { byteMap } from "../byte_maps.js"
import { say } from "./words.js"

const TALLEST = 0.56 // of the window's height
const HANDLE = 22 // px around the middle of the line, within which a finger moves it at once

function mount(parent) {
  closeMenuOnPhone()
  const root = parent.querySelector(".comparison-view")
  const find = (name) => root.querySelector(name)
  const view = {
    root,
    names: find(".names"),
    after: find(".after"),
    stage: find(".stage"),
    canvas: find("canvas"),
    line: find("input"),
    pictures: null,
  }
  view.line.oninput = () => ask(view)
  listenToPointer(view.stage, {
    down: (event) => {
      view.stage.setPointerCapture(event.pointerId)
      view.line.focus({ preventScroll: true })
      event.preventDefault()
      view.before = view.line.value
      moveTo(view, event)
    },
    move: (event) => {
      if (event.buttons) moveTo(view, event)
    },
    cancel: () => {
      view.line.value = view.before
      ask(view)
    },
    grips: (event) => isHandle(view, event),
  })
  view.sizes = new ResizeObserver(() => ask(view))
  view.sizes.observe(root)
  return view
}

function isHandle({ stage, line }, { clientX, clientY }) {
  const { left, top, width, height } = stage.getBoundingClientRect()
  const x = left + (width * Number(line.value)) / 100
  return Math.hypot(clientX - x, clientY - top - height / 2) <= HANDLE
}

function moveTo(view, event) {
  const { left, width } = view.stage.getBoundingClientRect()
  view.line.value = String(Math.round((100 * (event.clientX - left)) / width))
  ask(view)
}

function ask(view) {
  inNextFrame(view, draw)
}

function draw(view) {
  const { root, canvas, pictures, line } = view
  if (!pictures || !root.clientWidth) return
  const { before, after, rows, columns, colours } = pictures
  const style = getComputedStyle(root)
  const room = root.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight)
  const width = Math.floor(Math.min(room, (pictureHeight(innerHeight * TALLEST) * columns) / rows))
  const height = Math.round((width * rows) / columns)
  for (const one of [view.stage, view.names]) one.style.width = `${width}px`
  canvas.style.width = `${width}px`
  const context = fitCanvas(canvas, width, height)
  const x = Math.round((width * Number(line.value)) / 100)
  const whole = { x: 0, y: 0, w: width, h: height }
  drawImage(context, after, whole)
  context.save()
  context.beginPath()
  context.rect(0, 0, x, height)
  context.clip()
  drawImage(context, before, whole)
  context.restore()
  context.fillStyle = colours.amber.text
  context.fillRect(x - 1.5, 0, 3, height)
  context.beginPath()
  context.arc(x, height / 2, 11, 0, 2 * Math.PI)
  context.fill()
  line.setAttribute("aria-valuetext", say.beforeOnTheLeft(line.value))
}

function receive(view, { meta, arrays }) {
  const [rows, columns] = arrays.before.shape
  const colours = coloursOf(view.root)
  view.pictures = {
    rows,
    columns,
    colours,
    before: byteMap(colours, arrays.before.values, rows, columns, true),
    after: byteMap(colours, arrays.after.values, rows, columns, meta.grey),
  }
  view.after.textContent = `after: ${meta.name} →`
  ask(view)
}

export default mounted(mount, receive, (view) => view.sizes.disconnect())
