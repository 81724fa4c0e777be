/** The style of the printed report: A4, page numbers in the margin, Chinese set as Chinese; readable on a screen too. */
import { reportWords } from '../i18n/report/index.ts';
import { FONTS, INK } from './figures/drawing.ts';
import { cssString } from './markup.ts';
import type { Report } from './model.ts';

export function createPageStyle({ locale, place, title }: Report): string {
  return `${createPages(cssString(`${place}\u3000${title}`), reportWords(locale).page)}${SHEET}`;
}

function createPages(
  running: string,
  { before, between, after }: Record<'before' | 'between' | 'after', string>,
): string {
  const margin = `font: 8.5pt ${FONTS}; color: ${INK.muted};`;
  const number = `${cssString(before)} counter(page) ${cssString(between)} counter(pages) ${cssString(after)}`;
  return `
@page {
  size: A4;
  margin: 22mm 18mm 20mm;
  @top-left { content: ${running}; ${margin} }
  @bottom-center { content: ${number}; ${margin} }
}
@page wide { size: A4 landscape; margin: 20mm 15mm 18mm; }
@page :first { margin-top: 30mm; @top-left { content: none; } @bottom-center { content: none; } }
`;
}

const SHEET = `
:root { color-scheme: light; }
* { box-sizing: border-box; }
body {
  margin: 0;
  background: #FBFAF7;
  color: ${INK.text};
  font: 16px/1.6 ${FONTS};
  font-variant-numeric: tabular-nums;
  -webkit-print-color-adjust: exact;
  print-color-adjust: exact;
}
main { max-width: 860px; margin: 0 auto; padding: 24px 16px 64px; background: #FFFFFF; }
h1 { margin: 8px 0 32px; font-size: 32px; line-height: 1.3; text-wrap: balance; }
h2 { margin: 48px 0 12px; padding-bottom: 6px; border-bottom: 2px solid ${INK.text}; font-size: 22px; line-height: 1.35; }
h3 { margin: 28px 0 8px; font-size: 17px; line-height: 1.4; }
h2, h3, caption, .lead { break-after: avoid; }
p { margin: 8px 0; orphans: 2; widows: 2; }
.lead { padding: 8px 12px; border-left: 4px solid ${INK.facility}; background: #F7F5F0; font-size: 17px; break-inside: avoid; break-after: auto; }
.note { margin: 4px 0; color: ${INK.muted}; font-size: 13px; }
ul { margin: 8px 0; padding-left: 1.4em; }
li { margin: 3px 0; break-inside: avoid; }
a { color: inherit; text-decoration: none; }
a:focus-visible, .table:focus-visible { outline: 3px solid #0B6B6B; outline-offset: 2px; }
.place { margin: 24px 0 0; color: ${INK.muted}; font-size: 20px; }
.facts { display: grid; grid-template-columns: minmax(7em, max-content) minmax(0, 1fr); margin: 0; border-top: 1px solid ${INK.line}; }
.facts dt, .facts dd { margin: 0; padding: 6px 16px 6px 0; border-bottom: 1px solid ${INK.line}; }
.facts dt { max-width: 14em; color: ${INK.muted}; }
.facts dd { white-space: pre-line; }
.contents h2 { margin: 28px 0 4px; padding: 0; border: 0; font-size: 16px; }
.contents ol { columns: 2; margin: 0; padding: 0; list-style: none; }
.table { margin: 16px 0; overflow-x: auto; }
.short { break-inside: avoid; }
table { width: 100%; border-collapse: collapse; font-size: 13px; line-height: 1.4; }
.wide table { min-width: 1040px; }
caption { padding: 0 0 6px; font-weight: 600; text-align: left; }
thead { display: table-header-group; }
/* No head of a table stays behind at the foot of a page. */
tbody, tbody tr:nth-child(-n + 3), tbody tr:last-child { break-before: avoid; }
tr { break-inside: avoid; }
th, td { padding: 4px 6px; border-bottom: 1px solid ${INK.line}; text-align: left; vertical-align: top; overflow-wrap: break-word; white-space: pre-line; }
th { border-top: 1.5px solid ${INK.text}; border-bottom: 1px solid ${INK.text}; font-weight: 600; vertical-align: bottom; }
/* Chinese heads break after punctuation first: 老年人（名） is no 老年 and 人（名）. */
.zh th { word-break: keep-all; overflow-wrap: anywhere; }
tbody tr:last-child td { border-bottom: 1.5px solid ${INK.text}; }
.number { text-align: right; }
td.number, .whole { white-space: nowrap; }
td.long { overflow-wrap: anywhere; }
tr.strong td { background: #FBEDE8; font-weight: 600; }
figure { margin: 20px 0; break-inside: avoid; }
figure svg { display: block; width: 100%; max-width: 720px; height: auto; }
figcaption { margin-top: 6px; font-size: 13px; font-weight: 600; }
.unseen { position: absolute; width: 1px; height: 1px; margin: 0; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.zh { line-height: 1.75; line-break: strict; text-autospace: normal; }
.zh p.body { text-align: justify; text-indent: 2em; }
@media (max-width: 600px) {
  .facts { grid-template-columns: 1fr; }
  .facts dt { padding-bottom: 0; border-bottom: 0; }
  .contents ol { columns: 1; }
  table { min-width: 100%; }
}
@media print {
  body { background: none; font-size: 10.5pt; }
  main { max-width: none; padding: 0; }
  h1 { margin: 4mm 0 12mm; font-size: 24pt; }
  h2 { margin: 0 0 4mm; padding-bottom: 1.5mm; font-size: 15pt; }
  h3 { margin: 6mm 0 2mm; font-size: 12pt; }
  section + section { margin-top: 10mm; }
  .cover { break-after: page; }
  .place { margin: 0; font-size: 15pt; }
  .lead { font-size: 11pt; }
  .note { font-size: 8.5pt; }
  .table { margin: 4mm 0; overflow: visible; }
  table { font-size: 8.5pt; }
  .wide table { min-width: 0; font-size: 8pt; }
  th, td { padding: 1mm 1.5mm; }
  figure { margin: 4mm 0; }
  figure svg { max-width: 100%; max-height: 215mm; }
  figcaption { font-size: 9pt; }
  .wide { page: wide; }
  .gaps { break-before: page; }
  .wide + .section, section.wide, section.gaps { margin-top: 0; }
}
`;
