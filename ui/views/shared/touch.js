// @ts-check
// What a finger on a picture means. A swipe is the page's: it scrolls and changes nothing. A tap
// is a click. A finger that rests has the picture, until it is lifted. Two fingers are a pinch: the
// picture's, where it can zoom by itself, else the page's. A mouse and a pen are passed on as they
// come.

const RESTED = 400 // ms after which a finger has the picture
const TREMOR = 10 // px that a resting finger may move

/** @typedef {{ id: number, x: number, y: number }} Finger */
/**
 * @typedef {{ phase: "none" | "waiting" | "ours" | "page" | "pinch", fingers: Finger[] }} Touch
 * `waiting`: a finger is down, and it is not known what it means. `ours`: the picture has it.
 * `page`: the page has it, until the last finger is lifted.
 */
/**
 * @typedef {{ act?: "take" | "drag" | "drop" | "restore" | "tap" | "pinch",
 *   by?: number, dx?: number, dy?: number, x?: number, y?: number }} Meaning
 * `take` begins what a finger does, `drag` goes on, `drop` ends it, `restore` undoes it. A pinch
 * enlarges `by`, and moves by (dx, dy), around (x, y).
 */

/** @type {Touch} */
export const UNTOUCHED = { phase: "none", fingers: [] }

/**
 * What follows in a touch, and what it means.
 * @param {Touch} touch
 * @param {{ kind: "down" | "rest" | "move" | "up" | "cancel", id: number, x: number, y: number,
 *   grips?: boolean, zooms?: boolean }} event `grips`: what is under the finger is moved at once.
 *   `zooms`: the picture can zoom by itself.
 * @returns {[Touch, Meaning]}
 */
export function nextTouch({ phase, fingers }, { kind, id, x, y, grips, zooms }) {
  const others = fingers.filter((finger) => finger.id !== id)
  if (kind === "down") {
    const all = [...others, { id, x, y }]
    if (!others.length)
      return grips
        ? [{ phase: "ours", fingers: all }, { act: "take" }]
        : [{ phase: "waiting", fingers: all }, {}]
    const pinches = zooms && all.length === 2 && phase !== "page"
    const next = { phase: pinches ? "pinch" : "page", fingers: all }
    return [/** @type {Touch} */ (next), phase === "ours" ? { act: "restore" } : {}]
  }
  const before = fingers.find((finger) => finger.id === id)
  if (!before) return [{ phase, fingers }, {}]
  if (kind === "rest")
    return phase === "waiting"
      ? [{ phase: "ours", fingers }, { act: "take" }]
      : [{ phase, fingers }, {}]
  if (kind === "move") {
    if (phase === "waiting") {
      const far = Math.hypot(x - before.x, y - before.y) > TREMOR
      return [{ phase: far ? "page" : phase, fingers }, {}]
    }
    const all = fingers.map((finger) => (finger === before ? { id, x, y } : finger))
    if (phase === "pinch") return [{ phase, fingers: all }, pinchOf(fingers, all)]
    return [{ phase, fingers: all }, phase === "ours" ? { act: "drag" } : {}]
  }
  const left = {
    phase: /** @type {Touch["phase"]} */ (others.length ? "page" : "none"),
    fingers: others,
  }
  if (phase === "ours") return [left, { act: kind === "up" ? "drop" : "restore" }]
  return [left, kind === "up" && phase === "waiting" ? { act: "tap" } : {}]
}

/** @param {Finger[]} before @param {Finger[]} after @returns {Meaning} */
function pinchOf(before, after) {
  /** @param {Finger[]} fingers */
  const apart = ([one, other]) => Math.max(1, Math.hypot(one.x - other.x, one.y - other.y))
  /** @param {Finger[]} fingers */
  const middle = ([one, other]) => ({ x: (one.x + other.x) / 2, y: (one.y + other.y) / 2 })
  const [from, to] = [middle(before), middle(after)]
  return {
    act: "pinch",
    by: apart(after) / apart(before),
    dx: to.x - from.x,
    dy: to.y - from.y,
    ...to,
  }
}

/**
 * Hear of what pointers do on a picture: `down`, `move`, `up` and `leave` as for a mouse, `cancel`
 * where what was done is to be undone. `grips(event)` says whether a finger moves what is under it
 * at once; `pinch({ by, dx, dy, clientX, clientY })` zooms where `zooms()`.
 * @param {HTMLElement | SVGElement} stage
 * @param {{ down?: (event: any) => void, move?: (event: any) => void, up?: (event: any) => void,
 *   cancel?: (event: any) => void, leave?: (event: any) => void, grips?: (event: any) => boolean,
 *   zooms?: () => boolean, pinch?: (pinch: any) => void }} hear
 */
export function listenToPointer(stage, hear) {
  let touch = UNTOUCHED
  let timer = 0
  const isOurs = () => touch.phase === "ours" || touch.phase === "pinch"
  const goOn = (kind, event, more = {}) => {
    const { pointerId: id, clientX: x, clientY: y } = event
    const [next, { act, ...pinch }] = nextTouch(touch, { kind, id, x, y, ...more })
    touch = next
    if (touch.phase !== "waiting") clearTimeout(timer)
    stage.classList.toggle("held", touch.phase === "ours")
    if (act === "take") hear.down?.(finger(stage, "pointerdown", event))
    else if (act === "drag") hear.move?.(finger(stage, "pointermove", event))
    else if (act === "drop") hear.up?.(finger(stage, "pointerup", event))
    else if (act === "restore") hear.cancel?.(finger(stage, "pointercancel", event))
    else if (act === "tap") {
      hear.down?.(finger(stage, "pointerdown", event))
      hear.up?.(finger(stage, "pointerup", event))
    } else if (act === "pinch") hear.pinch?.({ ...pinch, clientX: pinch.x, clientY: pinch.y })
  }
  const on = (type, mouse, kind) =>
    stage.addEventListener(type, (/** @type {any} */ event) => {
      if (event.pointerType !== "touch") return mouse?.(event)
      const grips = kind === "down" && touch.phase === "none" && Boolean(hear.grips?.(event))
      goOn(kind, event, { grips, zooms: Boolean(hear.zooms?.()) })
      if (touch.phase !== "waiting" || kind !== "down") return
      timer = setTimeout(() => goOn("rest", event), RESTED)
    })
  on("pointerdown", hear.down, "down")
  on("pointermove", hear.move, "move")
  on("pointerup", hear.up, "up")
  on("pointercancel", hear.cancel, "cancel")
  stage.addEventListener("pointerleave", (/** @type {any} */ event) => {
    if (event.pointerType !== "touch") hear.leave?.(event)
  })
  // The page scrolls, unless the picture has the finger.
  stage.addEventListener(
    "touchmove",
    (event) => {
      if (isOurs() && event.cancelable) event.preventDefault()
    },
    { passive: false },
  )
  stage.addEventListener("contextmenu", (event) => {
    if (touch.phase !== "none") event.preventDefault()
  })
}

// A finger's event as a mouse's would be: at what is under it now, not at what it touched first.
function finger(stage, type, { pointerId, clientX, clientY }) {
  const target = stage.getRootNode().elementFromPoint(clientX, clientY) ?? stage
  return {
    type,
    target,
    pointerId,
    clientX,
    clientY,
    pointerType: "touch",
    button: 0,
    buttons: type === "pointerup" ? 0 : 1,
    preventDefault() {},
  }
}
