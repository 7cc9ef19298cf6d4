// @ts-check
// What canvases draw, as SVG. While it listens, each call of a canvas is written down, and still
// drawn: lines, areas and text as what they are, images as images.

import { asShown } from "../decimals/comma.js"

const PATH = [
  "moveTo",
  "lineTo",
  "closePath",
  "rect",
  "roundRect",
  "arc",
  "ellipse",
  "bezierCurveTo",
  "quadraticCurveTo",
]
const CRISP = 'style="image-rendering: pixelated"'
const ANCHORS = { left: "start", start: "start", center: "middle", right: "end", end: "end" }
const FONT = /^(?:italic |normal )*(?:(bold|\d{3}) )?([\d.]+)px (.*)$/

/** @typedef {{ frame: string, text: string }} Item */
/** @typedef {{ items: Item[], path: string, clip: string, kept: string[] }} Log */

export class Recorder {
  constructor() {
    /** @type {Map<HTMLCanvasElement, Log>} */
    this.logs = new Map()
    this.paths = new WeakMap()
    this.patterns = new WeakMap()
    this.images = new WeakMap()
    /** @type {string[]} */
    this.definitions = []
    /** @type {(() => void)[]} */
    this.restores = []
  }

  listen() {
    const recorder = this
    const drawing = CanvasRenderingContext2D.prototype
    const after = (owner, name, act) =>
      this.replace(owner, name, (original) => {
        return function (...given) {
          act(this, ...given)
          return original.apply(this, given)
        }
      })
    for (const name of PATH) {
      after(drawing, name, (context, ...given) => {
        const log = recorder.logOf(context)
        log.path += joined(log.path, command(name, given))
      })
      after(Path2D.prototype, name, (path, ...given) => {
        const known = recorder.paths.get(path) ?? ""
        recorder.paths.set(path, known + joined(known, command(name, given)))
      })
    }
    const acts = {
      beginPath: (context) => {
        this.logOf(context).path = ""
      },
      save: (context) => this.logOf(context).kept.push(this.logOf(context).clip),
      restore: (context) => {
        const log = this.logOf(context)
        log.clip = log.kept.pop() ?? ""
      },
      clip: (context, ...given) => this.clip(context, ...given),
      fill: (context, ...given) => this.area(context, "fill", ...given),
      stroke: (context, ...given) => this.area(context, "stroke", ...given),
      fillRect: (context, ...box) => this.add(context, rect(/** @type {any} */ (box)), "fill"),
      strokeRect: (context, ...box) => this.add(context, rect(/** @type {any} */ (box)), "stroke"),
      clearRect: (context, x, y, w, h) => this.clear(context, x, y, w, h),
      fillText: (context, ...given) => this.write(context, "fill", ...given),
      strokeText: (context, ...given) => this.write(context, "stroke", ...given),
      drawImage: (context, ...given) => this.image(context, ...given),
      putImageData: (context, data, x, y) => this.pixels(context, data, x, y),
    }
    for (const [name, act] of Object.entries(acts)) after(drawing, name, act)
    this.replace(drawing, "createPattern", (original) => {
      return function (tile, repeat) {
        const pattern = original.call(this, tile, repeat)
        recorder.patterns.set(pattern, { tile, id: "" })
        return pattern
      }
    })
    for (const name of ["width", "height"]) this.watchSize(name)
  }

  // Its methods are as they were.
  leave() {
    for (const restore of this.restores) restore()
  }

  replace(owner, name, make) {
    const original = owner[name]
    owner[name] = make(original)
    this.restores.push(() => {
      owner[name] = original
    })
  }

  // A canvas of a new size is empty.
  watchSize(name) {
    const owner = HTMLCanvasElement.prototype
    const known = Object.getOwnPropertyDescriptor(owner, name)
    const { logs } = this
    Object.defineProperty(owner, name, {
      ...known,
      set(size) {
        logs.delete(this)
        known.set.call(this, size)
      },
    })
    this.restores.push(() => Object.defineProperty(owner, name, known))
  }

  /** @returns {Log} */
  logOf({ canvas }) {
    if (!this.logs.has(canvas)) this.logs.set(canvas, { items: [], path: "", clip: "", kept: [] })
    return this.logs.get(canvas)
  }

  /** What was drawn on a canvas, in its own pixels; "" for nothing. */
  textOf(canvas) {
    const { items = [] } = this.logs.get(canvas) ?? {}
    let text = ""
    let open = ""
    for (const { frame, text: one } of items) {
      if (frame !== open) text += `${open && "</g></g>"}${frame}`
      open = frame
      text += one
    }
    return text + (open && "</g></g>")
  }

