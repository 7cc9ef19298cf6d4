// @ts-check
/** What this view says, in the order of its files. */
export const say = {
  productFTItsArea: (h) => `product f(t)·${h}: its area `,
  sameCurve: (other) => `${other}: the same curve`,
  drawHereWhatYouExpect: "draw here what you expect",
  infiniteAtEveryX: "infinite at every x",
  andAreInfinite: (way, fh, hf) => `${way}: ${fh} and ${hf} are infinite`,
  yourGuessDottedIsOff: "your guess (dotted) is off by ",
  onAverageAndByAtMostAtX: (largest, x) => ` on average, and by ${largest} at most, at x = ${x}`,
  productAboveItsArea: "product above 0: its area is the result",
  whereHIsNow: "where h is now",
  hBeforeItMoves: "h before it moves",
  pressCompareToSee: "  press “✓ Compare” to see the result",
  integralDivergesBoth: "  the integral diverges: both edges are 1 for ever",
  sumOfFHOverStripsWide: (strips) => `  the sum of f·h over strips ${strips} wide`,
  clickInItForAnotherRow: "click in it for another row",
  dragBelowToMoveX: "drag below to move x",
  fTheRowOutside: "f: the row, 0 outside",
  hTNotFlippedAtX: (k) => `h(t − ${k}): not flipped, at x = ${k}`,
  productsAddThemUp: "products: add them up",
  pixelsUnderHAndTheirSum: "the pixels under h, and their sum",
  fHCorrelationNotFlipped: "f ⋆ h, correlation: not flipped",
}
