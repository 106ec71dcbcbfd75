// What the pages do beyond what HTML does by itself. Every page reads and prints without it.
(function () {
  "use strict";

  var root = document.documentElement;
  var said = live();

  schemeSwitch();

  // For the other scripts of a page, which are loaded after this one.
  window.wenku = { announce: announce, button: button, copy: copy };

  function live() {
    var region = document.createElement("p");
    region.className = "said";
    region.setAttribute("role", "status");
    document.body.append(region);
    return region;
  }

  function announce(text) {
    said.textContent = text;
    said.classList.add("shown");
    clearTimeout(announce.timer);
    announce.timer = setTimeout(function () {
      said.classList.remove("shown");
    }, 2000);
  }

  function schemeSwitch() {
    var button = document.querySelector("button.scheme");
    if (!button) return;
    button.hidden = false;
    button.addEventListener("click", function () {
      var system = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
      var next = (root.dataset.scheme || system) === "dark" ? "light" : "dark";
      root.dataset.scheme = next;
      try {
        if (next === system) localStorage.removeItem("wenku-scheme");
        else localStorage.setItem("wenku-scheme", next);
      } catch (error) {
        // Not remembered; still switched.
      }
      announce(next === "dark" ? "深色" : "浅色");
    });
  }

  function button(label, act) {
    var made = document.createElement("button");
    made.type = "button";
    made.textContent = label;
    made.addEventListener("click", act);
    return made;
  }

  function copy(text) {
    var done = function () {
      announce("已复制");
    };
    if (navigator.clipboard && window.isSecureContext) {
      navigator.clipboard.writeText(text).then(done, function () {
        byHand(text, done);
      });
    } else {
      byHand(text, done);
    }
  }

  // From disk and over plain http there is no clipboard object; the old way still works there.
  function byHand(text, done) {
    var area = document.createElement("textarea");
    area.value = text;
    area.className = "hidden";
    document.body.append(area);
    area.select();
    var copied = document.execCommand("copy");
    area.remove();
    if (copied) done();
    else announce("浏览器不允许复制，请手动选取");
  }
})();
