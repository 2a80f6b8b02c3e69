// What a page does better with a script: it remembers how a reader likes to read, copies the citation of a paragraph,
// and sorts the uses of a term.
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

  // The ¶ of a paragraph is a link to it; a click also copies a citation that ends with this link, and says so.
  const model = document.querySelector("[data-copied]");
  if (model && navigator.clipboard) {
    let timer;
    const said = document.createElement("p");
    said.className = "said";
    said.setAttribute("role", "status");
    document.body.append(said);
    document.addEventListener("click", async (event) => {
      const link = event.target.closest(".permalink");
      if (!link) return;
      const today = new Date().toISOString().slice(0, 10);
      const text = model.textContent.replace("引用日期", today).replace(/\S+\.$/, link.href + ".");
      try { await navigator.clipboard.writeText(text); } catch { return; /* not allowed: it stays a link */ }
      said.textContent = `${model.dataset.copied} ${text}`;
      clearTimeout(timer);
      timer = setTimeout(() => said.replaceChildren(), 8000);
    });
  }

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
