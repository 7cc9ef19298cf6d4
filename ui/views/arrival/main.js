// @ts-check
// Streamlit draws another page without a word: the focus is lost, and nothing says what came.
const STATE = "data-test-script-state"
const RESTS = "notRunning"
const LINK = '[data-testid="stPageLink-NavLink"]'
const MOVES = ["keydown", "pointerdown"]
const TRIES = 50
const PAUSE = 100 // ms between them

let followed = false
let moved = false // the reader, since the page arrived

function announcer() {
  const known = document.getElementById("convscope-arrived")
  if (known) return known
  const made = document.createElement("div")
  made.id = "convscope-arrived"
  made.setAttribute("role", "status")
  document.body.append(made)
  return made
}

// The menu is where one goes from page to page, and one of its links is here.
function mark() {
  const menu = document.querySelector(".st-key-menu")
  if (!menu) return
  menu.setAttribute("role", "navigation")
  menu.setAttribute("aria-label", "Lessons")
  const here = location.pathname.split("/").pop()
  for (const link of menu.querySelectorAll("a")) {
    const there = link.getAttribute("href")?.split("?")[0] // "" on the first page's link
    if (there === here) link.setAttribute("aria-current", "page")
    else link.removeAttribute("aria-current")
  }
  for (const link of document.querySelectorAll('[class*="st-key-try-"] a')) {
    if (link.closest(".st-key-try-now")) link.setAttribute("aria-current", "true")
    else link.removeAttribute("aria-current")
  }
}

// The code stands beside Predict and is a part of the page as that is, also while it is folded.
function markCode() {
  const title = document.querySelector(".st-key-code summary p")
  title?.setAttribute("role", "heading")
  title?.setAttribute("aria-level", "2")
}

// Streamlit names a control by its label as it was written, with the signs of bold and colour.
const MARKED = /:\w+\[\*\*(.+?)\*\*\]/g
function nameControls() {
  for (const control of document.querySelectorAll('.stMain [aria-label*="[**"]'))
    control.ariaLabel = control.ariaLabel.replace(MARKED, "$1")
}

// What an answer was worth, and why, is said. Its button may be gone, and the focus with it.
let told = ""
function tell() {
  const place = document.querySelector(".st-key-explained")
  const words = place?.textContent ?? ""
  if (words === told) return
  told = words
  if (!(place instanceof HTMLElement) || followed) return
  place.setAttribute("role", "alert")
  place.tabIndex = -1
  if (document.activeElement === document.body) place.focus({ preventScroll: true })
}

function arrive() {
  followed = moved = false
  announcer().textContent = document.querySelector(".st-key-about")?.textContent ?? ""
  takeFocus(TRIES)
}

// The link may be taken away a moment after the run has ended. What keeps the focus keeps it, and
// whoever moves on meanwhile is not called back.
function takeFocus(tries) {
  const heading = document.querySelector("h1")
  if (heading && document.activeElement === document.body) {
    heading.tabIndex = -1
    heading.focus({ preventScroll: true })
  } else if (tries && !moved) setTimeout(takeFocus, PAUSE, tries - 1)
}

const follow = (event) => {
  const elsewhere = event.ctrlKey || event.metaKey || event.shiftKey // a tab of its own
  if (event.isTrusted && !elsewhere && event.target.closest(LINK)) followed = true
}

const rested = () => {
  if (document.querySelector(`[${STATE}]`)?.getAttribute(STATE) !== RESTS) return
  mark()
  markCode()
  if (followed) arrive()
}

// Once for all pages: where Streamlit draws the menu anew, a click may come in between.
function listen() {
  document.addEventListener("click", follow, true)
  for (const one of MOVES)
    document.addEventListener(
      one,
      () => {
        moved = true
      },
      true,
    )
  const all = { subtree: true, childList: true, attributeFilter: ["aria-label"] }
  const changed = () => {
    nameControls()
    tell()
  }
  new MutationObserver(changed).observe(document.body, all)
  new MutationObserver(rested).observe(document.body, { subtree: true, attributeFilter: [STATE] })
}

let listens = false

export default () => {
  if (!listens) listen()
  listens = true
  // Streamlit may draw the menu's links anew at any time.
  const links = new MutationObserver(mark)
  const menu = document.querySelector('[data-testid="stSidebar"]')
  if (menu) links.observe(menu, { childList: true, subtree: true, attributeFilter: ["href"] })
  rested()
  return () => links.disconnect()
}
