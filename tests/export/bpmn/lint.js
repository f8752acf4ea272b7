// What bpmnlint's recommended rules, and the reader of bpmn-js, say of files: {name: XML} in.
import { readFileSync } from "node:fs";
import { Linter } from "bpmnlint";
import NodeResolver from "bpmnlint/lib/resolver/node-resolver.js";
import { BpmnModdle } from "bpmn-moddle";

const config = { extends: "bpmnlint:recommended" };
const moddle = new BpmnModdle();
const found = {};
for (const [name, xml] of Object.entries(JSON.parse(readFileSync(0, "utf8")))) {
  const { rootElement, warnings } = await moddle.fromXML(xml);
  // a linter of its own: a rule remembers the flows of files before
  const linter = new Linter({ config, resolver: new NodeResolver() });
  const reports = await linter.lint(rootElement);
  found[name] = [
    ...warnings.map((warning) => `reading: ${warning.message}`),
    ...Object.entries(reports).flatMap(([rule, of]) =>
      of.map(({ id, message }) => `${rule}: ${id}: ${message}`),
    ),
  ].sort();
}
console.log(JSON.stringify(found));
