// @ts-check
// What a link for a class says of all views: whether what they show may be changed.

export const CLASS_CONTROLS = "data-controls" // on the page's root: shown, locked or hidden

/** Whether weights, pixels and drawings stay as they are. */
export function isLocked() {
  return document.documentElement.getAttribute(CLASS_CONTROLS) === "locked"
}
