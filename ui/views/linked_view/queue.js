// @ts-check
// Edits that the lesson has not answered yet: it hears of one at a time, and what is typed
// meanwhile waits for its turn. A number that is still moving is only previewed.

const UNANSWERED = 15000 // ms after which an edit is no longer waited for

export function pump(view) {
  if (view.underway || !view.edits.length) return
  view.underway = view.edits.shift()
  view.setStateValue("edit", { ...view.underway, seq: ++view.sent })
  view.pumpTimer = setTimeout(() => answered(view), UNANSWERED)
}

export function answered(view) {
  clearTimeout(view.pumpTimer)
  view.underway = null
  pump(view)
}

export function isEdited(view) {
  return Boolean(view.underway || view.edits.length || view.live)
}

// As the server reads them, in their order.
export function editsNow(view) {
  return JSON.stringify([view.underway, ...view.edits, view.live].filter(Boolean))
}
