// @ts-check
// The button that was pressed may be gone, and the focus with it: it goes on where the result is.
const known = new WeakMap()

export default ({ data, parentElement }) => {
  const place = /** @type {HTMLElement} */ (document.querySelector(`.${data.place}`))
  const before = known.get(parentElement)
  known.set(parentElement, data.turn)
  if (!place) return
  place.setAttribute("role", "status")
  if (before === undefined || before === data.turn) return
  place.tabIndex = -1
  place.focus({ preventScroll: true })
  place.scrollIntoView({ block: "nearest" })
}
