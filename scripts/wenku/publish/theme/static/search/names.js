// Suggestions: cities, themes, institutions and titles, by their characters or by pinyin.
(function () {
  "use strict";

  const shared = window.wenkuSearch;
  const IN_FILE = 100;
  const INITIALS = 4;
  const MOST_FILES = 8;
  const SYLLABLE =
    /^(?:[bpmfdtnlgkhjqxrzcsyw]|[zcs]h)?(?:a|ai|an|ang|ao|e|ei|en|eng|er|i|ia|ian|iang|iao|ie|in|ing|iong|iu|o|ong|ou|u|ua|uai|uan|uang|ue|ui|un|uo|v|ve)$/;

  function nameOf(record) {
    return {
      kind: record[0],
      label: record[1],
      page: record[2],
      folded: shared.fold(record[1]).text,
      syllables: record[3].split(" "),
    };
  }

  const read = new Map();

  async function records(file) {
    if (!read.has(file)) read.set(file, (await shared.keep(file)).map(nameOf));
    return read.get(file);
  }

  function isPinyin(text) {
    return /^[a-z\u00fc' ]+$/.test(text);
  }

  // Whether letters spell syllables from one on: each in full or by its first letters, the last as
  // far as it goes. Signs between the syllables of a name are passed over.
  function spells(letters, syllables, from) {
    const failed = new Set();
    function reach(at, next) {
      if (at === letters.length) return true;
      if (next === syllables.length) return false;
      const state = at * 64 + next;
      if (failed.has(state)) return false;
      const syllable = syllables[next];
      const rest = letters.slice(at);
      const found =
        (!/[a-z0-9]/.test(syllable) && reach(at, next + 1)) ||
        (rest.startsWith(syllable) && reach(at + syllable.length, next + 1)) ||
        syllable.startsWith(rest) ||
        (/^[zcs]h/.test(syllable) && rest.startsWith(syllable.slice(0, 2)) && reach(at + 2, next + 1)) ||
        (rest[0] === syllable[0] && reach(at + 1, next + 1));
      if (!found) failed.add(state);
      return found;
    }
    return reach(0, from);
  }

  // Where in a name the typed text is found; -1 for nowhere.
  function placeIn(name, typed) {
    if (!typed.letters) return name.folded.indexOf(typed.text);
    for (let at = 0; at < name.syllables.length; at++) {
      const first = name.syllables[at][0];
      if (first === typed.letters[0] && spells(typed.letters, name.syllables, at)) return at;
    }
    return -1;
  }

  // Names that begin with what was typed come before those that hold it further on.
  function matching(names, typed) {
    const first = [];
    const later = [];
    names.forEach(function (name) {
      const place = placeIn(name, typed);
      if (place === 0) first.push(name);
      else if (place > 0) later.push(name);
    });
    return first.concat(later);
  }

  // All keys with a beginning, and the names that each leads to.
  async function keysWith(beginning) {
    const heads = await shared.keep("keys");
    let file = 0;
    while (file + 1 < heads.length && heads[file + 1] <= beginning) file++;
    const found = [];
    for (; file < heads.length; file++) {
      if (heads[file] > beginning && !heads[file].startsWith(beginning)) break;
      const keys = await shared.keep("k/" + file);
      keys[0].forEach(function (key, at) {
        if (key.startsWith(beginning)) found.push([key, numbers(keys[1][at])]);
      });
    }
    return found;
  }

  function numbers(listed) {
    let number = -1;
    return listed.split(" ").map(function (gap) {
      number += parseInt(gap, 36) + 1;
      return number;
    });
  }

  // Names that hold all keys which begin so.
  async function holding(beginnings) {
    let found = null;
    for (const beginning of beginnings) {
      const here = new Set();
      (await keysWith(beginning)).forEach(function (entry) {
        entry[1].forEach(here.add, here);
      });
      found = found ? new Set(Array.from(found).filter(here.has, here)) : here;
      if (!found.size) break;
    }
    return found || new Set();
  }

  async function spelled(letters) {
    const initials = [];
    for (let at = 0; at === 0 || at + INITIALS <= Math.min(letters.length, 2 * INITIALS); at++) {
      initials.push("-" + letters.slice(at, at + INITIALS));
    }
    const found = await holding(initials);
    const add = function (entry) {
      entry[1].forEach(found.add, found);
    };
    for (let length = 1; length <= Math.min(6, letters.length); length++) {
      const first = letters.slice(0, length);
      const rest = letters.slice(length);
      if (!SYLLABLE.test(first)) continue;
      const keys = await keysWith(rest ? first + "'" + rest[0] : first);
      keys.forEach(function (entry) {
        const second = entry[0].slice(length + 1);
        if (!rest || second[0] === rest[0]) add(entry);
      });
    }
    return found;
  }

  function written(text) {
    const letters = Array.from(text).slice(0, INITIALS);
    return holding(letters.slice(1).map((letter, at) => letters[at] + letter));
  }

  async function further(typed, most) {
    const candidates = await (typed.letters ? spelled(typed.letters) : written(typed.text));
    const ordered = Array.from(candidates).sort(function (one, other) {
      return one - other;
    });
    const found = [];
    const files = new Set();
    for (const number of ordered) {
      const file = Math.floor(number / IN_FILE);
      // Better a few good suggestions than all files of names.
      if (files.add(file).size > MOST_FILES) break;
      const name = (await records("r/" + file))[number % IN_FILE];
      if (placeIn(name, typed) >= 0) found.push(name);
      if (found.length >= most) break;
    }
    return found;
  }

  async function suggestFor(text, most) {
    const typed = { text: shared.fold(text).text };
    if (!typed.text) return [];
    if (isPinyin(typed.text)) typed.letters = typed.text.replace(/[' ]/g, "").replace(/\u00fc/g, "v");
    const found = matching(await records("names"), typed).slice(0, most);
    const long = typed.letters ? typed.letters.length > 1 : Array.from(typed.text).length > 1;
    if (found.length >= most || !long) return found;
    return found.concat(await further(typed, most - found.length));
  }

  // Suggestions for a text, at most so many.
  shared.suggest = async function (text, most) {
    await shared.start();
    const found = await suggestFor(text, most);
    if (found.length || isPinyin(text) || /^[\x00-\x7f]*$/.test(text)) return found;
    // The characters may be forms that the library does not hold.
    await shared.learnAllForms();
    return suggestFor(text, most);
  };
})();
