// The page of `notedeck review`: left the note, right the cards of the line. All state that lasts is on the server.

const WORDS = {
  left: ["남은 카드 {n} / {all}", "{n} of {all} left"],
  keep: ["유지", "keep"], hide: ["숨김", "hide"], edit: ["고치기", "edit"], flip: ["뒤집기", "flip"], undo: ["되돌리기", "undo"],
  next: ["다음", "next"], previous: ["이전", "previous"], search: ["찾기 ( / )", "search ( / )"], doubtful: ["의심스러운 것 먼저 (d)", "doubtful first (d)"],
  topic: ["모든 주제", "all topics"], kind: ["모든 종류", "all kinds"], origin: ["모든 출처", "all origins"],
  states: [
    ["모든 카드", "all cards"], ["남은 카드", "left"], ["유지한 카드", "kept"], ["숨긴 카드", "hidden"], ["노트가 바뀐 카드", "note changed"],
  ],
  kept: ["유지함", "kept"], hidden: ["숨김", "hidden"], changed: ["노트가 바뀜", "the note has changed"], edited: ["고침", "edited"], flipped: ["뒤집음", "flipped"],
  mine: ["고쳐 쓴 글 (노트가 바뀌기 전): {question} → {answer}", "your words, before the note changed: {question} → {answer}"],
  front: ["앞면 첫 줄 (맥락)", "context line"], question: ["질문", "question"], answer: ["답", "answer"],
  save: ["저장 (Enter)", "save (Enter)"], cancel: ["취소 (Esc)", "cancel (Esc)"], lines: ["줄바꿈: Shift+Enter", "Shift+Enter: new line"],
  refused: ["카드가 되지 못한 것과 까닭", "what was refused, and why"], nothing: ["이 줄에는 카드가 없습니다.", "No card comes of this line."],
  empty: ["거른 조건에 맞는 카드가 없습니다.", "No card fits these filters."], finished: ["모두 보았습니다.", "All cards are looked at."],
  noflip: ["이 카드는 반대 방향이 없습니다.", "This card has no other direction."], noundo: ["되돌릴 것이 없습니다.", "There is nothing to undo."],
  gone: ["고치던 카드가 노트에서 사라졌습니다. 쓴 글은 여기 남아 있습니다.", "The card being edited is gone from the note. What you wrote is still here."],
  reloaded: ["노트가 저장되어 카드를 새로 읽었습니다.", "The note was saved: these are its cards now."],
  ended: ["notedeck이 끝났습니다. 다시 실행하면 새 주소가 나옵니다.", "notedeck has ended; run it again for a new address."],
  close: ["닫기", "close"], unsaved: ["저장되지 않음: ", "not saved: "],
  legend: ["✓ 카드 · 구조 – 건너뜀 ! 거절됨 ✗ 놓침", "✓ card  · structure  – skipped  ! refused  ✗ missed"],
};
const MARKS = { used: "✓", structure: "·", skipped: "–", refused: "!", missed: "✗" };
const STATUS = { used: ["카드", "used"], structure: ["구조", "structure"], skipped: ["건너뜀", "skipped"], refused: ["거절됨", "refused"], missed: ["놓침", "missed"] };
const STATES = ["", "left", "kept", "hidden", "changed"];
const KEYS = [
  ["j", "next"], ["k", "previous"], ["y", "keep"], ["x", "hide"], ["e", "edit"], ["f", "flip"], ["u", "undo"], ["d", "doubtful"], ["/", "search"],
];
const DARK = matchMedia("(prefers-color-scheme: dark)");

let deck = { cards: [], notes: [] };
let order = []; // the cards that the filters leave, by place in deck.cards
let current = ""; // the id of the card that keys act on
let line = null; // a line chosen by hand that has no card: {note, line}
let editing = null; // {id, said, values} while a card is edited
let note = { number: -1, lines: [], refused: [] };
let rows = [];
let here = [];
let composing = false; // a syllable, in any field
let isLate = false; // something waits for it to be drawn
const undone = []; // ids of the cards decided on this page, newest last

