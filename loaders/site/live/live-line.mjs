/* global document, location, fetch, setTimeout */
// Runs in the pages of a report that is served while its run goes on, and in none of a published one: asks every few seconds
// whether there is a newer build, and offers it. It reloads nothing under the reader's hands; the page that waits for the first
// build is the exception, as there is nothing to read on it.
const script = document.currentScript;
const shown = Number(script.dataset.build);
const words = (number) => number.toLocaleString("en-US");
let line = null;

function offer({isDone, judged, total}) {
  if (line === null) {
    line = document.createElement("p");
    line.className = "live-line";
    line.setAttribute("role", "status");
    line.style.cssText =
      "position:fixed;inset:auto 1rem 1rem auto;z-index:10;margin:0;padding:.4em .8em;max-width:calc(100vw - 2rem);" +
      "box-sizing:border-box;border:1px solid;border-radius:.3em;background:Canvas;color:CanvasText;font:14px/1.4 system-ui,sans-serif";
    document.body.append(line);
  }
  const link = document.createElement("a");
  link.href = location.href;
  link.textContent = "reload";
  link.addEventListener("click", (event) => {
    event.preventDefault();
    location.reload();
  });
  const what = isDone ? `all ${words(total)} completions` : `${words(judged)} of ${words(total)} completions`;
  line.replaceChildren(`new data: ${what} — `, link);
}

function wait({drawn, total, step}) {
  document.querySelector("#live-step").textContent = step;
  document.querySelector("#live-count").textContent = `${words(drawn)} of ${words(total)} completions`;
  const bar = document.querySelector("progress");
  bar.max = Math.max(1, total);
  bar.value = drawn;
}

async function ask() {
  let state = null;
  try {
    const response = await fetch("/_live/state.json", {cache: "no-store"});
    if (response.ok) state = await response.json();
  } catch {
    // The server has ended, or starts anew: what is on the page stays true.
  }
  if (state !== null && state.build > shown) {
    if (shown === 0) {
      location.reload();
      return;
    }
    offer(state);
  } else if (state !== null && shown === 0) wait(state);
  if (state?.isDone) return;
  setTimeout(ask, shown === 0 ? 1000 : 5000);
}

void ask();
