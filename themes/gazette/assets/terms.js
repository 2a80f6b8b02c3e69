// Tooltips: a term is a link to its entry on the page; with this script the same entry opens beside the term.
// Nothing depends on it. Hover (with intent), focus and tap open it; Escape, leaving it or a tap elsewhere close it.
(() => {
  "use strict";
  const WAIT_OPEN = 250, WAIT_CLOSE = 300;
  let tip, shown, timer;

  const entryOf = (link) => document.getElementById(link.hash.slice(1));

  function box() {
    if (!tip) {
      tip = document.createElement("div");
      tip.id = "tip";
      tip.setAttribute("role", "group");
      tip.addEventListener("pointerenter", () => clearTimeout(timer));
      tip.addEventListener("pointerleave", later);
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

  function place(link, node) {
    if (getComputedStyle(node).position === "fixed" && matchMedia("(pointer: coarse)").matches) return;
    const line = link.getClientRects()[0], root = document.documentElement;
    const left = Math.min(line.left, root.clientWidth - node.offsetWidth - 8);
    const below = line.bottom + 8 + node.offsetHeight < root.clientHeight;
    node.style.left = Math.max(8, left) + scrollX + "px";
    node.style.top = (below ? line.bottom + 6 : Math.max(4, line.top - node.offsetHeight - 6)) + scrollY + "px";
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

  const termAt = (event) => event.target.closest && event.target.closest("a.term");

  document.addEventListener("pointerover", (event) => {
    const link = event.pointerType !== "touch" && termAt(event);
    if (!link) return;
    clearTimeout(timer);
    timer = setTimeout(open, WAIT_OPEN, link);
  });
  document.addEventListener("pointerout", (event) => { if (termAt(event)) later(); });
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
    if (event.key === "Escape" && shown) {
      if (tip.contains(document.activeElement)) shown.focus();
      close();
    }
  });
})();
