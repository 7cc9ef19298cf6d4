// @ts-check
// What views must know of a projector: the page then enlarges them as a whole, with CSS `zoom`.

const PROJECTOR = "data-projector" // on the page's root: how many times as large it is
export const PROJECTED = "convscope-projected" // tells views that it began, ended or changed
export const PROJECT = "convscope-project" // asks the page to begin or to end it
export const BAR = "--bar" // of the page's root: how high the bar at the foot of the screen is
export const LESS = "--less" // and by how much pictures are lower, so that all below them fits, too
const USUAL_BAR = 40 // px
const PROJECTED_LEAST = 15 // px before they are enlarged: 24 on a projector 1920 px wide

/** How many times as large the page is on a projector, 0 where it is on none. */
export function projectedZoom() {
  return Number(document.documentElement.getAttribute(PROJECTOR)) || 0
}

/** @param {number} zoom 0 for no projector */
export function setProjectedZoom(zoom) {
  if (zoom) document.documentElement.setAttribute(PROJECTOR, String(zoom))
  else document.documentElement.removeAttribute(PROJECTOR)
  dispatchEvent(new Event(PROJECTED))
}

/** The smallest digits in px; on a projector those that the last row of seats can read. */
export function smallestDigits(usual) {
  return projectedZoom() ? PROJECTED_LEAST : usual
}

/** The height in px that a picture may take: `usual`, or what is left on a projector. */
export function pictureHeight(usual, beside = 210) {
  const zoom = projectedZoom()
  if (!zoom) return usual
  const bar = rootNumber(BAR) || USUAL_BAR
  return Math.max(220, (innerHeight - bar + USUAL_BAR) / zoom - beside - rootNumber(LESS))
}

/** The height in px of a chart that gives way on a projector, too. */
export function chartHeight(usual, least = 140) {
  return Math.max(Math.min(usual, least), usual - rootNumber(LESS))
}

function rootNumber(name) {
  return Number.parseFloat(document.documentElement.style.getPropertyValue(name)) || 0
}

/** Where a pointer is in an element, in px of the element, however it is enlarged. */
export function pointIn(element, event) {
  const box = element.getBoundingClientRect()
  const zoom = box.width / element.offsetWidth || 1
  return { x: (event.clientX - box.left) / zoom, y: (event.clientY - box.top) / zoom }
}

/** Have the page begin to project its picture, or end it; without a page, fill the screen. */
export function project({ root }) {
  const asked = new Event(PROJECT, { cancelable: true })
  if (dispatchEvent(asked)) root.requestFullscreen?.()
}
