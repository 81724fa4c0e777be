/** Map of one service: communities by status with hatch, facilities, names and elders of what is lacking. */
import type { Kind } from '../../core/types.ts';
import { limitOf, nameOf, sayPeople, suppressedText, type Context } from '../context.ts';
import { element } from '../markup.ts';
import { listLacking } from '../sections/lacking.ts';
import { createDrawing, drawText, INK, STATUS_FILLS } from './drawing.ts';
import type { Drawing, FillStatus } from './drawing.ts';
import { drawFoot } from './foot.ts';
import { hatchShape } from './hatch.ts';
import type { Ground } from './ground.ts';
import { lineHeight, placeLabels, type Box, type LabelWish, type PlacedLabel } from './labels.ts';
import { drawMarks, letterOf, listMarks, radiusOf, type Mark } from './marks.ts';

const TOWN_SIZE = 11;
const LABEL_SIZE = 9.5;

export function drawMap(kind: Kind, ground: Ground, context: Context): Drawing {
  const { width, height } = ground;
  const mark = `map-${kind.replace(/\W/g, '-')}`;
  const marks = listMarks(kind, ground, context);
  const clip = element('clipPath', { id: `${mark}-frame` }, element('rect', { width, height }));
  const picture = element(
    'g',
    { 'clip-path': `url(#${mark}-frame)` },
    element('rect', { width, height, fill: INK.ground }) +
      (ground.water === '' ? '' : element('path', { d: ground.water, fill: INK.water, 'fill-rule': 'evenodd' })) +
      drawAreas(kind, ground, mark, context) +
      (ground.units.size === 0 ? drawHomes(kind, ground, context) : '') +
      drawTowns(ground) +
      drawMarks(marks, letterOf(kind, context)) +
      drawLabels(kind, ground, marks, context),
  );
  const rim = element('rect', { width, height, fill: 'none', stroke: INK.boundary, 'stroke-width': 1 });
  const foot = drawFoot({ kind, ground, hasPlanned: marks.some(({ isPlanned }) => isPlanned) }, context);
  const title = context.words.gaps.map(nameOf(kind, context), limitOf(kind, context));
  return createDrawing(width, height + foot.height, title, clip + picture + rim + foot.inner);
}

function drawAreas(kind: Kind, { units, width, height }: Ground, mark: string, context: Context): string {
  const shapes = context.units.flatMap((area) => {
    const shape = units.get(area.id);
    return shape ? [{ status: (area.services[kind]?.status ?? 'unknown') satisfies FillStatus, path: shape.path }] : [];
  });
  const fills = shapes.map(({ status, path }) =>
    element('path', {
      d: path,
      fill: STATUS_FILLS[status],
      'fill-opacity': 0.9,
      'fill-rule': 'evenodd',
      stroke: INK.fine,
      'stroke-width': 0.6,
    }),
  );
  // Communities do not overlap: those of a status are one shape, and its lines run through.
  const hatches = (['partial', 'unknown', 'lacking'] as const).map((status) => {
    const path = shapes.flatMap((shape) => (shape.status === status ? [shape.path] : [])).join('');
    const frame = { x: 0, y: 0, width, height };
    return path === '' ? '' : hatchShape(status, path, { id: `${mark}-${status}`, frame });
  });
  const rims = shapes
    .filter(({ status }) => status === 'lacking')
    .map(({ path }) => element('path', { d: path, fill: 'none', stroke: INK.gap, 'stroke-width': 1.4 }));
  return [...fills, ...hatches, ...rims].join('');
}

/** Where no area has a polygon the homes themselves are drawn: inside filled, outside hollow. */
function drawHomes(kind: Kind, ground: Ground, { project, evaluation }: Context): string {
  const states = new Map((evaluation.residences ?? []).map(({ id, services }) => [id, services[kind]]));
  const limit = evaluation.services[kind]?.limitMetres ?? 0;
  return project.residences
    .map(({ id, position }) => {
      const [cx, cy] = ground.place(position);
      const metres = states.get(id)?.metres ?? null;
      const isInside = metres !== null && metres <= limit;
      const look = isInside ? { fill: '#1F6F5C' } : { fill: '#FFFFFF', stroke: INK.text, 'stroke-width': 1.2 };
      return element('circle', { cx, cy, r: 2.6, ...look });
    })
    .join('');
}

function drawTowns({ towns }: Ground): string {
  return towns
    .map(({ path }) => element('path', { d: path, fill: 'none', stroke: INK.boundary, 'stroke-width': 1.3 }))
    .join('');
}

/** Names of subdistricts, then of what is lacking with its elders, most first, as far as there is room. */
function drawLabels(kind: Kind, ground: Ground, marks: readonly Mark[], context: Context): string {
  const radius = radiusOf(marks.length);
  const avoided = marks.map(({ at: [x, y] }) => ({
    left: x - radius,
    right: x + radius,
    top: y - radius,
    bottom: y + radius,
  }));
  const taken: Box[] = [
    { left: 0, right: 150, top: ground.height - 34, bottom: ground.height },
    { left: ground.width - 34, right: ground.width, top: 0, bottom: 48 },
  ];
  const towns: LabelWish[] = ground.towns.map(({ name, label }) => ({ at: label, lines: [name], size: TOWN_SIZE }));
  const gaps: LabelWish[] = listLacking(kind, context).flatMap((area) => {
    const shape = ground.units.get(area.id);
    const lines = [area.name, sayElders(area.id, kind, context)].filter((line) => line !== '');
    return shape ? [{ at: shape.label, lines, size: LABEL_SIZE }] : [];
  });
  const placed = placeLabels([...towns, ...gaps], ground, { taken, avoided });
  return placed.map((label) => drawLabel(label)).join('');
}

function sayElders(id: string, kind: Kind, context: Context): string {
  const { words, suppressed } = context;
  const instead = suppressedText(id, context);
  if (instead !== null) return suppressed.get(id) === 'small' ? words.map.elders(instead) : '';
  const area = context.units.find((each) => each.id === id);
  if (!area || area.elders === null) return '';
  const count = Math.max(0, area.elders - (area.services[kind]?.eldersCovered ?? 0));
  return words.map.elders(sayPeople(count, context.estimated.has(id), 'up', context));
}

function drawLabel({ x, y, lines, size }: PlacedLabel): string {
  const isTown = size === TOWN_SIZE;
  return lines
    .map((line, place) =>
      drawText(x, y + place * lineHeight(size), line, {
        size,
        anchor: 'middle',
        halo: true,
        fill: isTown ? INK.muted : INK.gapText,
        weight: place === 0 ? 600 : 400,
      }),
    )
    .join('');
}
