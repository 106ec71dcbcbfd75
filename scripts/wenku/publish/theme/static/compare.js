// Two to four cities or documents side by side, theme by theme. The matrix below works without this.
(function () {
  "use strict";

  var MOST = 4;
  var tool = document.getElementById("compare");
  if (!tool) return;
  var base = tool.dataset.base;
  var load = wenku.load;
  var make = wenku.make;
  var kind = "city";
  var chosen = [];
  var theme = "";
  var index = null;
  var documents = null;
  var parts = {};

  load("compare", base + "index.js").then(function (content) {
    index = content;
    build();
    read();
    window.addEventListener("hashchange", read);
    matrix();
  });

  function build() {
    parts.city = choice("radio", "城市", "city");
    parts.document = choice("radio", "文献", "document");
    parts.list = make("datalist", { id: "compare-names" });
    parts.name = make("input", { type: "text", id: "compare-name", list: "compare-names", autocomplete: "off" });
    parts.name.addEventListener("change", function () {
      add(parts.name.value.trim());
    });
    parts.add = make("button", { type: "submit" }, "加入");
    parts.theme = make("select", { id: "compare-theme" });
    parts.theme.append(make("option", { value: "" }, "全部主题"));
    index.themes.forEach(function (name) {
      parts.theme.append(make("option", { value: name }, name));
    });
    parts.theme.addEventListener("change", function () {
      theme = parts.theme.value;
      show();
    });
    parts.chips = make("ul", { class: "picked", "aria-label": "已选" });
    parts.note = make("p", { class: "hint", role: "status" });
    parts.out = make("div", { class: "side-by-side" });
    var form = make("form", { class: "controls" }, [
      make("fieldset", {}, [make("legend", {}, "并看"), parts.city.label, parts.document.label]),
      make("div", { class: "field" }, [
        make("label", { for: "compare-name" }, "加入对比，二至四个"),
        make("span", { class: "joined" }, [parts.name, parts.add]),
      ]),
      make("div", { class: "field" }, [make("label", { for: "compare-theme" }, "主题"), parts.theme]),
    ]);
    form.addEventListener("submit", function (event) {
      event.preventDefault();
      add(parts.name.value.trim());
    });
    tool.append(form, parts.list, parts.chips, parts.note, parts.out);
  }

  function choice(type, label, value) {
    var input = make("input", { type: type, name: "compare-kind", value: value });
    input.addEventListener("change", function () {
      kind = value;
      chosen = [];
      show();
    });
    return { input: input, label: make("label", {}, [input, label]) };
  }

  function read() {
    var asked = wenku.state();
    kind = asked.document ? "document" : "city";
    chosen = (asked[kind] || []).slice(0, MOST);
    theme = (asked.theme || [""])[0];
    show();
  }

  function names() {
    if (kind === "city") {
      return Promise.resolve(
        index.cities.map(function (city) {
          return { id: city[0], label: city[0], file: city[1] };
        })
      );
    }
    return load("documents", base + "documents.js").then(function (all) {
      documents = all;
      return all.map(function (row) {
        return { id: row[0], label: row[1] + (row[2] ? "（" + row[2] + "）" : ""), file: row[3] };
      });
    });
  }

  // A name as typed: whole, or the only one that holds it.
  function add(typed) {
    if (!typed) return;
    names().then(function (all) {
      var found = all.filter(function (one) {
        return one.id === typed || one.label === typed;
      });
      if (!found.length) {
        found = all.filter(function (one) {
          return one.label.indexOf(typed) >= 0;
        });
      }
      if (found.length !== 1) {
        parts.note.textContent = found.length ? "有" + found.length + "个名称含“" + typed + "”，请选一个。" : "没有“" + typed + "”。";
        return;
      }
      if (chosen.indexOf(found[0].id) < 0) chosen.push(found[0].id);
      if (chosen.length > MOST) chosen.shift();
      parts.name.value = "";
      show();
    });
  }

  function show() {
    parts[kind].input.checked = true;
    parts.theme.value = theme;
    var kept = { theme: theme };
    kept[kind] = chosen;
    wenku.keep(kept);
    names().then(function (all) {
      parts.list.replaceChildren();
      all.slice(0, 2000).forEach(function (one) {
        parts.list.append(make("option", { value: one.label }));
      });
      var by = {};
      all.forEach(function (one) {
        by[one.id] = one;
      });
      chosen = chosen.filter(function (id) {
        return by[id];
      });
      chips(by);
      var asked = chosen.slice();
      Promise.all(
        asked.map(function (id) {
          return load(kind + ":" + id, base + by[id].file);
        })
      ).then(function (columns) {
        if (asked.join("\n") === chosen.join("\n")) draw(columns);
      });
    });
  }

  function chips(by) {
    parts.chips.replaceChildren();
    chosen.forEach(function (id) {
      var drop = make("button", { type: "button", "aria-label": "移去" + by[id].label }, "×");
      drop.addEventListener("click", function () {
        chosen = chosen.filter(function (other) {
          return other !== id;
        });
        show();
      });
      parts.chips.append(make("li", {}, [by[id].label, drop]));
    });
    parts.note.textContent = chosen.length === 1 ? "再加入一个，就可以并看。" : "";
  }

  function draw(columns) {
    parts.out.replaceChildren();
    if (!columns.length) return;
    var named = index.themes.filter(function (name) {
      return theme ? name === theme : columns.some(function (column) {
        return column.themes[name];
      });
    });
    var head = columns.map(function (column) {
      return make("th", { scope: "col" }, [
        make("a", { href: column.url }, column.name),
        make("span", { class: "stated" }, column.note),
      ]);
    });
    var body = make("tbody");
    named.forEach(function (name) {
      body.append(
        make("tr", { class: "theme" }, make("th", { scope: "rowgroup", colspan: columns.length }, name)),
        make("tr", {}, columns.map(function (column) {
          return cell(column, column.themes[name]);
        }))
      );
    });
    parts.out.append(
      make("div", { class: "scroll", role: "region", "aria-label": "并看", tabindex: "0" }, 
        make("table", { class: "columns of-" + columns.length }, [make("thead", {}, make("tr", {}, head)), body]))
    );
  }

  // On a narrow screen there are no columns: each cell names its own.
  function cell(column, found) {
    var whose = make("a", { class: "whose", href: column.url }, column.name);
    if (!found) return make("td", { class: "gap" }, [whose, "没有论及"]);
    var items = found[1].map(function (row) {
      // The passages of a document tell their place on its page, and no title.
      var place = row.length > 3 ? row[1] : column.url + row[1];
      return make("li", {}, [row[0] + " ", make("a", { href: place, title: row[3] || column.name }, row[2])]);
    });
    if (kind === "city") items.push(make("li", { class: "stated" }, "共" + found[0] + "篇论及"));
    return make("td", {}, [whose, make("ul", {}, items)]);
  }

  // A cell of the matrix opens its city beside those where the theme is strongest.
  function matrix() {
    var table = document.querySelector("table.matrix");
    if (!table) return;
    table.addEventListener("click", function (event) {
      var cell = event.target.closest("a[data-theme]");
      if (!cell || !cell.dataset.city || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      var fresh = theme !== cell.dataset.theme || kind !== "city";
      kind = "city";
      theme = cell.dataset.theme;
      if (fresh) chosen = [];
      chosen = chosen.filter(function (name) {
        return name !== cell.dataset.city;
      });
      if (fresh) chosen = strongest(table, theme, cell.dataset.city);
      chosen.unshift(cell.dataset.city);
      chosen = chosen.slice(0, fresh ? 3 : MOST);
      show();
      tool.scrollIntoView();
    });
  }

  function strongest(table, name, but) {
    var cells = Array.prototype.filter.call(table.querySelectorAll("a[data-theme]"), function (cell) {
      return cell.dataset.theme === name && cell.dataset.city && cell.dataset.city !== but;
    });
    cells.sort(function (one, other) {
      return Number(other.textContent) - Number(one.textContent);
    });
    return cells.map(function (cell) {
      return cell.dataset.city;
    });
  }
})();
