// @ts-check
/** What this view says, in the order of its files. */
export const say = {
  fieldsInTheCortexAsDiscs: "fields in the cortex, as discs",
  fieldsInWhichThePoint: "fields in which the point lies",
  pointAndItsPixel: "the point, and its pixel",
  pointLies: "the point lies in ",
  itsPixelRowColumnLies: (down, right) => `; its pixel, row ${down}, column ${right}, lies in `,
}
