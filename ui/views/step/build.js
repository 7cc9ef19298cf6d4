// What a new position brings: its panels or table, and its lines of arithmetic.

function buildPanels(view, arrays) {
  view.panels = []
  view.holder.replaceChildren(...view.scene.show.map((one) => {
    if (one.kind === "sign") return element("span", "sign", one.text)
    if (one.kind === "table") return tableOf(view, one)
    const values = arrays[`values ${one.name}`], marks = arrays[`marks ${one.name}`]
    const panel = { ...one, values: values.values, shape: values.shape, marks: marks?.values }
    const figure = document.createElement("figure"), canvas = document.createElement("canvas")
    figure.append(element("figcaption", one.tone, one.title), canvas, scaleOf(view, panel))
    canvas.className = one.sends ? "sends" : ""
    canvas.setAttribute("role", "img")
    canvas.setAttribute("aria-label", one.title)
    Object.assign(panel, { figure, canvas })
    listenTo(view, panel)
    view.panels.push(panel)
    return figure
  }))
}

function element(kind, name, text) {
  const made = document.createElement(kind)
  made.className = name
  made.textContent = text
  return made
}

function scaleOf(view, panel) {
  const scale = element("div", "scale", ""), strip = document.createElement("i"), colours = readColours(view.root)
  const stops = [-1, -0.5, 0, 0.5, 1].map((t) => css(colourOf(panel, colours, panel.look === "grey" ? (t + 1) / 2 : t * panel.limit)))
  strip.style.background = `linear-gradient(to right, ${stops.join()})`
  if (panel.look === "grey") scale.append("0", strip, "1")
  else if (panel.limit) scale.append(`±${toTwo(panel.limit)}`, strip)
  else scale.append("all 0")
  return scale
}

function toTwo(value) {
  const digits = Math.min(12, Math.max(0, 1 - Math.floor(Math.log10(value))))
  return value.toFixed(digits)
}

function listenTo(view, panel) {
  const at = (event) => {
    const box = panel.canvas.getBoundingClientRect()
    return cellAt(panel, panel.plan, event.clientX - box.x, event.clientY - box.y)
  }
  panel.canvas.addEventListener("pointermove", (event) => {
    const cell = at(event)
    point(view, cell && { panel: panel.name, ...cell })
  })
  panel.canvas.addEventListener("pointerleave", (event) => { if (event.pointerType !== "touch") point(view, null) })
  panel.canvas.addEventListener("click", (event) => {
    const cell = at(event)
    if (!cell) return
    point(view, { panel: panel.name, ...cell })
    if (panel.sends) choose(view, panel, cell)
  })
}

function tableOf(view, { heads, rows, sends, signed }) {
  const table = document.createElement("table"), head = table.createTHead().insertRow(), body = table.createTBody()
  for (const text of [...heads, ""]) head.append(element("th", "", text))
  rows.forEach((one, k) => {
    const row = body.insertRow()
    row.className = `${one.chosen ? "chosen" : ""} ${one.right ? "right" : ""}`
    for (const text of one.texts) row.insertCell().textContent = text
    const cell = row.insertCell(), bar = document.createElement("span")
    cell.className = signed ? "bar signed" : "bar"
    cell.append(bar)
    if (signed) {
      bar.className = one.bar < 0 ? "negative" : ""
      bar.style.width = `${Math.abs(one.bar) * 48}%`
      bar.style.left = one.bar < 0 ? `${50 - Math.abs(one.bar) * 48}%` : "50%"
    } else bar.style.width = `${one.bar * 100}%`
    if (sends) row.onclick = () => push(view, { pick: [k, 0, 0] })
  })
  return table
}

// A long sum is one row that scrolls, between what it is about and its result, until it is unfolded.
function showLines(view) {
  const { lines, note } = view.scene
  const rows = lines.map((pieces) => {
    const row = element("div", "line", ""), isTerm = ({ kind }) => kind === "term" || kind === "here"
    const first = pieces.findIndex(isTerm), last = pieces.findLastIndex(isTerm), long = pieces.filter(isTerm).length > 4
    const put = (name, some) => { const part = element("span", name, ""); part.append(...some.map(pieceOf)); row.append(part); return part }
    if (!long) { put("whole", pieces); return row }
    put("head", pieces.slice(0, first))
    const tape = put("tape", pieces.slice(first, last + 1))
    tape.tabIndex = 0
    tape.setAttribute("aria-label", "terms of the sum")
    tape.setAttribute("role", "group")
    put("tail", pieces.slice(last + 1))
    return row
  })
  view.note.textContent = note
  view.lines.replaceChildren(...rows)
  view.lines.scrollTop = 0
  fold(view)
}

function pieceOf({ text, kind, under }) {
  const span = element("span", `${kind}${under ? " under" : ""}`, text)
  if (under) span.append(element("small", "", under))
  return span
}

function fold(view) {
  view.lines.classList.toggle("unfolded", Boolean(view.unfolded))
  const tapes = [...view.lines.querySelectorAll(".tape")]
  const hidden = view.unfolded || tapes.some((tape) => tape.scrollWidth > tape.clientWidth + 1)
  view.more.hidden = !hidden
  view.more.textContent = view.unfolded ? "Fold the sums" : "Unfold the sums"
  view.more.setAttribute("aria-expanded", String(Boolean(view.unfolded)))
  for (const tape of tapes) {
    tape.classList.toggle("cut", !view.unfolded && tape.scrollWidth > tape.clientWidth + 1)
    const here = tape.querySelector(".here")
    if (here) tape.scrollLeft = here.offsetLeft - tape.offsetLeft - tape.clientWidth / 2
  }
}
