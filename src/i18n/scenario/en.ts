import type { FacilityStatus } from '../../core/types.ts';
import type { NewLink } from '../../core/scenario/types.ts';
import type { ScenarioWords } from './zh.ts';

type Kind = NewLink['kind'];

const LINKS: Record<Kind, string> = { footbridge: 'footbridge', path: 'footpath', gate: 'gate', crossing: 'crossing' };
const STATUSES: Record<FacilityStatus, string> = {
  open: 'open',
  under_construction: 'under construction',
  approved: 'approved',
  reserved: 'reserved',
  closed: 'closed',
};
const ATTRIBUTES: Record<string, string> = {
  beds: 'beds',
  nursing_beds: 'nursing beds',
  dementia_beds: 'dementia beds',
  day_places: 'day places',
  meals_per_day: 'meals a day',
  floor_area_m2: 'floor area in m²',
  cost: 'cost',
  yearly_cost: 'yearly cost',
  residents: 'residents',
};

/** A sentence that starts with a year or a name keeps it; any other starts with a capital. */
const capital = (sentence: string): string => sentence.charAt(0).toUpperCase() + sentence.slice(1);

export const en: ScenarioWords = {
  add: ({ year, place, types, name }) => {
    const what = `${year === null ? '' : `${year} `}${types}`;
    if (place !== '') return capital(`${what} at ${place}`);
    return capital(name === '' ? what : `${what} "${name}"`);
  },
  move: (name, place) => `${name} moved to ${place === '' ? 'another place' : place}`,
  change: (name, changes) => (changes.length === 0 ? `${name} as it is` : `${name}: ${changes.join(', ')}`),
  open: (name, year) => (year === null ? `${name} open` : `${name} open from ${year}`),
  close: (name, year) => (year === null ? `${name} closed` : `${name} closed from ${year}`),
  remove: (name) => `Without ${name}`,
  link: ({ kind, name, start, end }) => {
    const what = capital(`${LINKS[kind]}${name === '' ? '' : ` "${name}"`}`);
    if (start === '' && end === '') return `${what}, new`;
    if (start === '' || end === '' || start === end) return `${what} at ${start === '' ? end : start}`;
    return `${what} between ${start} and ${end}`;
  },
  gate: (home) => `Another gate of ${home}`,
  changed: {
    name: (to) => `called "${to}"`,
    types: (to) => `now ${to}`,
    services: (to) => (to === '' ? 'no services listed' : `services: ${to}`),
    status: (to) => STATUSES[to],
    opened: (year) => (year === null ? 'year of opening not known' : `opened ${year}`),
    closes: (year) => (year === null ? 'no year of closing' : `closes ${year}`),
    area: (to) => (to === null ? 'area by where it lies' : `area ${to}`),
    attribute: (column, value) =>
      value === null ? `${ATTRIBUTES[column] ?? column} left blank` : `${ATTRIBUTES[column] ?? column} ${value}`,
    yes: 'yes',
    no: 'no',
  },
  list: (words) => words.join(', '),
};
