// Axes: where a number stands, which numbers are marked, and how they are written.

const MINUS_SIGN = "\u2212"
const RAISED = { "-": "\u207b", 0: "\u2070", 1: "\u00b9", 2: "\u00b2", 3: "\u00b3", 4: "\u2074", 5: "\u2075", 6: "\u2076", 7: "\u2077", 8: "\u2078", 9: "\u2079" }

function raised(n) { return [...String(n)].map((one) => RAISED[one]).join("") }

// A number with at most `digits` significant digits; powers of ten where zeros would be counted.
function written(n, digits = 4) {
  if (n === 0) return "0"
  const size = Math.abs(n), sign = n < 0 ? MINUS_SIGN : ""
  if (size >= 1e-3 && size < 1e7) {
    const rounded = Number(size.toPrecision(size >= 10 ** digits ? 9 : digits))
    return sign + rounded.toLocaleString("en", { maximumFractionDigits: 9 })
  }
  const [mantissa, exponent] = size.toExponential(Math.max(digits - 2, 0)).split("e")
  const short = String(Number(mantissa)), power = `10${raised(Number(exponent))}`
  return sign + (short === "1" ? power : `${short}·${power}`)
}

// Steps of 1, 2 or 5 times a power of ten, at most `most` of them.
function niceStep(span, most, whole) {
  const rough = span / Math.max(most, 1), power = 10 ** Math.floor(Math.log10(rough))
  const step = [1, 2, 5, 10].map((one) => one * power).find((one) => one >= rough * 0.999)
  return whole ? Math.max(1, Math.round(step)) : step
}

function linearTicks(low, high, most, whole) {
  if (!(high > low)) return [low]
  const step = niceStep(high - low, most, whole), ticks = []
  for (let k = Math.ceil(low / step - 1e-9); k * step <= high + 1e-9 * (high - low); k++) ticks.push(Number((k * step).toPrecision(12)))
  return ticks
}

function logTicks(low, high, most) {
  const first = Math.ceil(Math.log10(low) - 1e-9), last = Math.floor(Math.log10(high) + 1e-9), ticks = []
  const every = Math.max(1, Math.ceil((last - first + 1) / Math.max(most, 1)))
  for (let k = last; k >= first; k -= every) ticks.unshift(10 ** k)
  return ticks
}

// The ends of an axis: those asked for, else those of the numbers, widened to where marks stand.
function endsOf(axis, numbers, most, exact) {
  const finite = axis.log ? numbers.filter((n) => n > 0) : numbers
  let low = axis.low ?? finite.reduce((a, b) => Math.min(a, b), Infinity), high = axis.high ?? finite.reduce((a, b) => Math.max(a, b), -Infinity)
  if (!(low <= high)) [low, high] = axis.log ? [0.1, 1] : [0, 1]
  if (low === high) [low, high] = axis.log ? [low / 10, high * 10] : [low - (axis.whole ? 1 : 0.5), high + (axis.whole ? 1 : 0.5)]
  if (exact) return [low, high]
  if (axis.log) return [axis.low ?? 10 ** Math.floor(Math.log10(low) + 1e-9), axis.high ?? 10 ** Math.ceil(Math.log10(high) - 1e-9)]
  const step = niceStep(high - low, most, axis.whole)
  return [axis.low ?? Math.floor(low / step + 1e-9) * step, axis.high ?? Math.ceil(high / step - 1e-9) * step]
}

// A function from numbers to pixels between `from` (low) and `to` (high).
function scaleOf(axis, [low, high], from, to) {
  const along = axis.log ? (n) => Math.log10(n / low) / Math.log10(high / low) : (n) => (n - low) / (high - low)
  return (n) => (axis.log && n <= 0 ? from : from + (to - from) * along(n))
}
