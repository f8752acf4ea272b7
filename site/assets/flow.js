/* The step under the pointer or the focus is marked in the flowchart, and the other way round.
   Without this script the boxes of the chart still lead to their steps. */
(() => {
  "use strict";
  const LIT = "sop-lit";

  /** Bring a box into sight by scrolling the chart alone, never the page. */
  function reveal(region, box) {
    const [inside, room] = [box.getBoundingClientRect(), region.getBoundingClientRect()];
    const off = (low, high, least, most) =>
      low < least || high > most ? (low + high) / 2 - (least + most) / 2 : 0;
    region.scrollBy({
      left: off(inside.left, inside.right, room.left, room.right),
      top: off(inside.top, inside.bottom, room.top, room.bottom),
      behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth",
    });
  }

  function pair(region, box, step) {
    const light = (on) => [box, step].forEach((part) => part.classList.toggle(LIT, on));
    for (const part of [box, step]) {
      part.addEventListener("pointerenter", () => light(true));
      part.addEventListener("pointerleave", () => light(false));
    }
    // a part of a picture that listens to the focus would get it: its region listens instead
    for (const [part, whole] of [[box, region], [step, step]]) {
      whole.addEventListener("focusin", (event) => part.contains(event.target) && light(true));
      whole.addEventListener("focusout", (event) => part.contains(event.target) && light(false));
    }
    for (const happens of ["pointerenter", "focusin"]) {
      step.addEventListener(happens, () => reveal(region, box));
    }
  }

  for (const side of document.querySelectorAll(".sop-side")) {
    const region = side.querySelector(".sop-scroll");
    for (const box of side.querySelectorAll(".sop-flow__step > a[href^='#']")) {
      const heading = document.getElementById(decodeURIComponent(box.getAttribute("href").slice(1)));
      const step = heading && heading.closest(".sop-step");
      if (!step) continue;
      pair(region, box.parentElement, step);
      const follow = () => location.hash === box.getAttribute("href") && reveal(region, box);
      window.addEventListener("hashchange", follow);
      follow();
    }
  }
})();
