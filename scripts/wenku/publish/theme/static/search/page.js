// The search page: its address is its whole state; results come as one scrolls.
(function () {
  "use strict";

  const shared = window.wenkuSearch;
  const LABELS = { city: "城市", theme: "主题", year: "年份", type: "体裁", source: "来源" };
  const ORDERS = { relevance: "相关", newest: "新的在前", oldest: "旧的在前" };
  const AT_ONCE = 10;
  const SHOWN_VALUES = 8;
  const SHOWN_PASSAGES = 3;
  const FEW_CITIES = 12;
  const CONTEXT = 40;
  const WHOLE = 150;

  const page = document.querySelector(".search-page");
  const form = page.querySelector("form[role=search]");
  const box = form.elements.q;
  const found = page.querySelector(".found");
  const chosen = page.querySelector(".chosen");
  const filters = page.querySelector(".filters");
  const list = page.querySelector(".results");
  const more = page.querySelector(".more");
  const siteName = document.title.split(" · ").pop();

  let state = null;
  let shown = null;
  let turn = 0;
  const opened = new Map();

  page.classList.add("ready");
  page.querySelector(".narrow").open = matchMedia("(min-width: 60.01rem)").matches;
  history.scrollRestoration = "manual";
  form.addEventListener("submit", onSubmit);
  filters.addEventListener("change", onFilter);
  chosen.addEventListener("click", onRemove);
  more.querySelector("button").addEventListener("click", showMore);
  window.addEventListener("popstate", function () {
    box.value = stateOf(location.search).q;
    follow(history.state);
  });
  window.addEventListener("pagehide", remember);
  new IntersectionObserver(
    function (entries) {
      if (entries[0].isIntersecting) showMore();
    },
    { rootMargin: "800px" }
  ).observe(more);
  follow(history.state);

  // The state of an address: query, values of each facet, order.
  function stateOf(search) {
    const given = new URLSearchParams(search);
    const made = { q: (given.get("q") || "").trim(), sort: given.get("sort") || "", choice: {} };
    if (!(made.sort in ORDERS)) made.sort = "relevance";
    shared.facetNames.forEach(function (name) {
      made.choice[name] = Array.from(new Set(given.getAll(name).filter(Boolean)));
    });
    return made;
  }

  function addressOf(wanted) {
    const given = new URLSearchParams();
    if (wanted.q) given.set("q", wanted.q);
    shared.facetNames.forEach(function (name) {
      wanted.choice[name].forEach(function (value) {
        given.append(name, value);
      });
    });
    if (wanted.sort !== "relevance") given.set("sort", wanted.sort);
    const text = given.toString();
    return location.pathname + (text ? "?" + text : "");
  }

  function go(change) {
    const next = Object.assign({}, state, change);
    if (addressOf(next) !== addressOf(state)) {
      remember();
      history.pushState(null, "", addressOf(next));
    }
    follow(null);
  }

  // Where the reader was, for when he comes back.
  function remember() {
    if (!shown) return;
    history.replaceState({ shown: shown.next, top: window.scrollY }, "");
  }

  function onSubmit(event) {
    event.preventDefault();
    go({ q: box.value.trim() });
  }

  function onFilter(event) {
    const input = event.target;
    if (input.name === "sort") {
      go({ sort: input.value });
      return;
    }
    const values = state.choice[input.name].filter((value) => value !== input.value);
    if (input.checked) values.push(input.value);
    choose(input.name, values);
  }

  function choose(name, values) {
    go({ choice: Object.assign({}, state.choice, { [name]: values }) });
  }

  function onRemove(event) {
    const button = event.target.closest("button");
    if (!button) return;
    const name = button.dataset.name;
    if (!name) {
      const none = {};
      shared.facetNames.forEach((each) => (none[each] = []));
      go({ choice: none });
      return;
    }
    choose(
      name,
      state.choice[name].filter((value) => value !== button.dataset.value)
    );
  }

  // Show what the address says.
  async function follow(place) {
    const mine = ++turn;
    state = stateOf(location.search);
    if (document.activeElement !== box) box.value = state.q;
    document.title = (state.q ? state.q + " · " : "") + "检索 · " + siteName;
    found.removeAttribute("data-total");
    found.removeAttribute("data-occurrences");
    page.setAttribute("aria-busy", "true");
    const waiting = setTimeout(function () {
      found.textContent = "正在检索……";
    }, 300);
    try {
      await answer(mine, place);
    } catch (error) {
      if (mine === turn) fail();
    } finally {
      clearTimeout(waiting);
      if (mine === turn) page.removeAttribute("aria-busy");
    }
  }

  function fail() {
    shown = null;
    list.replaceChildren();
    more.hidden = true;
    found.textContent = "检索所需的数据没有载入。文库可能刚刚更新，请刷新本页再试。";
  }

  async function answer(mine, place) {
    const engine = await shared.engine();
    const result = await engine.search(state.q, function (done, all) {
      if (mine === turn && all > 100) found.textContent = "正在核对第" + done + "篇，共" + all + "篇";
    });
    if (mine !== turn) return;
    page.facets = page.facets || shared.facetsOf(engine);
    const filtered = shared.filtered(page.facets, result, state.choice);
    const next = { engine: engine, result: result, next: 0, mine: mine, busy: false };
    next.order = ordered(engine, result, filtered.passing);
    next.total = next.order.reduce((sum, at) => sum + result.counts[at], 0);
    const first = await entries(next, (place && place.shown) || AT_ONCE);
    const instead = next.order.length ? [] : await alternatives();
    if (mine !== turn) return;
    shown = next;
    list.replaceChildren.apply(list, first);
    drawFilters(filtered.counts);
    drawChosen();
    tell(instead);
    more.hidden = shown.next >= shown.order.length;
    window.scrollTo(0, (place && place.top) || 0);
  }

  // Places in the result of the documents that pass, in the order in which they are shown.
  function ordered(engine, result, passing) {
    if (state.sort === "relevance") return result.ranking.filter((at) => passing[at]);
    const order = Int32Array.from(passing.keys()).filter((at) => passing[at]);
    if (state.sort === "newest") return order;
    const undated = order.filter((at) => !engine.years[result.documents[at]]);
    const dated = order.filter((at) => engine.years[result.documents[at]]);
    dated.reverse();
    return Int32Array.from([...dated, ...undated]);
  }

  // Latin letters that find nothing may be pinyin.
  async function alternatives() {
    if (!/^[a-z\u00fc' ]+$/i.test(state.q)) return [];
    await shared.part("names");
    return shared.suggest(state.q, 6);
  }

  function tell(instead) {
    const total = shown.order.length;
    const hits = shown.result.terms.length ? "，" + inWords(shown.total) + "处" : "";
    found.textContent = total ? "共" + inWords(total) + "篇文献" + hits : "没有查到";
    if (instead.length) {
      const links = instead.map((name) => element("li", {}, [linkOf(name)]));
      found.append("。是不是要找：", element("ul", { class: "instead" }, links));
    }
    found.dataset.occurrences = shown.total;
    found.dataset.total = total;
  }

  function inWords(number) {
    return number.toLocaleString("zh-CN");
  }

  function linkOf(name) {
    const search = "search.html?" + new URLSearchParams({ q: name.label });
    return element("a", { href: new URL(name.page || search, shared.root) }, [name.label]);
  }

  async function showMore() {
    const mine = shown;
    if (!mine || mine.busy || mine.next >= mine.order.length) return;
    mine.busy = true;
    try {
      const made = await entries(mine, AT_ONCE);
      if (mine !== shown) return;
      list.append.apply(list, made);
      more.hidden = mine.next >= mine.order.length;
    } catch (error) {
      if (mine === shown) more.hidden = false;
    } finally {
      mine.busy = false;
    }
    // A tall screen may have room for still more.
    if (mine === shown && more.getBoundingClientRect().top < window.innerHeight) showMore();
  }

  async function entries(of, count) {
    const some = of.order.slice(of.next, of.next + count);
    const texts = await Promise.all(Array.from(some, (at) => of.engine.text(of.result.documents[at])));
    of.next += some.length;
    return texts.map((text, i) => entry(text, of.result.counts[some[i]], of.result.terms));
  }

  function element(name, attributes, children) {
    const made = document.createElement(name);
    Object.keys(attributes).forEach(function (each) {
      made.setAttribute(each, attributes[each]);
    });
    made.append.apply(made, children || []);
    return made;
  }

  function addressIn(text, anchor) {
    const made = new URL("documents/" + encodeURIComponent(text.id) + ".html", shared.root);
    if (state.q) made.search = new URLSearchParams({ q: state.q });
    if (anchor) made.hash = anchor;
    return made.href;
  }

  function entry(text, count, terms) {
    const title = element("a", { href: addressIn(text, "") }, marked(text.title, terms, text.foldedTitle, false));
    const parts = [element("h2", {}, [title])];
    const stated = [dateOf(text.date), text.source, text.type].filter(Boolean);
    if (terms.length) stated.push(count + "处");
    parts.push(element("p", { class: "stated" }, [stated.join(" · ")]));
    const passages = terms.length ? passagesOf(text, terms) : [];
    if (passages.length) {
      parts.push(element("ul", { class: "passages" }, passages.slice(0, SHOWN_PASSAGES)));
    }
    if (passages.length > SHOWN_PASSAGES) {
      const rest = element("ul", { class: "passages" }, passages.slice(SHOWN_PASSAGES));
      const label = element("summary", {}, ["另有" + (passages.length - SHOWN_PASSAGES) + "段"]);
      parts.push(element("details", {}, [label, rest]));
    }
    return element("article", { class: "result", "data-document": text.id }, parts);
  }

  function dateOf(date) {
    const parts = date.split("-").map(Number);
    return ["年", "月", "日"].map((unit, at) => (parts[at] ? parts[at] + unit : "")).join("");
  }

  function passagesOf(text, terms) {
    const found = [];
    text.blocks.forEach(function (block, at) {
      const folded = text.folded[at];
      if (!terms.some((term) => folded.text.includes(term))) return;
      const place = block.number ? "第" + block.number + "段" : "标题";
      const parts = marked(block.text, terms, folded, true);
      parts.push(" ", element("span", { class: "place" }, [place]));
      found.push(element("li", {}, [element("a", { href: addressIn(text, block.anchor) }, parts)]));
    });
    return found;
  }

  // A text with its hits marked; of a long one what stands around each hit.
  function marked(text, terms, folded, clipped) {
    const hits = shared.hits(text, terms, folded);
    const spans = clipped && text.length > WHOLE ? around(text, hits) : [[0, text.length]];
    const parts = [];
    let at = 0;
    spans.forEach(function (span) {
      if (span[0] > at) parts.push("……");
      at = span[0];
      hits.forEach(function (hit) {
        if (hit[0] < span[0] || hit[1] > span[1]) return;
        parts.push(text.slice(at, hit[0]), element("mark", {}, [text.slice(hit[0], hit[1])]));
        at = hit[1];
      });
      parts.push(text.slice(at, span[1]));
      at = span[1];
    });
    if (at < text.length) parts.push("……");
    return parts;
  }

  function around(text, hits) {
    const spans = [];
    hits.forEach(function (hit) {
      const start = whole(text, Math.max(0, hit[0] - CONTEXT));
      const end = whole(text, Math.min(text.length, hit[1] + CONTEXT));
      const last = spans[spans.length - 1];
      if (last && start <= last[1] + 10) last[1] = end;
      else spans.push([start, end]);
    });
    return spans;
  }

  // Not between the two halves of a character beyond the basic plane.
  function whole(text, at) {
    return /[\udc00-\udfff]/.test(text.charAt(at)) ? at - 1 : at;
  }

  function drawChosen() {
    const buttons = [];
    shared.facetNames.forEach(function (name) {
      state.choice[name].forEach(function (value) {
        const label = "不再限于" + LABELS[name] + "“" + value + "”";
        const data = { type: "button", "data-name": name, "data-value": value, "aria-label": label };
        buttons.push(element("li", {}, [element("button", data, [value])]));
      });
    });
    if (buttons.length > 1) {
      const all = element("button", { type: "button", class: "all" }, ["全部取消"]);
      buttons.push(element("li", {}, [all]));
    }
    chosen.hidden = !buttons.length;
    chosen.replaceChildren.apply(chosen, buttons);
  }

  function drawFilters(counts) {
    const focused = filters.querySelector("input:focus");
    const parts = [drawOrder()];
    shared.facetNames.forEach(function (name) {
      const made = name === "city" ? drawCities(counts.city) : drawFacet(name, counts[name]);
      if (made) parts.push(made);
    });
    filters.replaceChildren.apply(filters, parts);
    if (!focused) return;
    const again = Array.from(filters.querySelectorAll("input")).find(
      (input) => input.name === focused.name && input.value === focused.value
    );
    if (again) again.focus({ preventScroll: true });
  }

  function drawOrder() {
    const items = Object.keys(ORDERS).map(function (order) {
      const input = element("input", { type: "radio", name: "sort", value: order });
      input.checked = state.sort === order;
      return element("li", {}, [element("label", {}, [input, ORDERS[order]])]);
    });
    return fieldset("次序", [element("ul", {}, items)]);
  }

  function fieldset(legend, children) {
    return element("fieldset", {}, [element("legend", {}, [legend])].concat(children));
  }

  function choice(name, value, count) {
    const input = element("input", { type: "checkbox", name: name, value: value });
    input.checked = state.choice[name].includes(value);
    const number = element("span", { class: "number" }, [inWords(count)]);
    return element("label", {}, [input, element("span", {}, [value]), number]);
  }

  // Values that are left or chosen: by year the newest first, else those of most documents.
  function valuesOf(name, counts) {
    const facet = page.facets[name];
    const left = [];
    facet.names.forEach(function (value, at) {
      if (counts[at] || state.choice[name].includes(value)) left.push({ value: value, count: counts[at], at: at });
    });
    const chosenFirst = (one) => (state.choice[name].includes(one.value) ? 0 : 1);
    left.sort(function (one, other) {
      if (name === "year") return other.value < one.value ? -1 : 1;
      return chosenFirst(one) - chosenFirst(other) || other.count - one.count || one.at - other.at;
    });
    return left;
  }

  function drawFacet(name, counts) {
    const values = valuesOf(name, counts);
    if (!values.length) return null;
    const item = (each) => element("li", {}, [choice(name, each.value, each.count)]);
    return fieldset(LABELS[name], shortened(name, values, item, "全部" + values.length + "项"));
  }

  // The first items, and a button for the others.
  function shortened(name, values, item, label) {
    const parts = [element("ul", {}, values.slice(0, SHOWN_VALUES).map(item))];
    if (values.length > SHOWN_VALUES) {
      const rest = { id: "filter-" + name, text: label, label: label, open: false };
      parts.push.apply(parts, folding(rest, values.slice(SHOWN_VALUES), item));
    }
    return parts;
  }

  // A button, and a list that it opens. There may be thousands of values: their items are made when
  // they are to be seen.
  function folding(of, values, item) {
    const list = element("ul", { id: of.id });
    const data = { type: "button", class: "toggle", "aria-controls": of.id, "aria-label": of.label };
    const button = element("button", data, [of.text]);
    const show = function (open) {
      if (open && !list.firstChild) list.append.apply(list, values.map(item));
      list.hidden = !open;
      button.setAttribute("aria-expanded", String(open));
    };
    button.addEventListener("click", function () {
      opened.set(of.id, list.hidden);
      show(list.hidden);
    });
    show(opened.has(of.id) ? opened.get(of.id) : of.open);
    return [button, list];
  }

  function drawCities(counts) {
    const provinces = new Map();
    valuesOf("city", counts).forEach(function (each) {
      const province = shown.engine.provinces[each.value];
      const group = province || each.value;
      if (!provinces.has(group)) provinces.set(group, { count: 0, cities: [] });
      const held = provinces.get(group);
      if (group === each.value) held.count = each.count;
      else held.cities.push(each);
    });
    if (!provinces.size) return null;
    const groups = Array.from(provinces).sort((one, other) => other[1].count - one[1].count);
    const few = groups.reduce((sum, group) => sum + group[1].cities.length, 0) <= FEW_CITIES;
    const item = (group) => drawProvince(group[0], group[1], few);
    return fieldset(LABELS.city, shortened("city", groups, item, "全部" + groups.length + "个省份"));
  }

  function drawProvince(name, group, few) {
    const parts = [choice("city", name, group.count)];
    if (group.cities.length) {
      const picked = group.cities.some((each) => state.choice.city.includes(each.value));
      const cities = { id: "filter-city-" + name, open: few || picked };
      cities.text = group.cities.length + "市";
      cities.label = cities.text + "，" + name;
      const item = (each) => element("li", {}, [choice("city", each.value, each.count)]);
      parts.push.apply(parts, folding(cities, group.cities, item));
    }
    return element("li", {}, parts);
  }
})();
