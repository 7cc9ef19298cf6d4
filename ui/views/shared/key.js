// @ts-check
// The line under a picture that says what the marks in sight mean.

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
  if (mark) {
    const sample = document.createElement("i")
    sample.className = mark
    span.append(sample)
  }
  span.append(meaning)
  return span
}
