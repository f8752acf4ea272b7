/* Filters the matrix. Without this script everything is visible and the form is not. */
(() => {
  "use strict";

  /** Whether a row belongs to the chosen value; rows name all of theirs, with spaces between. */
  const matches = (row, name, value) =>
    !value || (row.dataset[name] || "").split(" ").includes(value);

  function filter(form, table) {
    const chosen = [...new FormData(form)].filter(([, value]) => value);
    let shown = 0;
    for (const body of table.tBodies) {
      let visible = 0;
      for (const row of body.rows) {
        if (!Object.keys(row.dataset).length) continue; // a heading inside the table
        row.hidden = !chosen.every(([name, value]) => matches(row, name, value));
        visible += row.hidden ? 0 : 1;
      }
      body.hidden = !visible;
      shown += visible;
    }
    return { chosen, shown };
  }

  function tell(form, table, { chosen, shown }) {
    const total = table.querySelectorAll("tbody tr[data-area], tbody tr[data-role]").length;
    const output = form.querySelector("output") || form.appendChild(document.createElement("output"));
    output.textContent = chosen.length ? `${shown} of ${total} shown` : `${total} in all`;
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
    const apply = () => tell(form, table, filter(form, table));
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
