// What a document's page does beyond what HTML does by itself: copying citations of the document
// and of each paragraph, and Traditional characters for readers who prefer them.
(function () {
  "use strict";

  var wenku = window.wenku;
  var article = document.querySelector("article.text");
  if (!article) return;

  accessDates();
  copyButtons();
  paragraphTools();
  scriptSwitch();

  // The date of access is the day on which the reader reads.
  function accessDates() {
    var now = new Date();
    var today = [
      now.getFullYear(),
      String(now.getMonth() + 1).padStart(2, "0"),
      String(now.getDate()).padStart(2, "0"),
    ].join("-");
    document.querySelectorAll(".accessed").forEach(function (place) {
      place.textContent = "[" + today + "]";
    });
  }

  // The published address where it is known: from disk, the reader's own would help nobody else.
  function address() {
    return document.querySelector("#cite").dataset.address || location.href.split("#")[0];
  }

  function copyButtons() {
    var link = document.querySelector("#cite-link");
    link.textContent = address();
    link.closest(".form").hidden = false;
    document.querySelectorAll(".form").forEach(function (form) {
      var text = form.querySelector(".citation");
      var made = wenku.button("复制", function () {
        wenku.copy(text.textContent);
      });
      made.className = "copy";
      made.setAttribute("aria-label", "复制：" + form.dataset.label);
      form.append(made);
    });
  }

  // How each form of a citation says which paragraph is meant.
  var pinpoint = {
    gbt2025: after,
    gbt2015: after,
    plain: function (text, place) {
      return text.replace(/。$/, "") + "，" + place.name + "，" + place.address + "。";
    },
    bibtex: function (text, place) {
      var note = "  note = {" + place.name + "，\\url{" + place.address + "}},\n}";
      return text.replace(/^(@\w+\{[^,\n]*)/, "$1-" + place.number).replace(/\}$/, function () {
        return note;
      });
    },
    ris: function (text, place) {
      var lines = "N1  - " + place.name + "\nUR  - " + place.address + "\nER  - ";
      return text.replace(/^ID {2}- .*$/m, "$&-" + place.number).replace(/ER {2}- ?$/, function () {
        return lines;
      });
    },
    csl: function (text, place) {
      var items = JSON.parse(text);
      items[0].id += "-" + place.number;
      items[0].note = place.name + "，" + place.address;
      return JSON.stringify(items, null, 2);
    },
  };

  function after(text, place) {
    return text + " " + place.name + "，" + place.address + ".";
  }

  function paragraphTools() {
    var open = null;
    article.addEventListener("click", function (event) {
      var number = event.target.closest("a.num");
      if (!number) return;
      show(number);
      // Following the link takes the focus off it; by keyboard it goes on to the tools.
      if (event.detail === 0) {
        setTimeout(function () {
          if (open) open.firstElementChild.focus();
        });
      }
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

    function close() {
      if (open) open.remove();
      open = null;
    }

    function tool(label, text) {
      return wenku.button(label, function () {
        var number = open.previousElementSibling;
        wenku.copy(text);
        number.focus();
        close();
      });
    }

    function show(number) {
      close();
      var place = {
        number: number.dataset.n,
        name: "第" + number.dataset.n + "段",
        address: address() + number.getAttribute("href"),
      };
      open = document.createElement("span");
      open.className = "tools";
      open.setAttribute("role", "group");
      open.setAttribute("aria-label", place.name);
      open.append(tool("复制链接", place.address));
      Object.keys(pinpoint).forEach(function (key) {
        var form = document.querySelector("#cite-" + key);
        var label = key === "gbt2025" ? "复制引文" : form.closest(".form").dataset.label;
        open.append(tool(label, pinpoint[key](form.textContent, place)));
      });
      number.after(open);
    }
  }

  // The table is fetched when it is first wanted, as a script, so that it works from disk too.
  function scriptSwitch() {
    var button = document.querySelector("button.script");
    var shown = false;
    if (!button) return;
    button.hidden = false;
    button.addEventListener("click", function () {
      var wanted = !shown;
      try {
        if (wanted) localStorage.setItem("wenku-script", "hant");
        else localStorage.removeItem("wenku-script");
      } catch (error) {
        // Not remembered; still switched.
      }
      show(wanted, function () {
        wenku.announce(wanted ? "繁體字" : "简体字");
      });
    });
    try {
      if (localStorage.getItem("wenku-script") === "hant") show(true, function () {});
    } catch (error) {
      // Storage may be forbidden; the text is shown as it was published.
    }

    function show(wanted, done) {
      if (window.wenkuTraditional) {
        window.wenkuTraditional(wanted);
        shown = wanted;
        button.setAttribute("aria-pressed", String(wanted));
        done();
        return;
      }
      var loaded = document.createElement("script");
      loaded.src = button.dataset.table;
      loaded.onload = function () {
        show(wanted, done);
      };
      loaded.onerror = function () {
        wenku.announce("繁体字表未能载入");
      };
      document.head.append(loaded);
    }
  }
})();
