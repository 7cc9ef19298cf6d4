// What components do as they come and go. Uses pack.js and palette.js.

// A lesson chosen on a phone would stay behind the menu that covers it.
function closeMenuOnPhone() {
  if (innerWidth >= 768) return
  document.querySelector('[data-testid="stSidebar"][aria-expanded="true"] [data-testid="stSidebarCollapseButton"] button')?.click()
}

// The module's default export: Streamlit calls it anew with all data, and what it returns once, at
// the end. The view that `mount` made for a place keeps its state in between.
function mounted(mount, receive, leave = () => {}) {
  const views = new WeakMap()
  return ({ data, parentElement, setStateValue }) => {
    const known = views.get(parentElement), view = known ?? mount(parentElement)
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
