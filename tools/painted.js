// Runs in every measured page: when an event happened, and when its answer was on the screen.
;(() => {
  const bench = { waiting: null, moved: 0, fresh: false, firstDrawn: null, repaints: [] }
  window.bench = bench

  // A message sent during a frame is delivered once the browser has painted that frame.
  function painted(then) {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => then(performance.now())
    port2.postMessage(null)
  }

  function answer(what, now) {
    const { waiting } = bench
    if (waiting?.what !== what || !waiting.since) return
    bench.waiting = null
    waiting.resolve(now - waiting.since)
  }

  // Each data that the linked view receives names its stage anew, be it with the same words.
  const setAttribute = Element.prototype.setAttribute
  Element.prototype.setAttribute = function (name, value) {
    if (name === "aria-label" && this.classList.contains("stage")) bench.fresh = true
    return setAttribute.call(this, name, value)
  }

  // Of the linked view's canvases one is in the page, the others are in memory.
  const drawImage = CanvasRenderingContext2D.prototype.drawImage
  CanvasRenderingContext2D.prototype.drawImage = function (...all) {
    drawImage.apply(this, all)
    if (!this.canvas.isConnected) return
    const { fresh } = bench
    bench.fresh = false
    painted((now) => {
      bench.firstDrawn ??= performance.timeOrigin + now
      if (fresh) bench.repaints.push({ moved: bench.moved, painted: now })
      if (fresh) answer("map", now)
      answer("view", now)
    })
  }

  // A loaded image is drawn in the next frame at the earliest; its event never reaches the window.
  document.addEventListener(
    "load",
    ({ target }) => {
      if (target instanceof HTMLImageElement)
        requestAnimationFrame(() => painted((now) => answer("image", now)))
    },
    true,
  )

  addEventListener(
    "pointermove",
    ({ timeStamp }) => {
      bench.moved = timeStamp
    },
    true,
  )

  // Takes the time from the next `event` until `what` is painted.
  bench.arm = (what, event) => {
    bench.fresh = false
    bench.answer = new Promise((resolve) => {
      bench.waiting = { what, resolve, since: 0 }
    })
    addEventListener(
      event,
      ({ timeStamp }) => {
        if (bench.waiting) bench.waiting.since = timeStamp
      },
      { capture: true, once: true },
    )
  }

  const root = () =>
    [...document.querySelectorAll("*")].find((one) => one.shadowRoot?.querySelector(".linked-view"))
      .shadowRoot
  bench.words = () => root().querySelector("[role=status]").textContent
  bench.picture = () => root().querySelector("canvas").toDataURL()
})()
