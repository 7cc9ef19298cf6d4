// @ts-check
// On a phone Streamlit lays the side over the lesson, and closes it only behind links of its own.
const NARROW = 768 // as wide as Streamlit calls narrow

export default () => {
  const close = (event) => {
    const elsewhere = event.ctrlKey || event.metaKey || event.shiftKey // the link opens a new tab
    if (innerWidth > NARROW || elsewhere || !event.target.closest('[data-testid="stSidebar"] a'))
      return
    const button = document.querySelector('[data-testid="stSidebarCollapseButton"] button')
    if (button instanceof HTMLElement) button.click()
  }
  document.addEventListener("click", close)
  return () => document.removeEventListener("click", close)
}
