// @ts-check
// Remembers in this browser which lessons were finished, and ticks the links that lead to them.
const STORED = "convscope-finished"
const NEXT = ".st-key-onward a" // following it finishes a lesson

/** @returns {string[]} */
function finished() {
  try {
    const known = JSON.parse(localStorage.getItem(STORED) ?? "[]")
    return Array.isArray(known) ? known.filter((path) => /^[a-z-]+$/.test(path)) : []
  } catch {
    return [] // no storage here, or something else's
  }
}

/** @param {string} path */
function finish(path) {
  if (!/^[a-z-]+$/.test(path) || finished().includes(path)) return
  try {
    localStorage.setItem(STORED, JSON.stringify([...finished(), path]))
  } catch {
    return // a browser that keeps nothing is no fault
  }
  tick()
}

// A rule for each lesson instead of a mark on each link: Streamlit draws its links anew at will.
function tick() {
  const rules = finished().map((path) => {
    const links = [`a[href="${path}"]`, `a[href^="${path}?"]`]
    return `:is(.st-key-menu, [class*="st-key-card-"]) :is(${links}) p::after
      { content: " ✓" / " (finished)"; color: #0b7a75; font-weight: 700; }`
  })
  if (rules.length) rules.push(".st-key-finished { display: block !important; }")
  let sheet = document.getElementById(STORED)
  if (!sheet) {
    sheet = document.createElement("style")
    sheet.id = STORED
    document.head.append(sheet)
  }
  sheet.textContent = rules.join("\n")
}

export default ({ data }) => {
  if (data?.finished) finish(data.finished)
  const follow = (event) => {
    if (event.target.closest(NEXT)) finish(location.pathname.split("/").pop() ?? "")
  }
  document.addEventListener("click", follow)
  tick()
  return () => document.removeEventListener("click", follow)
}
