// The toy network in TensorFlow.js: milliseconds of a training step and of one answer, as JSON.
// Run by tools/bench_training.py in the folder where the packages are installed.
import { createRequire } from "node:module"
import { dirname } from "node:path"
import { medianOf, pictures, settings } from "./measure.mjs"

const { folder, batches, rounds, backend } = settings()
const installed = createRequire(`${folder}/`)
// It advises its native build on standard output, which is for the answer.
console.log = console.info = console.warn = () => {}
const tf = installed("@tensorflow/tfjs")
if (backend === "wasm") {
  const wasm = installed("@tensorflow/tfjs-backend-wasm")
  wasm.setWasmPaths(`${dirname(installed.resolve("@tensorflow/tfjs-backend-wasm"))}/`)
}
await tf.setBackend(backend)
await tf.ready()

function network() {
  const { conv2d, maxPooling2d, flatten, dense } = tf.layers
  const relu = { kernelSize: 3, activation: "relu" }
  const model = tf.sequential({
    layers: [
      conv2d({ inputShape: [28, 28, 1], filters: 8, ...relu }),
      maxPooling2d({ poolSize: 2 }),
      conv2d({ filters: 16, ...relu }),
      maxPooling2d({ poolSize: 2 }),
      flatten(),
      dense({ units: 10, activation: "softmax" }),
    ],
  })
  model.compile({ optimizer: tf.train.adam(0.005), loss: "sparseCategoricalCrossentropy" })
  return model
}

const result = { step: {}, inference: null, words: "" }
try {
  for (const batch of batches) {
    const model = network()
    const { values, labels } = pictures(batch)
    const x = tf.tensor4d(Float32Array.from(values.flatMap((v) => [...v])), [batch, 28, 28, 1])
    const y = tf.tensor1d(labels, "float32")
    result.step[batch] = await medianOf(rounds, () => model.trainOnBatch(x, y))
  }
} catch (error) {
  result.words = String(error.message).split("\n")[0]
}
const model = network()
const one = tf.zeros([1, 28, 28, 1])
result.inference = await medianOf(rounds, () => tf.tidy(() => model.predict(one).dataSync()))
process.stdout.write(JSON.stringify(result))
process.exit(0)
