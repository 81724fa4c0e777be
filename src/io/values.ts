/**
 * Cells of ledgers -> values. Blank and "none" are null; what cannot be read, the error of a broken formula (#REF!)
 * among it, says so and is never taken for 0.
 */
import type { Cell } from '../core/types.ts';
import type { Choices } from './columns/column.ts';

/** `approximate`: 约200 was read as 200. `unreadable`: the value is null although something stands there. */
export interface NumberReading {
  value: number | null;
  quality: 'exact' | 'approximate' | 'unreadable';
}

const BLANK_READING: NumberReading = { value: null, quality: 'exact' };
const UNREADABLE: NumberReading = { value: null, quality: 'unreadable' };

const BLANKS = new Set(
  '/ // \\ - -- --- — —— – _ 无 暂无 不详 未知 空 无数据 缺 缺失 未填 待定 待核 待补充 null none nan n/a na ? ？ … ...'.split(
    ' ',
  ),
);

/** Trimmed, full-width forms made plain; '' for what only says that nothing is known. */
function plainText(cell: Cell): string {
  if (cell === null) return '';
  const text = String(cell).normalize('NFKC').trim();
  return BLANKS.has(text.toLowerCase()) ? '' : text;
}

/** Text of a cell, trimmed; '' where there is none. Long numbers (12-digit codes) keep every digit. */
export function parseText(cell: Cell | undefined): string {
  if (cell === null || cell === undefined) return '';
  return typeof cell === 'string' ? cell.trim() : String(cell);
}

const PLAIN_NUMBER = /^-?\d+(?:\.\d+)?$/u;
const ABOUT_BEFORE =
  /^(?:约为?|大约|大概|近|将近|接近|超过?|超|逾|至少|不少于|不低于|[>≥~≈＞]=?|about|approx\.?|ca\.?)\s*/iu;
const ABOUT_BEHIND = /\s*(?:左右|上下|以上|以内|余|多|\+|＋|±)$/u;
const UNIT =
  /\s*(?:张|个|名|人|位|户|间|辆|元|元\/月|元\/人|平方米|平米|平方|㎡|m2|m²|m\^2|米|m|份|人次|人\/日|份\/日|份\/天|床|处|家|套|栋|幢|岁|beds?|persons?|people|sqm|yuan|households?)$/iu;

/** A number as people write it: 1,234；２００；200张；1.2万；约200；100+. A range (20-30) is unreadable. */
export function parseNumber(cell: Cell | undefined): NumberReading {
  if (cell === null || cell === undefined || cell === '') return BLANK_READING;
  if (typeof cell === 'number') return Number.isFinite(cell) ? { value: cell, quality: 'exact' } : UNREADABLE;
  if (typeof cell === 'boolean') return UNREADABLE;
  if (PLAIN_NUMBER.test(cell)) return { value: Number(cell), quality: 'exact' };
  return parseWrittenNumber(plainText(cell));
}

function parseWrittenNumber(text: string): NumberReading {
  if (text === '') return BLANK_READING;
  const joined = text.replace(/[,\s](?=\d{3}(?!\d))/gu, '').replace(/^[−–—](?=\d)/u, '-');
  const begun = joined.replace(ABOUT_BEFORE, '');
  const bare = begun.replace(ABOUT_BEHIND, '').replace(UNIT, '');
  const ended = bare.replace(ABOUT_BEHIND, '');
  const isAbout = begun !== joined || bare !== begun.replace(UNIT, '') || ended !== bare;
  const inTenThousands = ended.endsWith('万');
  const digits = inTenThousands ? ended.slice(0, -1).trim() : ended;
  if (!/^-?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/iu.test(digits)) return UNREADABLE;
  // 1.2万 = 12000: rounded, because 1.2 has no exact binary form.
  const value = inTenThousands ? Math.round(Number(digits) * 1e10) / 1e6 : Number(digits);
  if (!Number.isFinite(value)) return UNREADABLE;
  return { value, quality: isAbout ? 'approximate' : 'exact' };
}

const DATE =
  /^(\d{4})(?:\s*[-/.年]\s*(\d{1,2})(?:\s*[-/.月]\s*(\d{1,2})日?|\s*月)?|年)?(?:[T\s]\d{1,2}:\d{2}.*|[T\s]0.*|初|底|末)?$/u;

