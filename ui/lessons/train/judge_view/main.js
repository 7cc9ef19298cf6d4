// @ts-check
// The confusion matrix and the pictures behind it. Pointing and the keyboard work here; a click on
// a cell asks the server for its pictures.

import { isAlone } from "../../../views/shared/class_link.js"
import { mounted } from "../../../views/shared/lifecycle.js"
import { percent, thousands } from "../../../views/shared/numbers.js"
import { say } from "./words.js"

const SURE = 0.995 // from here on a tenth of a percent is shown
function mount(parent) {
  const root = parent.querySelector(".judge-view")
  const find = (name) => root.querySelector(name)
  const view = {
    root,
    words: find(".words"),
    table: find("table"),
    told: find(".told"),
    title: find(".title"),
    pages: find(".pages"),
    back: find(".back"),
    on: find(".on"),
    shown: find(".shown"),
    pictures: find(".pictures"),
    about: find(".about"),
    sheets: find(".sheets"),
    counts: find(".counts"),
    shares: find(".shares"),
    asShares: false,
    sent: 0,
    at: [0, 0],
  }
  view.counts.onclick = () => {
    view.asShares = false
    showMatrix(view)
  }
  view.shares.onclick = () => {
    view.asShares = true
    showMatrix(view)
  }
  view.table.addEventListener("keydown", (event) => onKey(view, event))
  return view
}

function ask(view, want) {
  if (isAlone()) return
  view.setStateValue("want", { ...want, seq: ++view.sent })
}

function make(kind, name, text = "") {
  const made = document.createElement(kind)
  made.className = name
  made.textContent = text
  return made
}

function aboutCell({ scene }, r, c) {
  const { classes, matrix, shares } = scene
  const total = matrix[r].reduce((sum, n) => sum + n, 0)
  const n = matrix[r][c]
  if (!total) return say.thereAreNoTestImages(classes[r])
  const what = r === c ? `${classes[r]} read correctly` : `${classes[r]} read as ${classes[c]}`
  return `${what}: ${thousands(n)} of ${thousands(total)}, ${percent(shares[r][c])}`
}

// Teal where it is right, orange where it is wrong; stronger for a larger share of the row.
function tint(share, right) {
  if (!share) return "color-mix(in srgb, var(--line) 35%, transparent)"
  const strength = (right ? 18 + 60 * share : Math.min(78, 16 + 300 * share)).toFixed(0)
  const colour = right ? "teal" : "positive"
  return `color-mix(in srgb, var(--${colour}) ${strength}%, var(--panel))`
}

function showMatrix(view) {
  const { scene } = view
  const { classes, matrix, accuracies, pair } = scene
  view.counts.setAttribute("aria-pressed", String(!view.asShares))
  view.shares.setAttribute("aria-pressed", String(view.asShares))
  const head = make("tr", "")
  head.append(
    make("th", ""),
    ...classes.map((name, k) => {
      const th = make("th", "", view.scene.brief[k])
      th.title = `read as ${name}`
      th.scope = "col"
      return th
    }),
  )
  head.append(Object.assign(make("th", "", "right"), { scope: "col" }))
  const rows = classes.map((name, r) => {
    const row = make("tr", "")
    const title = make("th", "row", name)
    title.scope = "row"
    title.title = name
    row.append(title, ...classes.map((_, c) => cellOf(view, r, c, pair)))
    const rate = make("td", "rate")
    const bar = make("i", "")
    bar.style.width = `${34 * accuracies[r]}px`
    const any = matrix[r].some((n) => n > 0)
    rate.append(bar, any ? percent(accuracies[r], view.asShares ? 1 : 0) : "no image")
    const total = matrix[r].reduce((sum, n) => sum + n, 0)
    rate.title = say.ofReadCorrectly(name, matrix[r][r], total)
    row.append(rate)
    return row
  })
  const across = Math.min(340, 0.395 * view.root.clientWidth) / classes.length
  view.root.style.setProperty("--cell", `${Math.max(26, Math.min(46, across))}px`)
  const body = make("tbody", "")
  const top = make("thead", "")
  top.append(head)
  body.append(...rows)
  view.table.replaceChildren(top, body)
}

function cellOf(view, r, c, pair) {
  const { matrix, shares } = view.scene
  const n = matrix[r][c]
  const share = shares[r][c]
  const cell = make("td", "cell")
  // Without its sign: the head of the table says what the numbers are.
  cell.textContent = view.asShares
    ? percent(share, n && share < 0.1 ? 1 : 0).replace(" %", "")
    : String(n)
  if (!n) cell.classList.add("none")
  const strength = r === c ? share : 0
  cell.style.background = tint(share, r === c)
  if (strength > 0.6 && !view.root.classList.contains("dark")) cell.style.color = "#ffffff"
  cell.tabIndex = r === view.at[0] && c === view.at[1] ? 0 : -1
  cell.dataset.at = `${r},${c}`
  cell.setAttribute("role", "gridcell")
  cell.setAttribute("aria-label", aboutCell(view, r, c))
  if (pair && pair[0] === r && pair[1] === c) cell.classList.add("now")
  cell.onpointerenter = () => {
    view.told.textContent = aboutCell(view, r, c)
  }
  cell.onpointerleave = () => rest(view)
  cell.onfocus = () => {
    view.told.textContent = aboutCell(view, r, c)
  }
  cell.onclick = () => open(view, r, c)
  return cell
}

