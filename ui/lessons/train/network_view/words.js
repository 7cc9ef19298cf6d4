// @ts-check
/** What this view says, in the order of its files. */
export const say = {
  thinEachBatchDotted: (chance) => `thin: each batch, dotted: guessing ${chance}`,
  dashedLogisticRegression: (line) => `flat, dashed: logistic regression ${line}`,
  lossMeanOfBatches: (averaged) => `loss, mean of ${averaged} batches`,
  clickToGoBackThere: " · Click to go back there.",
  examplesOfTheNextBatch: " examples of the next batch. Then the weights change.",
  runEndsHereGoBackOrStart: " · This run ends here. Go back, or start over.",
  peopleTrainHereNow: (sharing) => `${sharing} people train here now and take turns`,
  resumeFromTheLastGood: (goodStep) =>
    `Resume from the last good step, batch ${goodStep}, at a tenth of the learning rate or less`,
  whatEachBatchDoes: "What each batch does",
  lossAndAccuracy: "Loss and accuracy: arrow keys go along the curves",
  pressBatchToTakeThese:
    "“1 batch” takes these steps once, “Run” repeats them. Orange is above 0, blue below. " +
    "Point to read numbers.",
  notANumberTheWeightsGrew: "not a number: the weights grew beyond all bounds",
  noWeightIsShownInAColour: "No weight is shown in a colour: all of them are 0, or not a number.",
  orangeIsPositiveBlue: (limit) =>
    `Orange is positive, blue is negative. The strongest colour is ${limit}.`,
  theseMapsHoldNoNumbers: "These maps hold no numbers: the weights grew beyond all bounds.",
  ofTheNumbersInTheseMaps: (share, shape) =>
    `${share} of the numbers in these ${shape} maps are 0.`,
  barsShowHowOften: (share, low, high) =>
    `${share} The bars show how often the others occur, from ${low} to ${high}.`,
  outputIsNotANumber: "The output is not a number: the weights grew beyond all bounds.",
  gradientOfTheWeight: "gradient of the weight",
  lastChangeOfTheWeight: "last change of the weight",
  ofASampleOfTestImagesAre: (right, measured) =>
    `${right} of a sample of ${measured} test images are right`,
  ofAreWrongTheMost: (wrong, measured) =>
    `${wrong} of ${measured} are wrong. The most confident mistakes come first.`,
  testImageItIsTheNetwork: (rows, is, said, sure) =>
    `test image ${rows}: it is ${is}, the network says ${said} with probability ${sure}`,
  clickToSendIt: " · Click to send it through the network.",
}
