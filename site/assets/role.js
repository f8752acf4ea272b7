/* “I am a …”: the reader's own role, kept in this browser under `sop-role` and nowhere else. The home
   page leads to the work sheet and the procedures of the role; procedures mark its steps. */
(() => {
  "use strict";
  const KEY = "sop-role";
  const SAYS = { r: "My step", a: "I answer for it", c: "I am asked first", i: "I am told" };

  const kept = {
    get() {
      try {
        return localStorage.getItem(KEY) || "";
      } catch {
        return ""; // a browser may forbid it
      }
    },
    set(role) {
      try {
        if (role) localStorage.setItem(KEY, role);
        else localStorage.removeItem(KEY);
      } catch {
        // the choice then lasts as long as the page
      }
    },
  };

  const made = (name, text, kind) => {
    const element = document.createElement(name);
    if (kind) element.className = kind;
    element.append(text);
    return element;
  };

  // ---- the home page -------------------------------------------------------------------------

  function choice(form) {
    const list = form.querySelector("select");
    const mine = form.querySelector(".sop-iam__mine");
    const procedures = mine.querySelector("ul");
    const links = [...document.querySelectorAll("a[data-does]")];

    function show() {
      const chosen = list.selectedOptions[0];
      const role = list.value;
      mine.hidden = form.querySelector("button").hidden = !role;
      const own = links.filter((link) => role && link.dataset.does.split(" ").includes(role));
      for (const link of links) link.classList.toggle("sop-doors__mine", own.includes(link));
      procedures.replaceChildren(
        ...own.map((link) => {
          const copy = made("a", link.textContent);
          copy.href = link.getAttribute("href");
          return made("li", copy);
        }),
      );
      mine.querySelector(".sop-iam__none").hidden = own.length > 0;
      mine.querySelector(".sop-iam__head").hidden = !own.length;
      if (!role) return;
      const sheet = mine.querySelector(".sop-iam__sheet");
      sheet.href = chosen.dataset.href;
      sheet.textContent = `My work sheet: ${chosen.textContent}`;
    }

    const known = [...list.options].some((option) => option.value === kept.get());
    list.value = known ? kept.get() : "";
    list.addEventListener("change", () => {
      kept.set(list.value);
      show();
    });
    form.addEventListener("reset", () => {
      kept.set("");
      list.value = "";
      show();
      list.focus();
    });
    form.addEventListener("submit", (event) => event.preventDefault());
    show();
    form.hidden = false;
    document.querySelector(".sop-iam__plain").hidden = true;
  }

  // ---- the page of a role --------------------------------------------------------------------

  function remember(part) {
    const button = part.querySelector("button");
    const tell = () => button.setAttribute("aria-pressed", String(kept.get() === part.dataset.myRole));
    button.addEventListener("click", () => {
      kept.set(kept.get() === part.dataset.myRole ? "" : part.dataset.myRole);
      tell();
    });
    tell();
    part.hidden = false;
  }

  // ---- the page of a procedure ---------------------------------------------------------------

  /** The letters that a role has in a step: “ra”. */
  function letters(step, ending) {
    const parts = [...step.querySelectorAll(".sop-step__who .sop-who")].filter((who) => {
      const link = who.querySelector("a.sop-chip");
      return link && link.getAttribute("href").endsWith(ending);
    });
    return [...parts.flatMap((who) => [...who.querySelectorAll(".sop-raci")])]
      .map((letter) => letter.className.slice(-1))
      .join("");
  }

  function mark(list, role) {
    const ending = `roles/${role}.html`;
    let count = 0;
    for (const step of list.children) {
      const letter = letters(step, ending)[0];
      if (!letter) continue;
      step.querySelector("h3").append(" ", made("span", SAYS[letter], `sop-mine sop-mine--${letter}`));
      if (letter !== "r") continue;
      count += 1;
      step.classList.add("sop-step--mine");
      const box = document.querySelector(`.sop-flow a[href="#${CSS.escape(step.querySelector("h3").id)}"]`);
      if (box) box.parentElement.classList.add("sop-flow--mine");
    }
    const chip = document.querySelector(`a.sop-chip[href$="${CSS.escape(ending)}"]`);
    const logo = document.querySelector("a.md-logo");
    if (!chip || !logo || !list.querySelector(".sop-mine")) return;
    const said = count
      ? "Your steps are marked “My step”, here and by a thick border in the flowchart."
      : "Where you take part is marked in the heading of the step.";
    const change = made("a", "Change the role");
    change.href = `${logo.getAttribute("href").replace(/\.$/, "index.html")}#i-am`;
    const legend = made("p", "", "sop-mine-legend");
    legend.append("You read this as ", made("strong", chip.textContent.trim()), `. ${said} `, change);
    (list.closest(".sop-side") || list).before(legend);
  }

  const form = document.querySelector("form.sop-iam");
  if (form) choice(form);
  document.querySelectorAll("[data-my-role]").forEach(remember);
  const list = document.querySelector("ol.sop-steps");
  if (list && /^[\w-]+$/.test(kept.get())) mark(list, kept.get());
})();
