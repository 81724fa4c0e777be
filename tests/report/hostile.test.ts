/** Names that are markup, formulas, control characters or of another script, in every file of a report. */
import { strFromU8, unzipSync } from 'fflate';
import readSheets from 'read-excel-file/universal';
import { describe, expect, it } from 'vitest';
import { FORMATS } from '../../src/io/formats/index.ts';
import { reportWriters } from '../../src/io/report-writers.ts';
import { createReport } from '../../src/report/create-report.ts';
import { writeReport, type ReportFormat } from '../../src/report/files.ts';
import type { ReportInput } from '../../src/report/model.ts';
import { makeInput, tablesOf } from './make-input.ts';
import { findFlaw } from './markup.ts';

const FORMULAS = ['=1+1', '+86', '-2+3', '@SUM(A1)', '\t=cmd|"/C calc"!A0', '=HYPERLINK("http://x","y")'];
const HOSTILE = [
  ...FORMULAS,
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "it's & <b>bold</b>",
  ']]>',
  '&amp;lt;',
  '{{constructor}}',
  'a\u0000b\u0008c\u000Bd\u001Fe',
  'half a pair \uD83D and \uDE00 the other',
  'right\u202Eto left',
  '😀 𠮷野 ﬁ',
  '</style><script>alert(1)</script>',
  'x'.repeat(400),
];
const CONTROL = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/; // eslint-disable-line no-control-regex

/** The place of five communities, all of whose texts are this one. */
function called(name: string, locale: 'zh' | 'en' = 'en'): ReportInput {
  const input = makeInput({ locale });
  const { project, evaluation } = input;
  const named = <Named extends { name: string }>(list: readonly Named[]): Named[] =>
    list.map((each) => ({ ...each, name }));
  return {
    ...input,
    project: {
      ...project,
      name: { zh: name, en: name },
      areas: named(project.areas),
      facilities: named(project.facilities),
      sources: project.sources.map((source) => ({ ...source, title: name, licence: name, date: name })),
    },
    evaluation: {
      ...evaluation,
      areas: named(evaluation.areas),
      standards: (evaluation.standards ?? []).map((standard) => ({
        ...standard,
        requirements: standard.requirements.map((row) =>
          row.reported ? { ...row, reported: { value: name, source: name, date: name } } : row,
        ),
      })),
    },
  };
}

async function write(input: ReportInput, format: ReportFormat): Promise<Uint8Array> {
  const [file] = await writeReport(input, format, { writers: reportWriters, pictures: async () => ({}) });
  if (!file) throw new Error(`no ${format}`);
  return file.bytes;
}

/** Text that a program shows for a piece of markup. */
const unescape = (text: string): string =>
  text
    .replaceAll('&apos;', "'")
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');

describe('a report page of hostile names', () => {
  it.each(HOSTILE)('is set as text: %j', async (name) => {
    const html = new TextDecoder().decode(await write(called(name), 'html'));
    expect(html).not.toMatch(/<script|<img|<b>|onerror="/);
    expect(html).not.toMatch(CONTROL);
    // One style and one policy, both ours; nothing ends the style early.
    expect(html.match(/<\/style>/g)).toHaveLength(1);
    const body = html.slice(html.indexOf('<main>'), html.indexOf('</main>') + '</main>'.length);
    // Columns are elements without an end in HTML.
    expect(findFlaw(body.replace(/<col [^>]*>/g, ''))).toBeNull();
    if (!CONTROL.test(name) && !/\p{Surrogate}/u.test(name)) expect(unescape(body)).toContain(name.trim());
  });
});

describe('a Word document of hostile names', () => {
  it.each(HOSTILE)('is a document that programs open, with the name as text: %j', async (name) => {
    const parts = unzipSync(await write(called(name), 'docx'));
    for (const part of ['word/document.xml', 'docProps/core.xml', 'word/footer1.xml']) {
      const xml = strFromU8(parts[part] ?? new Uint8Array());
      expect(xml.length, part).toBeGreaterThan(100);
      expect(xml, part).not.toMatch(CONTROL);
      expect(findFlaw(xml.replace(/<\?xml[^>]*\?>/, '').replaceAll('&apos;', '&#39;')), part).toBeNull();
    }
    const texts = [...strFromU8(parts['word/document.xml'] ?? new Uint8Array()).matchAll(/<w:t(?: [^>]*)?>([^<]*)</g)];
    const shown = unescape(texts.map(([, text]) => text).join('\n'));
    if (!CONTROL.test(name) && !/\p{Surrogate}/u.test(name)) expect(shown).toContain(name.trim());
  });
});

describe('a workbook of hostile names', () => {
  it.each(HOSTILE)('has no formula and no damage, and the name in its cells: %j', async (name) => {
    const bytes = await write(called(name), 'xlsx');
    for (const [part, content] of Object.entries(unzipSync(bytes))) {
      if (!part.endsWith('.xml')) continue;
      const xml = strFromU8(content);
      expect(xml, part).not.toMatch(CONTROL);
      expect(xml, part).not.toMatch(/<f[ >]/);
      expect(findFlaw(xml.replace(/<\?xml[^>]*\?>/, '').replaceAll('&apos;', '&#39;')), part).toBeNull();
    }
    const sheets = await readSheets(bytes.slice().buffer);
    const gaps = sheets.find(({ sheet }) => sheet.startsWith('Gaps'))?.data ?? [];
    expect(gaps.length).toBeGreaterThan(1);
    if (CONTROL.test(name) || /\p{Surrogate}/u.test(name) || name !== name.trim()) return;
    for (const row of gaps.slice(1)) expect(row[1]).toBe(name);
  });

  it('keeps numbers numbers beside them', async () => {
    const sheets = await readSheets((await write(called('=1+1'), 'xlsx')).slice().buffer);
    const gaps = sheets.find(({ sheet }) => sheet.startsWith('Gaps'))?.data ?? [];
    const [table] = tablesOf(createReport(called('=1+1'))).filter(({ id }) => id.startsWith('Gaps'));
    expect(gaps.slice(1).map((row) => row[3])).toEqual(table?.rows.map((row) => row[3]));
  });
});

describe('map layers of hostile names', () => {
  it.each(['geojson', 'fgb'] as const)('come back from %s as they were', async (format) => {
    const reader = FORMATS.find(({ extensions }) => extensions.includes(format));
    for (const name of HOSTILE) {
      if (/\p{Surrogate}/u.test(name)) continue;
      const bytes = await write(called(name), format);
      const { tables } = (await reader?.read({ name: `report.${format}`, bytes })) ?? { tables: [] };
      const names = tables[0]?.rows.map(({ cells }) => cells.name);
      expect(new Set(names), JSON.stringify(name)).toEqual(new Set([name]));
    }
  });
});
