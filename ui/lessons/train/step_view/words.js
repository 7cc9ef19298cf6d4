// @ts-check
/** What this view says, in the order of its files. */
export const say = {
  pointToReadClick: "Point to read, click to explain.",
  pointToReadANumber: "Point to read a number.",
  termsOfTheSum: "terms of the sum",
}
