/** The columns of a facility, filled the way ledgers of civil affairs offices fill them. */
import type { Attributes } from '../../src/core/types.ts';
import type { Random } from './random.ts';
import { BASE_YEAR } from './sizes.ts';

/** Range of whole numbers, in steps. */
type Span = readonly [low: number, high: number, step: number];

/** What facilities of a type are like. */
export interface Manner {
  services: readonly string[];
  /** Services that only some of them have. */
  extras: readonly string[];
  hours: readonly string[];
  accepts: string | null;
  eligibility: readonly string[];
  prices: readonly string[];
  floorArea: Span;
  /** Share run by public bodies. */
  publicShare: number;
  grades: readonly (string | null)[];
  beds?: Span;
  dayPlaces?: Span;
  mealsPerDay?: Span;
}

const WEEKDAYS = ['Mo-Fr 08:00-17:00', 'Mo-Fr 08:30-17:00', 'Mo-Sa 08:00-17:00'];
const DAILY = ['Mo-Su 08:00-17:30', 'Mo-Su 08:30-17:00', 'Mo-Su 07:30-17:00'];
const LUNCH = ['Mo-Fr 10:30-13:00', 'Mo-Su 10:30-13:00', 'Mo-Su 10:30-12:30,16:30-18:00', 'Mo-Sa 10:45-12:45'];
const STEPS = ['A', 'AA', 'AA', 'AAA', 'AAA', 'AAAA', null];
const STARS = ['二星', '三星', '三星', '四星', '五星', null];
const ELDERS = ['60岁及以上老年人', '本区户籍60岁及以上老年人', '60岁及以上，80岁及以上优先'];

const CARE: Manner = {
  services: ['residential_care', 'nursing'],
  extras: ['rehabilitation', 'dementia_care', 'respite_care', 'medical_help', 'bathing', 'hospice'],
  hours: ['24/7'],
  accepts: 'self_caring;semi;dependent',
  eligibility: ['60岁及以上，经能力评估', '经能力评估为中度及以上失能者优先', '不限户籍，60岁及以上'],
  prices: ['月费2600-4800元', '月费3200-6500元', '月费1900-3600元', '月费4500-9800元'],
  floorArea: [1800, 9600, 50],
  publicShare: 0.15,
  grades: STARS,
  beds: [60, 320, 2],
};

const OFFICE: Manner = {
  services: ['consultation'],
  extras: ['home_visits', 'volunteers', 'training'],
  hours: WEEKDAYS,
  accepts: null,
  eligibility: ELDERS,
  prices: ['免费'],
  floorArea: [40, 260, 5],
  publicShare: 0.7,
  grades: [null],
};

const MEALS: Manner = {
  services: ['meals'],
  extras: ['meal_delivery'],
  hours: LUNCH,
  accepts: null,
  eligibility: ELDERS,
  prices: ['午餐12-18元，80岁及以上减3元', '午餐10-15元', '早餐6元，午餐15元，晚餐12元', '午餐13元起，凭卡9折'],
  floorArea: [60, 380, 5],
  publicShare: 0.4,
  grades: [null],
  mealsPerDay: [40, 260, 10],
};

