// @ts-check
// Shows a view with the data of the file that it is in. What it would tell the app nobody hears.

import { isDrawn } from "../views/snapshot/drawing.js"
import { listenToSnapshot } from "../views/snapshot/files.js"

/** @param {string} text */
async function unzipped(text) {
  const bytes = Uint8Array.from(atob(text), (one) => one.charCodeAt(0))
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))
  return new Uint8Array(await new Response(stream).arrayBuffer())
}

/** @param {(parts: any) => any} view @param {{ packed: boolean, name: string }} file */
export async function showAlone(view, { packed, name }) {
  const place = document.querySelector(".figure").attachShadow({ mode: "open" })
  const parts = /** @type {HTMLTemplateElement} */ (document.querySelector("#parts"))
  place.append(parts.content.cloneNode(true))
  const text = document.querySelector("#data").textContent
  const data = packed ? await unzipped(text) : JSON.parse(text)
  const nobody = () => {}
  const show = () =>
    view({ data, parentElement: place, setStateValue: nobody, setTriggerValue: nobody })
  show()
  /** @type {HTMLElement} */
  const buttons = document.querySelector(".snapshot")
  if (!buttons) return // a sheet to print is light
  listenToSnapshot(
    buttons,
    () => place,
    () => name,
  )
  buttons.querySelector("button.svg").toggleAttribute("hidden", !isDrawn(place))
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", show)
}
