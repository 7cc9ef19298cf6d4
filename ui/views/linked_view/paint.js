// Draws the grids. `paintBase` draws what only changes with data, size or zoom and is kept;
// `paintOver` draws the pointer's frames on top of it and runs at every move.

const GAP_FROM = 14      // cells narrower than this touch each other
const HATCH_FROM = 6     // cells at least this wide carry their sign as a stroke
const DIGITS_AT_LEAST = 8
const ROOMY = 44         // kernel cells that hold value × weight and the product

function readColours(root) {
  const style = getComputedStyle(root)
  const read = (name) => {
    const text = style.getPropertyValue(name).trim()
    return { text, rgb: [1, 3, 5].map((k) => parseInt(text.slice(k, k + 2), 16)) }
  }
  const names = ["ink", "soft", "line", "panel", "violet", "amber", "teal", "positive", "negative"]
  const colours = Object.fromEntries(names.map((name) => [name, read("--" + name)]))
  colours.mono = style.getPropertyValue("--mono")
  return colours
}

function mix(a, b, t) { return a.map((v, k) => Math.round(v + (b[k] - v) * t)) }
function css(rgb) { return `rgb(${rgb.join(",")})` }

function greyOf(scene, n) {
  const grey = Math.round((255 * Math.min(Math.max(n / scene.white, 0), 1)))
  return [grey, grey, grey]
}

function signedOf(scene, colours, n, f) {
  const limit = scene.limit * scene.divisors[f]
  const t = limit ? Math.min(Math.abs(n) / limit, 1) : 0
  return mix(colours.panel.rgb, (n < 0 ? colours.negative : colours.positive).rgb, t)
}

// The value drawn as white in maps that are grey.
function whiteOfMaps(scene) { return scene.mapWhite ?? scene.white }

// A map is centred on 0, unless its kernel makes a picture of a picture: then it is grey, and only
// what fell below 0 has the colour of negative values.
function outputColour(scene, colours, n, f) {
  const white = whiteOfMaps(scene) * scene.divisors[f]
  if (!scene.greyMaps[f]) return signedOf(scene, colours, n, f)
  return n < 0 ? signedOf({ limit: white, divisors: [1] }, colours, Math.min(n, -0.25 * white), 0) : greyOf({ white }, n)
}

function inputColour(scene, colours, n) {
  return scene.inputSigned ? signedOf({ limit: scene.white, divisors: [1] }, colours, n, 0) : greyOf(scene, n)
}

// One pixel a cell, built once for each grid and scaled by the canvas: what makes a photograph
// as quick to draw as a toy. Colours come from tables, for a megapixel is a million look-ups.
// `negative` masks the cells whose sign a hatch must carry.
function textureOf(view, box) {
  const name = box.kind + box.index
  const make = { input: view.scene.counts ? countTexture : inputTexture, output: outputTexture, derived: derivedTexture, plane: planeTexture }[box.kind]
  view.textures[name] ??= make(view, box)
  return view.textures[name]
}

const LEVELS = 256

// The colour table of whole levels from -LEVELS to LEVELS, each a pixel of ImageData.
function colourTable(colourAt) {
  const bytes = new Uint8ClampedArray(4 * (2 * LEVELS + 1))
  for (let k = -LEVELS; k <= LEVELS; k++) bytes.set([...colourAt(k / LEVELS), 255], 4 * (k + LEVELS))
  return new Uint32Array(bytes.buffer)
}

function surfaceOf(rows, columns, pixels) {
  const surface = new OffscreenCanvas(columns, rows)
  surface.getContext("2d").putImageData(new ImageData(new Uint8ClampedArray(pixels.buffer), columns, rows), 0, 0)
  return surface
}

function sourcesAlong(size, [before, after], mode) {
  return Array.from({ length: size + before + after }, (_, k) => sourceIndex(k - before, size, mode))
}

