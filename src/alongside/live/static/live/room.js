// A page of a room stays up to date: a stream of what the room is at, or, where something on the way
// breaks streams, the same asked for again and again. Answers go up by POST and are sent again until
// they are acknowledged. Without this script every page and button works, and is loaded anew.
const place = document.querySelector("[data-now]");
const live = document.querySelector("[data-live]");
const trouble = document.querySelector("[data-trouble]");
const needs = document.querySelector("[data-needs]");
const said = live ? live.textContent : "";
let number = 0;
let runs = 0;

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
    anew();
    return;
  }
  // A wall is drawn for each person: its page is loaded anew, not by everybody in the same moment.
  // That a room is closed is said at once, and the page that says what comes then follows.
  const each = fresh.content.querySelector("[data-reload]");
  if (each) {
    setTimeout(() => location.reload(), Math.random() * Number(each.dataset.reload) * 15);
    if (!("atOnce" in each.dataset)) return;
  }
  const inside = place.contains(document.activeElement);
  const [was, is] = [key(place), key(fresh.content)].map((one) => one.split(".", 3).join("."));
  keepForm();
  const seen = place.querySelector("[data-mine]");
  place.replaceChildren(fresh.content);
  bringBack(seen);
  fill();
  // Nobody stands at a big screen to scroll back; an answer that comes in moves nothing there.
  if ("top" in place.dataset && was !== is) scrollTo(0, 0);
  // What is told brings scripts that do not run by themselves; a module runs once for each address.
  for (const script of place.querySelectorAll("script[type=module]"))
    import(`${script.src}#${(runs += 1)}`);
  const heading = place.querySelector("h1");
  if (heading && inside) {
    heading.tabIndex = -1;
    heading.focus();
  }
  controls();
  if (heading && !("count" in live.dataset)) {
    // A question and its results have the same heading: what stands above it tells them apart.
    const kicker = place.querySelector(".kicker")?.textContent.trim() || "Now";
    say(`${kicker}: ${heading.textContent.trim()}`);
  }
}

// Results that are hidden again leave their question open. What is told is the same for everybody, so
// the form of this phone comes back as it was, with what its person chose. On a shared device it does
// not: the next person is another one.
const forms = new Map();
function keepForm() {
  const form = place.querySelector("form[data-answer]");
  if (form && !place.dataset.shared) forms.set(form.elements.asking.value, form);
}
function bringBack(seen) {
  const form = place.querySelector("form[data-answer]");
  if (!form || place.dataset.shared) return;
  const asking = form.elements.asking.value;
  if (forms.has(asking)) form.replaceWith(forms.get(asking));
  // A page that was loaded while results were shown has no such form: it is asked for.
  else if (seen && seen.dataset.mine === asking) setTimeout(anew, Math.random() * 3000);
}

// So does what this person answered, beside the results: a phone that has an answer in asks for its
// words, not everybody in the same moment. On a shared device nothing of anybody comes back.
const answered = new Set();
const inWords = new Map();
function known() {
  const drawn = place.querySelector("[data-mine]");
  if (drawn) answered.add(drawn.dataset.mine);
  const form = place.querySelector("form[data-answer]");
  if (form && !form.querySelector("[data-said]").hidden) answered.add(form.elements.asking.value);
}
async function fill() {
  const gap = place.querySelector("[data-fill]");
  const asking = gap && gap.dataset.asking;
  if (!gap || place.dataset.shared || !answered.has(asking)) return;
  // A server that cannot say it just now is not asked by everybody again and again.
  for (let tries = 0; tries < 4 && !inWords.has(asking); tries += 1) {
    const most = tries ? 4000 * 4 ** tries : Number(gap.dataset.people) * 15;
    await new Promise((done) => setTimeout(done, Math.random() * most));
    if (!gap.isConnected) return;
    const answer = await fetch(gap.dataset.fill).catch(() => null);
    if (answer && answer.ok) inWords.set(asking, await answer.text());
    else if (answer && answer.status < 500) return;
  }
  if (!inWords.has(asking)) return;
  const fresh = document.createElement("template");
  fresh.innerHTML = inWords.get(asking);
  const mine = fresh.content.querySelector(`[data-mine="${asking}"]`);
  if (mine) gap.replaceWith(mine);
}
if (place) known();

