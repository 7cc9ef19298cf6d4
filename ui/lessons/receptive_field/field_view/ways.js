// @ts-check
// Ways to make a map smaller, side by side: what one cell and its right neighbour see, and the map
// itself to the scale of the picture.

import {
  clipped,
  dashedLines,
  drawImage,
  frame,
  imageOf,
  write,
} from "../../../views/shared/canvas.js"
import { fieldOf, nearestCell } from "./fields.js"
import { around, dimOutside, greys, pictureSurface, placed, surfaceFor } from "./paint.js"

export function paintWays(view) {
  const { context, colours, scene, plan } = view
  scene.panels.forEach((panel, k) => {
    const { box, map, x, share } = plan.panels[k]
    const layer = panel.layers.at(-1)
    const cell = cellOfWay(view, layer)
    write(context, colours, panel.title, x + share / 2, box.y - 13, {
      align: "center",
      colour: colours.ink.text,
      weight: "bold",
    })
    drawImage(context, pictureSurface(view), box)
    const here = placed(box, fieldOf(layer, cell.r, cell.c))
    dimOutside(view, box, here)
    clipped(context, around(box), () => {
      if (cell.c + 1 < layer.columns)
        frame(
          context,
          placed(box, fieldOf(layer, cell.r, cell.c + 1)),
          colours.amber.text,
          1.5,
          [4, 3],
        )
      frame(context, here, colours.amber.text, 3)
    })
    write(
      context,
      colours,
      `map ${layer.rows}×${layer.columns}`,
      x + share / 2,
      map.y + map.h + 14,
      {
        align: "center",
        colour: colours.teal.text,
      },
    )
    const surface = surfaceFor(view, `map${k}`, () =>
      imageOf(layer.rows, layer.columns, (k) => greys(panel.map[k])),
    )
    drawImage(context, surface, map)
    const spot = {
      x: map.x + cell.c * map.cell,
      y: map.y + cell.r * map.cell,
      w: map.cell,
      h: map.cell,
    }
    dashedLines(context, colours.amber.text, [
      [here.x, here.y + here.h, spot.x, spot.y],
      [here.x + here.w, here.y + here.h, spot.x + spot.w, spot.y],
    ])
    frame(context, spot, colours.amber.text, 3)
  })
}

// The panels' cells that look nearest to the same place.
export function cellOfWay(view, layer) {
  return nearestCell(layer, view.place.y, view.place.x)
}
