import { describe, expect, it } from 'vitest';
import { findOsmFormat } from '../../../src/io/osm/identify.ts';
import { readOsm } from '../../../src/io/osm/read.ts';
import { decodeEntities } from '../../../src/io/osm/xml-tags.ts';
import { bytesOf, joinBytes, linesOf, overpassBody, pbf, pbfBlobs, xml, xmlText, type OsmData } from './extracts.ts';

const STREETS: OsmData = {
  nodes: Object.fromEntries(Array.from({ length: 40 }, (_, i) => [i + 1, [120 + i / 1000, 31]])),
  ways: Array.from({ length: 39 }, (_, i) => ({ id: i + 1, tags: { highway: 'path' }, nodes: [i + 1, i + 2] })),
};

describe('what a file is', () => {
  it.each([
    ['pbf', pbf(STREETS).bytes],
    ['pbf', pbf(STREETS, { raw: true }).bytes],
    ['xml', bytesOf('<osm version="0.6"></osm>')],
    ['xml', bytesOf('\uFEFF<?xml version="1.0"?>\n<!-- made by hand -->\n<osm>')],
    ['xml', bytesOf('<!DOCTYPE osm [ <!ENTITY a "b"> ]><osm>')],
    ['overpass', overpassBody(STREETS).bytes],
    ['overpass', bytesOf('{ "version": 0.6, "elements": [ ] }')],
    [null, bytesOf('{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"elements":[1]}}]}')],
    [null, bytesOf('<kml><osm></osm></kml>')],
    [null, bytesOf('<osmChange version="0.6">')],
    [null, bytesOf('id,name\n1,OSMHeader')],
    [null, bytesOf('')],
    [null, bytesOf('[{"elements":[]}]')],
  ])('is told by its content: %s', (format, bytes) => {
    expect(findOsmFormat(bytes)).toBe(format);
  });

  it('that is none of ours is refused with a problem', async () => {
    const { walkways, problems } = await readOsm({ name: 'a.osm.pbf', bytes: bytesOf('id,name\n1,a') });
    expect(walkways.ids).toEqual([]);
    expect(problems).toMatchObject([
      { code: 'file_unknown_format', severity: 'error', file: 'a.osm.pbf', value: 'pbf' },
    ]);
  });
});

describe('a PBF file', () => {
  const whole = pbf(STREETS, { perBlock: 10 });

  it('that is cut off gives what stands before, and says so', async () => {
    // The last block holds nine of the ways.
    const bytes = whole.bytes.slice(0, whole.bytes.length - 5);
    const { walkways, problems } = await readOsm({ name: 'cut.osm.pbf', bytes });
    expect(walkways.ids).toHaveLength(30);
    expect(problems).toMatchObject([{ code: 'file_unreadable', severity: 'error', file: 'cut.osm.pbf' }]);
    expect(String(problems[0]?.value)).toMatch(/^\d+ \/ \d+ bytes$/u);
  });

  it('with one damaged block loses what is in it, and says so once', async () => {
    const blobs = pbfBlobs(STREETS, { perBlock: 10 });
    // 0 is the header, 1 to 4 are nodes, 5 to 8 ways.
    const damaged = blobs.map((blob, i) =>
      i === 6 ? blob.map((byte, at) => (at > blob.length - 12 ? byte ^ 0x5a : byte)) : blob,
    );
    const { walkways, problems } = await readOsm({ name: 'a.pbf', bytes: joinBytes(damaged) });
    expect(walkways.ids.map(Number)).toEqual(
      [...Array(10).keys(), ...Array.from({ length: 19 }, (_, i) => i + 20)].map((i) => i + 1),
    );
    expect(problems).toMatchObject([{ code: 'file_unreadable', severity: 'error' }]);
    expect(problems[0]?.value).toMatch(/^1 \/ 9 blocks/u);
  });

  it('with a damaged block of nodes has its ways cut there', async () => {
    const blobs = pbfBlobs(STREETS, { perBlock: 10, raw: true });
    const damaged = blobs.map((blob, i) => (i === 2 ? blob.fill(0xff, blob.length - 60) : blob));
    const { walkways, problems } = await readOsm({ name: 'a.pbf', bytes: joinBytes(damaged) });
    expect(walkways.ids).toHaveLength(28);
    expect(problems.map(({ code }) => code).sort()).toEqual(['file_unreadable', 'osm_incomplete']);
  });

  it('that only a reader of histories understands is not read as if all its versions were true', async () => {
    const features = ['OsmSchema-V0.6', 'DenseNodes', 'HistoricalInformation'];
    const { walkways, problems } = await readOsm(pbf(STREETS, { features }));
    expect(walkways.ids).toEqual([]);
    expect(problems).toMatchObject([{ code: 'file_unreadable', severity: 'error' }]);
    expect(problems[0]?.value).toContain('HistoricalInformation');
  });

  it('cut anywhere or with any byte changed never throws, and never invents a way', async () => {
    const known = new Set(STREETS.ways.map(({ id }) => String(id)));
    let state = 1;
    const random = (below: number) => (state = (state * 48_271) % 2_147_483_647) % below;
    for (let round = 0; round < 60; round++) {
      const cut = await readOsm({ name: 'a.pbf', bytes: whole.bytes.slice(0, random(whole.bytes.length)) });
      const changed = whole.bytes.slice();
      changed[random(changed.length)] = random(256);
      const odd = await readOsm({ name: 'a.pbf', bytes: changed });
      expect(cut.problems.length + cut.walkways.ids.length).toBeGreaterThan(0);
      for (const id of [...cut.walkways.ids, ...odd.walkways.ids]) expect(known).toContain(id);
    }
  });

  it('with the same way twice gives it once', async () => {
    const [header, ...blocks] = pbfBlobs(STREETS);
    if (header === undefined) throw new Error('no header');
    const { walkways, counts } = await readOsm({ name: 'a.pbf', bytes: joinBytes([header, ...blocks, ...blocks]) });
    expect(new Set(walkways.ids).size).toBe(39);
    expect(walkways.ids).toHaveLength(39);
    expect(counts.ways).toBe(39);
  });
});

