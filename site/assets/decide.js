/* Asks a decision table: answers as its reader types, and marks the rules that fit and those that
   do not. Python has read the cells; this says what `sop decide` says. Without it there is the table. */
(() => {
  "use strict";

  /* ---- the answer: analysis/decision/evaluating.py in another language ---- */

  /** Exact, whatever the number of digits: both are scaled to whole numbers. */
  function compareNumbers(a, b) {
    const [x, y] = [a, b].map((text) => text.split("."));
    const scale = Math.max(...[x, y].map(([, part = ""]) => part.length));
    const [m, n] = [x, y].map(([whole, part = ""]) => BigInt(whole + part.padEnd(scale, "0")));
    return m < n ? -1 : Number(m > n);
  }

  /** By code points, as Python does; dates are written so that this is their order. */
  function compareTexts(a, b) {
    const [x, y] = [a, b].map((text) => Array.from(text, (sign) => sign.codePointAt(0)));
    const place = x.findIndex((code, index) => code !== y[index]);
    if (place < 0) return x.length < y.length ? -1 : 0;
    return place < y.length && x[place] < y[place] ? -1 : 1;
  }

  const compared = (input, a, b) =>
    (input.type === "number" ? compareNumbers : compareTexts)(a, b);

  function within(input, [low, lowClosed, high, highClosed], value) {
    const above = low === null ? 1 : compared(input, value, low);
    const below = high === null ? -1 : compared(input, value, high);
    return (above > 0 || (above === 0 && lowClosed)) && (below < 0 || (below === 0 && highClosed));
  }

  /** Whether a cell holds; null when that depends on what is not known. Of an input with a list of
      values the places of those are known that it may have, of another one its value as text. */
  function holds(input, cell, known) {
    if (cell.always) return true;
    if (input.values) {
      const left = known ?? [...input.values.keys()];
      const found = left.filter((place) => cell.in.includes(place)).length;
      return found === left.length ? true : found ? null : false;
    }
    if (known === null || known === undefined) return null;
    return cell.ranges.some((range) => within(input, range, known)) !== cell.not;
  }

  function matched(rule, held) {
    const verdicts = rule.cells.map((cell, column) => held[column][cell]);
    const failed = verdicts.indexOf(false);
    const open = failed < 0 ? [...verdicts.keys()].filter((n) => verdicts[n] === null) : [];
    return { fits: failed < 0 ? (open.length ? null : true) : false, failed, open };
  }

  /** Smaller is better: by the ranks of the results, then from the top. */
  function before(rules, a, b) {
    for (const [column, rank] of rules[a].rank.entries()) {
      if (rank !== rules[b].rank[column]) return rank < rules[b].rank[column];
    }
    return a < b;
  }

  function best(rules, fitting, possible, order) {
    if (!fitting.length) return ["open", []];
    const first = fitting.reduce((a, b) => (order(rules, b, a) ? b : a));
    return [possible.some((n) => order(rules, n, first)) ? "open" : "answered", [first]];
  }

  const POLICIES = {
    unique: (rules, fitting, possible) =>
      [fitting.length > 1 ? "conflict" : possible.length ? "open" : "answered", fitting],
    any: (rules, fitting, possible) => {
      const says = (places) => new Set(places.map((place) => rules[place].says)).size;
      if (says(fitting) > 1) return ["conflict", fitting];
      const sure = fitting.length && says([...fitting, ...possible]) === 1;
      return [sure ? "answered" : "open", fitting];
    },
    first: (rules, fitting, possible) => best(rules, fitting, possible, (_, a, b) => a < b),
    priority: (rules, fitting, possible) => best(rules, fitting, possible, before),
    collect: (rules, fitting, possible) => [possible.length ? "open" : "answered", fitting],
  };

  /** From what is known of each input to a status, the rules that fired, each rule's match, and
      the inputs that are asked for; rules and inputs by their places. */
  function evaluate(table, known) {
    const held = table.inputs.map((input, column) =>
      input.cells.map((cell) => holds(input, cell, known[column])),
    );
    const matches = table.rules.map((rule) => matched(rule, held));
    const places = [...matches.keys()];
    const fitting = places.filter((place) => matches[place].fits);
    const possible = places.filter((place) => matches[place].fits === null);
    if (!fitting.length && !possible.length) return { status: "none", fired: [], matches, asked: [] };
    const [status, fired] = POLICIES[table.policy](table.rules, fitting, possible);
    const open = status === "open" ? possible.flatMap((place) => matches[place].open) : [];
    return { status, fired, matches, asked: [...new Set(open)].sort((a, b) => a - b) };
  }

  const NUMBER = /^-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?$/;
  const DATE = /^\d{4}-\d{2}-\d{2}$/;
  const DIGITS = 15;

  /** What a text means for an input: nothing when it is empty, undefined when it cannot be meant. */
  function read(input, text) {
    text = text.trim();
    if (!text) return null;
    if (input.values) {
      const place = input.values.indexOf(text);
      return place < 0 ? undefined : [place];
    }
    if (input.type === "text") return text;
    let value = text;
    if (input.type === "number") {
      value = text.replaceAll(",", "");
      const digits = value.replace(/[-.]/g, "").replace(/^0+/, "");
      if (!NUMBER.test(text) || digits.length > DIGITS) return undefined;
      if (input.whole && /\..*[1-9]/.test(value)) return undefined;
    } else if (!DATE.test(text)) {
      return undefined;
    }
    const bounds = [input.low, true, input.high, true];
    return within(input, bounds, value) ? value : undefined;
  }

  globalThis.sopDecide = { evaluate, read };

  /* ---- the page ---- */

  const element = (name, content, kind = "") => {
    const made = document.createElement(name);
    if (kind) made.className = kind;
    made.append(...[content].flat());
    return made;
  };

  const listed = (names, word) =>
    names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} ${word} ${names.at(-1)}`;

  const FEW = 6;

  /** “Rules 1, 2 and 5”; of many the first ones. */
  function ruled(places) {
    const numbers = places.slice(0, FEW).map((place) => place + 1);
    if (places.length > FEW) numbers.push(`${places.length - FEW} more`);
    return `${places.length > 1 ? "Rules" : "Rule"} ${listed(numbers, "and")}`;
  }

  /** What a field says, in words: “25%”, “80,000 USD”, “EMEA”. */
  function worded(input, field) {
    if (field.selectedOptions) return field.selectedOptions[0].dataset.said;
    if (input.type !== "number") return field.value.trim();
    const [whole, part] = field.value.trim().replaceAll(",", "").split(".");
    const number = whole.replace(/\B(?=(\d{3})+$)/g, ",") + (part ? `.${part}` : "");
    return input.unit === "percent" ? `${number}%` : `${number} ${input.unit}`.trim();
  }

  class Asking {
    constructor(form, rows) {
      this.form = form;
      this.rows = rows;
      this.table = JSON.parse(form.dataset.table);
      this.fields = this.table.inputs.map((_, place) => form.elements.namedItem(`${form.id}-${place}`));
      this.output = form.querySelector("output");
      this.start = [...this.output.childNodes];
    }

    /** Read the fields, answer, and mark the table. */
    answer() {
      const known = this.fields.map((field, place) => this.readField(field, this.table.inputs[place]));
      const faulty = known.includes(undefined);
      const asked = !faulty && known.some((value) => value !== null);
      const answer = asked ? evaluate(this.table, known) : null;
      this.rows.forEach((row, place) => this.mark(row, answer, place));
      if (faulty) this.tell("fault", [element("p", "Please check what is marked.")]);
      else if (answer) this.tell(answer.status, this.told(answer));
      else this.tell("start", this.start);
    }

    readField(field, input) {
      const value = field.validity?.badInput ? undefined : read(input, field.value);
      const fault = document.getElementById(`${field.id}-fault`);
      fault.hidden = value !== undefined;
      if (value === undefined) field.setAttribute("aria-invalid", "true");
      else field.removeAttribute("aria-invalid");
      return value;
    }

    tell(status, content) {
      this.form.dataset.status = status;
      this.output.replaceChildren(...content);
    }

    told({ status, fired, matches, asked }) {
      if (status === "answered") {
        const unlike = fired.filter((n) => fired.find((m) => this.says(m) === this.says(n)) === n);
        const reasons = fired.slice(0, FEW).map((n) => this.reason(n));
        if (fired.length > FEW) reasons.push(element("p", `${fired.length - FEW} more rules fit.`));
        return [...unlike.flatMap((n) => this.results(n)), ...reasons];
      }
      if (status === "none") {
        return [element("p", "No rule fits: the table says nothing of this case.")];
      }
      if (status === "conflict") {
        return [
          element("p", `${ruled(fired)} fit, and the table does not allow that: have it mended.`),
        ];
      }
      const names = asked.map((place) => this.table.inputs[place].title);
      const possible = [...matches.keys()].filter((place) => matches[place].fits === null);
      return [element("p", `It depends on: ${names.join(" · ")}`), ...this.left(fired, possible)];
    }

    /** What may be answered yet, each result once. */
    left(fired, possible) {
      const groups = new Map();
      for (const place of [...fired, ...possible]) {
        groups.set(this.says(place), [...(groups.get(this.says(place)) ?? []), place]);
      }
      const items = [...groups.values()].map((places) =>
        element("li", [...this.brief(places[0]), ` (${ruled(places).toLowerCase()})`]),
      );
      const head = items.length > 1 ? "Still possible:" : "Whichever rule it is, it says:";
      return [element("p", head), element("ul", items)];
    }

    says(place) {
      return this.table.rules[place].says;
    }

    /** The outputs of a rule as they stand in the table, links and all. */
    parts(place) {
      return [...this.rows[place].querySelectorAll("[data-output]")].map((part) => {
        const copy = part.cloneNode(true);
        return [this.table.outputs[part.dataset.output], [...copy.childNodes]];
      });
    }

    results(place) {
      return this.parts(place).map(([title, content]) =>
        element("p", [element("span", `${title}:`, "sop-ask__name"), " ", element("strong", content)], "sop-ask__result"),
      );
    }

    brief(place) {
      return this.parts(place).flatMap(([, content], n) => (n ? [", ", ...content] : content));
    }

    reason(place) {
      const because = this.rows[place].querySelector("[data-because]");
      const said = because ? [": ", ...because.cloneNode(true).childNodes] : ["."];
      const link = element("a", ruled([place]));
      link.href = `#${this.rows[place].id}`;
      return element("p", [link, ...said], "sop-ask__reason");
    }

    /** Say in a row whether it fired, and in its first cell that does not hold, that it does not. */
    mark(row, answer, place) {
      for (const old of row.querySelectorAll(".sop-verdict")) old.remove();
      const match = answer?.matches[place];
      const fired = Boolean(match?.fits) && answer.fired.includes(place);
      row.classList.toggle("sop-fired", fired);
      row.classList.toggle("sop-out", match?.fits === false);
      if (fired) row.cells[0].append(element("span", "✓ fits", "sop-verdict sop-verdict--fits"));
      if (match?.fits !== false) return;
      const cell = row.querySelector(`[data-input="${match.failed}"]`);
      const [input, field] = [this.table.inputs, this.fields].map((all) => all[match.failed]);
      const said = field.value ? `✗ not ${worded(input, field)}` : "✗ never holds";
      cell?.append(" ", element("span", said, "sop-verdict"));
    }

    /** Keep the case in the address, to be sent to a colleague. */
    keep() {
      const given = this.fields.filter((field) => field.value).map((field) => [field.dataset.id, field.value]);
      try {
        const query = new URLSearchParams(given).toString();
        history.replaceState(null, "", `${location.pathname}${query && `?${query}`}${location.hash}`);
      } catch {
        /* a page from a folder has no address that could be changed */
      }
    }

    recall() {
      for (const [name, value] of new URLSearchParams(location.search)) {
        const field = this.fields.find((one) => one.dataset.id === name);
        if (field) field.value = value;
      }
    }
  }

  const PATIENCE = 150; // milliseconds: a screen reader is not to read an answer for each digit

  function start(form) {
    const table = form.parentElement.querySelector("table.sop-decision");
    if (!table) return;
    const asking = new Asking(form, [...table.tBodies[0].rows]);
    let waiting = 0;
    const changed = () => {
      clearTimeout(waiting);
      waiting = setTimeout(() => {
        asking.answer();
        asking.keep();
      }, PATIENCE);
    };
    asking.recall();
    form.hidden = false;
    form.addEventListener("input", changed);
    form.addEventListener("reset", changed);
    form.addEventListener("submit", (event) => event.preventDefault());
    asking.answer();
  }

  if (typeof document !== "undefined") {
    document.querySelectorAll("form.sop-ask[data-table]").forEach(start);
  }
})();
