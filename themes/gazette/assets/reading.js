// Remembers how a reader likes to read: the radios of the reading bar work without this, but forget.
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
})();
