// Tooltips: a term is a link to its entry on the page; with this script the same entry opens beside the term.
// Nothing depends on it. Hover (with intent), focus and tap open it; Escape, leaving it or a tap elsewhere close it.
(() => {
  "use strict";
  const WAIT_OPEN = 250, WAIT_CLOSE = 300;
  let tip, shown, timer;

  const entryOf = (link) => document.getElementById("term-" + link.dataset.term);

  function box() {
    if (!tip) {
      tip = document.createElement("div");
      tip.id = "tip";
      tip.setAttribute("role", "group");
      tip.addEventListener("pointerenter", () => clearTimeout(timer));
      tip.addEventListener("pointerleave", (event) => { if (event.pointerType !== "touch") later(); });
      if ("popover" in tip) tip.popover = "manual";
    }
    return tip;
  }

  function open(link) {
    clearTimeout(timer);
    const entry = entryOf(link);
    if (!entry || shown === link) return;
    close();
    const node = box();
    node.replaceChildren(...[...entry.children].map((child) => child.cloneNode(true)));
    node.setAttribute("aria-label", entry.querySelector("dfn").textContent);
    node.lang = document.documentElement.lang;
    link.after(node);
    if (node.showPopover) node.showPopover(); else node.hidden = false;
    place(link, node);
    link.setAttribute("aria-expanded", "true");
    shown = link;
  }

  // Below the term's last line or above its first, where there is more room; never over the term.
  function place(link, node) {
    node.removeAttribute("style");
    if (getComputedStyle(node).position === "fixed") return uncover(link, node);
    const lines = link.getClientRects(), first = lines[0], last = lines[lines.length - 1];
    const root = document.documentElement, gap = 6, edge = 8;
    const above = first.top - gap - edge, under = root.clientHeight - last.bottom - gap - edge;
    const below = node.offsetHeight <= under || under >= above;
    node.style.maxHeight = Math.min(node.offsetHeight, below ? under : above) + "px";
    const left = Math.min((below ? last : first).left, root.clientWidth - node.offsetWidth - edge);
    node.style.left = Math.max(edge, left) + scrollX + "px";
    node.style.top = (below ? last.bottom + gap : first.top - node.offsetHeight - gap) + scrollY + "px";
  }

  // At the foot of a small screen the box may hide the term: then the text moves up, so that a second tap finds it.
  function uncover(link, node) {
    const hidden = link.getBoundingClientRect().bottom + 12 - node.getBoundingClientRect().top;
    if (hidden > 0) scrollBy({ top: hidden, behavior: "instant" });
  }

  function close() {
    clearTimeout(timer);
    if (!shown) return;
    shown.removeAttribute("aria-expanded");
    if (tip.hidePopover) tip.hidePopover(); else tip.hidden = true;
    tip.remove();
    shown = null;
  }

  function later() {
    clearTimeout(timer);
    timer = setTimeout(close, WAIT_CLOSE);
  }

  const termAt = (event) => event.target.closest && event.target.closest("a.term, .again[data-term][role]");

  document.addEventListener("pointerover", (event) => {
    const link = event.pointerType !== "touch" && termAt(event);
    if (!link) return;
    clearTimeout(timer);
    timer = setTimeout(open, WAIT_OPEN, link);
  });
  document.addEventListener("pointerout", (event) => { if (event.pointerType !== "touch" && termAt(event)) later(); });
  document.addEventListener("focusin", (event) => {
    const link = termAt(event);
    if (link && link.matches(":focus-visible")) open(link);
    else if (shown && !tip.contains(event.target) && event.target !== shown) close();
  });
  document.addEventListener("click", (event) => {
    const link = termAt(event);
    if (link && shown !== link) { event.preventDefault(); open(link); }
    else if (shown && !tip.contains(event.target) && !link) close();
    else if (link) close();
  });
  document.addEventListener("keydown", (event) => {
    const mark = event.key === "Enter" && event.target.matches(".again[role]") && event.target;
    if (mark) { if (shown === mark) close(); else open(mark); }
    if (event.key === "Escape" && shown) {
      if (tip.contains(document.activeElement)) shown.focus();
      close();
    }
  });
})();
