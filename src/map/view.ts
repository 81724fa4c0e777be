/**
 * The one object that talks to MapLibre. It remembers what is on the map and changes only what differs; the component
 * above hands its props on. Places are sent once, an answer is told by feature state.
 */
import { Map as MapLibreMap, type GeoJSONSource } from 'maplibre-gl';
import type { Feature, FeatureCollection } from 'geojson';
import type { AreaLevel, Bounds, Position } from '../core/types.ts';
import { findAreaClass, type Bands } from './classes.ts';
import { addControls, createMapLocale } from './controls.ts';
import { clampPadding, findBounds, findMissingZoom, isInView, type Padding } from './extent.ts';
import { createAreaLabels, createLabelPoints, type LabelPoint } from './label-points.ts';
import { SOURCES, type MapLayer } from './layer-types.ts';
import { AREA_LAYERS, filterLevel } from './layers/areas.ts';
import { DETAIL_ZOOM } from './layers/base.ts';
import { isWalked } from './layers/buffers.ts';
import { nameFacilities } from './layers/labels.ts';
import { FACILITY_LAYERS, filterCounting } from './layers/facilities.ts';
import { Opening } from './opening.ts';
import { MAP_PAINT, type AreaClass, type Theme } from './paint.ts';
import { createLayers, createStyle, EMPTY, FIRST_SOURCES, sourceOf } from './style.ts';
import { createSymbolImages } from './symbols.ts';
import type {
  GeoJsonData,
  MapAnswer,
  MapGround,
  MapLink,
  MapMoment,
  MapPlaces,
  MapWalk,
  Proposal,
  Selected,
} from './types.ts';
import type { MapWords } from './words.ts';

export interface ViewOptions {
  container: HTMLElement;
  /**
   * Carries `data-idle="1"` while nothing is moving, loading or being drawn, `data-coverage="1"` from the first frame on
   * that shows the communities of an answer in their colours, and `data-reach="1"` from the first that shows its discs or
   * the ground within a walk.
   */
  marker: HTMLElement;
  places: MapPlaces;
  theme: Theme;
  words: MapWords;
  padding: Padding;
  /** Called once, when the first answer is drawn or the map rests without one. */
  ondrawn: () => void;
}

/** Zoom that a selected point is brought to when it has to be brought into view at all. */
const POINT_ZOOM = 14.5;
/** Pixels between what is fitted and the panel or the rim of the map; on the right there are the buttons. */
const FIT_MARGIN: Padding = { left: 24, top: 24, right: 64, bottom: 24 };
/** A walk ends at pins under their names, which stand out beyond it; and nobody finds their way without the streets around. */
const WALK_MARGIN: Padding = { left: 72, top: 116, right: 120, bottom: 48 };
const WALK_ZOOM = 16.5;
const MOVE_MILLISECONDS = 300;

const ROLES = ['hovered', 'selected'] as const;
type Role = (typeof ROLES)[number];

export class MapView {
  readonly map: MapLibreMap;
  readonly #marker: HTMLElement;
  #places: MapPlaces;
  #ground: MapGround | null = null;
  #labelPoints: LabelPoint[] | null = null;
  #theme: Theme;
  #words: MapWords;
  #padding: Padding;
  /** The map still shows what it was first fitted to: nobody has moved it. */
  #untouched = true;
  /** Discs, or the ground within a walk. */
  #buffers = EMPTY;
  /** Classes of the communities have been told. */
  #hasAnswer = false;
  readonly #opening: Opening;
  /** What each source has, so that nothing is sent twice: each sending costs frames. */
  #sent = new Map<string, GeoJsonData>();
  /** Layers whose sources have had no data yet. */
  #hidden: MapLayer[];
  /** What is only seen from near by has been sent. */
  #hasDetail = false;
  #removeControls: () => void;
  /** Classes as they are shown, and as the answer has them: a moment of a drag lies over it. */
  #areaClasses = new Map<string, AreaClass>();
  #answerClasses = new Map<string, AreaClass>();
  #level: AreaLevel = 'community';
  #bands: Bands | null = null;
  #homes = new Uint8Array(0);
  /** Homes that the moment shows otherwise than the answer. */
  #momentHomes = new Map<number, number>();
  /** Areas that are hatched, and how; null = not known. */
  #marked: string | null = null;
  #pointed: Record<Role, Selected | null> = { hovered: null, selected: null };

