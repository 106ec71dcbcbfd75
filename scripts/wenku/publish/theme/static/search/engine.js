// The engine: which documents hold a wording, and how often, from lists of n-grams.
(function () {
  "use strict";

  const shared = window.wenkuSearch;
  const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  const STEPS = 20;
  const PLAIN_DEPTH = 2;
  const LOW_WIDTH = 5;
  const GRADE_WIDTH = 4;
  const AT_FIRST = 7; // pairs of characters of a long wording that are looked up before all others
  const HEADING = 1;
  const TITLE = 2;
  const EMPTY = { documents: new Int32Array(0), counts: new Int32Array(0), zones: new Uint8Array(0) };

  const sixes = new Uint8Array(128);
  for (let i = 0; i < ALPHABET.length; i++) sixes[ALPHABET.charCodeAt(i)] = i;

  // Numbers out of bits, as wenku.publish.search.bits writes them.
  class Bits {
    constructor(text) {
      this.text = text;
      this.seek(0);
    }

    seek(bit) {
      this.next = Math.floor(bit / 6);
      this.left = 0;
      this.held = 0;
      const rest = bit % 6;
      if (rest) {
        this.fill();
        this.left -= rest;
      }
    }

    get at() {
      return this.next * 6 - this.left;
    }

    fill() {
      this.held = sixes[this.text.charCodeAt(this.next++)];
      this.left = 6;
    }

    bit() {
      if (!this.left) this.fill();
      return (this.held >> --this.left) & 1;
    }

    take(count) {
      let value = 0;
      while (count > 0) {
        if (!this.left) this.fill();
        const some = Math.min(count, this.left);
        this.left -= some;
        count -= some;
        // Not by shifting: a number in full has all of its 32 bits.
        value = value * (1 << some) + ((this.held >> this.left) & ((1 << some) - 1));
      }
      return value;
    }

    ones(most) {
      let count = 0;
      while (count < most && this.bit()) count++;
      return count;
    }

    gamma() {
      const further = this.ones(64);
      return Math.pow(2, further) + this.take(further);
    }

    rice(low) {
      const ones = this.ones(STEPS);
      return ones === STEPS ? this.take(32) : ones * (1 << low) + this.take(low);
    }

    graded(low) {
      return (this.gamma() - 1) * (1 << low) + this.take(low);
    }

    zone() {
      if (!this.bit()) return HEADING;
      return this.bit() ? HEADING | TITLE : TITLE;
    }
  }

  function lowBits(span, count) {
    let low = 0;
    if (count) while (low < 31 && count * Math.pow(2, low + 1) * 26 <= (span - count) * 25) low++;
    return low;
  }

  // Ascending numbers by their gaps.
  function ascending(bits, count, low) {
    const values = new Int32Array(count);
    let value = -1;
    for (let i = 0; i < count; i++) values[i] = value += bits.rice(low) + 1;
    return values;
  }

  function chosen(bits, span) {
    const count = bits.gamma() - 1;
    return ascending(bits, count, lowBits(span, count));
  }

  function plainList(bits, span) {
    const size = bits.gamma();
    const list = {
      documents: ascending(bits, size, lowBits(span, size)),
      counts: new Int32Array(size).fill(1),
      zones: new Uint8Array(size),
    };
    const several = chosen(bits, size);
    const low = several.length ? bits.rice(0) : 0;
    several.forEach(function (rank) {
      list.counts[rank] = bits.rice(low) + 2;
    });
    chosen(bits, size).forEach(function (rank) {
      list.zones[rank] = bits.zone();
    });
    return list;
  }

  function relativeList(bits) {
    const count = bits.gamma() - 1;
    const list = { present: count > 0 && bits.bit() === 1 };
    list.ranks = count ? ascending(bits, count, bits.take(LOW_WIDTH)) : new Int32Array(0);
    const wrong = bits.gamma() - 1;
    list.wrong = wrong ? ascending(bits, wrong, bits.take(LOW_WIDTH)) : new Int32Array(0);
    list.zones = new Uint8Array(wrong);
    list.counts = new Int32Array(wrong);
    for (let i = 0; i < wrong; i++) {
      if (bits.bit()) {
        list.zones[i] = bits.zone();
        list.counts[i] = bits.rice(0);
      } else {
        list.counts[i] = bits.rice(0) + 1;
      }
    }
    return list;
  }

  // The documents of two lists, with the smaller count and the zones of both.
  function shareOf(one, other) {
    const most = Math.min(one.documents.length, other.documents.length);
    const documents = new Int32Array(most);
    const counts = new Int32Array(most);
    const zones = new Uint8Array(most);
    let size = 0;
    for (let i = 0, j = 0; i < one.documents.length && j < other.documents.length; ) {
      const difference = one.documents[i] - other.documents[j];
      if (difference === 0) {
        documents[size] = one.documents[i];
        counts[size] = Math.min(one.counts[i], other.counts[j]);
        zones[size++] = one.zones[i] & other.zones[j];
      }
      if (difference <= 0) i++;
      if (difference >= 0) j++;
    }
    return cut({ documents: documents, counts: counts, zones: zones }, size);
  }

  function cut(list, size) {
    return {
      documents: list.documents.slice(0, size),
      counts: list.counts.slice(0, size),
      zones: list.zones.slice(0, size),
    };
  }

  // What a relative list says of the documents that hold both its beginning and its end.
  function applied(list, share) {
    const size = share.documents.length;
    const member = new Uint8Array(size).fill(list.present ? 0 : 1);
    list.ranks.forEach(function (rank) {
      member[rank] = list.present ? 1 : 0;
    });
    const made = cut(share, size);
    let kept = 0;
    let open = -1;
    let wrong = 0;
    for (let i = 0; i < size; i++) {
      if (!member[i]) continue;
      let count = share.counts[i];
      let zones = share.zones[i];
      if ((count > 1 || zones) && ++open === list.wrong[wrong]) {
        count -= list.counts[wrong];
        zones &= ~list.zones[wrong++];
      }
      made.documents[kept] = share.documents[i];
      made.counts[kept] = count;
      made.zones[kept++] = zones;
    }
    return cut(made, kept);
  }

  // One file of n-grams: where the list of each begins.
  class Shard {
    constructor(text, letters, span) {
      this.bits = new Bits(text);
      this.places = new Map();
      this.size = text.length;
      this.read(letters, span);
    }

    read(letters, span) {
      const bits = this.bits;
      const stack = [];
      const words = [""];
      let depth = bits.gamma();
      for (let i = 0; i < depth; i++) {
        stack[i] = bits.gamma();
        words[i + 1] = words[i] + letters[stack[i] - 1];
      }
      const count = bits.gamma();
      const grades = [0, bits.take(GRADE_WIDTH), bits.take(GRADE_WIDTH)];
      for (let i = 0; i < count; i++) {
        if (i) {
          const step = bits.rice(0);
          depth += step < 2 ? step : 1 - step;
          const before = step === 1 ? 0 : stack[depth - 1];
          stack[depth - 1] = before + 1 + bits.graded(grades[Math.min(depth, 3) - 1]);
          words[depth] = words[depth - 1] + letters[stack[depth - 1] - 1];
        }
        this.places.set(words[depth], bits.at);
        if (depth <= PLAIN_DEPTH) plainList(bits, span);
        else relativeList(bits);
      }
    }

    list(word, depth, span) {
      const place = this.places.get(word);
      if (place === undefined) return null;
      this.bits.seek(place);
      return depth <= PLAIN_DEPTH ? plainList(this.bits, span) : relativeList(this.bits);
    }
  }

  // Holds what was used last, up to a size.
  class Recent {
    constructor(most) {
      this.most = most;
      this.total = 0;
      this.entries = new Map();
    }

    get(name) {
      const entry = this.entries.get(name);
      if (!entry) return undefined;
      this.entries.delete(name);
      this.entries.set(name, entry);
      return entry.value;
    }

    set(name, value, size) {
      this.drop(name);
      this.entries.set(name, { value: value, size: size });
      this.total += size;
      for (const oldest of this.entries.keys()) {
        if (this.total <= this.most || oldest === name) break;
        this.drop(oldest);
      }
      return value;
    }

    drop(name) {
      const entry = this.entries.get(name);
      if (entry) this.total -= entry.size;
      this.entries.delete(name);
    }
  }

  function compare(one, other) {
    const shorter = Math.min(one.length, other.length);
    for (let i = 0; i < shorter; i++) if (one[i] !== other[i]) return one[i] - other[i];
    return one.length - other.length;
  }

  // The first n-gram of each file, from the table of all files.
  function firstsOf(text, files) {
    const bits = new Bits(text);
    const firsts = [];
    let before = [];
    for (let i = 0; i < files; i++) {
      const same = bits.gamma() - 1;
      const count = bits.gamma();
      const first = before.slice(0, same);
      first.push((same < before.length ? before[same] : 0) + 1 + bits.graded(4));
      for (let j = 1; j < count; j++) first.push(bits.graded(6) + 1);
      firsts.push(first);
      before = first;
    }
    return firsts;
  }

  function listsOf(facet, count) {
    const bits = new Bits(facet.lists);
    const lists = [];
    for (let i = 0; i < count; i++) {
      const list = [];
      for (let size = bits.gamma() - 1; size > 0; size--) list.push(bits.rice(facet.low));
      lists.push(list);
    }
    return lists;
  }

  class Engine {
    constructor(start, grams, facts) {
      this.count = start.documents;
      this.letters = Array.from(grams.letters);
      this.numbers = new Map();
      this.letters.forEach((letter, at) => this.numbers.set(letter, at + 1));
      this.firsts = firstsOf(grams.firsts, grams.files);
      this.few = grams.few;
      this.deepest = grams.deepest;
      this.readFacts(facts);
      this.shards = new Recent(6e6);
      this.lists = new Recent(1e6);
      this.texts = new Recent(2e6);
      this.results = new Recent(4e6);
    }

    readFacts(facts) {
      this.years = [];
      facts.years.forEach((run) => {
        for (let i = 0; i < run[1]; i++) this.years.push(run[0]);
      });
      this.facets = {};
      ["places", "themes", "types", "sources"].forEach((name) => {
        this.facets[name] = {
          names: facts[name].names,
          lists: listsOf(facts[name], this.count),
        };
      });
      this.provinces = facts.provinces;
      this.lengths = Array.from(facts.lengths, (char) =>
        Math.pow(2, (char.charCodeAt(0) - 0x30) / 4)
      );
    }

    // One document with its texts folded.
    async text(number) {
      const held = this.texts.get(number);
      if (held) return held;
      const record = await shared.load("t/" + number);
      const document = {
        number: number,
        id: record[0],
        title: record[1],
        date: record[2],
        source: record[3],
        type: record[4],
        blocks: record[5].map((block) => ({ anchor: block[0], number: block[1], text: block[2] })),
      };
      document.folded = document.blocks.map((block) => shared.fold(block.text));
      document.foldedTitle = shared.fold(document.title);
      const size = document.folded.reduce((sum, folded) => sum + folded.text.length, 100);
      return this.texts.set(number, document, size);
    }

    shardOf(numbers) {
      let low = 0;
      let high = this.firsts.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (compare(this.firsts[middle], numbers) <= 0) low = middle + 1;
        else high = middle;
      }
      return low - 1;
    }

    async shard(number) {
      const held = this.shards.get(number);
      if (held) return held;
      const text = await shared.load("g/" + number);
      const again = this.shards.get(number);
      if (again) return again;
      return this.shards.set(number, new Shard(text, this.letters, this.count), text.length);
    }

    // The list of an n-gram as its file has it; null where it is not listed.
    async stored(letters) {
      const number = this.shardOf(letters.map((letter) => this.numbers.get(letter)));
      if (number < 0) return null;
      const shard = await this.shard(number);
      return shard.list(letters.join(""), letters.length, this.count);
    }

    async plain(letters) {
      const word = letters.join("");
      const held = this.lists.get(word);
      if (held) return held;
      const list = (await this.stored(letters)) || EMPTY;
      return this.lists.set(word, list, list.documents.length + 10);
    }

    // Documents of a folded wording. Where only few can hold it and no list tells which, those few
    // are given with sure false, and their texts must be looked at.
    async find(term) {
      const letters = Array.from(term);
      if (!letters.every((letter) => this.numbers.has(letter))) return { list: EMPTY, sure: true };
      if (letters.length <= PLAIN_DEPTH) return { list: await this.plain(letters), sure: true };
      const pairs = letters.slice(1).map((_, at) => letters.slice(at, at + 2));
      for (let some = AT_FIRST; some < pairs.length; some *= 2) {
        const common = await this.common(spaced(pairs, some));
        if (common.documents.length <= this.few) return unsure(common);
      }
      const lists = await Promise.all(pairs.map((pair) => this.plain(pair)));
      const candidates = lists.reduce(shareOf);
      if (candidates.documents.length <= this.few) return unsure(candidates);
      return this.climb(letters, lists);
    }

    async common(grams) {
      const lists = await Promise.all(grams.map((gram) => this.plain(gram)));
      return lists.reduce(shareOf);
    }

    // From n-grams of two characters to those of three, and so on up to the whole wording.
    async climb(letters, lists) {
      const top = Math.min(letters.length, this.deepest);
      for (let depth = PLAIN_DEPTH + 1; depth <= top; depth++) {
        const shares = lists.slice(1).map((list, at) => shareOf(lists[at], list));
        const small = shares.find((share) => share.documents.length <= this.few);
        if (small) return unsure(lists.reduce(shareOf, small));
        lists = await Promise.all(
          shares.map((share, at) => this.longer(letters.slice(at, at + depth), share))
        );
        const least = lists.reduce(shareOf);
        if (lists.length > 1 && least.documents.length <= this.few) return unsure(least);
      }
      if (lists.length === 1) return { list: lists[0], sure: true };
      return unsure(lists.reduce(shareOf));
    }

    async longer(letters, share) {
      const word = letters.join("");
      const held = this.lists.get(word);
      if (held) return held;
      const stored = await this.stored(letters);
      const list = stored ? applied(stored, share) : EMPTY;
      return this.lists.set(word, list, list.documents.length + 10);
    }

    // Count a wording in texts.
    async counted(term, documents, told) {
      const list = { documents: [], counts: [], zones: [] };
      let done = 0;
      const texts = await Promise.all(
        Array.from(documents, async (number) => {
          const text = await this.text(number);
          if (told) told(++done, documents.length);
          return text;
        })
      );
      texts.forEach((text) => {
        const found = countIn(text, term);
        if (!found.count) return;
        list.documents.push(text.number);
        list.counts.push(found.count);
        list.zones.push(found.zones);
      });
      return list;
    }

    // All documents of a query, newest first, with occurrences and rank.
    async search(query, told) {
      const held = this.results.get(query);
      if (held) return held;
      const parsed = await this.parse(query);
      const found = await this.matching(parsed, told);
      const result = this.ranked(parsed, found);
      return this.results.set(query, result, result.documents.length + 100);
    }

    async parse(query) {
      await shared.start();
      const known = (char) => char < "\u0080" || this.numbers.has(char) || shared.changes(char);
      if (!Array.from(query).every(known)) await shared.learnAllForms();
      const terms = shared.terms(query);
      return { wanted: shared.folded(terms.wanted), unwanted: shared.folded(terms.unwanted) };
    }

    async matching(parsed, told) {
      const finds = (list) => Promise.all(list.map((term) => this.find(term)));
      const [wanted, unwanted] = await Promise.all([finds(parsed.wanted), finds(parsed.unwanted)]);
      let documents = null;
      wanted.forEach((found) => {
        documents = meet(documents, found.list.documents);
      });
      if (!documents) documents = Int32Array.from({ length: this.count }, (_, at) => at);
      for (let i = 0; i < unwanted.length; i++) {
        if (unwanted[i].sure) documents = without(documents, unwanted[i].list.documents);
      }
      // Texts are looked at last, and only those that all else has left.
      for (let i = 0; i < wanted.length; i++) {
        if (wanted[i].sure) continue;
        wanted[i].list = await this.counted(parsed.wanted[i], documents, told);
        documents = meet(documents, wanted[i].list.documents);
      }
      for (let i = 0; i < unwanted.length; i++) {
        if (unwanted[i].sure) continue;
        const open = meet(documents, unwanted[i].list.documents);
        const list = await this.counted(parsed.unwanted[i], open, told);
        documents = without(documents, list.documents);
      }
      return { documents: documents, lists: wanted.map((found) => found.list) };
    }

    // A hit in the title counts most, then one in a heading, then how dense the hits are; of two
    // documents alike in that the newer one comes first.
    ranked(parsed, found) {
      const size = found.documents.length;
      const result = {
        terms: parsed.wanted,
        documents: Array.from(found.documents),
        counts: new Int32Array(size),
        scores: new Float64Array(size),
      };
      found.lists.forEach((list) => {
        for (let i = 0, j = 0; i < size; i++) {
          while (list.documents[j] < result.documents[i]) j++;
          result.counts[i] += list.counts[j];
          result.scores[i] += this.score(list, j, result.documents[i]);
        }
      });
      for (let i = 0; i < size; i++) result.scores[i] -= (0.25 * result.documents[i]) / this.count;
      result.ranking = Int32Array.from({ length: size }, (_, at) => at);
      if (found.lists.length) {
        result.ranking.sort((one, other) => result.scores[other] - result.scores[one] || one - other);
      }
      return result;
    }

    score(list, at, document) {
      const count = list.counts[at];
      const dense = count / (count + 0.5 + this.lengths[document] / 1000);
      const title = list.zones[at] & TITLE ? 4 : 0;
      const heading = list.zones[at] & HEADING ? 1 : 0;
      return title + heading + 1.5 * dense;
    }
  }

  function unsure(list) {
    return { list: list, sure: list.documents.length === 0 };
  }

  function spaced(items, count) {
    const chosen = [];
    for (let i = 0; i < count; i++) {
      chosen.push(items[Math.round((i * (items.length - 1)) / (count - 1))]);
    }
    return chosen;
  }

  function countIn(document, term) {
    let count = occurrences(document.foldedTitle.text, term);
    let zones = count ? TITLE : 0;
    document.folded.forEach(function (folded, at) {
      const found = occurrences(folded.text, term);
      if (found && document.blocks[at].number === 0) zones |= HEADING;
      count += found;
    });
    return { count: count, zones: zones };
  }

  // Overlapping ones too, as the lists count them.
  function occurrences(text, term) {
    let count = 0;
    for (let at = text.indexOf(term); at >= 0; at = text.indexOf(term, at + 1)) count++;
    return count;
  }

  // Of two ascending lists what is in both.
  function meet(one, other) {
    if (!one) return other;
    let at = 0;
    return one.filter(function (number) {
      while (other[at] < number) at++;
      return other[at] === number;
    });
  }

  function without(one, other) {
    let at = 0;
    return one.filter(function (number) {
      while (other[at] < number) at++;
      return other[at] !== number;
    });
  }

  let engine = null;

  shared.engine = function () {
    if (!engine) {
      engine = Promise.all([shared.start(), shared.keep("grams"), shared.keep("documents")]).then(
        function (files) {
          return new Engine(files[0], files[1], files[2]);
        }
      );
      engine.catch(function () {
        engine = null;
      });
    }
    return engine;
  };
})();
