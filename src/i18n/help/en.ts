/** Words of help in English. */
import type { HelpWords } from './zh.ts';

export const en: HelpWords = {
  title: 'Where the figures come from',
  paragraphs: [
    'Coverage counts elders of homes only: those whose distance to the nearest facility of the kind is not above the limit. The denominator is all elders of all homes, also those off the streets or without a way.',
    'With streets in the data the distance is walked: straight from the home to the nearest street, along the streets, and to the facility; both legs count. Elders who cannot be put on the streets are counted apart, never as covered. Without streets it is a straight line. "Both" shows the two side by side.',
    'Straight distances are on the ellipsoid of the earth; the limit includes its end (exactly 1000 m is within). Only open facilities count; with a year chosen, opening and closing years decide. Facilities outside the boundary count too.',
    'A community is covered, partly covered, or has none or too few in reach by the share of its elders within the limit. Where the number of elders is not known it is not judged, and never counted as passed.',
    'A straight line flatters. "15 minutes" is not 1 km: at 1 metre a second, 15 minutes are 900 metres of walking.',
    'Files you open are computed on this device and never leave it.',
  ],
  keyboard:
    'Keyboard: Tab moves between controls, Enter chooses, Escape goes back; with the map focused, arrow keys pan and plus and minus zoom.',
  mapNotice:
    'Before publishing a map with administrative boundaries in China, ask the local natural-resources office about the map review number.',
};
