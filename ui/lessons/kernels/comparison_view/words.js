// @ts-check
/** What this view says, in the order of its files. */
export const say = {
  beforeOnTheLeft: (value) => `before on the left ${value} % of the width`,
}
