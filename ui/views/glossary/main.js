// @ts-check
// Emphasised words of an introduction that are terms get a dotted underline and an explanation, by
// pointer, tap or keyboard.
const WORDS = ":is(.st-key-head, .st-key-about) em"
const GAP = 6 // px between a term and its explanation

/** @typedef {{ name: string, words: string }} Term */

/** @type {Map<string, Promise<Record<string, Term>>>} */
const fetched = new Map()

/** @param {string} address */
function load(address) {
  const known = fetched.get(address)
  if (known) return known
  const url = new URL(address, document.baseURI)
  const terms = fetch(url).then(
    (answer) => (answer.ok ? answer.json() : {}),
    () => ({}),
  )
  fetched.set(address, terms)
  return terms
}

/** @param {HTMLElement} word @param {Term} term */
function explanation(word, term) {
  const box = document.createElement("div")
  box.id = "convscope-term"
  box.setAttribute("role", "tooltip")
  const name = document.createElement("strong")
  name.textContent = `${term.name}. `
  box.append(name, term.words)
  document.body.append(box)
  const at = word.getBoundingClientRect()
  const left = Math.min(at.left, innerWidth - box.offsetWidth - GAP)
  const below = at.bottom + GAP + box.offsetHeight < innerHeight
  const top = below ? at.bottom + GAP : at.top - GAP - box.offsetHeight
  box.style.left = `${Math.max(GAP, left)}px`
  box.style.top = `${Math.max(GAP, top)}px`
}

const hide = () => document.getElementById("convscope-term")?.remove()

export default ({ data }) => {
  /** @type {Record<string, Term>} */
  let terms = {}
  /** @param {Element} word */
  const termOf = (word) => terms[word.textContent?.trim().toLowerCase() ?? ""]

  const mark = () => {
    for (const word of document.querySelectorAll(WORDS)) {
      const term = termOf(word)
      if (!term || !(word instanceof HTMLElement)) continue
      if (word.getAttribute("aria-description") === term.words) continue
      word.tabIndex = 0
      word.setAttribute("role", "button")
      word.setAttribute("aria-description", term.words)
    }
  }
  const show = (event) => {
    hide()
    const word = event.target instanceof Element ? event.target.closest(WORDS) : null
    if (word instanceof HTMLElement && termOf(word)) explanation(word, termOf(word))
  }
  const key = (event) => {
    if (event.key === "Escape") hide()
    else if (event.key === "Enter" || event.key === " ") show(event)
  }
  const heard = { pointerover: show, focusin: show, click: show, keydown: key, focusout: hide }
  for (const [name, react] of Object.entries(heard)) document.addEventListener(name, react)
  addEventListener("scroll", hide, true)
  const observer = new MutationObserver(mark)
  load(data.terms).then((found) => {
    terms = found
    mark()
    observer.observe(document.body, { childList: true, subtree: true, characterData: true })
  })
  return () => {
    for (const [name, react] of Object.entries(heard)) document.removeEventListener(name, react)
    removeEventListener("scroll", hide, true)
    observer.disconnect()
    hide()
  }
}
