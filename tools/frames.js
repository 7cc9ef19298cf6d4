// Runs in a measured page: every frame in which a canvas was drawn, and how long its drawing took.
;(() => {
  const bench = { frames: [], drawn: false }
  window.frameBench = bench

  const clearRect = CanvasRenderingContext2D.prototype.clearRect
  CanvasRenderingContext2D.prototype.clearRect = function (...all) {
    if (this.canvas.isConnected) bench.drawn = true
    return clearRect.apply(this, all)
  }

  const request = window.requestAnimationFrame.bind(window)
  window.requestAnimationFrame = (draw) =>
    request((at) => {
      bench.drawn = false
      const start = performance.now()
      draw(at)
      if (bench.drawn) bench.frames.push([at, performance.now() - start])
    })
})()
