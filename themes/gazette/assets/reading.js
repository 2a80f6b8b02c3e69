// What a page does better with a script: it remembers how a reader likes to read, and sorts the uses of a term.
(() => {
  "use strict";
  const KEY = "sitegen-reading";
  let kept = {};
  try { kept = JSON.parse(localStorage.getItem(KEY)) || {}; } catch { /* storage is closed or spoilt: begin anew */ }

  for (const [name, value] of Object.entries(kept)) {
    const radio = document.getElementById(`${name}-${value}`);
    if (radio && radio.type === "radio") radio.checked = true;
  }
  document.addEventListener("change", (event) => {
    const radio = event.target;
    if (radio.type !== "radio" || !radio.closest(".reading-bar")) return;
    kept[radio.name] = radio.value;
    try { localStorage.setItem(KEY, JSON.stringify(kept)); } catch { /* then only for this page */ }
    marks();
  });

  // With all marks shown, every occurrence opens its entry, by keyboard too.
  function marks() {
    const all = document.getElementById("marks-all");
    if (!all) return;
    for (const mark of document.querySelectorAll(".again[data-term]")) {
      if (all.checked) { mark.tabIndex = 0; mark.setAttribute("role", "button"); }
      else { mark.removeAttribute("tabindex"); mark.removeAttribute("role"); }
    }
  }
  marks();

  // A term's uses, newest first as printed, or by district.
  const bar = document.querySelector(".sort");
  if (bar) {
    const uses = [...document.querySelectorAll(".use")];
    ["date", "district"].forEach((key, index) => {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = bar.dataset.sorts.split("|")[index];
      button.setAttribute("aria-pressed", String(index === 0));
      button.addEventListener("click", () => {
        const sorted = key === "date" ? uses
          : [...uses].sort((a, b) => a.dataset.district.localeCompare(b.dataset.district, document.documentElement.lang));
        sorted.forEach((use) => use.parentNode.append(use));
        for (const other of bar.querySelectorAll("button")) other.setAttribute("aria-pressed", String(other === button));
      });
      bar.append(" ", button);
    });
    bar.hidden = false;
  }
})();
