// @ts-check
// Numbers and what multiplies them, as three small tables: values, weights and their products.

import { alike } from "./sums.js"
import { make } from "./tiles.js"

/**
 * `parts`: [name, numbers] of each table, `at`: where the first of high × wide numbers stands.
 * @param {[string, ArrayLike<number>][]} parts
 * @param {{at: number, high: number, wide: number}} size
 * @param {(row: number, column: number) => boolean} outside
 */
export function productTables(parts, { at, high, wide }, outside = () => false) {
  const tables = make("div", "tables")
  parts.forEach(([name, numbers], n) => {
    const figure = make("figure")
    const table = make("table", `numbers ${name}`)
    const own = Array.from({ length: high * wide }, (_, k) => numbers[at + k])
    const text = alike(own)
    for (let i = 0; i < high; i++) {
      const row = make("tr")
      for (let j = 0; j < wide; j++)
        row.append(make("td", n === 0 && outside(i, j) ? "outside" : "", text(own[i * wide + j])))
      table.append(row)
    }
    figure.append(table, make("figcaption", "", name))
    if (n) tables.append(make("span", "sign", n === 1 ? "×" : "="))
    tables.append(figure)
  })
  return tables
}

// What the colours of maps and bars mean, and other words under a picture.
export function keyLine(...words) {
  const line = make("p", "key")
  for (const [kind, name] of [
    ["above", "above 0"],
    ["below", "below 0"],
  ]) {
    const one = make("span", "", name)
    one.prepend(make("i", kind))
    line.append(one)
  }
  line.append(...words.map((one) => (typeof one === "string" ? make("span", "", one) : one)))
  return line
}
