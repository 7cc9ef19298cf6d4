// @ts-check
// The reader's choice is kept here, and Streamlit hears that the scheme has changed: nothing is
// loaded anew. Where the browser keeps nothing, it holds for this page.

import { mountedPlain } from "../shared/lifecycle.js"

const CHOSEN = "convscope-theme" // in the browser's storage, and the event that says it changed

function mount(parent) {
  const root = parent.querySelector(".theme-switch")
  const view = { root, choices: [...root.querySelectorAll("input")] }
  for (const choice of view.choices) choice.onchange = () => choose(choice.value)
  return view
}

function choose(theme) {
  try {
    if (theme) localStorage.setItem(CHOSEN, theme)
    else localStorage.removeItem(CHOSEN)
  } catch {}
  dispatchEvent(new CustomEvent(CHOSEN, { detail: theme }))
}

function receive(view) {
  const now = document.documentElement.dataset.theme ?? ""
  for (const choice of view.choices) choice.checked = choice.value === now
}

export default mountedPlain(mount, receive)
