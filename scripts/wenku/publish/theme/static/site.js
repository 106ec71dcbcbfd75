// What the pages do beyond what HTML does by itself. Every page reads and prints without it.
(function () {
  "use strict";

  var root = document.documentElement;
  var said = live();

  schemeSwitch();
  accessDates();
  copyButtons();
  paragraphTools();

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

  function today() {
    var now = new Date();
    return [
      now.getFullYear(),
      String(now.getMonth() + 1).padStart(2, "0"),
      String(now.getDate()).padStart(2, "0"),
    ].join("-");
  }

  // The date of access is the day on which the reader reads.
  function accessDates() {
    document.querySelectorAll(".accessed").forEach(function (place) {
      place.textContent = "[" + today() + "]";
    });
  }

  function button(label, act) {
    var made = document.createElement("button");
    made.type = "button";
    made.textContent = label;
    made.addEventListener("click", act);
    return made;
  }

  function copyButtons() {
    document.querySelectorAll(".form").forEach(function (form) {
      var text = form.querySelector(".citation");
      var made = button("复制", function () {
        copy(text.textContent);
      });
      made.className = "copy";
      made.setAttribute("aria-label", "复制引文");
      text.after(made);
    });
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

  // Following a number shows, beside it, what can be done with the paragraph.
  function paragraphTools() {
    var article = document.querySelector("article.text");
    if (!article) return;
    var open = null;
    article.addEventListener("click", function (event) {
      var number = event.target.closest("a.num");
      if (!number) return;
      show(number);
      // Following the link takes the focus off it; by keyboard it goes on to the tools.
      if (event.detail === 0) setTimeout(focusTools);
    });
    document.addEventListener("keydown", function (event) {
      if (event.key === "Escape" && open) {
        open.previousElementSibling.focus();
        close();
      }
    });
    document.addEventListener("click", function (event) {
      if (open && !open.contains(event.target) && !event.target.closest("a.num")) close();
    });

    function focusTools() {
      if (open) open.firstElementChild.focus();
    }

    function close() {
      if (open) open.remove();
      open = null;
    }

    function show(number) {
      close();
      var address = location.href.split("#")[0] + number.getAttribute("href");
      var name = "第" + number.dataset.n + "段";
      var form = document.querySelector("#cite-gbt2025");
      open = document.createElement("span");
      open.className = "tools";
      open.setAttribute("role", "group");
      open.setAttribute("aria-label", name);
      open.append(
        button("复制链接", function () {
          copy(address);
          close();
        }),
        button("复制引文", function () {
          copy(form.textContent.replace(/\.?\s*$/, "") + "：" + name + "。" + address);
          close();
        })
      );
      number.after(open);
    }
  }
})();
