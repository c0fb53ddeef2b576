/* Conveniences only: every page works without this file. */
"use strict";

// Pointing at a mark or a note lights up both, wherever the record's words stand.
function light(labels, on) {
  for (const mark of document.querySelectorAll("[data-notes]")) {
    if (mark.dataset.notes.split(" ").some((l) => labels.includes(l))) mark.classList.toggle("lit", on);
  }
  for (const note of document.querySelectorAll("[data-note].note")) {
    if (labels.includes(note.dataset.note)) note.classList.toggle("lit", on);
  }
}

for (const element of document.querySelectorAll("[data-note], [data-notes]")) {
  const labels = (element.dataset.note || element.dataset.notes).split(" ");
  for (const [event, on] of [["mouseenter", true], ["mouseleave", false], ["focusin", true], ["focusout", false]]) {
    element.addEventListener(event, () => light(labels, on));
  }
}

// A slider over the time in which the ledger changed: the board as of any day.
const strip = document.querySelector(".days[data-first]");
if (strip && strip.dataset.first < strip.dataset.last) {
  const day_ms = 86400000;
  const days = (day) => Math.round(Date.parse(day + "T00:00:00Z") / day_ms);
  const day = (count) => new Date(count * day_ms).toISOString().slice(0, 10);
  const shown = document.querySelector("input[name=as_of]");
  const slider = document.createElement("input");
  slider.type = "range";
  slider.min = days(strip.dataset.first);
  slider.max = days(strip.dataset.last);
  slider.value = days(shown.value);
  slider.setAttribute("aria-label", "The ledger as of");
  slider.setAttribute("aria-valuetext", shown.value);
  slider.addEventListener("input", () => {
    shown.value = day(slider.value);
    slider.setAttribute("aria-valuetext", shown.value);
  });
  slider.addEventListener("change", () => {
    const there = new URL(strip.dataset.here, location.href);
    there.searchParams.set("as_of", day(slider.value));
    location.assign(there);
  });
  strip.append(slider);
}