function rest(view) {
  const { pair } = view.scene
  const meaning = isAlone() ? say.greenIsRight : `${say.greenIsRight} ${say.pointAtACell}`
  view.told.textContent = pair ? aboutCell(view, ...pair) : meaning
}

function open(view, r, c) {
  const { pair } = view.scene
  const same = pair && pair[0] === r && pair[1] === c
  view.at = [r, c]
  view.focused = view.root.getRootNode().activeElement?.dataset?.at === `${r},${c}`
  ask(view, { pair: same ? [] : [r, c] })
}

function onKey(view, event) {
  const step = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] }[
    event.key
  ]
  const last = view.scene.classes.length - 1
  const [r, c] = view.at
  if (step) {
    event.preventDefault()
    goTo(view, Math.min(Math.max(r + step[0], 0), last), Math.min(Math.max(c + step[1], 0), last))
  } else if (event.key === "Enter" || event.key === " ") {
    event.preventDefault()
    view.focused = true
    ask(view, { pair: [r, c] })
  } else if (event.key === "Escape") {
    view.focused = true
    ask(view, { pair: [] })
  }
}

function goTo(view, r, c) {
  const find = (at) => view.table.querySelector(`[data-at="${at.join()}"]`)
  find(view.at).tabIndex = -1
  view.at = [r, c]
  const cell = find(view.at)
  cell.tabIndex = 0
  cell.focus()
}

function showSheets(view) {
  const { sheets, sheet, pair } = view.scene
  view.sheets.replaceChildren(
    ...Object.entries(sheets).map(([name, label]) => {
      const button = make("button", "", label)
      button.type = "button"
      button.setAttribute("aria-pressed", String(!pair && name === sheet))
      button.onclick = () => ask(view, { sheet: name, pair: [] })
      return button
    }),
  )
}

// Which part of the pictures is on screen, and the way to the others.
function showPages(view) {
  const { title, first, count, page, pictures } = view.scene
  view.title.textContent = title
  view.pages.hidden = count <= page
  const last = first + pictures.length
  view.shown.textContent = `${thousands(first + 1)} to ${thousands(last)}`
  view.back.disabled = first === 0
  view.on.disabled = last >= count
  view.back.onclick = () => ask(view, { from: first - page })
  view.on.onclick = () => ask(view, { from: first + page })
}

function showPictures(view, pixels) {
  const { scene } = view
  const { classes, pictures } = scene
  const [, rows, columns] = pixels.shape
  showPages(view)
  view.pictures.replaceChildren(
    ...pictures.map((one, k) => {
      const button = make("button", "")
      const canvas = document.createElement("canvas")
      const right = one.true === one.said
      button.type = "button"
      canvas.width = columns
      canvas.height = rows
      const image = new ImageData(columns, rows)
      const size = rows * columns
      for (let i = 0; i < size; i++) {
        const grey = pixels.values[k * size + i]
        image.data.set([grey, grey, grey, 255], 4 * i)
      }
      canvas.getContext("2d").putImageData(image, 0, 0)
      button.append(
        canvas,
        make(
          "span",
          `answer ${right ? "fine" : "wrong"}`,
          `${right ? "✓" : "✗"} ${classes[one.said]}`,
        ),
        make("small", "", percent(one.sure, one.sure > SURE ? 1 : 0)),
      )
      const text = aboutPicture(scene, one)
      button.setAttribute("aria-label", text)
      const tell = () => {
        view.about.textContent = text
      }
      button.onpointerenter = button.onfocus = button.onclick = tell
      return button
    }),
  )
  if (!pictures.length) view.about.textContent = "There is none."
  else view.about.textContent = say.pointAtAnImageToReadWhen
}

function aboutPicture({ classes }, one) {
  const right = one.true === one.said
  const [name, sure] = [classes[one.true], `${percent(one.sure)} sure`]
  const read = right
    ? `${name}, read correctly, ${sure}`
    : say.readAsItGave(name, classes[one.said], sure, percent(one.right))
  return `Test image ${one.number}: ${read}; ${one.when}.`
}

function receive(view, { meta, arrays }) {
  view.scene = meta
  view.words.textContent = meta.words
  if (meta.pair) view.at = [...meta.pair]
  view.at = view.at.map((k) => Math.min(k, meta.classes.length - 1))
  view.sent = Math.max(view.sent, meta.seq)
  showMatrix(view)
  rest(view)
  showSheets(view)
  showPictures(view, arrays.pixels)
  if (view.focused) {
    view.focused = false
    view.table.querySelector(`[data-at="${view.at.join()}"]`)?.focus()
  }
}

export default mounted(mount, receive)
