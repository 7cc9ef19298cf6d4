// @ts-check
/** What this view says, in the order of its files. */
export const say = {
  targetStraightLine: (target, straight) => `target ${target}, straight line ${straight}, `,
  target: "target",
  targetDrag: "target: drag its points",
  twoLayersWithout: "two layers without an activation: a straight line",
  twoLayers: (title) => `two layers with ${title}`,
}
