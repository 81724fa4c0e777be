import { describe, expect, it } from 'vitest';
import { isWalkable } from '../../../src/io/osm/walking.ts';

/** Tags written as `key=value`, one after the other. */
function tagsOf(text: string): Record<string, string> {
  return Object.fromEntries(
    text.split(' ').map((tag): [string, string] => [tag.split('=')[0] ?? '', tag.split('=')[1] ?? '']),
  );
}

describe('a way is walked on', () => {
  it.each([
    'highway=footway',
    'highway=path',
    'highway=pedestrian',
    'highway=steps',
    'highway=crossing',
    'highway=living_street',
    'highway=residential',
    'highway=service',
    'highway=unclassified',
    'highway=road',
    'highway=track',
    'highway=tertiary',
    'highway=tertiary_link',
    'highway=secondary',
    'highway=secondary_link',
    'highway=primary',
    'highway=primary_link',
    'highway=cycleway',
    'highway=footway footway=crossing',
    'highway=footway footway=sidewalk',
    // A square: its outline.
    'highway=pedestrian area=yes',
    // Behind the gates of a compound live people.
    'highway=service access=private',
    'highway=residential access=destination',
    'highway=footway foot=private',
    'highway=path foot=discouraged',
    // The word for walkers goes before the one for all.
    'highway=footway access=no foot=yes',
    'highway=footway access=no foot=designated',
    'highway=footway access=no foot=permissive',
    'highway=trunk foot=yes',
    'highway=trunk foot=designated',
    'highway=trunk_link foot=permissive',
    'highway=trunk sidewalk=both',
    'highway=trunk sidewalk=left',
    'highway=trunk sidewalk=separate',
    'highway=trunk sidewalk:right=yes',
    'highway=primary motorroad=yes foot=yes',
    'highway=primary motorroad=yes sidewalk=right',
    'highway=primary motorroad=no',
    'highway=bridleway foot=yes',
    'highway=busway sidewalk=both',
    'highway=corridor foot=yes',
    'highway=footway indoor=yes foot=yes',
    'highway=footway indoor=no',
    'highway=residential construction=no',
  ])('%s', (text) => {
    expect(isWalkable(tagsOf(text))).toBe(true);
  });
});

describe('a way is not walked on', () => {
  it.each([
    'highway=motorway',
    'highway=motorway_link',
    'highway=motorway foot=yes sidewalk=both',
    'highway=trunk',
    'highway=trunk_link',
    'highway=trunk sidewalk=no',
    'highway=trunk sidewalk=none',
    'highway=trunk foot=destination',
    'highway=trunk sidewalk=both foot=no',
    'highway=trunk sidewalk=both access=no',
    'highway=primary motorroad=yes',
    'highway=primary motorroad=yes sidewalk=no',
    'highway=residential foot=no',
    // The path beside it is a way of its own.
    'highway=primary foot=use_sidepath',
    'highway=cycleway foot=no',
    'highway=cycleway foot=use_sidepath',
    'highway=service access=no',
    'highway=service access=no foot=private',
    'highway=bridleway',
    'highway=busway',
    'highway=raceway',
    'highway=corridor',
    'highway=footway indoor=yes',
    'highway=platform',
    'highway=proposed proposed=residential',
    'highway=construction construction=footway',
    'highway=abandoned',
    'highway=residential abandoned=yes',
    'highway=residential proposed=yes',
    'highway=residential construction=yes',
    'highway=elevator',
    'highway=constructor',
    'railway=platform',
    'railway=rail',
    'route=ferry foot=yes',
    'foot=yes',
    'building=yes',
  ])('%s', (text) => {
    expect(isWalkable(tagsOf(text))).toBe(false);
  });
});
