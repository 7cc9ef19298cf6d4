// @ts-check
// The rooms above and below grids: for titles, and for the strips of colour under them.

export const TITLE = 24

export const LEGEND = 44

export const WIDE = 600

// What stands under the maps: a strip of colours for each kind of them, two in a row.
export function legendKinds(scene) {
  const grey = scene.greyMaps ?? [false]
  return [
    ...(grey.includes(false) ? ["signed"] : []),
    ...(grey.includes(true) ? ["grey"] : []),
    ...(scene.derived ?? []),
  ]
}

export function legendRow(scene) {
  return scene.filters > 1 ? LEGEND + 14 : LEGEND
}

export function legendRoom(scene, width) {
  return legendRow(scene) * Math.ceil(legendKinds(scene).length / legendsAcross(scene, width))
}

export function legendsAcross(scene, width) {
  return Math.min(legendKinds(scene).length, width >= WIDE ? 3 : 2)
}

// Under the maps, or, where there are too many legends for that, under everything.
export function legendUnder(boxes, width, kind = "output", wide = false) {
  const outputs = boxes.filter(
    (box) => box.kind === kind || (kind === "output" && box.kind === "derived"),
  )
  const left = Math.min(...outputs.map((box) => box.x))
  const right = Math.max(...outputs.map((box) => box.x + box.w))
  const w = Math.min(Math.max(right - left, 120), 220)
  return {
    x: wide ? 1 : Math.max(0, Math.min(left, width - w - 1)),
    y: Math.max(...outputs.map((box) => box.y + box.h)) + 12,
    w,
  }
}