const MANNERS: Record<string, Manner> = {
  complex: {
    ...OFFICE,
    services: ['consultation', 'assessment', 'home_visits', 'rehabilitation', 'bathing'],
    extras: ['respite_care', 'aids_rental', 'medical_help', 'carer_training', 'dementia_care'],
    hours: DAILY,
    accepts: 'self_caring;semi;dependent',
    prices: ['日托45元/天，短托160元/天', '日托50元/天', '按服务项目收费'],
    floorArea: [1200, 3200, 20],
    grades: ['AAA', 'AAAA', 'AAAAA'],
    beds: [20, 49, 1],
    dayPlaces: [30, 80, 5],
  },
  day_care: {
    ...OFFICE,
    services: ['rest', 'activities'],
    extras: ['bathing', 'rehabilitation', 'medical_help', 'hairdressing', 'home_visits'],
    hours: [...WEEKDAYS, ...DAILY],
    accepts: 'self_caring;semi',
    prices: ['日托30元/天', '日托35元/天，含午餐', '月托680元', '免费，餐费自理'],
    floorArea: [120, 820, 10],
    grades: STEPS,
    dayPlaces: [12, 50, 1],
  },
  station: {
    ...OFFICE,
    services: ['consultation', 'home_visits', 'activities'],
    floorArea: [80, 460, 10],
    grades: STEPS,
  },
  meal_point: MEALS,
  canteen: { ...MEALS, floorArea: [150, 680, 10], mealsPerDay: [120, 620, 10] },
  meal_center: { ...MEALS, extras: ['meal_delivery'], floorArea: [400, 1200, 10], mealsPerDay: [500, 1500, 50] },
  central_kitchen: {
    ...MEALS,
    services: ['cooking', 'meal_delivery'],
    hours: ['Mo-Su 05:00-18:00'],
    floorArea: [900, 2600, 50],
    mealsPerDay: [1600, 4200, 100],
  },
  institution: CARE,
  public_institution: { ...CARE, publicShare: 1, beds: [160, 460, 10], floorArea: [6000, 19800, 100] },
  rural_home: {
    ...CARE,
    publicShare: 1,
    beds: [50, 140, 2],
    floorArea: [1500, 4800, 50],
    prices: ['特困人员免费，社会老年人月费1800元'],
  },
  regional_center: { ...CARE, publicShare: 1, beds: [80, 180, 2], floorArea: [2400, 6200, 50] },
  care_center: { ...CARE, beds: [10, 40, 1], floorArea: [400, 1100, 10], publicShare: 0.4, grades: STEPS },
  nursing_center: { ...CARE, beds: [40, 120, 2], floorArea: [1400, 4000, 50], publicShare: 0.6 },
  memory_home: {
    ...CARE,
    services: ['dementia_care', 'residential_care'],
    beds: [16, 40, 2],
    floorArea: [500, 1400, 20],
  },
  rehab_union: { ...CARE, services: ['rehabilitation', 'medical_help'], beds: [20, 60, 2], floorArea: [800, 2200, 20] },
  medical: {
    ...OFFICE,
    services: ['medical_help', 'health_check', 'chronic_disease'],
    extras: ['rehabilitation', 'home_beds', 'vaccination', 'tcm'],
    hours: ['Mo-Su 08:00-17:00', 'Mo-Sa 08:00-11:30,13:30-17:00', 'Mo-Su 07:30-20:00'],
    prices: ['按医保目录收费'],
    eligibility: ['全体居民'],
    floorArea: [120, 900, 10],
    publicShare: 0.9,
  },
  activity_room: { ...OFFICE, services: ['activities'], hours: DAILY, floorArea: [50, 320, 10] },
  mutual_point: {
    ...OFFICE,
    services: ['activities', 'mutual_help'],
    hours: ['Mo-Su 08:30-16:30'],
    floorArea: [40, 180, 10],
  },
  device_point: { ...OFFICE, services: ['aids_rental', 'consultation'], prices: ['租赁按月计价，30元起'] },
  adviser_point: OFFICE,
  time_bank: { ...OFFICE, services: ['volunteers', 'time_bank'] },
  family_center: { ...OFFICE, services: ['carer_training', 'consultation'] },
  senior_university: {
    ...OFFICE,
    services: ['courses', 'activities'],
    prices: ['每门课每学期120元'],
    floorArea: [600, 2400, 50],
  },
};

export const MEAL_TYPES = ['meal_point', 'canteen', 'meal_center'];
const MEAL_TIMES = ['11:00-12:30', '10:45-12:30', '11:00-12:30;16:30-18:00', '06:30-08:30;10:45-12:30;16:30-18:00'];

