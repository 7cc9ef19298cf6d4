// @ts-check
// A browser drops the line ends of what is pasted into a field of one line, and with them the rows
// of a kernel. They are put in as a sign that can be seen, and that the reader of the text knows.
const LINE_END = "⏎"

export default ({ data: { keeps } }) => {
  const keep = (event) => {
    const lines = (event.clipboardData?.getData("text/plain") ?? "").trim().split(/\r\n|\r|\n/)
    if (lines.length < 2 || !event.target.closest?.(`[class*="${keeps}"] input`)) return
    event.preventDefault()
    // As if it had been typed: the page hears of it, and it can be undone.
    document.execCommand("insertText", false, lines.join(` ${LINE_END} `))
  }
  document.addEventListener("paste", keep, true)
  return () => document.removeEventListener("paste", keep, true)
}
