// @ts-check
// Where there is no room for it beside a lesson, the menu lies over the lesson (theme.css): it is
// folded at first, and closes behind its links. Streamlit does so on phones, for links of its own.
import { closeMenuOnPhone, MENU_LIES_OVER } from "../shared/lifecycle.js"

export default () => {
  closeMenuOnPhone()
  document.documentElement.setAttribute("data-menu", "ready")
  const close = (event) => {
    const elsewhere = event.ctrlKey || event.metaKey || event.shiftKey // the link opens a new tab
    if (
      innerWidth >= MENU_LIES_OVER ||
      elsewhere ||
      !event.target.closest('[data-testid="stSidebar"] a')
    )
      return
    const button = document.querySelector('[data-testid="stSidebarCollapseButton"] button')
    if (button instanceof HTMLElement) button.click()
  }
  document.addEventListener("click", close)
  // A tablet that is turned upright, or a window that is made narrow.
  const narrow = matchMedia(`(max-width: ${MENU_LIES_OVER - 1}px)`)
  narrow.addEventListener("change", closeMenuOnPhone)
  return () => {
    document.removeEventListener("click", close)
    narrow.removeEventListener("change", closeMenuOnPhone)
  }
}
