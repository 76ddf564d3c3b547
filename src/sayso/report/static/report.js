"use strict";
// All content is on the page without this; it adds moving about, filtering, lighting up and scrolling together.
(() => {
  const root = document.documentElement;
  const $ = (selector, from = document) => from.querySelector(selector);
  const $$ = (selector, from = document) => [...from.querySelectorAll(selector)];
  root.classList.add("js");
  for (const id of ["tools", "filter", "columns"]) {
    const part = document.getElementById(id);
    if (part) part.hidden = false;
  }
  $$(".js[hidden]").forEach((part) => (part.hidden = false));
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const behavior = () => (calm.matches ? "auto" : "smooth");

  // --- light and dark. A page opened from a file may have no storage, so failure to remember is no failure.
  const remembered = (value) => {
    try {
      if (value === undefined) return localStorage.getItem("sayso-theme");
      localStorage.setItem("sayso-theme", value);
    } catch {
      return null;
    }
    return value;
  };
  const theme = remembered();
  if (theme === "light" || theme === "dark") root.dataset.theme = theme;
  $("#theme").addEventListener("click", () => {
    const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
    remembered(root.dataset.theme);
  });

  // --- what a link leads to is opened and shown
  const reveal = (element) => {
    for (let up = element; up; up = up.parentElement) {
      if (up.tagName === "DETAILS") up.open = true;
      if (up.classList.contains("card") && up.hidden) resetFilter();
      if (up.classList.contains("text") && up.hidden) showColumn(up.id, true);
    }
  };
  const follow = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    reveal(target);
    const column = target.closest(".text .body");
    if (column) centre(target, column);
    target.scrollIntoView({ block: column ? "nearest" : "start", behavior: "auto" });
    if (target.matches(".card")) target.focus({ preventScroll: true });
  };

  // --- filter
  const cards = $$("#things > .card, #statements > .card");
  // What one outlet alone has is kept to an act too; the other choices are about what several have.
  const alone = $$("#alone .alone > .card");
  const form = $("#filter");
  const chosen = (id) => $(id)?.value.trim() ?? "";
  const kindsOf = (card) => [card, ...$$(".card", card)];
  const has = (card, key, value) => !value || kindsOf(card).some((one) => (one.dataset[key] ?? "").split(" ").includes(value));
  const filter = () => {
    if (!form) return;
    const text = chosen("#f-text").toLowerCase();
    const outlet = chosen("#f-outlet");
    const speaker = chosen("#f-speaker");
    const kind = chosen("#f-kind");
    const act = chosen("#f-act");
    const shown = new Set();
    for (const card of cards) {
      const match = has(card, "o", outlet) && has(card, "s", speaker) && has(card, "k", kind) && has(card, "a", act) && (!text || card.textContent.toLowerCase().includes(text));
      card.hidden = !match;
      if (match) kindsOf(card).forEach((one) => shown.add(one.dataset.t));
    }
    alone.forEach((card) => (card.hidden = !has(card, "a", act)));
    $$("#coverage tr[data-t], #differences .diff").forEach((row) => (row.hidden = !shown.has(row.dataset.t) || (row.dataset.k && kind && row.dataset.k !== kind) === true));
    const left = cards.filter((card) => !card.hidden).length;
    $("#f-count").textContent = left === cards.length ? "" : `${left} of ${cards.length} shown`;
  };
  const resetFilter = () => {
    form?.reset();
    setTimeout(filter);
  };
  form?.addEventListener("input", filter);
  form?.addEventListener("reset", () => setTimeout(filter));
  form?.addEventListener("submit", (event) => event.preventDefault());

  // --- full texts: columns, highlights
  const strip = $(".texts:not(.plain)");
  const columns = strip ? $$(".text", strip).map((text) => ({ text, body: $(".body", text) })) : [];
  const chooser = $("#columns");
  const showColumn = (id, on) => {
    document.getElementById(id).hidden = !on;
    const box = $(`input[value="${id}"]`, chooser);
    if (box) box.checked = on;
    forget();
  };
  const centre = (element, body, where = 0.3) => {
    body.scrollTop += element.getBoundingClientRect().top - body.getBoundingClientRect().top - body.clientHeight * where;
  };
  const things = (element) => (element.dataset.t ? element.dataset.t.split(" ") : []);
  const runsOf = new Map();
  for (const column of columns) {
    for (const run of $$("a.s[data-t]", column.body)) {
      for (const thing of things(run)) {
        if (!runsOf.has(thing)) runsOf.set(thing, []);
        runsOf.get(thing).push(run);
      }
    }
  }
  const bar = $("#lit");
  const putOut = () => {
    $$(".s.on").forEach((run) => run.classList.remove("on"));
    if (bar) bar.hidden = true;
  };
  const lightUp = (thing, from) => {
    putOut();
    const runs = runsOf.get(thing) || [];
    runs.forEach((run) => run.classList.add("on"));
    let count = 0;
    for (const { text, body } of columns) {
      const first = runs.find((run) => body.contains(run));
      if (!first) continue;
      count += 1;
      if (text.hidden && columns.filter((one) => !one.text.hidden).length < 6) showColumn(text.id, true);
      if (text.hidden) continue;
      if (!from || !body.contains(from)) centre(first, body);
    }
    hold();
    const card = document.getElementById(runs[0].hash.slice(1)) || document.querySelector(`.card[data-t="${thing}"]`);
    $("#lit-words").textContent = card ? `${$(".speaker", card).textContent}: ${$(".said", card).firstChild.textContent.trim()}` : "";
    $("#lit-count").textContent = count === 1 ? "in this text only" : `in ${count} of ${columns.length} texts`;
    if (card) $("#lit-card").href = `#${card.id}`;
    bar.hidden = false;
  };
  strip?.addEventListener("click", (event) => {
    const run = event.target.closest("a.s[data-t]");
    if (!run || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    lightUp(things(run).at(-1), run);
  });
  $("#lit-off")?.addEventListener("click", putOut);
  $("#lit-card")?.addEventListener("click", () => setTimeout(putOut));
  chooser?.addEventListener("change", (event) => {
    if (event.target.value && event.target.id !== "together") showColumn(event.target.value, event.target.checked);
  });
  // More than four columns are too many for one look; the rest wait behind their boxes.
  if (columns.length > 4) columns.slice(4).forEach(({ text }) => showColumn(text.id, false));

  // --- scrolling together: a text follows by the statements that it shares with the one being scrolled
  let driver = null;
  let held = 0;
  let waiting = false;
  function hold() { held = performance.now() + 700; }
  function forget() { columns.forEach((column) => (column.places = null)); }
  const placesOf = (column) => {
    if (!column.places) {
      const top = column.body.getBoundingClientRect().top - column.body.scrollTop;
      column.places = new Map();
      for (const run of $$("a.s.lk", column.body)) {
        const thing = things(run).at(-1);
        if (!column.places.has(thing)) column.places.set(thing, run.getBoundingClientRect().top - top);
      }
    }
    return column.places;
  };
  const pull = (from, to) => {
    const theirs = placesOf(to);
    const shared = [...placesOf(from)].filter(([thing]) => theirs.has(thing)).map(([thing, y]) => [y, theirs.get(thing)]).sort((a, b) => a[0] - b[0]);
    if (!shared.length) return;
    const eye = from.body.clientHeight * 0.3;
    const here = from.body.scrollTop + eye;
    let at = shared.findIndex(([y]) => y > here);
    if (at < 0) at = shared.length;
    const before = shared[at - 1] || [0, 0];
    const after = shared[at] || [from.body.scrollHeight, to.body.scrollHeight];
    const part = after[0] > before[0] ? Math.min(1, Math.max(0, (here - before[0]) / (after[0] - before[0]))) : 0;
    const goal = after[1] >= before[1] ? before[1] + part * (after[1] - before[1]) : part < 0.5 ? before[1] : after[1];
    to.body.scrollTop = goal - eye;
  };
  const drive = () => {
    waiting = false;
    if (!driver || !$("#together").checked || performance.now() < held) return;
    columns.filter((column) => column !== driver && !column.text.hidden).forEach((column) => pull(driver, column));
  };
  for (const column of columns) {
    for (const kind of ["pointerenter", "pointerdown", "wheel", "touchstart", "focusin", "keydown"]) {
      column.body.addEventListener(kind, () => (driver = column), { passive: true });
    }
    column.body.addEventListener("scroll", () => {
      if (column !== driver || waiting) return;
      waiting = true;
      requestAnimationFrame(drive);
    }, { passive: true });
  }
  addEventListener("resize", forget);

  // --- keyboard
  const dialog = $("#help");
  const step = (by) => {
    const all = $$("main .card").filter((card) => card.getClientRects().length);
    if (!all.length) return;
    const now = document.activeElement.closest?.(".card");
    let at = all.indexOf(now);
    at = at < 0 ? (by > 0 ? 0 : all.length - 1) : Math.min(all.length - 1, Math.max(0, at + by));
    all[at].focus({ preventScroll: true });
    all[at].scrollIntoView({ block: "start", behavior: behavior() });
    history.replaceState(null, "", `#${all[at].id}`);
  };
  $("#help-open").addEventListener("click", () => dialog.showModal());
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || dialog.open) return;
    if (event.key === "Escape") {
      putOut();
      if (event.target.matches?.("input, select")) event.target.blur();
      return;
    }
    if (event.target.matches?.("input, select, textarea")) return;
    if (event.key === "j") step(1);
    else if (event.key === "k") step(-1);
    else if (event.key === "?") dialog.showModal();
    else if (event.key === "/" && form) {
      event.preventDefault();
      $("input, select", form).focus();
      form.scrollIntoView({ block: "center", behavior: behavior() });
    }
  });

  // --- where we are, in the bar
  const links = new Map($$(".bar a").map((link) => [link.hash.slice(1), link]));
  const seen = new IntersectionObserver((entries) => {
    for (const entry of entries) {
      if (!entry.isIntersecting) continue;
      links.forEach((link) => link.removeAttribute("aria-current"));
      links.get(entry.target.id)?.setAttribute("aria-current", "true");
    }
  }, { rootMargin: "-20% 0px -75% 0px" });
  $$("main > section").forEach((section) => seen.observe(section));

  addEventListener("beforeprint", () => {
    $$("details:not([open])").forEach((one) => { one.open = true; one.dataset.printed = ""; });
    columns.filter(({ text }) => text.hidden).forEach(({ text }) => { text.hidden = false; text.dataset.printed = ""; });
  });
  addEventListener("afterprint", () => {
    $$("details[data-printed]").forEach((one) => { one.open = false; delete one.dataset.printed; });
    $$(".text[data-printed]").forEach((one) => { one.hidden = true; delete one.dataset.printed; });
  });
  addEventListener("hashchange", follow);
  follow();
})();
