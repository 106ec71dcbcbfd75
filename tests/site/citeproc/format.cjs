// Formats one item of CSL-JSON from standard input with the style and the locale beside this file.
const fs = require("node:fs");
const path = require("node:path");
const CSL = require("citeproc");

const folder = process.argv[2];
const read = (name) => fs.readFileSync(path.join(folder, name), "utf8");
const item = JSON.parse(fs.readFileSync(0, "utf8"));
const system = { retrieveLocale: () => read("zh.xml"), retrieveItem: () => item };
const engine = new CSL.Engine(system, read("gbt2015.csl"), "zh-CN", true);
engine.setOutputFormat("text");
engine.updateItems([item.id]);
process.stdout.write(engine.makeBibliography()[1].join("").trim());
