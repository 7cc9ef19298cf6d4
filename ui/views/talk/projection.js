// @ts-check
// The page on a projector: its picture alone, enlarged (projector.css), with the keys of a
// presenter and a bar at the foot of the screen.

import { isDark } from "../shared/palette.js"
import { BAR, LESS, PROJECT, setProjectedZoom } from "../shared/projector.js"
import { figureLabel, figureLinks, lessonQuestion, openFigure } from "./figures.js"
import { openSpeaker } from "./speaker.js"
import { traced } from "./trace.js"

const USUAL = [1200, 675] // px of a window that is not enlarged
const STEP = 1.15 // by which the picture becomes larger or smaller
const ROOMY_FROM = 900 // px of a window with room for controls beside the picture
const OPENS = 1000 // ms in which a browser may leave full screen for a window that opens
const REST = 2500 // ms after which the bar of an idle pointer fades
const CHANGING = ["PageUp", "PageDown", "v", "ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", " "]
const WRITING = "input:not([type=range]), textarea, select, [contenteditable]"
const DARK = "data-projector-dark" // on the page's root where its theme is dark
const BESIDE = "data-projector-controls" // on the page's root while the lesson's controls show
const UNASKED = "unasked" // its value: they give way to the question of a live class
const LIVE = ".st-key-live" // which comes later than the picture, after a reload
const ROOT = document.documentElement
const MOST_LESS = 150 // px by which a picture gives way, before it is enlarged
const MARGIN = 6 // px between the picture and the bar
/** What a lesson shows on a projector, besides its controls and its question. */
const SHOWN = ["BidiComponent", "Html", "Image"]
  .map((name) => `.stMain [data-testid^="st${name}"]:not(.st-key-side *, .st-key-predict *)`)
  .join()

/** What a presenter can do: keys, name of the button, if it has one, what it says, what it does. */
const ACTIONS = [
  { keys: ["PageUp"], sign: "◀", words: "Previous figure", act: (view) => turn(view, -1) },
  { keys: ["PageDown"], sign: "▶", words: "Next figure", act: (view) => turn(view, 1) },
  { keys: ["v"], words: "Next view of the lesson", act: nextView },
  { keys: ["ArrowLeft"], words: "One step back", act: () => clickInView(".back") },
  { keys: ["ArrowRight"], words: "One step on", act: () => clickInView(".forward, .on") },
  { keys: ["ArrowUp"], words: "Scroll up", act: () => scrollPage(-1) },
  { keys: ["ArrowDown"], words: "Scroll down, where more stands below", act: () => scrollPage(1) },
  { keys: [" "], words: "Play or pause", act: () => clickInView(".play") },
  { keys: ["h"], sign: "Hold", words: "Hold the picture as it is, or let it go", act: hold },
  { keys: ["b"], sign: "Black", words: "Black screen, or the picture again", act: blacken },
  { keys: ["t"], sign: "Trace", words: "Pointer with a trace, or without", act: trace },
  { keys: ["-"], sign: "−", words: "Smaller", act: (view) => enlarge(view, 1 / STEP) },
  { keys: ["+", "="], sign: "+", words: "Larger", act: (view) => enlarge(view, STEP) },
  { keys: ["c"], sign: "Controls", words: "Show or hide the controls", act: controls },
  { keys: ["s"], sign: "Notes", words: "Window with the speaker's notes", act: speak },
  { keys: ["Help"], sign: "?", words: "Keys that work here", act: listKeys },
  { keys: ["Escape"], sign: "End", words: "End the projection", act: (view) => finish(view) },
]

export const isProjecting = (view) => Boolean(view.projection)

export function listenToPresenter(view) {
  view.answer = (event) => {
    event.preventDefault()
    if (isProjecting(view)) finish(view)
    else startProjection(view)
  }
  view.resize = () => isProjecting(view) && fit(view)
  view.presenter = (event) => onKey(view, event)
  // A browser takes Escape for itself where a page fills the screen.
  view.full = () => {
    if (document.fullscreenElement) view.wasFull = true
    else if (view.wasFull) {
      view.wasFull = false
      view.returns = performance.now() - view.spoke < OPENS
      if (isProjecting(view) && !view.returns) finish(view)
    }
  }
  addEventListener(PROJECT, view.answer)
  addEventListener("resize", view.resize)
  addEventListener("keydown", view.presenter, true)
  document.addEventListener("fullscreenchange", view.full)
}

/** Begin, by the reader's own hand: a browser then lets the page fill the screen. */
export function startProjection(view) {
  begin(view)
  fillScreen(view)
  tell(view)
}

function fillScreen(view) {
  view.returns = false
  ROOT.requestFullscreen?.().catch(() => {}) // the window alone then
}

// Browsers leave full screen where a window opens. The presenter's next key fills it again.
function speak(view) {
  view.spoke = performance.now()
  openSpeaker(view)
}

