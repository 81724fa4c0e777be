import { describe, expect, it } from 'vitest';
import type { Position } from '../../src/core/types.ts';
import { createContext } from '../../src/report/context.ts';
import { createReport } from '../../src/report/create-report.ts';
import { findClear, splitBars } from '../../src/report/figures/bars.ts';
import { splitBullets } from '../../src/report/figures/bullets.ts';
import { fitText, widthOf, wrapText } from '../../src/report/figures/drawing.ts';
import { findScale } from '../../src/report/figures/foot.ts';
import { createGround, findLabel, type Point } from '../../src/report/figures/ground.ts';
import { placeLabels, touches } from '../../src/report/figures/labels.ts';
import { box, CORNERS, createRandom, makeArea, makeProject } from '../core/make.ts';
import { figuresOf, makeEvaluation, makeInput, makeStandard, ROWS, textsOf } from './make-input.ts';
import { findFlaw } from './markup.ts';

const report = createReport(makeInput());
const figures = figuresOf(report);
const [bullets, map, , bars] = figures;

function numbersOf(svg: string, attribute: string): number[] {
  return [...svg.matchAll(new RegExp(` ${attribute}="([^"]*)"`, 'g'))].map(([, value]) => Number(value));
}

describe('every figure', () => {
  it('is a whole, well-formed SVG document of the size it says, with a title and a text that says the same', () => {
    expect(figures.map(({ id }) => id)).toEqual(['bullets-test-1', 'map-day_care', 'map-meals', 'bars-1']);
    for (const { svg, width, height, text, id } of figures) {
      expect(findFlaw(svg), id).toBeNull();
      expect(svg.startsWith(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}"`), id).toBe(true);
      expect(svg, id).toMatch(/role="img".*<title>[^<]+<\/title>/s);
      expect(svg, id).not.toMatch(/NaN|undefined|Infinity/);
      expect(text.length, id).toBeGreaterThan(10);
    }
  });

  it('refers only to patterns of its own', () => {
    for (const { svg, id } of figures) {
      const ids = new Set([...svg.matchAll(/ id="([^"]*)"/g)].map(([, name]) => name));
      for (const [, name] of svg.matchAll(/url\(#([^)]*)\)/g)) expect(ids.has(name), `${id}: ${name}`).toBe(true);
    }
    const { pack, result } = makeStandard();
    const evaluation = makeEvaluation('zh', { standards: [result, { ...result, id: 'other' }] });
    const both = figuresOf(createReport(makeInput({ packs: [pack, { ...pack, id: 'other' }], evaluation })));
    expect(both).toHaveLength(5);
    const all = both.flatMap(({ svg }) => [...svg.matchAll(/ id="([^"]*)"/g)].map(([, name]) => name));
    expect(new Set(all).size).toBe(all.length);
  });

  it('escapes whatever the data are called', () => {
    const input = makeInput();
    const name = '<script>alert("1")</script>&=1+1';
    const areas = input.project.areas.map((area) => ({ ...area, name }));
    const results = input.evaluation.areas.map((area) => ({ ...area, name }));
    const sources = input.project.sources.map((source) => ({ ...source, title: name }));
    const project = { ...input.project, areas, sources };
    const made = createReport({ ...input, project, evaluation: { ...input.evaluation, areas: results } });
    for (const { svg, id } of figuresOf(made)) {
      expect(findFlaw(svg), id).toBeNull();
      expect(svg, id).not.toContain('<script');
    }
    expect(figuresOf(made)[1]?.svg).toContain('&lt;script&gt;');
  });
});

describe('the map', () => {
  it('hatches and outlines what is lacking, and labels it with its elders', () => {
    const svg = map?.svg ?? '';
    // Three communities are one shape that the lines are cut to.
    const [, shape] = /<clipPath id="map-day_care-lacking"><path d="([^"]*)"/.exec(svg) ?? [];
    expect(shape?.match(/Z/g)).toHaveLength(3);
    expect(svg).toContain('<g clip-path="url(#map-day_care-lacking)"><path d="M');
    for (const label of ['丙社区', '160 人', '丁社区', '6 人', '戊社区', '94 人', '东街道', '西街道', '北', '数据：']) {
      expect(svg).toContain(label);
    }
    expect(svg).not.toContain('>甲社区<');
  });

  it('draws facilities that count with their letter, planned ones hollow, others not at all', () => {
    expect(map?.svg.match(/>日</g)).toHaveLength(4);
    expect(map?.svg.match(/stroke-dasharray="2.4 1.4"/g)).toHaveLength(2);
    expect(figures[2]?.svg.match(/>餐</g)).toHaveLength(2);
  });

  it('has one extent for all services', () => {
    const paths = (svg: string | undefined) =>
      [...(svg ?? '').matchAll(/ d="(M[\d. ]+L[^"]*Z)" fill=/g)].map(([, d]) => d);
    expect(new Set(paths(map?.svg))).toEqual(new Set(paths(figures[2]?.svg)));
  });

  it.each([
    ['zh', '某单位的台账'],
    ['en', 'a ledger of some office'],
  ] as const)('names in %s a source said in both languages once, in that language', (locale, own) => {
    const input = makeInput({ locale });
    const title = '某单位的台账 / a ledger of some office';
    const sources = input.project.sources.map((source) => ({ ...source, title, licence: title }));
    const made = createReport({ ...input, project: { ...input.project, sources } });
    const texts = textsOf(made).filter((text) => /某单位|some office/.test(text));
    expect(texts.length).toBeGreaterThan(2);
    for (const text of texts) {
      expect(text.replaceAll(own, '')).not.toMatch(/某单位|some office| \/ /);
    }
  });

  it('draws homes where no area has a polygon', () => {
    const input = makeInput();
    const areas = input.project.areas.map((area) => ({ ...area, polygon: null }));
    const residences = ['home-a', 'home-b'].map((id, i) => ({
      id,
      services: { day_care: { metres: 500 + 1000 * i, facility: 'f1', state: 'reached' as const } },
    }));
    const made = createReport({
      ...input,
      project: { ...input.project, areas },
      evaluation: { ...input.evaluation, residences },
    });
    const svg = figuresOf(made)[1]?.svg ?? '';
    expect(svg.match(/r="2.6" fill="#1F6F5C"/g)).toHaveLength(1);
    expect(svg.match(/r="2.6" fill="#FFFFFF"/g)).toHaveLength(4);
  });

  it.each(CORNERS)('is true to scale, with north up, at $name', ({ at: [longitude, latitude] }) => {
    const input = makeInput();
    const areas = [makeArea('only', { polygon: box(longitude, latitude, longitude + 0.04, latitude + 0.03) })];
    const evaluation = {
      ...input.evaluation,
      areas: input.evaluation.areas.slice(2, 3).map((each) => ({ ...each, id: 'only' })),
    };
    const ground = createGround(createContext({ ...input, project: makeProject({ areas }), evaluation }));
    if (!ground) throw new Error('no ground');
    const corner = (dx: number, dy: number): Point => {
      const position: Position = [longitude + dx, latitude + dy];
      return ground.place(position);
    };
    const [west, east, north] = [corner(0, 0), corner(0.04, 0), corner(0, 0.03)];
    // A degree of longitude in metres, by the formula for the ellipsoid of WGS-84.
    const radians = ((latitude + 0.015) * Math.PI) / 180;
    const perDegree = 111_412.84 * Math.cos(radians) - 93.5 * Math.cos(3 * radians);
    expect((east[0] - west[0]) * ground.metresPerPixel).toBeCloseTo(0.04 * perDegree, -2);
    expect(Math.abs((east[0] - west[0]) * ground.metresPerPixel - 0.04 * perDegree)).toBeLessThan(
      0.006 * 0.04 * perDegree,
    );
    expect(north[1]).toBeLessThan(west[1]);
    for (const [x, y] of [west, east, north]) {
      expect(x).toBeGreaterThanOrEqual(0);
      expect(x).toBeLessThanOrEqual(ground.width);
      expect(y).toBeGreaterThanOrEqual(0);
      expect(y).toBeLessThanOrEqual(ground.height);
    }
  });

  it('has a scale bar of a round length, not longer than a fifth of the map', () => {
    for (const metresPerPixel of [0.7, 3, 12.5, 99]) {
      const metres = findScale(metresPerPixel, 640);
      expect(String(metres)).toMatch(/^[125]0*$/);
      expect(metres / metresPerPixel).toBeLessThanOrEqual(128);
      expect(metres / metresPerPixel).toBeGreaterThan(128 / 2.6);
    }
  });

  it('finds the point of a label inside the shape, even of a bow', () => {
    const bow: Point[] = [
      [0, 0],
      [100, 0],
      [100, 100],
      [90, 100],
      [90, 10],
      [10, 10],
      [10, 100],
      [0, 100],
    ];
    const [x, y] = findLabel([bow]);
    expect(x < 10 || x > 90 || y < 10).toBe(true);
  });

  it('never lays one label over another, whatever the crowd', () => {
    const random = createRandom(5);
    const wishes = Array.from({ length: 200 }, (_, i) => ({
      at: [random() * 640, random() * 500] as Point,
      lines: [`社区${i}`, `${Math.floor(random() * 4000)} 人`],
      size: 9.5,
    }));
    const taken = [{ left: 0, right: 150, top: 460, bottom: 500 }];
    const placed = placeLabels(wishes, { width: 640, height: 500 }, { taken, avoided: [] });
    const boxes = placed.map(({ x, y, lines, size }) => {
      const half = Math.max(...lines.map((line) => widthOf(line, size))) / 2;
      return { left: x - half, right: x + half, top: y - size * 0.8, bottom: y + size * 1.3 };
    });
    expect(placed.length).toBeGreaterThan(60);
    boxes.forEach((one, i) => {
      expect(boxes.slice(i + 1).some((other) => touches(one, other))).toBe(false);
      expect(taken.some((other) => touches(one, other))).toBe(false);
    });
    // The first wishes are the most important ones.
    expect(placed[0]?.lines).toEqual(wishes[0]?.lines);
  });
});

describe('the charts', () => {
  it('draws requirements in per cent that have a value and a target, missed ones first', () => {
    const { tested } = createContext(makeInput());
    const parts = splitBullets(tested[0]?.once ?? []);
    expect(parts.map((rows) => rows.map(({ requirement }) => requirement.id))).toEqual([['R1', 'R7', 'R6']]);
    expect(splitBullets([])).toEqual([]);
  });

  it('has bars as long as the value, the target at its place and the baseline dashed', () => {
    const svg = bullets?.svg ?? '';
    const widths = numbersOf(svg, 'width');
    // The scale of 0 to 100 is 180 wide from 288 on: 60 % are 108.
    expect(widths.filter((width) => width === 108).length).toBeGreaterThanOrEqual(1);
    expect(numbersOf(svg, 'x1').filter((x) => x === 468).length).toBeGreaterThanOrEqual(4);
    expect(svg).toContain('x1="378" x2="378"');
    expect(svg).toContain('stroke-dasharray="3 2"');
    for (const text of ['60%', '不低于 100%', '18% 至 71.6%']) expect(svg).toContain(text);
  });

  it('parts long charts into like pages', () => {
    const { tested } = createContext(makeInput());
    const [row] = tested[0]?.once ?? [];
    if (!row) throw new Error('no row');
    const parts = splitBullets(Array.from({ length: 45 }, () => row));
    expect(parts.map((rows) => rows.length)).toEqual([15, 15, 15]);
    expect(ROWS).toHaveLength(7);
  });

  it('has a bar for every subdistrict and service, lowest first, with its share', () => {
    const { evaluation, kinds } = createContext(makeInput());
    const towns = evaluation.areas.filter(({ level }) => level === 'subdistrict');
    expect(splitBars(towns, kinds).map((rows) => rows.map(({ id }) => id))).toEqual([['west', 'east']]);
    for (const text of ['13.3%', '78.5%', '57.1%', '100.0%', '全部 59.0%', '全部 70.0%'])
      expect(bars?.svg).toContain(text);
  });

  it('ends every upright line before a value and begins it anew after that row', () => {
    const value = (row: number, x: number) => ({ x, y: 38 + 20 * row, text: '42.2%' });
    const left = 100;
    const right = left + widthOf('42.2%', 10.5);
    expect(findClear(left - 4, [value(0, left)])).toEqual([[34, 58]]);
    expect(findClear(right + 4, [value(0, left)])).toEqual([[34, 58]]);
    // Nothing remains between two rows whose values it would cross.
    const rows = [value(0, 10), value(1, left), value(2, left), value(3, 10)];
    expect(findClear(left + 9, rows)).toEqual([
      [34, 58],
      [98, 118],
    ]);
    expect(findClear(left + 9, [value(0, left)])).toEqual([[34, 38]]);
    expect(findClear(left + 9, [])).toEqual([[34, 38]]);
  });

  it('draws no line of the total or the scale through a value', () => {
    const input = makeInput();
    const places = ['east', 'west'];
    // Right beside the total of 59 %, so that its line would pass through the values.
    const shares = [0.5, 0.55, 0.58];
    for (const share of shares) {
      const areas = input.evaluation.areas.map((area) =>
        places.includes(area.id) && area.services.day_care
          ? { ...area, services: { ...area.services, day_care: { ...area.services.day_care, eldersShare: share } } }
          : area,
      );
      const made = createReport({ ...input, evaluation: { ...input.evaluation, areas } });
      const svg = figuresOf(made).find(({ id }) => id === 'bars-1')?.svg ?? '';
      const values = [...svg.matchAll(/<text x="([\d.]+)" y="([\d.]+)" font-size="10.5">([^<]*)</g)];
      expect(values).toHaveLength(4);
      const lines = [...svg.matchAll(/<path d="((?:M[\d.]+ [\d.]+V[\d.]+)+)"/g)].flatMap(([, d]) =>
        [...(d ?? '').matchAll(/M([\d.]+) ([\d.]+)V([\d.]+)/g)].map((numbers) => numbers.slice(1).map(Number)),
      );
      expect(lines.length).toBeGreaterThan(6);
      expect(svg).not.toContain('<line');
      for (const [, x, y, text = ''] of values) {
        const box = {
          left: Number(x),
          right: Number(x) + widthOf(text, 10.5),
          top: Number(y) - 14,
          bottom: Number(y) + 6,
        };
        const crossing = lines.filter(
          ([at = 0, from = 0, to = 0]) => at > box.left && at < box.right && from < box.bottom && to > box.top,
        );
        expect(crossing, text).toEqual([]);
      }
    }
  });
});

describe('text that has to fit', () => {
  it('is cut with an ellipsis or wrapped, and never wider than its place', () => {
    const random = createRandom(11);
    const letters = ['社', '区', 'a', 'W', 'i', ' ', '（', '1'];
    for (let round = 0; round < 200; round++) {
      const text = Array.from({ length: 60 }, () => letters[Math.floor(random() * letters.length)] ?? '').join('');
      expect(widthOf(fitText(text, 10, 120), 10)).toBeLessThanOrEqual(120);
      const lines = wrapText(text, 10, { width: 120, lines: 2 });
      expect(lines.length).toBeLessThanOrEqual(2);
      for (const line of lines) expect(widthOf(line, 10)).toBeLessThanOrEqual(120);
    }
    expect(fitText('社区', 10, 120)).toBe('社区');
    expect(wrapText('one two three', 10, { width: 45, lines: 3 })).toEqual(['one two', 'three']);
  });
});
