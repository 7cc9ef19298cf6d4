// @ts-check
/** What this view says, in the order of its files. */
export const say = {
  theChosenPixel: "the chosen pixel, the same one in each channel",
  imageIsGreyItHasOne: ". This image is grey: it has one channel.",
  allThreeLieOnEachOtherSo: ". All three lie on each other, so you see the colour.",
  eachChannelHasOneOfThem: ". Each channel has one of them.",
}
