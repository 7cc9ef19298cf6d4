// @ts-check
/** What this view says, in the order of its files. */
export const say = {
  thereAreNoTestImages: (classes) => `There are no test images of ${classes}.`,
  ofReadCorrectly: (name, right, total) => `${name}: ${right} of ${total} read correctly`,
  greenIsRight: "Green counts what is right, orange counts mistakes.",
  pointAtACell: "Point at a cell, or click it to see its images.",
  pointAtAnImageToReadWhen: "Point at an image to read when the network learned it.",
  readAsItGave: (name, classes, sure, right) =>
    `${name} read as ${classes}, ${sure}; it gave ${name} ${right}`,
}