/** Begin or end as the address says, where it says something new. */
export function projectAs(view, wanted) {
  const isNew = view.heard !== wanted
  view.heard = wanted
  if (isNew && wanted) begin(view)
  else if (isNew) end(view)
  if (!isProjecting(view)) return
  showPlace(view)
  if (heightOf(view.projection.bar) !== view.projection.foot) fit(view) // another lesson's figures
}

export function endProjection(view) {
  end(view)
  removeEventListener(PROJECT, view.answer)
  removeEventListener("resize", view.resize)
  removeEventListener("keydown", view.presenter, true)
  document.removeEventListener("fullscreenchange", view.full)
}

function begin(view) {
  if (isProjecting(view)) return
  ROOT.toggleAttribute(DARK, hasDarkTheme())
  const room = document.createElement("div")
  room.id = "convscope-projection"
  room.innerHTML =
    '<canvas aria-hidden="true"></canvas><div class="shield" hidden></div>' +
    '<div class="bar" role="toolbar" aria-label="Projector">' +
    '<span class="where" role="status"></span><span class="figures"></span></div>' +
    '<div class="black" hidden></div>'
  const bar = room.querySelector(".bar")
  for (const action of ACTIONS.filter(({ sign }) => sign)) {
    const button = document.createElement("button")
    button.type = "button"
    button.textContent = action.sign
    button.title = `${action.words} (${keyName(action)})`
    button.setAttribute("aria-label", action.words)
    button.onclick = () => action.act(view)
    bar.append(button)
  }
  document.body.append(room)
  view.projection = { room, bar, size: 1, trace: null }
  if (innerWidth >= ROOMY_FROM) ROOT.setAttribute(BESIDE, UNASKED)
  room.querySelector(".black").addEventListener("click", () => blacken(view))
  const wake = () => {
    bar.classList.remove("idle")
    clearTimeout(view.projection?.rest)
    if (view.projection) view.projection.rest = setTimeout(() => bar.classList.add("idle"), REST)
  }
  view.projection.wake = wake
  const observer = new ResizeObserver(() => lowerPictures(view))
  observer.observe(document.querySelector('[data-testid="stMainBlockContainer"]'))
  view.projection.observer = observer
  addEventListener("pointermove", wake)
  wake()
  showPlace(view)
  fit(view)
}

// The picture is on light ground then, but the controls keep the theme's.
function hasDarkTheme() {
  const app = document.querySelector(".stApp")
  const ground = app && getComputedStyle(app).backgroundColor.match(/\d+/g)
  return Boolean(ground) && isDark(ground.map(Number))
}

function end(view) {
  if (!isProjecting(view)) return
  const { room, wake, rest, trace: running, speaker, observer } = view.projection
  removeEventListener("pointermove", wake)
  clearTimeout(rest)
  running?.()
  observer.disconnect()
  speaker?.close()
  room.remove()
  view.projection = null
  view.returns = false
  ROOT.removeAttribute(BESIDE)
  ROOT.removeAttribute(DARK)
  ROOT.style.removeProperty("--projector")
  ROOT.style.removeProperty(BAR)
  ROOT.style.removeProperty(LESS)
  setProjectedZoom(0)
}

function finish(view) {
  end(view)
  if (document.fullscreenElement) document.exitFullscreen()
  tell(view)
}

const tell = (view) => view.setStateValue("projected", isProjecting(view))

// As large as the screen has room for; a presenter makes it larger or smaller from there.
function fit(view) {
  const [wide, high] = USUAL
  const room = Math.min(innerWidth / wide, innerHeight / high)
  const zoom = Math.max(1, room) * view.projection.size
  view.projection.foot = heightOf(view.projection.bar)
  view.projection.less = 0
  ROOT.style.removeProperty(LESS)
  ROOT.style.setProperty(BAR, `${view.projection.foot}px`)
  ROOT.style.setProperty("--projector", String(zoom))
  setProjectedZoom(zoom)
}

// Where a formula has many lines, the picture above it gives way, so that both are on the screen.
function lowerPictures(view) {
  const { projection } = view
  if (!projection) return
  const shown = `${location.pathname}?${new URLSearchParams(location.search).get("view")}`
  if (projection.shown !== shown) Object.assign(projection, { shown, less: 0 })
  const { scrollTop } = document.querySelector(".stMain")
  const zoom = Number(ROOT.style.getPropertyValue("--projector"))
  const end = innerHeight - projection.foot - MARGIN - scrollTop
  const over = [...document.querySelectorAll(SHOWN)]
    .map((one) => (one.getBoundingClientRect().bottom - end) / zoom)
    .filter((far) => projection.less + far <= MOST_LESS) // what is far below is scrolled to
  projection.less += Math.max(0, ...over)
  const less = projection.less ? `${projection.less}px` : ""
  if (ROOT.style.getPropertyValue(LESS) === less) return
  ROOT.style.setProperty(LESS, less) // none where it is empty
  setProjectedZoom(zoom)
}

