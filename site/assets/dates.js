/* A built site gets old: what holds only from a day on, or only until one, is shown by the reader's
   own calendar. Without this script a page tells what held when it was built. */
(() => {
  "use strict";
  const now = new Date();
  const two = (number) => String(number).padStart(2, "0");
  const today = `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
  for (const part of document.querySelectorAll("[data-shown-from], [data-shown-until]")) {
    const { shownFrom, shownUntil } = part.dataset;
    part.hidden = Boolean((shownFrom && today < shownFrom) || (shownUntil && today >= shownUntil));
  }
})();
