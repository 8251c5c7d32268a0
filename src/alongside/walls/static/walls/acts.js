// Sends what somebody does, again and again until it is acknowledged: each has an id of its own, so
// that one sent twice changes nothing. Without this script the same forms load the page anew.
import { smaller } from "../files/smaller.js";
import { newId, store } from "./drafts.js";

const root = () => document.querySelector("[data-wall]");
const tell = (name, detail) => document.dispatchEvent(new CustomEvent(name, { detail }));
// Where it came too fast, and where our server, or one on the way to it, is away.
const AGAIN = [429, 502, 503, 504];
const said = {
  add: "Your note is on the wall.",
  agree: "You agree.",
  disagree: "Your vote is back.",
  undo: "Undone.",
  take_back: "Your note is off the wall.",
};

document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!root() || form.getAttribute("action") !== root().dataset.do) return;
  event.preventDefault();
  const body = new FormData(form, event.submitter);
  if (form.elements.picture?.files.length) {
    tell("wall:says", { words: "Sending your picture.", now: true });
    body.set("picture", await smaller(body.get("picture")));
    send(body, form);
    return;
  }
  body.delete("picture");
  send(new URLSearchParams(body), form);
});

document.addEventListener("wall:act", ({ detail }) => {
  const form = document.getElementById("wall-do");
  const body = new URLSearchParams(new FormData(form));
  for (const [name, value] of Object.entries(detail)) body.set(name, value);
  send(body, form);
});

async function send(body, form) {
  if ("add" in form.dataset) form.dataset.sent = "";
  const wall = root();
  if (!body.get("client")) body.set("client", newId());
  for (let wait = 500; ; wait = Math.min(wait * 2, 8000)) {
    let answer = null;
    try {
      answer = await fetch(wall.dataset.do, {
        method: "POST",
        body,
        headers: { Accept: "application/json" },
      });
    } catch {
      // The line is lost: it is sent again.
    }
    if (answer && !AGAIN.includes(answer.status)) {
      done(body, form, answer.ok, await answer.json().catch(() => ({})));
      return;
    }
    tell("wall:says", { words: "Not kept yet. We try again.", now: true });
    await new Promise((go) => setTimeout(go, wait + Math.random() * wait));
  }
}

function done(body, form, ok, told) {
  const act = body.get("act").split(" ")[0];
  if (!ok) {
    problem(form, told.says || "That did not work. Load the page again.", told.field);
    return;
  }
  const wall = root();
  if (act === "add") {
    const mine = new Set([...wall.dataset.mine.split(" "), ...told.notes.map((one) => one.note)]);
    wall.dataset.mine = [...mine].join(" ").trim();
    added(form);
  }
  if (told.agreed) {
    wall.dataset.agreed = told.agreed.join(" ");
    const left = wall.querySelector("[data-left]");
    if (left) left.textContent = Math.max(0, wall.dataset.votes - told.agreed.length);
  }
  tell("wall:notes", { number: told.number, notes: told.notes });
  tell("wall:own");
  tell("wall:mine", { number: told.number });
  tell("wall:says", { words: said[act] || "Done.", now: true });
  const box = form.closest("dialog");
  if (box) box.close();
}

function added(form) {
  const box = form.querySelector("[name=text]");
  form.querySelector("[name=client]").value = newId();
  delete form.dataset.sent;
  for (const name of ["text", "picture", "picture_says"]) {
    if (form.elements[name]) form.elements[name].value = "";
  }
  store(form);
  clear(form);
  box.focus();
}

function clear(form) {
  form.querySelector(".problem")?.remove();
  for (const one of form.querySelectorAll("[aria-invalid]")) one.removeAttribute("aria-invalid");
}

// A refusal stands beside the box it is about, else beside the words.
function problem(form, words, field) {
  const box = form.elements[field] || form.querySelector("textarea");
  clear(form);
  if (box) {
    const line = document.createElement("p");
    line.className = "problem";
    line.id = `${box.id}-problem`;
    line.textContent = words;
    box.before(line);
    box.setAttribute("aria-invalid", "true");
    box.setAttribute("aria-describedby", line.id);
    box.focus();
  }
  tell("wall:says", { words, now: true });
}

// “More” opens what its page has in a box, so that nobody loses their place on the wall.
document.addEventListener("click", async (event) => {
  const link = event.target.closest("[data-more]");
  if (!link || "leads" in root().dataset || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  const page = await fetch(link.href).then((answer) => answer.text());
  const part = new DOMParser().parseFromString(page, "text/html").querySelector("[data-one]");
  if (!part) {
    location.href = link.href;
    return;
  }
  const box = document.createElement("dialog");
  box.className = "one-note flow";
  box.setAttribute("aria-label", "One note");
  const close = document.createElement("button");
  close.className = "button second";
  close.textContent = "Close";
  close.addEventListener("click", () => box.close());
  box.append(document.adoptNode(part), close);
  box.addEventListener("close", () => {
    box.remove();
    (link.isConnected ? link : root()).focus();
  });
  document.body.append(box);
  box.showModal();
});
