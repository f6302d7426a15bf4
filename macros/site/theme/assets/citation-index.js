/* What can be cited, to look it up by id, key or address: today’s wording and every older one, as the export has them. */

export const IMMUTABLE = ["paragraph", "sentence", "essay"];
export const ESSAY = [...IMMUTABLE, "part"];
/** Whether one thing is another, or has its words: the essay those of each part, a part those of each sentence. */
export const holdsItem = (item, other) => item === other ||
  (ESSAY.includes(item.kind) && ESSAY.includes(other.kind) && item.wording.text.includes(other.wording.text));

const ANCHOR_OF_ITEM = /^[a-z]+[0-9]+(-[0-9]+)?$/;
const LETTERED = /^[A-Z][0-9]+(\.[0-9]+)?$/;
/** A page of a long essay: its passages have their home on that of the whole. */
const PAGE_OF_ESSAY = /^\/essay\/[1-9][0-9]{0,3}\/$/;
export const makeKey = key => key.replaceAll(":", "-").toLowerCase();
const withTitle = item => ({ title: item.title, ...item.wording });

export class Index {
  constructor(items) {
    this.items = items.map(item => ({
      ...item, name: `${item.kind} ${item.id}`, lettered: LETTERED.test(item.id), wording: withTitle(item),
      versions: item.versions.map(version => ({ ...version, wording: withTitle(version) })),
    }));
    this.byId = new Map(this.items.filter(item => item.lettered).map(item => [item.id, item]));
    this.byKey = new Map(this.items.map(item => [makeKey(item.key), item]));
    this.oldKeys = new Map(this.items.flatMap(item => item.formerly.map(key => [makeKey(key), item])));
    this.homes = new Map(this.items.flatMap(item => item.homes.map(home => [home, item])));
    for (const item of this.items) this.homes.set(item.home, item);
    this.sections = [...new Set([...this.homes.keys()].map(home => home.split("/")[1]))].sort();
    this.essay = joinEssay(this.items.filter(item => item.kind === "paragraph"));
    this.passages = new Map(this.items.filter(({ kind }) => [...IMMUTABLE, "note"].includes(kind))
      .map(item => [item.home.split("#")[1] || "", item]));
  }

  /* A key as the files for reference managers have it, `awhbd-c10-v2`, or as they had it, `c10`. */
  findKey(key) {
    const [end, version] = /-v([0-9]{1,6})$/.exec(key) || [""];
    const named = key.slice(0, key.length - end.length);
    for (const bare of [key, named, named.replace(/^[a-z]+-/, "")]) {
      const item = this.byKey.get(bare) || this.oldKeys.get(bare);
      const asked = bare === key || version === undefined ? null : Number(version);
      if (item) return { item, moved: !this.byKey.has(bare), version: asked };
    }
    return null;
  }

  find(address) {
    let [page, anchor] = cut(address, "#");
    page = cut(page, "?")[0].replace(/index\.(html|md)$/, "");
    const file = /^(.*\/)([^/]+)\.(?:bib|ris|json)$/.exec(page);
    if (file && !anchor) return this.findFile(file[1], file[2]);
    const version = /^(.+\/)v([0-9]{1,6})\/?$/.exec(page);
    if (version && this.homes.has(version[1])) return this.place(version[1], Number(version[2]));
    if (!page.endsWith("/")) page += "/";
    const found = this.findAnchor(page, anchor);
    if (found) return found;
    if (PAGE_OF_ESSAY.test(page)) {
      const whole = this.find(`/essay/#${anchor}`);
      return whole?.item ? { ...whole, moved: true } : whole;
    }
    if (this.homes.has(page) && !ANCHOR_OF_ITEM.test(anchor)) return this.place(page);
    return this.findFault(page, anchor);
  }

  /** Return what a mention names, and which version of it; null if that is nothing with words. */
  resolve({ kind, found, version, edition }) {
    if (kind === "address") {
      const place = this.find(found);
      return place?.item ? place : /^\/essay\/?([1-9][0-9]*\/?)?(#|$)/.test(found) && !place ? { item: this.essay } : null;
    }
    const item = kind === "id" ? this.byId.get(found) : this.byKey.get(found) || this.oldKeys.get(found);
    return item ? { item, version: version ?? (edition && findVersionOf(item, edition)?.number) } : null;
  }

  /** Return what is in use now instead of something retired. */
  follow(item, seen = new Set()) {
    const found = item.retired.successors.flatMap(key => {
      const next = this.byKey.get(makeKey(key));
      if (!next?.retired) return [key];
      return seen.has(key) ? [] : this.follow(next, seen.add(key));
    });
    return [...new Set(found)];
  }

  /** Return what a file for reference managers is about: what its page is, or what has the anchor of its name there. */
  findFile(folder, name) {
    const [, page, version] = /^(.+\/)v([0-9]{1,6})\/$/.exec(folder) || [null, folder];
    if (page.endsWith(`/${name}/`)) return this.find(folder);
    const place = version === undefined && this.homes.has(`${page}#${name}`);
    return place ? this.find(`${page}#${name}`) : this.findFault(`${folder}${name}/`, "");
  }

  findAnchor(page, anchor) {
    const item = this.homes.get(page);
    if (anchor && this.homes.has(`${page}#${anchor}`)) return this.place(`${page}#${anchor}`);
    if (this.homes.get(`${page}${anchor}/`)?.lettered) return this.place(`${page}${anchor}/`); // a row of a table
    if (item && anchor === item.id.toLowerCase()) return this.place(page);
    const passage = this.passages.get(anchor);
    if (!item || item.kind !== "part" || !passage) return null;
    if (item.anchors.includes(anchor))
      return { item: passage, address: `${item.home}#${anchor}`, moved: page !== item.home, version: null };
    return { item: passage, address: passage.home, moved: true, version: null };
  }

  place(home, version = null) {
    const item = this.homes.get(home);
    return { item, address: item.home + (version === null ? "" : `v${version}/`), moved: home !== item.home, version };
  }

  findFault(page, anchor) {
    const section = page.slice(1).includes("/") ? page.split("/")[1] : "";
    if (!this.sections.includes(section)) return null;
    const within = start => [...this.homes.keys()].filter(home => home.startsWith(start));
    if (page !== `/${section}/`) return { known: within(`/${section}/`) };
    const anchored = within(`${page}#`);
    return anchored.length && ANCHOR_OF_ITEM.test(anchor) ? { known: anchored } : null;
  }
}

/** The essay as a whole, for words that stand in more than one paragraph. */
function joinEssay(paragraphs) {
  const text = paragraphs.map(paragraph => paragraph.wording.text).join(" ");
  const frozen = paragraphs.every(paragraph => paragraph.current !== null);
  return {
    kind: "essay", id: "the essay", name: "the essay", home: "/essay/", retired: null, wording: { text },
    versions: frozen ? [{ number: 1, wording: { text } }] : [],
  };
}

/** Return the version of an item that an edition has. */
export const findVersionOf = (item, edition) => item.versions.filter(version => version.edition <= edition).at(-1);

export function cut(text, mark) {
  const at = text.indexOf(mark);
  return at < 0 ? [text, ""] : [text.slice(0, at), text.slice(at + mark.length)];
}
