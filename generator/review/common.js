"use strict";
// What both pages share: elements without HTML of ours, requests that tell their failures, the bar that shows them.

const LANGUAGE = document.documentElement.lang === "ko" ? "ko" : "en";
const $ = (selector) => document.querySelector(selector);

function say(words, values) {
  return words[LANGUAGE === "ko" ? 0 : 1].replace(/\{(\w+)\}/g, (_whole, name) => String(values?.[name] ?? ""));
}

function element(name, properties, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(properties || {})) {
    if (key === "class") made.className = value;
    else if (key === "data") Object.assign(made.dataset, value);
    else if (key.includes("-") || key === "role") made.setAttribute(key, value);
    else made[key] = value;
  }
  made.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
  return made;
}

async function ask(path, body) {
  const options = body === undefined
    ? {}
    : { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) };
  let answer;
  try {
    answer = await fetch(path, options);
  } catch {
    throw new Error(say(["notedeck이 끝났거나 응답하지 않습니다. 저장되지 않았습니다.", "notedeck has ended or does not answer. Nothing was saved."]));
  }
  let value = {};
  try { value = await answer.json(); } catch { /* no JSON: the status says it */ }
  if (!answer.ok) {
    const error = new Error(value.error || `${answer.status} ${answer.statusText}`);
    error.status = answer.status;
    throw error;
  }
  return value;
}

// The key as on a Latin keyboard: under a Korean layout J is ㅓ, and its place says which it is. Caps Lock is no Shift.
function keyOf(event) {
  if (/^[/?]$/.test(event.key)) return event.key;
  const letter = /^[a-z]$/i.test(event.key) ? event.key : /^Key([A-Z])$/.exec(event.code || "")?.[1];
  if (letter) return event.shiftKey ? letter.toUpperCase() : letter.toLowerCase();
  if (event.code === "Slash") return event.shiftKey ? "?" : "/";
  return event.key;
}

const isComposing = (event) => event.isComposing || event.keyCode === 229;
const isField = (target) => target.closest?.("input, textarea, select, [contenteditable]") !== null;

function bar(id, text) {
  const found = $(id);
  found.textContent = text;
  found.hidden = !text;
}
