/** The report as one page of HTML that stands alone: no script, nothing fetched, set for paper and for the screen. */
import { LANGUAGE_TAGS, type Locale } from '../i18n/index.ts';
import { formatInteger } from '../i18n/numbers.ts';
import { reportWords } from '../i18n/report/index.ts';
import { formatCell, isNumeric, isWide, SHORT_TABLE, shownRows, widthOf } from './cells.ts';
import { element, escapeText, idOf } from './markup.ts';
import type { Block, Figure, Report, Section, Table } from './model.ts';
import { createPageStyle } from './page-style.ts';

/** Nothing in it that a line may be broken at: Chinese may be broken anywhere. */
const LONG_WORD = /[\u0021-\u02FF]{22}/;
/** The browser holds the page to what it promises: styles of its own and nothing else. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'";

/**
 * A whole document. All texts of the report are escaped; figures are SVG made by us and set as they are. Print it with
 * backgrounds; the page numbers are margin boxes, which browsers without them leave out.
 */
export function writeReportPage(report: Report): string {
  const { locale, title, place, sections } = report;
  const head = [
    element('meta', { charset: 'utf-8' }),
    element('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
    element('meta', { 'http-equiv': 'Content-Security-Policy', content: POLICY }),
    element('title', {}, escapeText(`${place} ${title}`)),
    `<style>${createPageStyle(report)}</style>`,
  ];
  const body = [writeCover(report), ...sections.map((section) => writeSection(section, locale))];
  const tag = LANGUAGE_TAGS[locale];
  return `<!doctype html>\n<html lang="${tag}">\n<head>${head.join('\n')}</head>\n<body class="report ${locale}">\n<main>${body.join('\n')}</main>\n</body>\n</html>\n`;
}

function writeCover({ title, place, facts, sections, locale }: Report): string {
  const list = facts.map(({ name, value }) => `<dt>${escapeText(name)}</dt><dd>${escapeText(value)}</dd>`);
  const contents = sections.map(
    (section) => `<li><a href="#${anchorOf(section)}">${escapeText(section.title)}</a></li>`,
  );
  const label = reportWords(locale).contents;
  return [
    '<header class="cover">',
    `<p class="place">${escapeText(place)}</p><h1>${escapeText(title)}</h1>`,
    `<dl class="facts">${list.join('')}</dl>`,
    `<nav class="contents" aria-label="${escapeText(label)}"><h2>${escapeText(label)}</h2><ol>${contents.join('')}</ol></nav>`,
    '</header>',
  ].join('');
}

function anchorOf({ id }: Section): string {
  return escapeText(`section-${idOf(id)}`);
}

function writeSection(section: Section, locale: Locale): string {
  const blocks = section.blocks.map((block) => writeBlock(block, locale));
  const name = `section ${idOf(section.id)}${isWide(section) ? ' wide' : ''}`;
  return `<section id="${anchorOf(section)}" class="${escapeText(name)}"><h2>${escapeText(section.title)}</h2>${blocks.join('\n')}</section>`;
}

function writeBlock(block: Block, locale: Locale): string {
  if (block.kind === 'paragraph') return `<p class="${block.tone ?? 'body'}">${escapeText(block.text)}</p>`;
  if (block.kind === 'heading') return `<h3>${escapeText(block.text)}</h3>`;
  if (block.kind === 'list') return `<ul>${block.items.map((item) => `<li>${escapeText(item)}</li>`).join('')}</ul>`;
  return block.kind === 'table' ? writeTable(block.table, locale) : writeFigure(block.figure);
}

function writeTable(table: Table, locale: Locale): string {
  const { columns, caption } = table;
  const all = widthOf(columns);
  const widths = columns.map(({ width }) => `<col style="width:${((100 * width) / all).toFixed(2)}%">`);
  const heads = columns.map(
    (column) => `<th scope="col"${isNumeric(column) ? ' class="number"' : ''}>${escapeText(column.header)}</th>`,
  );
  const strong = new Set(table.strong ?? []);
  const body = shownRows(table).map((row, place) => {
    const cells = columns.map((column, at) =>
      writeCell(formatCell(row[at] ?? null, column.format, locale), isNumeric(column)),
    );
    return `<tr${strong.has(place) ? ' class="strong"' : ''}>${cells.join('')}</tr>`;
  });
  return [
    `<div class="table${shownRows(table).length <= SHORT_TABLE ? ' short' : ''}" role="region" tabindex="0" aria-label="${escapeText(caption)}"><table style="width:${Math.min(100, all).toFixed(0)}%">`,
    `<caption>${escapeText(caption)}</caption><colgroup>${widths.join('')}</colgroup>`,
    `<thead><tr>${heads.join('')}</tr></thead><tbody>${body.join('\n')}</tbody></table>`,
    writeNotes(table, locale),
    '</div>',
  ].join('');
}

/** Words stay whole, but for one that no column could hold. */
function writeCell(text: string, isNumber: boolean): string {
  const name = isNumber ? 'number' : LONG_WORD.test(text) ? 'long' : '';
  return `<td${name === '' ? '' : ` class="${name}"`}>${writeText(text)}</td>`;
}

/** Ids of rows (KS-072a) are not parted at the hyphen. */
function writeText(text: string): string {
  return escapeText(text).replace(/\b[A-Z]{1,4}-\d+[a-z]?\b/g, '<span class="whole">$&</span>');
}

function writeNotes({ note, shortenTo, rows }: Table, locale: Locale): string {
  const words = reportWords(locale);
  const isShort = shortenTo !== undefined && shortenTo < rows.length;
  const notes = [
    ...(isShort ? [words.shortened(formatInteger(shortenTo, locale), formatInteger(rows.length, locale))] : []),
    ...(note === undefined ? [] : [note]),
  ];
  return notes.map((text) => `<p class="note">${escapeText(text)}</p>`).join('');
}

function writeFigure({ id, caption, text, svg }: Figure): string {
  const name = escapeText(`figure-${idOf(id)}`);
  return `<figure id="${name}">${svg}<figcaption>${escapeText(caption)}</figcaption><p class="unseen">${escapeText(text)}</p></figure>`;
}
