/* From a file to plain text, line by line: HTML, Markdown, TeX and BibTeX, whichever it is. What stands in a line
   before stands in it after. Quotations get quotation marks or, where they are blocks, the marks below; the addresses
   that links lead to stand in the text. */

/** Around a block quotation, and between two blocks that no empty line parts. */
export const OPEN = "\ue010", CLOSE = "\ue011", BREAK = "\ue012";
const LARGEST_TEXT = 5_000_000;

/** Why a file is not text, and the line that is to blame. */
class Unreadable extends Error {
  constructor(message, line = 1) {
    super(message);
    this.line = line;
  }
}

/** Return the text of a file. */
export async function readText(file) {
  if (file.size > LARGEST_TEXT) {
    const [has, most] = [file.size, LARGEST_TEXT].map(size => size.toLocaleString("en"));
    throw new Unreadable(`the file has ${has} bytes; at most ${most}; divide it`);
  }
  const bytes = new Uint8Array(await file.arrayBuffer());
  if (bytes.includes(0) || String.fromCharCode(...bytes.subarray(0, 4)) === "%PDF")
    throw new Unreadable("this is not a file of text; give Markdown, HTML, BibTeX, TeX or plain text");
  try {
    return decode(bytes);
  } catch {
    throw new Unreadable("the file is not UTF-8; save it with the encoding UTF-8", findUndecodable(bytes));
  }
}

const decode = bytes => new TextDecoder("utf-8", { fatal: true }).decode(bytes);

function findUndecodable(bytes) {
  for (let line = 1, start = 0; ; line++) {
    const end = bytes.indexOf(10, start);
    try {
      decode(bytes.subarray(start, end < 0 ? bytes.length : end));
    } catch {
      return line;
    }
    start = end + 1;
  }
}

const HIDDEN = /<!--[\s\S]*?(?:-->|$)|<(script|style)\b[\s\S]*?(?:<\/\1\s*>|$)/gi;
const TAG = /<(\/?)([a-zA-Z][a-zA-Z0-9]*)((?:\s[^<>]*)?)\/?>/g;
const ADDRESS = /\s(?:href|cite)\s*=\s*(?:"([^"]*)"|'([^']*)')/i;
const BLOCKS = new Set(("address article aside dd div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 header hr li " +
  "main nav ol p pre section table td th tr ul").split(" "));
const ENTITY = /&(#[xX][0-9a-fA-F]{1,6}|#[0-9]{1,7}|[a-zA-Z]{1,8});/g;
const ENTITIES = {
  amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: " ", ldquo: "“", rdquo: "”", lsquo: "‘", rsquo: "’",
  laquo: "«", raquo: "»", bdquo: "„", mdash: "—", ndash: "–", hellip: "…", shy: "",
};

export function toPlain(text) {
  text = text.replace(/\r\n?/g, "\n").replace(/^\ufeff+|[\u00ad\u200b\u2060]/g, "").replace(/[\ue010-\ue014]/g, " ");
  text = text.replace(HIDDEN, found => "\n".repeat(found.split("\n").length - 1));
  text = text.replace(TAG, replaceTag).replace(ENTITY, replaceEntity);
  return markBlocks(IS_TEX.test(text) ? fromTex(text) : text);
}

function replaceTag(_, closes, name, rest) {
  name = name.toLowerCase();
  const lines = "\n".repeat(rest.split("\n").length - 1);
  const found = ADDRESS.exec(rest);
  const address = found ? ` ${found[1] || found[2] || ""} ` : "";
  if (name === "blockquote") return lines + (closes ? CLOSE : address + OPEN);
  if (name === "q") return lines + (closes ? "”" : `${address}“`);
  return lines + (BLOCKS.has(name) ? BREAK : address);
}

function replaceEntity(whole, name) {
  if (name[0] !== "#") return Object.hasOwn(ENTITIES, name) ? ENTITIES[name] : whole;
  const number = "xX".includes(name[1]) ? parseInt(name.slice(2), 16) : parseInt(name.slice(1), 10);
  const readable = (number >= 32 && number < 0xD800) || (number >= 0xF900 && number < 0x110000);
  return readable ? String.fromCodePoint(number) : " ";
}

const IS_TEX = /\\[a-zA-Z]+\*?(?:\[[^[\]]*\])*\{|^[ \t]*@[a-zA-Z]+[ \t]*\{/m;
const CITED = /\\[a-zA-Z]*cite[a-zA-Z]*\*?((?:\[[^[\]]*\])*)\{([^{}]*)\}|^[ \t]*@[a-zA-Z]+[ \t]*\{/gm;
const TEX = [
  [/\\begin\{(?:display)?quot(?:e|ation)\}/g, OPEN],
  [/\\end\{(?:display)?quot(?:e|ation)\}/g, CLOSE],
  [/\\(?:enquote|textquote|blockquote)\*?\{([^{}]*)\}/g, "“$1”"],
  [/``/g, "“"],
  [/''/g, "”"],
  [/---/g, "—"],
  [/\\([&%$#_{}])/g, "$1"],
  [/\\[a-zA-Z]+\*?/g, " "],
  [/\}\{/g, " "],
  [/[{}]/g, ""],
  [/~/g, " "],
];

function fromTex(text) {
  text = text.replace(CITED, (_, more, keys) =>
    keys === undefined ? " " : `${more} ` + keys.replace(/[^\s,]+/g, key => `@${key}`));
  return TEX.reduce((made, [pattern, replacement]) => made.replace(pattern, replacement), text);
}

function markBlocks(text) {
  const lines = [];
  let inside = false;
  for (let line of text.split("\n")) {
    const quoted = /^ {0,3}>[> \t]*/.exec(line);
    if (quoted) line = (inside ? "" : OPEN) + line.slice(quoted[0].length);
    else if (inside) lines[lines.length - 1] += CLOSE;
    lines.push(line);
    inside = quoted !== null;
  }
  return lines.join("\n") + (inside ? CLOSE : "");
}
