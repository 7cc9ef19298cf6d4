// @ts-check
// What components do as they come and go. Uses pack.js and palette.js.

import { unpack } from "./pack.js"
import { themeOf } from "./palette.js"

// A lesson chosen on a phone would stay behind the menu that covers it.
export function closeMenuOnPhone() {
  if (innerWidth >= 768) return
  const open = '[data-testid="stSidebar"][aria-expanded="true"]'
  clickOn(`${open} [data-testid="stSidebarCollapseButton"] button`)
}

function clickOn(selector) {
  const found = document.querySelector(selector)
  if (found instanceof HTMLElement) found.click()
}

// The module's default export: Streamlit calls it anew with all data, and what it returns once, at
// the end. The view that `mount` made for a place keeps its state in between.
/**
 * @param {(parent: any) => any} mount
 * @param {(view: any, data: any) => void} receive
 * @param {(view: any) => void} leave
 */
export function mounted(mount, receive, leave = () => {}) {
  const views = new WeakMap()
  return ({ data, parentElement, setStateValue }) => {
    const known = views.get(parentElement)
    const view = known ?? mount(parentElement)
    if (!known) views.set(parentElement, view)
    view.setStateValue = setStateValue
    themeOf(view)
    receive(view, unpack(data))
    return () => {
      cancelAnimationFrame(view.frame)
      leave(view)
      views.delete(parentElement)
    }
  }
}