function inputTexture(view, box) {
  const { scene, colours } = view, { rows, columns, white } = scene
  const table = colourTable((t) => inputColour(scene, colours, t * white))
  const ys = sourcesAlong(rows, scene.padding[0], scene.mode), xs = sourcesAlong(columns, scene.padding[1], scene.mode)
  const pixels = new Uint32Array(box.rows * box.columns), scale = LEVELS / white
  const level = (n) => LEVELS + Math.max(-LEVELS, Math.min(LEVELS, Math.round(n * scale)))
  for (let r = 0, k = 0; r < box.rows; r++) {
    const start = (box.index * rows + ys[r]) * columns
    for (let c = 0; c < box.columns; c++, k++)
      pixels[k] = table[level(ys[r] < 0 || xs[c] < 0 ? scene.fill : scene.input[start + xs[c]])]
  }
  const mask = scene.answer ? answerMask(scene) : null
  return { surface: surfaceOf(box.rows, box.columns, pixels), negative: mask && surfaceOf(box.rows, box.columns, mask) }
}

// How many windows read a pixel is a positive value; where it is 0 a hatch says so.
function countColour(scene, colours, n) {
  return mix(colours.panel.rgb, colours.positive.rgb, scene.largestCount ? (0.85 * n) / scene.largestCount : 0)
}

function countTexture(view, box) {
  const { scene, colours } = view, [[top], [left]] = scene.padding, size = box.rows * box.columns
  const table = colourTable((t) => countColour(scene, colours, Math.max(t, 0) * scene.largestCount))
  const pixels = new Uint32Array(size).fill(table[LEVELS]), scale = scene.largestCount ? LEVELS / scene.largestCount : 0
  let mask = null
  for (let r = 0; r < scene.rows; r++)
    for (let c = 0; c < scene.columns; c++) {
      const n = scene.counts[r * scene.columns + c], k = (r + top) * box.columns + c + left
      pixels[k] = table[LEVELS + Math.round(n * scale)]
      if (n === 0) (mask ??= new Uint32Array(size))[k] = 0xff000000
    }
  return { surface: surfaceOf(box.rows, box.columns, pixels), negative: mask && surfaceOf(box.rows, box.columns, mask) }
}

function outputTexture(view, box) {
  const { scene, colours } = view, size = box.rows * box.columns, start = box.index * size
  const f = box.index, grey = scene.greyMaps[f]
  const limit = (grey ? whiteOfMaps(scene) : scene.limit) * scene.divisors[f], scale = limit ? LEVELS / limit : 0
  const table = colourTable((t) => outputColour(scene, colours, t * limit, f))
  const pixels = new Uint32Array(size), strong = grey ? 0 : -0.15 * limit
  let mask = null
  for (let k = 0; k < size; k++) {
    const n = scene.output[start + k]
    pixels[k] = table[LEVELS + Math.max(-LEVELS, Math.min(LEVELS, Math.round(n * scale)))]
    if (n < strong) (mask ??= new Uint32Array(size))[k] = 0xff000000
  }
  return { surface: surfaceOf(box.rows, box.columns, pixels), negative: mask && surfaceOf(box.rows, box.columns, mask) }
}

// Strokes of one colour, or each with a second one beside it, which shows on any ground.
function hatchPattern(context, colour, beside) {
  const tile = new OffscreenCanvas(6, 6), t = tile.getContext("2d")
  t.strokeStyle = colour; t.lineWidth = 1
  const strokes = () => { t.beginPath(); t.moveTo(-1, 7); t.lineTo(7, -1); t.moveTo(-4, 4); t.lineTo(4, -4); t.moveTo(2, 10); t.lineTo(10, 2); t.stroke() }
  strokes()
  if (beside) { t.translate(1, 1); t.strokeStyle = beside; strokes() }
  return context.createPattern(tile, "repeat")
}

function clipTo(context, box) { context.beginPath(); context.rect(box.x, box.y, box.w, box.h); context.clip() }