// A reason in the page's language, without the features that decided, which the title keeps.
const told = (reason) => { const bare = reason.replace(/ \(.*/, ""); return REASONS[bare] || bare; };
const cardOf = (id) => deck.cards.find((card) => card.id === id);
const isLeft = (card) => card.status === "left" || card.status === "changed";

async function load(keep) {
  const before = order.indexOf(place(current));
  const fresh = await ask("cards");
  deck = fresh;
  document.title = `${deck.deck} · notedeck review`;
  $("#deck").textContent = deck.deck;
  bar("#trouble", deck.trouble.join("\n"));
  bar("#learned", deck.learned.join("\n"));
  fillFilters();
  note.number = -1;
  filter();
  if (!cardOf(current)) current = deck.cards[order[Math.min(Math.max(before, 0), order.length - 1)]]?.id ?? "";
  if (!keep) current = firstLeft();
  if (editing && !cardOf(editing.id)) message(say(WORDS.gone));
  else if (keep) message(say(WORDS.reloaded));
  await show();
}

const place = (id) => deck.cards.findIndex((card) => card.id === id);

function firstLeft() {
  const found = order.find((at) => isLeft(deck.cards[at]));
  return deck.cards[found ?? order[0]]?.id ?? "";
}

// --- filters

function options(select, first, values) {
  const chosen = select.value;
  select.replaceChildren(element("option", { value: "", textContent: first }), ...values.map((value) => element("option", { value, textContent: value })));
  select.value = values.includes(chosen) ? chosen : "";
}

function fillFilters() {
  const unique = (of) => [...new Set(deck.cards.map(of).filter(Boolean))];
  options($("#topic"), say(WORDS.topic), unique((card) => card.topic.join(" › ")));
  options($("#kind"), say(WORDS.kind), unique((card) => card.kind).sort());
  options($("#origin"), say(WORDS.origin), unique((card) => card.origin).sort());
  const notes = $("#note");
  notes.replaceChildren(...deck.notes.map((one, number) => element("option", { value: String(number), textContent: one.path })));
  notes.hidden = deck.notes.length < 2;
}

function filter() {
  const words = $("#search").value.normalize("NFC").toLowerCase().split(/\s+/).filter(Boolean);
  const [state, topic, kind, origin] = ["#state", "#topic", "#kind", "#origin"].map((name) => $(name).value);
  const fits = (card) =>
    (!state || (state === "left" ? isLeft(card) : card.status === state)) &&
    (!topic || card.topic.join(" › ") === topic) && (!kind || card.kind === kind) && (!origin || card.origin === origin) &&
    words.every((word) => `${card.front} ${card.question} ${card.answer}`.toLowerCase().includes(word));
  order = deck.cards.map((_card, at) => at).filter((at) => fits(deck.cards[at]));
  if ($("#doubtful").checked) order.sort((one, other) => deck.cards[one].score - deck.cards[other].score || one - other);
}

async function refilter() {
  filter();
  if (!order.includes(place(current))) current = deck.cards[order[0]]?.id ?? "";
  line = null;
  await show();
}

function count() {
  const left = deck.cards.filter(isLeft).length;
  $("#left").textContent = say(WORDS.left, { n: left, all: deck.cards.length });
  $("#done").max = Math.max(deck.cards.length, 1);
  $("#done").value = deck.cards.length - left;
}

// --- what is seen

async function show() {
  count();
  const card = cardOf(current);
  const number = line ? line.note : card ? card.note : Math.max(note.number, 0);
  if (number >= 0 && note.number !== number && deck.notes.length) await openNote(number);
  drawSide();
  mark();
}

async function openNote(number) {
  note = { number, ...(await ask(`note/${number}`)) };
  $("#note").value = String(number);
  rows = note.lines.map(([text, status, reason], at) => {
    const why = reason && (status === "refused" || status === "skipped") ? element("span", { class: "why", textContent: told(reason) }) : null;
    return element("div", { class: `ln ${status}`, data: { line: String(at + 1) }, title: reason ? `${say(STATUS[status] || [status, status])}: ${told(reason)}` : say(STATUS[status] || [status, status]) },
      element("span", { class: "no", textContent: String(at + 1) }), element("span", { class: "st", textContent: MARKS[status] || "" }),
      element("span", { class: "tx" }, text || " ", why));
  });
  $("#lines").replaceChildren(...rows);
  here = [];
}

function span() {
  const card = cardOf(current);
  if (line) return [line.line, line.line];
  return card ? card.lines : [0, -1];
}

function mark() {
  for (const row of here) row.classList.remove("here");
  const [first, last] = span();
  here = rows.slice(Math.max(first - 1, 0), last);
  for (const row of here) row.classList.add("here");
  here[0]?.scrollIntoView({ block: "center" });
  // lines that were never seen have a height by guess: once they are drawn, the place is right
  requestAnimationFrame(() => here[0]?.scrollIntoView({ block: "center" }));
}

function cardsHere() {
  const [first, last] = span();
  return deck.cards.filter((card) => card.note === note.number && card.lines[0] <= last && card.lines[1] >= first);
}

// A card that is being typed into keeps its field, its caret, and a syllable that is half composed.
function drawSide() {
  if (composing) { isLate = true; return; }
  const field = document.activeElement?.closest(".edit textarea") ? document.activeElement : null;
  const caret = field && [field.name, field.selectionStart, field.selectionEnd];
  redraw();
  if (!caret || !editing) return;
  const same = $(`.edit [name=${caret[0]}]`);
  same.focus({ preventScroll: true });
  same.setSelectionRange(caret[1], caret[2]);
}

function redraw() {
  const cards = cardsHere();
  const shown = editing && !cardOf(editing.id) ? [drawEdit(null)] : [];
  if (!cards.length) shown.push(element("p", { class: "nothing", textContent: say(line ? WORDS.nothing : WORDS.empty) }));
  $("#cards").replaceChildren(...shown, ...cards.map(drawCard));
  const [first, last] = span();
  const refused = note.refused.filter((one) => one.lines[0] <= last && one.lines[1] >= first);
  $("#refused").replaceChildren(...(refused.length ? [element("h2", { textContent: say(WORDS.refused) }), element("ul", {}, ...refused.map(drawRefused))] : []));
  $("#cards .current")?.scrollIntoView({ block: "nearest" });
}

function drawCard(card) {
  const chip = (name) => element("span", { class: `chip ${name}`, textContent: say(WORDS[name]) });
  const names = [card.status === "left" ? "" : card.status, card.is_edited ? "edited" : "", card.is_flipped ? "flipped" : ""].filter(Boolean);
  const made = element("article", { class: `one${card.id === current ? " current" : ""}${card.status === "hidden" ? " is-hidden" : ""}`, data: { id: card.id } },
    element("div", { class: "bar" }, element("span", { textContent: `${card.kind} · ${card.direction}` }), ...names.map(chip),
      card.origin === "rules" ? null : element("span", { class: "chip", textContent: card.origin }),
      element("span", { class: "score", textContent: card.score.toFixed(2), title: card.why.join(", ") })));
  if (card.mine) made.append(element("div", { class: "mine", textContent: say(WORDS.mine, card.mine) }));
  made.append(editing?.id === card.id ? drawEdit(card) : drawFaces(card));
  return made;
}

// The HTML comes of the exporter, which escapes all that a note says; the page's policy runs nothing in it.
function drawFaces(card) {
  const inner = (name, html) => { const made = element("div", { class: name }); made.innerHTML = html; return made; };
  const outer = element("div", { class: `card${DARK.matches ? " nightMode" : ""}` }, element("div", { class: "nd back", lang: document.documentElement.lang },
    inner("question", card.html.question), element("hr"), inner("answer", card.html.answer), card.html.notices ? inner("notices", card.html.notices) : null));
  return element("div", { class: "anki" }, outer);
}

function drawEdit(card) {
  const field = (name) => {
    const area = element("textarea", { name, value: editing.values[name], rows: 1, spellcheck: false });
    area.addEventListener("input", () => { editing.values[name] = area.value; });
    return element("label", {}, say(WORDS[name]), area);
  };
  const button = (name, act) => { const made = element("button", { type: "button", textContent: say(WORDS[name]) }); made.addEventListener("click", act); return made; };
  return element("div", { class: "edit", data: { gone: card ? "" : "1" } }, field("front"), field("question"), field("answer"),
    element("div", { class: "row" }, element("p", { class: "hint", textContent: say(WORDS.lines) }), button("cancel", stopEditing), button("save", save)));
}

function drawRefused(one) {
  return element("li", {}, element("div", { class: "q", textContent: (one.front ? `${one.front}: ` : "") + one.question }),
    element("div", { class: "a", textContent: one.answer }), element("div", { class: "r", textContent: one.reasons.map(told).join("; "), title: one.reasons.join("; ") }));
}

const message = (text) => bar("#message", text);

// --- what is done

function move(step) {
  line = null;
  const at = order.indexOf(place(current));
  if (at < 0 && order.length) current = deck.cards[order[0]].id;
  else if (order[at + step] !== undefined) current = deck.cards[order[at + step]].id;
  return show();
}

// After a decision: the next card in the order that is left, or simply the next one.
function advance(from) {
  const at = order.indexOf(place(from));
  const next = order.slice(at + 1).find((one) => isLeft(deck.cards[one])) ?? order[at + 1];
  if (next !== undefined) current = deck.cards[next].id;
  if (!deck.cards.some(isLeft)) message(say(WORDS.finished));
}

// One request after the other: a decision and its undo, made in one breath, arrive in this order.
let last = Promise.resolve();
let waiting = 0; // requests without an answer yet
function inTurn(request) {
  waiting += 1;
  const mine = last.then(request);
  last = mine.catch(() => {}).then(() => { waiting -= 1; });
  return mine;
}

const REST = { keep: "kept", hide: "hidden" };

async function decide(what, id, more) {
  const card = cardOf(id);
  message("");
  const before = { ...card };
  if (REST[what]) { // shown at once; the answer, or its failure, follows
    card.status = REST[what];
    advance(id);
    show();
  }
  if (what !== "undo") undone.push(id);
  try {
    put(await inTurn(() => ask("decide", { what, card: id, said: card.said, ...more })));
    bar("#trouble", deck.trouble.join("\n"));
    return true;
  } catch (error) {
    if (what !== "undo") undone.splice(undone.lastIndexOf(id), 1);
    if (cardOf(id)) { put(before); current = id; }
    bar("#trouble", say(WORDS.unsaved) + error.message);
    await show();
    return false;
  }
}

function put(card) {
  const at = place(card.id);
  if (at < 0) return;
  deck.cards[at] = card;
  count();
  drawSide();
}

async function act(name) {
  const card = cardOf(current);
  if (name === "next") return move(1);
  if (name === "previous") return move(-1);
  if (name === "undo") return undo();
  if (!card || line) return undefined;
  if (name === "edit") return edit(card);
  if (name === "flip" && !card.can_flip) return message(say(WORDS.noflip));
  return decide(name, card.id);
}

async function undo() {
  const id = undone.pop() ?? (cardOf(current)?.decisions ? current : "");
  if (!id || !cardOf(id)) return message(say(WORDS.noundo));
  line = null;
  current = id;
  await decide("undo", id);
  await show();
}

function edit(card) {
  const { front, question, answer } = card;
  editing = { id: card.id, said: card.said, values: { front, question, answer } };
  drawSide();
  const area = $(".edit [name=question]");
  area.focus();
  area.setSelectionRange(area.value.length, area.value.length);
}

function stopEditing() {
  editing = null;
  drawSide();
}

async function save() {
  const { id, said, values } = editing;
  if (!cardOf(id)) return bar("#trouble", say(WORDS.gone));
  const kept = await decide("edit", id, { text: values, said });
  if (!kept) return undefined;
  editing = null;
  advance(id);
  return show();
}

// --- keys, clicks, news

document.addEventListener("keydown", (event) => {
  if (isComposing(event) || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest(".edit")) {
    if (event.key === "Escape") stopEditing();
    else if (event.key === "Enter" && !event.shiftKey && event.target.matches("textarea")) save();
    else return;
    event.preventDefault();
    return;
  }
  if (event.target.id === "search" && (event.key === "Enter" || event.key === "Escape")) {
    event.target.blur();
    event.preventDefault();
    return;
  }
  if (isField(event.target) && event.target.type !== "checkbox") return;
  if ($("#help").open) return;
  const key = keyOf(event);
  const found = { ArrowDown: "next", ArrowUp: "previous" }[key] || KEYS.find(([letter]) => letter === key)?.[1];
  if (!found && key !== "?") return;
  event.preventDefault();
  if (key === "?") $("#help").showModal();
  else if (found === "search") { $("#search").focus(); $("#search").select(); }
  else if (found === "doubtful") { $("#doubtful").checked = !$("#doubtful").checked; refilter(); }
  else act(found);
});

$("#lines").addEventListener("click", (event) => {
  const row = event.target.closest(".ln");
  if (!row || String(getSelection())) return;
  const number = Number(row.dataset.line);
  const cards = deck.cards.filter((card) => card.note === note.number && card.lines[0] <= number && number <= card.lines[1]);
  line = cards.length ? null : { note: note.number, line: number };
  if (cards.length) current = cards[0].id;
  show();
});
$("#cards").addEventListener("click", (event) => {
  const id = event.target.closest(".one")?.dataset.id;
  if (!id || id === current || event.target.closest(".edit")) return;
  current = id;
  line = null;
  show();
});
$("#actions").addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (button) { act(button.dataset.do); button.blur(); }
});
$("#note").addEventListener("change", (event) => {
  const number = Number(event.target.value);
  event.target.blur();
  const first = order.find((at) => deck.cards[at].note === number);
  line = first === undefined ? { note: number, line: 1 } : null;
  if (first !== undefined) current = deck.cards[first].id;
  show();
});
for (const name of ["#state", "#topic", "#kind", "#origin"]) $(name).addEventListener("change", (event) => { event.target.blur(); refilter(); });
$("#doubtful").addEventListener("change", refilter);
document.addEventListener("compositionstart", () => { composing = true; });
document.addEventListener("compositionend", (event) => {
  composing = false;
  if (event.target.id === "search") refilter();
  else if (isLate) drawSide();
  isLate = false;
});
$("#search").addEventListener("input", () => { if (!composing) refilter(); });
$("#help-button").addEventListener("click", () => $("#help").showModal());
$("#close").addEventListener("click", () => $("#help").close());
DARK.addEventListener("change", drawSide);
addEventListener("beforeunload", (event) => { if (editing || waiting) event.preventDefault(); });

