// What all parts of search share: loading its files, and folding texts.
// Files are classic scripts that call wenkuSearch.put: they load alike from a server and from disk.
(function () {
  "use strict";

  const FORMAT = 1;
  const root = new URL("../../", document.currentScript.src);
  const wanted = new Map();
  const early = new Map();
  let simple = null;
  let every = null;

  function put(name, value) {
    const waiting = wanted.get(name);
    if (waiting) waiting(value);
    else early.set(name, value);
  }

  // Run the script that hands over a file. What is held how long is for the caller to say.
  function fetchFile(name, address) {
    return new Promise(function (resolve, reject) {
      if (early.has(name)) {
        resolve(early.get(name));
        early.delete(name);
        return;
      }
      const script = document.createElement("script");
      const end = function (settle, value) {
        wanted.delete(name);
        script.remove();
        settle(value);
      };
      const fail = function () {
        end(reject, new Error(name));
      };
      wanted.set(name, function (value) {
        end(resolve, value);
      });
      script.onerror = fail;
      script.onload = function () {
        if (wanted.has(name)) fail();
      };
      script.src = address;
      document.head.append(script);
    });
  }

  const held = new Map();

  function once(name, make) {
    if (!held.has(name)) {
      const made = make();
      held.set(name, made);
      // A file that did not come may come the next time.
      made.catch(function () {
        held.delete(name);
      });
    }
    return held.get(name);
  }

  function start() {
    return once("start", async function () {
      const found = await fetchFile("start", new URL("search/start.js", root));
      if (found.format !== FORMAT) throw new Error("format");
      simple = tableOf(found.forms);
      return found;
    });
  }

  // A file of the present edition; asked for twice at a time it is loaded once.
  async function file(name) {
    const edition = (await start()).edition;
    return fetchFile(name, new URL("search/" + edition + "/" + name + ".js", root));
  }

  const loading = new Map();

  function load(name) {
    if (!loading.has(name)) {
      const made = file(name);
      const done = function () {
        loading.delete(name);
      };
      loading.set(name, made);
      made.then(done, done);
    }
    return loading.get(name);
  }

  function keep(name) {
    return once(name, function () {
      return load(name);
    });
  }

  // Another script of search, for pages that need it only when a reader asks for something.
  function part(name) {
    return once("part " + name, function () {
      return new Promise(function (resolve, reject) {
        const script = document.createElement("script");
        script.onload = resolve;
        script.onerror = function () {
          script.remove();
          reject(new Error(name));
        };
        script.src = new URL("static/search/" + name + ".js", root);
        document.head.append(script);
      });
    });
  }

  function tableOf(forms) {
    const table = new Map();
    const to = Array.from(forms[1]);
    Array.from(forms[0]).forEach(function (char, at) {
      table.set(char, to[at]);
    });
    forms[2].forEach(function (pair) {
      table.set(String.fromCodePoint(pair[0]), pair[1]);
    });
    return table;
  }

  // The text as search sees it, and for each place of it the place in the text as it is.
  // The table for what the library itself holds is part of start.js; that of all characters is
  // larger and is loaded for the few queries that need it.
  function fold(text) {
    const table = every || simple;
    const places = [];
    let folded = "";
    let blank = true;
    for (let at = 0; at < text.length; ) {
      const char = charAt(text, at);
      const to = table.get(char);
      const plain = to === undefined ? char : to;
      for (let i = 0; i < plain.length; i++) {
        if (plain[i] === " " && blank) continue;
        blank = plain[i] === " ";
        folded += plain[i];
        places.push(at);
      }
      at += char.length;
    }
    if (folded.endsWith(" ")) {
      folded = folded.slice(0, -1);
      places.pop();
    }
    return { text: folded, places: places };
  }

  // The character at a place, which is two units long beyond the basic plane.
  function charAt(text, at) {
    const unit = text.charCodeAt(at);
    return unit < 0xd800 || unit > 0xdbff ? text[at] : String.fromCodePoint(text.codePointAt(at));
  }

  async function learnAllForms() {
    if (!every) every = tableOf(await keep("forms"));
  }

  function changes(char) {
    return (every || simple).has(char);
  }

  // Where the folded place ends in the text as it is.
  function after(text, folded, end) {
    const last = folded.places[end - 1];
    return last + (text.codePointAt(last) > 0xffff ? 2 : 1);
  }

  // Places [start, end) of all terms in a text, in order, those that touch or overlap joined.
  function hits(text, terms, known) {
    const folded = known || fold(text);
    const found = [];
    terms.forEach(function (term) {
      let at = folded.text.indexOf(term);
      while (at >= 0) {
        found.push([folded.places[at], after(text, folded, at + term.length)]);
        at = folded.text.indexOf(term, at + 1);
      }
    });
    found.sort(function (one, other) {
      return one[0] - other[0] || one[1] - other[1];
    });
    const joined = [];
    found.forEach(function (hit) {
      const last = joined[joined.length - 1];
      if (last && hit[0] <= last[1]) last[1] = Math.max(last[1], hit[1]);
      else joined.push(hit.slice());
    });
    return joined;
  }

  // Terms of a query: words that must all occur, "…" a wording with its blanks, -… one that must not.
  function terms(query) {
    const found = { wanted: [], unwanted: [] };
    const pattern = /(-?)"([^"]+)"(?=\s|$)|(\S+)/gu;
    for (const match of query.matchAll(pattern)) {
      let text = match[2];
      let unwanted = match[1] === "-";
      if (text === undefined) {
        unwanted = match[3].length > 1 && match[3][0] === "-";
        text = unwanted ? match[3].slice(1) : match[3];
      }
      (unwanted ? found.unwanted : found.wanted).push(text);
    }
    return found;
  }

  function folded(list) {
    const texts = list.map(function (text) {
      return fold(text).text;
    });
    return Array.from(new Set(texts.filter(Boolean)));
  }

  window.wenkuSearch = {
    put: put,
    root: root,
    start: start,
    load: load,
    keep: keep,
    part: part,
    fold: fold,
    folded: folded,
    hits: hits,
    terms: terms,
    changes: changes,
    learnAllForms: learnAllForms,
  };
})();