function paintTexture(context, view, box) {
  const { surface, negative } = textureOf(view, box)
  const source = [box.left, box.top, box.w / box.cell, box.h / box.cell], target = [box.x, box.y, box.w, box.h]
  context.imageSmoothingEnabled = box.cell < 1
  context.imageSmoothingQuality = "high"
  context.drawImage(surface, ...source, ...target)
  if (!negative) return
  const ratio = view.ratio, w = Math.max(1, Math.ceil(box.w * ratio)), h = Math.max(1, Math.ceil(box.h * ratio))
  const hatch = new OffscreenCanvas(w, h), over = hatch.getContext("2d")
  over.imageSmoothingEnabled = box.cell < 1
  over.drawImage(negative, ...source, 0, 0, w, h)
  over.globalCompositeOperation = "source-in"
  over.scale(ratio, ratio)
  const { negative: blue, ink, panel } = view.colours, gaps = box.kind === "input" && view.scene.unread
  over.fillStyle = gaps ? hatchPattern(over, ink.text, panel.text)
    : hatchPattern(over, css(box.kind === "input" && !signedOnly(view.scene) ? ink.rgb : mix(blue.rgb, ink.rgb, 0.55)))
  over.fillRect(0, 0, box.w, box.h)
  context.globalAlpha = gaps ? 0.9 : 0.5
  context.drawImage(hatch, box.x, box.y, box.w, box.h)
  context.globalAlpha = 1
}

// The largest text size at which `text`, of one or more lines, fits a cell, or 0 when none is readable.
function digitSize(cell, text, largest = 17) {
  const lines = text.split("\n"), longest = Math.max(...lines.map((line) => line.length))
  const size = Math.min(largest, (lines.length > 1 ? 0.9 / lines.length : 0.46) * cell, (cell - 4) / (0.62 * longest))
  return size >= DIGITS_AT_LEAST ? size : 0
}

function write(context, colours, text, x, y, size, colour, weight = "") {
  context.font = `${weight} ${size}px ${colours.mono}`
  context.textAlign = "center"; context.textBaseline = "middle"; context.fillStyle = colour
  const lines = text.split("\n")
  lines.forEach((line, k) => context.fillText(line, x, y + size * (0.06 + 1.05 * (k - (lines.length - 1) / 2))))
}

// The size in which all texts fit their cells, so that a grid is written as a whole or not at all.
function commonSize(cell, texts, largest) { return Math.min(largest, ...texts.map((text) => digitSize(cell, text, largest))) }

// `read(row, column, places)` says what a cell holds; of `attempts` at how many decimals are
// written, the first that fits every cell in sight counts.
function paintCells(context, view, box, read, attempts = [0]) {
  const { colours } = view, seen = visible(box), gap = box.cell >= GAP_FROM ? 1 : 0
  context.fillStyle = css(mix(colours.line.rgb, colours.soft.rgb, 0.35))
  context.fillRect(box.x, box.y, box.w, box.h)
  let cells = [], size = 0
  for (const places of attempts) {
    cells = []
    for (let row = seen.top; row < seen.bottom; row++)
      for (let column = seen.left; column < seen.right; column++) cells.push({ row, column, ...read(row, column, places) })
    size = commonSize(box.cell, [...new Set(cells.map(({ text }) => text))], 17)
    if (size) break
  }
  for (const cell of cells) {
      const rect = cellRect(box, cell.row, cell.column)
      context.fillStyle = css(cell.rgb)
      context.fillRect(rect.x, rect.y, rect.w - gap, rect.h - gap)
      if (cell.padding || cell.unread) {
        context.fillStyle = cell.unread ? view.strongHatch : view.hatch
        context.fillRect(rect.x, rect.y, rect.w - gap, rect.h - gap)
      }
      const ink = isDark(cell.rgb) ? "#ffffff" : "#1d2330"
      if (size) write(context, colours, cell.text, rect.x + rect.w / 2, rect.y + rect.h / 2, size, ink, cell.asked ? "bold" : "")
      else if (cell.negative && rect.w >= HATCH_FROM) {
        context.strokeStyle = ink; context.globalAlpha = 0.45; context.lineWidth = 1
        context.beginPath(); context.moveTo(rect.x + 2, rect.y + rect.h - 3); context.lineTo(rect.x + rect.w - 3, rect.y + 2); context.stroke()
        context.globalAlpha = 1
      }
  }
}

