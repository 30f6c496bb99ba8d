// The page of `notedeck quiz --pick`: the drawn items, to throw out, replace and reorder before they are printed.

const WORDS = {
  next: ["다음", "next"], previous: ["이전", "previous"], out: ["빼기", "leave out"], replace: ["바꾸기", "replace"], down: ["아래로", "down"],
  up: ["위로", "up"], undo: ["되돌리기", "undo"], print: ["인쇄", "print"],
  count: ["{n}문항", "{n} items"], told: ["문항을 살펴보고 인쇄하세요. 바꿀 수 있는 문항 {n}개", "Look at the items, then print. {n} could stand in."],
  none: ["바꿀 문항이 없습니다.", "Nothing is left to stand in."], first: ["되돌릴 것이 없습니다.", "There is nothing to undo."], key: ["정답: ", "answer: "],
};
const KEYS = [["j", "next"], ["k", "previous"], ["x", "out"], ["r", "replace"], ["J", "down"], ["K", "up"], ["u", "undo"], ["p", "print"]];

let quiz = { items: [] };
let rows = []; // {id, out}, in the order of the sheet
let at = 0;
let isPrinted = false;
const before = []; // the rows before each change

const itemOf = (row) => quiz.items[row.id];
const change = () => before.push({ rows: rows.map((row) => ({ ...row })), at });

function draw() {
  const shown = [];
  rows.forEach((row, number) => {
    const item = itemOf(row);
    if (item.section && (number === 0 || itemOf(rows[number - 1]).type !== item.type)) shown.push(element("h2", { textContent: item.section }));
    shown.push(drawItem(item, row, number));
  });
  $("#items").replaceChildren(...shown);
  $("#items .current")?.scrollIntoView({ block: "nearest" });
  $("#left").textContent = say(WORDS.count, { n: rows.filter((row) => !row.out).length });
  bar("#learned", say(WORDS.told, { n: unused().length }));
}

function drawItem(item, row, number) {
  const made = element("li", { class: `${number === at ? "current" : ""}${row.out ? " out" : ""}`, data: { at: String(number) } });
  if (item.front) made.append(element("div", { class: "path", textContent: item.front }));
  made.append(element("div", { class: "stem", textContent: item.stem }));
  if (item.prompts.length) made.append(element("div", { textContent: item.prompts.join(" · ") }));
  if (item.choices.length) made.append(element("ol", {}, ...item.choices.map((choice) => element("li", { textContent: choice }))));
  made.append(element("div", { class: "key", textContent: say(WORDS.key) + item.key }), element("div", { class: "from", textContent: item.from }));
  return made;
}

function unused() {
  const used = new Set(rows.map((row) => row.id));
  const thrown = new Set(before.flatMap((one) => one.rows.map((row) => row.id)));
  return quiz.items.filter((item) => !used.has(item.id) && !thrown.has(item.id));
}

function replace() {
  const free = unused();
  const type = itemOf(rows[at]).type;
  const fresh = free.find((item) => item.type === type) ?? free[0];
  if (!fresh) return bar("#message", say(WORDS.none));
  change();
  rows[at] = { id: fresh.id, out: false };
  if (fresh.type !== type) settle(rows[at]);
  return draw();
}

// An item of another type goes to the end of its own section, where the sheet has it.
function settle(row) {
  const types = [...new Set(quiz.items.map((item) => item.type))];
  rows = rows.map((one, place) => [types.indexOf(itemOf(one).type), one === row ? rows.length : place, one]).sort((a, b) => a[0] - b[0] || a[1] - b[1]).map((one) => one[2]);
  at = rows.indexOf(row);
}

function shift(step) {
  const other = rows[at + step];
  if (!other || itemOf(other).type !== itemOf(rows[at]).type) return;
  change();
  [rows[at], rows[at + step]] = [other, rows[at]];
  at += step;
  draw();
}

async function print() {
  try {
    const { told } = await ask("print", { order: rows.filter((row) => !row.out).map((row) => row.id) });
    isPrinted = true;
    bar("#trouble", "");
    bar("#message", told.join("\n"));
    for (const button of document.querySelectorAll("button")) button.disabled = true;
  } catch (error) {
    bar("#trouble", error.message);
  }
}

const ACTS = {
  next: () => { at = Math.min(at + 1, rows.length - 1); draw(); },
  previous: () => { at = Math.max(at - 1, 0); draw(); },
  out: () => { change(); rows[at].out = !rows[at].out; at = Math.min(at + 1, rows.length - 1); draw(); },
  replace,
  down: () => shift(1),
  up: () => shift(-1),
  undo: () => {
    const last = before.pop();
    if (!last) return bar("#message", say(WORDS.first));
    ({ rows, at } = last);
    return draw();
  },
  print,
};

function act(name) {
  if (isPrinted || !rows.length) return;
  bar("#message", "");
  ACTS[name]();
}

document.addEventListener("keydown", (event) => {
  if (isComposing(event) || event.ctrlKey || event.metaKey || event.altKey) return;
  const key = keyOf(event);
  const found = { ArrowDown: "next", ArrowUp: "previous" }[key] || KEYS.find(([letter]) => letter === key)?.[1];
  if (!found) return;
  event.preventDefault();
  act(found);
});
$("#items").addEventListener("click", (event) => {
  const item = event.target.closest("#items > li");
  if (item) { at = Number(item.dataset.at); draw(); }
});
$("#actions").replaceChildren(...KEYS.map(([key, name]) => {
  const made = element("button", { type: "button" }, say(WORDS[name]), element("kbd", { textContent: key }));
  made.addEventListener("click", () => { act(name); made.blur(); });
  return made;
}));
addEventListener("beforeunload", (event) => { if (before.length && !isPrinted) event.preventDefault(); });

ask("items").then((found) => {
  quiz = found;
  document.title = `${quiz.title} · notedeck quiz`;
  $("#title").textContent = quiz.title;
  rows = quiz.items.slice(0, quiz.drawn).map((item) => ({ id: item.id, out: false }));
  draw();
}, (error) => bar("#trouble", error.message));
