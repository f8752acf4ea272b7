/* Which of several tabs in a text is open: the one that the address names, or the reader's last. */
(() => {
  "use strict";
  const chosen = window.__md_get("__tabs");
  const linked = "link" in document.currentScript.dataset && Array.isArray(chosen) ? chosen : [];
  for (const set of document.querySelectorAll(".tabbed-set")) {
    const labels = [...set.querySelectorAll(":scope > .tabbed-labels > label")];
    const label = linked.map((tab) => labels.find((one) => one.innerText.trim() === tab)).find(Boolean);
    if (label) document.getElementById(label.htmlFor).checked = true;
  }
  const target = document.getElementById(location.hash.slice(1));
  if (target && target.name) target.checked = target.name.startsWith("__tabbed_");
})();
