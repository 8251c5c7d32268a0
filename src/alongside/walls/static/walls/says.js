// What changed, said at the pace that somebody chose: each change, a summary every 30 seconds, or
// only when they ask. What they did themselves is said at once, and not a second time.
const root = () => document.querySelector("[data-wall]");
const find = (what) => document.querySelector(what);
const kept = "alongside.wall.pace";
const names = {
  add: ["new note", "new notes"],
  edit: ["note changed", "notes changed"],
  agree: ["vote", "votes"],
  disagree: ["vote taken back", "votes taken back"],
  group: ["note grouped", "notes grouped"],
  move: ["note moved", "notes moved"],
};
names.put = names.up = names.down = names.move;
const mine = new Set();
let waiting = [];
let since = Date.now();

function say(words) {
  const place = find("[data-says]");
  if (!place) return;
  place.textContent = place.textContent === words ? `${words}\u00a0` : words;
}

function summary(news) {
  if (news.length < 2) return news.map((one) => one.words).join("");
  const counted = new Map();
  for (const one of news) {
    const name = names[one.kind] || ["other change", "other changes"];
    counted.set(name, (counted.get(name) || 0) + 1);
  }
  const parts = [...counted].map(([name, many]) => `${many} ${name[many === 1 ? 0 : 1]}`);
  return `${parts.join(", ")}. The last: ${news.at(-1).words}`;
}

function due() {
  const pace = find("#wall-pace")?.value;
  const gap = { each: 1500, sum: 30_000 }[pace];
  if (gap && Date.now() - since >= gap) speak("");
}

function speak(otherwise) {
  const news = waiting.filter((one) => !mine.has(one.number));
  waiting = [];
  since = Date.now();
  if (news.length || otherwise) say(news.length ? summary(news) : otherwise);
}

document.addEventListener("wall:mine", ({ detail }) => mine.add(detail.number));
document.addEventListener("wall:says", ({ detail }) => {
  if (detail.now) say(detail.words);
  else if (detail.words) waiting.push(detail);
});
document.addEventListener("click", (event) => {
  if (event.target.closest("[data-ask]")) speak("Nothing has changed since.");
});
document.addEventListener("change", (event) => {
  if (event.target.id !== "wall-pace") return;
  try {
    localStorage.setItem(kept, event.target.value);
  } catch {
    // A browser that keeps nothing: the choice holds for this page.
  }
});

function shown(pace) {
  const choice = find("#wall-pace");
  if (!choice) return;
  try {
    choice.value = pace || localStorage.getItem(kept) || "sum";
  } catch {
    choice.value = pace || "sum";
  }
  find("[data-pace]").hidden = false;
}
document.addEventListener("wall:shown", ({ detail }) => shown(detail.pace));
if (root()) shown();
setInterval(due, 500);
