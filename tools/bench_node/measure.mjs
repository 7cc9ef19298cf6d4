// What the peers in Node share: settings from the command line, made-up pictures, a stopwatch.

/** Read `{folder, batches, rounds, backend}`, given as one JSON argument. */
export function settings() {
  return JSON.parse(process.argv[2]);
}

/** Make 28x28 pictures with labels: as fast or slow to learn from as real ones. */
export function pictures(count) {
  let state = 1;
  const next = () => (state = (state * 48271) % 2147483647) / 2147483647;
  const values = Array.from({ length: count }, () => Float32Array.from({ length: 784 }, next));
  return { values, labels: values.map((_, i) => i % 10) };
}

/** Return the median milliseconds of a call, after warming up; at most about ten seconds in all. */
export async function medianOf(rounds, call) {
  const taken = [];
  const begun = performance.now();
  for (let turn = 0; turn < rounds + 5; turn++) {
    const start = performance.now();
    await call();
    if (turn >= 5 || performance.now() - begun > 5000) taken.push(performance.now() - start);
    if (performance.now() - begun > 10000) break;
  }
  return taken.sort((a, b) => a - b)[Math.floor(taken.length / 2)];
}
