// @ts-check
// The picture dragged: the map moves with it, the dense layer's answer does not.

import { fitCanvas, frame, strip } from "../../../views/shared/canvas.js"
import { MINUS, thousands } from "../../../views/shared/numbers.js"
import { signedRgb } from "../../../views/shared/palette.js"
import { greyFor, paintGrid } from "./paint.js"
import { say } from "./words.js"

const NARROWEST = 110 // a legend with the numbers at both ends

export function moveNumber(scene, [down, right]) {
  return (down + scene.farthest) * (2 * scene.farthest + 1) + right + scene.farthest
}

function movedImage(scene, [down, right]) {
  const { rows, columns, image } = scene
  const moved = new Uint8Array(rows * columns)
  for (let r = Math.max(0, down); r < Math.min(rows, rows + down); r++)
    for (let c = Math.max(0, right); c < Math.min(columns, columns + right); c++)
      moved[r * columns + c] = image[(r - down) * columns + c - right]
  return moved
}

function answerOf(scene, name, move) {
  const size = scene.outputRows * scene.outputColumns
  const from = moveNumber(scene, move) * size
  return scene[name].subarray(from, from + size)
}

export function paintMoves(view) {
  const { context, scene, plan, colours, move } = view
  const at = move.join()
  fitCanvas(view.canvas, plan.width, plan.height)
  paintGrid(
    view,
    plan.picture,
    `image ${at}`,
    movedImage(scene, move),
    greyFor(scene),
    say.dragTheImage,
  )
  frame(context, plan.picture, colours.amber.text, 2)
  const titles = plan.wide
    ? [say.convolutionTheMapFollows, say.denseLayerItDoesNot]
    : ["convolution", "dense layer"]
  for (const [k, name] of ["maps", "dense"].entries()) {
    const values = answerOf(scene, name, move)
    const limit = scene.limits[k]
    const grid = plan.maps[k]
    paintGrid(
      view,
      grid,
      `${name} ${at}`,
      values,
      (n) => signedRgb(colours, limit ? n / limit : 0),
      titles[k],
      colours.teal.text,
    )
    const end = thousands(Math.round(limit / (k ? 1 : scene.divisors[0])))
    const w = Math.min(160, Math.max(grid.w, NARROWEST))
    strip(
      context,
      colours,
      { x: grid.x, y: grid.y + grid.h + 12, w },
      (t) => signedRgb(colours, 2 * t - 1),
      limit ? [MINUS + end, "", "+" + end] : ["", "0", ""],
    )
    paintExpected(view, grid)
  }
}

// Where the cells of the map before should be now: the part that both have.
function paintExpected(view, grid) {
  const { context, colours, scene, move } = view
  if (scene.follows[moveNumber(scene, move)] === null) return
  const [down, right] = move.map((by) => by / scene.stride)
  const top = Math.max(0, down)
  const left = Math.max(0, right)
  const bottom = Math.min(grid.rows, grid.rows + down)
  const end = Math.min(grid.columns, grid.columns + right)
  if (bottom <= top || end <= left || (!down && !right)) return
  frame(
    context,
    {
      x: grid.x + left * grid.cell,
      y: grid.y + top * grid.cell,
      w: (end - left) * grid.cell,
      h: (bottom - top) * grid.cell,
    },
    colours.amber.text,
    2,
    [5, 4],
  )
}
