// Draws what is told of notes: only those that changed are touched, so that focus, scroll and what
// somebody is typing stay. New ones are made of the blank note that the page brings.
const root = () => document.querySelector("[data-wall]");
const numbers = (name) => new Set((root().dataset[name] || "").split(" ").filter(Boolean));
const listed = (wall) => [...wall.querySelectorAll("[data-columns] [data-note]")];

document.addEventListener("wall:notes", ({ detail }) => {
  if (!root()) return;
  for (const state of detail.notes) draw(state, detail.number);
  count();
});

document.addEventListener("wall:sort", () => {
  for (const list of root().querySelectorAll("ul.notes")) {
    for (const item of [...list.children].sort(inOrder)) move(list, item, null);
  }
});

// Whose notes these are and which ones this browser agrees with, on the buttons.
document.addEventListener("wall:own", () => listed(root()).forEach(own));

function draw(state, number) {
  const wall = root();
  let item = document.getElementById(`note-${state.note}`);
  if (item && Number(item.dataset.seen || wall.dataset.last) > number) return;
  // Whoever wrote a note that waits to be looked at sees it; nobody else does.
  if (state.gone && state.waiting && numbers("mine").has(String(state.note))) return item && waits(item, true);
  if (state.gone) return item && remove(item);
  if (!item) item = made(state.note);
  const focused = item.contains(document.activeElement);
  item.dataset.seen = number;
  item.dataset.place = state.place;
  item.dataset.votes = state.votes;
  put(item, "[data-text]", state.text);
  for (const name of item.querySelectorAll("[data-named]")) name.textContent = state.text.slice(0, 40);
  put(item, "[data-count]", state.votes);
  picture(item.querySelector("[data-picture]"), state);
  signs(item, state);
  for (const button of item.querySelectorAll("[data-to]")) {
    button.hidden = Number(button.dataset.to) === state.column;
  }
  const hide = item.querySelector("[data-hide]");
  if (hide) {
    hide.value = `${state.hidden ? "show" : "hide"} ${state.note}`;
    const hides = state.waiting ? "Leave it out" : "Hide";
    put(hide, "[data-hides]", state.hidden ? "Bring back" : hides);
  }
  waits(item, Boolean(state.waiting && !state.hidden));
  const lets = item.querySelector("[data-lets]");
  if (lets) {
    lets.value = `show ${state.note} ${number}`;
    lets.hidden = !state.waiting || state.hidden;
  }
  own(item);
  settle(item, state.column, state.group);
  const at = document.activeElement;
  if (focused && (!item.contains(at) || at.closest("[hidden]"))) item.focus({ preventScroll: true });
}

function made(number) {
  const item = root().querySelector("[data-blank]").content.querySelector("li").cloneNode(true);
  item.id = `note-${number}`;
  item.dataset.note = number;
  for (const button of item.querySelectorAll("[name=act]")) {
    const [act, , ...rest] = button.value.split(" ");
    button.value = [act, number, ...rest].join(" ");
  }
  const more = item.querySelector("[data-more]");
  if (more) more.href = more.getAttribute("href").replace("/notes/0/", `/notes/${number}/`);
  return item;
}

function put(item, where, words) {
  const found = item.querySelector(where);
  if (found && found.textContent !== String(words)) found.textContent = words;
}

function waits(item, yes) {
  item.querySelector("[data-waiting]").hidden = !yes;
}

function signs(item, state) {
  if (state.label) item.dataset.label = state.label;
  else delete item.dataset.label;
  put(item, "[data-says-label]", state.label_says);
  item.querySelector("[data-says-label]").hidden = !state.label;
  const symbol = item.querySelector("[data-symbol]");
  symbol.toggleAttribute("hidden", !state.symbol);
  symbol.setAttribute("aria-label", state.symbol_says || "");
  symbol.querySelector("use").setAttribute("href", `#symbol-${state.symbol}`);
  item.querySelector("[data-hidden]").hidden = !state.hidden;
}

// A picture that is there already is not loaded again.
function picture(part, state) {
  part.toggleAttribute("hidden", !state.picture);
  const [link, image] = [part.querySelector("a"), part.querySelector("img")];
  const large = state.picture ? `/picture/${state.picture}/` : "";
  image.alt = state.picture_says;
  if ((link.getAttribute("href") || "") === large) return;
  for (const [part, name, address] of [[link, "href", large], [image, "src", `${large}small/`]]) {
    if (large) part.setAttribute(name, address);
    else part.removeAttribute(name);
  }
}

function own(item) {
  const mine = numbers("mine").has(item.dataset.note);
  const agreed = numbers("agreed").has(item.dataset.note);
  item.querySelector("[data-own]").hidden = !mine;
  const shown = [...item.querySelector("[data-signs]").children];
  item.querySelector("[data-signs]").hidden = shown.every((one) => one.hasAttribute("hidden"));
  const button = item.querySelector("[data-agree]");
  if (!button) return;
  button.value = `${agreed ? "disagree" : "agree"} ${item.dataset.note}`;
  put(button, "[data-agreed]", agreed ? "You agree" : "Agree");
}

// The place of a note: its column, under its heading, among the others.
function settle(item, column, group) {
  const before = item.parentElement;
  const list = listOf(column, group);
  const after = [...list.children].find((one) => one !== item && inOrder(item, one) < 0) || null;
  if (before !== list || item.nextElementSibling !== after) move(list, item, after);
  if (before && before !== list) prune(before);
}

function listOf(column, group) {
  const section = root().querySelector(`[data-column="${column}"]`);
  const found = [...section.querySelectorAll("ul.notes")].find((one) => one.dataset.group === group);
  if (found) return found;
  const part = document.createElement("section");
  part.className = "note-group";
  part.setAttribute("aria-label", group);
  const heading = document.createElement("h3");
  heading.textContent = group;
  const list = document.createElement("ul");
  list.className = "notes";
  list.dataset.group = group;
  part.append(heading, list);
  section.append(part);
  return list;
}

function inOrder(one, other) {
  const [a, b] = [one.dataset, other.dataset];
  const votes = "byVotes" in root().dataset ? b.votes - a.votes : 0;
  return votes || a.place - b.place || a.note - b.note;
}

function move(list, item, before) {
  const focused = item.contains(document.activeElement) ? document.activeElement : null;
  if (item.isConnected && list.moveBefore) list.moveBefore(item, before);
  else list.insertBefore(item, before);
  if (focused && document.activeElement !== focused) focused.focus({ preventScroll: true });
}

function remove(item) {
  const list = item.parentElement;
  const heading = item.closest("[data-column]").querySelector("h2");
  if (item.contains(document.activeElement)) heading.focus();
  item.remove();
  prune(list);
}

function prune(list) {
  if (list.dataset.group && !list.children.length) list.closest(".note-group").remove();
}

function count() {
  for (const column of root().querySelectorAll("[data-column]")) {
    const there = column.querySelectorAll("[data-note]").length;
    put(column, "[data-in-column]", there === 1 ? "1 note" : `${there} notes`);
  }
}
