// @ts-check
// Where the panels stand and how they are drawn, with the lines that tie them together.

import { dots, hatch } from "../../../views/shared/canvas.js"
import { css, mix } from "../../../views/shared/palette.js"
import { pictureHeight, pointIn } from "../../../views/shared/projector.js"
import { fitTiles, followed, frameRects, leading, paintTiles } from "./panels.js"

const NARROW = 640 // px of width below which panels stand below each other

// Each panel gets its share of the width; what one cannot use is left to the others.
export function planPanels(view, width) {
  const signs = view.scene.show.filter((one) => one.kind === "sign").length
  const narrow = width < NARROW
  const high = narrow
    ? Math.min(width * 0.8, 300)
    : Math.min(Math.max(pictureHeight(innerHeight) * 0.25, 170), 460)
  if (narrow) {
    for (const panel of view.panels)
      setPlan(panel, fitTiles(panel, panel.share < 0.7 ? width * 0.44 : width - 2, high))
    return
  }
  const room = width - 4 - signs * 24 - (view.scene.show.length - 1) * 8
  let open = view.panels
  let left = room
  for (let pass = 0; pass < 3 && open.length; pass++) {
    const total = open.reduce((sum, one) => sum + one.share, 0)
    const small = open.filter(
      (one) =>
        fitTiles(one, (left * one.share) / total, high).w < ((left * one.share) / total) * 0.92,
    )
    if (pass === 2 || !small.length) {
      for (const panel of open) setPlan(panel, fitTiles(panel, (left * panel.share) / total, high))
      return
    }
    for (const panel of small) {
      setPlan(panel, fitTiles(panel, (left * panel.share) / total, high))
    }
    left -= small.reduce((sum, one) => sum + Math.max(one.plan.w, 96), 0)
    open = open.filter((one) => !small.includes(one))
  }
}

function setPlan(panel, plan) {
  panel.plan = plan
  panel.figure.style.width = `${Math.max(plan.w, 92)}px`
  panel.canvas.style.width = `${plan.w}px`
  panel.canvas.style.height = `${plan.h}px`
  panel.base = null
}

export function paintAll(view) {
  const lead = leading(view.panels, view.pointed)
  const { soft, panel } = view.colours
  const context = view.ties.getContext("2d")
  const marks = {
    hatch: hatch(context, css(mix(soft.rgb, panel.rgb, 0.25))),
    dots: dots(context, view.colours),
  }
  for (const panel of view.panels) {
    if (!panel.plan) continue
    panel.rects = paintPanel(view, panel, followed(panel, view.pointed, lead), marks)
  }
  paintTies(view)
}

function paintPanel(view, panel, over, marks) {
  const { plan, canvas } = panel
  const { ratio, colours } = view
  const w = Math.max(1, Math.ceil(plan.w * ratio))
  const h = Math.max(1, Math.ceil(plan.h * ratio))
  if (!panel.base) {
    canvas.width = w
    canvas.height = h
    panel.base = new OffscreenCanvas(w, h)
    const base = panel.base.getContext("2d")
    base.setTransform(ratio, 0, 0, ratio, 0, 0)
    paintTiles(base, panel, plan, colours, marks)
  }
  const context = canvas.getContext("2d")
  context.setTransform(1, 0, 0, 1, 0, 0)
  context.clearRect(0, 0, w, h)
  context.drawImage(panel.base, 0, 0)
  context.setTransform(ratio, 0, 0, ratio, 0, 0)
  const rects = []
  for (const [list, width] of [
    [panel.frames, 2.5],
    [over, 2],
  ]) {
    for (const one of list) {
      const found = frameRects(panel, plan, one)
      if (list === panel.frames && found.length === 1) rects.push(found[0])
      for (const rect of found) frameInside(context, rect, colours.amber.text, width, list === over)
    }
  }
  return over.length === 1 ? frameRects(panel, plan, over[0]).slice(0, 1) : rects
}

// A frame that stays on its canvas, whatever stands at its edge.
function frameInside(context, { x, y, w, h }, colour, width, dashed) {
  const half = width / 2
  context.strokeStyle = colour
  context.lineWidth = width
  context.setLineDash(dashed && w > 12 ? [5, 3] : [])
  context.strokeRect(x + half, y + half, Math.max(w - width, 2), Math.max(h - width, 2))
  context.setLineDash([])
}

// Dashed lines from a frame to the next panel's, as the eye should go.
function paintTies(view) {
  const { ties, stage, ratio } = view
  const { offsetWidth: wide, offsetHeight: high } = stage
  ties.width = Math.round(wide * ratio)
  ties.height = Math.round(high * ratio)
  ties.style.width = `${wide}px`
  ties.style.height = `${high}px`
  if (wide < NARROW) return
  const context = ties.getContext("2d")
  context.setTransform(ratio, 0, 0, ratio, 0, 0)
  context.strokeStyle = view.colours.amber.text
  context.globalAlpha = 0.75
  context.setLineDash([4, 4])
  const spots = view.panels.map((panel) => {
    if (panel.rects?.length !== 1) return null
    const { x, y } = panel.canvas.getBoundingClientRect()
    const at = pointIn(stage, { clientX: x, clientY: y })
    const [rect] = panel.rects
    return { x: at.x + rect.x, y: at.y + rect.y, w: rect.w, h: rect.h }
  })
  for (let k = 0; k + 1 < spots.length; k++) {
    const a = spots[k]
    const b = spots[k + 1]
    if (!a || !b || a.x + a.w > b.x) continue
    for (const share of [0, 1]) {
      context.beginPath()
      context.moveTo(a.x + a.w, a.y + share * a.h)
      context.lineTo(b.x, b.y + share * b.h)
      context.stroke()
    }
  }
}
