// @ts-check
// The controls of a lesson as a link for a class has them: shown, locked or hidden (theme.css).

import { CLASS_CONTROLS } from "../shared/class_link.js"
import { PROJECTED } from "../shared/projector.js"

const ROOT_OF_PAGE = document.documentElement
// Beside the picture, above it (which view is shown), below it: all that changes what is shown.
const WIDGETS = [
  "ButtonGroup",
  "Checkbox",
  "FileUploader",
  "MultiSelect",
  "NumberInput",
  "Radio",
  "Selectbox",
  "Slider",
  "TextArea",
  "TextInput",
]
const LOCKED = [".st-key-side", ...WIDGETS.map((one) => `.stMain [data-testid="st${one}"]`)].join()
const FREE = ".st-key-predict, .st-key-code, .st-key-class-link, .st-key-take-away"

let newest = null // the view that said last how the controls are

export function showControls(view, controls) {
  newest = view
  const isOther = ROOT_OF_PAGE.getAttribute(CLASS_CONTROLS) !== controls
  ROOT_OF_PAGE.setAttribute(CLASS_CONTROLS, controls)
  // Views look again what may be changed, and so does this one.
  if (isOther) dispatchEvent(new Event(PROJECTED))
  lock(controls === "locked")
  view.locks?.disconnect()
  if (controls !== "locked") return
  // The page draws them anew; where it has no lesson any more, they are free.
  view.locks = new MutationObserver(() => {
    if (view.root.isConnected) lock(true)
    else freeControls(view)
  })
  view.locks.observe(document.body, { childList: true, subtree: true })
}

/** As a lesson is left: the next one may have said by then how its own are. */
export function freeControls(view) {
  view.locks?.disconnect()
  if (newest !== view) return
  ROOT_OF_PAGE.removeAttribute(CLASS_CONTROLS)
  lock(false)
}

function lock(isLocked) {
  for (const one of document.querySelectorAll(LOCKED)) {
    if (!one.closest(FREE)) one.toggleAttribute("inert", isLocked)
  }
}
