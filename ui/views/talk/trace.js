// @ts-check
// A pointer that leaves a trace on the whole screen, which fades.

const FADES = 1400 // ms
const WIDE = 7 // px
const COLOUR = [217, 55, 44]

/** Draw the trace on a canvas that covers the window, until what is returned is called. */
export function traced(canvas) {
  /** @type {{ x: number, y: number, at: number }[]} */
  let points = []
  let frame = 0
  const draw = (now) => {
    frame = 0
    canvas.width = innerWidth
    canvas.height = innerHeight
    const context = canvas.getContext("2d")
    const [last] = points.slice(-1)
    points = points.filter(({ at }) => now - at < FADES)
    context.lineCap = "round"
    for (let k = 1; k < points.length; k++) {
      const [from, to] = [points[k - 1], points[k]]
      const left = 1 - (now - to.at) / FADES
      context.strokeStyle = `rgb(${COLOUR.join(" ")} / ${left})`
      context.lineWidth = 1 + WIDE * left
      context.beginPath()
      context.moveTo(from.x, from.y)
      context.lineTo(to.x, to.y)
      context.stroke()
    }
    if (last) {
      context.fillStyle = `rgb(${COLOUR.join(" ")})`
      context.beginPath()
      context.arc(last.x, last.y, WIDE, 0, 7)
      context.fill()
    }
    if (points.length > 1) frame = requestAnimationFrame(draw)
    else points = last ? [{ ...last, at: now }] : []
  }
  const move = ({ clientX: x, clientY: y }) => {
    points.push({ x, y, at: performance.now() })
    frame ||= requestAnimationFrame(draw)
  }
  addEventListener("pointermove", move, true)
  return () => {
    removeEventListener("pointermove", move, true)
    cancelAnimationFrame(frame)
    canvas.width = 0
  }
}