// The big screen of whoever leads has buttons, which go on from where the room is now.
async function controls() {
  const old = document.querySelector("[data-controls]");
  if (!old) return;
  const answer = await fetch(location.href);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page.querySelector("[data-controls]");
  if (!fresh) return;
  const focused = old.contains(document.activeElement) && document.activeElement.dataset.press;
  old.replaceWith(fresh);
  if (focused) fresh.querySelector(`[data-press="${focused}"]`)?.focus();
}

// The page of whoever leads is loaded anew; "gently": not while they fill something in. A button that
// was pressed brings a new page already.
let leaving = false;
addEventListener("beforeunload", () => {
  leaving = true;
  setTimeout(() => (leaving = false), 10000);
});
function anew() {
  if (leaving) return;
  const at = document.activeElement;
  if (place.dataset.refetch === "gently" && at && at.matches("input, select, textarea")) {
    at.addEventListener("blur", () => setTimeout(anew, 3000), { once: true });
  } else {
    location.reload();
  }
}

function heard(told) {
  if (told.now !== undefined) show(told.now);
  if (told.clock !== undefined) setClock(told.clock);
  if (told.groups !== undefined) inGroups(told.groups);
  const questions = document.querySelector("[data-questions]");
  if (told.questions !== undefined && questions) {
    questions.innerHTML = told.questions;
    draw();
  }
  if (told.trouble !== undefined && trouble) {
    const notice = document.createElement("p");
    notice.className = "notice wait";
    notice.textContent = told.trouble;
    trouble.replaceChildren(...(told.trouble ? [notice] : []));
  }
  if (told.needs !== undefined && needs && Number(told.needs) > Number(needs.dataset.needs)) {
    needs.innerHTML = document.querySelector("[data-new-need]").innerHTML;
    needs.querySelector("a").search = `needs=${told.needs}`; // it leads to the page as it is then
  }
  if (told.count !== undefined && "count" in live.dataset) say(told.count);
}

// The clock. The server says when the time is up, and what time it is there: phones go wrong.
const clock = document.querySelector("[data-clock]");
const wrong = clock ? Date.now() - Number(clock.dataset.at) : 0;
let warned = "";
function setClock(html) {
  if (clock && clock.innerHTML.trim() !== html.trim()) clock.innerHTML = html;
  tick();
}
function tick() {
  const shown = clock && clock.querySelector("[data-ends]");
  if (!shown) return;
  const left = Math.round((Number(shown.dataset.ends) - (Date.now() - wrong)) / 1000);
  const over = left <= 0;
  const minutes = Math.floor(left / 60);
  const words = over
    ? "The time is up"
    : `${minutes}:${String(left % 60).padStart(2, "0")} left`;
  if (shown.textContent !== words) shown.textContent = words;
  shown.classList.toggle("over", over);
  const warn = over ? "The time is up." : left <= 60 ? "One minute is left." : "";
  if (warn && warn !== warned && !("count" in live.dataset)) say(warn);
  warned = warn;
}
setInterval(tick, 1000);
tick();

// Small groups. Everybody is told which groups have something new; whoever sits in one asks for it.
const circle = document.querySelector("[data-small-group]");
const revisions = place && place.querySelector("[data-revision]");
function inGroups(json) {
  if (circle) {
    const number = circle.dataset.smallGroup;
    const fresh = number === "0" ? json : String(JSON.parse(json)[number]);
    if (fresh !== "undefined" && fresh !== circle.dataset.revision) part(circle.dataset.part, fresh);
  } else if (revisions && place.dataset.refetch === "gently" && json !== "{}") {
    if (json !== revisions.dataset.revision) anew();
  }
}

