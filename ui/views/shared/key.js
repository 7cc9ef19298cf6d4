// @ts-check
// The line under a picture that says what the marks in sight mean.

// Where a question hides a number: the question itself, and a button that leads to its choices.
export const ASKED = ["asked", "↓ Answer"]

// Each item is a mark, named as the key's style in panel.css, "" for none, and what it means.
/** @param {Element} place @param {string[][]} items */
export function fillKey(place, items) {
  const said = JSON.stringify(items)
  if (place.getAttribute("data-said") === said) return
  place.setAttribute("data-said", said)
  place.replaceChildren(...items.map(([mark, meaning]) => keyItem(mark, meaning)))
}

function keyItem(mark, meaning) {
  const span = document.createElement("span")
  if (mark === ASKED[0]) {
    span.className = "question"
    const sign = document.createElement("b")
    sign.append("? ")
    span.append(sign, questionOfPage(), " ", wayToQuestion(meaning))
    return span
  }
  if (mark) {
    const sample = document.createElement("i")
    sample.className = mark
    span.append(sample)
  }
  span.append(meaning)
  return span
}

// The page's question beside the "?" that it puts into the picture. The page asks it after the
// picture stands, and another one whenever a setting moves.
function questionOfPage() {
  const text = document.createElement("span")
  const tell = () => {
    const asked = document.querySelector(".st-key-question-asked")?.textContent?.trim()
    const said = asked || "The question below asks for this number."
    if (text.textContent !== said) text.textContent = said
  }
  const watch = new MutationObserver(() => (text.isConnected ? tell() : watch.disconnect()))
  watch.observe(document.body, { childList: true, characterData: true, subtree: true })
  tell()
  return text
}

// A button that brings the question into view, with as much of the picture above as there is room.
function wayToQuestion(meaning) {
  const button = document.createElement("button")
  button.type = "button"
  button.className = "to-question"
  button.append(meaning)
  button.addEventListener("click", () => {
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches
    const question = document.querySelector(".st-key-predict")
    question?.scrollIntoView({ block: "nearest", behavior: still ? "auto" : "smooth" })
    question?.querySelector("button")?.focus({ preventScroll: true })
  })
  return button
}
