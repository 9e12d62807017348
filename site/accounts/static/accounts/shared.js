// On a shared computer: ten minutes without a key or a touch, and the page goes to the sign-out page by itself.
// While somebody types or reads, the server is told that they are still there.
const link = document.querySelector("link[data-shared]");
const seconds = Number(link.dataset.shared);
let last = Date.now();
let told = Date.now();

for (const sign of ["keydown", "pointerdown", "scroll"]) {
  addEventListener(sign, () => { last = Date.now(); }, { passive: true });
}

setInterval(() => {
  const idle = (Date.now() - last) / 1000;
  if (idle > seconds) location.replace(link.href);
  else if (Date.now() - told > 120000 && last > told) {
    told = Date.now();
    fetch(link.dataset.here, { method: "HEAD", credentials: "same-origin" }).catch(() => {});
  }
}, 5000);
