/* The theme opens its menu and its search by labels, on narrow screens; those are no buttons for a
   keyboard or a screen reader. Each label gets a button. */
(() => {
  "use strict";
  const names = { __drawer: "Menu", __search: "Search" };
  for (const [toggle, name] of Object.entries(names)) {
    const label = document.querySelector(`label.md-header__button[for="${toggle}"]`);
    const box = document.getElementById(toggle);
    if (!label || !box) continue;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "sop-toggle";
    button.setAttribute("aria-label", name);
    button.append(...label.childNodes);
    label.append(button);
    const tell = () => button.setAttribute("aria-expanded", String(box.checked));
    box.addEventListener("change", tell);
    button.addEventListener("click", (event) => {
      event.preventDefault();
      box.click();
    });
    tell();
  }

  for (const opener of document.querySelectorAll("[data-opens='search']")) {
    const box = document.getElementById("__search");
    if (!box) continue;
    opener.addEventListener("click", () => {
      if (!box.checked) box.click();
      const field = document.querySelector(".md-search__input");
      if (field) field.focus();
    });
    opener.parentElement.hidden = false;
  }
})();
