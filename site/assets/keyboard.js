/* The theme's buttons for the menu and the search on narrow screens, for those without a mouse. */
(() => {
  "use strict";
  const names = { __drawer: "Menu", __search: "Search" };
  for (const [toggle, name] of Object.entries(names)) {
    const label = document.querySelector(`label.md-header__button[for="${toggle}"]`);
    const box = document.getElementById(toggle);
    if (!label || !box) continue;
    label.tabIndex = 0;
    label.setAttribute("role", "button");
    label.setAttribute("aria-label", name);
    const tell = () => label.setAttribute("aria-expanded", String(box.checked));
    box.addEventListener("change", tell);
    label.addEventListener("keydown", (event) => {
      if (event.key !== " " && event.key !== "Enter") return;
      event.preventDefault();
      event.stopPropagation();
      label.click();
    });
    tell();
  }
})();