/** Days since 1899-12-30, as spreadsheets count, -> 2021-06-01. Calendar arithmetic, no clock. */
function formatSerialDate(serial: number): string {
  // Civil date from days since 1970-01-01 (H. Hinnant, "chrono-compatible low-level date algorithms").
  const days = Math.floor(serial) - 25_569 + 719_468;
  const era = Math.floor(days / 146_097);
  const dayOfEra = days - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shifted = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shifted < 10 ? shifted + 3 : shifted - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  const day = dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1;
  return `${year}-${twoDigits(month)}-${twoDigits(day)}`;
}

function twoDigits(value: number): string {
  return value < 10 ? `0${value}` : String(value);
}

/** 2021年6月1日, 2021/6/1, 2021.6, 20210601, a spreadsheet's day number -> 2021-06-01, 2021-06 or 2021; else the text. */
export function parseDate(cell: Cell | undefined): string {
  // 2025.0 and 20210601.0 are how a table of numbers with blanks among them is written by pandas.
  const text = plainText(cell ?? null).replace(/^(\d{4,8})\.0+$/u, '$1');
  if (/^[2-6]\d{4}(?:\.\d+)?$/u.test(text)) return formatSerialDate(Number(text));
  const compact = /^((?:19|20|21)\d\d)(0[1-9]|1[0-2])([0-3]\d)?$/u.exec(text);
  if (compact !== null) return [compact[1], compact[2], compact[3]].filter((part) => part !== undefined).join('-');
  const found = DATE.exec(text);
  if (found === null) return text;
  const [, year = '', month, day] = found;
  if (month === undefined || Number(month) < 1 || Number(month) > 12) return month === undefined ? year : text;
  if (day === undefined) return `${year}-${twoDigits(Number(month))}`;
  return Number(day) < 1 || Number(day) > 31 ? text : `${year}-${twoDigits(Number(month))}-${twoDigits(Number(day))}`;
}

/** Whether a text is a date as `parseDate` gives it. */
export function isDate(text: string): boolean {
  return /^\d{4}(?:-\d\d){0,2}$/u.test(text);
}

/** 20250: a year with a figure too many, not the day number of a date in 1955. */
const YEAR_AND_FIGURE = /^(?:20|21)\d{3}(?:\.\d+)?$/u;

/** The year in a date or number: null where blank, undefined where something stands there that is no year. */
export function parseYear(cell: Cell | undefined): number | null | undefined {
  if (typeof cell === 'number' && Number.isInteger(cell) && cell >= 1800 && cell <= 2200) return cell;
  const text = plainText(cell ?? null);
  if (text === '') return null;
  if (YEAR_AND_FIGURE.test(text)) return undefined;
  const found = /^(\d{4})(?:-\d\d){0,2}$/u.exec(parseDate(text));
  const year = found === null ? Number.NaN : Number(found[1]);
  return year >= 1800 && year <= 2200 ? year : undefined;
}

const YES = new Set('是 有 √ ✓ ✔ ☑ 对 y yes true t 1 具备 已 支持 提供 可 o ○ ●'.split(' '));
const NO = new Set('否 无 没有 × ✗ ✘ ☐ x n no false f 0 不具备 未 不支持 不提供 不可 不 暂无'.split(' '));

/** Yes or no; null where blank, undefined where it is neither. */
export function parseBoolean(cell: Cell | undefined): boolean | null | undefined {
  if (typeof cell === 'boolean') return cell;
  const word = cell === null || cell === undefined ? '' : String(cell).normalize('NFKC').trim().toLowerCase();
  if (YES.has(word)) return true;
  if (NO.has(word)) return false;
  return plainText(word) === '' ? null : undefined;
}

/** Items of a list, separated by ; ； 、 , / |. */
export function splitList(cell: Cell | undefined): string[] {
  const text = plainText(cell ?? null);
  if (text === '') return [];
  return text
    .split(/[;；、,，/|\n]+/u)
    .map((item) => item.trim())
    .filter((item) => item !== '');
}

const WORD_TABLES = new WeakMap<Choices, Map<string, string>>();

function normaliseWord(word: string): string {
  return word
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_\-()]/gu, '');
}

/** The code that a word stands for, or undefined. */
export function findChoice(cell: Cell | undefined, choices: Choices): string | undefined {
  let table = WORD_TABLES.get(choices);
  if (table === undefined) {
    table = new Map();
    for (const [code, words] of Object.entries(choices)) {
      table.set(normaliseWord(code), code);
      for (const word of words) table.set(normaliseWord(word), code);
    }
    WORD_TABLES.set(choices, table);
  }
  return cell === null || cell === undefined ? undefined : table.get(normaliseWord(String(cell)));
}

