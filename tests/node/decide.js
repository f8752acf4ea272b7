// Decision tables as another engine has them: dmn-moddle reads the files, feelin every cell.
// Given [{xml, cases: [{name: value}]}]; printed, for each case, the rules that hold with what they say.
import { readFileSync } from "node:fs";
import { DmnModdle } from "dmn-moddle";
import { date, evaluate, unaryTest } from "feelin";

const DATE = /^\d{4}-\d{2}-\d{2}$/;

function feel(value, type) {
  return type === "date" && DATE.test(value) ? date(value) : value;
}

function sound({ value, warnings }) {
  if (warnings.length) {
    throw new Error(warnings.map((warning) => warning.message).join("\n"));
  }
  return value;
}

function holds(rule, inputs, context) {
  return (rule.inputEntry ?? []).every((entry, place) => {
    const expression = inputs[place].inputExpression;
    const asked = sound(evaluate(expression.text, context));
    return entry.text === "-" || sound(unaryTest(entry.text, { ...context, "?": asked })) === true;
  });
}

function plain(value) {
  return value?.toString && typeof value === "object" && !Array.isArray(value)
    ? value.toString()
    : value;
}

function answers(table, given) {
  const inputs = table.input ?? [];
  const types = inputs.map((input) => input.inputExpression.typeRef);
  const names = inputs.map((input) => input.inputExpression.text);
  const typed = names.map((name, place) => [name, feel(given[name], types[place])]);
  const context = Object.fromEntries(typed);
  return (table.rule ?? [])
    .filter((rule) => holds(rule, inputs, context))
    .map((rule) => ({
      rule: rule.id,
      says: rule.outputEntry.map((entry) => plain(sound(evaluate(entry.text, {})))),
    }));
}

const asked = JSON.parse(readFileSync(0, "utf8"));
const answered = [];
for (const { xml, cases } of asked) {
  const { rootElement, warnings } = await new DmnModdle().fromXML(xml);
  if (warnings.length) throw new Error(warnings.map((warning) => warning.message).join("\n"));
  const [decision] = rootElement.drgElement.filter((element) => element.$type === "dmn:Decision");
  answered.push(cases.map((given) => answers(decision.decisionLogic, given)));
}
console.log(JSON.stringify(answered));
