// DMN files as a modeler saves them: read by dmn-moddle, and written anew.
import { readFileSync } from "node:fs";
import { DmnModdle } from "dmn-moddle";

const saved = [];
for (const text of JSON.parse(readFileSync(0, "utf8"))) {
  const moddle = new DmnModdle();
  const { rootElement } = await moddle.fromXML(text);
  saved.push((await moddle.toXML(rootElement, { format: true })).xml);
}
console.log(JSON.stringify(saved));