function paintInput(context, view, box) {
  const { scene, colours } = view, top = scene.padding[0][0], left = scene.padding[1][0]
  if (box.cell < GAP_FROM) {
    paintTexture(context, view, box)
    context.fillStyle = view.hatch
    const edge = cellRect(box, top, left), end = cellRect(box, top + scene.rows, left + scene.columns)
    const [x0, y0, x1, y1] = [Math.max(edge.x, box.x), Math.max(edge.y, box.y), Math.min(end.x, box.x + box.w), Math.min(end.y, box.y + box.h)]
    context.fillRect(box.x, box.y, box.w, y0 - box.y)
    context.fillRect(box.x, y1, box.w, box.y + box.h - y1)
    context.fillRect(box.x, y0, x0 - box.x, y1 - y0)
    context.fillRect(x1, y0, box.x + box.w - x1, y1 - y0)
    return
  }
  if (scene.counts) return paintCells(context, view, box, (row, column) => countCell(view, row - top, column - left))
  paintCells(context, view, box, (row, column) => {
    const { value, padding } = inputAt(scene, box.index, row - top, column - left)
    return { rgb: inputColour(scene, colours, value), text: inputText(scene, value, cellPlaces(scene, box.cell)), padding, negative: scene.inputSigned && value < 0,
      unread: scene.unread?.[(row - top) * scene.columns + column - left] === 1 }
  })
}

function countCell({ scene, colours }, row, column) {
  const padding = row < 0 || column < 0 || row >= scene.rows || column >= scene.columns
  if (padding) return { rgb: colours.panel.rgb, text: "", padding }
  const n = scene.counts[row * scene.columns + column]
  return { rgb: countColour(scene, colours, n), text: String(n), unread: n === 0 }
}

function paintOutput(context, view, box) {
  const { scene, colours } = view, f = box.index
  if (box.cell < GAP_FROM) return paintTexture(context, view, box)
  paintCells(context, view, box, (row, column, places) => {
    const n = scene.output[outputIndex(scene, f, row, column)]
    if (isHidden(scene, f, row, column)) return { rgb: colours.panel.rgb, text: "?", asked: true }
    return { rgb: outputColour(scene, colours, n, f), text: cellText(scene, n, f, places), negative: n < 0 }
  }, cellPlaces(scene, box.cell) === 2 ? [2, 1, 0] : [cellPlaces(scene, box.cell)])
}

function isHidden(scene, f, row, column) {
  return scene.hidden !== null && scene.hidden[0] === f && scene.hidden[1] === row && scene.hidden[2] === column
}

// How far a title may run: to the next grid on its right, else to the edge.
function roomFor(view, box) {
  const beside = view.plan.boxes.filter(({ x, y, h }) => x > box.x && y - TITLE < box.y && y + h > box.y - TITLE)
  return Math.min(view.plan.width, ...beside.map(({ x }) => x)) - box.x
}

function fitted(context, text, room) {
  let shown = text
  while (shown.length > 1 && context.measureText(shown).width > room) shown = shown.slice(0, -2) + "…"
  return shown
}

// Of a picture too long to be whole: which part of it is in sight.
function partTitle(scene, box) {
  const { top, bottom, left, right } = visible(box), { rows, columns, padding: [[above], [before]] } = scene
  const named = (from, to, all) => `${Math.max(0, from)}–${Math.min(to, all) - 1} of ${all}`
  return bottom - top < box.rows ? `rows ${named(top - above, bottom - above, rows)}` : `columns ${named(left - before, right - before, columns)}`
}

