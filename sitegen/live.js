// Added to pages by `sitegen serve` alone: reload where one was reading, exchange styles in place, show errors.
(() => {
  "use strict";
  const KEY = "sitegen-live:" + location.pathname;
  const kept = sessionStorage.getItem(KEY);
  if (kept) {
    sessionStorage.removeItem(KEY);
    const state = JSON.parse(kept);
    for (const id of state.checked) { const box = document.getElementById(id); if (box) box.checked = true; }
    document.querySelectorAll("details").forEach((details, index) => { details.open = state.open.includes(index); });
    scrollTo({ top: state.top, left: state.left, behavior: "instant" });
  }

  function reload() {
    const state = {
      top: scrollY, left: scrollX,
      checked: [...document.querySelectorAll("input:checked")].map((box) => box.id).filter(Boolean),
      open: [...document.querySelectorAll("details")].flatMap((details, index) => details.open ? [index] : []),
    };
    sessionStorage.setItem(KEY, JSON.stringify(state));
    location.reload();
  }

  function restyle(address) {
    const old = document.querySelector('link[rel="stylesheet"]');
    const link = old.cloneNode();
    link.href = address;
    link.addEventListener("load", () => old.remove());
    old.after(link);
  }

  let box;
  function show(errors) {
    if (box) box.remove();
    box = null;
    if (!errors.length) return;
    box = document.createElement("div");
    box.id = "sitegen-errors";
    box.setAttribute("role", "alert");
    const root = box.attachShadow({ mode: "open" });
    root.innerHTML = `<style>
      :host { position: fixed; inset: auto 0 0 0; z-index: 9999; max-height: 60vh; overflow: auto; padding: 1rem 1.25rem;
        background: #2b1010; color: #fff; font: 15px/1.5 ui-monospace, monospace; border-top: 4px solid #ff6b5e; }
      h2 { margin: 0 0 .5rem; font: 600 16px system-ui, sans-serif; }
      li { margin-bottom: .6rem; } b { color: #ffb3ab; } i { display: block; font-style: normal; color: #ddd; }
    </style><section><h2></h2><ol></ol></section>`;
    root.querySelector("h2").textContent = "The content has errors; the site is as it was before them.";
    for (const error of errors) {
      const item = document.createElement("li"), where = document.createElement("b"), hint = document.createElement("i");
      where.textContent = error.where;
      hint.textContent = error.hint;
      item.append(where, ": " + error.what, hint);
      root.querySelector("ol").append(item);
    }
    document.body.append(box);
  }

  const events = new EventSource("/.sitegen/events");
  let built = false;
  events.addEventListener("errors", (event) => {
    show(JSON.parse(event.data));
    built = true;
  });
  events.addEventListener("style", (event) => restyle(JSON.parse(event.data)));
  events.addEventListener("changed", (event) => {
    const pages = JSON.parse(event.data), here = decodeURI(location.pathname).replace(/index\.html$/, "");
    if (pages.includes(here) || !document.querySelector("main")) reload();
  });
  // The server was started again: the page may be an old one.
  events.addEventListener("error", () => { if (built) events.addEventListener("open", reload, { once: true }); });
})();
