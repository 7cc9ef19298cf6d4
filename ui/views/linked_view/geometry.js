// @ts-check
// Which input cells an output cell reads: the index arithmetic of cnn_core.window_at, in the
// browser so that pointing never waits for the server.

// The image index that padded index i stands for, or -1 where padding has a value of its own.
export function sourceIndex(i, n, mode) {
  if (i >= 0 && i < n) return i
  if (mode === "replicate") return i < 0 ? 0 : n - 1
  if (mode === "circular") return ((i % n) + n) % n
  if (mode !== "reflect") return -1
  if (n === 1) return 0
  const period = 2 * (n - 1)
  const k = ((i % period) + period) % period
  return k < n ? k : period - k
}

// The value at (row, column) of the padded input, counted from the image's first pixel.
export function inputAt(scene, channel, row, column) {
  const y = sourceIndex(row, scene.rows, scene.mode)
  const x = sourceIndex(column, scene.columns, scene.mode)
  const padding = row < 0 || column < 0 || row >= scene.rows || column >= scene.columns
  const value =
    y < 0 || x < 0 ? scene.fill : scene.input[(channel * scene.rows + y) * scene.columns + x]
  return { value, padding }
}

function windowOrigin(scene, r, c) {
  return {
    row: r * scene.stride[0] - scene.padding[0][0],
    column: c * scene.stride[1] - scene.padding[1][0],
  }
}

export function tapAt(scene, channel, r, c, i, j) {
  const { row, column } = windowOrigin(scene, r, c)
  return inputAt(scene, channel, row + i * scene.dilation[0], column + j * scene.dilation[1])
}

// Whether a window reads a pixel there: padding is one only where it repeats the picture.
export function countsAt(scene, r, c, i, j) {
  const repeats = ["reflect", "replicate", "circular"].includes(scene.mode)
  return repeats || !tapAt(scene, 0, r, c, i, j).padding
}

// The first of the `depth` channels that map f reads: 0, but in a grouped convolution.
export function firstRead(scene, f) {
  return scene.groups > 1 ? Math.floor((f * scene.groups) / scene.filters) * scene.depth : 0
}

export function reads(scene, f, channel) {
  if (!(scene.groups > 1)) return true
  const first = firstRead(scene, f)
  return channel >= first && channel < first + scene.depth
}

export function weightIndex(scene, f, channel, i, j) {
  return (
    ((f * scene.depth + channel - firstRead(scene, f)) * scene.kernelRows + i) *
      scene.kernelColumns +
    j
  )
}

export function outputIndex(scene, f, r, c) {
  return (f * scene.outputRows + r) * scene.outputColumns + c
}

export function windowSpan(scene) {
  return {
    rows: (scene.kernelRows - 1) * scene.dilation[0] + 1,
    columns: (scene.kernelColumns - 1) * scene.dilation[1] + 1,
  }
}

// Output rows (or columns) whose windows read padded index i: all of its copies when `i` is a
// pixel that padding repeats elsewhere.
function readersAlong(i, size, [before, after], kernel, stride, dilation, outputs, mode) {
  const inside = i >= 0 && i < size
  const readers = new Set()
  for (let p = -before; p < size + after; p++) {
    if (p !== i && !(inside && sourceIndex(p, size, mode) === i)) continue
    for (let tap = 0; tap < kernel; tap++) {
      const position = (p + before - tap * dilation) / stride
      if (Number.isInteger(position) && position >= 0 && position < outputs) readers.add(position)
    }
  }
  return readers
}

export function readersOf(scene, row, column) {
  return {
    rows: readersAlong(
      row,
      scene.rows,
      scene.padding[0],
      scene.kernelRows,
      scene.stride[0],
      scene.dilation[0],
      scene.outputRows,
      scene.mode,
    ),
    columns: readersAlong(
      column,
      scene.columns,
      scene.padding[1],
      scene.kernelColumns,
      scene.stride[1],
      scene.dilation[1],
      scene.outputColumns,
      scene.mode,
    ),
  }
}

// The cell of the map whose window has the padded input's (row, column) nearest to its middle, of
// those that read it; null where none does.
export function windowAround(scene, row, column) {
  const readers = readersOf(scene, row, column)
  const span = windowSpan(scene)
  const nearest = (positions, place, size, axis) => {
    const distance = (n) =>
      Math.abs(n * scene.stride[axis] - scene.padding[axis][0] + (size - 1) / 2 - place)
    return [...positions].sort((a, b) => distance(a) - distance(b) || a - b)[0]
  }
  if (!readers.rows.size || !readers.columns.size) return null
  return {
    r: nearest(readers.rows, row, span.rows, 0),
    c: nearest(readers.columns, column, span.columns, 1),
  }
}

export function isHidden(scene, f, row, column) {
  return (
    scene.hidden !== null &&
    scene.hidden[0] === f &&
    scene.hidden[1] === row &&
    scene.hidden[2] === column
  )
}

const MOST_WINDOWS = 16 // that can be told apart

// Whether the windows of all cells so far are drawn.
export function hasTrail(scene) {
  return Boolean(scene.trail) && scene.outputRows * scene.outputColumns <= MOST_WINDOWS
}
