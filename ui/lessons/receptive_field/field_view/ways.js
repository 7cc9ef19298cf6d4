// Ways to make a map smaller, side by side: what one cell and its right neighbour see, and the map
// itself to the scale of the picture.

function paintWays(view) {
  const { context, colours, scene, plan } = view
  scene.panels.forEach((panel, k) => {
    const { box, map, x, share } = plan.panels[k], layer = panel.layers.at(-1), cell = cellOfWay(view, layer)
    say(context, colours, panel.title, x + share / 2, box.y - 13, { align: "center", colour: colours.ink.text, weight: "bold" })
    drawImage(context, pictureSurface(view), box)
    const here = placed(box, fieldOf(layer, cell.r, cell.c))
    dimOutside(view, box, here)
    clipped(context, around(box), () => {
      if (cell.c + 1 < layer.columns) strokeRect(context, placed(box, fieldOf(layer, cell.r, cell.c + 1)), colours.amber.text, 1.5, [4, 3])
      strokeRect(context, here, colours.amber.text, 3)
    })
    say(context, colours, `map ${layer.rows}×${layer.columns}`, x + share / 2, map.y + map.h + 14, { align: "center", colour: colours.teal.text })
    const surface = surfaceFor(view, `map${k}`, () => imageOf(layer.rows, layer.columns, panel.map, greys))
    drawImage(context, surface, map)
    const spot = { x: map.x + cell.c * map.cell, y: map.y + cell.r * map.cell, w: map.cell, h: map.cell }
    dashedLines(context, colours.amber.text, [[here.x, here.y + here.h, spot.x, spot.y], [here.x + here.w, here.y + here.h, spot.x + spot.w, spot.y]])
    strokeRect(context, spot, colours.amber.text, 3)
  })
}

// The panels' cells that look nearest to the same place.
function cellOfWay(view, layer) { return nearestCell(layer, view.place.y, view.place.x) }
