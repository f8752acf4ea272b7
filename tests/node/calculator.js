// The calculator of a KPI page, asked by tests: given the script and cases {kpi, inputs, texts},
// printed is what each case gives: the result with how it is shown and judged, and the texts read.
import { readFileSync } from "node:fs";
import { runInThisContext } from "node:vm";

const { script, cases } = JSON.parse(readFileSync(0, "utf8"));
runInThisContext(script);
const { calculate, judged, number, read, shown } = globalThis.sopCalculator;

const plain = (value) => (value?.over === undefined ? value : `${value.over}/${value.under}`);
const known = (value) => (value?.number === undefined ? value : number(value.number));

function answer({ kpi, inputs, texts }) {
  const given = Object.fromEntries(inputs.map(([name, value]) => [name, known(value)]));
  const result = calculate(kpi, given);
  const found = { result: plain(result), texts: texts.map(([input, text]) => {
    const value = read(input, text);
    return value === undefined ? "fault" : plain(value);
  }) };
  if (result.over === undefined) return found;
  const { target, met, band } = judged(kpi, result, "2026-06-30");
  return {
    ...found,
    shown: shown(result, kpi.unit, kpi.precision),
    target: plain(target),
    met,
    band: band ? kpi.bands.indexOf(band) : null,
  };
}

console.log(JSON.stringify(cases.map(answer)));
