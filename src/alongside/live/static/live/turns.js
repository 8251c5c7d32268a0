// On a shared device a turn ends by itself: after so many seconds in which nobody did anything
// (data-turn) the page says so (data-words), and 20 seconds later it is the next person's. Whoever is
// still there asks for more time, as often as they like.
const WARNED = 20_000;
const shared = document.querySelector("[data-turn]");
if (shared) {
  const ending = shared.querySelector("[data-ending]");
  const done = shared.querySelector("form button, a[data-next]");
  let until = 0;
  const wait = () => {
    until = Date.now() + Number(shared.dataset.turn) * 1000;
    ending.hidden = true;
  };
  const look = () => {
    if (Date.now() < until) return;
    if (ending.hidden) {
      ending.hidden = false;
      shared.querySelector("[data-says]").textContent = shared.dataset.words;
    }
    if (Date.now() < until + WARNED) return;
    clearInterval(clock);
    done.click();
  };
  const clock = setInterval(look, 1000);
  wait();
  look();
  shared.querySelector("[data-more]").addEventListener("click", () => {
    if (shared.dataset.turn === "0") clearInterval(clock);
    wait();
    done.focus();
  });
  for (const act of ["keydown", "pointerdown", "input"]) {
    document.addEventListener(act, () => {
      if (ending.hidden) wait();
    });
  }
}

// Whoever leaves takes with them what this tab kept while they typed.
document.addEventListener("submit", (event) => {
  if (!event.target.action.endsWith("/leave/")) return;
  try {
    sessionStorage.clear();
  } catch {
    // Nothing is kept.
  }
});

// What the browser kept of a page of somebody before is not shown again.
addEventListener("pageshow", (event) => {
  if (event.persisted && document.querySelector("[data-turn]")) location.reload();
});
