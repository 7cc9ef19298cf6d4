// @ts-check
// What one component points at, told to the others on the page: a cell of a map walks on a curve
// without the server. The last word under each name is kept for those that mount later.

export const ANNOUNCED = "convscope:point"

export function announced() {
  return (globalThis.convscopePoints ??= {})
}

export function announce(name, numbers) {
  if (String(announced()[name]) === String(numbers)) return
  announced()[name] = numbers
  document.dispatchEvent(new CustomEvent(ANNOUNCED, { detail: { name, numbers } }))
}
