// @ts-check
// The way through the step: there along the top, back along the bottom, the update at its end.

import { goTo, halt, push } from "./position.js"

const LONGEST = 12 // letters of a name that fit; a longer one is written smaller

export function buildRail(view) {
  const { rail, scene } = view
  const { stops, names, sizes } = scene
  const mark = JSON.stringify([names, sizes, stops.length])
  if (view.railMark === mark) return
  view.railMark = mark
  rail.style.setProperty("--layers", String(names.length))
  rail.classList.toggle("many", names.length > 10)
  const start = document.createElement("div")
  start.className = "start"
  view.startCanvas = document.createElement("canvas")
  start.append(view.startCanvas)
  const cells = [
    start,
    ...names.map((name, layer) => way(view, "forward", layer, name)),
    updateCell(view),
  ]
  names.forEach((name, layer) => cells.push(way(view, "backward", layer, name)))
  rail.replaceChildren(...cells)
}

function stopButton(view, index, text, small) {
  const button = document.createElement("button")
  button.type = "button"
  button.dataset.stop = String(index)
  button.append(text)
  button.style.setProperty("--fit", String(Math.max(0.7, Math.min(1, LONGEST / text.length))))
  if (small) {
    const below = document.createElement("small")
    below.textContent = small
    button.append(below)
  }
  button.setAttribute("aria-label", view.scene.stops[index].label)
  button.title = view.scene.stops[index].label
  button.onclick = () => {
    halt(view)
    goTo(view, index)
  }
  return button
}

function way(view, phase, layer, name) {
  const cell = document.createElement("div")
  const { stops, sizes, names } = view.scene
  cell.className = `way ${phase}`
  const last = layer === names.length - 1
  stops.forEach((stop, index) => {
    if (stop.phase !== phase || stop.layer !== layer) return
    if (phase === "forward")
      return cell.append(stopButton(view, index, name, last ? "−log p" : sizes[layer + 1]))
    // On the way back one comes to the weights first, but reads from right to left.
    cell.prepend(stopButton(view, index, last ? "p − y" : stop.part === "weights" ? "∂w" : "∂x"))
  })
  return cell
}

function updateCell(view) {
  const cell = document.createElement("div")
  cell.className = "way backward"
  const button = stopButton(view, view.scene.stops.length - 1, "update")
  button.classList.add("update")
  cell.append(button)
  return cell
}

export function showRail(view) {
  const { at, stops } = view.scene
  for (const button of view.rail.querySelectorAll("button")) {
    const index = Number(button.dataset.stop)
    const now = index === at
    button.classList.toggle("now", now)
    button.classList.toggle("done", index < at)
    if (now) button.setAttribute("aria-current", "step")
    else button.removeAttribute("aria-current")
    if (now && view.rail.scrollWidth > view.rail.clientWidth) {
      const left =
        button.offsetLeft -
        view.rail.offsetLeft -
        view.rail.clientWidth / 2 +
        button.clientWidth / 2
      view.rail.scrollTo({ left, behavior: view.still.matches ? "auto" : "smooth" })
    }
  }
  view.place.textContent = `${at + 1} of ${stops.length}`
  view.back.disabled = at === 0
  view.forward.disabled = at === stops.length - 1
}

function paintThumb(canvas, thumbs, number) {
  const [, rows, columns] = thumbs.shape
  const size = rows * columns
  canvas.width = columns
  canvas.height = rows
  const image = new ImageData(columns, rows)
  for (let k = 0; k < size; k++) {
    const grey = thumbs.values[number * size + k]
    image.data.set([grey, grey, grey, 255], 4 * k)
  }
  canvas.getContext("2d").putImageData(image, 0, 0)
}

export function showBatch(view) {
  const { scene, thumbs } = view
  const { labels, said, example } = scene
  const { length } = thumbs.values
  const mark = [labels, said, length, thumbs.values.slice(0, 784).join("")].join("|")
  if (view.batchMark !== mark) {
    view.batchMark = mark
    view.batch.replaceChildren(
      ...Array.from({ length: thumbs.shape[0] }, (_, k) => {
        const button = document.createElement("button")
        const canvas = document.createElement("canvas")
        const word = document.createElement("span")
        const right = labels[k] === said[k]
        button.type = "button"
        paintThumb(canvas, thumbs, k)
        word.className = right ? "right" : "wrong"
        word.textContent = `${right ? "✓" : "✗"} ${said[k].slice(0, 6)}`
        button.append(canvas, word)
        button.title = `Example ${k}: ${labels[k]}, read as ${said[k]}`
        button.setAttribute("aria-label", button.title)
        button.onclick = () => push(view, { example: k })
        return button
      }),
    )
  }
  const buttons = [...view.batch.children]
  buttons.forEach((button, k) => button.setAttribute("aria-pressed", String(k === example)))
  if (view.shownExample !== example) {
    view.shownExample = example
    const now = buttons[example]
    if (now)
      view.batch.scrollTo({
        left: now.offsetLeft - view.batch.offsetLeft - view.batch.clientWidth / 2 + 16,
      })
  }
  if (example < thumbs.shape[0]) paintThumb(view.startCanvas, thumbs, example)
}
