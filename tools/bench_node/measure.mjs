// What the peers in Node share: settings from the command line, made-up pictures, a stopwatch.

/** Read `{folder, batches, rounds, backend}`, given as one JSON argument. */
export function settings() {
  return JSON.parse(process.argv[2])
}

/** Make 28x28 pictures with labels: as fast or slow to learn from as real ones. */
export function pictures(count) {
  let state = 1
  const next = () => (state = (state * 48271) % 2147483647) / 2147483647
  const values = Array.from({ length: count }, () => Float32Array.from({ length: 784 }, next))
  return { values, labels: values.map((_, i) => i % 10) }
}

const WARM_UP = 2000
const MOST = 8000 // ms: the engine compiles what runs often, but not at once

/** Return the median milliseconds of a call, after warming up. */
export async function medianOf(rounds, call) {
  const begun = performance.now()
  const taken = []
  do await call()
  while (performance.now() - begun < WARM_UP)
  const ready = performance.now()
  do {
    const start = performance.now()
    await call()
    taken.push(performance.now() - start)
  } while (taken.length < rounds && performance.now() - ready < MOST)
  return taken.sort((a, b) => a - b)[Math.floor(taken.length / 2)]
}
