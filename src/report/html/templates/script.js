// Narrows the lists and sorts the tables. The page is complete without it.
"use strict";
(() => {
  const form = document.getElementById("filter");
  const rows = [...document.querySelectorAll("[data-v]")];
  const texts = new Map();
  const plain = (text) => text.normalize("NFKC").toLowerCase();
  const text = (row) => {
    if (!texts.has(row)) {
      const card = row.closest(".card");
      texts.set(row, plain((card ? card.querySelector("h3").textContent : "") + row.textContent));
    }
    return texts.get(row);
  };

  // Rows of the long list name their department in the last cell.
  const department = (row) => row.dataset.d ?? row.lastElementChild.textContent;

  const narrow = () => {
    const wanted = (name) => form.elements[name].value;
    const [v, s, a, d] = ["v", "s", "a", "d"].map(wanted);
    const words = plain(wanted("q")).split(/\s+/u).filter(Boolean);
    let shown = 0;
    let all = 0;
    for (const row of rows) {
      const at = row.dataset;
      const fits = (!v || at.v === v) && (!s || at.s === s) && (!a || at.a === a) && (!d || department(row) === d)
        && words.every((word) => text(row).includes(word));
      row.hidden = !fits;
      if (row.closest(".listing")) {
        all += 1;
        shown += fits ? 1 : 0;
      }
    }
    for (const card of document.querySelectorAll(".card")) {
      card.hidden = !card.querySelector("[data-v]:not([hidden])");
    }
    const count = form.elements.count;
    count.value = `${all} ${count.dataset.of} ${shown} ${count.dataset.shown}`;
  };

  let waiting;
  const soon = () => {
    clearTimeout(waiting);
    waiting = setTimeout(narrow, 120);
  };
  if (form) {
    form.hidden = false;
    form.addEventListener("input", soon);
    form.addEventListener("reset", soon);
    form.addEventListener("submit", (event) => event.preventDefault());
    document.addEventListener("click", (event) => {
      const cell = event.target.closest("a[data-area]");
      if (!cell) return;
      form.elements.a.value = cell.dataset.area;
      form.elements.d.value = cell.dataset.department;
      narrow();
    });
  }

  const key = (row, column) => {
    const cell = row.cells[column];
    const said = cell.dataset.k ?? cell.textContent.trim();
    const number = Number(said);
    return said !== "" && !Number.isNaN(number) ? number : said;
  };
  const order = (a, b) => {
    if (typeof a === "number" && typeof b === "number") return a - b;
    if (typeof a === typeof b) return a < b ? -1 : a > b ? 1 : 0;
    return typeof a === "number" ? -1 : 1;
  };
  for (const table of document.querySelectorAll("table.sortable")) {
    const heads = [...table.tHead.rows[0].cells];
    heads.forEach((head, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const up = head.getAttribute("aria-sort") !== "ascending";
        heads.forEach((other) => other.removeAttribute("aria-sort"));
        head.setAttribute("aria-sort", up ? "ascending" : "descending");
        const body = table.tBodies[0];
        const sorted = [...body.rows].map((row) => [key(row, column), row]);
        sorted.sort((a, b) => (up ? order(a[0], b[0]) : order(b[0], a[0])));
        body.append(...sorted.map(([, row]) => row));
      });
    });
  }
})();
