/* Buttons for the chart and the tree. Without this script the chart scrolls, the tree opens branch
   by branch, and there are no buttons. */
(() => {
  "use strict";
  const LEAST = 0.25;
  const MOST = 3;

  /** Each picture has a size of its own, which its view box keeps. */
  function zoom(tools) {
    const region = tools.nextElementSibling;
    const picture = region && region.querySelector("svg.sop-org, svg.sop-flow");
    if (!picture) return;
    const whole = picture.viewBox.baseVal.width;
    const output = tools.querySelector("output");
    let scale = 1;
    const factors = {
      smaller: () => scale / 1.25,
      larger: () => scale * 1.25,
      fit: () => Math.min(1, (region.clientWidth - 40) / whole),
    };
    tools.addEventListener("click", (event) => {
      const factor = factors[event.target.dataset.zoom];
      if (!factor) return;
      scale = Math.min(MOST, Math.max(LEAST, factor()));
      picture.style.width = `${whole * scale}px`;
      picture.style.maxWidth = "none";
      output.textContent = `${Math.round(scale * 100)}%`;
    });
    tools.hidden = false;
  }

  function fold(tools) {
    const tree = tools.nextElementSibling;
    if (!tree) return;
    tools.addEventListener("click", (event) => {
      const wish = event.target.dataset.fold;
      if (!wish) return;
      for (const branch of tree.querySelectorAll("details")) branch.open = wish === "open";
    });
    tools.hidden = false;
  }

  /** A link into a closed branch opens the way to it, and the branch itself. */
  function reveal() {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target || !target.closest(".sop-tree")) return;
    for (let at = target; at; at = at.parentElement) if (at.tagName === "DETAILS") at.open = true;
    const branch = target.querySelector(":scope > details");
    if (branch) branch.open = true;
    target.scrollIntoView();
  }

  for (const tools of document.querySelectorAll(".sop-tools")) {
    if (tools.querySelector("[data-zoom]")) zoom(tools);
    if (tools.querySelector("[data-fold]")) fold(tools);
  }
  window.addEventListener("hashchange", reveal);
  if (location.hash) reveal();
})();
