// A page of a room stays up to date: a stream of what the room is at, or, where something on the way
// breaks streams, the same asked for again and again. Answers go up by POST and are sent again until
// they are acknowledged. Without this script every page and button works, and is loaded anew.
const place = document.querySelector("[data-now]");
const live = document.querySelector("[data-live]");
const said = live ? live.textContent : "";
let number = 0;

// Which questions this person backs: what is told says it of nobody.
const mine = new Set(
  [...document.querySelectorAll('button[form="backing"][name="not"]')].map((b) => b.value),
);
function draw() {
  for (const button of document.querySelectorAll('button[form="backing"]')) {
    const backs = mine.has(button.value);
    button.name = backs ? "not" : "back";
    const words = button.firstChild;
    words.textContent = words.textContent.replace(
      /^[^(]*/,
      backs ? "I no longer want to know " : "I want to know too ",
    );
  }
}

function key(element) {
  const found = element.querySelector("[data-key]");
  return found ? found.dataset.key : "";
}

function say(words, lost = false) {
  if (!live || live.textContent === words) return;
  live.textContent = words;
  live.classList.toggle("lost", lost);
}

// What was told takes the place of what stands there, but only when the room is at something else:
// what somebody is typing stays, and so does where they are on the page.
function show(html) {
  const fresh = document.createElement("template");
  fresh.innerHTML = html;
  if (key(fresh.content) === key(place)) return;
  if ("refetch" in place.dataset) {
    location.reload();
    return;
  }
  // A wall is drawn for each person: its page is loaded anew, not by everybody in the same moment.
  const anew = fresh.content.querySelector("[data-reload]");
  if (anew) {
    setTimeout(() => location.reload(), Math.random() * Number(anew.dataset.reload) * 15);
    return;
  }
  const inside = place.contains(document.activeElement);
  place.replaceChildren(fresh.content);
  const heading = place.querySelector("h1");
  if (heading && inside) {
    heading.tabIndex = -1;
    heading.focus();
  }
  if (heading && !("count" in live.dataset)) say(`Now: ${heading.textContent.trim()}`);
}

function heard(told) {
  if (told.now !== undefined) show(told.now);
  const questions = document.querySelector("[data-questions]");
  if (told.questions !== undefined && questions) {
    questions.innerHTML = told.questions;
    draw();
  }
  if (told.count !== undefined && "count" in live.dataset) say(told.count);
}

let failures = 0;
function listen() {
  const stream = new EventSource(place.dataset.stream);
  const take = (event) => {
    failures = 0;
    number = Number(event.lastEventId) || number;
    if (live.classList.contains("lost")) say(said);
    heard({ [event.type]: event.data });
  };
  stream.addEventListener("now", take);
  stream.addEventListener("count", take);
  stream.addEventListener("questions", take);
  stream.onerror = () => {
    failures += 1;
    say("The line is lost. We try again.", true);
    if (failures < 3) return;
    stream.close();
    ask();
  };
}

async function ask() {
  for (;;) {
    try {
      const answer = await fetch(`${place.dataset.state}?after=${number}`);
      if (answer.ok) {
        const news = await answer.json();
        number = news.number;
        if (live.classList.contains("lost")) say(said);
        heard(news.told);
      }
    } catch {
      say("The line is lost. We try again.", true);
    }
    await new Promise((done) => setTimeout(done, 1000 + Math.random() * 2000));
  }
}

if (place && place.dataset.stream) listen();

// The way out: the page is not kept in the history.
const exit = document.querySelector("[data-exit]");
if (exit) {
  exit.addEventListener("click", (event) => {
    event.preventDefault();
    location.replace(exit.href);
  });
}

// Backing a question goes up without the page being loaded anew: what somebody is typing stays.
document.addEventListener("submit", (event) => {
  if (event.target.id !== "backing") return;
  event.preventDefault();
  const body = new FormData(event.target, event.submitter);
  const { name, value } = event.submitter;
  fetch(event.target.action, { method: "POST", body, redirect: "manual" });
  mine[name === "back" ? "add" : "delete"](value);
  draw();
});

// Answers. Each press is a turn; a later one counts, however late an earlier one arrives.
let turn = 0;
document.addEventListener("submit", async (event) => {
  const form = event.target.closest("form[data-answer]");
  if (!form) return;
  event.preventDefault();
  turn = Math.max(turn + 1, Date.now());
  const body = new URLSearchParams(new FormData(form, event.submitter));
  body.set("turn", turn);
  body.delete("csrfmiddlewaretoken");
  const words = form.querySelector("[data-said]");
  words.hidden = false;
  for (let wait = 500; ; wait = Math.min(wait * 2, 8000)) {
    const mine = turn;
    let answer;
    try {
      answer = await fetch(form.action, {
        method: "POST",
        body,
        headers: { Accept: "application/json" },
      });
    } catch {
      answer = null;
    }
    if (mine !== turn) return;
    if (answer && answer.status !== 503 && answer.status !== 429) {
      const told = await answer.json();
      words.textContent = told.says || told.problems.join(" ");
      words.classList.toggle("done", answer.ok);
      words.classList.toggle("wait", !answer.ok);
      if (answer.ok) form.querySelector("button:not([name])").textContent = "Change my answer";
      return;
    }
    words.classList.remove("done");
    words.classList.add("wait");
    words.textContent = "Your answer is not in yet. We try again.";
    await new Promise((done) => setTimeout(done, wait + Math.random() * wait));
  }
});
