// The toy network in ConvNetJS: milliseconds of a training step and of one answer, as JSON.
// Run by tools/bench_training.py in the folder where the package is installed.
import { createRequire } from "node:module"
import { medianOf, pictures, settings } from "./measure.mjs"

const { folder, batches, rounds } = settings()
const convnetjs = createRequire(`${folder}/`)("convnetjs")

function network() {
  const net = new convnetjs.Net()
  net.makeLayers([
    { type: "input", out_sx: 28, out_sy: 28, out_depth: 1 },
    { type: "conv", sx: 3, filters: 8, stride: 1, pad: 0, activation: "relu" },
    { type: "pool", sx: 2, stride: 2 },
    { type: "conv", sx: 3, filters: 16, stride: 1, pad: 0, activation: "relu" },
    { type: "pool", sx: 2, stride: 2 },
    { type: "softmax", num_classes: 10 },
  ])
  return net
}

// It has no Adam in this version: adadelta costs about as much an update.
const step = {}
for (const batch of batches) {
  const net = network()
  const trainer = new convnetjs.Trainer(net, { method: "adadelta", batch_size: batch })
  const { values, labels } = pictures(batch)
  const volumes = values.map((image) => {
    const volume = new convnetjs.Vol(28, 28, 1, 0)
    volume.w.set(image)
    return volume
  })
  step[batch] = await medianOf(rounds, () => {
    volumes.forEach((volume, i) => trainer.train(volume, labels[i]))
  })
}
const net = network()
const one = new convnetjs.Vol(28, 28, 1, 0.5)
const inference = await medianOf(10 * rounds, () => net.forward(one))
console.log(JSON.stringify({ step, inference }))
