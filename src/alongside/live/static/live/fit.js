// Nobody scrolls a big screen: what it shows gets smaller, step by step, until all of it is seen
// (`web/more.css`). Not results, whose bars fit by themselves, nor a wall, which grows all the time,
// nor where somebody has made the type larger.
const STEPS = 5;
const shows = document.querySelector("[data-fit]");
function fit() {
  shows.dataset.fit = 0;
  if (shows.querySelector("table, [data-wall]")) return;
  for (let step = 1; step <= STEPS; step += 1) {
    if (document.documentElement.scrollHeight <= innerHeight) return;
    shows.dataset.fit = step;
  }
}
const changes = new MutationObserver(fit);
changes.observe(shows, { childList: true, subtree: true });
changes.observe(document.querySelector(".controls"), { childList: true }); // buttons take more room
addEventListener("resize", fit);
addEventListener("load", fit); // pictures and the typeface are there