async function part(address, revision, body) {
  const query = new URLSearchParams({ part: 1, was: circle.dataset.smallGroup });
  const sent = body ? { method: "POST", body } : {};
  let answer;
  try {
    answer = await fetch(`${address}?${query}`, sent);
  } catch {
    answer = null;
  }
  if (answer && answer.redirected) {
    location.reload(); // the room is somewhere else by now
    return;
  }
  if (!answer || !answer.ok) {
    say("That did not get through. Try again.", true);
    return;
  }
  const at = document.activeElement;
  const held = circle.contains(at) ? at.value || "heading" : "";
  circle.innerHTML = await answer.text();
  if (revision) circle.dataset.revision = revision;
  if (held) {
    const again = circle.querySelector(`button[value="${CSS.escape(held)}"]`);
    (again || circle.querySelector("h1")).focus();
  }
  const turn = circle.querySelector("#turn");
  say(turn ? turn.textContent : said);
}

document.addEventListener("submit", (event) => {
  if (!event.target.matches("form[data-quietly]") || event.submitter.value === "notes") return;
  event.preventDefault();
  part(event.target.action, "", new FormData(event.target, event.submitter));
});

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
  stream.addEventListener("clock", take);
  stream.addEventListener("groups", take);
  stream.addEventListener("needs", take);
  stream.addEventListener("trouble", take);
  stream.onerror = () => {
    failures += 1;
    say("The line is lost. We try again.", true);
    const over = stream.readyState === EventSource.CLOSED; // it was refused: no browser goes on
    if (failures < 3 && !over) return;
    stream.close();
    if (failures < 3) setTimeout(listen, 1000 + Math.random() * 2000);
    else ask();
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

// Backing a question goes up without the page being loaded anew: what somebody is typing stays.
document.addEventListener("submit", (event) => {
  if (event.target.id !== "backing") return;
  event.preventDefault();
  const body = new FormData(event.target, event.submitter);
  const { name, value } = event.submitter;
  const backs = (yes) => {
    mine[yes ? "add" : "delete"](value);
    draw();
  };
  backs(name === "back");
  fetch(event.target.action, { method: "POST", body, redirect: "manual" })
    .then((answer) => answer.type === "opaqueredirect" || Promise.reject())
    .catch(() => {
      backs(name !== "back");
      say("That did not get through. Try again.", true);
    });
});

// Many cards: each says where it was put, and those that were left out open when that is said.
document.addEventListener("change", (event) => {
  const card = event.target.closest("[data-card]");
  if (!card) return;
  card.querySelector("[data-chosen]").textContent = event.target.closest("label").innerText.trim();
  const progress = card.closest("fieldset").querySelector("[data-progress]");
  const done = card.parentElement.querySelectorAll("[data-card] :checked").length;
  progress.textContent = `${done} of ${progress.dataset.progress} done`;
});

// Answers. Each press is a turn; a later one counts, however late an earlier one arrives. It is sent
// again where it came too fast, and where our server, or one on the way to it, is away.
const AGAIN = [429, 502, 503, 504];
let turn = 0;
document.addEventListener("submit", async (event) => {
  const form = event.target.closest("form[data-answer]");
  if (!form) return;
  event.preventDefault();
  turn = Math.max(turn + 1, Date.now() - wrong); // by the server's clock: a phone's may be set back
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
    if (answer && !AGAIN.includes(answer.status)) {
      if (answer.ok && place.dataset.shared) {
        location.replace(place.dataset.shared);
        return;
      }
      const told = await answer.json().catch(() => ({}));
      words.textContent =
        told.says || told.problems?.join(" ") || "That did not work. Load the page again.";
      words.classList.toggle("done", answer.ok);
      words.classList.toggle("wait", !answer.ok);
      for (const card of answer.ok ? [] : form.querySelectorAll("[data-card]"))
        card.open ||= !card.querySelector(":checked");
      if (answer.ok) {
        form.querySelector(".button:not([name])").textContent = "Change my answer";
        answered.add(body.get("asking"));
        inWords.delete(body.get("asking"));
        fill(); // the results may be shown by now
      }
      return;
    }
    words.classList.remove("done");
    words.classList.add("wait");
    words.textContent = "Your answer is not in yet. We try again.";
    await new Promise((done) => setTimeout(done, wait + Math.random() * wait));
  }
});