function paintTitle(context, view, box, text, colour, size = 13) {
  context.font = `${size}px ${view.colours.mono}`
  context.textAlign = "left"; context.textBaseline = "alphabetic"; context.fillStyle = colour
  const width = context.measureText(text).width
  const x = Math.max(0, Math.min(box.x, view.plan.width - width))
  context.fillText(fitted(context, text, roomFor(view, box) - (size < 13 ? 4 : 10)), x, box.y - (size < 13 ? 4 : 8))
}

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

function paintBase(context, view) {
  const { scene, colours, plan } = view
  context.clearRect(0, 0, plan.width, plan.height)
  view.hatch = hatchPattern(context, css(mix(colours.soft.rgb, colours.panel.rgb, 0.35)))
  view.strongHatch = hatchPattern(context, colours.ink.text, scene.unread ? colours.panel.text : undefined)
  if (scene.counts) paintCountLegend(context, view)
  else if (scene.answer) paintInputLegend(context, view)
  for (const box of plan.boxes) {
    if (box.kind === "kernel") continue
    const output = box.kind !== "input"
    const titles = { output: scene.outputTitles, derived: scene.derived }[box.kind]
    const title = scene.grids ? planeTitle(view, box) : box.kind === "input" ? inputTitle(context, view, box) : titles[box.index]
    paintTitle(context, view, box, box.part && box.kind === "input" ? partTitle(scene, box) : title, output && !scene.grids ? colours.teal.text : colours.soft.text, box.small ? 11 : 13)
    context.save()
    clipTo(context, box)
    const paint = { input: paintInput, output: paintOutput, derived: paintDerived, plane: paintPlane }[box.kind]
    paint(context, view, box)
    if (scene.answer && box.kind === "input") paintWindows(context, view, box)
    context.restore()
    context.strokeStyle = colours.line.text; context.lineWidth = 1
    context.strokeRect(box.x - 0.5, box.y - 0.5, box.w + (box.cell < GAP_FROM ? 1 : 0), box.h + (box.cell < GAP_FROM ? 1 : 0))
  }
  if (scene.grids) paintPlanesLegend(context, view)
  else paintLegend(context, view)
}

function frame(context, rect, colour, width = 3) {
  context.strokeStyle = colour; context.lineWidth = width; context.lineJoin = "round"
  const grow = width / 2 - 0.5
  context.strokeRect(rect.x - grow, rect.y - grow, rect.w + 2 * grow - 1, rect.h + 2 * grow - 1)
}

// The long title says how to read the cells; where a map stands beside it, the short one fits.
function kernelTitle(context, view, box, title, shared) {
  const [name] = title.split(":")
  context.font = `13px ${view.colours.mono}`
  const fits = box.cell >= ROOMY && context.measureText(title + shared).width <= roomFor(view, box) - 10
  return fits ? title + shared : name + shared
}

