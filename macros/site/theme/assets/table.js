/* The tables of claims and of objections: filtered, sorted, linked as they are shown, downloaded.
   Without this file every row is there, in its groups. What is chosen stands in the address. */
(() => {
  const form = document.querySelector("article .filter[data-noun]");
  if (!form) return;

  const MANY = 150; // rows: from here on, only those in view are laid out
  const BATCH = 60; // rows that come or go between two frames
  const TYPING = 60, SETTLED = 350; // milliseconds without a further key
  const FORMULA = /^[=+\-@\t\r＝＋－＠﹦﹢﹣﹫]/; // a spreadsheet runs a cell that begins so

  const fields = [...form.elements].filter((field) => field.name);
  const facets = fields.filter((field) => field.name !== "words" && field.name !== "sort");
  const { words: typed, sort } = form.elements; // not “q”, on which the theme opens its search
  const [count, reset, details] = ["[role=status]", "[type=reset]", "details"].map((s) => form.querySelector(s));
  const groups = [...document.querySelectorAll("article .group")].map((section) => {
    const home = section.querySelector("tbody");
    const rows = [...home.rows].map((row) => ({ row, home, words: null, fits: true }));
    const { id } = section.querySelector("h2");
    const contents = [...document.querySelectorAll(`.md-nav--secondary [href="#${id}"]`)].map((link) => link.closest("li"));
    return { section, body: home, count: section.querySelector(".count"), rows, contents };
  });
  const rows = groups.flatMap(({ rows }) => rows);
  const { compare } = new Intl.Collator("en", { numeric: true, sensitivity: "base" });
  const sorted = buildSorted();
  let arranged = "", ordered = rows;
  let linked = null; // the row that the address leads to, if what is chosen would hide it
  let pass = 0;
  let typing = 0, settling = 0;

  // -- which rows

  /** Make two ways to write a word the same: capitals, accents, quotation marks, white space. */
  function fold(text) {
    const plain = text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
    return plain.replace(/[‘’]/g, "'").replace(/[“”]/g, '"').replace(/\s+/g, " ").trim();
  }

  function apply() {
    const words = fold(typed.value).split(" ").filter(Boolean);
    const chosen = facets.filter(({ value }) => value);
    for (const each of rows) {
      const fits = chosen.every(({ name, value }) => each.row.dataset[name].split(" ").includes(value));
      each.fits = each === linked || (fits && (!words.length || has(each, words)));
    }
    arrange(sort.value);
    showRows();
    for (const { section, rows, count, contents } of groups) {
      const left = rows.filter(({ fits }) => fits).length;
      section.hidden = Boolean(sort.value) || !left;
      for (const entry of contents) entry.hidden = section.hidden;
      count.textContent = left === rows.length ? `(${left})` : `(${left} of ${rows.length})`;
    }
    reset.hidden = !fields.some(({ value }) => value);
    showChosen();
  }

  /** Show the rows that fit and hide the others, a batch a frame, so that typing never waits. */
  function showRows(start = 0, mine = ++pass) {
    if (mine !== pass) return; // more has been typed meanwhile
    let at = start;
    for (let changed = 0; at < rows.length && changed < BATCH; at++) {
      const { row, fits } = ordered[at];
      if (row.hidden === fits) { row.hidden = !fits; changed++; }
    }
    if (at < rows.length) requestAnimationFrame(() => showRows(at, mine));
  }

  /** Tell whether a row has all the words; each row is read once. */
  function has(each, words) {
    each.words ??= fold(each.row.textContent);
    return words.every((word) => each.words.includes(word));
  }

  /** Read the rows a few at a time, from when somebody is about to type. */
  function readAhead(start = 0) {
    const end = Math.min(start + BATCH, rows.length);
    for (const each of rows.slice(start, end)) has(each, [""]);
    if (end < rows.length) setTimeout(readAhead, 0, end);
  }

  function showChosen() {
    const chosen = fields.filter(({ value }) => value).length;
    details.firstElementChild.textContent = `Filter and sort${chosen ? ` (${chosen})` : ""}`;
    sorted.section.hidden = !sort.value || !rows.some(({ fits }) => fits);
  }

  // -- in which order

  /** Build the one table into which the rows of all groups go when they are sorted. */
  function buildSorted() {
    const cards = groups[0].body.closest(".cards");
    const copy = cards.cloneNode(false);
    const table = cards.querySelector("table").cloneNode(false);
    const body = groups[0].body.cloneNode(false);
    table.append(document.createElement("caption"), cards.querySelector("thead").cloneNode(true), body);
    copy.append(table);
    const section = document.createElement("section");
    section.className = "group";
    section.hidden = true;
    section.append(copy);
    groups[0].section.before(section);
    if (rows.length > MANY) for (const one of [section, ...groups.map((g) => g.section)]) one.classList.add("group-many");
    return { section, body, caption: table.caption };
  }

  function arrange(order) {
    if (order === arranged) return;
    arranged = order;
    if (!order) {
      ordered = rows;
      for (const { row, home } of rows) home.append(row);
      return;
    }
    const key = order.replace(/^-/, ""), way = order === key ? 1 : -1;
    const valued = rows.map((each) => [valueOf(each.row, key), each]);
    valued.sort(([a], [b]) => (!a - !b) || way * compare(a, b));
    ordered = valued.map(([, each]) => each);
    sorted.body.append(...ordered.map(({ row }) => row));
    sorted.caption.textContent = `Sorted ${nameOrder()}`;
  }

  const nameOrder = () => sort.selectedOptions[0].textContent;

  /** What a row is sorted by stands in it under its name; the number and the title do anyway. */
  function valueOf(row, key) {
    if (key === "title") return row.querySelector("th a").textContent;
    const named = find(row, key.replace("-", "_"));
    if (!named) return row.id;
    return named.dataset.sort ?? named.textContent.trim();
  }

  const find = (row, name) => row.querySelector(`[data-name="${name}"]`);

  // -- what stands in the address, and what is said

  function read() {
    const chosen = new URLSearchParams(location.search);
    for (const field of fields) {
      field.value = chosen.get(field.name) ?? "";
      if (field.selectedIndex === -1) field.value = ""; // what the data do not have
    }
    linked = null;
    apply();
    reveal();
    say();
  }

  /** Show the row that the address leads to, even if what is chosen hides it. */
  function reveal() {
    linked = rows.find(({ row, fits }) => !fits && row.id && `#${row.id}` === location.hash) ?? null;
    if (!linked) return;
    apply();
    linked.row.hidden = false;
    linked.row.scrollIntoView();
  }

  function write() {
    const chosen = new URLSearchParams(location.search);
    for (const { name, value } of fields) {
      if (value.trim()) chosen.set(name, value.trim());
      else chosen.delete(name);
    }
    const query = String(chosen) && `?${chosen}`;
    history.replaceState(history.state, "", location.pathname + query + location.hash);
  }

  function say() {
    const left = rows.filter(({ fits }) => fits).length;
    const { noun, nouns } = form.dataset;
    const what = rows.length === 1 ? noun : nouns;
    const said = left === rows.length ? `All ${left} ${what} shown` : `${left || "None"} of ${rows.length} ${what} shown`;
    const also = linked ? `, with ${linked.row.id.toUpperCase()}, to which the address leads` : "";
    count.textContent = said + also + (sort.value ? `, ${nameOrder()}` : "");
  }

  function settle() {
    clearTimeout(settling);
    settling = setTimeout(() => { write(); say(); }, SETTLED);
  }

  function change() {
    clearTimeout(typing);
    linked = null;
    apply();
    settle();
  }

  typed.addEventListener("focus", () => readAhead(), { once: true });
  typed.addEventListener("input", () => {
    clearTimeout(typing);
    typing = setTimeout(change, TYPING);
  });
  form.addEventListener("change", ({ target }) => { if (target !== typed) change(); });
  form.addEventListener("submit", (event) => { event.preventDefault(); change(); });
  form.addEventListener("reset", (event) => {
    event.preventDefault();
    for (const field of fields) field.value = "";
    change();
    (details.open ? typed : details.firstElementChild).focus();
  });
  addEventListener("popstate", read);
  addEventListener("pageshow", ({ persisted }) => { if (!persisted) read(); });

  // -- the rows as a file

  form.querySelector(".filter-csv").addEventListener("click", () => {
    const shown = ordered.filter(({ fits }) => fits).map(({ row }) => row);
    const lines = [columns(), ...shown.map(record)].map((cells) => cells.map(quote).join(",") + "\r\n");
    const file = new Blob(["\ufeff", ...lines], { type: "text/csv;charset=utf-8" });
    const link = document.createElement("a");
    link.href = URL.createObjectURL(file);
    link.download = `${form.dataset.nouns}.csv`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  });

  /** What has a name in a row, unless a facet or the id says it already. */
  const named = (row) => [...row.querySelectorAll("[data-name]")].filter(({ dataset: { name } }) => !(name in row.dataset || name === "number"));
  const plain = (element) => (element.dataset.value ?? element.textContent).replace(/\s+/g, " ").trim();

  function columns() {
    const { row } = rows[0];
    return ["id", "title", ...Object.keys(row.dataset), ...named(row).map(({ dataset }) => dataset.name), "address"];
  }

  function record(row) {
    const link = row.querySelector("th a");
    return [row.id.toUpperCase(), plain(link), ...Object.values(row.dataset), ...named(row).map(plain), link.href];
  }

  function quote(text) {
    const guarded = FORMULA.test(text) ? `'${text}` : text;
    return /[",\r\n]/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
  }

  form.hidden = false;
  read();
})();
