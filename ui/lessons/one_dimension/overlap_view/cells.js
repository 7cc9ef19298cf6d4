// @ts-check
// Cells of a row: a tint, a signed value, a grey one.

import { hatch } from "../../../views/shared/canvas.js"

export function tint(context, colour, strength, x, y, w, h) {
  context.globalAlpha = strength
  context.fillStyle = colour
  context.fillRect(x, y, w, h)
  context.globalAlpha = 1
}

// A signed value: the palette's hue by size, and a hatch where it is negative.
export function signedCell(context, colours, share, x, y, w, h) {
  context.fillStyle = colours.panel.text
  context.fillRect(x, y, w, h)
  const strength = Math.min(Math.abs(share), 1)
  tint(
    context,
    share < 0 ? colours.negative.text : colours.positive.text,
    0.85 * strength,
    x,
    y,
    w,
    h,
  )
  if (share >= -0.04) return
  context.globalAlpha = 0.35
  context.fillStyle = hatch(context, colours.ink.text)
  context.fillRect(x, y, w, h)
  context.globalAlpha = 1
}

// Text on a signed cell: on a strong hue it has the panel's colour.
export function onSigned(colours, share) {
  return Math.abs(share) > 0.65 ? colours.panel.text : colours.ink.text
}

export function greyCell(context, share, x, y, w, h) {
  const grey = Math.round(255 * Math.min(Math.max(share, 0), 1))
  context.fillStyle = `rgb(${grey},${grey},${grey})`
  context.fillRect(x, y, w, h)
}
