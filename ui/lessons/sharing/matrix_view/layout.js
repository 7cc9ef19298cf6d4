// @ts-check
// Where picture, matrix and map stand on the canvas, in CSS pixels. Above the matrix lies the
// picture again, row after row in one line; at its right the map, in one column.

import { crisp } from "../../../views/shared/canvas.js"
import { pictureHeight } from "../../../views/shared/projector.js"

const TITLE = 24
const GAP = 10
const WIDE = 600

function stageHeight() {
  return pictureHeight(Math.min(Math.max(innerHeight * 0.44, 290), 640))
}

function gridOf(x, y, rows, columns, cell) {
  return { x, y, cell, rows, columns, w: cell * columns, h: cell * rows }
}

export function layOut(scene, width) {
  return scene.farthest ? layOutMoves(scene, width) : layOutMatrix(scene, width)
}

function layOutMatrix(scene, width) {
  const inputs = scene.rows * scene.columns
  const outputs = scene.outputRows * scene.outputColumns
  const wide = width >= WIDE
  const tall = stageHeight()
  const side = wide ? Math.min(width * 0.165, 200) : Math.min((width - 30) / 2, 170)
  const small = crisp(
    Math.min(
      34,
      side / Math.max(scene.columns, scene.outputColumns),
      wide
        ? (tall - 2 * TITLE - 14) / (scene.rows + scene.outputRows)
        : side / Math.max(scene.rows, scene.outputRows),
    ),
  )
  const picture = gridOf(1, TITLE, scene.rows, scene.columns, small)
  const map = wide
    ? gridOf(1, picture.y + picture.h + TITLE + 14, scene.outputRows, scene.outputColumns, small)
    : gridOf(picture.w + 28, TITLE, scene.outputRows, scene.outputColumns, small)
  const left = wide ? side + 20 : 1
  const top = wide ? 0 : Math.max(picture.h, map.h) + TITLE + 12
  const strip = 14
  const room = width - left - strip - GAP - 3
  const cell = crisp(
    Math.max(
      0.05,
      Math.min(30, room / inputs, ((wide ? tall : 460) - TITLE - strip - GAP) / outputs),
    ),
  )
  const matrix = gridOf(left, top + TITLE + strip + GAP, outputs, inputs, cell)
  const line = { ...gridOf(left, top + TITLE, 1, inputs, cell), h: strip }
  const column = { ...gridOf(left + matrix.w + GAP, matrix.y, outputs, 1, cell), w: strip }
  const height = Math.ceil(Math.max(map.y + map.h, matrix.y + matrix.h) + 6)
  return { picture, map, matrix, line, column, width, height, wide }
}

// The picture, what the convolution answers, what the dense layer answers: side by side.
function layOutMoves(scene, width) {
  const wide = width >= WIDE
  const tall = stageHeight() - 2 * TITLE - 26
  const gap = wide ? 34 : 12
  const across = scene.columns + (wide ? 2 * scene.outputColumns : 0)
  const cell = crisp(
    Math.max(
      0.2,
      Math.min(
        34,
        (width - (wide ? 2 * gap : 0) - 4) /
          Math.max(across, wide ? 1 : 2 * scene.outputColumns + gap / 10),
        tall / scene.rows,
      ),
    ),
  )
  const y = TITLE + 4
  const picture = gridOf(
    wide ? 1 : (width - cell * scene.columns) / 2,
    y,
    scene.rows,
    scene.columns,
    cell,
  )
  const below = wide
    ? y + (picture.h - cell * scene.outputRows) / 2
    : picture.y + picture.h + 2 * TITLE
  const maps = [0, 1].map((k) =>
    gridOf(
      wide
        ? picture.x + picture.w + gap + k * (cell * scene.outputColumns + gap)
        : 1 + k * (width / 2),
      below,
      scene.outputRows,
      scene.outputColumns,
      cell,
    ),
  )
  const spread = wide ? Math.max(0, (width - maps[1].x - maps[1].w - 2) / 3) : 0
  maps.forEach((one, k) => {
    one.x += spread * (k + 1)
  })
  return {
    picture,
    maps,
    width,
    height: Math.ceil(Math.max(picture.y + picture.h, maps[0].y + maps[0].h) + 44),
    wide,
  }
}

export function cellAt(grid, x, y) {
  if (x < grid.x || y < grid.y || x >= grid.x + grid.w || y >= grid.y + grid.h) return null
  const row = Math.floor(((y - grid.y) / grid.h) * grid.rows)
  const column = Math.floor(((x - grid.x) / grid.w) * grid.columns)
  return { row: Math.min(row, grid.rows - 1), column: Math.min(column, grid.columns - 1) }
}

export function rectAt(grid, row, column) {
  const w = grid.w / grid.columns
  const h = grid.h / grid.rows
  return { x: grid.x + column * w, y: grid.y + row * h, w, h }
}
