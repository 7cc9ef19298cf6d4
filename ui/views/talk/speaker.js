// @ts-check
// The speaker's own window: the figure on screen and the next one, the time, and room for notes,
// which stay in this browser. The projected window shows nothing of it.

import { figureLabel, figureLinks, lessonQuestion } from "./figures.js"

const NOTES = "convscope-notes-" // in the browser's store, by lesson
const STYLE = `
  body { margin: 0; padding: 18px 22px; font: 17px/1.45 sans-serif; }
  body { background: #1d2330; color: #fff; }
  main { display: grid; grid-template-columns: minmax(0, 1fr) 420px; gap: 18px 26px; }
  h1, .whole { grid-column: 1 / -1; }
  h1 { font-size: 1.1rem; margin: 0; }
  h2 { font-size: 0.85rem; opacity: 0.75; margin: 0 0 4px; }
  p { margin: 0; font-size: 1.25rem; }
  textarea { box-sizing: border-box; width: 100%; height: 250px; font: inherit; padding: 10px; }
  .next { width: 420px; height: 236px; overflow: hidden; background: #fff; }
  .next[hidden] { display: none; }
  iframe { width: 1200px; height: 675px; border: 0; pointer-events: none; }
  iframe { transform: scale(0.35); transform-origin: 0 0; }
  .keys { opacity: 0.8; font-size: 0.95rem; }
  @media (max-width: 800px) { main { grid-template-columns: 1fr; } }`
const PAGE = `
  <main>
    <h1></h1>
    <section><h2>On the projector <span class="time"></span></h2><p class="now"></p></section>
    <section>
      <h2>Next: <span class="label"></span></h2>
      <div class="next"><iframe title="The next figure" tabindex="-1"></iframe></div>
    </section>
    <label class="whole">Notes, which nobody else sees<textarea></textarea></label>
    <p class="keys whole">Page down shows the next figure, Page up the one before.
      All keys of the projector work here, too.</p>
  </main>`

/** Open the window, or bring it to the front. */
export function openSpeaker(view) {
  const { projection } = view
  if (projection.speaker && !projection.speaker.closed()) return projection.speaker.focus()
  const other = open("", "convscope-speaker", "popup,width=980,height=660")
  if (!other) return // this browser opens no windows
  projection.speaker = windowOf(view, other)
  projection.speaker.show()
}

function windowOf(view, other) {
  const page = other.document
  page.title = "Speaker's notes"
  page.body.innerHTML = `<style>${STYLE}</style>${PAGE}`
  const find = (name) => page.querySelector(name)
  const notes = find("textarea")
  const place = () => NOTES + location.pathname
  const since = Date.now()
  const clock = setInterval(() => {
    const seconds = Math.floor((Date.now() - since) / 1000)
    find(".time").textContent =
      `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`
  }, 1000)
  notes.oninput = () => localStorage.setItem(place(), notes.value)
  page.onkeydown = (event) => view.presenter(event)
  let shown = ""
  return {
    close: () => {
      clearInterval(clock)
      other.close()
    },
    closed: () => other.closed,
    focus: () => other.focus(),
    show: () => {
      find("h1").textContent = lessonQuestion()
      find(".now").textContent = view.steps[view.now] ?? ""
      if (shown !== place()) notes.value = localStorage.getItem(place()) ?? ""
      shown = place()
      const next = figureLinks()[view.now + 1]
      find(".label").textContent = next ? figureLabel(view.now + 1) : "the end"
      find(".next").hidden = !next
      if (!next) return
      const address = new URL(next.href)
      address.searchParams.set("present", "1")
      if (find("iframe").src !== address.href) find("iframe").src = address.href
    },
  }
}