  // Everything has the frame of its transform; a clip is measured without it.
  put(context, text) {
    const log = this.logOf(context)
    const clip = log.clip && ` clip-path="url(#${log.clip})"`
    log.items.push({ frame: `<g${clip}><g transform="${turned(context)}">`, text })
  }

  // `paint` is "fill" or "stroke".
  add(context, shape, paint, more = "") {
    this.put(context, `<${shape} ${this.look(context, paint)}${more}/>`)
  }

  look(context, paint) {
    const parts = [this.paint(paint, context[`${paint}Style`])]
    if (paint === "stroke") {
      parts.push(`fill="none" stroke-width="${short(context.lineWidth)}"`)
      const dash = context.getLineDash()
      if (dash.length) parts.push(`stroke-dasharray="${dash.map(short).join(" ")}"`)
      if (context.lineJoin !== "miter") parts.push(`stroke-linejoin="${context.lineJoin}"`)
      if (context.lineCap !== "butt") parts.push(`stroke-linecap="${context.lineCap}"`)
    }
    return parts.join(" ") + blended(context)
  }

  paint(paint, style) {
    if (typeof style === "string") return `${paint}="${style}"`
    const known = this.patterns.get(style)
    if (!known) return `${paint}="none"`
    if (!known.id) {
      known.id = this.define((id) => {
        const { width, height } = known.tile
        const address = addressOf(known.tile, 0, 0, width, height)
        const size = `width="${width}" height="${height}"`
        const tile = `<image ${size} href="${address}"/>`
        return `<pattern id="${id}" ${size} patternUnits="userSpaceOnUse">${tile}</pattern>`
      })
    }
    return `${paint}="url(#${known.id})"`
  }

  /** @param {(id: string) => string} make */
  define(make) {
    const id = `d${this.definitions.length}`
    this.definitions.push("")
    this.definitions[Number(id.slice(1))] = make(id)
    return id
  }

  area(context, paint, first, second) {
    const path = first instanceof Path2D ? this.paths.get(first) : this.logOf(context).path
    const rule = first instanceof Path2D ? second : first
    if (!path) return
    const even = rule === "evenodd" ? ' fill-rule="evenodd"' : ""
    this.add(context, `path d="${path}"`, paint, even)
  }

  clip(context, rule) {
    const log = this.logOf(context)
    const before = log.clip
    const even = rule === "evenodd" ? ' clip-rule="evenodd"' : ""
    log.clip = this.define((id) => {
      const also = before && ` clip-path="url(#${before})"`
      const path = `<path d="${log.path}"${even} transform="${turned(context)}"/>`
      return `<clipPath id="${id}"${also}>${path}</clipPath>`
    })
  }

  clear(context, x, y, w, h) {
    const { a, d } = context.getTransform()
    const { width, height } = context.canvas
    if (x <= 0 && y <= 0 && w * a >= width - 1 && h * d >= height - 1)
      this.logOf(context).items.length = 0
  }

  write(context, paint, given, x, y) {
    const text = asShown(String(given))
    const [, weight = "", size = "", family = ""] = FONT.exec(context.font) ?? []
    const heavy = weight && ` font-weight="${weight}"`
    const fonts = `font-family="${escaped(family)}" font-size="${size}"${heavy}`
    const place = `x="${short(x)}" y="${short(y + toBaseline(context, text))}"`
    const look = `text-anchor="${ANCHORS[context.textAlign]}" ${this.look(context, paint)}`
    const words = escaped(text)
    this.put(context, `<text ${place} ${fonts} ${look} xml:space="preserve">${words}</text>`)
  }

  image(context, source, ...numbers) {
    const { width, height } = source
    const [sx, sy, sw, sh] = numbers.length === 8 ? numbers : [0, 0, width, height]
    const [x, y, w = width, h = height] = numbers.length === 8 ? numbers.slice(4) : numbers
    if (!sw || !sh || !w || !h) return
    const place = `${placed([x, y, w, h])} preserveAspectRatio="none"`
    const drawn = source instanceof HTMLCanvasElement ? this.textOf(source) : ""
    if (drawn) {
      const box = [sx, sy, sw, sh].map(short).join(" ")
      this.put(context, `<svg ${place} viewBox="${box}"${blended(context)}>${drawn}</svg>`)
      return
    }
    const crisp = context.imageSmoothingEnabled ? "" : ` ${CRISP}`
    const address = this.address(source, [sx, sy, sw, sh])
    this.put(context, `<image ${place} href="${address}"${crisp}${blended(context)}/>`)
  }

  // The same image drawn again is not made again.
  address(source, box) {
    const known = this.images.get(source) ?? {}
    this.images.set(source, known)
    return (known[box.join()] ??= addressOf(source, ...box))
  }

