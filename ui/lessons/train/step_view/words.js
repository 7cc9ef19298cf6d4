// @ts-check
/** What this view says, in the order of its files. */
export const say = {
  aboveZero: "above 0",
  belowZero: "below 0",
  paddingAround: "padding",
  numbersOfTheSum: "the numbers of the line below",
  partOfThem: "what belongs to them",
  takenByThePooling: "dot: the number that the pooling took",
  classOfTheLine: "the class of the line below",
  trueClass: "bold and green: the true class",
  pointToReadClick: "Point to read, click to explain.",
  pointToReadANumber: "Point to read a number.",
  termsOfTheSum: "terms of the sum",
}
