// @ts-check
// A view as SVG, where it is drawn: lines, areas and letters stay what they are, at any size.

import { groundImage } from "./raster.js"
import { escaped, Recorder, short } from "./recorder.js"
import { groundOf, LEFT_OUT, MARGIN, redrawn, rootOf } from "./redraw.js"

const OF_SVG = [
  "fill",
  "fill-opacity",
  "stroke",
  "stroke-width",
  "stroke-dasharray",
  "stroke-opacity",
  "stroke-linejoin",
  "stroke-linecap",
  "opacity",
  "font-family",
  "font-size",
  "font-weight",
  "text-anchor",
  "dominant-baseline",
  "paint-order",
  "visibility",
]

/** Whether a view is drawn, and not a table of elements. */
export function isDrawn(shadow) {
  return Boolean(rootOf(shadow)?.querySelector(".stage > canvas, .stage > svg, .chart svg, svg"))
}

/** @param {ShadowRoot} shadow @returns {Promise<Blob>} */
export async function drawingOf(shadow) {
  const root = rootOf(shadow)
  const recorder = new Recorder()
  recorder.listen()
  try {
    await redrawn(1)
  } finally {
    recorder.leave()
  }
  const parts = []
  try {
    read(root, { recorder, parts, shadow, left: 0, top: 0 }, null)
  } finally {
    await redrawn(0)
  }
  const boxes = parts.map(({ box }) => box)
  const least = (name) => Math.min(...boxes.map((one) => one[name]))
  const most = (name) => Math.max(...boxes.map((one) => one[name]))
  const [left, top] = [least("left") - MARGIN, least("top") - MARGIN]
  const [w, h] = [most("right") + MARGIN - left, most("bottom") + MARGIN - top].map(Math.ceil)
  const texts = await Promise.all(
    parts.map(({ text }) => (typeof text === "string" ? text : text())),
  )
  const { background } = getComputedStyle(root)
  const ground = background.startsWith("rgba(0, 0, 0, 0)") ? groundOf(root) : backgroundOf(root)
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" width="${w}" height="${h}" ` +
    `viewBox="${short(left)} ${short(top)} ${w} ${h}">` +
    "<style>.lighter { mix-blend-mode: plus-lighter }</style>" +
    `<defs>${recorder.definitions.join("")}</defs>` +
    `<rect ${placeOf({ left, top, width: w, height: h })} fill="${ground}"/>` +
    `${texts.join("\n")}</svg>`
  return new Blob([svg], { type: "image/svg+xml" })
}

function backgroundOf(element) {
  return getComputedStyle(element).backgroundColor
}

// What an element shows: its ground and border, its own words, and what stands in it.
function read(element, all, clip) {
  if (element.matches(LEFT_OUT)) return
  const style = getComputedStyle(element)
  if (style.display === "none" || style.visibility === "hidden") return
  const box = element.getBoundingClientRect()
  const put = (text, where = box) => all.parts.push({ text, box: where })
  const place = placeOf(box)
  if (element instanceof HTMLCanvasElement) return put(canvasText(element, all.recorder, place))
  if (element instanceof SVGSVGElement) return put(ownText(element, place))
  if (element instanceof HTMLImageElement)
    return put(`<image ${place} href="${escaped(element.src)}"/>`)
  if (element !== rootOf(all.shadow)) ground(element, style, box, put)
  if (element instanceof HTMLInputElement) return
  const inside = style.overflow === "hidden" ? smaller(clip, box) : clip
  for (const node of element.childNodes) {
    if (node instanceof Element) read(node, all, inside)
    else if (node instanceof Text)
      for (const [text, line] of linesOf(node, style, inside)) put(text, line)
  }
}

function placeOf({ left, top, width, height }) {
  return `x="${short(left)}" y="${short(top)}" width="${short(width)}" height="${short(height)}"`
}

function canvasText(canvas, recorder, place) {
  const drawn = recorder.textOf(canvas)
  if (!drawn) return `<image ${place} preserveAspectRatio="none" href="${canvas.toDataURL()}"/>`
  const { width, height } = canvas
  return `<svg ${place} viewBox="0 0 ${width} ${height}" preserveAspectRatio="none">${drawn}</svg>`
}

