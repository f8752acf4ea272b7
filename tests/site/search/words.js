// The words that the search script reads in texts, printed as JSON: given {script, texts}.
import { readFileSync } from "node:fs";
import { runInThisContext } from "node:vm";

const { script, texts } = JSON.parse(readFileSync(0, "utf8"));
runInThisContext(script);
console.log(JSON.stringify(texts.map(globalThis.sopSearch.words)));
