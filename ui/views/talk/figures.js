// @ts-check
// The figures of the lesson on screen: their links, in order, and what stands on them.

const FIGURES = '[class*="st-key-try-"] a'

/** @returns {HTMLAnchorElement[]} */
export function figureLinks() {
  return [...document.querySelectorAll(FIGURES)].filter((one) => one instanceof HTMLAnchorElement)
}

/** Go to a figure by its number, and tell whether there is one. */
export function openFigure(number) {
  const link = figureLinks()[number]
  link?.click()
  return Boolean(link)
}

export function lessonQuestion() {
  return document.querySelector(".st-key-head h1")?.textContent.trim() ?? ""
}

export function figureLabel(number) {
  return figureLinks()[number]?.textContent.trim() ?? ""
}
