// @ts-check
// While a run goes on, the address says how far it is, so that a page which is loaded again comes
// back to it. It takes the place of the one that is there: no step in the browser's history.

/** @typedef {{ scene: { address: Record<string, string> | null }, sentFrom?: string,
 *   began?: string, kept?: string }} Running */

/** @param {string} search */
function writeSearch(search) {
  history.replaceState(history.state, "", `${location.pathname}${search}${location.hash}`)
}

// Only the address that the server has heard of is written over: the reader may have gone on.
/** @param {Running} view */
export function keepInAddress(view) {
  const { address } = view.scene
  const here = location.search
  const isOurs = view.kept !== undefined && here === view.kept
  if (!address) {
    // The page writes where the run rests; Back from there leads to where it began.
    if (isOurs) writeSearch(view.began ?? "")
    view.kept = undefined
    return
  }
  if (!isOurs) {
    if (here !== view.sentFrom) return
    view.began = here
  }
  const said = new URLSearchParams(here)
  for (const [name, text] of Object.entries(address)) said.set(name, text)
  const next = `?${said}`
  if (next !== here) writeSearch(next)
  view.kept = next
}
