/// What the page can do more where scripts run: filter, unfold, change between dark and light, print unfolded. Without
/// it everything is there and readable.
enum PageScript {
    static let text = """
        (function () {
          "use strict";
          var form = document.getElementById("filter");
          var findings = Array.prototype.slice.call(document.querySelectorAll("details.finding"));
          var shown = document.getElementById("shown");
          var texts = findings.map(function (item) { return item.textContent.toLowerCase(); });

          function filter() {
            var severities = Array.prototype.map.call(
              form.querySelectorAll("[name=severity]:checked"), function (box) { return box.value; });
            var rule = form.elements.rule.value;
            var patch = form.elements.patch.value;
            var words = form.elements.words.value.toLowerCase().split(/\\s+/).filter(Boolean);
            var count = 0;
            findings.forEach(function (item, index) {
              var isShown = severities.indexOf(item.dataset.severity) >= 0
                && (!rule || item.dataset.rule === rule) && (!patch || item.dataset.patch === patch)
                && words.every(function (word) { return texts[index].indexOf(word) >= 0; });
              item.hidden = !isShown;
              if (isShown) { count += 1; }
            });
            document.querySelectorAll("section.step").forEach(function (step) {
              var all = step.querySelectorAll("details.finding");
              step.hidden = all.length > 0 && !step.querySelector("details.finding:not([hidden])");
            });
            shown.value = String(count);
          }

          function reveal() {
            var target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
            if (!target) { return; }
            if (target.matches("details")) {
              if (target.hidden) { form.reset(); filter(); }
              target.open = true;
              target.querySelector("summary").focus({preventScroll: true});
            }
            target.scrollIntoView();
          }

          form.hidden = false;
          form.addEventListener("input", filter);
          form.addEventListener("reset", function () { setTimeout(filter, 0); });
          form.addEventListener("submit", function (event) { event.preventDefault(); });
          document.getElementById("unfold").addEventListener("click", function () {
            var visible = findings.filter(function (item) { return !item.hidden; });
            var open = visible.some(function (item) { return !item.open; });
            visible.forEach(function (item) { item.open = open; });
          });
          window.addEventListener("hashchange", reveal);
          reveal();

          var theme = document.getElementById("theme");
          theme.hidden = false;
          theme.addEventListener("click", function () {
            var root = document.documentElement;
            var isDark = root.dataset.theme ? root.dataset.theme === "dark"
              : matchMedia("(prefers-color-scheme: dark)").matches;
            root.dataset.theme = isDark ? "light" : "dark";
          });

          var folded = [];
          window.addEventListener("beforeprint", function () {
            folded = Array.prototype.filter.call(
              document.querySelectorAll("details:not([open])"), function (item) { return !item.hidden; });
            folded.forEach(function (item) { item.open = true; });
          });
          window.addEventListener("afterprint", function () {
            folded.forEach(function (item) { item.open = false; });
          });
        }());
        """
}
