// Before anything is drawn: the reader's own choice of light or dark, where there is one.
(function () {
  "use strict";
  var root = document.documentElement;
  root.classList.add("js");
  try {
    var chosen = localStorage.getItem("wenku-scheme");
    if (chosen === "dark" || chosen === "light") root.dataset.scheme = chosen;
  } catch (error) {
    // Storage may be forbidden; the system's setting then holds.
  }
})();
