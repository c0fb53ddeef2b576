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

// Beside the text the record's note comes into view; on a narrow page, where notes stand below, it is shown at the foot.
const peek = document.querySelector(".peek");

function look(labels) {
  const note = document.getElementById(labels[0]);
  if (!note || !peek) return;
  if (matchMedia("(max-width: 56rem)").matches) {
    peek.replaceChildren(...[...note.querySelectorAll(".headline, .quote, .facts")].map((part) => part.cloneNode(true)));
    peek.hidden = false;
  } else {
    const notes = note.closest(".notes");
    const [seen, whole] = [note.getBoundingClientRect(), notes.getBoundingClientRect()];
    if (seen.top < whole.top || seen.bottom > whole.bottom) notes.scrollTop += seen.top - whole.top - 12;
  }
}

for (const element of document.querySelectorAll("[data-note], [data-notes]")) {
  const labels = (element.dataset.note || element.dataset.notes).split(" ");
  const inside = element.closest(".notes") !== null;
  for (const [event, on] of [["mouseenter", true], ["mouseleave", false], ["focusin", true], ["focusout", false]]) {
    element.addEventListener(event, () => {
      light(labels, on);
      if (on && !inside) look(labels);
      else if (!on && peek) peek.hidden = true;
    });
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

// Charts: the picture is drawn again by Vega, which can be moved by dragging and zoomed by the wheel.
// `ast` has expressions interpreted, so that no text ever becomes a script; the page's policy forbids that too.
let vega = null;

function load(source) {
  vega ??= new Promise((done, failed) => {
    const script = document.createElement("script");
    Object.assign(script, { src: source, onload: done, onerror: failed });
    document.head.append(script);
  });
  return vega;
}

const tip = document.createElement("div");
tip.className = "tip";
tip.hidden = true;

function show(_handler, event, _item, value) {
  tip.hidden = value === null || value === undefined || value === "";
  if (tip.hidden) return;
  const list = document.createElement("dl");
  for (const [name, words] of Object.entries(Object(value))) {
    const [term, told] = [document.createElement("dt"), document.createElement("dd")];
    term.textContent = name;
    told.textContent = words;
    list.append(term, told);
  }
  tip.replaceChildren(list);
  tip.style.left = Math.min(event.clientX + 12, innerWidth - tip.offsetWidth - 8) + "px";
  tip.style.top = event.clientY + 12 + "px";
}

async function draw(figure) {
  const [answer] = await Promise.all([fetch(figure.dataset.chart), load(figure.dataset.vega)]);
  if (!answer.ok) return;
  const spec = await answer.json();
  const picture = figure.querySelector("picture");
  for (const part of spec.vconcat ?? [spec]) part.width = Math.max(240, figure.clientWidth - 64);
  const drawn = document.createElement("div");
  drawn.className = "drawn";
  drawn.setAttribute("role", "img");
  drawn.setAttribute("aria-label", picture.querySelector("img").alt);
  const options = { ast: true, actions: false, renderer: "svg", defaultStyle: false, tooltip: show };
  await window.vegaEmbed(drawn, spec, options);
  picture.replaceWith(drawn);
}

const figures = document.querySelectorAll("figure[data-chart]");
if (figures.length) document.body.append(tip);
for (const figure of figures) draw(figure).catch(() => {}); // the picture stays where scripts fail
