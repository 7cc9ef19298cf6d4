// @ts-check
// One cell, opened: its products, channel by channel, the largest first; the rest makes the sum
// right and unfolds.

import { isAlone } from "../../views/shared/class_link.js"
import { bracketed, counted } from "../../views/shared/numbers.js"
import { nameOf } from "./map.js"
import { alike, sumLine, summed } from "./sums.js"
import { keyLine, productTables } from "./tables.js"
import { backButton, limitOf, make, walkRows } from "./tiles.js"

const FEW = 8 // channels that are shown at first, and come with each step

export function showCell(view) {
  const count = view.scene.channels.length
  const state = { shown: Math.min(FEW, count), open: view.scene.channels[0] }
  view.room.append(cellHead(view))
  const list = make("div", "list")
  const total = make("div", "ends")
  view.room.append(list, total, keyLine("the largest part first"))
  const draw = () => {
    const { sums, sum, values, weights } = view.scene
    state.text = alike([...sums.values, sum], { digits: 4 })
    state.factors = [values, weights].map((one) => alike(one.values))
    const focused = view.root.getRootNode().activeElement?.dataset?.key
    list.replaceChildren()
    for (let k = 0; k < state.shown; k++) list.append(channelRow(view, state, k, draw))
    if (state.shown < count) list.append(restRow(view, state, draw))
    total.replaceChildren(...endRows(view, state))
    if (focused) view.room.querySelector(`[data-key="${focused}"]`)?.focus()
    view.say(cellLine(view, state))
  }
  view.room.onkeydown = (event) => {
    const row = event.target.closest("[data-channel]")
    const [opens, closes] = [event.key === "ArrowRight", event.key === "ArrowLeft"]
    if (event.ctrlKey || event.altKey || event.metaKey) return
    if (event.key === "Escape") view.open({ view: "map" })
    else if (row && (opens || closes)) {
      const channel = Number(row.dataset.channel)
      if (opens || state.open === channel) state.open = opens ? channel : -1
      draw()
    } else if (!walkRows(view, event)) return
    event.preventDefault()
  }
  view.repaint = () => {}
  view.update = (before) => {
    const built = ({ part, map, cell, title, channels }) => [
      part,
      map,
      cell,
      title,
      channels.length,
    ]
    if (String(built(before)) !== String(built(view.scene))) return false
    draw()
    return true
  }
  draw()
}

function cellHead(view) {
  const { scene } = view
  const [row, column] = scene.cell
  const head = make("div", "head")
  const where = `row ${row}, column ${column} of map ${scene.map} of ${scene.title}`
  if (!isAlone()) head.append(backButton(view, `‹ Map ${scene.map}`, "map"))
  head.append(make("h3", "", where))
  return head
}

function channelRow(view, state, k, draw) {
  const { scene } = view
  const [, high, wide] = scene.products.shape
  const channel = scene.channels[k]
  const open = state.open === channel && high * wide > 1
  const holder = make("div", "channel")
  const button = make("button", "row wide")
  button.type = "button"
  button.dataset.key = `channel.${k}`
  button.dataset.channel = String(channel)
  button.dataset.row = ""
  if (k === 0) button.dataset.first = ""
  const value = scene.sums.values[k]
  const name = nameOf(scene, channel)
  const one = high * wide === 1 ? `: ${productText(state, scene, k)}` : ""
  const track = make("span", "track")
  const fill = make("i", value < 0 ? "below" : "")
  fill.style.setProperty("--share", String(Math.abs(value) / limitOf(scene.sums.values)))
  track.append(fill)
  const sign = high * wide > 1 ? (open ? "▾ " : "▸ ") : ""
  button.append(make("span", "name", `${sign}${name}${one}`), track)
  button.append(make("span", "value", state.text(value)))
  button.onclick = () => {
    state.open = open ? -1 : channel
    draw()
  }
  if (high * wide > 1) button.setAttribute("aria-expanded", String(open))
  holder.append(button)
  if (open) holder.append(windowTables(view, k))
  return holder
}

function productText(state, scene, at) {
  const [value, weight] = [scene.values, scene.weights].map((one, k) =>
    state.factors[k](one.values[at]),
  )
  return `${bracketed(value)} × ${bracketed(weight)}`
}

function windowTables(view, k) {
  const { scene } = view
  const [, high, wide] = scene.products.shape
  /** @type {[string, ArrayLike<number>][]} */
  const parts = [
    ["window", scene.values.values],
    ["weights", scene.weights.values],
    ["products", scene.products.values],
  ]
  const size = { at: k * high * wide, high, wide }
  return productTables(parts, size, (i, j) => scene.outside[i][j])
}

function restRow(view, state, draw) {
  const { scene } = view
  const left = scene.channels.length - state.shown
  const rest = scene.sums.values.subarray(state.shown).reduce((sum, one) => sum + one, 0)
  const row = make("button", "row wide")
  row.type = "button"
  row.dataset.key = "rest"
  row.dataset.row = ""
  row.append(
    make(
      "span",
      "name",
      `▸ the other ${counted(left, "channel")}: show ${Math.min(left, FEW)} more`,
    ),
    make("span", "track"),
    make("span", "value", state.text(rest)),
  )
  row.onclick = () => {
    state.shown = Math.min(state.shown + FEW, scene.channels.length)
    draw()
  }
  return row
}

function endRows(view, state) {
  const { scene } = view
  const rows = [["bias", scene.bias]]
  rows.push(["sum of all products and the bias", scene.sum])
  if (scene.addedValue !== null) rows.push(["the block's input at this cell", scene.addedValue])
  if (scene.activation) rows.push([`${scene.activation} of the sum`, scene.value])
  else if (scene.addedValue !== null) rows.push(["sum and the block's input", scene.value])
  return rows.map(([name, value]) => {
    const row = make("div", "row wide end")
    row.append(make("span", "name", String(name)), make("span", "track"))
    row.append(make("span", "value", state.text(Number(value))))
    return row
  })
}

function cellLine(view, state) {
  const { scene } = view
  const terms = [...scene.sums.values.subarray(0, state.shown)]
  const names = scene.channels.slice(0, state.shown).map((one) => nameOf(scene, one))
  const left = scene.channels.length - state.shown
  if (left) {
    terms.push(scene.sums.values.subarray(state.shown).reduce((sum, one) => sum + one, 0))
    names.push(`the other ${counted(left, "channel")}`)
  }
  const found = summed([...terms, scene.bias], scene.sum, [...names, "bias"])
  return `The sum is ${sumLine(found)}.`
}