function listen() {
  const news = new EventSource("events");
  news.addEventListener("hello", (event) => { if (JSON.parse(event.data).version !== deck.version) load(true); else bar("#trouble", deck.trouble.join("\n")); });
  news.addEventListener("cards", (event) => { if (JSON.parse(event.data).version !== deck.version) load(true); });
  news.addEventListener("card", (event) => {
    const card = JSON.parse(event.data);
    const known = cardOf(card.id);
    if (known && JSON.stringify(known) !== JSON.stringify(card)) put(card);
  });
  news.addEventListener("error", () => bar("#trouble", say(WORDS.ended)));
}

function name() {
  $("#search").placeholder = say(WORDS.search);
  $("#search").setAttribute("aria-label", say(WORDS.search));
  $("#doubtful-name").textContent = say(WORDS.doubtful);
  for (const [id, words] of [["#topic", WORDS.topic], ["#kind", WORDS.kind], ["#origin", WORDS.origin], ["#state", WORDS.states[0]]]) $(id).setAttribute("aria-label", say(words));
  $("#state").replaceChildren(...STATES.map((value, at) => element("option", { value, textContent: say(WORDS.states[at]) })));
  for (const button of document.querySelectorAll("#actions button")) {
    const key = KEYS.find(([_letter, what]) => what === button.dataset.do)[0];
    button.replaceChildren(say(WORDS[button.dataset.do]), element("kbd", { textContent: key }));
  }
  $("#keys").replaceChildren(...KEYS.flatMap(([key, what]) => [element("dt", {}, element("kbd", { textContent: key })), element("dd", { textContent: say(WORDS[what]) })]));
  $("#legend").textContent = say(WORDS.legend);
  $("#close").textContent = say(WORDS.close);
}

name();
load(false).then(listen, (error) => bar("#trouble", error.message));
