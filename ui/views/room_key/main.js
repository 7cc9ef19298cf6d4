// @ts-check
// Keeps the key of the room that this tab leads, and shows it after a reload. Another tab has none,
// and the address does not show it: it stands on the wall while a class comes in.
const KEPT = "convscope-room"

/** @param {string} key */
function keep(key) {
  try {
    sessionStorage.setItem(KEPT, key)
  } catch {
    return // a browser that keeps nothing is no fault
  }
}

function kept() {
  try {
    return sessionStorage.getItem(KEPT) ?? ""
  } catch {
    return ""
  }
}

export default ({ data, setTriggerValue }) => {
  if (data.key) keep(data.key)
  else if (data.refused && data.refused === kept()) sessionStorage.removeItem(KEPT)
  else if (kept()) setTriggerValue("returned", kept())
}
