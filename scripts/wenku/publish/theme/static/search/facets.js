// Filters: which documents of a result pass them, and how many each further choice would leave.
(function () {
  "use strict";

  const shared = window.wenkuSearch;
  const NAMES = ["city", "theme", "year", "type", "source"];

  // One facet: for each document the numbers of its values.
  class Facet {
    constructor(names, lists) {
      this.names = names;
      this.lists = lists;
      this.numbers = new Map(names.map((name, at) => [name, at]));
    }

    chosen(values) {
      return new Set(values.map((value) => this.numbers.get(value)));
    }
  }

  // Cities with their provinces, which can be chosen as well.
  function places(engine) {
    const names = engine.facets.places.names.slice();
    const numbers = new Map(names.map((name, at) => [name, at]));
    const above = names.map((name) => engine.provinces[name]);
    above.forEach(function (province) {
      if (!province || numbers.has(province)) return;
      numbers.set(province, names.length);
      names.push(province);
    });
    const higher = above.map((province) => (province ? numbers.get(province) : -1));
    const lists = engine.facets.places.lists.map(function (list) {
      const all = list.slice();
      list.forEach(function (place) {
        if (higher[place] >= 0 && !all.includes(higher[place])) all.push(higher[place]);
      });
      return all;
    });
    return new Facet(names, lists);
  }

  function years(engine) {
    const names = Array.from(new Set(engine.years)).filter(Boolean);
    const lists = new Map(names.map((name, at) => [name, [at]]));
    return new Facet(names, engine.years.map((year) => lists.get(year) || []));
  }

  function facetsOf(engine) {
    const plain = (name) => new Facet(engine.facets[name].names, engine.facets[name].lists);
    return {
      city: places(engine),
      theme: plain("themes"),
      year: years(engine),
      type: plain("types"),
      source: plain("sources"),
    };
  }

  // Which documents of a result pass all filters; and for every value of a facet the number of
  // documents that pass all other facets and have it.
  function filtered(facets, result, choice) {
    const active = NAMES.filter((name) => choice[name].length);
    const sets = active.map((name) => facets[name].chosen(choice[name]));
    const counts = {};
    NAMES.forEach(function (name) {
      counts[name] = new Int32Array(facets[name].names.length);
    });
    const add = function (name, document) {
      const list = facets[name].lists[document];
      for (let i = 0; i < list.length; i++) counts[name][list[i]]++;
    };
    const passing = new Uint8Array(result.documents.length);
    result.documents.forEach(function (document, at) {
      let missed = 0;
      let missing = "";
      for (let i = 0; i < active.length && missed < 2; i++) {
        if (facets[active[i]].lists[document].some((value) => sets[i].has(value))) continue;
        missed++;
        missing = active[i];
      }
      if (missed === 0) {
        passing[at] = 1;
        for (let i = 0; i < NAMES.length; i++) add(NAMES[i], document);
      } else if (missed === 1) {
        add(missing, document);
      }
    });
    return { passing: passing, counts: counts };
  }

  shared.facetNames = NAMES;
  shared.facetsOf = facetsOf;
  shared.filtered = filtered;
})();
