// @ts-check
// Numbers as text: exact decimals of whole numbers, and short forms of any number.

// A share of 1, as "12.5 %". What is a little less than all is not rounded to all, and what is a
// little more than nothing not to nothing.
export function percent(share, places = 1) {
  const text = (100 * share).toFixed(places)
  const least = 10 ** -places
  if (share < 1 && Number(text) === 100) return `> ${(100 - least).toFixed(places)} %`
  if (share > 0 && Number(text) === 0) return `< ${least.toFixed(places)} %`
  return `${text} %`
}

export const MINUS = "\u2212"

export function signed(text) {
  return text.replace("-", MINUS)
}

// A whole number with its thousands apart.
export function thousands(n) {
  return n.toLocaleString("en")
}

// A whole number with its noun in the right form: "1 row", "2,000 rows".
export function counted(n, noun) {
  return `${thousands(n)} ${noun}${n === 1 ? "" : "s"}`
}

// The whole number n over 10^places, without trailing zeros.
export function decimal(n, places) {
  if (places === 0) return signed(String(n))
  const digits = String(Math.abs(n)).padStart(places + 1, "0")
  const text = (digits.slice(0, -places) + "." + digits.slice(-places)).replace(/\.?0+$/, "")
  return (n < 0 ? MINUS : "") + text
}

// The power of ten that `divisor` is, or -1: only such weights print exactly as decimals.
export function decimalPlaces(divisor) {
  const places = Math.round(Math.log10(divisor))
  return 10 ** places === divisor ? places : -1
}

// n / divisor with at most `places` decimals; `exact` says whether nothing was rounded away.
export function quotient(n, divisor, places) {
  const scaled = (n * 10 ** places) / divisor
  const exact = Number.isInteger(scaled) && Math.abs(scaled) < 2 ** 53
  const rounded = (n / divisor).toFixed(places)
  const text = exact
    ? decimal(scaled, places)
    : signed(places ? rounded.replace(/\.?0+$/, "") : rounded)
  return { text: text === MINUS + "0" ? "0" : text, exact }
}

export function bracketed(text) {
  return text.startsWith(MINUS) ? `(${text})` : text
}

const RAISED = {
  "-": "\u207b",
  0: "\u2070",
  1: "\u00b9",
  2: "\u00b2",
  3: "\u00b3",
  4: "\u2074",
  5: "\u2075",
  6: "\u2076",
  7: "\u2077",
  8: "\u2078",
  9: "\u2079",
}

export function raised(n) {
  return [...String(n)].map((one) => RAISED[one]).join("")
}

// A number with at most `digits` significant digits; powers of ten where zeros would be counted.
export function written(n, digits = 4) {
  if (n === 0) return "0"
  const size = Math.abs(n)
  const sign = n < 0 ? MINUS : ""
  if (size >= 1e-3 && size < 1e7) {
    const rounded = Number(size.toPrecision(size >= 10 ** digits ? 9 : digits))
    return sign + rounded.toLocaleString("en", { maximumFractionDigits: 9 })
  }
  const [mantissa, exponent] = size.toExponential(Math.max(digits - 2, 0)).split("e")
  const short = String(Number(mantissa))
  const power = `10${raised(Number(exponent))}`
  return sign + (short === "1" ? power : `${short}·${power}`)
}
