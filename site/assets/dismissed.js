/* An announcement that the reader has put away stays away. */
(() => {
  "use strict";
  const part = document.querySelector("[data-md-component=announce]");
  const words = part && part.querySelector(".md-typeset");
  if (words && window.__md_hash(words.innerHTML) === window.__md_get("__announce")) part.hidden = true;
})();
