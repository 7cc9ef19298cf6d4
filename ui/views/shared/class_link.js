// @ts-check
// What the page around a view lets its reader do: as a link for a class says, or in a file.

export const CLASS_CONTROLS = "data-controls" // on the page's root: shown, locked, hidden or ALONE
export const ALONE = "alone" // in a file: no server hears what is asked

const rights = () => document.documentElement.getAttribute(CLASS_CONTROLS)

/** Whether weights, pixels and drawings stay as they are. */
export function isLocked() {
  return rights() === "locked" || isAlone()
}

/** Whether nothing can be opened that only a server has. */
export function isAlone() {
  return rights() === ALONE
}