  /** Throws where the browser has no WebGL 2. The other methods may be called once `whenReady` has called back. */
  constructor({ container, marker, places, theme, words, padding, ondrawn }: ViewOptions) {
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
    this.#marker = marker;
    this.#places = places;
    this.#theme = theme;
    this.#words = words;
    this.#padding = padding;
    const style = createStyle(places, MAP_PAINT[theme]);
    this.#hidden = style.layers.filter(({ layout }) => layout?.visibility === 'none');
    this.map = new MapLibreMap({
      container,
      style,
      // Our own tests check the style; checking it again on every start costs the reader time.
      validateStyle: false,
      bounds: [...places.bounds],
      fitBoundsOptions: { padding: this.#createFitPadding(container.clientWidth, container.clientHeight) },
      maxZoom: 19,
      attributionControl: false,
      dragRotate: false,
      pitchWithRotate: false,
      touchPitch: false,
      fadeDuration: still ? 0 : 150,
      locale: createMapLocale(words),
    });
    // The region around it carries the name for screen readers; this one takes the arrow keys.
    this.map.getCanvas().setAttribute('role', 'application');
    this.#opening = new Opening(this.map, {
      isCovered: () => this.#isCovered(),
      busy: () => this.#busy(),
      ondrawn,
    });
    this.map.touchZoomRotate.disableRotation();
    this.map.keyboard.disableRotation();
    this.#removeControls = addControls(this.map, words, () => this.showWhole());
    for (const source of FIRST_SOURCES) this.#sent.set(source, places[source]);
    this.#markIdle();
    this.map.on('zoom', () => this.#sendDetail());
  }

  whenReady(call: () => void): void {
    this.map.once('style.load', () => {
      this.#drawImages();
      call();
    });
  }

  remove(): void {
    this.map.remove();
  }

  setPlaces(places: MapPlaces): void {
    if (places === this.#places) return;
    const moved = places.bounds.some((value, i) => value !== this.#places.bounds[i]);
    this.#places = places;
    this.#labelPoints = null;
    this.#marked = null;
    this.#send(SOURCES.areas, places.areas);
    this.#send(SOURCES.residences, places.residences);
    this.#send(SOURCES.facilities, places.facilities);
    // States belong to ids and rows of the project that was open before.
    this.map.removeFeatureState({ source: SOURCES.areas });
    this.map.removeFeatureState({ source: SOURCES.residences });
    this.#areaClasses.clear();
    this.#momentHomes.clear();
    this.#homes = new Uint8Array(0);
    for (const role of ROLES) this.#point(this.#pointed[role], role);
    if (moved) this.showWhole(false);
  }

  setGround(ground: MapGround | null): void {
    if (ground === this.#ground) return;
    this.#ground = ground;
    this.#hasDetail = false;
    this.#opening.follow('ground', () => {
      this.#send(SOURCES.background, this.#ground?.background ?? EMPTY);
      this.#send(SOURCES.detail, EMPTY);
      this.#sendDetail();
    });
  }

  /** The colours of the communities are there to be drawn. */
  #isCovered(): boolean {
    return this.#hasAnswer && this.map.isSourceLoaded(SOURCES.areas);
  }

