// Writes an inventory whose texts want to take over the page: markup, attributes, direction marks, endless names.
// node hostile.mjs INVENTORY OUT
import { cpSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const [from, to] = process.argv.slice(2);
cpSync(from, to, { recursive: true });
const attacks = [
  "<script>window.owned=1</script>",
  "\\\"onload=window.owned=1 x=\\\"",
  "'><img src=x onerror=window.owned=1>",
  "</title></style></svg></template><iframe src=javascript:window.owned=1></iframe>",
  "]]>--><!-- &lt;b&gt; &#60;b&#62; {{7*7}} ${7*7}",
  "\\u202E逆順\\u2066\\u200F\\u061C",
  "長い名称".repeat(2500),
  "x".repeat(10000),
];
const keys = "name|reason|supplier|definition|source|cause|countermeasure|purpose|unit|vendor|compensating_control|note";
let number = 0;
for (const file of readdirSync(to).filter((name) => name.endsWith(".toml"))) {
  const path = join(to, file);
  const text = readFileSync(path, "utf8").replace(new RegExp(`^((?:${keys})\\s*=\\s*)"([^"\\\\]*)"`, "gmu"), (_, key, value) => {
    number += 1;
    return value === "none" ? `${key}"none"` : `${key}"${value}${attacks[number % attacks.length]}${number}"`;
  });
  writeFileSync(path, text);
}
