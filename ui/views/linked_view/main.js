// @ts-check
// The linked view: the state of one mounted view, and the data that it receives. Pointing, pinning,
// stepping, playing, scrubbing and zooming happen in the browser alone; the server hears of the
// cell once it rests, and of an edited value, whose result NumPy computes.

import { closeMenuOnPhone, mounted } from "../shared/lifecycle.js"
import { ask } from "./frame.js"
import { listen } from "./keys.js"
import { followSliders, receive } from "./preview.js"
import { sceneOf } from "./scene.js"

function mount(parent) {
  const root = parent.querySelector(".linked-view")
  const find = (name) => root.querySelector(name)
  const view = {
    root,
    stage: find(".stage"),
    canvas: find("canvas"),
    editor: find(".editor"),
    bubble: find(".said"),
    key: find(".key"),
    status: find(".formula"),
    back: find(".back"),
    play: find(".play"),
    forward: find(".forward"),
    scrub: find(".scrub"),
    place: find(".place"),
    speeds: find(".speed"),
    pin: find(".pin"),
    sum: find(".one-sum"),
    out: find(".out"),
    fit: find(".fit"),
    in: find(".in"),
    full: find(".full"),
    context: find("canvas").getContext("2d"),
    base: document.createElement("canvas"),
    cell: null,
    glide: null,
    focus: null,
    hover: null,
    selected: null,
    pinned: false,
    playing: false,
    speed: 2,
    walk: null,
    split: null,
    walkSpeed: 0.5,
    now: 0,
    zoom: 1,
    textures: {},
    marks: new Set(),
    stale: true,
    sent: 0,
    tall: {},
    underway: null,
    edits: [],
    live: null,
    told: "",
    served: 0,
    slidAt: -Infinity,
    still: matchMedia("(prefers-reduced-motion: reduce)"),
  }
  listen(view)
  followSliders(view)
  new ResizeObserver(() => {
    view.stale = true
    ask(view)
  }).observe(view.stage)
  closeMenuOnPhone()
  return view
}

function leave(view) {
  clearTimeout(view.restTimer)
  clearTimeout(view.pumpTimer)
  clearTimeout(view.waitingTimer)
  view.sliders.disconnect()
}

export default mounted(mount, (view, data) => receive(view, sceneOf(data, view.scene)), leave)
