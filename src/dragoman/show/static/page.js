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

// A slider over the days on which the ledger changed, in place of many small steps.
const strip = document.querySelector(".days[data-days]");
if (strip && strip.dataset.days.includes(" ")) {
  const days = strip.dataset.days.split(" ");
  const shown = document.querySelector("input[name=as_of]").value;
  const slider = document.createElement("input");
  slider.type = "range";
  slider.min = 0;
  slider.max = days.length - 1;
  slider.value = Math.max(0, days.filter((day) => day <= shown).length - 1);
  slider.setAttribute("aria-label", "The ledger as of");
  slider.setAttribute("aria-valuetext", days[slider.value]);
  slider.addEventListener("input", () => {
    slider.setAttribute("aria-valuetext", days[slider.value]);
    document.querySelector("input[name=as_of]").value = days[slider.value];
  });
  slider.addEventListener("change", () => {
    const there = new URL(strip.dataset.here, location.href);
    there.searchParams.set("as_of", days[slider.value]);
    location.assign(there);
  });
  strip.append(slider);
}
