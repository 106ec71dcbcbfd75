// On a document that was reached from search: its hits, marked, and a way from one to the next.
(function () {
  "use strict";

  const shared = window.wenkuSearch;
  const article = document.querySelector("article.text");
  const query = new URLSearchParams(location.search).get("q") || "";

  mark();

  async function mark() {
    await shared.start();
    const wanted = shared.terms(query).wanted;
    if (!marked(wanted)) {
      // The query may be written in forms that the library does not hold.
      await shared.learnAllForms();
      if (!marked(wanted)) return;
    }
    if (location.hash.length > 1) showTarget();
    steps();
  }

  // Search knows the text as it was published. A reader may see it in Traditional characters, of
  // which some fold to others: it is marked as published, and shown again before it is drawn.
  function marked(wanted) {
    const traditional = article.lang === "zh-Hant";
    if (traditional) window.wenkuTraditional(false);
    markAll(shared.folded(wanted));
    if (traditional) window.wenkuTraditional(true);
    return document.querySelector("mark.hit") !== null;
  }

  function markAll(terms) {
    const title = document.querySelector(".title h1");
    if (title) markIn(textNodes(title), terms);
    blocks().forEach(function (nodes) {
      markIn(nodes, terms);
    });
  }

  function textNodes(root) {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    const nodes = [];
    while (walker.nextNode()) nodes.push(walker.currentNode);
    return nodes;
  }

  // The text of the article by block, and by cell of a table: no hit goes beyond one.
  function blocks() {
    const found = new Map();
    textNodes(article).forEach(function (node) {
      const block = node.parentElement.closest("td, th, [id]:not(mark)");
      if (!found.has(block)) found.set(block, []);
      found.get(block).push(node);
    });
    found.delete(article);
    return found;
  }

  function markIn(nodes, terms) {
    const text = nodes.map(function (node) {
      return node.data;
    });
    const hits = shared.hits(text.join(""), terms);
    let end = text.join("").length;
    // From the end, so that places before stay right.
    for (let at = nodes.length - 1; at >= 0 && hits.length; at--) {
      const start = end - text[at].length;
      hits.slice().reverse().forEach(function (hit) {
        if (hit[0] >= end || hit[1] <= start) return;
        wrap(nodes[at], Math.max(hit[0], start) - start, Math.min(hit[1], end) - start, hit[0] < start);
      });
      end = start;
    }
  }

  function wrap(node, start, end, continued) {
    const range = document.createRange();
    const made = document.createElement("mark");
    made.className = continued ? "hit continued" : "hit";
    range.setStart(node, start);
    range.setEnd(node, end);
    range.surroundContents(made);
  }

  // Marks take no room, but what the target shows may have been drawn before they were there.
  function showTarget() {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target) target.scrollIntoView();
  }

  function steps() {
    const hits = Array.from(document.querySelectorAll("mark.hit:not(.continued)"));
    const bar = document.createElement("div");
    const told = document.createElement("span");
    let now = -1;
    bar.className = "hits";
    bar.setAttribute("role", "region");
    bar.setAttribute("aria-label", "查到之处");
    told.setAttribute("role", "status");
    told.textContent = "查到" + hits.length + "处";
    bar.append(told, button("上一处", -1), button("下一处", 1), closing());
    document.body.append(bar);

    function button(label, step) {
      const made = document.createElement("button");
      made.type = "button";
      made.textContent = label;
      made.addEventListener("click", function () {
        go(step);
      });
      return made;
    }

    function closing() {
      const made = button("不再标出", 0);
      made.addEventListener("click", clear);
      return made;
    }

    function go(step) {
      if (!step) return;
      if (now >= 0) hits[now].classList.remove("now");
      now = now < 0 ? nearest(step) : (now + step + hits.length) % hits.length;
      hits[now].classList.add("now");
      hits[now].scrollIntoView({ block: "center" });
      told.textContent = "第" + (now + 1) + "处，共" + hits.length + "处";
    }

    // The first step leads to the hit that is next on the screen, not to the start of the page.
    function nearest(step) {
      const below = hits.findIndex(function (hit) {
        return hit.getBoundingClientRect().top >= 0;
      });
      if (below < 0) return step > 0 ? 0 : hits.length - 1;
      return step > 0 ? below : (below - 1 + hits.length) % hits.length;
    }

    function clear() {
      document.querySelectorAll("mark.hit").forEach(function (hit) {
        const parent = hit.parentNode;
        hit.replaceWith.apply(hit, Array.from(hit.childNodes));
        parent.normalize();
      });
      bar.remove();
    }
  }
})();
