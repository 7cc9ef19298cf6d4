// @ts-check
// The menus below a figure: each combination of what they say has its scene in the file. What does
// not go with the rest cannot be chosen, and a sentence says why.

/**
 * @typedef {{ scenes: Record<string, number[]>, reasons: Record<string, string> }} Combinations
 * `scenes`: where each begins in the data, its length, rows and columns of its map.
 */

/** @param {string[]} texts */
function listed(texts) {
  return texts.length < 2 ? texts.join("") : `${texts.slice(0, -1).join(", ")} and ${texts.at(-1)}`
}

/**
 * @param {HTMLFormElement} form @param {Combinations} file
 * @param {(from: number, length: number) => void} show
 */
export function listenToMenus(form, { scenes, reasons }, show) {
  const menus = [...form.querySelectorAll("select")]
  const line = form.querySelector("p")
  const chosenWith = (menu, text) => menus.map((one) => (one === menu ? text : one.value)).join(",")

  const sentence = (menu, gone) => {
    const name = menu.name[0].toUpperCase() + menu.name.slice(1)
    const are = gone.length > 1 ? "are" : "is"
    const reason = reasons[chosenWith(menu, gone[0])]
    return ` ${name} ${listed(gone)} ${are} not possible here. ${reason}`
  }

  const limited = (menu) => {
    for (const one of menu.options) one.disabled = !scenes[chosenWith(menu, one.value)]
    const gone = [...menu.options].filter((one) => one.disabled).map((one) => one.value)
    const numbers = gone.filter((one) => Number.isFinite(+one))
    const words = gone.filter((one) => !numbers.includes(one)) // of another reason
    const why = words.map((one) => ` ${reasons[chosenWith(menu, one)]}`)
    return [numbers.length ? sentence(menu, numbers) : "", ...why]
  }

  const follow = () => {
    const [from, length, rows, columns] = scenes[chosenWith(null, "")]
    show(from, length)
    line.textContent = `The map is ${rows}×${columns}.${menus.flatMap(limited).join("")}`
  }
  form.addEventListener("change", follow)
  form.addEventListener("submit", (event) => event.preventDefault())
  follow()
}
