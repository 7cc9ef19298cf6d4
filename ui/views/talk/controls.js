// @ts-check
// The controls of a lesson as a link for a class has them: shown, locked or hidden (theme.css).

const CONTROLS = "data-controls" // on the page's root
const SIDE = ".st-key-side"

export function showControls(view, controls) {
  document.documentElement.setAttribute(CONTROLS, controls)
  lock(controls === "locked")
  view.locks?.disconnect()
  if (controls !== "locked") return
  view.locks = new MutationObserver(() => lock(true)) // the page draws them anew
  view.locks.observe(document.body, { childList: true, subtree: true })
}

export function freeControls(view) {
  view.locks?.disconnect()
  document.documentElement.removeAttribute(CONTROLS)
  lock(false)
}

function lock(isLocked) {
  for (const side of document.querySelectorAll(SIDE)) side.toggleAttribute("inert", isLocked)
}
