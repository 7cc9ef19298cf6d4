// @ts-check
// Reads what ui/views/pack.py wrote: a JSON head, then the arrays, each aligned to 8 bytes. One
// that was sent before is only named (ui/views/sent_arrays.py): the newest are kept for that.

const MOST_KEPT = 16e6 // bytes: twice what the server counts on

/** @type {Map<string, {values: any, shape: number[]}>} The one that was used last is the last. */
const kept = new Map()
let bytesKept = 0

// Answers on their way that may bring an array which is named.
/** @type {Set<Promise<any>>} */
export const coming = new Set()

// null where an array is named that is not here.
export function unpack(bytes) {
  const kinds = {
    uint8: Uint8Array,
    int16: Int16Array,
    int32: Int32Array,
    float32: Float32Array,
    float64: Float64Array,
  }
  const headLength = new DataView(bytes.buffer, bytes.byteOffset, 4).getUint32(0, true)
  const head = JSON.parse(new TextDecoder().decode(bytes.subarray(4, 4 + headLength)))
  const arrays = {}
  for (const [name, { dtype, shape, offset, size, sum }] of Object.entries(head.arrays)) {
    const kind = kinds[dtype]
    const start = bytes.byteOffset + 4 + headLength + offset
    if (sum && kept.has(sum)) arrays[name] = again(sum)
    else if (offset === undefined) arrays[name] = null
    // A typed array needs an aligned start; the message buffer does not promise one.
    else if (sum || start % kind.BYTES_PER_ELEMENT)
      arrays[name] = {
        values: new kind(bytes.buffer.slice(start, start + size * kind.BYTES_PER_ELEMENT)),
        shape,
      }
    else arrays[name] = { values: new kind(bytes.buffer, start, size), shape }
    if (sum && arrays[name] && !kept.has(sum)) keep(sum, arrays[name])
  }
  return Object.values(arrays).includes(null) ? null : { meta: head.meta, arrays }
}

function again(sum) {
  const found = kept.get(sum)
  kept.delete(sum)
  kept.set(sum, found)
  return found
}

function keep(sum, array) {
  kept.set(sum, array)
  bytesKept += array.values.byteLength
  for (const [oldest, { values }] of kept) {
    if (bytesKept <= MOST_KEPT) return
    kept.delete(oldest)
    bytesKept -= values.byteLength
  }
}
