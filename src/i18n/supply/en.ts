/** Words of supply and equity in English. */
import type { SupplyWords } from './zh.ts';

export const en: SupplyWords = {
  title: (kind) => `Supply and evenness: ${kind}`,
  basis: {
    walking: (limit, speed) => `On foot, limit ${limit}, pace ${speed}.`,
    straight: (limit) => `In a straight line, limit ${limit}.`,
  },
  units: { day_places: 'day places', meals_per_day: 'meals a day', beds: 'beds', facilities: 'facilities' },
  capacitiesAll: (all, unit) => `All ${all} facilities state their ${unit}.`,
  capacitiesSome: (known, all, unit) =>
    `${known} of ${all} facilities state their ${unit}; the others add nothing to supply, so figures around them are too low.`,
  capacitiesFew: (known, all, unit) =>
    `Only ${known} of ${all} facilities state their ${unit}, too few to count by: supply is counted in facilities instead, each as one, large or small.`,
  capacitiesNone:
    'This type has no one unit of capacity: supply is counted in facilities, each as one, large or small.',
  withoutElders: (n) => `${n} facilities have no elders within the limit; what they offer is in no community's supply.`,
  facilitiesUnplaced: (n) => `${n} facilities are off the streets: nobody can walk there.`,
  figures: 'Figures',
  group: 'People',
  everybody: 'All elders',
  oldest: '80 and over',
  oldestKnown: (known, all) =>
    `${known} of ${all} homes state how many are 80 and over; the others are not in that column.`,
  oldestNone: 'The data do not say how many elders are 80 and over.',
  oldestOtherYear: 'People of 80 and over are those on record, not those forecast for the year.',
  people: 'Elders',
  mean: (by) => `Mean distance ${by}`,
  median: (by) => `Half are within, ${by}`,
  gini: 'Gini of the way (0 = the same for all)',
  supply: (unit, per, measure) => `Supply by ${measure}: ${unit} for ${per} elders`,
  meansAreEqual:
    'Over all elders both means are the same by definition: what facilities with elders in reach offer, divided by all elders. The difference is between communities.',
  alike: '2SFCA',
  zoned: 'E2SFCA',
  alikeMeaning:
    '2SFCA counts the same elder at every facility in reach, as if all of them were visited. It compares communities and promises nobody a place; a home just outside the limit has 0.',
  zonedMeaning:
    'E2SFCA weighs near facilities more: 1, 0.68 and 0.22 by thirds of the limit. The weights come from a study of car journeys (Luo and Qi 2009); on foot they are an assumption. It counts elders more than once as well.',
  lorenzTitle: (by) => `Who bears the way: Lorenz curve of the distance to the nearest, ${by} (cumulative %)`,
  lorenzPeople: 'Elders, nearest first (%)',
  lorenzBurden: 'Way (%)',
  lorenzDiagonal: 'the same way for all',
  lorenzGini: (gini) => `Gini ${gini}`,
  lorenzMeaning: (share) => `The half of the elders with the shorter ways bear ${share} of all ways together.`,
  lorenzLimit: 'Even is not near: where everybody walks 3 km, the Gini is 0 too.',
  lorenzLeftOut: (n) => `${n} elders reach no facility and are not in the curve: in truth it is less even.`,
  lorenzNone: 'Nobody reaches a facility, so there is no curve.',
  loadTitle: {
    day_places: 'Load of each facility: elders for each day place',
    meals_per_day: 'Load of each facility: elders for each meal a day',
    beds: 'Load of each facility: elders for each bed',
    facilities: 'Load of each facility: elders for whom it is the nearest',
  },
  loadMeaning:
    'As if all elders within the limit went to the nearest, however full it is. Not everybody needs the service, so this is no queue; it shows where things are tighter.',
  loadAverage: (n) => `The upright line is the average, ${n}.`,
  loadElders: (n, oldest) => `${n} elders, ${oldest} of them 80 and over`,
  loadPlaces: (unit, n) => `${n} ${unit}`,
  loadUnknown: 'capacity not known',
  above: '▲ above capacity',
  aboveSome: (n, all) =>
    `${n} of ${all} facilities of known capacity have more elders than capacity, marked "▲ above capacity".`,
  aboveAll: (n) => `All ${n} facilities of known capacity have more elders than capacity, so none is marked.`,
  areasTitle: 'Supply and way by community',
  areasNote: (unit, per) =>
    `2SFCA and E2SFCA: ${unit} for ${per} elders, mean weighted by elders, least first. Mean and median: distance to the nearest, of those who reach one.`,
  // May break there: five columns on the smallest phone.
  community: 'Commu\u00ADnity',
  meanShort: 'Mean (m)',
  medianShort: 'Median (m)',
  none: '-',
  exported: "The list's export (CSV, Excel) now holds these figures of communities.",
  sheet: {
    median: (by) => `Half of the elders are within, ${by} (m)`,
    supply: (measure, per, unit, basis) => `${measure}: ${unit} for ${per} elders (${basis})`,
    oldestMean: (by) => `80 and over: mean distance to the nearest, ${by} (m, homes that state them)`,
    oldestMedian: (by) => `80 and over: half are within, ${by} (m, homes that state them)`,
    basis: {
      walking: (limit, speed) => `on foot, ${limit}, ${speed}`,
      straight: (limit) => `straight line, ${limit}`,
    },
    notes: 'Notes',
  },
};
