/* What a word of the glossary means, shown at the word: under the pointer, at the focus, or at the
   first touch; a second one leads to the glossary. Escape closes it. Without this script the words
   are links to the glossary. */
(() => {
  "use strict";
  const definitions = document.querySelector(".sop-definitions");
  if (!definitions) return;
  const tip = document.createElement("div");
  tip.className = "sop-tip";
  tip.setAttribute("role", "tooltip");
  tip.hidden = true;
  definitions.after(tip);
  let shown = null;
  let touched = false;
  let closing = 0;

  function place() {
    const at = shown.getClientRects()[0] || shown.getBoundingClientRect();
    const room = document.documentElement.clientWidth;
    const own = tip.getBoundingClientRect();
    const below = at.bottom + 4 + own.height <= window.innerHeight;
    tip.style.left = `${Math.max(8, Math.min(at.left, room - own.width - 8))}px`;
    tip.style.top = `${below ? at.bottom + 4 : Math.max(8, at.top - own.height - 4)}px`;
  }

  function open(word, definition) {
    clearTimeout(closing);
    shown = word;
    tip.replaceChildren(...[...definition.childNodes].map((node) => node.cloneNode(true)));
    tip.hidden = false;
    place();
  }

  function close() {
    clearTimeout(closing);
    tip.hidden = true;
    shown = null;
  }

  const soon = () => {
    closing = setTimeout(close, 200); // time to move onto it
  };
  tip.addEventListener("pointerenter", () => clearTimeout(closing));
  tip.addEventListener("pointerleave", soon);

  function explain(word, definition) {
    word.classList.add("sop-term");
    word.setAttribute("aria-describedby", definition.id);
    word.addEventListener("pointerdown", (event) => {
      touched = event.pointerType === "touch";
    });
    word.addEventListener("pointerenter", (event) => {
      if (event.pointerType !== "touch") open(word, definition);
    });
    word.addEventListener("pointerleave", (event) => {
      if (event.pointerType !== "touch") soon();
    });
    word.addEventListener("focus", () => {
      if (!touched) open(word, definition);
    });
    word.addEventListener("blur", close);
    word.addEventListener("click", (event) => {
      if (!touched || shown === word) return;
      event.preventDefault();
      open(word, definition);
    });
  }

  for (const definition of definitions.children) {
    const links = document.querySelectorAll(`.md-content a[href="${CSS.escape(definition.dataset.of)}"]`);
    for (const word of links) explain(word, definition);
  }
  document.addEventListener("keydown", (event) => event.key === "Escape" && shown && close());
  document.addEventListener("pointerdown", (event) => {
    if (shown && !tip.contains(event.target) && !shown.contains(event.target)) close();
  });
  window.addEventListener("scroll", () => shown && place(), { passive: true, capture: true });
})();
