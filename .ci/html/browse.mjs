// Opens pages in headless Chromium: nothing is requested, no script but the page's own runs, axe finds nothing in light,
// dark and print, nothing overflows a phone, a PDF is A4 with handling and number on every page, and a large page loads
// within a second of work.
// node browse.mjs PAGES OUT   (needs axe-core and playwright-core in the current folder)
import { readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const require = createRequire(join(process.cwd(), "x.js"));
const { chromium } = require("playwright-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const [pages, out] = process.argv.slice(2);
const SECOND = 1.0;
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

let passed = 0;
const failed = [];
const check = (name, good, what) => {
  if (good) passed += 1;
  else failed.push(`${name}: ${what}`);
};

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args });

// The page itself runs under its own policy; axe has to be let in beside it.
const open = async (file, options, bypassCSP) => {
  const context = await browser.newContext({ ...options, bypassCSP });
  const page = await context.newPage();
  const seen = { requests: [], said: [] };
  page.on("request", (request) => seen.requests.push(request.url()));
  page.on("console", (message) => seen.said.push(message.text()));
  page.on("pageerror", (error) => seen.said.push(error.message));
  page.on("dialog", (dialog) => { seen.said.push(dialog.message()); dialog.dismiss(); });
  await page.goto(pathToFileURL(file).href, { waitUntil: "load" });
  return { context, page, seen };
};

const plain = async (name, file) => {
  for (const javaScriptEnabled of [true, false]) {
    const { context, page, seen } = await open(file, { viewport: { width: 390, height: 844 }, javaScriptEnabled }, false);
    check(name, seen.requests.length === 1, `requests ${seen.requests.slice(1)}`);
    check(name, seen.said.length === 0, `the browser said ${seen.said.slice(0, 3)}`);
    if (javaScriptEnabled) {
      const state = await page.evaluate(() => ({
        owned: window.owned, wide: document.documentElement.scrollWidth, frames: document.querySelectorAll("iframe,object,embed,link[rel=stylesheet]").length,
        scripts: document.scripts.length, handlers: [...document.querySelectorAll("*")].some((e) => [...e.attributes].some((a) => a.name.startsWith("on"))),
      }));
      check(name, state.owned === undefined && state.frames === 0 && state.scripts <= 1 && !state.handlers, `taken over: ${JSON.stringify(state)}`);
      check(name, state.wide <= 390, `${state.wide} px wide on a phone of 390`);
    }
    await context.close();
  }
};

const accessible = async (name, file) => {
  for (const [media, colorScheme] of [["screen", "light"], ["screen", "dark"], ["print", "light"]]) {
    const { context, page } = await open(file, { viewport: { width: 1280, height: 900 }, colorScheme }, true);
    await page.emulateMedia({ media, colorScheme });
    // Lines of the long list are all alike: two hundred of them are looked at.
    await page.evaluate(() => {
      document.querySelectorAll(".listing tbody tr:nth-child(n + 201)").forEach((row) => row.remove());
      document.querySelectorAll("details").forEach((details) => { details.open = true; });
    });
    await page.evaluate(axe);
    const { violations } = await page.evaluate((values) => window.axe.run(document, { runOnly: { type: "tag", values } }), TAGS);
    const told = violations.map((v) => `${v.id} (${v.nodes.length}) ${v.nodes[0].target} ${v.nodes[0].failureSummary?.replace(/\s+/gu, " ")}`);
    check(name, violations.length === 0, `axe, ${media} ${colorScheme}: ${told.join("; ")}`);
    await context.close();
  }
};

const quick = async (name, file) => {
  const times = [];
  for (let run = 0; run < 3; run += 1) {
    const fresh = await browser.newContext({ viewport: { width: 1280, height: 900 } });
    const tab = await fresh.newPage();
    const session = await fresh.newCDPSession(tab);
    await session.send("Performance.enable", { timeDomain: "threadTicks" });
    await tab.goto(pathToFileURL(file).href, { waitUntil: "load" });
    const { metrics } = await session.send("Performance.getMetrics");
    times.push(metrics.find((metric) => metric.name === "ThreadTime").value);
    const rows = await tab.evaluate(() => document.querySelectorAll(".listing tbody tr").length);
    check(name, rows >= 19000, `only ${rows} results`);
    await fresh.close();
  }
  times.sort();
  console.log(`${name}: loaded in ${times[1].toFixed(2)} s of work (median of 3)`);
  check(name, times[1] <= SECOND, `${times[1]} s of work to load`);
};

for (const file of readdirSync(pages).filter((name) => name.endsWith(".html")).sort()) {
  const path = join(pages, file);
  await plain(file, path);
  if (file.startsWith("large")) await quick(file, path);
  else {
    await accessible(file, path);
    const { context, page } = await open(path, {}, false);
    await page.pdf({ path: join(out, file.replace(/html$/u, "pdf")), preferCSSPageSize: true });
    await context.close();
  }
}
await browser.close();
failed.forEach((line) => console.log(`FAILED ${line}`));
console.log(`${passed} passed, ${failed.length} failed`);
process.exitCode = failed.length > 0 ? 1 : 0;
