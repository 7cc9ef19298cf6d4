// @ts-check
/** What this view says, in the order of its files. */
export const say = {
  bIsTurnedAroundThen: "b is turned around, then it slides along a",
  bSlidesAlong: "b slides along a as it is",
  whatMeetsAtThisPlace: "what meets at this place, and its sum",
  paleMeetsNothingHere: "pale: meets nothing here",
}
