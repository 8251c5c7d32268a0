// The stream of what others change: each operation once, in its order. A browser that missed some
// gets them from its last number on, and loads the notes anew when that is too long ago. Where
// something on the way breaks streams it asks again and again instead.
const root = () => document.querySelector("[data-wall]");
const tell = (name, detail) => document.dispatchEvent(new CustomEvent(name, { detail }));
const pause = (least, most) =>
  new Promise((go) => setTimeout(go, least + Math.random() * (most - least)));
let wall = null;
let stream = null;
let number = 0;
let failures = 0;
let lost = false;
let writing = null;

// What changes more of the page than its notes.
const whole = ["lock", "unlock", "close", "reveal", "by_votes", "by_place"];

function address(what) {
  const leads = "leads" in wall.dataset ? `&leads=${encodeURIComponent(wall.dataset.leads)}` : "";
  return `${wall.dataset[what]}?after=${number}${leads}`;
}

function line(there) {
  if (lost === !there) return;
  lost = !there;
  const words = there ? "The line is back." : "The line is lost. We try again.";
  tell("wall:says", { words, now: true });
}

function hear(op) {
  if (op.number <= number) return;
  number = op.number;
  tell("wall:notes", op);
  const was = "byVotes" in wall.dataset;
  wall.toggleAttribute("data-by-votes", op.by_votes);
  if (was !== op.by_votes) tell("wall:sort");
  wall.toggleAttribute("data-alone", op.alone);
  wall.querySelector("[data-is-alone]")?.toggleAttribute("hidden", !op.alone);
  const written = wall.querySelector("[data-written]");
  const count = op.count ?? wall.querySelectorAll("[data-columns] [data-note]").length;
  if (written) written.textContent = count === 1 ? "1 note" : `${count} notes`;
  tell("wall:says", { words: op.says, number: op.number, kind: op.kind });
  if (whole.includes(op.kind)) anew();
}

// Load the wall anew, whoever leads at once. What somebody has typed and chosen in the form of a new
// note stays, also while the wall is locked, and so does the focus.
async function anew() {
  const about = wall;
  await ("leads" in wall.dataset ? pause(0, 50) : pause(100, 1500));
  const page = await fetch(location.href).then((answer) => answer.text());
  const parsed = new DOMParser().parseFromString(page, "text/html");
  const fresh = parsed.querySelector("[data-wall]");
  if (!fresh || about !== wall || !wall.isConnected) return; // the room went on meanwhile
  const focused = held();
  const pace = document.querySelector("#wall-pace")?.value;
  const run = parsed.querySelector("[data-run]");
  if (run) document.querySelector("[data-run]")?.replaceWith(document.adoptNode(run));
  writing = wall.querySelector("[data-add]") || writing;
  wall.replaceWith(document.adoptNode(fresh));
  const form = fresh.querySelector("[data-add]");
  if (form && writing?.action === form.action) form.replaceWith(writing);
  tell("wall:shown", { pace });
  if (focused) hold(focused);
}

// What has the focus, and how it is found in a wall that is drawn anew: by its id, or as one of the
// controls of its note or of whoever leads, where they are as many as before: whoever presses twice
// presses no other button. Null where the focus is elsewhere on the page.
const controls = (part) => [...part.querySelectorAll("a, button, summary")];
function held() {
  const at = document.activeElement;
  const part = at.closest("[data-note], [data-run]") || at;
  if (!wall.contains(part) && !("run" in part.dataset)) return null;
  const all = controls(part);
  return [at, part.id ? `#${part.id}` : "[data-run]", all.indexOf(at), all.length];
}
function hold([at, address, number, many]) {
  const part = document.querySelector(address);
  const all = part ? controls(part) : [];
  const control = all.length === many ? all[number] : null;
  if (control?.matches("details button")) control.closest("details").open = true;
  for (const one of [at, control, part, root()]) {
    one?.focus({ preventScroll: true });
    if (one === document.activeElement) return;
  }
}

function listen() {
  stream?.close();
  if (document.hidden || !wall) return;
  stream = new EventSource(address("stream"));
  stream.addEventListener("open", () => {
    failures = 0;
    line(true);
  });
  stream.addEventListener("op", (event) => hear(JSON.parse(event.data)));
  stream.addEventListener("reload", anew);
  stream.onerror = () => {
    failures += 1;
    line(false);
    if (failures < 3 && stream.readyState !== EventSource.CLOSED) return;
    stream.close();
    ask(wall);
  };
}

async function ask(about) {
  while (about === wall && about.isConnected) {
    try {
      const answer = await fetch(address("ops"));
      if (answer.ok) {
        const news = await answer.json();
        if (about !== wall) return;
        line(true);
        if (news.told === null) return anew();
        news.told.forEach((one) => hear(JSON.parse(one)));
      }
    } catch {
      line(false);
    }
    await pause(1000, 3000);
  }
}

// The wall that the page has now: a room may bring another, or take it away.
function look() {
  const found = root();
  if (found === wall) return;
  wall = found;
  stream?.close();
  if (!wall) return;
  number = Number(wall.dataset.last);
  tell("wall:shown", {});
  listen();
}

look();
new MutationObserver(look).observe(document.body, { childList: true, subtree: true });
document.addEventListener("visibilitychange", listen);
