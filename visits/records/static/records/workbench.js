// The workbench without leaving the page: sends the form, puts what the server answers in place,
// and moves between sentences and buttons by keys. Without this script the form does the same.
const form = document.querySelector("form[data-bench]");
const status = form.querySelector("[data-status]");
const sentences = "[name=s]";
const buttons = "[name=attach]";
let busy = false;
let plain = false;
let lastSentence = null;

document.querySelector("[data-keys]").hidden = false;

// What has the focus, so that the same thing has it after its part of the page was replaced.
function same(element) {
  if (element.id) return document.getElementById(element.id);
  const { name, value } = element;
  return [...form.querySelectorAll(`[name="${name}"]`)].find((other) => other.value === value);
}

function put(page, button) {
  const row = button.closest("li")?.id;
  for (const part of form.querySelectorAll("[data-live]")) {
    part.replaceWith(page.querySelector(`[data-live=${part.dataset.live}]`));
  }
  status.replaceChildren(...page.querySelector("[data-status]").childNodes);
  const wrong = form.querySelector("[data-live=forms] [aria-invalid], [data-live=forms] .alert");
  const next = wrong?.closest("fieldset")?.querySelector("[aria-invalid], [type=radio]") ?? same(button);
  (next ?? document.querySelector(`#${row} ${buttons}`) ?? form.querySelector(buttons)).focus();
}

form.addEventListener("submit", async (event) => {
  const button = event.submitter;
  if (plain || !button) return;
  event.preventDefault();
  if (busy) return;
  busy = true;
  const body = new FormData(form);
  body.append(button.name, button.value);
  try {
    const response = await fetch(form.action, { method: "POST", body, credentials: "same-origin" });
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    if (page.querySelector("form[data-bench]")) {
      put(page, button);
    } else {
      plain = true; // signed out, or removed: the browser shows what the server has to say
      button.click();
    }
  } catch {
    status.textContent = form.dataset.lost;
  }
  busy = false;
});

function step(from, selector, by, fits = () => true) {
  const all = [...form.querySelectorAll(selector)];
  let at = all.indexOf(from) + by;
  while (all[at] && !fits(all[at])) at += by;
  all[at]?.focus();
}

form.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  const from = event.target;
  const selector = [sentences, buttons].find((kind) => from.matches(kind));
  const acts = selector && {
    ArrowDown: () => step(from, selector, 1),
    j: () => step(from, selector, 1),
    ArrowUp: () => step(from, selector, -1),
    k: () => step(from, selector, -1),
    u: () => step(lastSentence ?? from, sentences, 1, (box) => !box.closest(".used, [data-whole]")),
  };
  if (selector === sentences) acts.Enter = () => form.querySelector(buttons).focus();
  const back = () => (lastSentence && same(lastSentence) ? same(lastSentence) : form.querySelector(sentences)).focus();
  const act = event.key === "Escape" && selector !== sentences ? back : acts?.[event.key];
  if (!act) return;
  event.preventDefault();
  act();
});

form.addEventListener("focusin", (event) => {
  if (event.target.matches(sentences)) lastSentence = event.target;
});
