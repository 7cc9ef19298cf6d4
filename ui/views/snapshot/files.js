// @ts-check
// The two buttons that save a view: as PNG, and as SVG.

import { drawingOf } from "./drawing.js"
import { pictureOf } from "./raster.js"

const FAILED = "This browser cannot make the picture."

/**
 * @param {HTMLElement} root that holds the buttons .png and .svg, and .told
 * @param {() => ShadowRoot | null} shadow of the view
 * @param {() => string} name of the file
 */
export function listenToSnapshot(root, shadow, name) {
  /** @param {string} ending @param {(shadow: ShadowRoot) => Promise<Blob>} make */
  const on = (ending, make) => {
    /** @type {HTMLButtonElement} */
    const button = root.querySelector(`.${ending}`)
    button.onclick = async () => {
      const told = root.querySelector(".told")
      told.textContent = ""
      button.disabled = true
      try {
        save(await make(shadow()), `${name()}.${ending}`)
      } catch (error) {
        console.info(error)
        told.textContent = FAILED
      }
      button.disabled = false
    }
  }
  on("png", pictureOf)
  on("svg", drawingOf)
}

function save(blob, name) {
  const link = document.createElement("a")
  link.href = URL.createObjectURL(blob)
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}
