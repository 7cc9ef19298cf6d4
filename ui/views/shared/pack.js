// @ts-check
// Reads what ui/views/pack.py wrote: a JSON head, then the arrays, each aligned to 8 bytes.
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
  for (const [name, { dtype, shape, offset, size }] of Object.entries(head.arrays)) {
    const kind = kinds[dtype]
    const start = bytes.byteOffset + 4 + headLength + offset
    // A typed array needs an aligned start; the message buffer does not promise one.
    const values =
      start % kind.BYTES_PER_ELEMENT === 0
        ? new kind(bytes.buffer, start, size)
        : new kind(bytes.buffer.slice(start, start + size * kind.BYTES_PER_ELEMENT))
    arrays[name] = { values, shape }
  }
  return { meta: head.meta, arrays }
}
