// Filters, sorts and pages all indicators. The table in the page is what is there without this.
(function () {
  "use strict";

  var PAGE = 100;
  var AT_ONCE = 20; // Files loaded before the reader is asked.
  var METRIC = 0, SHOWN = 1, VALUE = 2, UNIT = 3, YEAR = 4, KIND = 5, CITY = 6, THEMES = 7;
  var QUOTE = 8, ADDRESS = 9, LABEL = 10, TITLE = 11;
  var KINDS = { achievement: "已达成", target: "目标" };
  var FILTERS = [["city", "城市"], ["theme", "主题"], ["year", "年份"], ["kind", "性质"], ["unit", "单位"]];
  var SORTS = { metric: METRIC, value: VALUE, year: YEAR, kind: KIND, city: CITY };
  var HEADS = ["metric", "value", "year", "kind", "city"];

  var tool = document.getElementById("indicators");
  var table = document.querySelector("table.figures");
  if (!tool || !table) return;
  var make = wenku.make;
  var base = tool.dataset.base;
  var index = null;
  var asked = {};
  var rows = {};
  var allowed = AT_ONCE;
  var parts = {};
  var run = 0;

  wenku.load("indicators", base + "index.js").then(function (content) {
    index = content;
    build();
    read();
    window.addEventListener("hashchange", function () {
      if (mine !== location.hash) read();
    });
  });
  var mine = null;

  function build() {
    var form = make("form", { class: "controls" });
    FILTERS.forEach(function (filter) {
      var select = make("select", { id: "by-" + filter[0] });
      select.append(make("option", { value: "" }, "全部"));
      choices(filter[0]).forEach(function (one) {
        select.append(make("option", { value: one[0] || "-" }, one[2] + " " + one[1]));
      });
      select.addEventListener("change", changed);
      parts[filter[0]] = select;
      form.append(make("div", { class: "field" }, [make("label", { for: select.id }, filter[1]), select]));
    });
    parts.q = make("input", { type: "search", id: "by-words", autocomplete: "off" });
    parts.q.addEventListener("input", function () {
      clearTimeout(parts.timer);
      parts.timer = setTimeout(changed, 200);
    });
    form.append(make("div", { class: "field" }, [make("label", { for: "by-words" }, "字词"), parts.q]));
    form.addEventListener("submit", function (event) {
      event.preventDefault();
    });
    parts.note = make("p", { class: "found", role: "status" });
    parts.pages = make("p", { class: "pages" });
    tool.append(form, parts.note);
    table.closest(".scroll").after(parts.pages);
    heads();
  }

  function choices(name) {
    if (name === "city") {
      return Object.keys(index.city).map(function (city) {
        return [city, index.city[city].n, city || "未标明"];
      });
    }
    var all = index[name].map(function (one) {
      var label = name === "kind" ? KINDS[one[0]] : one[0];
      return [one[0], one[1], label || "未注明"];
    });
    if (name === "year") {
      all.sort(function (one, other) {
        return Number(other[0]) - Number(one[0]);
      });
    }
    return all;
  }

  function heads() {
    Array.prototype.forEach.call(table.tHead.rows[0].cells, function (cell, at) {
      if (!HEADS[at]) return;
      var sort = make("button", { type: "button", class: "sort" }, cell.textContent);
      sort.addEventListener("click", function () {
        var down = asked.sort === HEADS[at] && !asked.down;
        asked.sort = HEADS[at];
        asked.down = down ? "1" : "";
        asked.page = "";
        show();
      });
      cell.replaceChildren(sort);
    });
  }

  function read() {
    var given = wenku.state();
    asked = {};
    ["city", "theme", "year", "kind", "unit", "q", "sort", "down", "page"].forEach(function (name) {
      asked[name] = (given[name] || [""])[0];
      if (parts[name]) parts[name].value = asked[name];
    });
    if (!SORTS.hasOwnProperty(asked.sort)) asked.sort = "";
    show();
  }

  function changed() {
    FILTERS.forEach(function (filter) {
      asked[filter[0]] = parts[filter[0]].value;
    });
    asked.q = parts.q.value.trim();
    asked.page = "";
    show();
  }

  function needed() {
    var city = asked.city === "-" ? "" : asked.city;
    if (asked.city && index.city[city]) return index.city[city].files;
    return index.files.map(function (_, at) {
      return at;
    });
  }

  function plain() {
    return !asked.sort && !asked.q && FILTERS.every(function (filter) {
      return !asked[filter[0]];
    });
  }

  function show() {
    var turn = (run += 1);
    wenku.keep(asked);
    mine = location.hash;
    var files = needed();
    var page = Number(asked.page) || 0;
    if (plain()) files = files.slice(0, Math.ceil(((page + 1) * PAGE) / 1000) + 1);
    var now = files.slice(0, allowed);
    Promise.all(
      now.map(function (at) {
        return wenku.load("rows:" + at, base + at + ".js").then(function (content) {
          rows[at] = rows[at] || content.rows.map(whole(content.documents));
        });
      })
    ).then(function () {
      if (turn === run) draw(now, files.length > now.length, page);
    });
  }

  // A row tells its document by number: address and title stand once in a file.
  function whole(documents) {
    return function (row) {
      var of = documents[row[TITLE]];
      row[ADDRESS] = of[0] + row[ADDRESS];
      row[TITLE] = of[1];
      return row;
    };
  }

  function draw(files, partial, page) {
    var found = [];
    files.forEach(function (at) {
      rows[at].forEach(function (row) {
        if (fits(row)) found.push(row);
      });
    });
    if (asked.sort) sorted(found);
    var total = plain() ? index.total : found.length;
    page = Math.min(page, Math.max(0, Math.ceil(total / PAGE) - 1));
    var body = make("tbody");
    found.slice(page * PAGE, (page + 1) * PAGE).forEach(function (row) {
      body.append(line(row));
    });
    table.tBodies[0].replaceWith(body);
    said(found.length, total, partial, files);
    pages(total, page);
    Array.prototype.forEach.call(table.tHead.rows[0].cells, function (cell, at) {
      if (!HEADS[at]) return;
      var on = asked.sort === HEADS[at];
      cell.setAttribute("aria-sort", on ? (asked.down ? "descending" : "ascending") : "none");
    });
  }

  function said(found, total, partial, files) {
    parts.note.textContent = (plain() ? "共" : "找到") + total.toLocaleString("en") + "条";
    if (partial && !plain()) {
      var read = files.reduce(function (sum, at) {
        return sum + rows[at].length;
      }, 0);
      parts.note.textContent += "，已查" + read.toLocaleString("en") + "条";
      parts.note.append(
        make("button", { type: "button", onclick: function () {
          allowed += AT_ONCE;
          show();
        } }, "继续查")
      );
    }
  }

  function fits(row) {
    function same(name, value) {
      return !asked[name] || asked[name] === (value === "" || value === 0 ? "-" : String(value));
    }
    return (
      same("city", row[CITY]) && same("year", row[YEAR]) && same("kind", row[KIND]) && same("unit", row[UNIT]) &&
      (!asked.theme || row[THEMES].indexOf(asked.theme) >= 0) &&
      (!asked.q || (row[METRIC] + "\n" + row[QUOTE] + "\n" + row[SHOWN]).indexOf(asked.q) >= 0)
    );
  }

  function sorted(found) {
    var at = SORTS[asked.sort];
    var sign = asked.down ? -1 : 1;
    found.sort(function (one, other) {
      var first = one[at], second = other[at];
      if (at === YEAR && (!first || !second)) return (first ? 0 : 1) - (second ? 0 : 1);
      if (typeof first === "number") return sign * (first - second);
      return sign * wenku.collator.compare(first, second);
    });
  }

  function line(row) {
    var city = index.city[row[CITY]];
    return make("tr", {}, [
      make("th", { scope: "row" }, [row[METRIC], make("span", { class: "quote" }, row[QUOTE])]),
      make("td", { class: "value" }, row[SHOWN]),
      make("td", { class: "year" }, row[YEAR] ? String(row[YEAR]) : ""),
      make("td", { class: "kind " + row[KIND] }, KINDS[row[KIND]] || ""),
      make("td", {}, city && city.url ? make("a", { href: city.url }, row[CITY]) : row[CITY]),
      make("td", {}, make("a", { href: row[ADDRESS], title: row[TITLE] }, row[LABEL])),
    ]);
  }

  function pages(total, page) {
    parts.pages.replaceChildren();
    var last = Math.max(0, Math.ceil(total / PAGE) - 1);
    if (!last) return;
    turn("上一页", page - 1, page > 0);
    parts.pages.append(make("span", {}, "第" + (page + 1) + "页，共" + (last + 1) + "页"));
    turn("下一页", page + 1, page < last);
  }

  function turn(label, to, can) {
    var made = make("button", { type: "button", disabled: !can }, label);
    made.addEventListener("click", function () {
      asked.page = to ? String(to) : "";
      show();
      tool.scrollIntoView();
    });
    parts.pages.append(made);
  }
})();
