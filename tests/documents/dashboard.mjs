// Writes a generated dashboard as TypeScript, so that the compiler holds it to the types of Grafana.
//
// usage: node dashboard.mjs DASHBOARD.json OUT.ts
import { readFileSync, writeFileSync } from "node:fs";

const TYPES = "@grafana/schema/dist/types/raw";
const PANELS = {
  stat: "stat/panelcfg/x/StatPanelCfg_types.gen",
  bargauge: "bargauge/panelcfg/x/BarGaugePanelCfg_types.gen",
  table: "table/panelcfg/x/TablePanelCfg_types.gen",
  text: "text/panelcfg/x/TextPanelCfg_types.gen",
  timeseries: "timeseries/panelcfg/x/TimeSeriesPanelCfg_types.gen",
};

const [input, output] = process.argv.slice(2);
const dashboard = JSON.parse(readFileSync(input, "utf8"));
const kinds = Object.keys(PANELS);
const lines = [
  `import type { AnnotationQuery, Dashboard, FieldConfig } from "${TYPES}/dashboard/x/dashboard_types.gen.d.ts";`,
  `import type { GraphFieldConfig } from "@grafana/schema";`,
  ...kinds.map((kind) => `import type { Options as ${kind} } from "${TYPES}/composable/${PANELS[kind]}.d.ts";`),
  // JSON has the values of enums instead of their names.
  "type Plain<T> = T extends string ? `${T}` : T extends (infer E)[] ? Plain<E>[] : T extends object ? { [K in keyof T]: Plain<T[K]> } : T;",
  // The source of the data adds members to what marks a time.
  "type Mark = Plain<AnnotationQuery> & { expr: string; step: string; titleFormat: string };",
  "type Whole = Omit<Plain<Dashboard>, 'annotations'> & { annotations: { list: Mark[] } };",
  `export const dashboard: Whole = ${JSON.stringify(dashboard, null, 1)};`,
];
dashboard.panels.forEach((panel, at) => {
  if (panel.type === "row") return;
  if (!kinds.includes(panel.type)) throw new Error(`no types for panels of type ${panel.type}`);
  // An option that is left out has its default.
  lines.push(`export const options${at}: Partial<Plain<${panel.type}>> = ${JSON.stringify(panel.options)};`);
  if (panel.fieldConfig === undefined) return;
  const { custom, ...defaults } = panel.fieldConfig.defaults;
  lines.push(`export const defaults${at}: Plain<FieldConfig> = ${JSON.stringify(defaults)};`);
  lines.push(`export const custom${at}: Plain<GraphFieldConfig> = ${JSON.stringify(custom ?? {})};`);
});
writeFileSync(output, `${lines.join("\n")}\n`);
