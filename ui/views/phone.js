// A lesson chosen on a phone would stay behind the menu that covers it.
function closeMenuOnPhone() {
  if (innerWidth >= 768) return
  document.querySelector('[data-testid="stSidebar"][aria-expanded="true"] [data-testid="stSidebarCollapseButton"] button')?.click()
}
