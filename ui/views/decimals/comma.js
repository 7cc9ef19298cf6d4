// @ts-check
// A number with a decimal comma: 2,000.5 becomes 2 000,5.

const THOUSANDS = /(?<![\d.,])[1-9]\d{0,2}(?:,\d{3})+(?![\d,])/g
const POINT = /(?<!\d\.\d*)(?<=\d)\.(?=\d)(?!\d+\.\d)|(?<![\w.)\]])\.(?=\d)/g // no version 1.2.3
const THIN = "\u202f"

export const COMMA = "data-comma" // on the page's root while its numbers have one

/** @param {string} text */
export function withComma(text) {
  return text.replace(THOUSANDS, (one) => one.replaceAll(",", THIN)).replace(POINT, ",")
}

/** A text as the page shows it. @param {string} text */
export function asShown(text) {
  return document.documentElement.hasAttribute(COMMA) ? withComma(text) : text
}
