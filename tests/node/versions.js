// The version of node, and of each package as it is installed.
import { readFileSync } from "node:fs";

const asked = JSON.parse(readFileSync(0, "utf8"));
const installed = asked.map((name) => {
  const manifest = readFileSync(`node_modules/${name}/package.json`, "utf8");
  return [name, JSON.parse(manifest).version];
});
console.log(JSON.stringify({ node: process.version, installed: Object.fromEntries(installed) }));
