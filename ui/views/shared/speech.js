// @ts-check
// A status line made of pieces {text, kind}: what is written, and what a screen reader speaks.

/** @typedef {{ text: string, kind?: string }} Piece */

export function textOf(pieces) {
  return pieces.map((piece) => piece.text).join("")
}

export function spansOf(pieces) {
  return pieces.map(({ text, kind }) => {
    const span = document.createElement("span")
    span.textContent = text
    if (kind) span.className = kind
    return span
  })
}

// Writes pieces into the status line once they differ from what it says.
export function tellStatus(view, pieces) {
  const text = textOf(pieces)
  if (text === view.said) return
  view.said = text
  view.status.replaceChildren(...spansOf(pieces))
}
