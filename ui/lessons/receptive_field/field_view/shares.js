// @ts-check
// The measured field: each pixel's share of what moves the cell, magnified, with its percentage.

import { drawImage, frame, imageOf, strip, write } from "../../../views/shared/canvas.js"
import { inkOn } from "../../../views/shared/palette.js"
import { shareBox, TITLE } from "./layout.js"
import { heat, surfaceFor } from "./paint.js"
import { say } from "./words.js"

const PERCENT_FROM = 30 // px of a square that carries its percentage

function shareText(share) {
  const value = 100 * share
  return value >= 9.95
    ? value.toFixed(0)
    : value >= 0.05 || value === 0
      ? value.toFixed(value === 0 ? 0 : 1)
      : "<0.1"
}

export function paintShares(view) {
  const { context, colours, plan, scene, cell, layer } = view
  const { measured } = scene
  const box = (view.shareBox = shareBox(scene, plan.beside))
  const stale = measured.layer !== layer || measured.row !== cell.r || measured.column !== cell.c
  write(
    context,
    colours,
    stale ? say.measuredRestOnACell : say.measuredOverNetworks(measured.r, measured.seeds),
    Math.max(plan.beside.x, Math.min(box.x, plan.beside.x + plan.beside.w - 300)),
    TITLE - 10 + plan.beside.y,
  )
  context.globalAlpha = stale ? 0.3 : 1
  drawImage(context, shareSurface(view), box)
  context.globalAlpha = 1
  paintPercents(view, box, stale)
  frame(context, box, colours.amber.text, 3)
  const [high, wide] = measured.half
  if (!stale && measured.most > 0)
    frame(
      context,
      {
        x: box.x + ((measured.r - wide) / 2) * box.cell,
        y: box.y + ((measured.r - high) / 2) * box.cell,
        w: wide * box.cell,
        h: high * box.cell,
      },
      colours.ink.text,
      1.5,
      [5, 4],
    )
  const w = Math.min(200, Math.max(130, box.w))
  strip(
    context,
    colours,
    { x: box.x + (box.w - w) / 2, y: box.y + box.h + 12, w },
    (t) => heat(colours, t),
    ["0 %", "", `${shareText(measured.most)} %`],
  )
}

function shareSurface(view) {
  const { scene, colours } = view
  const { r, most } = scene.measured
  return surfaceFor(view, "shares", () =>
    imageOf(r, r, (k) => heat(colours, most ? scene.shares[k] / most : 0)),
  )
}

function paintPercents(view, box, stale) {
  const { context, colours, scene } = view
  const { r, most, corner } = scene.measured
  const [picture] = scene.panels[0].layers
  for (let y = 0; y < r; y++)
    for (let x = 0; x < r; x++) {
      const rect = { x: box.x + x * box.cell, y: box.y + y * box.cell, w: box.cell, h: box.cell }
      const [row, column] = [corner[0] + y, corner[1] + x]
      if (row < 0 || column < 0 || row >= picture.rows || column >= picture.columns) {
        view.padded = true
        context.fillStyle = view.dots
        context.fillRect(rect.x, rect.y, rect.w, rect.h)
      } else if (box.cell >= PERCENT_FROM && !stale) {
        const share = scene.shares[y * r + x]
        const ink = inkOn(heat(colours, most ? share / most : 0))
        write(context, colours, shareText(share), rect.x + rect.w / 2, rect.y + rect.h / 2 + 1, {
          size: Math.min(13, Math.max(12, box.cell * 0.4)),
          colour: ink,
          align: "center",
        })
      }
      if (box.cell >= 14) {
        context.strokeStyle = colours.line.text
        context.lineWidth = 1
        context.strokeRect(rect.x + 0.5, rect.y + 0.5, rect.w, rect.h)
      }
    }
}
