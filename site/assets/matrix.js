/* Filters the large tables. Without this script everything is visible and the form is not. */
(() => {
  "use strict";

  /** The rows that can be chosen; headings inside of a table say nothing of themselves. */
  const rowsOf = (body) => [...body.rows].filter((row) => Object.keys(row.dataset).length);

  /** Whether a row belongs to the chosen value; rows name all of theirs, with spaces between.
      Of places they name those in which they do not hold: most hold everywhere. */
  const matches = (row, name, value) =>
    (row.dataset[name] || "").split(" ").includes(value) !== (name === "outside");

  function filterRows(table, chosen) {
    const shown = [];
    for (const body of table.tBodies) {
      const rows = rowsOf(body);
      for (const row of rows) {
        row.hidden = !chosen.every(([name, value]) => matches(row, name, value));
      }
      const left = rows.filter((row) => !row.hidden);
      body.hidden = rows.length > 0 && !left.length;
      shown.push(...left);
    }
    return shown;
  }

  /** Roles without a letter in what is shown make way for those who have one. */
  function hideUnusedRoles(table, shown, chosen) {
    const cells = [...table.tHead.rows[0].cells];
    cells.forEach((head, index) => {
      if (!head.matches(".sop-matrix__role")) return;
      const used = !chosen.length || shown.some((row) => row.cells[index].firstElementChild);
      if (used === !head.classList.contains("sop-unused")) return;
      head.classList.toggle("sop-unused", !used);
      for (const body of table.tBodies) {
        for (const row of rowsOf(body)) row.cells[index].classList.toggle("sop-unused", !used);
      }
    });
  }

  /** Say how many are left, and keep the choice in the address, to be sent to a colleague. */
  function tell(form, chosen, shown, total) {
    const output = form.querySelector("output");
    if (output) output.textContent = chosen.length ? `${shown} of ${total} shown` : `${total} in all`;
    try {
      const query = new URLSearchParams(chosen).toString();
      history.replaceState(null, "", `${location.pathname}${query && `?${query}`}${location.hash}`);
    } catch {
      /* a page from a folder has no address that could be changed */
    }
  }

  function start(form) {
    const table = document.querySelector("table.sop-matrix");
    if (!table) return;
    const total = [...table.tBodies].flatMap(rowsOf).length;
    const apply = () => {
      const chosen = [...new FormData(form)].filter(([, value]) => value);
      const shown = filterRows(table, chosen);
      hideUnusedRoles(table, shown, chosen);
      tell(form, chosen, shown.length, total);
    };
    for (const [name, value] of new URLSearchParams(location.search)) {
      const field = form.elements.namedItem(name);
      if (field) field.value = value;
    }
    form.hidden = false;
    form.addEventListener("input", apply);
    form.addEventListener("reset", () => setTimeout(apply));
    form.addEventListener("submit", (event) => event.preventDefault());
    apply();
  }

  document.querySelectorAll("form.sop-filter").forEach(start);
})();
