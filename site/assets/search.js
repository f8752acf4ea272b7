/* Search in the place of the theme’s worker: it speaks to the theme as that one does, but loads only
   the small files that a question needs (see `site/search/index.py`). In a folder without a server
   it runs in a frame, where files can be loaded as scripts only. */
(() => {
  "use strict";
  const SHORTEST = 4;
  const ENDINGS = ["ing", "ed", "es", "s", "e"];
  const EMPTY = new Set(
    "a an and are as at be by for from in is it of on or s that the to with".split(" "),
  );
  const MOST_WORDS = 40; // that begin with what was typed
  const MOST_FILES = 10; // of passages, for one answer
  const MOST_PASSAGES = 60;
  const PART = 0.6; // what the beginning of a word counts
  const SLIP = 0.4; // what a word counts that differs in one letter
  const PAUSE = 50; // milliseconds between letters: whoever types on wants no files for half a word
  const TYPING = 400; // milliseconds after which the next letter begins a question of its own
  const SETUP = 0;
  const READY = 1;
  const QUERY = 2;
  const RESULT = 3;

  const framed = typeof document !== "undefined";
  const own = framed ? document.currentScript.src : globalThis.location?.href;
  const folder = own && new URL("../../search/", own);
  const kept = new Map();

  // ---- files -----------------------------------------------------------------------------------

  globalThis.sopFound = (name, data) => kept.set(name, data);

  /** The data of a file; a server's files are loaded side by side. */
  function load(name, path) {
    if (kept.has(name)) return Promise.resolve(kept.get(name));
    if (!load.waiting.has(name)) load.waiting.set(name, framed ? script(name, path) : ask(name, path));
    return load.waiting.get(name);
  }
  load.waiting = new Map();

  async function script(name, path) {
    await importScripts(new URL(path, folder).href);
    return kept.get(name);
  }

  async function ask(name, path) {
    const text = await (await fetch(new URL(path, folder))).text();
    kept.set(name, JSON.parse(text.slice(text.indexOf("\n"), text.lastIndexOf("\n);"))));
    return kept.get(name);
  }

  const start = () => load("start", "start.js");
  const part = async (name) => load(name, `${(await start()).folder}/${name}.js`);

  // ---- words: as `site/search/words.py` reads them ----------------------------------------------

  function stem(word) {
    for (const ending of ENDINGS) {
      if (word.endsWith(ending) && word.length - ending.length >= SHORTEST) {
        return ending === "s" && word.endsWith("ss") ? word : word.slice(0, -ending.length);
      }
    }
    return word;
  }

  const fold = (word) => word.normalize("NFKD").replace(/\p{M}/gu, "");
  const DENSE = /[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]/gu;

  /** The words of a text as they are typed, folded; letters of dense scripts stand alone. */
  function read(text) {
    const found = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) || [];
    return found.flatMap((word) => {
      const plain = /^[a-z0-9]*$/.test(word) ? word : fold(word);
      return plain.replace(DENSE, " $& ").split(" ").filter(Boolean);
    });
  }

  const words = (text) => read(text).map(stem).filter((word) => !EMPTY.has(word));

  /** The words that a half typed one may become without its ending: “gradi” is on the way to “grad”. */
  function onTheWay(typed) {
    const found = new Set([stem(typed)]);
    for (const ending of ENDINGS) {
      for (let length = 1; length < ending.length; length += 1) {
        if (!typed.endsWith(ending.slice(0, length)) || typed.length - length < SHORTEST) continue;
        found.add(typed.slice(0, -length));
      }
    }
    return found;
  }

  // ---- which passages --------------------------------------------------------------------------

  /** The last place in a sorted list whose value is not greater. */
  function below(list, value) {
    let low = 0;
    let high = list.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (list[middle] <= value) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  const shardOf = async (word) => {
    const at = below((await start()).words, word);
    return at < 0 ? [] : part(`w${at}`);
  };

  /** The records of words that begin with what was typed, from as many files as they fill. */
  async function beginning(typed) {
    const firsts = (await start()).words;
    const found = [];
    for (let at = Math.max(0, below(firsts, typed)); at < firsts.length; at += 1) {
      if (found.length >= MOST_WORDS || (firsts[at] > typed && !firsts[at].startsWith(typed))) break;
      for (const record of await part(`w${at}`)) {
        if (record[0].startsWith(typed) && found.length < MOST_WORDS) found.push(record);
      }
    }
    return found;
  }

  /** Whether two words differ in one letter: another one, one more, or two changed about. */
  function nearly(one, other) {
    if (Math.abs(one.length - other.length) > 1) return false;
    let from = 0;
    while (from < one.length && one[from] === other[from]) from += 1;
    const [a, b] = [one.slice(from), other.slice(from)];
    return (
      a.slice(1) === b.slice(1) || a.slice(1) === b || a === b.slice(1) ||
      (a[0] === b[1] && a[1] === b[0] && a.slice(2) === b.slice(2))
    );
  }

  /** The records that a typed word may mean, each with what it counts. */
  async function meant(typed) {
    const found = new Map();
    for (const word of onTheWay(typed)) {
      const record = (await shardOf(word)).find(([known]) => known === word);
      if (record) found.set(record[0], [record, 1]);
    }
    for (const record of await beginning(typed)) {
      const share = (PART * typed.length) / record[0].length;
      if (!found.has(record[0])) found.set(record[0], [record, share]);
    }
    if (!found.size && typed.length > SHORTEST) {
      const wanted = stem(typed);
      for (const record of await shardOf(wanted)) {
        if (nearly(wanted, record[0])) found.set(record[0], [record, SLIP]);
      }
    }
    return [...found.values()];
  }

  /** From passages to scores for one typed word; `open` when a word stands in more than are kept. */
  async function places(typed, total) {
    const scores = new Map();
    let open = false;
    const records = await meant(typed);
    for (const [[, number, steps], share] of records) {
      const rare = Math.log(1 + total / number);
      open = open || number > steps.length / 2;
      let passage = 0;
      for (let i = 0; i < steps.length; i += 2) {
        passage += steps[i];
        const score = steps[i + 1] * rare * share;
        if (score > (scores.get(passage) || 0)) scores.set(passage, score);
      }
    }
    return { typed, scores, open, stems: records.map(([[word]]) => word) };
  }

  /** The passages in which all words stand, or, if there are none, those with the most of them. */
  function together(found) {
    const sums = new Map();
    const asked = found.filter((one) => !one.open).length || found.length;
    for (const one of found) {
      for (const [passage, score] of one.scores) {
        const sum = sums.get(passage) || [0, 0];
        sum[0] += one.open && asked < found.length ? 0 : 1;
        sum[1] += score;
        sums.set(passage, sum);
      }
    }
    let most = 0;
    for (const [count] of sums.values()) most = Math.max(most, count);
    return [...sums]
      .filter(([, [count]]) => count === Math.min(most, asked))
      .map(([passage, [, score]]) => [passage, score])
      .sort((a, b) => b[1] - a[1] || a[0] - b[0])
      .slice(0, MOST_PASSAGES);
  }

  // ---- what the theme shows --------------------------------------------------------------------

  const SIGNS = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&#34;", "'": "&#39;" };
  const escaped = (text) => text.replace(/[&<>"']/g, (sign) => SIGNS[sign]);

  /** A text as HTML in which the words that were found are marked. */
  function marked(text, found) {
    const isMeant = (word) => {
      if (!found.meant.has(word)) {
        found.meant.set(word, words(word).some((one) => found.some(({ typed, stems }) =>
          stems.includes(one) || one.startsWith(typed))));
      }
      return found.meant.get(word);
    };
    return text.split(/([\p{L}\p{N}]+)/u).map((piece, index) =>
      index % 2 && isMeant(piece) ? `<mark data-md-highlight>${escaped(piece)}</mark>` : escaped(piece),
    ).join("");
  }

  /** The files of the best passages, as far as one answer may load them. */
  async function blocks(best) {
    const firsts = (await start()).pages;
    const numbers = [...new Set(best.map(([passage]) => below(firsts, passage)))];
    const loading = numbers.slice(0, MOST_FILES).map(async (at) => [at, await part(`p${at}`)]);
    return new Map(await Promise.all(loading));
  }

  /** From passages with scores to pages, each with its passages: the best page first. */
  async function pages(best, found) {
    const loaded = await blocks(best);
    const firsts = (await start()).pages;
    const groups = new Map();
    for (const [passage, score] of best) {
      const at = below(firsts, passage);
      if (!loaded.has(at)) continue;
      let first = firsts[at];
      const page = loaded.get(at).find((one) => (first += one[3].length) > passage);
      const group = groups.get(page) || [];
      group.push([page[3][passage - first + page[3].length], score]);
      groups.set(page, group);
    }
    return [...groups].map(([page, group]) => shown(page, group, found));
  }

  function shown([address, title, tags, passages], group, found) {
    const best = group[0][1];
    const item = ([anchor, heading, text], score) => ({
      location: anchor ? `${address}#${anchor}` : address,
      title: marked(heading, found),
      text: text && `<p>${marked(text, found)}</p>`,
      ...(anchor ? {} : { tags: tags.map(escaped) }),
      score,
      terms: Object.fromEntries(found.map(({ typed, scores }) => [typed, scores.size > 0])),
    });
    const own = group.find(([[anchor]]) => !anchor);
    const parent = own ? item(...own) : item(["", title, passages[0][0] ? "" : passages[0][2]], best);
    const below = group.filter((one) => one !== own).map((one) => item(...one));
    return own === group[0] ? [parent, ...below] : [...below, parent];
  }

  // ---- the conversation ------------------------------------------------------------------------

  async function answer(question) {
    const typed = [...new Set(read(question))].filter((word) => !EMPTY.has(word));
    if (!typed.length) return [];
    const total = (await start()).passages;
    const found = await Promise.all(typed.map((word) => places(word, total)));
    found.meant = new Map(); // from words of texts to whether they are marked: they come again and again
    return pages(together(found), found);
  }

  const say = (message) => (framed ? parent.postMessage(message, "*") : self.postMessage(message));
  let latest = 0;
  let asked = -TYPING;

  globalThis.sopSearch = { words, nearly };
  if (!folder) return; // asked by tests, outside of a browser
  self.addEventListener("message", async ({ data }) => {
    if (data.type === SETUP) {
      await start();
      say({ type: READY });
    } else if (data.type === QUERY) {
      const mine = (latest += 1);
      const typing = performance.now() - asked < TYPING;
      asked = performance.now();
      if (typing) await new Promise((go) => setTimeout(go, PAUSE));
      if (mine !== latest) return;
      const items = await answer(data.data);
      if (mine === latest) say({ type: RESULT, data: { items } });
    }
  });
})();
