// @ts-check
/** What this view says, in the order of its files. */
export const say = {
  windowsEachColumnIsOne: (count, cells) => `windows ${count}×${cells}: each column is one window`,
  kernelsEachRowIsOne: (count, count2, shape, over) =>
    `kernels ${count}×${count2}: each row is one ${shape} kernel${over}`,
  mapsEachRowIsOneMap: (count, cells, map, over) =>
    `maps ${count}×${cells}: each row is one ${map} map${over}`,
  oneWindowInTheImage: "one window in the image, and its number in the map",
  itsColumnAndItsKernel: "its column and its kernel",
}