describe('an XML file', () => {
  it('that is cut off gives what stands before, and says so', async () => {
    const text = xmlText(STREETS);
    for (const at of [
      text.indexOf('<way id="21"') + 7,
      text.indexOf('<way id="21"'),
      text.indexOf('</way>', text.indexOf('<way id="21"')) + 3,
    ]) {
      const { walkways, problems } = await readOsm({ name: 'cut.osm', bytes: bytesOf(text.slice(0, at)) });
      expect(walkways.ids).toHaveLength(20);
      expect(problems).toMatchObject([{ code: 'file_unreadable', severity: 'error', file: 'cut.osm' }]);
    }
  });

  it('knows the entities of XML and no others: a document type is not obeyed', async () => {
    const text = `<?xml version="1.0"?><!DOCTYPE osm [ <!ENTITY bomb "boom"> ]>
      <osm><!-- <way id="7"> --><node id="1" lat="31" lon="120"/><node id='2' lat='31' lon='120.1'/>
      <way id="1"><nd ref="1"/><nd ref="2"/><tag k="highway" v="path"/>
      <tag k="name" v="&#20154;&#x6C11;&amp;&lt;&gt;&quot;&apos;&bomb; > 1"/></way></osm>`;
    const { walkways, problems } = await readOsm({ name: 'a.osm', bytes: bytesOf(text) });
    expect(problems).toEqual([]);
    expect(walkways.attributes).toEqual([{ name: '人民&<>"\'&bomb; > 1' }]);
    expect(linesOf(walkways)).toEqual({
      '1': [
        [
          [120, 31],
          [120.1, 31],
        ],
      ],
    });
  });

  it('leaves numbers that are no character as they are', () => {
    expect(decodeEntities('&#1114112; &#0065; &amp;amp;')).toBe('&#1114112; A &amp;');
  });

  it('from an editor leaves out what was deleted there', async () => {
    const text = xmlText(STREETS).replace('<way id="5">', '<way id="5" action="delete">');
    const { walkways } = await readOsm({ name: 'a.osm', bytes: bytesOf(text) });
    expect(walkways.ids).toHaveLength(38);
    expect(walkways.ids).not.toContain('5');
  });

  it('is read the same where the pieces of reading end within a tag or a character', async () => {
    // A comment of a mebibyte, less some bytes, before a name of three-byte characters.
    const data: OsmData = {
      ...STREETS,
      ways: [{ id: 1, tags: { highway: 'path', name: '人民路'.repeat(40) }, nodes: [1, 2] }],
    };
    const text = xmlText(data);
    const head = text.indexOf('人民路');
    for (const inside of [0, 1, 2, 50, 200]) {
      const padding = 1_048_576 - bytesOf(text.slice(0, head)).length - '<!---->'.length - inside;
      const padded = text.replace('<osm', `<!--${' '.repeat(padding)}--><osm`);
      const long = { name: 'a.osm', bytes: bytesOf(padded) };
      expect((await readOsm({ ...long, bytes: bytesOf(text.replace('<osm', '<!-- --><osm')) })).walkways).toEqual(
        (await readOsm(xml(data))).walkways,
      );
      const { walkways, problems } = await readOsm({
        ...long,
        bytes: joinBytes([
          bytesOf(text.slice(0, text.indexOf('<node'))),
          bytesOf(`<!--${' '.repeat(padding)}-->`),
          bytesOf(text.slice(text.indexOf('<node'))),
        ]),
      });
      expect(problems).toEqual([]);
      expect(walkways.attributes).toEqual([{ name: '人民路'.repeat(40) }]);
    }
  });
});

describe('an answer of Overpass', () => {
  it.each([
    [
      'JSON',
      overpassBody(STREETS),
      (text: string) => text.replace('"elements":', '"remark":"runtime error: Query timed out","elements":'),
    ],
    [
      'XML',
      xml(STREETS),
      (text: string) => text.replace('</osm>', '<remark> runtime error: Query timed out </remark></osm>'),
    ],
  ])('that ran out of time is incomplete (%s)', async (_, file, change) => {
    const bytes = bytesOf(change(new TextDecoder().decode(file.bytes)));
    const { walkways, problems } = await readOsm({ ...file, bytes });
    expect(walkways.ids).toHaveLength(39);
    expect(problems).toMatchObject([
      { code: 'osm_incomplete', severity: 'warning', value: 'runtime error: Query timed out' },
    ]);
  });

  it('that is cut off is no JSON, and says so', async () => {
    const { name, bytes } = overpassBody(STREETS);
    const { walkways, problems } = await readOsm({ name, bytes: bytes.slice(0, -20) });
    expect(walkways.ids).toEqual([]);
    expect(problems).toMatchObject([{ code: 'file_unreadable', severity: 'error', file: 'a.json' }]);
  });

  it('with elements of any other shape does not throw', async () => {
    const elements = [
      null,
      7,
      [],
      {},
      { type: 'way' },
      { type: 'way', id: 1, tags: { highway: 'path', a: 3 }, nodes: ['x', null] },
      { type: 'relation', tags: { type: 'multipolygon', building: 'yes' }, members: [{ type: 'way' }, 5] },
      { type: 'node', id: 2, lat: 'a' },
    ];
    const { walkways } = await readOsm({ name: 'a.json', bytes: bytesOf(JSON.stringify({ elements })) });
    expect(walkways.ids).toEqual([]);
  });
});
