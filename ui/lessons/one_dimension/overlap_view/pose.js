// @ts-check
// How far h has turned over and moved: at rest, or on its way.

export function poseOf(view) {
  const now = performance.now()
  const leg = view.legs.find(({ start, ms }) => now < start + ms)
  if (!leg) return view.scene.shape.pose(view)
  const t = Math.max((now - leg.start) / leg.ms, 0)
  const ease = t < 0.5 ? 2 * t * t : 1 - 2 * (1 - t) ** 2
  const between = (name) => leg.from[name] + (leg.to[name] - leg.from[name]) * ease
  // A turn looks like one when its width follows a cosine.
  return {
    turn: leg.from.turn === leg.to.turn ? leg.to.turn : leg.from.turn * Math.cos(Math.PI * ease),
    shift: between("shift"),
  }
}

export function restingPose(view) {
  return !view.legs.length
}
