// @ts-check
// Where fields lie: the index arithmetic of cnn_core.receptive_field and cnn_core.reach, in the
// browser so that pointing never waits for the server. A panel's layer 0 is the picture.

export function fieldOf(layer, row, column) {
  return {
    top: layer.start + row * layer.jump,
    left: layer.start + column * layer.jump,
    size: layer.r,
  }
}

// The part of a field that lies in the picture: rows and columns from, to (inclusive); empty if to
// < from.
export function insideOf(picture, { top, left, size }) {
  return {
    top: Math.max(top, 0),
    bottom: Math.min(top + size, picture.rows) - 1,
    left: Math.max(left, 0),
    right: Math.min(left + size, picture.columns) - 1,
  }
}

export function bounded(value, count) {
  return Math.min(Math.max(value, 0), count - 1)
}

// The cell of a layer whose field has its middle nearest to a place of the picture, in pixels.
export function nearestAlong(layer, at, count) {
  return bounded(Math.round((at - layer.start - layer.r / 2) / layer.jump), count)
}
export function nearestCell(layer, y, x) {
  return { r: nearestAlong(layer, y, layer.rows), c: nearestAlong(layer, x, layer.columns) }
}
export function middleOf(layer, index) {
  return layer.start + index * layer.jump + layer.r / 2
}

// The cells that cells from..to of layer k read, layer by layer down to the picture: their first
// and last, in the padding too.
export function rangesDown(layers, k, from, to) {
  const ranges = [{ k, from, to }]
  for (let at = k; at > 0; at--) {
    const { stride, before, kernel, dilation } = layers[at]
    from = from * stride - before
    to = to * stride - before + dilation * (kernel - 1)
    ranges.push({ k: at - 1, from, to })
  }
  return ranges
}

// Which cells of each layer below one cell takes part in it, gaps left out: a set for each layer, k
// to 0.
export function readDown(layers, k, index, axis) {
  let read = new Set([index])
  const sets = [read]
  for (let at = k; at > 0; at--) {
    const { stride, before, kernel, dilation } = layers[at]
    const below = new Set()
    for (const cell of read)
      for (let tap = 0; tap < kernel; tap++) {
        const place = cell * stride - before + tap * dilation
        if (place >= 0 && place < layers[at - 1][axis]) below.add(place)
      }
    sets.push((read = below))
  }
  return sets
}

// Which cells of layer k read a place of the picture.
export function readersAlong(layers, k, place, axis) {
  const found = []
  for (let index = 0; index < layers[k][axis]; index++)
    if (readDown(layers, k, index, axis)[k].has(place)) found.push(index)
  return found
}
