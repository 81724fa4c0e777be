/** What is known of one facility, in words, in the order in which people ask for it. */
import type { Facility } from '../../core/types.ts';
import { formatKind, messages, type Locale } from '../../i18n/index.ts';
import { formatHours } from '../../i18n/hours.ts';
import { formatAmount } from '../../i18n/numbers.ts';

export interface Fact {
  name: string;
  value: string;
}

const KNOWN = [
  'address',
  'phone',
  'hours',
  'meal_times',
  'delivers',
  'accepts',
  'eligibility',
  'price',
  'beds',
  'day_places',
  'meals_per_day',
  'floor_area_m2',
  'operator',
  'grade',
  'verified',
] as const;

/** Of these a number is an amount; of any other column it may be a year, a code or a telephone number. */
const AMOUNTS: readonly string[] = ['beds', 'day_places', 'meals_per_day', 'floor_area_m2'];

/** Columns with people's names or mobile numbers are not for showing (design.md section 10). */
const NOT_SHOWN =
  /联系人|负责人|责任人|经办|法人|法定代表|院长|站长|所长|主任|姓名|身份证|手机|移动电话|contact|mobile|manager|director|person/i;

/** A Chinese mobile number, with or without the country's code and gaps. */
const MOBILE_NUMBER = /(?<!\d)(?:86[\s-]?)?1[3-9]\d(?:[\s-]?\d{4}){2}(?!\d)/u;

/** The text of one attribute; null where there is none. */
export function findFacilityText(facility: Facility, column: string, locale: Locale): string | null {
  const value = facility.attributes[column];
  if (value === undefined || value === null || value === '') return null;
  const words = messages(locale).facility;
  if (typeof value === 'boolean') return value ? words.yes : words.no;
  if (typeof value === 'number') return AMOUNTS.includes(column) ? formatAmount(value, locale) : String(value);
  if (column === 'hours' || column === 'meal_times') return formatHours(value, locale);
  if (column === 'operator') return words.operators[value] ?? value;
  if (column === 'accepts') {
    return value
      .split(';')
      .map((each) => words.dependency[each.trim()] ?? each.trim())
      .join(locale === 'zh' ? '、' : ', ');
  }
  return value;
}

/** Services in words; what a ledger wrote in its own words stays as it is. */
export function formatServices(facility: Facility, locale: Locale): string {
  const words = messages(locale).services;
  return facility.services.map((service) => words[service] ?? service).join(locale === 'zh' ? '、' : ', ');
}

export function formatTypes(facility: Facility, locale: Locale): string {
  return facility.types.map((type) => formatKind(type, locale)).join(locale === 'zh' ? '、' : ', ');
}

export function listFacilityFacts(facility: Facility, locale: Locale): Fact[] {
  const words = messages(locale).facility;
  const facts: Fact[] = [
    { name: words.types, value: formatTypes(facility, locale) },
    { name: words.status, value: messages(locale).facilityStatuses[facility.status] },
  ];
  if (facility.services.length > 0) {
    facts.push({ name: words.services, value: formatServices(facility, locale) });
  }
  if (facility.opened !== null) facts.push({ name: words.opened, value: String(facility.opened) });
  if (facility.closes !== null) facts.push({ name: words.closes, value: String(facility.closes) });
  for (const column of KNOWN) {
    const value = findFacilityText(facility, column, locale);
    if (value !== null) facts.push({ name: words[column], value });
  }
  return facts;
}

/** Columns that we have no words for, under their own names. */
export function listFurtherFacts(facility: Facility, locale: Locale): Fact[] {
  const known = new Set<string>(KNOWN);
  return Object.keys(facility.attributes)
    .filter((column) => !known.has(column) && !NOT_SHOWN.test(column))
    .flatMap((column) => {
      const value = findFacilityText(facility, column, locale);
      return value === null || MOBILE_NUMBER.test(value) ? [] : [{ name: column, value }];
    });
}
