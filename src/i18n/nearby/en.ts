/** Words of the neighbourhood view in English. */
import type { NearbyWords } from './zh.ts';

export const en: NearbyWords = {
  question: 'Where do you live?',
  search: 'Compound, village or lane',
  searchHint: 'Type a name, or tap your home on the map',
  results: (n) => `${n} found`,
  nothing: 'Nothing of that name. Try another spelling, or tap your home on the map.',
  chosen: 'My place',
  change: 'Another place',
  straight: 'straight line',
  straightMetres: (metres) => `${metres} in a straight line`,
  straightNotes: {
    unplaced:
      'There is no street near this place, so nobody can say how long the walk is. Distances are in a straight line: the walk is longer.',
    no_streets:
      'These data have no streets, so nobody can say how long the walk is. Distances are in a straight line: the walk is longer.',
  },
  onFoot: (minutes) => `About ${minutes} on foot`,
  walkMetres: (metres) => `${metres} to walk`,
  detour: (metres) => `Only ${metres} in a straight line: the way goes round`,
  noWay: 'On the streets we know there is no way to walk there',
  pace: 'How you walk',
  paces: { ordinary: 'Usual', slow: 'Slow', aided: 'With an aid' },
  walkNote: (speed) =>
    `Counted along the streets, not in a straight line, at ${speed}. Red lights, slopes and rests take longer.`,
  showWay: 'Show the way',
  hideWay: 'Hide the way',
  wayTo: (way, name) => `${way}: ${name}`,
  wayMissing: 'This way cannot be drawn',
  call: (phone) => `Call ${phone}`,
  noPhone: 'No phone number on record',
  hours: 'Hours',
  meals: 'Meals',
  services: 'Services',
  address: 'Address',
  more: 'Show more',
  fewer: 'Show fewer',
  none: (kind) => `None on record: ${kind}`,
  showMap: 'Map',
  verified: (date) => `Verified ${date}`,
  unverified: 'No date of verification: please call before you go',
};
