/* The colors that the reader chose, before anything of the page is drawn. */
(() => {
  "use strict";
  const palette = window.__md_get("__palette");
  if (!palette || !palette.color) return;
  if (palette.color.media === "(prefers-color-scheme)") {
    const light = matchMedia("(prefers-color-scheme: light)").matches ? "light" : "dark";
    const wanted = `[data-md-color-media='(prefers-color-scheme: ${light})']`;
    const option = document.querySelector(wanted);
    if (option) {
      for (const key of ["media", "scheme", "primary", "accent"]) {
        palette.color[key] = option.getAttribute(`data-md-color-${key}`);
      }
    }
  }
  for (const [key, value] of Object.entries(palette.color)) {
    document.body.setAttribute(`data-md-color-${key}`, value);
  }
})();
