// @ts-check
// Says that the connection is lost, and what came of it, instead of Streamlit's dialog: that one
// speaks to developers and lies over a picture which goes on working.
const STATE = "data-test-connection-state"
const CONNECTED = "CONNECTED"
const GRACE = 1500 // ms: a short break says nothing
const READ = 20_000 // ms that the last words stay

/** @typedef {{ lost: string, back: string, anew: string, close: string }} Words */

/**
 * @typedef {{ session: string, words: Words | null, away: boolean, said: boolean,
 *   returned: boolean, address: string }} Known
 */

/** @type {Known} */
const known = {
  session: "",
  words: null,
  away: false,
  said: false,
  returned: false,
  address: "", // that the page had when it lost the connection
}
let timer = 0
let number = 0

/** @param {string} words @param {boolean} closes */
function say(words, closes) {
  clearTimeout(timer)
  let box = document.getElementById("convscope-connection")
  if (!box) {
    box = document.createElement("div")
    box.id = "convscope-connection"
    box.setAttribute("role", "status")
    document.body.append(box)
  }
  box.replaceChildren(words)
  if (!closes) return
  const button = document.createElement("button")
  button.type = "button"
  button.textContent = known.words?.close ?? ""
  button.addEventListener("click", hush)
  box.append(button)
  timer = setTimeout(hush, READ)
}

function hush() {
  clearTimeout(timer)
  document.getElementById("convscope-connection")?.remove()
}

// Streamlit makes the whole page inert under its dialog, and closing that makes it work again.
function closeDialog() {
  for (const dialog of document.querySelectorAll(".stDialog")) {
    if (!dialog.textContent?.includes("streamlit run")) continue
    const button = dialog.querySelector("button")
    if (button) button.click()
  }
}

// A new session hears of the address that Streamlit wrote last. A training run writes its own,
// which says how far it came.
function openAgain() {
  if (known.address === location.href) return
  history.replaceState(history.state, "", known.address)
  dispatchEvent(new PopStateEvent("popstate", { state: history.state }))
}

export default ({ data, setTriggerValue }) => {
  if (known.returned) {
    if (data.session !== known.session) {
      say(data.words.anew, true)
      setTimeout(openAgain)
    } else if (known.said) say(data.words.back, true)
    known.returned = known.said = false
  }
  known.session = data.session
  known.words = data.words

  const app = document.querySelector(`[${STATE}]`)
  if (!app) return () => {}
  const changed = () => {
    const connected = app.getAttribute(STATE) === CONNECTED
    if (!connected && !known.away) {
      known.away = true
      known.address = location.href
      timer = setTimeout(() => {
        known.said = true
        say(known.words?.lost ?? "", false)
      }, GRACE)
    } else if (connected && known.away) {
      clearTimeout(timer)
      known.away = false
      known.returned = true
      if (known.said) hush()
      number += 1
      setTriggerValue("back", number)
    }
    closeDialog()
  }
  const watching = new MutationObserver(changed)
  watching.observe(app, { attributes: true, attributeFilter: [STATE] })
  const dialogs = new MutationObserver(() => known.away && closeDialog())
  dialogs.observe(document.body, { childList: true, subtree: true })
  return () => {
    watching.disconnect()
    dialogs.disconnect()
  }
}