  setAnswer(answer: MapAnswer | null, level: AreaLevel, bands: Bands): void {
    [this.#level, this.#bands] = [level, bands];
    const classes = new Map<string, AreaClass>();
    for (const [id, { status, share }] of answer?.areas ?? []) classes.set(id, findAreaClass(status, share, bands));
    this.#answerClasses = classes;
    this.#setAreaClasses(classes);
    this.#hasAnswer = answer !== null;
    this.#setMarked(level);
    this.#setHomes(answer?.homes ?? new Uint8Array(0));
    const counting = answer?.counting ?? new Set<string>();
    for (const [layer, counts] of FACILITY_LAYERS) {
      // Without an answer there is nothing to be faint against: every facility is drawn in full.
      this.map.setFilter(layer, answer === null ? ['literal', counts] : filterCounting(counting, counts));
    }
    for (const layer of AREA_LAYERS) this.map.setFilter(layer, filterLevel(level));
    this.#opening.follow('labels', () => {
      this.#labelPoints ??= createLabelPoints(this.#places.areas);
      const say = (elders: number): string => this.#words.elders(elders);
      this.#send(SOURCES.areaLabels, createAreaLabels(this.#labelPoints, level, answer, say));
    });
  }

  /** What a facility in the hand changes, over the answer; null takes it away. */
  setMoment(moment: MapMoment | null): void {
    if (moment === null && this.#momentHomes.size === 0 && this.#areaClasses === this.#answerClasses) return;
    const homes = new Map<number, number>();
    moment?.homes.rows.forEach((row, i) => homes.set(row, moment.homes.states[i] ?? 0));
    for (const id of this.#momentHomes.keys()) {
      if (!homes.has(id)) this.#setHome(id, this.#homes[id] ?? 0);
    }
    for (const [id, home] of homes) if (this.#momentHomes.get(id) !== home) this.#setHome(id, home);
    this.#momentHomes = homes;
    const bands = this.#bands;
    if (!moment || !bands) this.#setAreaClasses(this.#answerClasses);
    else {
      const changed = moment.areas.map(({ id, status }) => [id, findAreaClass(status, null, bands)] as const);
      this.#setAreaClasses(new Map([...this.#answerClasses, ...changed]));
    }
    this.#setMarked(this.#level);
  }

  #setHome(id: number, home: number): void {
    this.map.setFeatureState({ source: SOURCES.residences, id }, { home });
  }

  setBuffers(buffers: FeatureCollection | null): void {
    this.#buffers = buffers ?? EMPTY;
    const send = (): void => this.#send(SOURCES.buffers, this.#buffers);
    if (isWalked(this.#buffers)) this.#opening.follow('walked', send);
    else send();
  }

  setCircles(circles: FeatureCollection | null): void {
    this.#send(SOURCES.circles, circles ?? EMPTY);
  }

  setReach(streets: GeoJsonData | null): void {
    this.#opening.follow('reach', () => this.#send(SOURCES.reach, streets ?? EMPTY));
  }

  /** With pins at its ends the whole of it is brought into the free part of the map. */
  setWalk(walk: MapWalk | null, ends: readonly Proposal[]): void {
    const line = (part: 'line' | 'leg', positions: readonly Position[]): Feature => ({
      type: 'Feature',
      properties: { part },
      geometry: { type: 'LineString', coordinates: positions.map((position) => [...position]) },
    });
    const names = ends.map(({ label, position }): Feature => ({
      type: 'Feature',
      properties: { part: 'end', name: label },
      geometry: { type: 'Point', coordinates: [...position] },
    }));
    const features = walk ? [line('line', walk.line), ...walk.legs.map((leg) => line('leg', leg)), ...names] : [];
    this.#send(SOURCES.walk, walk ? { type: 'FeatureCollection', features } : EMPTY);
    const goal = ends.find(({ sign }) => sign === 'goal')?.id;
    this.map.setLayoutProperty('label-facility', 'text-field', nameFacilities(goal));
    if (!walk || ends.length === 0) return;
    const positions = [...walk.line, ...walk.legs.flat()].map((position) => [...position]);
    const bounds = findBounds({ type: 'LineString', coordinates: positions });
    if (bounds) this.#fit(bounds, WALK_ZOOM, true, WALK_MARGIN);
    this.#untouched = false;
  }

  setLinks(links: readonly MapLink[]): void {
    const features = links.map((link): Feature => ({
      type: 'Feature',
      properties: {},
      geometry: { type: 'LineString', coordinates: link.map((position) => [...position]) },
    }));
    this.#send(SOURCES.links, features.length > 0 ? { type: 'FeatureCollection', features } : EMPTY);
  }

  setTheme(theme: Theme): void {
    if (theme === this.#theme) return;
    this.#theme = theme;
    for (const layer of createLayers(MAP_PAINT[theme])) {
      for (const [name, value] of Object.entries(layer.paint ?? {})) {
        // The name comes from a layer of the same type, which the signature cannot know.
        this.map.setPaintProperty(layer.id, name as 'fill-color', value as string);
      }
    }
    this.#drawImages();
    this.#busy();
  }

  /** The labels with figures follow with the next `setAnswer`. */
  setWords(words: MapWords): void {
    if (words === this.#words) return;
    this.#words = words;
    Object.assign(this.map._locale, createMapLocale(words));
    this.map.getCanvas().setAttribute('aria-label', words.label);
    this.#removeControls();
    this.#removeControls = addControls(this.map, words, () => this.showWhole());
    this.#drawImages();
    this.#busy();
  }

  /** Keeps the whole place in the free part of the map until somebody moves it. */
  setPadding(padding: Padding): void {
    const same = (['left', 'top', 'right', 'bottom'] as const).every((side) => padding[side] === this.#padding[side]);
    if (same) return;
    this.#padding = padding;
    if (this.#untouched) this.showWhole(false);
  }

  /** Middle of the free part of the map. */
  centre(): Position {
    const { clientWidth, clientHeight } = this.map.getContainer();
    const { left, top, right, bottom } = this.#padding;
    const free = this.map.unproject([(left + clientWidth - right) / 2, (top + clientHeight - bottom) / 2]);
    return [free.lng, free.lat];
  }

  showWhole(animate = true): void {
    this.#fit(this.#places.bounds, 17, animate);
    this.#untouched = true;
  }

  /** Brings a place into the free part of the map, near enough to know one's streets. */
  showPosition([longitude, latitude]: Position): void {
    this.#bringIntoView([longitude, latitude, longitude, latitude], false);
    if (this.map.getZoom() < POINT_ZOOM) this.#fit([longitude, latitude, longitude, latitude], POINT_ZOOM, true);
    this.#untouched = false;
  }

  setHovered(hovered: Selected | null): void {
    this.#point(hovered, 'hovered');
  }

  setSelected(selected: Selected | null): void {
    const feature = this.#point(selected, 'selected');
    const bounds = feature === undefined ? undefined : findBounds(feature.geometry);
    if (selected !== null && bounds !== undefined) this.#bringIntoView(bounds, selected.kind === 'area');
  }

  #drawImages(): void {
    const { kinds } = this.#words;
    const letters = Object.fromEntries(Object.entries(kinds).map(([kind, { letter }]) => [kind, letter]));
    for (const { name, image } of createSymbolImages(
      MAP_PAINT[this.#theme],
      letters as Record<keyof typeof kinds, string>,
    )) {
      if (this.map.hasImage(name)) this.map.updateImage(name, image);
      else this.map.addImage(name, image, { pixelRatio: 2 });
    }
  }

  #setAreaClasses(now: Map<string, AreaClass>): void {
    const before = this.#areaClasses;
    for (const id of before.keys()) {
      if (!now.has(id)) this.map.removeFeatureState({ source: SOURCES.areas, id }, 'class');
    }
    for (const [id, name] of now) {
      if (before.get(id) !== name) this.map.setFeatureState({ source: SOURCES.areas, id }, { class: name });
    }
    this.#areaClasses = now;
    this.#busy();
  }

  #setHomes(homes: Uint8Array): void {
    const before = this.#homes;
    if (homes.length < before.length) this.map.removeFeatureState({ source: SOURCES.residences });
    const kept = homes.length < before.length ? 0 : before.length;
    homes.forEach((home, id) => {
      if (id >= kept || before[id] !== home) this.map.setFeatureState({ source: SOURCES.residences, id }, { home });
    });
    // A copy: whoever owns the array may hand it to a worker or write into it.
    this.#homes = homes.slice();
    this.#busy();
  }

  #setMarked(level: AreaLevel): void {
    const marked = this.#findMarked(level);
    const key = marked.features.map(({ properties }) => `${properties?.['id']} ${properties?.['class']}`).join();
    if (key === this.#marked) return;
    this.#marked = key;
    this.#opening.follow('marked', () => {
      this.#send(SOURCES.markedAreas, marked.features.length > 0 ? marked : EMPTY);
    });
  }

  /** The areas of the level that are hatched. */
  #findMarked(level: AreaLevel): FeatureCollection {
    const features = this.#places.areas.features.flatMap((feature) => {
      const name = this.#areaClasses.get(String(feature.properties?.['id']));
      const isMarked = (name === 'lacking' || name === 'unknown') && feature.properties?.['level'] === level;
      return isMarked ? [{ ...feature, properties: { id: String(feature.properties?.['id']), class: name } }] : [];
    });
    return { type: 'FeatureCollection', features };
  }

  /** Draws the outline or the ring, and returns the feature that is meant, if there is one. */
  #point(selected: Selected | null, role: Role): Feature | undefined {
    this.#pointed[role] = selected;
    const features = ROLES.flatMap((name) => {
      const { geometry } = this.#find(this.#pointed[name]) ?? {};
      return geometry ? [{ type: 'Feature' as const, geometry, properties: { role: name } }] : [];
    });
    this.#send(SOURCES.pointed, features.length > 0 ? { type: 'FeatureCollection', features } : EMPTY);
    return this.#find(selected);
  }

  #find(selected: Selected | null): Feature | undefined {
    if (selected === null || selected.kind === 'proposal') return undefined;
    const { areas, findPoint } = this.#places;
    if (selected.kind === 'area') return areas.features.find(({ properties }) => properties?.['id'] === selected.id);
    const point = findPoint(selected);
    return point && { type: 'Feature', properties: {}, geometry: { type: 'Point', coordinates: [...point] } };
  }

  #bringIntoView([west, south, east, north]: Bounds, isArea: boolean): void {
    const { clientWidth: width, clientHeight: height } = this.map.getContainer();
    const free = clampPadding(this.#padding, width, height);
    const view = { left: free.left, top: free.top, right: width - free.right, bottom: height - free.bottom };
    const upperLeft = this.map.project([west, north]);
    const lowerRight = this.map.project([east, south]);
    const box = { left: upperLeft.x, top: upperLeft.y, right: lowerRight.x, bottom: lowerRight.y };
    const closer = isArea ? findMissingZoom(box) : 0;
    if (closer === 0 && isInView(box, view)) return;
    const zoom = this.map.getZoom();
    this.#fit([west, south, east, north], isArea ? zoom + closer : Math.max(zoom, POINT_ZOOM), true);
    this.#untouched = false;
  }

  #createFitPadding(width: number, height: number, margin = FIT_MARGIN): Padding {
    const { left, top, right, bottom } = this.#padding;
    const wanted = {
      left: left + margin.left,
      top: top + margin.top,
      right: right + margin.right,
      bottom: bottom + margin.bottom,
    };
    return clampPadding(wanted, width, height);
  }

  #fit(bounds: Bounds, maxZoom: number, animate: boolean, margin = FIT_MARGIN): void {
    const { clientWidth, clientHeight } = this.map.getContainer();
    const padding = this.#createFitPadding(clientWidth, clientHeight, margin);
    const still = !animate || matchMedia('(prefers-reduced-motion: reduce)').matches;
    this.map.fitBounds([...bounds], { padding, maxZoom, duration: still ? 0 : MOVE_MILLISECONDS, linear: true });
  }

  #sendDetail(): void {
    if (this.#hasDetail || this.#ground === null || this.map.getZoom() < DETAIL_ZOOM) return;
    this.#hasDetail = true;
    this.#send(SOURCES.detail, this.#ground.detail);
  }

  #send(source: string, data: GeoJsonData): void {
    if ((this.#sent.get(source) ?? EMPTY) === data) return;
    this.#sent.set(source, data);
    this.#unhide(source);
    // Every source of the style is of this kind; failing to send is reported by MapLibre's own error event.
    void this.map.getSource<GeoJSONSource>(source)?.setData(data);
    this.#busy();
  }

  #unhide(source: string): void {
    this.#hidden = this.#hidden.filter((layer) => {
      const isSeen = sourceOf(layer) === source;
      if (isSeen) this.map.setLayoutProperty(layer.id, 'visibility', 'visible');
      return !isSeen;
    });
  }

  /** Something changes: not idle until MapLibre says so again, which it does after one more frame. */
  #busy(): void {
    delete this.#marker.dataset['idle'];
    this.map.triggerRepaint();
  }

  #markIdle(): void {
    this.map.on('idle', () => {
      // An answer that is slow to come keeps nothing waiting.
      if (this.#opening.begin() || this.#opening.sendWaiting()) return;
      const { lng, lat } = this.map.getCenter();
      // Where the map rests, for whoever has to find a place on it from outside: the browser tests.
      this.#marker.dataset['camera'] = [lng, lat, this.map.getZoom()].join(' ');
      this.#marker.dataset['idle'] = '1';
    });
    this.map.on('render', () => {
      if (!this.#isCovered() || this.#opening.begin()) return;
      this.#marker.dataset['coverage'] = '1';
      if ((this.#sent.get(SOURCES.buffers) ?? EMPTY) !== EMPTY && this.map.isSourceLoaded(SOURCES.buffers))
        this.#marker.dataset['reach'] = '1';
      this.#opening.sendWaiting();
    });
    this.map.on('movestart', ({ originalEvent }) => {
      delete this.#marker.dataset['idle'];
      if (originalEvent !== undefined) this.#untouched = false;
    });
    this.map.on('resize', () => {
      if (this.#untouched) this.showWhole(false);
    });
  }
}
