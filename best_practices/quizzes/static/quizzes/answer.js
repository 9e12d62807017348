// Saves an answer as soon as it is chosen, and says "saved" only after the server did.
// Without this script the buttons of the form do the same.
const form = document.querySelector("form[data-answer]");
const status = form?.querySelector("[data-status]");
const AGAIN = 4000; // milliseconds until an answer that got no reply is sent again
let running = null;
let waiting = 0;

function say(text, state) {
  status.textContent = text;
  status.className = state;
}

// Every sending has a number of its own, so that an older one never overtakes a newer one.
function nextKey() {
  const [page, number] = form.elements.key.value.split("-");
  form.elements.key.value = `${page}-${Number(number) + 1}`;
}

function save() {
  nextKey();
  send();
}

// The same key again is the same answer: it is stored once, however often it is sent.
async function send() {
  say("", "");
  clearTimeout(waiting);
  running?.abort();
  running = new AbortController();
  const { signal } = running;
  try {
    const response = await fetch(form.action || location.href, {
      method: "POST",
      body: new URLSearchParams(new FormData(form)),
      headers: { Accept: "application/json" },
      credentials: "same-origin",
      redirect: "error",
      signal,
    });
    const answer = await response.json();
    if (!response.ok) {
      say(answer.error, "alert");
      return;
    }
    form.elements.token.value = answer.token;
    const typed = form.elements.answer?.value ?? "";
    const read = answer.number && answer.number !== typed ? `. ${form.dataset.read} ${answer.number}` : "";
    const replaced = answer.replaced ? `. ${answer.replaced}` : "";
    say(`${form.dataset.saved} ${answer.saved}${read}${replaced}`, "saved");
  } catch (error) {
    if (error.name === "AbortError") return;
    say(form.dataset.waiting, "alert");
    waiting = setTimeout(send, AGAIN);
  }
}

form?.addEventListener("change", save);
// The form itself is about to be sent: an answer still under way must not overtake it.
form?.addEventListener("submit", () => {
  clearTimeout(waiting);
  running?.abort();
});

// The time that is left, counted from what the server said: the clock of this computer may be wrong.
const time = document.querySelector("[data-left]");
if (time) {
  const left = Number(time.dataset.left);
  const since = performance.now();
  const show = () => {
    const seconds = Math.max(0, left - (performance.now() - since) / 1000);
    const minutes = Math.ceil(seconds / 60);
    time.querySelector("span").textContent = seconds ? `${minutes} ${time.dataset.minutes}` : time.dataset.over;
    if (seconds <= 300) time.className = "alert";
    if (seconds) setTimeout(show, Math.min(15000, seconds * 1000));
  };
  show();
}
