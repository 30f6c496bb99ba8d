"use strict";
// Marks the page's answers as `notedeck study` does: by meaning, not letter by letter. Nothing here makes markup of text.

const HANGUL = /[가-힣]/;

function fold(text) {
  const wide = text.normalize("NFKC").toLowerCase().normalize("NFKC");
  const plain = wide.replace(/[`'"“”‘’「」『』«»]/g, "").replace(/[‐‑‒–—−]/g, "-");
  const squeezed = (one) => one.split(/\s+/).filter(Boolean).join(" ");
  return squeezed(plain.replace(/[\s.,;:!?。、]+$/, "")) || squeezed(plain);
}

const tight = (text) => fold(text).replaceAll(" ", "");

function mayFollow(stem, ending, tables) {
  const last = stem.at(-1);
  if (!HANGUL.test(last)) return /[\p{L}\p{N})\]]/u.test(last);
  const final = (last.codePointAt(0) - 0xac00) % 28;
  if (tables.afterBoth.includes(ending)) return stem.length > 1 || ending.length > 1;
  if (tables.afterVowel.includes(ending) && (!final || (ending === "로" && final === 8))) return true;
  return tables.afterConsonant.includes(ending) && final > 0;
}

function bare(word, tables) {
  const endings = [...tables.afterBoth, ...tables.afterVowel, ...tables.afterConsonant];
  return endings
    .filter((ending) => word.endsWith(ending) && word.length > ending.length)
    .map((ending) => [word.slice(0, -ending.length), ending])
    .filter(([stem, ending]) => mayFollow(stem, ending, tables))
    .map(([stem]) => stem);
}

function forms(text) {
  const folded = fold(text);
  const found = [folded, folded.replace(/^(?:an?|the)\s+(?=\S)/, "")];
  const gloss = /^(.+?)\s*\(([^()]+)\)$/.exec(folded);
  if (gloss && HANGUL.test(gloss[1]) !== HANGUL.test(gloss[2])) found.push(gloss[1], gloss[2]);
  return found.map((one) => one.replaceAll(" ", ""));
}

function same(expected, given, tables) {
  const wanted = forms(expected);
  const offered = forms(given);
  const meet = (one, other) => one.some((form) => other.includes(form));
  const bared = (all) => all.flatMap((form) => bare(form, tables));
  return meet(wanted, offered) || meet(wanted, bared(offered)) || meet(bared(wanted), offered);
}

function distance(one, other) {
  let before = [];
  let row = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let i = 1; i <= one.length; i++) {
    const last = row;
    row = [i];
    for (let j = 1; j <= other.length; j++) {
      row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (one[i - 1] !== other[j - 1]));
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) row[j] = Math.min(row[j], before[j - 2] + 1);
    }
    before = last;
  }
  return row[other.length];
}

function isSlip(wanted, offered, tables) {
  const numbers = (text) => (text.match(/\d+/g) || []).join(" ");
  if (numbers(wanted) !== numbers(offered)) return false;
  if (wanted.length > 3 && wanted.replaceAll("-", "") === offered.replaceAll("-", "")) return true;
  const [one, other] = [wanted.normalize("NFD"), offered.normalize("NFD")];
  const limit = tables.slips.find(([length]) => one.length < length);
  const allowed = limit ? limit[1] : tables.mostSlips;
  if (!allowed || one.length > tables.longestSlip || Math.abs(one.length - other.length) > allowed) return false;
  return distance(one, other) <= allowed;
}

function near(expected, given, known, tables) {
  if (known.includes(tight(given)) || !given.trim()) return false;
  const offered = forms(given).flatMap((form) => [form, ...bare(form, tables)]);
  return forms(expected).some((wanted) => offered.some((form) => isSlip(wanted, form, tables)));
}

function content(text, tables) {
  const words = (fold(text).match(/[\p{L}\p{N}_./-]+/gu) || []).filter((word) => !tables.functionWords.includes(word));
  return words.map((word) => [...bare(word, tables), word].reduce((a, b) => (b.length < a.length ? b : a)));
}

function covers(answer, response, tables) {
  const wanted = new Set(content(answer, tables));
  const given = content(response, tables);
  const held = new Set(given);
  const inside = [...wanted].every((word) => held.has(word));
  return wanted.size > 0 && inside && held.size > wanted.size && given.length <= 2 * wanted.size + 1;
}

function term(answers, response, known, tables) {
  if (!response.trim()) return "wrong";
  if (answers.some((answer) => same(answer, response, tables))) return "right";
  const almost = (answer) => near(answer, response, known, tables) || covers(answer, response, tables);
  return answers.some(almost) ? "almost" : "wrong";
}

function text(answers, response, known, tables) {
  const mark = term(answers, response, known, tables);
  if (mark !== "wrong" || !response.trim()) return mark;
  const given = content(response, tables);
  const enough = (answer) => {
    const wanted = [...new Set(content(answer, tables))];
    const missing = wanted.filter((word) => !given.some((one) => one === word || near(word, one, known, tables)));
    return wanted.length > 0 && missing.length <= 0.4 * wanted.length + 1e-9;
  };
  return answers.some(enough) ? "almost" : "wrong";
}

// A command's normal form: words by the key's spelling, options with their values sorted where they may move.
function normal(line, command) {
  const meant = (name) => command.same[name] ?? name;
  const tokens = line.replace(/^[`\s]*(?:[$#>]\s+)?|[`\s]+$/g, "").split(/\s+/).filter(Boolean);
  const rest = [];
  const options = [];
  while (tokens.length) {
    const token = tokens.shift();
    if (token === "--") {
      rest.push(token, ...tokens.splice(0));
    } else if (!token.startsWith("-") || token === "-") {
      rest.push(meant(token));
    } else {
      option(token, tokens, command, meant).forEach((one) => (command.free ? options : rest).push(one));
    }
  }
  return [...rest, ...options.sort()].join(" ");
}

function option(token, tokens, command, meant) {
  const [, head, value] = /^([^=]*)(=.*)?$/s.exec(token);
  const name = meant(head);
  if (value !== undefined) return [name + value];
  if (command.taking.includes(name)) return [tokens.length ? `${name}=${tokens.shift()}` : name];
  const glued = command.taking.find((one) => /^-[A-Za-z]$/.test(one) && head.startsWith(one) && !head.startsWith("--"));
  if (glued) return [`${glued}=${head.slice(2)}`];
  if (command.free && /^-[A-Za-z]{2,}$/.test(head)) return [...head.slice(1)].map((letter) => meant(`-${letter}`));
  return [name];
}

function commandLine(item, response) {
  const squeezed = (one) => one.trim().split(/\s+/).join(" ");
  if (item.answers.some((answer) => squeezed(answer) === squeezed(response.replace(/^[`\s]*[$#>]\s+|`/g, "")))) return "right";
  const command = item.command;
  const framed = (one) => (item.frame ? item.frame.replace("____", () => one) : one);
  const equal = command && normal(framed(item.key), command) === normal(framed(response), command);
  return response.trim() && equal ? "right" : "wrong";
}

// Each part once, in any order; what stands in one field is split where there are fewer fields filled than parts.
function list(parts, responses, known, tables) {
  let given = responses.filter((one) => one.trim());
  if (given.length < parts.length) given = given.flatMap((one) => one.split(/\s*(?:[,、，;\n]|→|->|\s\/\s|·|ㆍ)\s*(?![^(]*\))/)).filter(Boolean);
  const left = [...new Set(given)];
  let right = 0;
  for (const wanted of ["right", "almost"]) {
    for (const part of parts.filter((one) => !one.done)) {
      const at = left.findIndex((one) => term(part.answers, one, known, tables) === wanted);
      if (at < 0) continue;
      left.splice(at, 1);
      part.done = true;
      right += wanted === "right" ? 1 : 0.5;
    }
  }
  const share = Math.max(0, right - left.length * 0.5) / parts.length;
  return { mark: share === 1 ? "right" : right === parts.length || (left.length === 0 && share > 0) ? "almost" : "wrong", share };
}

function grade(item, responses, page) {
  const { known, tables } = page;
  const whole = (mark) => ({ mark, share: mark === "right" ? 1 : 0 });
  if (item.kind === "choice") return whole(responses[0] === item.right[0] ? "right" : "wrong");
  if (item.kind === "places") {
    const right = item.right.filter((one, at) => responses[at] === one).length;
    const share = item.partial ? right / item.right.length : right === item.right.length ? 1 : 0;
    return { mark: share === 1 ? "right" : "wrong", share };
  }
  if (item.kind === "list") return list(item.parts.map((answers) => ({ answers })), responses, known, tables);
  if (item.kind === "command") return whole(commandLine(item, responses[0]));
  return whole((item.kind === "text" ? text : term)(item.answers, responses[0], known, tables));
}

function start(page) {
  document.documentElement.classList.add("live");
  for (const form of document.querySelectorAll("form.sheet")) sheet(form, page, page.versions[form.dataset.version]);
}

function make(tag, cls, words, inside = []) {
  const element = document.createElement(tag);
  if (cls) element.className = cls;
  if (words) element.textContent = words;
  element.append(...inside);
  return element;
}

const words = (label, values) => Object.entries(values).reduce((text, [name, value]) => text.replace(`{${name}}`, () => value), label);

function sheet(form, page, items) {
  const L = page.labels;
  const fields = (item) => [...form.querySelectorAll(`[name="${item.id}"]`)];
  const read = (item) => {
    const found = fields(item);
    if (found[0].type === "radio") return [(found.find((one) => one.checked) || { value: "" }).value];
    return found.map((one) => one.value);
  };
  const answered = (item) => read(item).some((one) => one.trim());
  const progress = form.querySelector(".progress");
  const tell = () => (progress.textContent = words(L.answered, { n: items.filter(answered).length, all: items.length }));
  const result = form.querySelector(".result");
  const shown = (item, response) => {
    if (item.kind === "choice") return response[0] === "" ? "" : item.labels[Number(response[0])];
    if (response.every((one) => !one.trim())) return "";
    if (item.kind === "places") return response.map((one, at) => item.lead[at] + (one === "" ? "?" : item.labels[Number(one)])).join(item.join);
    return response.filter((one) => one.trim()).join(", ");
  };
  let marks = [];

  function check() {
    marks = items.map((item) => ({ item, response: read(item), ...grade(item, read(item), page) }));
    for (const one of marks) show(one);
    sum();
    result.hidden = false;
    result.focus();
    result.scrollIntoView({ block: "start" });
  }

  function show(one) {
    const { item } = one;
    const box = form.querySelector(`[id="${item.id}-verdict"]`);
    const sign = { right: "✓", almost: "≈", wrong: "✗" }[one.mark];
    box.className = `verdict ${one.mark}`;
    box.replaceChildren(make("p", "", "", [make("b", "", `${sign} ${L[one.mark]}`)]));
    if (one.mark !== "right") box.firstChild.append(` ${L.key}: ${item.shown.includes("\n") ? "\n" : ""}`, make("span", item.code ? "code" : "", item.shown));
    if (one.mark !== "right" && item.equal.length) box.append(make("p", "why code", `= ${item.equal.join("   = ")}`));
    if (one.mark !== "right") for (const why of reasons(one)) box.append(make("p", "why", why));
    box.hidden = false;
  }

  function reasons({ item, response }) {
    const chosen = item.kind === "choice" && response[0] !== "" ? item.reasons[Number(response[0])] : "";
    return [chosen, item.why].filter(Boolean);
  }

  function sum() {
    const points = marks.reduce((total, one) => total + one.item.points * one.share, 0);
    const all = items.reduce((total, item) => total + item.points, 0);
    const round = (value) => String(Math.round(value * 10) / 10);
    const missed = marks.filter((one) => one.share < 1);
    const head = make("h2", "", words(L.result, { n: round(points), all, percent: Math.floor((100 * points) / all + 1e-9) }));
    const body = missed.length ? make("ol", "", "", missed.map(mistake)) : make("p", "", L.perfect);
    result.replaceChildren(head, body);
  }

  function mistake(one) {
    const { item, response } = one;
    const link = make("a", "", `${item.n}. ${item.stem}`);
    link.href = `#${item.id}`;
    const given = shown(item, response) || L.nothing;
    const parts = [
      make("p", "front", item.front), make("p", "", "", [link]), make("p", "", `${L.yours}: ${given}`),
      make("p", item.code ? "code" : "", `${L.key}: ${item.shown}`), make("p", "source", item.source),
    ];
    if (item.typed && response.some((text) => text.trim())) parts.push(appeal(one));
    return make("li", "", "", parts.filter((part) => part.textContent));
  }

  function appeal(one) {
    const button = make("button", "plain", L.count);
    button.type = "button";
    button.addEventListener("click", () => {
      Object.assign(one, { mark: "right", share: 1 });
      show(one);
      sum();
      result.focus();
    });
    return make("p", "", "", [button]);
  }

  function again() {
    form.reset();
    for (const box of form.querySelectorAll(".verdict")) box.hidden = true;
    result.hidden = true;
    tell();
    form.querySelector("h1").scrollIntoView();
    fields(items[0])[0].focus();
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    check();
  });
  form.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target.matches("input[type=text]") && !event.isComposing) {
      event.preventDefault(); // Enter in a field goes on to the next, it does not hand the sheet in
      const all = [...form.querySelectorAll("input, textarea, select, button")].filter((one) => one.offsetParent);
      all[all.indexOf(event.target) + 1]?.focus();
    }
  });
  form.addEventListener("input", tell);
  form.querySelector("[data-again]").addEventListener("click", again);
  tell();
}

if (typeof document !== "undefined") start(JSON.parse(document.getElementById("quiz-data").textContent));
if (typeof module !== "undefined") module.exports = { grade, same, near, normal, fold };
