// Loading of the data scripts, the state in the address, and small makers of elements: shared by the
// pages that compare and filter. Classic scripts only, so that all works from disk too.
(function () {
  "use strict";

  var waiting = {};
  var loaded = {};

  // Called by each data script.
  window.wenkuKnowledge = function (key, content) {
    loaded[key] = content;
  };

  window.wenku = { load: load, state: state, keep: keep, make: make, collator: collator() };

  // The content of a data script, by promise; a script is loaded once.
  function load(key, address) {
    if (!waiting[key]) {
      waiting[key] = new Promise(function (resolve, reject) {
        var script = document.createElement("script");
        script.src = address.split("/").map(encodeURIComponent).join("/");
        script.onload = function () {
          script.remove();
          resolve(loaded[key]);
        };
        script.onerror = function () {
          script.remove();
          delete waiting[key];
          reject(new Error(address));
        };
        document.head.append(script);
      });
    }
    return waiting[key];
  }

  // What the address asks for: #city=A&city=B&theme=C gives {city: ["A", "B"], theme: ["C"]}.
  function state() {
    var asked = {};
    var given = location.hash.length > 1 ? location.hash.slice(1) : location.search.slice(1);
    new URLSearchParams(given).forEach(function (value, name) {
      (asked[name] = asked[name] || []).push(value);
    });
    return asked;
  }

  // Puts the state into the address without a new entry in the history.
  function keep(values) {
    var written = new URLSearchParams();
    Object.keys(values).forEach(function (name) {
      [].concat(values[name]).forEach(function (value) {
        if (value) written.append(name, value);
      });
    });
    var hash = "#" + written.toString();
    if (hash !== location.hash && (hash !== "#" || location.hash)) location.replace(hash);
  }

  // An element with attributes and children; text is always text.
  function make(name, attributes, children) {
    var made = document.createElement(name);
    Object.keys(attributes || {}).forEach(function (key) {
      var value = attributes[key];
      if (key === "class") made.className = value;
      else if (key.slice(0, 2) === "on") made.addEventListener(key.slice(2), value);
      else if (value === true) made.setAttribute(key, "");
      else if (value !== false && value !== null && value !== undefined) {
        made.setAttribute(key, value);
      }
    });
    [].concat(children === undefined ? [] : children).forEach(function (child) {
      made.append(child);
    });
    return made;
  }

  function collator() {
    return new Intl.Collator("zh-Hans");
  }
})();
