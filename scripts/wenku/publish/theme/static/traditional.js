// A document's page in Traditional characters, and back again exactly.
(function (table) {
  "use strict";

  var characters = new Map();
  var phrases = new Map();
  var lengths = new Map();

  for (var at = 0; at < table.from.length; at += 1) characters.set(table.from[at], table.to[at]);
  table.phrases.split(" ").forEach(function (pair) {
    if (!pair) return;
    var phrase = pair.slice(0, pair.length / 2);
    var start = phrase.slice(0, 2);
    phrases.set(phrase, pair.slice(pair.length / 2));
    lengths.set(start, (lengths.get(start) || []).concat(phrase.length).sort(descending));
  });

  function descending(one, other) {
    return other - one;
  }

  // As OpenCC does: the longest phrase, then characters. The text stays as long as it was.
  function convert(text) {
    var made = "";
    while (made.length < text.length) made += next(text, made.length);
    return made;
  }

  function next(text, place) {
    var found = lengths.get(text.slice(place, place + 2)) || [];
    for (var each = 0; each < found.length; each += 1) {
      var form = phrases.get(text.slice(place, place + found[each]));
      if (form) return form;
    }
    return characters.get(text[place]) || text[place];
  }

  // Texts as they were published, by the element that holds them whole: a phrase may run across
  // a link, and other scripts may have parted the text nodes in between.
  var published = new Map();
  var BLOCKS = "h1, h2, h3, h4, h5, h6, p, li, td, th, pre, summary";

  function textNodes(block) {
    var walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT, function (node) {
      if (node.parentElement.closest(".tools, button")) return NodeFilter.FILTER_REJECT;
      var own = node.parentElement.closest(BLOCKS) === block;
      return own ? NodeFilter.FILTER_ACCEPT : NodeFilter.FILTER_REJECT;
    });
    var nodes = [];
    while (walker.nextNode()) nodes.push(walker.currentNode);
    return nodes;
  }

  function textOf(nodes) {
    return nodes.map(function (node) { return node.data; }).join("");
  }

  function fill(nodes, text) {
    var place = 0;
    nodes.forEach(function (node) {
      var piece = text.slice(place, place + node.data.length);
      place += node.data.length;
      if (piece !== node.data) node.data = piece;
    });
  }

  window.wenkuTraditional = function (wanted) {
    document.querySelectorAll(".title h1, .contents, article.text").forEach(function (part) {
      var blocks = part.matches(BLOCKS) ? [part] : part.querySelectorAll(BLOCKS);
      if (wanted) part.lang = "zh-Hant";
      else part.removeAttribute("lang");
      blocks.forEach(function (block) {
        var nodes = textNodes(block);
        var text = textOf(nodes);
        if (wanted) {
          published.set(block, text);
          fill(nodes, convert(text));
        } else if (published.has(block) && published.get(block).length === text.length) {
          fill(nodes, published.get(block));
        }
      });
    });
  };
})
