// The one script. Every page works without it; it keeps clocks moving and a list's filter quick.

const MINUTE = 60_000;

/** Moves the page's own clock on by the time that has passed since the page was made. */
function runClock() {
  const clock = document.querySelector("time.now");
  if (!clock) return;
  const made = Date.parse(clock.dateTime);
  const opened = Date.now();
  setInterval(() => {
    const local = new Date(made + Date.now() - opened + 8 * 60 * MINUTE);
    clock.textContent = local.toISOString().slice(0, 16).replace("T", " ");
  }, MINUTE);
}

/** Hides the items of a list that do not hold what is typed in `<input data-filter="#list">`. */
function filterLists() {
  for (const input of document.querySelectorAll("input[data-filter]")) {
    const items = [...document.querySelectorAll(`${input.dataset.filter} > *`)];
    input.closest("[hidden]")?.removeAttribute("hidden");
    input.addEventListener("input", () => {
      const wanted = input.value.trim().toLowerCase();
      for (const item of items) item.hidden = !item.textContent.toLowerCase().includes(wanted);
    });
  }
}

runClock();
filterLists();