// An SVG of the page with the styles that it has there.
function ownText(svg, place) {
  const clone = /** @type {SVGSVGElement} */ (svg.cloneNode(true))
  const others = clone.querySelectorAll("*")
  svg.querySelectorAll("*").forEach((one, k) => {
    const style = getComputedStyle(one)
    const other = others[k]
    other.removeAttribute("class")
    for (const name of OF_SVG) {
      const value = style.getPropertyValue(name)
      if (value) other.setAttribute(name, value)
    }
    if (style.display === "none") other.setAttribute("display", "none")
  })
  for (const name of ["class", "style", "x", "y", "width", "height", "tabindex"])
    clone.removeAttribute(name)
  if (!clone.hasAttribute("viewBox")) {
    const { width, height } = svg.getBoundingClientRect()
    clone.setAttribute("viewBox", `0 0 ${short(width)} ${short(height)}`)
  }
  const style = getComputedStyle(svg)
  for (const name of ["color", "font-family", "font-size", "fill"])
    clone.setAttribute(name, style.getPropertyValue(name))
  return new XMLSerializer().serializeToString(clone).replace(/^<svg/, `<svg ${place}`)
}

function ground(element, style, box, put) {
  if (!box.width || !box.height) return
  const round = Math.min(parseFloat(style.borderTopLeftRadius) || 0, box.height / 2, box.width / 2)
  if (style.backgroundImage !== "none" && box.width < 400 && box.height < 100)
    return put(async () => `<image ${placeOf(box)} href="${await groundImage(element)}"/>`)
  const line = parseFloat(style.borderBottomWidth) || 0
  const framed = line && parseFloat(style.borderTopWidth) && style.borderTopStyle !== "none"
  const { left, top, width, height } = box
  const filled = !style.backgroundColor.startsWith("rgba(0, 0, 0, 0)")
  if (filled || framed) {
    const inset = framed ? line / 2 : 0
    const within = {
      left: left + inset,
      top: top + inset,
      width: width - 2 * inset,
      height: height - 2 * inset,
    }
    const dash =
      style.borderTopStyle === "dashed" ? ` stroke-dasharray="${2 * line} ${2 * line}"` : ""
    const colour = filled ? style.backgroundColor : "none"
    const edge = framed ? ` stroke="${style.borderTopColor}" stroke-width="${line}"${dash}` : ""
    put(`<rect ${placeOf(within)} rx="${short(round)}" fill="${colour}"${edge}/>`)
  }
}

function smaller(clip, box) {
  if (!clip) return box
  return {
    left: Math.max(clip.left, box.left),
    right: Math.min(clip.right, box.right),
    top: Math.max(clip.top, box.top),
    bottom: Math.min(clip.bottom, box.bottom),
  }
}

// The lines that a text falls into, those in sight, each with its place.
function* linesOf(node, style, clip) {
  const pen = document.createElement("canvas").getContext("2d")
  pen.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`
  const range = document.createRange()
  let line = null
  const lines = []
  for (const { index, 0: word } of node.data.matchAll(/\s+|[^\s]+/g)) {
    range.setStart(node, index)
    range.setEnd(node, index + word.length)
    const box = range.getClientRects()[0]
    if (!box?.width) continue
    if (line && Math.abs(line.box.top - box.top) < 2) line.text += word
    else lines.push((line = { text: word, box }))
    line.right = box.right
  }
  for (const { text, box, right } of lines) {
    const middle = box.top + box.height / 2
    if (!text.trim()) continue
    if (clip && (middle < clip.top || middle > clip.bottom || box.left > clip.right)) continue
    const baseline = box.top + pen.measureText(text).fontBoundingBoxAscent
    const weight = style.fontWeight === "400" ? "" : ` font-weight="${style.fontWeight}"`
    yield [
      `<text x="${short(box.left)}" y="${short(baseline)}" xml:space="preserve" ` +
        `font-family="${escaped(style.fontFamily)}" font-size="${parseFloat(style.fontSize)}"` +
        `${weight} fill="${style.color}">${escaped(text)}</text>`,
      { left: box.left, right, top: box.top, bottom: box.bottom },
    ]
  }
}
