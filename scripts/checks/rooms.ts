/** Which room of the code may import which, and which packages: the table of the design, as data. */
export interface Room {
  /** Folder or file below `src`, or `scripts`; the longest one that fits a file is its room. */
  path: string;
  /** Rooms whose values it may import, besides itself. `*` = every room. */
  imports: string[];
  /** Rooms of which it may import types only. */
  types?: string[];
  /** Packages it may import; `*` = any. */
  packages: string[];
  /** Packages that are loaded when used: a file that imports one at its head is itself imported by `import()` only. */
  lazy?: string[];
}

/** Packages that hold types and nothing that runs: open to all. */
export const TYPE_PACKAGES = ['geojson'];

const CORE_TO_REPORT = ['src/core', 'src/io', 'src/i18n', 'src/report'];
const ALL_ABOVE_VIEWS = [...CORE_TO_REPORT, 'src/worker', 'src/state', 'src/map', 'src/views/shared'];

export const ROOMS: Room[] = [
  { path: 'src/core', imports: [], packages: [] },
  { path: 'src/core/network', imports: ['src/core'], packages: ['flatbush'] },
  // The one place that touches the geometry libraries.
  { path: 'src/core/geo', imports: ['src/core'], packages: ['flatbush', '@turf/turf', 'clipper2-ts', 'gcoord'] },
  { path: 'src/i18n', imports: [], types: ['src/core'], packages: [] },
  {
    path: 'src/io',
    imports: ['src/core', 'data/standards'],
    packages: [
      'papaparse',
      'read-excel-file',
      'write-excel-file',
      'fflate',
      'flatgeobuf',
      'flatbuffers',
      'pbf',
      'valibot',
      'highs',
    ],
    // Not FlatGeobuf, which every visit reads.
    lazy: ['papaparse', 'read-excel-file', 'write-excel-file', 'pbf', 'valibot', 'highs'],
  },
  // Packs of written standards: data, which imports nothing.
  { path: 'data/standards', imports: [], packages: [] },
  { path: 'src/report', imports: ['src/core', 'src/i18n'], packages: ['d3', 'docx'], lazy: ['docx'] },
  { path: 'src/worker', imports: ['src/core', 'src/io', 'src/report'], packages: [] },
  // The page's side of the worker must not pull the computing into the page.
  {
    path: 'src/worker/client.ts',
    imports: ['src/worker/protocol.ts'],
    types: ['src/core', 'src/io', 'src/worker'],
    packages: [],
  },
  // The page's side of the search for sites.
  { path: 'src/worker/site-client.ts', imports: [], types: ['src/worker', 'src/core'], packages: [] },
  { path: 'src/worker/protocol.ts', imports: [], types: ['src/core', 'src/io', 'src/worker'], packages: [] },
  {
    path: 'src/state',
    imports: [
      'src/core',
      'src/io',
      'src/i18n',
      'src/worker/client.ts',
      'src/worker/site-client.ts',
      'src/worker/protocol.ts',
    ],
    types: ['src/worker'],
    packages: ['svelte', 'idb'],
  },
  { path: 'src/map', imports: ['src/i18n'], types: ['src/core'], packages: ['maplibre-gl', 'svelte'] },
  { path: 'src/views/shared', imports: ALL_ABOVE_VIEWS, packages: ['svelte', 'd3'] },
  { path: 'src/views/plan', imports: ALL_ABOVE_VIEWS, packages: ['svelte', 'd3'] },
  { path: 'src/views/review', imports: ALL_ABOVE_VIEWS, packages: ['svelte', 'd3'] },
  { path: 'src/views/nearby', imports: ALL_ABOVE_VIEWS, packages: ['svelte', 'd3'] },
  // main.ts and App.svelte put the views together.
  { path: 'src', imports: ['*'], packages: ['svelte'] },
  { path: 'scripts', imports: CORE_TO_REPORT, packages: ['*'] },
];
