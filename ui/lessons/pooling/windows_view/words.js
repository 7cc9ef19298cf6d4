// @ts-check
/** What this view says, in the order of its files. */
export const say = {
  isNotAWholeNumber: (range) => `This is not a whole number ${range}. The number stays as it was.`,
  sliceRowColumn: (slice, row, column) => `slice ${slice}, row ${row}, column ${column}`,
  windowAndItsValue: "the window and its value",
  numberThatIsTaken: "the number that is taken",
  pooledSliceRowColumn: (slice, row, column) =>
    `pooled slice ${slice}, row ${row}, column ${column}: `,
}
