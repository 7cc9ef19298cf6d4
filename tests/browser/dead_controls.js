// Uses the controls of a figure's file, at most three that are alike, and returns those after which
// the figure looks the same. `used` counts what was used in files before: by kind, how often.
;async (used) => {
  const rest = (ms) => new Promise((go) => setTimeout(go, ms))
  const place = document.querySelector(".figure").shadowRoot
  const seen = () => {
    const canvases = [...place.querySelectorAll("canvas")].map((one) => one.toDataURL())
    return [document.querySelector("main").innerHTML, place.innerHTML, ...canvases].join("\n")
  }
  // Of the full screen and of the name of a speed nothing is to be seen in here.
  const CONTROLS = "button:not(.full), select:not(.speed), input, [role=button], [role=slider]"
  const view = place.querySelector(".palette").classList[0]
  const isAble = (one) =>
    one.isConnected &&
    one.checkVisibility({ visibilityProperty: true }) &&
    !one.disabled &&
    one.getAttribute("aria-pressed") !== "true" // it is chosen already
  const use = (one) => {
    if (one.matches("select")) {
      one.value = [...one.options].find(({ selected, disabled }) => !selected && !disabled).value
      one.dispatchEvent(new Event("change", { bubbles: true }))
    } else if (one.matches("[type=range]")) {
      one.value = one.value === one.max ? one.min : one.max
      one.dispatchEvent(new Event("input", { bubbles: true }))
    } else one.dispatchEvent(new MouseEvent("click", { bubbles: true, composed: true }))
  }
  const dead = []
  for (const one of [
    ...place.querySelectorAll(CONTROLS),
    ...document.querySelectorAll(".choices select"),
  ]) {
    const kind = `${view} ${one.tagName} ${one.getAttribute("class")} ${one.getAttribute("name")}`
    if (!isAble(one) || used[kind] >= 3) continue
    used[kind] = (used[kind] ?? 0) + 1
    const before = seen()
    use(one)
    for (let k = 0; k < 25 && seen() === before; k++) await rest(20)
    if (seen() === before) dead.push(one.outerHTML.slice(0, 160))
    if (one.textContent.includes("Pause")) use(one)
  }
  return { used, dead }
}
