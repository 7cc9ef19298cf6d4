// @ts-check
/** What this view says, in the order of its files. */
export const say = {
  isKept: (name) => `A small copy of ${name} is kept in this browser for a week.`,
  isStillThere: (name) => `Your picture ${name} is still in this browser.`,
  useIt: "Use it",
  delete: "Delete",
  nothingIsKept: "This browser keeps no pictures, so yours is gone after a reload.",
}