/** Whether nothing is written in a cell (for choices, where 无 can be a value). */
export function isBlank(cell: Cell | undefined): boolean {
  return cell === null || cell === undefined || (typeof cell === 'string' && cell.trim() === '');
}

/** Whether a cell says that nothing is known or there is nothing: blank, /, -, 无. */
export function saysNothing(cell: Cell | undefined): boolean {
  return plainText(cell ?? null) === '';
}

/**
 * What a code lost when a spreadsheet showed it as 3.20508E+11, or when a number beyond 2^53 was rounded. Spreadsheets
 * keep 15 digits, so a 12-digit code in a numeric cell is whole; they write an exponent from 12 digits on (E+11), so that
 * 2E3 is somebody's own id.
 */
export function isDamagedCode(cell: Cell | undefined): boolean {
  if (typeof cell === 'number') return Math.abs(cell) >= 1e15;
  return typeof cell === 'string' && /^\d(?:\.\d+)?e\+?(?:1[1-9]|2\d)$/iu.test(cell.normalize('NFKC').trim());
}

/**
 * A cell of a column that is not ours. Text that is exactly how a number or truth value is written becomes one, so that
 * formats with typed columns and CSV give the same; everything else stays as it is. Blank is null.
 */
export function parseLooseCell(cell: Cell | undefined): Cell {
  if (cell === undefined || cell === null) return null;
  if (typeof cell !== 'string') return cell;
  const text = cell.trim();
  if (text === '') return null;
  if (text === 'true' || text === 'false') return text === 'true';
  const first = text.charCodeAt(0);
  if (first > 57 || (first < 48 && first !== 45)) return text;
  const number = Number(text);
  return Number.isFinite(number) && String(number) === text ? number : text;
}

/**
 * Whether a telephone number in mainland China's form (area code of two or three digits after the 0, then seven or eight
 * digits) stands without that 0, as spreadsheets leave it. Mobile numbers (1 and ten digits), 400 and 800 have none.
 */
export function lacksAreaZero(phone: string): boolean {
  return /^(?:10\d{8}|(?!400|800)[2-9]\d{9}|[3-9]\d{10})$/u.test(phone);
}

/** Only at an end: the e of 1.2e2 is none. */
const HEMISPHERE = /^[NSEWnsew东西南北]|[NSEWnsew东西南北]$/u;
const ANGLE =
  /^(-?\d+(?:\.\d+)?)\s*(?:°|º|度|d|:|\s)\s*(?:(\d+(?:\.\d+)?)\s*(?:'|′|’|分|m|:|\s)?\s*)?(?:(\d+(?:\.\d+)?)\s*(?:"|″|”|''|秒|s)?)?$/iu;

/** Degrees: a number, or degrees, minutes and seconds (118°46'12"E). null where blank, NaN where it is no angle. */
export function parseDegrees(cell: Cell | undefined): number | null {
  if (typeof cell === 'number') return cell;
  if (cell === null || cell === undefined || cell === '') return null;
  if (typeof cell === 'boolean') return Number.NaN;
  if (PLAIN_NUMBER.test(cell)) return Number(cell);
  const text = plainText(cell);
  if (text === '') return null;
  const hemisphere = HEMISPHERE.exec(text)?.[0] ?? '';
  const negative = /[SWsw南西]/u.test(hemisphere);
  const bare = text
    .replace(HEMISPHERE, '')
    .replace(/^[经纬]/u, '')
    .replace(/[,;、]$/u, '')
    // What the ring and the acute accent, typed for degrees and minutes, become in plain text.
    .replace(/ ?\u030A/gu, '°')
    .replace(/ ?\u0301|[′`‘]/gu, "'")
    .replace(/“/gu, '"')
    .replace(/''/gu, '"')
    .trim();
  const sign = negative ? -1 : 1;
  if (/^-?\d+(?:\.\d+)?(?:e-?\d+)?°?$/iu.test(bare)) return sign * Number(bare.replace('°', ''));
  const found = ANGLE.exec(bare);
  if (found === null) return Number.NaN;
  const [, degrees = '', minutes = '0', seconds = '0'] = found;
  if (Number(minutes) >= 60 || Number(seconds) >= 60) return Number.NaN;
  const size = Math.abs(Number(degrees)) + Number(minutes) / 60 + Number(seconds) / 3600;
  return (degrees.startsWith('-') ? -1 : sign) * size;
}
