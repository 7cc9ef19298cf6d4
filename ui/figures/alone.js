// @ts-check
// Shows a view with the data of the file that it is in. What it would tell the app nobody hears.

import { writeCommas } from "../views/decimals/writing.js"
import { ALONE, CLASS_CONTROLS } from "../views/shared/class_link.js"
import { isDrawn } from "../views/snapshot/drawing.js"
import { listenToSnapshot } from "../views/snapshot/files.js"
import { listenToMenus } from "./combinations.js"

/** @param {string} text */
async function unzipped(text) {
  const bytes = Uint8Array.from(atob(text), (one) => one.charCodeAt(0))
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))
  return new Uint8Array(await new Response(stream).arrayBuffer())
}

/** @typedef {Partial<import("./combinations.js").Combinations>} Menus */

/**
 * @param {(parts: any) => any} view
 * @param {{ packed: boolean, name: string, comma?: boolean } & Menus} file
 */
export async function showAlone(view, { packed, name, comma, scenes, reasons }) {
  document.documentElement.setAttribute(CLASS_CONTROLS, ALONE)
  const place = document.querySelector(".figure").attachShadow({ mode: "open" })
  const parts = /** @type {HTMLTemplateElement} */ (document.querySelector("#parts"))
  place.append(parts.content.cloneNode(true))
  if (comma) writeCommas()
  const text = document.querySelector("#data").textContent
  const whole = packed ? await unzipped(text) : JSON.parse(text)
  let data = whole
  const nobody = () => {}
  const show = () =>
    view({ data, parentElement: place, setStateValue: nobody, setTriggerValue: nobody })
  if (scenes)
    listenToMenus(document.querySelector("form.choices"), { scenes, reasons }, (from, length) => {
      data = whole.subarray(from, from + length)
      show()
    })
  else show()
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
