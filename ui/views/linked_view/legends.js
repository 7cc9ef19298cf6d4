// The strips of colour that say what a grid's colours stand for.

// A strip of colours from `colourAt(0)` to `colourAt(1)`, with words under its ends and middle.
function paintStrip(context, colours, { x, y, w }, colourAt, [left, middle, right]) {
  const steps = 48
  for (let k = 0; k < steps; k++) {
    context.fillStyle = css(colourAt(k / (steps - 1)))
    context.fillRect(x + (k * w) / steps, y, w / steps + 0.6, 9)
  }
  context.strokeStyle = colours.line.text; context.lineWidth = 1; context.strokeRect(x + 0.5, y + 0.5, w - 1, 8)
  context.font = `12px ${colours.mono}`; context.fillStyle = colours.soft.text; context.textBaseline = "top"
  const label = (text, at, align) => { context.textAlign = align; context.fillText(text, at, y + 14) }
  label(left, x, "left"); label(middle, x + w / 2, "center"); label(right, x + w, "right")
}

// A legend for each kind of map there is: signed ones share one range, grey ones black to white.
function legends(view) {
  const { scene, colours } = view, several = scene.filters > 1
  return legendKinds(scene).map((kind) => {
    if (scene.derived?.includes(kind)) return derivedLegend(scene, kind)
    const grey = kind === "grey", maps = scene.greyMaps.flatMap((one, k) => (one === grey ? [k] : [])), [f] = maps
    const end = (grey ? whiteOfMaps(scene) : scene.limit) * scene.divisors[f]
    const colourAt = (t) => outputColour(scene, colours, end * (grey ? t : 2 * t - 1), f)
    const note = several ? (grey ? "grey maps" : isSteep(scene) ? "gx and gy: one range" : maps.length === scene.filters ? "one range for all maps" : "signed: one range") : ""
    return { colourAt, note, words: grey ? greyWords(scene, maps) : signedWords(scene) }
  })
}

function signedWords(scene) {
  const limit = quotient(scene.limit, 10 ** scene.inputPlaces, scene.limit < 100 ? 2 : 0).text
  const [low, high] = scene.beyond ? ["≤ ", "≥ "] : ["", ""]
  return scene.limit === 0 ? ["0 everywhere", "", ""] : [low + MINUS + limit, "0", high + "+" + limit]
}

function greyWords(scene, maps) {
  const most = whiteOfMaps(scene), white = quotient(most, 10 ** scene.inputPlaces, scene.answer ? 2 : 0).text
  const lowest = Math.min(...maps.map((f) => scene.ranges[f][0])), highest = Math.max(...maps.map((f) => scene.ranges[f][1]))
  return [lowest < 0 ? "< 0 blue" : "0", "", (highest > most ? "≥ " : "") + white]
}

function paintLegend(context, view) {
  const { legend, width } = view.plan, all = legends(view), across = legendsAcross(view.scene, width)
  const room = Math.min(220, (width - legend.x - 1 - (across - 1) * 24) / across), w = all.length > 1 ? room : legend.w
  all.forEach(({ colourAt, note, words }, k) => {
    const x = legend.x + (k % across) * (w + 24), y = legend.y + Math.floor(k / across) * legendRow(view.scene)
    paintStrip(context, view.colours, { x, y, w }, colourAt, words)
    if (!note) return
    context.textAlign = "left"
    context.fillText(fitted(context, note, w), x, y + 28)
  })
}

function paintCountLegend(context, view) {
  const { scene, colours, plan } = view, { x, y, w } = legendUnder(plan.boxes, plan.width, "input"), most = scene.largestCount
  paintStrip(context, colours, { x, y, w }, (t) => countColour(scene, colours, t * most), ["0: never", "", most === 1 ? "1 window" : `${most} windows`])
  context.fillStyle = view.strongHatch
  context.fillRect(x, y, w / Math.min(most + 1, 48), 9)
}
