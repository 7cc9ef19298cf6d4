// @ts-check
// What components do as they come and go. Uses pack.js and palette.js.

import { coming, unpack } from "./pack.js"
import { themeOf } from "./palette.js"
import { PROJECTED } from "./projector.js"

export const MENU_LIES_OVER = 1150 // px of a window that has no room for the menu beside a lesson

// A lesson chosen on a phone would stay behind the menu that covers it.
export function closeMenuOnPhone() {
  if (innerWidth >= MENU_LIES_OVER) return
  clickOn('[data-testid="stSidebarCollapseButton"] button[aria-expanded="true"]')
}

function clickOn(selector) {
  const found = document.querySelector(selector)
  if (found instanceof HTMLElement) found.click()
}

// Draw a view in the browser's next frame: once, however often it is asked for until then.
/** @param {any} view @param {(view: any, now: number) => void} draw */
export function inNextFrame(view, draw) {
  view.frame ||= requestAnimationFrame((now) => {
    view.frame = 0
    draw(view, now)
  })
}

// A component that is shown once a message is whole. One that names an array which is not here
// waits for what is on its way; where that does not bring it, the page is asked to send everything.
/**
 * @param {(parts: {data: any, parentElement: any, setStateValue: any, setTriggerValue: any}) =>
 *   () => void} show
 */
export function delivered(show) {
  const newest = new WeakMap()
  const leaves = new WeakMap()
  return ({ data, parentElement, setStateValue, setTriggerValue }) => {
    newest.set(parentElement, data)
    const take = () => {
      if (newest.get(parentElement) !== data) return
      const message = unpack(data)
      if (message)
        leaves.set(
          parentElement,
          show({ data: message, parentElement, setStateValue, setTriggerValue }),
        )
      else if (coming.size) Promise.all(coming).then(take)
      else setStateValue("missing", Math.round(performance.timeOrigin + performance.now()))
    }
    take()
    return () => {
      newest.delete(parentElement)
      leaves.get(parentElement)?.()
    }
  }
}

// The default export of a view whose data is plain: Streamlit calls it anew with all data, and what
// it returns once, at the end. The view that `mount` made for a place keeps its state in between.
/**
 * @param {(parent: any) => any} mount
 * @param {(view: any, data: any) => void} receive
 * @param {(view: any) => void} leave
 */
export function mountedPlain(mount, receive, leave = () => {}) {
  const views = new WeakMap()
  return ({ data, parentElement, setStateValue, setTriggerValue }) => {
    const known = views.get(parentElement)
    const view = known ?? mount(parentElement)
    if (!known) views.set(parentElement, view)
    view.setStateValue = setStateValue
    view.setTriggerValue = setTriggerValue
    const show = () => {
      themeOf(view)
      receive(view, data)
    }
    removeEventListener(PROJECTED, view.project)
    view.project = show // in other colours, on another width
    addEventListener(PROJECTED, view.project)
    show()
    return () => {
      removeEventListener(PROJECTED, view.project)
      cancelAnimationFrame(view.frame)
      leave(view)
      views.delete(parentElement)
    }
  }
}

// The default export of a view whose data is packed.
/** @param {Parameters<typeof mountedPlain>} parts */
export function mounted(...parts) {
  return delivered(mountedPlain(...parts))
}
