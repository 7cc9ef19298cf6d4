// @ts-check
// Which colour a value has: grey in pictures, of two hues around 0 in signed maps.

import { mix } from "../shared/palette.js"

export function greyOf(scene, n) {
  const grey = Math.round(255 * Math.min(Math.max(n / scene.white, 0), 1))
  return [grey, grey, grey]
}

export function signedOf(scene, colours, n, f) {
  const limit = scene.limit * scene.divisors[f]
  const t = limit ? Math.min(Math.abs(n) / limit, 1) : 0
  return mix(colours.panel.rgb, (n < 0 ? colours.negative : colours.positive).rgb, t)
}

// The value drawn as white in maps that are grey.
export function whiteOfMaps(scene) {
  return scene.mapWhite ?? scene.white
}

// A map is centred on 0, unless its kernel makes a picture of a picture: then it is grey, and only
// what fell below 0 has the colour of negative values.
export function outputColour(scene, colours, n, f) {
  const white = whiteOfMaps(scene) * scene.divisors[f]
  if (!scene.greyMaps[f]) return signedOf(scene, colours, n, f)
  return n < 0
    ? signedOf({ limit: white, divisors: [1] }, colours, Math.min(n, -0.25 * white), 0)
    : greyOf({ white }, n)
}

export function inputColour(scene, colours, n) {
  return scene.inputSigned
    ? signedOf({ limit: scene.white, divisors: [1] }, colours, n, 0)
    : greyOf(scene, n)
}
