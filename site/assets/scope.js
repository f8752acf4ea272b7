/* What the theme would write into every page: where the site begins, and how what a reader chose is
   kept. In a file of its own it runs under a policy that forbids scripts inside of pages. */
(() => {
  "use strict";
  const scope = new URL(document.currentScript.dataset.scope, location);
  window.__md_scope = scope;
  window.__md_hash = (text) => [...text].reduce((sum, c) => (sum << 5) - sum + c.charCodeAt(0), 0);
  window.__md_get = (key, storage = localStorage, from = scope) =>
    JSON.parse(storage.getItem(`${from.pathname}.${key}`));
  window.__md_set = (key, value, storage = localStorage, from = scope) => {
    try {
      storage.setItem(`${from.pathname}.${key}`, JSON.stringify(value));
    } catch {
      /* a browser that keeps nothing forgets what was chosen */
    }
  };
})();
