/* Asks the search of a built site, as a browser's worker would: each question to a fresh worker.
   Reads {site, script, questions} as JSON, prints [{question, found, files, bytes, packed, ms,
   again}]: what a first answer loads (as it lies and packed by gzip), how long it takes, and how
   long it takes the second time. */
import { readFileSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";

const { site, script, questions } = JSON.parse(readFileSync(0, "utf-8"));
const text = readFileSync(`${site}/${script}`, "utf-8");
const worker = new Function(text);

function fresh() {
  const loaded = [];
  let hear;
  let tell;
  globalThis.self = globalThis;
  globalThis.location = { href: pathToFileURL(`${site}/${script}`).href };
  globalThis.fetch = async (url) => {
    const file = readFileSync(fileURLToPath(url));
    loaded.push(file);
    return { text: async () => file.toString("utf-8") };
  };
  globalThis.addEventListener = (_, heard) => (hear = heard);
  globalThis.postMessage = (message) => tell(message);
  worker();
  const say = (type, data) =>
    new Promise((resolve) => {
      tell = resolve;
      hear({ data: { type, data } });
    });
  return { loaded, say };
}

async function timed(say, question) {
  const begin = performance.now();
  const { data } = await say(2, question);
  return [data.items.length, performance.now() - begin];
}

const answers = [];
for (const question of questions) {
  const { loaded, say } = fresh();
  await say(0);
  const [found, ms] = await timed(say, question);
  const sizes = [Buffer.from(text), ...loaded];
  answers.push({
    question,
    found,
    files: sizes.length,
    bytes: sizes.reduce((sum, file) => sum + file.length, 0),
    packed: sizes.reduce((sum, file) => sum + gzipSync(file).length, 0),
    ms,
    again: (await timed(say, question))[1],
  });
}
console.log(JSON.stringify(answers));
