// @ts-check
// The colours of everything drawn in the browser, as palette.css has them, and those between them.

import { projectedZoom } from "./projector.js"

/** @typedef {{ text: string, rgb: number[] }} Colour */
/**
 * @typedef {Record<"ink" | "soft" | "line" | "panel" | "violet" | "amber" | "teal" | "positive"
 *   | "negative" | "chip", Colour> & { mono: string }} Palette
 */

const NAMES = "ink soft line panel violet amber teal positive negative chip".split(" ")
const WHITE = "#ffffff"

/** @param {ArrayLike<number>} rgb */
export function isDark(rgb) {
  return 0.299 * rgb[0] + 0.587 * rgb[1] + 0.114 * rgb[2] < 140
}

// Light or dark, as Streamlit's own background is: palette.css has the colours of both.
export function themeOf({ root }) {
  const background = getComputedStyle(root).getPropertyValue("--st-background-color").trim()
  const probe = document.createElement("canvas").getContext("2d")
  probe.fillStyle = background || WHITE
  probe.fillRect(0, 0, 1, 1)
  const dark = isDark(probe.getImageData(0, 0, 1, 1).data)
  root.classList.toggle("projected", projectedZoom() > 0)
  root.classList.toggle("dark", dark && !projectedZoom()) // rooms with a projector are bright
}

/** @returns {Palette} */
export function coloursOf(root) {
  const style = getComputedStyle(root)
  const read = (name) => {
    const text = style.getPropertyValue(`--${name}`).trim()
    return { text, rgb: [1, 3, 5].map((k) => parseInt(text.slice(k, k + 2), 16)) }
  }
  const colours = Object.fromEntries(NAMES.map((name) => [name, read(name)]))
  return /** @type {any} */ ({ ...colours, mono: style.getPropertyValue("--mono") })
}

/** @param {number[]} a @param {number[]} b @param {number} t */
export function mix(a, b, t) {
  return a.map((v, k) => Math.round(v + (b[k] - v) * t))
}

/** @param {number[]} rgb */
export function css(rgb) {
  return `rgb(${rgb.join(",")})`
}

// A share from -1 to 1: the hue of its sign, the stronger the farther it is from 0.
/** @param {Palette} colours @param {number} share */
export function signedRgb(colours, share) {
  const hue = share < 0 ? colours.negative : colours.positive
  return mix(colours.panel.rgb, hue.rgb, Math.min(Math.abs(share), 1))
}

const DARK_INK = "#1d2330"

/** The relative luminance of WCAG, from 0 to 1. @param {ArrayLike<number>} rgb */
function luminance(rgb) {
  const [r, g, b] = Array.from(rgb, (n) =>
    n / 255 <= 0.04045 ? n / 255 / 12.92 : ((n / 255 + 0.055) / 1.055) ** 2.4,
  )
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

// Text on a colour that follows no theme: of the two that can be read on it, the softer one.
/** @param {ArrayLike<number>} rgb */
export function inkOn(rgb) {
  const light = luminance(rgb)
  if ((light + 0.05) / 0.0668 >= 4.5) return DARK_INK // 0.0668: the same of the ink
  return 1.05 / (light + 0.05) >= 4.5 ? WHITE : "#000000"
}