export function findManner(type: string): Manner {
  const manner = MANNERS[type];
  if (!manner) throw new Error(`no manner for facilities of type ${type}`);
  return manner;
}

function draw(span: Span, random: Random): number {
  return span[0] + span[2] * random.whole(0, Math.floor((span[1] - span[0]) / span[2]));
}

function createBedColumns(manner: Manner, open: boolean, dementia: boolean, random: Random): Attributes {
  if (!manner.beds)
    return {
      beds: null,
      nursing_beds: null,
      dementia_beds: null,
      residents: null,
      waiting_list: null,
      emergency_beds: null,
    };
  const beds = draw(manner.beds, random);
  const full = random.chance(0.2);
  return {
    beds,
    nursing_beds: Math.round(beds * random.between(0.3, 0.85)),
    dementia_beds: dementia ? Math.round(beds * random.between(0.1, 0.3)) : 0,
    residents: open ? Math.round(beds * (full ? random.between(0.93, 1) : random.between(0.4, 0.9))) : 0,
    waiting_list: open && full,
    emergency_beds: random.chance(0.3) ? random.whole(1, 4) : 0,
  };
}

export interface Columns {
  services: string[];
  attributes: Attributes;
}

/** Fills all columns but name, place and years. `index` counts facilities, so that no two have one number. */
export function createColumns(types: readonly string[], index: number, open: boolean, random: Random): Columns {
  const manner = findManner(types[0] ?? '');
  const feeding = types.some((type) => MEAL_TYPES.includes(type));
  const delivers = feeding ? random.chance(0.55) : types.includes('central_kitchen');
  const extras = manner.extras.filter((extra) => extra !== 'meal_delivery' && random.chance(0.4));
  const services = [
    ...new Set([...manner.services, ...(feeding ? ['meals'] : []), ...extras, ...(delivers ? ['meal_delivery'] : [])]),
  ];
  const isPublic = random.chance(manner.publicShare);
  const residential = manner.beds !== undefined;
  const mealsPerDay = manner.mealsPerDay ?? (feeding ? ([40, 180, 10] as const) : undefined);
  const dayPlaces = manner.dayPlaces ?? (types.includes('day_care') ? ([10, 40, 1] as const) : undefined);
  const month = random.whole(1, 12);
  const year = month <= 6 ? BASE_YEAR : BASE_YEAR - 1;
  const digits = (value: number, length: number) => String(value).padStart(length, '0');
  return {
    services,
    attributes: {
      // No area code of China begins with 01 except Beijing's 010: nobody can be called by mistake.
      phone: open ? `0199-555${digits(index + 101, 5)}` : null,
      hours: open ? random.pick(manner.hours) : null,
      meal_times: feeding && open ? random.pick(MEAL_TIMES) : null,
      delivers: feeding || delivers ? (delivers ? 'yes' : 'no') : null,
      accepts: manner.accepts,
      eligibility: random.pick(manner.eligibility),
      price: open ? random.pick(manner.prices) : null,
      grade: open ? random.pick(manner.grades) : null,
      verified: `${year}-${digits(month, 2)}-${digits(random.whole(1, 28), 2)}`,
      ...createBedColumns(manner, open, types.includes('memory_home') || services.includes('dementia_care'), random),
      day_places: dayPlaces ? draw(dayPlaces, random) : null,
      meals_per_day: mealsPerDay ? draw(mealsPerDay, random) : null,
      floor_area_m2: draw(manner.floorArea, random),
      operator: isPublic ? 'public' : 'private',
      medical: residential
        ? random.pick(['in_house', 'contract', 'contract', 'none'])
        : random.pick(['contract', 'none', 'none']),
      standardised: random.chance(0.6) ? 'yes' : 'no',
      rehab_room: services.includes('rehabilitation') ? 'yes' : 'no',
    },
  };
}
