/** The simulator's clock and its one guard: a decision is sent once. Without script the page works all the same. */
const left = document.querySelector(".left");
const form = document.getElementById("decide");

if (left) {
  const ends = Date.now() + Number(left.dataset.left) * 1000;
  const tick = () => {
    const seconds = Math.max(0, Math.round((ends - Date.now()) / 1000));
    left.querySelector("time").textContent = seconds
      ? `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`
      : left.dataset.over;
    left.classList.toggle("soon", seconds <= 30);
    if (!seconds) {
      clearInterval(timer);
      setTimeout(() => location.reload(), 1500); // the server says what became of it
    }
  };
  const timer = setInterval(tick, 1000);
  tick();
}

form?.addEventListener("submit", () => {
  // After the values were read for sending: a disabled button would leave out where it leads.
  setTimeout(() => form.querySelectorAll("button").forEach((button) => { button.disabled = true; }), 0);
});

// Coming back by the browser's own button shows the page as it is now, not as it was.
addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
