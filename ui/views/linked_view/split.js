// @ts-check
// A colour image splits: it lies whole on the middle channel, then its red, green and blue light
// slides apart onto the grids of the channels, which take over.

import { imageOf } from "../shared/canvas.js"
import { isPart } from "./boxes.js"
import { ask } from "./frame.js"

const SEEN_WHOLE = 800 // ms in which the image is seen whole
const SLIDES = 1500
const FADES = 500
export const SPLITS = SEEN_WHOLE + SLIDES + FADES

// Once where a colour image is shown anew; not for a reader who wants no motion. What does not
// split ends the split of the image before.
export function startSplit(view) {
  const splits = view.scene.splits && !view.still.matches
  view.split = splits ? { since: performance.now(), light: lightOf(view.scene) } : null
  if (splits) ask(view)
}

export function isSplitting({ split }, now) {
  return Boolean(split) && now - split.since < SPLITS
}

// The light of each channel, one canvas pixel for each pixel.
function lightOf({ input, rows, columns, channels, white }) {
  return Array.from({ length: channels }, (_, channel) =>
    imageOf(rows, columns, (k) => {
      const n = Math.max(0, input[channel * rows * columns + k])
      const light = Math.min(255, Math.round((255 * n) / white))
      return [0, 1, 2].map((one) => (one === channel ? light : 0))
    }),
  )
}

export function paintSplit(context, view) {
  const { scene, plan, colours, now, split } = view
  if (!isSplitting(view, now) || isPart(plan, view.zoom)) return
  const grids = plan.boxes.filter((box) => box.kind === "input")
  const passed = now - split.since
  const t = Math.min(Math.max((passed - SEEN_WHOLE) / SLIDES, 0), 1)
  const ease = t * t * (3 - 2 * t)
  const left = Math.max(0, (passed - SEEN_WHOLE - SLIDES) / FADES) // of the grids that take over
  const [[above], [before]] = scene.padding
  const spot = ({ x, y, cell }) => ({ x: x + before * cell, y: y + above * cell })
  const middle = spot(grids[Math.floor(grids.length / 2)])
  const light = new OffscreenCanvas(Math.ceil(plan.width), Math.ceil(plan.height))
  const pen = light.getContext("2d")
  // Light adds up where the channels overlap: at first they are the image in its colours.
  pen.globalCompositeOperation = "lighter"
  pen.imageSmoothingEnabled = grids[0].cell < 1
  grids.forEach((box, k) => {
    const home = spot(box)
    const x = middle.x + (home.x - middle.x) * ease
    const y = middle.y + (home.y - middle.y) * ease
    pen.drawImage(split.light[k], x, y, scene.columns * box.cell, scene.rows * box.cell)
  })
  context.globalAlpha = 1 - left
  context.fillStyle = colours.panel.text
  for (const { x, y, w, h } of grids) context.fillRect(x - 3, y - 3, w + 6, h + 6)
  context.drawImage(light, 0, 0)
  context.globalAlpha = 1
}
