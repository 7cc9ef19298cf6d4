// A network's drawing: what is pointed at is said below it, a click or Enter chooses the layer.

export default function ({ data, parentElement, setTriggerValue }) {
  themeOf({ root: parentElement.querySelector(".network") })
  const blocks = parentElement.querySelector(".blocks"), status = parentElement.querySelector(".said")
  blocks.innerHTML = data.svg
  status.textContent = data.said
  const blockOf = (event) => event.target.closest("g[data-layer]")
  const say = (event) => { status.textContent = blockOf(event)?.getAttribute("aria-label") ?? data.said }
  const choose = (event) => {
    const layer = Number(blockOf(event)?.dataset.layer)
    if (layer > 0) setTriggerValue("layer", layer)
  }
  blocks.onpointerover = say
  blocks.onfocusin = say
  blocks.onpointerleave = blocks.onfocusout = () => { status.textContent = data.said }
  blocks.onclick = choose
  blocks.onkeydown = (event) => {
    if (event.key !== "Enter" && event.key !== " ") return
    event.preventDefault()
    choose(event)
  }
}
