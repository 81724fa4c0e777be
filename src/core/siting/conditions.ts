/**
 * What premises must offer before a type of facility may move in. These are this tool's own defaults, no standard's: they
 * lean on JGJ 450-2018 (no rooms for elders below ground, a lift where they are above the ground floor) and on the lower
 * end of what local rules ask for, and a plan says which of them were applied.
 */
import type { Candidate, Cell, Kind } from '../types.ts';

export const CONDITIONS = ['floor_area', 'below_ground', 'lift', 'own_entrance', 'fire_safety'] as const;
export type Condition = (typeof CONDITIONS)[number];

/** What a type needs of the premises. */
export interface Premises {
  /** Least floor area, square metres; 0 = any. */
  floorAreaM2: number;
  /** Never below ground, and a lift wherever it is above the ground floor. */
  forElders: boolean;
  ownEntrance: boolean;
  /** Premises known to have failed are out; those that need works are not. */
  fireSafety: boolean;
}

const ROOMS: Premises = { floorAreaM2: 0, forElders: true, ownEntrance: false, fireSafety: true };
const BUILDING: Premises = { ...ROOMS, ownEntrance: true };

/** This tool's own defaults, by type; a kind that stands for several types has what the smallest of them needs. */
const PREMISES: Readonly<Record<Kind, Premises>> = {
  day_care: { ...BUILDING, floorAreaM2: 200 },
  meals: { ...ROOMS, floorAreaM2: 20 },
  meal_point: { ...ROOMS, floorAreaM2: 20 },
  canteen: { ...ROOMS, floorAreaM2: 50 },
  meal_center: { ...BUILDING, floorAreaM2: 100 },
  central_kitchen: { floorAreaM2: 300, forElders: false, ownEntrance: true, fireSafety: true },
  station: { ...ROOMS, floorAreaM2: 100 },
  care_center: { ...BUILDING, floorAreaM2: 300 },
  complex: { ...BUILDING, floorAreaM2: 600 },
  regional_center: { ...BUILDING, floorAreaM2: 1000 },
  institution: { ...BUILDING, floorAreaM2: 700 },
  public_institution: { ...BUILDING, floorAreaM2: 700 },
  rural_home: { ...BUILDING, floorAreaM2: 700 },
  nursing_center: { ...BUILDING, floorAreaM2: 300 },
  activity_room: { ...ROOMS, floorAreaM2: 50 },
};

/** What a kind needs; of one that is not in the table the rules that hold for all rooms for elders. */
export function premisesFor(kind: Kind): Premises {
  return Object.hasOwn(PREMISES, kind) ? PREMISES[kind]! : ROOMS;
}

/** Square metres that several kinds need side by side. */
export function leastFloorArea(kinds: readonly Kind[]): number {
  return kinds.reduce((sum, kind) => sum + premisesFor(kind).floorAreaM2, 0);
}

/** Conditions that a candidate fails, and those that its blank columns leave open. */
export interface Suitability {
  failed: Condition[];
  unknown: Condition[];
}

/** Blank and unreadable columns are unknown: neither a pass nor a failure. */
export function checkPremises({ attributes }: Pick<Candidate, 'attributes'>, needs: Premises): Suitability {
  const floor = readFloor(attributes['floor']);
  const answers: Record<Condition, boolean | null> = {
    floor_area: needs.floorAreaM2 === 0 || hasArea(attributes['floor_area_m2'], needs.floorAreaM2),
    below_ground: !needs.forElders || (floor === null ? null : floor >= 0),
    lift: !needs.forElders || hasStepFreeWay(floor, readYes(attributes['lift'])),
    own_entrance: !needs.ownEntrance || readYes(attributes['own_entrance']),
    fire_safety: !needs.fireSafety || readFireSafety(attributes['fire_safety']),
  };
  return {
    failed: CONDITIONS.filter((condition) => answers[condition] === false),
    unknown: CONDITIONS.filter((condition) => answers[condition] === null),
  };
}

function hasArea(cell: Cell | undefined, least: number): boolean | null {
  return typeof cell === 'number' ? cell >= least : null;
}

/** A floor that is not known needs no lift only if there is one. */
function hasStepFreeWay(floor: number | null, lift: boolean | null): boolean | null {
  if (lift === true) return true;
  return floor === null ? null : floor <= 1 || lift;
}

function readYes(cell: Cell | undefined): boolean | null {
  if (typeof cell === 'boolean') return cell;
  return cell === 'yes' ? true : cell === 'no' ? false : null;
}

const CHINESE_DIGITS = '一二三四五六七八九';

/** The lowest of the floors that a cell tells (2, `2-3层`, 首层, B1, 地下一层), 1 being the ground floor; null if none. */
export function readFloor(cell: Cell | undefined): number | null {
  if (typeof cell === 'number') return Number.isFinite(cell) ? cell : null;
  const text = typeof cell === 'string' ? cell.normalize('NFKC').trim().toLowerCase() : '';
  if (/^(?:b\d|-\d|负|地下|半地下)/u.test(text)) return -1;
  if (/^(?:首层|底层|地面)/u.test(text)) return 1;
  const digits = /^(?:第|f)?(\d{1,3})/u.exec(text)?.[1];
  if (digits !== undefined) return Number(digits);
  const word = /^第?(十?)([一二三四五六七八九]?)[层楼至-]/u.exec(text);
  if (!word || (word[1] === '' && word[2] === '')) return null;
  return (word[1] === '' ? 0 : 10) + (word[2] === '' ? 0 : CHINESE_DIGITS.indexOf(word[2]!) + 1);
}

const FAILED_WORDS = ['failed', 'fail', 'no', '不合格', '未通过', '不通过', '不具备', '否', '不符合'];

/** Premises that passed, or can be made to, are fit. */
function readFireSafety(cell: Cell | undefined): boolean | null {
  if (typeof cell === 'boolean') return cell;
  const word = typeof cell === 'string' ? cell.normalize('NFKC').trim().toLowerCase() : '';
  if (word === '') return null;
  return !FAILED_WORDS.includes(word);
}
