/** Finds the area that a row names: by id, else by the names of community, subdistrict and district. */
import { boundsOf, isInside } from '../../core/geo/polygons.ts';
import type { Area, Bounds } from '../../core/types.ts';

/** 街道, 社区 ... behind a name are often left out; some ledgers write them in other characters. */
const KIND_WORD =
  /(?:社区居民委员会|社区居委会|居民委员会|村民委员会|街道办事处|居委会|村委会|街道办|社区|街道|管委会|开发区|村|镇|乡|里|区|區|县|縣|市)$/u;

function stemOf(name: string): string {
  const stem = name.replace(KIND_WORD, '');
  return stem.length >= 2 ? stem : name;
}

/** Names in one column that say where a row belongs, from small to large. */
export interface NamedPlace {
  areaId: string;
  community: string;
  subdistrict: string;
  district: string;
}

export class AreaNames {
  readonly #byId = new Map<string, Area>();
  readonly #byName = new Map<string, Area[]>();
  readonly #byStem = new Map<string, Area[]>();
  readonly #bounds = new Map<Area, Bounds>();
  /** Answers for names already asked: ledgers repeat the same few. */
  readonly #answers = new Map<string, Area | null>();
  /** Whether any community has a polygon, so that coordinates can say more than the name of a subdistrict. */
  readonly hasCommunityPolygons: boolean;

  constructor(areas: readonly Area[]) {
    for (const area of areas) {
      this.#byId.set(area.id, area);
      const name = area.name.normalize('NFKC').trim();
      if (name === '') continue;
      append(this.#byName, name, area);
      append(this.#byStem, stemOf(name), area);
    }
    this.hasCommunityPolygons = areas.some((area) => area.level === 'community' && area.polygon !== null);
  }

  get size(): number {
    return this.#byId.size;
  }

  has(id: string): boolean {
    return this.#byId.has(id);
  }

  /** The one area that a row names, the smallest that is clear; undefined where there is none or more than one. */
  find(place: NamedPlace): Area | undefined {
    if (this.#byId.size === 0) return undefined;
    if (place.areaId !== '') {
      const area = this.#byId.get(place.areaId);
      if (area !== undefined) return area;
    }
    if (place.community === '' && place.subdistrict === '' && place.district === '') return undefined;
    const key = `${place.community}\n${place.subdistrict}\n${place.district}`;
    const known = this.#answers.get(key);
    if (known !== undefined) return known ?? undefined;
    const answer = this.#findNamed(place);
    this.#answers.set(key, answer ?? null);
    return answer;
  }

  /** Whether a position lies in an area's polygon. */
  isInside(longitude: number, latitude: number, area: Area): boolean {
    if (area.polygon === null) return false;
    let bounds = this.#bounds.get(area);
    if (bounds === undefined) {
      bounds = boundsOf(area.polygon);
      this.#bounds.set(area, bounds);
    }
    const [west, south, east, north] = bounds;
    if (longitude < west || longitude > east || latitude < south || latitude > north) return false;
    return isInside([longitude, latitude], area.polygon);
  }

  #findNamed({ community, subdistrict, district }: NamedPlace): Area | undefined {
    let within: Area | undefined;
    for (const name of [district, subdistrict, community]) {
      if (name === '') continue;
      within = this.#pick(name, within) ?? within;
    }
    return within;
  }

  #pick(name: string, within: Area | undefined): Area | undefined {
    const plain = name.normalize('NFKC').trim();
    for (const found of [this.#byName.get(plain), this.#byStem.get(stemOf(plain))]) {
      if (found === undefined) continue;
      if (found.length === 1) return found[0];
      const inside = within === undefined ? [] : found.filter((area) => this.#isBelow(area, within));
      if (inside.length === 1) return inside[0];
    }
    return undefined;
  }

  #isBelow(area: Area, ancestor: Area): boolean {
    // Seven levels are more than any data has; a cycle ends here too.
    let parent = area.parentId;
    for (let depth = 0; depth < 7 && parent !== null; depth++) {
      if (parent === ancestor.id) return true;
      parent = this.#byId.get(parent)?.parentId ?? null;
    }
    return false;
  }
}

function append(map: Map<string, Area[]>, key: string, area: Area): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [area]);
  else list.push(area);
}
