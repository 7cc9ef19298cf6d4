// Exact decimal arithmetic on whole numbers, and the text of one cell's formula.
// A value is a whole number over a power of ten, a weight a whole number over a divisor, so that
// the printed terms add up to the printed result to the last digit.

const MINUS = "\u2212"

function signed(text) { return text.replace("-", MINUS) }

// The whole number n over 10^places, without trailing zeros.
function decimal(n, places) {
  if (places === 0) return signed(String(n))
  const digits = String(Math.abs(n)).padStart(places + 1, "0")
  const text = (digits.slice(0, -places) + "." + digits.slice(-places)).replace(/\.?0+$/, "")
  return (n < 0 ? MINUS : "") + text
}

// The power of ten that `divisor` is, or -1: only such weights print exactly as decimals.
function decimalPlaces(divisor) {
  const places = Math.round(Math.log10(divisor))
  return 10 ** places === divisor ? places : -1
}

// n / divisor with at most `places` decimals; `exact` says whether nothing was rounded away.
function quotient(n, divisor, places) {
  const scaled = (n * 10 ** places) / divisor
  const exact = Number.isInteger(scaled) && Math.abs(scaled) < 2 ** 53
  const rounded = (n / divisor).toFixed(places)
  const text = exact ? decimal(scaled, places) : signed(places ? rounded.replace(/\.?0+$/, "") : rounded)
  return { text: text === MINUS + "0" ? "0" : text, exact }
}

function weightText(scene, n, f) {
  const places = decimalPlaces(scene.divisors[f])
  return decimal(n, Math.max(places, 0))
}

function cellText(scene, n, f, places = 2) {
  return quotient(n, scene.divisors[f] * 10 ** scene.inputPlaces, places).text
}

function bracketed(text) { return text.startsWith(MINUS) ? `(${text})` : text }

// The formula of output cell (f, r, c) as pieces {text, kind}: every term with its numbers,
// the division where the weights have a common one, the result. `hidden` keeps the result back.
function formula(scene, { f, r, c }, hidden) {
  const divisor = scene.divisors[f]
  const places = decimalPlaces(divisor)
  const pieces = []
  const say = (text, kind = "") => pieces.push({ text, kind })
  if (scene.after === "product") return productFormula(scene, { f, r, c }, hidden)
  if (places < 0) say("(")
  const start = firstRead(scene, f)
  for (let channel = start; channel < start + scene.depth; channel++) {
    let first = true
    // Of several planes, each has a line of its own.
    if (channel > start) say("\n + ")
    if (scene.channels > 1) say(`${scene.planes[channel]} `, "where")
    for (let i = 0; i < scene.kernelRows; i++)
      for (let j = 0; j < scene.kernelColumns; j++) {
        const tap = tapAt(scene, channel, r, c, i, j)
        const weight = scene.weights[weightIndex(scene, f, channel, i, j)]
        if (!first) say(" + ")
        first = false
        say(bracketed(decimal(tap.value, scene.inputPlaces)), tap.padding ? "padding" : "value")
        say("·")
        say(bracketed(weightText(scene, weight, f)), "weight")
      }
  }
  if (places < 0) say(`) / ${divisor}`)
  if (scene.biases.length) {
    say(scene.channels > 1 ? "\n + " : " + ")
    say("bias ", "where")
    say(bracketed(biasText(scene, f)), "weight")
  }
  if (hidden) {
    say(" = ")
    say("?", "result")
    return pieces
  }
  const at = outputIndex(scene, f, r, c), total = (scene.sums ?? scene.output)[at]
  const kept = () => {
    if (scene.after !== "relu") return
    say(total > 0 ? ", which ReLU keeps" : `; ReLU makes it `)
    if (total <= 0) say("0", "result")
  }
  if (places >= 0) {
    say(" = ")
    say(decimal(total, places + scene.inputPlaces), scene.after && total <= 0 ? "" : "result")
    kept()
    return pieces
  }
  const result = quotient(total, divisor * 10 ** scene.inputPlaces, 2)
  say(` = ${decimal(total, scene.inputPlaces)} / ${divisor} ${result.exact ? "=" : "≈"} `)
  say(result.text, "result")
  kept()
  if (!result.exact) say(" (rounded to 2 decimals)", "note")
  return pieces
}

function biasText(scene, f) {
  const found = quotient(scene.biases[f], scene.divisors[f] * 10 ** scene.inputPlaces, 4)
  return found.exact ? found.text : `${signed(String(scene.biases[f]))} / ${scene.divisors[f]}`
}

// Two maps multiplied: no convolution, for the values are each other's weights.
function productFormula(scene, { f, r, c }, hidden) {
  const pieces = []
  scene.planes.forEach((name, channel) => {
    pieces.push({ text: `${channel ? " · " : ""}` }, { text: `${name} `, kind: "where" },
      { text: bracketed(decimal(tapAt(scene, channel, r, c, 0, 0).value, scene.inputPlaces)), kind: "value" })
  })
  const total = decimal(scene.output[outputIndex(scene, f, r, c)], scene.inputPlaces)
  return [...pieces, { text: " = " }, { text: hidden ? "?" : total, kind: "result" }]
}