// With all that it shows while it is used.
function heightOf(bar) {
  const idle = bar.classList.contains("idle")
  bar.classList.remove("idle")
  const height = bar.offsetHeight
  bar.classList.toggle("idle", idle)
  return height
}

function enlarge(view, by) {
  view.projection.size = Math.min(Math.max(view.projection.size * by, 0.5), 2.5)
  fit(view)
}

function showPlace(view) {
  const { bar, speaker } = view.projection
  const place =
    view.now < 0 ? "" : ` · ${figureLabel(view.now)} · ${view.now + 1} of ${view.steps.length}`
  bar.querySelector(".where").textContent = lessonQuestion() + place
  showFigures(view, bar.querySelector(".figures"))
  speaker?.show()
}

// The lesson's figures, one click each, as they stand over its picture otherwise.
function showFigures(view, list) {
  const labels = figureLinks().map((_, k) => figureLabel(k))
  if (list.textContent !== labels.join(""))
    list.replaceChildren(
      ...labels.map((label, k) => {
        const button = document.createElement("button")
        button.type = "button"
        button.textContent = label
        button.onclick = () => openFigure(k)
        return button
      }),
    )
  for (const [k, button] of [...list.children].entries())
    button.setAttribute("aria-pressed", String(k === view.now))
}

function turn(view, by) {
  const last = figureLinks().length - 1
  openFigure(view.now < 0 ? 0 : Math.min(Math.max(view.now + by, 0), last))
}

// The buttons of the first view on screen that has them stand in its shadow.
function clickInView(selector, words = "") {
  for (const place of document.querySelectorAll('.stMain [data-testid^="stBidiComponent"]')) {
    for (const one of [place, ...place.querySelectorAll("*")]) {
      const button = one.shadowRoot?.querySelector(selector)
      if (!(button instanceof HTMLElement && button.offsetParent)) continue
      return button.textContent.includes(words) ? button.click() : undefined
    }
  }
}

function nextView() {
  const all = [...document.querySelectorAll('.stMain [class*="-view"] [role=radio]')]
  const at = all.findIndex((one) => one.getAttribute("aria-checked") === "true")
  const next = all[(at + 1) % all.length]
  if (next instanceof HTMLElement) next.click()
}

function scrollPage(by) {
  document.querySelector(".stMain").scrollBy({ top: (by * innerHeight) / 4 })
}

function toggled(view, part) {
  const one = view.projection.room.querySelector(part)
  one.hidden = !one.hidden
  return !one.hidden
}

// What plays rests. Neither the pointer nor a key changes the picture then.
function hold(view) {
  const held = toggled(view, ".shield")
  view.projection.room.classList.toggle("held", held)
  if (held) clickInView(".play", "Pause")
}

const isHeld = (view) => view.projection.room.classList.contains("held")

function blacken(view) {
  toggled(view, ".black")
}

function trace(view) {
  const { projection } = view
  if (projection.trace) projection.trace()
  projection.trace = projection.trace ? null : traced(projection.room.querySelector("canvas"))
  projection.room.classList.toggle("traced", Boolean(projection.trace))
}

// The list of keys is the page's own: it opens for this key.
function listKeys() {
  dispatchEvent(new KeyboardEvent("keydown", { key: "?" }))
}

function isListOpen() {
  return Boolean(document.querySelector("dialog[open]"))
}

function controls() {
  const givesWay = ROOT.getAttribute(BESIDE) === UNASKED && document.querySelector(LIVE)
  if (givesWay || !ROOT.hasAttribute(BESIDE)) ROOT.setAttribute(BESIDE, "asked")
  else ROOT.removeAttribute(BESIDE)
}

function onKey(view, event) {
  if (!isProjecting(view) || isListOpen() || event.ctrlKey || event.metaKey || event.altKey) return
  const [target] = event.composedPath()
  if (target instanceof Element && target.closest(WRITING)) return
  if (isHeld(view) && CHANGING.includes(event.key)) {
    event.preventDefault()
    event.stopPropagation()
    return
  }
  const action = ACTIONS.find(({ keys }) => keys.includes(event.key))
  // A picture with the focus steps and plays by itself; what the focus is on is pressed.
  const own = target instanceof Element && target !== document.body
  if (!action || (own && (event.key.startsWith("Arrow") || event.key === " "))) return
  event.preventDefault()
  event.stopPropagation()
  if (view.returns && event.view === window && event.key !== "Escape") fillScreen(view)
  if (!event.repeat || event.key.startsWith("Arrow")) action.act(view)
}

const KEY_NAMES = { PageUp: "Page up", PageDown: "Page down", Help: "?" }

function keyName({ keys }) {
  const first = keys[0]
  return KEY_NAMES[first] ?? (first.length === 1 ? first.toUpperCase() : first)
}
