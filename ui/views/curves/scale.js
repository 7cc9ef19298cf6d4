// @ts-check
// Axes: where a number stands, which numbers are marked, and how they are written.

// Steps of 1, 2 or 5 times a power of ten, at most `most` of them.
function niceStep(span, most, whole) {
  const rough = span / Math.max(most, 1)
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = [1, 2, 5, 10].map((one) => one * power).find((one) => one >= rough * 0.999)
  return whole ? Math.max(1, Math.round(step)) : step
}

export function linearTicks(low, high, most, whole) {
  if (!(high > low)) return [low]
  const step = niceStep(high - low, most, whole)
  const ticks = []
  for (let k = Math.ceil(low / step - 1e-9); k * step <= high + 1e-9 * (high - low); k++)
    ticks.push(Number((k * step).toPrecision(12)))
  return ticks
}

export function logTicks(low, high, most) {
  const first = Math.ceil(Math.log10(low) - 1e-9)
  const last = Math.floor(Math.log10(high) + 1e-9)
  const ticks = []
  const every = Math.max(1, Math.ceil((last - first + 1) / Math.max(most, 1)))
  for (let k = last; k >= first; k -= every) ticks.unshift(10 ** k)
  return ticks
}

// The ends of an axis: those asked for, else those of the numbers, widened to where marks stand.
/** @returns {[number, number]} */
export function endsOf(axis, numbers, most, exact) {
  const finite = axis.log ? numbers.filter((n) => n > 0) : numbers
  let low = axis.low ?? finite.reduce((a, b) => Math.min(a, b), Infinity)
  let high = axis.high ?? finite.reduce((a, b) => Math.max(a, b), -Infinity)
  if (!(low <= high)) [low, high] = axis.log ? [0.1, 1] : [0, 1]
  if (low === high)
    [low, high] = axis.log
      ? [low / 10, high * 10]
      : [low - (axis.whole ? 1 : 0.5), high + (axis.whole ? 1 : 0.5)]
  if (exact) return [low, high]
  if (axis.log)
    return [
      axis.low ?? 10 ** Math.floor(Math.log10(low) + 1e-9),
      axis.high ?? 10 ** Math.ceil(Math.log10(high) - 1e-9),
    ]
  const step = niceStep(high - low, most, axis.whole)
  return [
    axis.low ?? Math.floor(low / step + 1e-9) * step,
    axis.high ?? Math.ceil(high / step - 1e-9) * step,
  ]
}

// A function from numbers to pixels between `from` (low) and `to` (high).
export function scaleOf(axis, [low, high], from, to) {
  const along = axis.log
    ? (n) => Math.log10(n / low) / Math.log10(high / low)
    : (n) => (n - low) / (high - low)
  return (n) => (axis.log && n <= 0 ? from : from + (to - from) * along(n))
}