  // What is put is put without a transform.
  pixels(context, data, x, y) {
    const { width, height } = data
    const offscreen = new OffscreenCanvas(width, height)
    offscreen.getContext("2d").putImageData(data, 0, 0)
    const address = addressOf(offscreen, 0, 0, width, height)
    this.logOf(context).items.push({
      frame: '<g><g transform="matrix(1 0 0 1 0 0)">',
      text: `<image ${placed([x, y, width, height])} ${CRISP} href="${address}"/>`,
    })
  }
}

function turned(context) {
  const { a, b, c, d, e, f } = context.getTransform()
  return `matrix(${[a, b, c, d, e, f].map(short).join(" ")})`
}

function placed([x, y, w, h]) {
  return `x="${short(x)}" y="${short(y)}" width="${short(w)}" height="${short(h)}"`
}

// A round piece goes on where the pen is.
function joined(path, piece) {
  const goesOn = path && !path.endsWith("Z") && piece.includes("A")
  return goesOn ? piece.replace("M", "L") : piece
}

/** @param {string} name @param {any[]} given */
function command(name, given) {
  const [x, y, w, h] = given
  const at = (...numbers) => numbers.map(short).join(" ")
  switch (name) {
    case "moveTo":
      return `M${at(x, y)}`
    case "lineTo":
      return `L${at(x, y)}`
    case "closePath":
      return "Z"
    case "rect":
    case "roundRect":
      return `M${at(x, y)}h${short(w)}v${short(h)}h${short(-w)}Z`
    case "bezierCurveTo":
      return `C${at(...given)}`
    case "quadraticCurveTo":
      return `Q${at(...given)}`
    case "arc":
      return arc(x, y, w, w, 0, h, given[4], given[5])
    default:
      return arc(x, y, w, h, given[4], given[5], given[6], given[7])
  }
}

// A whole turn is two halves; the pen gets to its start by a line, or begins there.
function arc(x, y, rx, ry, turn, from, to, isBack = false) {
  const place = (angle) => {
    const [u, v] = [rx * Math.cos(angle), ry * Math.sin(angle)]
    return [
      x + u * Math.cos(turn) - v * Math.sin(turn),
      y + u * Math.sin(turn) + v * Math.cos(turn),
    ]
  }
  const whole = 2 * Math.PI
  let angle = isBack ? from - to : to - from
  angle = angle >= whole ? whole : ((angle % whole) + whole) % whole
  const half = ((isBack ? -1 : 1) * angle) / 2
  const radii = [rx, ry, (turn * 180) / Math.PI].map(short).join(" ")
  const leg = (end) => `A${radii} 0 ${isBack ? 0 : 1} ${end.map(short).join(" ")}`
  const begin = place(from).map(short).join(" ")
  return `M${begin}${leg(place(from + half))}${leg(place(from + 2 * half))}`
}

function rect([x, y, w, h]) {
  const [left, top] = [Math.min(x, x + w), Math.min(y, y + h)]
  return `rect ${placed([left, top, Math.abs(w), Math.abs(h)])}`
}

function blended({ globalAlpha, globalCompositeOperation }) {
  const opacity = globalAlpha < 1 ? ` opacity="${short(globalAlpha)}"` : ""
  return opacity + (globalCompositeOperation === "lighter" ? ' class="lighter"' : "")
}

// From the line that a canvas is told to where the letters stand.
function toBaseline(context, text) {
  const now = context.measureText(text).fontBoundingBoxAscent
  const { textBaseline } = context
  context.textBaseline = "alphabetic"
  const wanted = context.measureText(text).fontBoundingBoxAscent
  context.textBaseline = textBaseline
  return wanted - now
}

function addressOf(source, sx, sy, sw, sh) {
  const canvas = document.createElement("canvas")
  const most = 2048 / Math.max(sw, sh)
  const scale = Math.min(1, most)
  const [w, h] = [Math.max(1, Math.round(sw * scale)), Math.max(1, Math.round(sh * scale))]
  const offscreen = new OffscreenCanvas(w, h)
  offscreen.getContext("2d").drawImage(source, sx, sy, sw, sh, 0, 0, w, h)
  canvas.width = w
  canvas.height = h
  const bitmap = canvas.getContext("bitmaprenderer")
  bitmap.transferFromImageBitmap(offscreen.transferToImageBitmap())
  return canvas.toDataURL()
}

/** @param {number} n */
export function short(n) {
  return Number(n.toFixed(3))
}

export function escaped(text) {
  return String(text).replace(/[&<>"]/g, (one) => `&#${one.charCodeAt(0)};`)
}
