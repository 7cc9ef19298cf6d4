// @ts-check
// A number with a decimal comma: 2,000.5 becomes 2 000,5.

const THOUSANDS = /(?<![\d.,])[1-9]\d{0,2}(?:,\d{3})+(?![\d,])/g
const POINT = /(?<!\d\.\d*)(?<=\d)\.(?=\d)(?!\d+\.\d)|(?<![\w.)\]])\.(?=\d)/g // no version 1.2.3
const THIN = "\u202f"

/** @param {string} text */
export function withComma(text) {
  return text.replace(THOUSANDS, (one) => one.replaceAll(",", THIN)).replace(POINT, ",")
}
