// Puts things in order in place, with the buttons that would otherwise be sent. Focus stays with the
// thing, and what happened is said politely.
for (const ranking of document.querySelectorAll("[data-ranking]")) {
  const order = ranking.querySelector("[data-order]");
  const rest = ranking.querySelector("[data-rest]");
  const left = rest.querySelector("ul");
  const says = ranking.querySelector("[data-says]");
  const { top, ordinals, moved, takenOut } = ranking.dataset;
  const names = ordinals.split("|");
  const buttons = [...ranking.querySelector("template").content.querySelectorAll("[data-act]")];
  const place = (button) => buttons.findIndex((one) => one.dataset.act === button.dataset.act);
  const called = (thing) => thing.querySelector("[data-thing]").textContent;
  const listed = [...order.children, ...left.children];

  // The buttons a thing has: those that are there stay, others come from the template.
  const offer = (thing, hidden) => {
    const row = thing.querySelector(".row");
    const input = thing.querySelector("input");
    const there = Object.fromEntries([...row.children].map((one) => [one.dataset.act, one]));
    for (const plain of buttons) {
      const name = plain.dataset.act;
      if (hidden[name]) {
        there[name]?.remove();
        continue;
      }
      const button = there[name] ?? plain.cloneNode(true);
      button.value = `${name}.${input.name.split(".").pop()}`;
      button.querySelector(".hidden-words").textContent = `: ${called(thing)}`;
      const next = [...row.children].find((one) => place(one) > place(button));
      if (!there[name]) row.insertBefore(button, next ?? null);
    }
  };

  const show = () => {
    const things = [...order.children];
    const full = things.length >= Number(top);
    for (const thing of [...things, ...left.children]) {
      const at = things.indexOf(thing);
      const label = thing.querySelector("[data-place]");
      label.textContent = names[at] ?? "";
      label.hidden = at < 0;
      thing.querySelector("input").value = at < 0 ? "" : at + 1;
      thing.classList.remove("lacking");
      const hidden = {
        up: at < 1,
        down: at < 0 || at === things.length - 1,
        out: at < 0,
        in: at >= 0 || full,
      };
      offer(thing, hidden);
    }
    order.hidden = !things.length;
    ranking.querySelector("[data-empty]").hidden = things.length > 0;
    rest.hidden = !left.children.length;
    ranking.querySelector("[data-full]").hidden = !full;
  };

  const act = {
    up: (thing) => thing.previousElementSibling.before(thing),
    down: (thing) => thing.nextElementSibling.after(thing),
    in: (thing) => order.append(thing),
    out: (thing) => {
      const later = listed.slice(listed.indexOf(thing) + 1);
      left.insertBefore(thing, later.find((other) => other.parentElement === left) ?? null);
    },
  };

  ranking.addEventListener("click", (event) => {
    const button = event.target.closest("[data-act]");
    if (!button) return;
    event.preventDefault();
    const thing = button.closest("li");
    act[button.dataset.act](thing);
    show();
    const other = { up: "down", down: "up" }[button.dataset.act];
    const near = thing.querySelector(`[data-act="${other}"]`) ?? thing;
    (button.isConnected ? button : near).focus();
    const reached = names[[...order.children].indexOf(thing)];
    const sentence = reached ? moved.replace("{place}", reached) : takenOut;
    says.textContent = sentence.replace("{thing}", called(thing));
    thing.querySelector("input").dispatchEvent(new Event("input", { bubbles: true }));
  });
}
