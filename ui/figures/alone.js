// @ts-check
// Shows a view with the data of the file that it is in. What it would tell the app nobody hears.

/** @param {(parts: any) => any} view @param {boolean} packed */
export function showAlone(view, packed) {
  const place = document.querySelector(".figure").attachShadow({ mode: "open" })
  const parts = /** @type {HTMLTemplateElement} */ (document.querySelector("#parts"))
  place.append(parts.content.cloneNode(true))
  const text = document.querySelector("#data").textContent
  const data = packed ? Uint8Array.from(atob(text), (one) => one.charCodeAt(0)) : JSON.parse(text)
  const nobody = () => {}
  const show = () =>
    view({ data, parentElement: place, setStateValue: nobody, setTriggerValue: nobody })
  show()
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", show)
}
