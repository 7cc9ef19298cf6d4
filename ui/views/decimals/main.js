// @ts-check
// Numbers with a decimal comma, while a link asks for them.

import { writeCommas } from "./writing.js"

/** What ends it, while numbers have a comma. @type {(() => void) | null} */
let ends = null

export default ({ data: { comma } }) => {
  if (comma) ends ??= writeCommas()
  else {
    ends?.()
    ends = null
  }
}
