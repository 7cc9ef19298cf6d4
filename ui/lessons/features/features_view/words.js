// @ts-check
/** What this view says, in the order of its files. */
export const say = {
  howMuchEachPixelMay: "How much each pixel may change",
  inTheseChangesWhiteMeans:
    "White is brighter, black darker, grey unchanged. " +
    "The signs of the gradient say which way each pixel changes the loss.",
  signsOfTheGradient: "signs of the gradient",
  imageWithNoise: "image with noise",
  ofGreyLevels: (level, white) => `${level} of ${white} grey levels`,
  noPixelChangesSo: (signs) => `No pixel changes, so the network names ${signs}.`,
  whichNoEyeSees: ", which no eye sees",
  eachPixelChangesByAtMost: (level, white, seen) =>
    `Each pixel changes by at most ${level} of ${white} grey levels${seen}.`,
  networkStillNamesNow: (most, now, now2) =>
    `${most} The network still names ${now}, now with ${now2}.`,
  predictedClassChanges: (most, from, now) =>
    `${most} The predicted class changes from ${from} to ${now}.`,
  changeIt: "change it to",
  leaveIt: "leave it at",
  randomSignsOfTheSameSize: (what, answer) => `Random signs of the same size ${what} ${answer}.`,
  noAmountUpToChanges: (at) => `No amount up to ${at} changes the class.`,
  smallestAmountHere: (turns, white) =>
    `The smallest amount here that changes it is ${turns} of ${white}.`,
  openItInLesson: "Open it in lesson 14 →",
  pictureMade: (name) => `picture made for ${name}`,
  madeValueFoundBelow: (value, most) => `made: value ${value}. Found below: at most ${most}.`,
  rowsToColumns: (top, high, left, wide) => `rows ${top} to ${high}, columns ${left} to ${wide}`,
  itsWindowNumberHas: (title, name, k, values, name2, where) =>
    `${title}, ${name}: its window number ${k} has the value ${values} ` +
    `and lies in ${name2}, ${where}.`,
  stepTheUnitHasTheValue: (step, values, values2, best, words) =>
    `Step ${step}: the unit has the value ${values} with restraints and ${values2} without. ` +
    `The best window that was found has ${best}. ${words}`,
  mapsOfOneScoreArrowKeys: "Maps of one score: arrow keys move the place",
}
