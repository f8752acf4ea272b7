/* The banner of an old version shows at once where an earlier page found the version to be old. */
(() => {
  "use strict";
  const part = document.querySelector("[data-md-component=outdated]");
  const base = new URL(document.currentScript.dataset.base, location);
  if (part && window.__md_get("__outdated", sessionStorage, base) === true) part.hidden = false;
})();
