// Light or dark, as Streamlit's own background is: palette.css has the colours of both.

function isDark(rgb) { return 0.299 * rgb[0] + 0.587 * rgb[1] + 0.114 * rgb[2] < 140 }

function themeOf({ root }) {
  const background = getComputedStyle(root).getPropertyValue("--st-background-color").trim()
  const probe = document.createElement("canvas").getContext("2d")
  probe.fillStyle = background || "#ffffff"
  probe.fillRect(0, 0, 1, 1)
  const [r, g, b] = probe.getImageData(0, 0, 1, 1).data
  root.classList.toggle("dark", isDark([r, g, b]))
}
