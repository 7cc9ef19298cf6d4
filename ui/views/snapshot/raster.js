// @ts-check
// A view as a PNG: its elements, styles and canvases as an SVG image, which the browser draws.

import { groundOf, LEFT_OUT, MARGIN, redrawn, rootOf } from "./redraw.js"

const SCALE = 2
const OF_GROUND = [
  "background-color",
  "background-image",
  "background-size",
  "background-position",
  "background-repeat",
  "border-radius",
  "box-sizing",
  "border-top",
  "border-right",
  "border-bottom",
  "border-left",
]
const HOST = ".shadow-host { display: block; margin: 0; padding: 0; border: 0; min-height: 0 }"
const INHERITED = ["color", "font-family", "font-size", "font-weight", "line-height"]

/** @param {ShadowRoot} shadow @returns {Promise<Blob>} */
export async function pictureOf(shadow) {
  await redrawn(SCALE)
  let copy
  try {
    copy = copyOf(shadow, rootOf(shadow))
  } finally {
    await redrawn(0)
  }
  const canvas = await painted(copy, MARGIN, groundOf(rootOf(shadow)))
  return new Promise((take, fail) =>
    canvas.toBlob((blob) => (blob ? take(blob) : fail(new Error("no picture"))), "image/png"),
  )
}

/** The ground and border of an element as the address of an image. */
export async function groundImage(element) {
  const style = getComputedStyle(element)
  const { width: w, height: h } = element.getBoundingClientRect()
  const copy = document.createElement("div")
  for (const name of OF_GROUND) copy.style.setProperty(name, style.getPropertyValue(name))
  copy.style.width = `${w}px`
  copy.style.height = `${h}px`
  const markup = new XMLSerializer().serializeToString(copy)
  const canvas = await painted({ text: imageText(markup, w, h), w, h }, 0, "")
  return canvas.toDataURL()
}

/** @param {{ text: string, w: number, h: number }} copy */
async function painted({ text, w, h }, margin, ground) {
  const canvas = document.createElement("canvas")
  canvas.width = SCALE * (w + 2 * margin)
  canvas.height = SCALE * (h + 2 * margin)
  const context = canvas.getContext("2d")
  if (ground) {
    context.fillStyle = ground
    context.fillRect(0, 0, canvas.width, canvas.height)
  }
  const image = new Image()
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`
  await image.decode()
  context.setTransform(SCALE, 0, 0, SCALE, SCALE * margin, SCALE * margin)
  context.drawImage(image, 0, 0)
  return canvas
}

// The text of an SVG image that holds the element as it is now. It is as wide as the window, so
// that the same styles hold as on the page.
function copyOf(shadow, element) {
  const { width } = element.getBoundingClientRect()
  const clone = /** @type {HTMLElement} */ (element.cloneNode(true))
  const pairs = [...element.querySelectorAll("*")].map((one, k) => [
    one,
    clone.querySelectorAll("*")[k],
  ])
  for (const [one, other] of pairs) {
    if (one instanceof HTMLCanvasElement) other.replaceWith(imageOfCanvas(one))
    else if (one instanceof HTMLInputElement) other.setAttribute("value", one.value)
    if (other instanceof HTMLElement && getComputedStyle(one).overflowY === "auto")
      Object.assign(other.style, { overflow: "visible", maxHeight: "none" }) // all of it
  }
  for (const one of clone.querySelectorAll(LEFT_OUT)) one.remove()
  const frame = document.createElement("div")
  frame.className = ["shadow-host", ...shadow.host.classList].join(" ")
  const host = getComputedStyle(element.parentElement ?? shadow.host)
  for (const name of INHERITED) frame.style.setProperty(name, host.getPropertyValue(name))
  const css = stylesOf(shadow)
  const themed = getComputedStyle(element)
  for (const name of new Set(css.match(/--[\w-]+/g)))
    if (name.startsWith("--st-")) frame.style.setProperty(name, themed.getPropertyValue(name))
  frame.append(clone)
  const h = Math.ceil(heightOf(shadow, frame, width))
  const markup = new XMLSerializer().serializeToString(frame)
  const style = css.replace(/:host\(([^)]*)\)/g, ".shadow-host$1").replace(/:host/g, ".shadow-host")
  const text = imageText(`<style><![CDATA[${style}\n${HOST}]]></style>${markup}`, width, h)
  return { text, w: Math.ceil(width), h }
}

function imageText(markup, w, h) {
  const outer = `xmlns="http://www.w3.org/1999/xhtml" style="width: ${w}px"`
  return (
    '<svg xmlns="http://www.w3.org/2000/svg" ' +
    `width="${Math.max(innerWidth, w)}" height="${Math.max(h, 1)}">` +
    `<foreignObject width="100%" height="100%"><div ${outer}>${markup}</div></foreignObject></svg>`
  )
}

// How high it is without what is left out.
function heightOf(shadow, frame, width) {
  const room = document.createElement("div")
  room.style.cssText = `position: absolute; visibility: hidden; left: 0; top: 0; width: ${width}px`
  room.append(frame)
  shadow.append(room)
  const { height } = room.getBoundingClientRect()
  room.remove()
  return height
}

/** @param {HTMLCanvasElement} canvas */
function imageOfCanvas(canvas) {
  const image = document.createElement("img")
  const { display, position, left, top, borderRadius } = getComputedStyle(canvas)
  image.src = canvas.width && canvas.height ? canvas.toDataURL() : "data:,"
  image.className = canvas.className
  image.style.cssText = `width: ${canvas.clientWidth}px; height: ${canvas.clientHeight}px`
  Object.assign(image.style, { display, position, left, top, borderRadius })
  return image
}

function stylesOf(shadow) {
  const sheets = shadow.adoptedStyleSheets.flatMap((sheet) =>
    [...sheet.cssRules].map((rule) => rule.cssText),
  )
  return [...[...shadow.querySelectorAll("style")].map((one) => one.textContent), ...sheets].join(
    "\n",
  )
}