function paintKernel(context, view, box) {
  const { scene, colours } = view, { f, r, c } = view.cell, divisor = scene.divisors[f]
  const shared = decimalPlaces(divisor) < 0 ? ` ÷ ${divisor}` : ""
  const cell = box.cell, roomy = cell >= ROOMY
  if (!reads(scene, f, box.index)) return paintNotRead(context, view, box)
  if (scene.channels > 1) paintPlaneTitle(context, view, box)
  else paintTitle(context, view, box, kernelTitle(context, view, box, scene.kernelTitles[f], shared), colours.violet.text)
  let largest = 0
  const start = weightIndex(scene, f, firstRead(scene, f), 0, 0), count = scene.depth * scene.kernelRows * scene.kernelColumns
  for (let k = start; k < start + count; k++) largest = Math.max(largest, Math.abs(scene.weights[k]))
  const plain = roomy ? 0 : commonSize(cell, Array.from({ length: count }, (_, k) => weightText(scene, scene.weights[start + k], f)), 17)
  for (let i = 0; i < box.rows; i++)
    for (let j = 0; j < box.columns; j++) {
      const n = scene.weights[weightIndex(scene, f, box.index, i, j)], tap = tapAt(scene, box.index, r, c, i, j)
      const rect = cellRect(box, i, j), gap = cell >= GAP_FROM ? 1 : 0
      const tint = mix(colours.panel.rgb, (n < 0 ? colours.negative : colours.violet).rgb, n === 0 || !largest ? 0.05 : 0.1 + 0.25 * Math.abs(n) / largest)
      context.fillStyle = css(tint)
      context.fillRect(rect.x, rect.y, rect.w - gap, rect.h - gap)
      if (n < 0 && cell < 22) { context.fillStyle = view.hatch; context.fillRect(rect.x, rect.y, rect.w - gap, rect.h - gap) }
      const middle = rect.x + rect.w / 2, weight = weightText(scene, n, f)
      if (!roomy) {
        if (plain) write(context, colours, weight, middle, rect.y + rect.h / 2, plain, colours.ink.text)
        continue
      }
      const value = decimal(tap.value, scene.inputPlaces), factors = `${value}×${weight}`
      const product = quotient(tap.value * n, 10 ** Math.max(decimalPlaces(divisor), 0) * 10 ** scene.inputPlaces, 2)
      write(context, colours, factors, middle, rect.y + rect.h * 0.33, digitSize(cell, factors, 13) || 9, colours.ink.text)
      const sign = product.text === "0" ? colours.soft : product.text.startsWith(MINUS) ? colours.negative : colours.positive
      write(context, colours, product.text, middle, rect.y + rect.h * 0.7, digitSize(cell, product.text, 15) || 9, sign.text, "bold")
    }
}

function windowRect(view, box, r, c) {
  const { scene } = view, span = windowSpan(scene)
  const start = cellRect(box, r * scene.stride[0], c * scene.stride[1])
  return { x: start.x, y: start.y, w: span.columns * box.cell, h: span.rows * box.cell }
}

function tie(context, colours, from, to) {
  const right = to.x >= from.x + from.w
  const pairs = right
    ? [[from.x + from.w, from.y, to.x, to.y], [from.x + from.w, from.y + from.h, to.x, to.y + to.h]]
    : [[from.x, from.y + from.h, to.x, to.y], [from.x + from.w, from.y + from.h, to.x + to.w, to.y]]
  context.strokeStyle = colours.amber.text; context.lineWidth = 1.5; context.setLineDash([4, 4]); context.beginPath()
  for (const [x0, y0, x1, y1] of pairs) { context.moveTo(x0, y0); context.lineTo(x1, y1) }
  context.stroke(); context.setLineDash([])
}

function within(rect, box) {
  const x = Math.max(rect.x, box.x), y = Math.max(rect.y, box.y)
  return { x, y, w: Math.max(0, Math.min(rect.x + rect.w, box.x + box.w) - x), h: Math.max(0, Math.min(rect.y + rect.h, box.y + box.h) - y) }
}

function inBox(context, box, draw) {
  context.save()
  context.beginPath(); context.rect(box.x - 3, box.y - 3, box.w + 6, box.h + 6); context.clip()
  draw(); context.restore()
}

