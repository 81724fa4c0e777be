/** OSM XML (OSM wiki, OSM XML), from the API, JOSM or Overpass, as a source of ways, relations and nodes. */
import { createProblem } from '../../core/problems.ts';
import type { Problem } from '../../core/types.ts';
import type { FileBytes } from '../files.ts';
import {
  toSevenDecimals,
  type Meter,
  type OsmSource,
  type Pass,
  type VisitNode,
  type VisitRelation,
  type VisitWay,
} from './elements.ts';
import { decodeEntities, readAttributes, readXmlTags, type XmlTag } from './xml-tags.ts';

export function openXml(file: FileBytes, meter: Meter): OsmSource {
  return new XmlSource(file, meter);
}

/** A way or relation while its inner tags are read. */
interface OpenElement {
  id: number;
  tags: Record<string, string>;
  nodes: number[];
  ways: { id: number; role: string }[];
}

class XmlSource implements OsmSource {
  readonly #file: FileBytes;
  readonly #meter: Meter;
  #date = '';
  #remark = '';
  #isClosed = false;
  /** The character at which the text ends to make sense. */
  #fault: number | null = null;

  constructor(file: FileBytes, meter: Meter) {
    this.#file = file;
    this.#meter = meter;
  }

  async relations(visit: VisitRelation): Promise<void> {
    this.#elements('relations', visit, (tag) => this.#readHead(tag));
    // A download that broke off between two elements is well made up to there.
    if (!this.#isClosed) this.#fault ??= this.#file.bytes.length;
  }

  async ways(visit: VisitWay): Promise<void> {
    this.#elements('ways', visit);
  }

  /** Overpass can write coordinates into the ways (`out geom`) instead of nodes. */
  async nodes(visit: VisitNode): Promise<void> {
    this.#pass('nodes', ({ name, isClosing, attributes }) => {
      if (isClosing || (name !== 'node' && name !== 'nd') || !attributes.includes('lat')) return;
      const { id, ref, lon, lat, ...rest } = readAttributes(attributes);
      const number = Number(id ?? ref ?? Number.NaN);
      if (!isDeleted(rest) && Number.isFinite(number)) {
        visit(number, toSevenDecimals(Number(lon)), toSevenDecimals(Number(lat)));
      }
    });
  }

  date(): string {
    return this.#date;
  }

  problems(): Problem[] {
    const file = this.#file.name;
    const problems: Problem[] = [];
    if (this.#fault !== null) {
      const value = `XML: ${this.#fault} / ${this.#file.bytes.length}`;
      problems.push(createProblem('file_unreadable', { severity: 'error', file, value, action: 'changed' }));
    }
    if (this.#remark !== '') problems.push(createProblem('osm_incomplete', { file, value: this.#remark }));
    return problems;
  }

  #pass(pass: Pass, visit: (tag: XmlTag) => void): void {
    const fault = readXmlTags(this.#file.bytes, visit, (bytes) => this.#meter(pass, bytes));
    this.#fault ??= fault;
  }

  #readHead({ name, attributes, following, isClosing, isSelfClosing }: XmlTag): void {
    if (name === 'osm') this.#isClosed = isClosing || isSelfClosing;
    if (isClosing) return;
    if (name === 'remark') this.#remark = decodeEntities(following).trim().slice(0, 200);
    if (name !== 'meta' && name !== 'osm') return;
    const { osm_base: base, timestamp } = readAttributes(attributes);
    const said = base ?? timestamp;
    if (said !== undefined && /^\d{4}-\d\d-\d\d/u.test(said)) this.#date = said.slice(0, 10);
  }

  #elements(pass: Pass, visit: (element: OpenElement) => void, look?: (tag: XmlTag) => void): void {
    const kind = pass === 'ways' ? 'way' : 'relation';
    let open: OpenElement | null = null;
    this.#pass(pass, (tag) => {
      look?.(tag);
      const { name, isClosing, isSelfClosing } = tag;
      if (name !== kind) {
        if (open !== null && !isClosing) addInner(open, tag);
        return;
      }
      if (isClosing) {
        if (open !== null) visit(open);
        open = null;
      } else if (!isSelfClosing) {
        const { id, ...rest } = readAttributes(tag.attributes);
        open = isDeleted(rest) ? null : { id: Number(id), tags: {}, nodes: [], ways: [] };
      }
    });
  }
}

/** What an editor has marked as gone, or the history as no longer there. */
function isDeleted({ action, visible }: Record<string, string>): boolean {
  return action === 'delete' || visible === 'false';
}

function addInner(open: OpenElement, { name, attributes }: XmlTag): void {
  if (name !== 'tag' && name !== 'nd' && name !== 'member') return;
  const { k, v, ref, type, role } = readAttributes(attributes);
  if (name === 'tag') open.tags[k ?? ''] = v ?? '';
  else if (name === 'nd') open.nodes.push(Number(ref));
  else if (type === 'way') open.ways.push({ id: Number(ref), role: role ?? '' });
}
