/* Works a KPI out as its reader types. Numbers are exact fractions, as in Python: this says what
   `sop kpi calc` says, to the last digit. Without it there are the formula and its examples. */
(() => {
  "use strict";

  /* ---- fractions: a whole number over a positive one, without a common divisor ---- */

  const size = (n) => (n < 0n ? -n : n);

  function fraction(over, under = 1n) {
    let [a, b] = [size(over), size(under)];
    while (b) [a, b] = [b, a % b];
    const sign = under < 0n ? -1n : 1n;
    return { over: (sign * over) / a, under: (sign * under) / a };
  }

  /** From “-1,250.75” or “1/3”. */
  function number(text) {
    const [over, under] = text.split("/");
    if (under) return fraction(BigInt(over), BigInt(under));
    const [whole, part = ""] = text.replaceAll(",", "").replace("+", "").split(".");
    const sign = whole.startsWith("-") ? -1n : 1n;
    return fraction(sign * BigInt(whole.replace("-", "") + part || 0), 10n ** BigInt(part.length));
  }

  const isNumber = (value) => value !== null && typeof value === "object" && "over" in value;
  const negative = ({ over, under }) => ({ over: -over, under });
  const minus = (a, b) => fraction(a.over * b.under - b.over * a.under, a.under * b.under);
  const times = (a, b) => fraction(a.over * b.over, a.under * b.under);
  const SIGNS = {
    "+": (a, b) => minus(a, negative(b)),
    "-": minus,
    "*": times,
    "/": (a, b) => fraction(a.over * b.under, a.under * b.over),
  };

  /** By size, or by code points; -1, 0 or 1. */
  function order(a, b) {
    if (isNumber(a)) {
      const over = minus(a, b).over;
      return over < 0n ? -1 : Number(over > 0n);
    }
    const [x, y] = [a, b].map((text) => Array.from(text, (sign) => sign.codePointAt(0)));
    const place = x.findIndex((code, index) => code !== y[index]);
    if (place < 0) return x.length < y.length ? -1 : 0;
    return place < y.length && x[place] < y[place] ? -1 : 1;
  }

  /** How many of 10^-digits there are, halves away from zero. */
  function scaled({ over, under }, digits) {
    const found = (size(over) * 10n ** BigInt(digits) * 2n + under) / (2n * under);
    return over < 0n ? -found : found;
  }

  /** “-1,250.750”: with so many digits behind the point. */
  function written(value, digits, comma = "") {
    const found = scaled(value, digits);
    const text = size(found).toString().padStart(digits + 1, "0");
    const whole = text.slice(0, text.length - digits).replace(/\B(?=(\d{3})+$)/g, comma);
    const sign = value.over < 0n && found ? "-" : "";
    return sign + whole + (digits ? `.${text.slice(-digits)}` : "");
  }

  const trimmed = (text) => (text.includes(".") ? text.replace(/\.?0+$/, "") : text);

  /* ---- the value of a formula: lang/formula/evaluating.py in another language ---- */

  const LARGEST = 10n ** 40n;
  const MOST_PLACES = 12n;

  const undefinedFor = (reason) => ({ reason });
  const isUndefined = (value) => value !== null && typeof value === "object" && "reason" in value;

  function said(value) {
    if (typeof value === "boolean") return String(value);
    if (typeof value === "string") return `“${Array.from(value).slice(0, 60).join("")}”`;
    return trimmed(written(value, 10));
  }

  const noNumber = (value) =>
    isUndefined(value) ? value : undefinedFor(`${said(value)} is no number`);
  const noTruth = (value) =>
    isUndefined(value) ? value : undefinedFor(`${said(value)} is no condition`);
  const isTruth = (value) => typeof value === "boolean";

  const COMPARISONS = {
    "=": (found) => found === 0,
    "!=": (found) => found !== 0,
    "<": (found) => found < 0,
    "<=": (found) => found <= 0,
    ">": (found) => found > 0,
    ">=": (found) => found >= 0,
  };

  const same = (a, b) =>
    isNumber(a) && isNumber(b) ? order(a, b) === 0 : typeof a === typeof b && a === b;

  function value(part, inputs) {
    const found = valueOf(part, inputs);
    if (isNumber(found) && size(found.over) > LARGEST * found.under) {
      return undefinedFor(`${part.as} is too large`);
    }
    return found;
  }

  const PARTS = {
    number: (part) => number(part.value),
    value: (part) => part.value,
    undefined: (part) => undefinedFor(part.reason),
    name: (part, inputs) =>
      (Object.hasOwn(inputs, part.value) ? inputs[part.value] : null) ??
      undefinedFor(`${part.value} is missing`),
    negative: (part, inputs) => {
      const found = value(part.in[0], inputs);
      return isNumber(found) ? negative(found) : noNumber(found);
    },
    opposite: (part, inputs) => {
      const found = value(part.in[0], inputs);
      return isTruth(found) ? !found : noTruth(found);
    },
    binary: (part, inputs) => {
      const [left, right] = part.in.map((inner) => value(inner, inputs));
      if (!isNumber(left)) return noNumber(left);
      if (!isNumber(right)) return noNumber(right);
      if (part.sign === "/" && !right.over) return undefinedFor(`${part.in[1].as} is 0`);
      return SIGNS[part.sign](left, right);
    },
    compared: (part, inputs) => {
      const [left, right] = part.in.map((inner) => value(inner, inputs));
      if (isUndefined(left)) return left;
      if (isUndefined(right)) return right;
      const alike = [isNumber, (side) => typeof side === "string"];
      if (alike.some((is) => is(left) && is(right))) {
        return COMPARISONS[part.sign](order(left, right));
      }
      if (["=", "!="].includes(part.sign) && isTruth(left) && isTruth(right)) {
        return (left === right) === (part.sign === "=");
      }
      return undefinedFor(`${part.as} compares unlike things`);
    },
    member: (part, inputs) => {
      const [found, ...members] = part.in.map((inner) => value(inner, inputs));
      if (isUndefined(found)) return found;
      if (part.reason) return undefinedFor(part.reason);
      return members.some((member) => same(found, member)) !== part.not;
    },
    logic: (part, inputs) => {
      const left = value(part.in[0], inputs);
      if (!isTruth(left)) return noTruth(left);
      if (left === (part.sign === "or")) return left;
      const right = value(part.in[1], inputs);
      return isTruth(right) ? right : noTruth(right);
    },
    call: (part, inputs) => {
      if (part.function === "if") {
        const found = value(part.in[0], inputs);
        return isTruth(found) ? value(part.in[found ? 1 : 2], inputs) : noTruth(found);
      }
      if (part.function === "coalesce") {
        const values = part.in.map((inner) => value(inner, inputs));
        return values.find((found) => !isUndefined(found)) ?? values.at(-1);
      }
      const values = part.in.map((inner) => value(inner, inputs));
      return values.find(isUndefined) ?? applied(part.function, values);
    },
  };

  function valueOf(part, inputs) {
    return PARTS[part.is](part, inputs);
  }

  function applied(name, values) {
    if (name === "days" || name === "months") {
      const days = values.map(date);
      if (days.includes(null)) return undefinedFor(`${name}(…) is for dates`);
      return fraction(BigInt(name === "days" ? days[1].day - days[0].day : monthsBetween(...days)));
    }
    if (!values.every(isNumber)) return undefinedFor(`${name}(…) is for numbers`);
    const [first, second = number("0")] = values;
    if (name === "abs") return { over: size(first.over), under: first.under };
    if (name === "round") {
      if (second.under !== 1n || second.over < 0n || second.over > MOST_PLACES) {
        return undefinedFor(`round(…) takes 0 to ${MOST_PLACES} digits`);
      }
      return fraction(scaled(first, Number(second.over)), 10n ** second.over);
    }
    const wanted = name === "min" ? -1 : 1;
    return values.reduce((best, found) => (order(found, best) === wanted ? found : best));
  }

  /** A day of the calendar, counted from 1970; null for what is none. */
  function date(text) {
    const found = typeof text === "string" && /^\s*(\d{4})-(\d{2})-(\d{2})\s*$/.exec(text);
    if (!found) return null;
    const [y, m, d] = found.slice(1).map(Number);
    const at = new Date(0);
    at.setUTCFullYear(y, m - 1, d);
    const real = y > 0 && at.getUTCMonth() === m - 1 && at.getUTCDate() === d;
    return real ? { y, m, d, day: Math.round(at.getTime() / 86_400_000) } : null;
  }

  function monthsBetween(first, last) {
    if (last.day < first.day) return -monthsBetween(last, first);
    return (last.y - first.y) * 12 + last.m - first.m - Number(last.d < first.d);
  }

  /** The result of a KPI: a number, or why there is none. */
  function calculate(kpi, inputs) {
    const found = value(kpi.formula, inputs);
    if (isNumber(found) || isUndefined(found)) return found;
    return undefinedFor("the formula gives no number");
  }

  /* ---- values as people write and read them: analysis/measures/values.py ---- */

  const PLAIN = /^[+-]?(?:\d[\d,]*(?:\.\d*)?|\.\d+)$/;
  const SHARE = /^(-?\d{1,6}(?:\.\d{1,6})?) ?%$/;
  const AMOUNT = "(\\d{1,3}(?:,\\d{3}){1,4}(?:\\.\\d{1,4})?|\\d{1,15}(?:\\.\\d{1,4})?)";
  const MONEY = [new RegExp(`^${AMOUNT} ([A-Z]{3})$`), new RegExp(`^([A-Z]{3}) ${AMOUNT}$`)];
  const TIME = /^(0|[1-9]\d{0,5}) ([a-z ]+?)s?$/;
  const MOST = number(`1${"0".repeat(18)}`);
  const HUNDRED = number("100");

  /** What a text means for an input: nothing when it is empty, undefined when it cannot be meant. */
  function read(input, text) {
    text = text.trim();
    if (!text) return null;
    let found;
    const [share, before, after, time] = [SHARE, ...MONEY, TIME].map((form) => form.exec(text));
    if (PLAIN.test(text)) {
      found = number(text);
    } else if (share && input.plain) found = SIGNS["/"](number(share[1]), HUNDRED);
    else if (before && input.money.includes(before[2])) found = number(before[1]);
    else if (after && input.money.includes(after[1])) found = number(after[2]);
    else if (time && Object.hasOwn(input.times, time[2])) {
      found = times(number(time[1]), number(input.times[time[2]]));
    }
    if (!found || order(fraction(size(found.over), found.under), MOST) > 0) return undefined;
    return input.percent && !share ? SIGNS["/"](found, HUNDRED) : found;
  }

  /** “25%”, “30,000 USD / customer”, “1 deal”. */
  function shown(found, unit, precision) {
    const [factor, less] = unit.percent ? [HUNDRED, 2] : [fraction(1n), 0];
    const scale = times(found, factor);
    const digits = precision === null ? 6 : Math.min(Math.max(precision - less, 0), 12);
    const text = written(scale, digits, ",");
    const short = precision === null ? trimmed(text) : text;
    if (unit.percent) return `${short}%`;
    return `${short} ${order(found, fraction(1n)) ? unit.many : unit.one}`.trim();
  }

  const holds = (item, day) =>
    (!item.from || day >= item.from) && (!item.until || day <= item.until);

  /** Whether a value lies in a band; the border of two belongs to the better one. */
  function inside(found, band, better) {
    const low = band.min === null ? 1 : order(found, number(band.min));
    const high = band.max === null ? -1 : order(found, number(band.max));
    return better === "lower" ? low > 0 && high <= 0 : low >= 0 && high < 0;
  }

  /** The target of a day, and the band that a value lies in. */
  function judged(kpi, found, day) {
    const stated = kpi.targets.find((item) => holds(item, day))?.value;
    const target = stated ? number(stated) : null;
    const met = target && kpi.better && order(found, target) !== (kpi.better === "higher" ? -1 : 1);
    const band = kpi.bands.find(
      (item) => holds(item, day) && inside(found, item, kpi.better),
    );
    return { target, met, band };
  }

  globalThis.sopCalculator = { calculate, judged, number, read, shown };

  /* ---- the page ---- */

  const element = (name, content, kind = "") => {
    const made = document.createElement(name);
    if (kind) made.className = kind;
    made.append(...[content].flat());
    return made;
  };

  /** Today, where the reader is. */
  function today() {
    const now = new Date();
    const parts = [now.getFullYear(), now.getMonth() + 1, now.getDate()];
    return parts.map((part) => String(part).padStart(2, "0")).join("-");
  }

  class Calculator {
    constructor(form) {
      this.form = form;
      this.kpi = JSON.parse(form.dataset.kpi);
      this.fields = this.kpi.inputs.map((_, place) =>
        form.elements.namedItem(`${form.id}-${place}`),
      );
      this.output = form.querySelector("output");
    }

    answer() {
      const found = this.fields.map((field, place) => this.readField(field, this.kpi.inputs[place]));
      if (found.includes(undefined)) {
        this.tell("fault", [element("p", "Please check what is marked.")]);
        return;
      }
      const inputs = Object.fromEntries(this.kpi.inputs.map(({ name }, n) => [name, found[n]]));
      const result = calculate(this.kpi, inputs);
      const open = this.kpi.inputs.filter((_, n) => found[n] === null).map(({ title }) => title);
      if (!isUndefined(result)) this.tell(...this.told(result));
      else if (open.length) this.tell("start", [element("p", `Still needed: ${open.join(" · ")}`)]);
      else this.tell("none", this.without(result.reason));
    }

    readField(field, input) {
      const found = read(input, field.value);
      document.getElementById(`${field.id}-fault`).hidden = found !== undefined;
      if (found === undefined) field.setAttribute("aria-invalid", "true");
      else field.removeAttribute("aria-invalid");
      return found;
    }

    tell(status, content) {
      this.form.dataset.status = status;
      this.output.replaceChildren(...content);
    }

    without(reason) {
      const lines = [element("p", `No value, since ${reason}`, "sop-calculator__result")];
      if (this.kpi.undefined) lines.push(element("p", this.kpi.undefined, "sop-ask__reason"));
      return lines;
    }

    told(result) {
      const { unit, precision } = this.kpi;
      const { target, met, band } = judged(this.kpi, result, today());
      const lines = [element("p", shown(result, unit, precision), "sop-calculator__result")];
      if (target) {
        const reached = met === null ? "" : met ? ": reached ✓" : ": not reached ✗";
        lines.push(element("p", `Target ${shown(target, unit, precision)}${reached}`));
      }
      if (band) {
        lines.push(element("p", [element("strong", band.title)]));
        if (band.action) lines.push(element("p", band.action, "sop-ask__reason"));
      }
      return [met ? "answered" : met === false ? "missed" : "value", lines];
    }
  }

  const PATIENCE = 150; // milliseconds: a screen reader is not to read a result for each digit

  function start(form) {
    const calculator = new Calculator(form);
    let waiting = 0;
    const changed = () => {
      clearTimeout(waiting);
      waiting = setTimeout(() => calculator.answer(), PATIENCE);
    };
    form.hidden = false;
    form.addEventListener("input", changed);
    form.addEventListener("reset", changed);
    form.addEventListener("submit", (event) => event.preventDefault());
    calculator.answer();
  }

  if (typeof document !== "undefined") {
    document.querySelectorAll("form.sop-calculator").forEach(start);
  }
})();
