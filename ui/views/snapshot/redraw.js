// @ts-check
// Has every view of the page draw itself anew, so that it can be looked at while it does.

import { ASKED_SHARPNESS } from "../shared/canvas.js"
import { PROJECTED } from "../shared/projector.js"

export const LEFT_OUT = ".transport, .to-question, .editor, .said[role=alert], select, [hidden]"
export const MARGIN = 12 // px of the page's ground around a picture

/** @param {number} sharpness device pixels for each CSS pixel, 0 for the screen's */
export async function redrawn(sharpness) {
  const root = document.documentElement
  if (sharpness) root.setAttribute(ASKED_SHARPNESS, String(sharpness))
  else root.removeAttribute(ASKED_SHARPNESS)
  dispatchEvent(new Event(PROJECTED))
  for (let k = 0; k < 2; k++) await new Promise(requestAnimationFrame)
}

/** @param {ShadowRoot} shadow @returns {HTMLElement} */
export function rootOf(shadow) {
  return shadow.querySelector(".palette")
}

/** The page's own ground. */
export function groundOf(root) {
  return getComputedStyle(root).getPropertyValue("--st-background-color").trim() || "#ffffff"
}
