/**
 * Workbooks as Excel saves them, part by part (ECMA-376): shared strings, merged cells, rows that are not there. Made
 * without our own writer, so that the reader is tested against the format and not against ourselves.
 */
import { strToU8, zipSync } from 'fflate';
import type { Cell } from '../../../src/core/types.ts';
import type { FileBytes } from '../../../src/io/files.ts';

export interface Sheet {
  name: string;
  /** Rows from the first; cells from column A. Null is a cell that is not there. */
  rows: readonly (readonly Cell[])[];
  /** Ranges such as A1:R1. */
  merges?: readonly string[];
}

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006/relationships';
const TYPES = 'http://schemas.openxmlformats.org/package/2006/content-types';
const KINDS = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function letterOf(index: number): string {
  return index < 26 ? String.fromCharCode(65 + index) : letterOf(Math.floor(index / 26) - 1) + letterOf(index % 26);
}

/** One sheet; its texts go to the list of shared strings. */
function sheetXml({ rows, merges = [] }: Sheet, strings: string[]): string {
  const body = rows.map((row, r) => {
    const cells = row.map((cell, c) => {
      const at = `${letterOf(c)}${r + 1}`;
      if (cell === null) return '';
      if (typeof cell === 'number') return `<c r="${at}"><v>${cell}</v></c>`;
      if (typeof cell === 'boolean') return `<c r="${at}" t="b"><v>${cell ? 1 : 0}</v></c>`;
      strings.push(cell);
      return `<c r="${at}" t="s"><v>${strings.length - 1}</v></c>`;
    });
    return cells.join('') === '' ? '' : `<row r="${r + 1}">${cells.join('')}</row>`;
  });
  const merged = merges.map((range) => `<mergeCell ref="${range}"/>`).join('');
  const tail = merged === '' ? '' : `<mergeCells count="${merges.length}">${merged}</mergeCells>`;
  return `${HEAD}<worksheet xmlns="${MAIN}"><sheetData>${body.join('')}</sheetData>${tail}</worksheet>`;
}

function relationships(entries: readonly (readonly [id: string, type: string, target: string])[]): string {
  const list = entries.map(
    ([id, type, target]) => `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"/>`,
  );
  return `${HEAD}<Relationships xmlns="${PACKAGE}">${list.join('')}</Relationships>`;
}

function override(part: string, kind: string): string {
  return `<Override PartName="/xl/${part}" ContentType="${KINDS}.${kind}+xml"/>`;
}

export function createWorkbook(name: string, sheets: readonly Sheet[]): FileBytes {
  const strings: string[] = [];
  const parts: Record<string, string> = {};
  sheets.forEach((sheet, i) => {
    parts[`xl/worksheets/sheet${i + 1}.xml`] = sheetXml(sheet, strings);
  });
  const items = strings.map((text) => `<si><t xml:space="preserve">${escapeXml(text)}</t></si>`).join('');
  parts['xl/sharedStrings.xml'] = `${HEAD}<sst xmlns="${MAIN}" count="${strings.length}">${items}</sst>`;
  const list = sheets.map(
    (sheet, i) => `<sheet name="${escapeXml(sheet.name)}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`,
  );
  parts['xl/workbook.xml'] =
    `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${list.join('')}</sheets></workbook>`;
  const targets = sheets.map((_, i) => [`rId${i + 1}`, 'worksheet', `worksheets/sheet${i + 1}.xml`] as const);
  parts['xl/_rels/workbook.xml.rels'] = relationships([...targets, ['rIdS', 'sharedStrings', 'sharedStrings.xml']]);
  parts['_rels/.rels'] = relationships([['rId1', 'officeDocument', 'xl/workbook.xml']]);
  const defaults =
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>';
  const overrides = sheets.map((_, i) => override(`worksheets/sheet${i + 1}.xml`, 'worksheet')).join('');
  parts['[Content_Types].xml'] =
    `${HEAD}<Types xmlns="${TYPES}">${defaults}${override('workbook.xml', 'sheet.main')}${override('sharedStrings.xml', 'sharedStrings')}${overrides}</Types>`;
  const bytes = zipSync(Object.fromEntries(Object.entries(parts).map(([path, xml]) => [path, strToU8(xml)])));
  return { name, bytes };
}