function paintOver(context, view) {
  if (view.scene.grids) return paintOverPlanes(context, view)
  const { scene, colours, plan, cell, glide } = view, amber = colours.amber.text
  const kernels = plan.boxes.filter((box) => box.kind === "kernel")
  for (const box of kernels) (scene.answer ? paintAnswerBox : paintKernel)(context, view, box)
  if (plan.sum) paintSum(context, view)
  if (view.hover && view.hover.box.kind === "input") return paintReaders(context, view)
  if (view.hover && view.hover.box.kind === "kernel") paintMultiplied(context, view)
  for (const box of plan.boxes) {
    if (box.kind === "input" && reads(scene, cell.f, box.index)) {
      const rect = windowRect(view, box, glide.r, glide.c)
      inBox(context, box, () => {
        frame(context, rect, amber)
        const spread = scene.dilation[0] > 1 || scene.dilation[1] > 1
        if (spread && box.cell >= 5) for (let i = 0; i < scene.kernelRows; i++) for (let j = 0; j < scene.kernelColumns; j++)
          frame(context, cellRect(box, glide.r * scene.stride[0] + i * scene.dilation[0], glide.c * scene.stride[1] + j * scene.dilation[1]), amber, 2)
      })
      if (scene.answer) paintNeighbours(context, view, box)
      const seen = within(rect, box)
      if (kernels[box.index] && seen.w && seen.h) { tie(context, colours, seen, kernels[box.index]); frame(context, kernels[box.index], amber, 3) }
    }
    const mine = box.kind === "output" && box.index === cell.f
    if (!selects(box) || (!mine && !isSteep(scene))) continue
    if (view.playing && scene.filters * box.rows * box.columns <= 4096) hideUnmade(context, view, box)
    const rect = cellRect(box, glide.r, glide.c)
    inBox(context, box, () => frame(context, { ...rect, w: Math.max(rect.w, 5), h: Math.max(rect.h, 5) }, amber, view.pinned ? 4 : 3))
    const seen = within(rect, box)
    const made = plan.sum ? view.sumAt : kernels[kernels.length - 1]
    if (mine && seen.w && seen.h && made) tie(context, colours, made, seen)
  }
}

// While it plays, the map fills as the window travels: what is not made yet is paper.
function hideUnmade(context, view, box) {
  const { r, c } = view.cell, next = cellRect(box, r, c + 1), below = cellRect(box, r + 1, 0)
  inBox(context, box, () => {
    context.fillStyle = view.colours.panel.text
    context.fillRect(next.x, next.y, box.x + box.w - next.x, box.cell)
    context.fillRect(box.x, below.y, box.w, box.y + box.h - below.y)
  })
}

function paintReaders(context, view) {
  const { scene, colours, plan, hover } = view, amber = colours.amber.text
  const { rows, columns } = readersOf(scene, hover.row - scene.padding[0][0], hover.column - scene.padding[1][0])
  inBox(context, hover.box, () => frame(context, cellRect(hover.box, hover.row, hover.column), amber))
  for (const box of plan.boxes) {
    if (!selects(box) || !rows.size || !columns.size || !reads(scene, box.index, hover.box.index)) continue
    inBox(context, box, () => {
      for (const row of rows) for (const column of columns) {
        const rect = cellRect(box, row, column)
        frame(context, { ...rect, w: Math.max(rect.w, 3), h: Math.max(rect.h, 3) }, amber, box.cell >= 5 ? 2.5 : 1)
      }
    })
  }
}

function paintMultiplied(context, view) {
  const { scene, colours, plan, hover } = view, amber = colours.amber.text
  frame(context, cellRect(hover.box, hover.row, hover.column), amber, 3)
  const input = plan.boxes.find((box) => box.kind === "input" && box.index === hover.box.index)
  const at = (r, c) => cellRect(input, r * scene.stride[0] + hover.row * scene.dilation[0], c * scene.stride[1] + hover.column * scene.dilation[1])
  const first = at(0, 0), last = at(scene.outputRows - 1, scene.outputColumns - 1)
  inBox(context, input, () => {
    const apart = scene.stride[0] > 1 || scene.stride[1] > 1
    if (apart && input.cell >= 5) {
      const seen = visible(input)
      for (let r = 0; r < scene.outputRows; r++) for (let c = 0; c < scene.outputColumns; c++) {
        const row = r * scene.stride[0] + hover.row * scene.dilation[0]
        if (row >= seen.top && row < seen.bottom) frame(context, at(r, c), amber, 2)
      }
    } else frame(context, { x: first.x, y: first.y, w: last.x + last.w - first.x, h: last.y + last.h - first.y }, amber, 2)
  })
}
