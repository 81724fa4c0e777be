/**
 * Facilities being tried out, sites that a search proposes, and the home that somebody chose: pins that follow the
 * pointer without delay. They are elements and not a style layer, so that a finger gets a large target, the keyboard
 * reaches them, and dragging needs no round trip through the worker.
 */
import { Marker, type Map as MapLibreMap } from 'maplibre-gl';
import type { Position } from '../../core/types.ts';
import { PIN_PATHS } from '../symbols.ts';
import type { Proposal } from '../types.ts';

export interface ProposalEvents {
  onselect: (id: string) => void;
  onmove: (id: string, position: Position, done: boolean) => void;
  /** Returns whether the key meant something. */
  onkey: (id: string, event: KeyboardEvent) => boolean;
}

interface Pin {
  marker: Marker;
  element: HTMLButtonElement;
  label: HTMLSpanElement;
  number: SVGTextElement | null;
  dragging: boolean;
}

const SVG = 'http://www.w3.org/2000/svg';

function createPath(path: string, className: string): SVGPathElement {
  const element = document.createElementNS(SVG, 'path');
  element.setAttribute('d', path);
  element.setAttribute('class', className);
  return element;
}

/** In the head of a pin of a list: its number there. */
function createNumber(): SVGTextElement {
  const element = document.createElementNS(SVG, 'text');
  element.setAttribute('class', 'proposal-number');
  element.setAttribute('x', '18');
  element.setAttribute('y', '23');
  return element;
}

function createElement(sign: Proposal['sign']): Pick<Pin, 'element' | 'label' | 'number'> {
  const element = document.createElement('button');
  element.type = 'button';
  element.className = `proposal ${sign}`;
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 36 46');
  svg.setAttribute('aria-hidden', 'true');
  const inHead = sign === 'proposed' ? createNumber() : createPath(PIN_PATHS[sign], 'proposal-cross');
  const number = inHead instanceof SVGTextElement ? inHead : null;
  svg.append(createPath(PIN_PATHS.drop, 'proposal-pin'), inHead);
  const label = document.createElement('span');
  label.className = 'proposal-label';
  element.append(svg, label);
  return { element, label, number };
}

export class ProposalPins {
  readonly #map: MapLibreMap;
  readonly #events: ProposalEvents;
  readonly #pins = new Map<string, Pin>();
  /** Of the proposals: only the last report within one frame is told. */
  #frame = 0;

  constructor(map: MapLibreMap, events: ProposalEvents) {
    this.#map = map;
    this.#events = events;
  }

  show(proposals: readonly Proposal[], selectedId: string | null): void {
    const wanted = new Set(proposals.map(({ id }) => id));
    for (const [id, pin] of this.#pins) {
      if (wanted.has(id)) continue;
      pin.marker.remove();
      this.#pins.delete(id);
    }
    for (const proposal of proposals) {
      const pin = this.#pins.get(proposal.id) ?? this.#create(proposal);
      // A pin in the hand stays where the hand is: the proposal in state follows it one step behind.
      if (!pin.dragging) pin.marker.setLngLat([proposal.position[0], proposal.position[1]]);
      pin.label.textContent = proposal.label;
      if (pin.number) pin.number.textContent = String(proposal.number ?? '');
      pin.element.setAttribute('aria-pressed', String(proposal.id === selectedId));
    }
  }

  remove(): void {
    cancelAnimationFrame(this.#frame);
    for (const { marker } of this.#pins.values()) marker.remove();
    this.#pins.clear();
  }

  #create({ id, position, sign }: Proposal): Pin {
    const parts = createElement(sign);
    const { element } = parts;
    const isFixed = sign === 'proposed' || sign === 'goal';
    const marker = new Marker({ element, anchor: 'bottom', draggable: !isFixed, clickTolerance: 4 });
    const pin: Pin = { ...parts, marker, dragging: false };
    element.addEventListener('click', (event) => {
      event.stopPropagation();
      this.#events.onselect(id);
    });
    element.addEventListener('keydown', (event) => {
      if (isFixed || !this.#events.onkey(id, event)) return;
      // The map would pan.
      event.preventDefault();
      event.stopPropagation();
    });
    marker.on('dragstart', () => (pin.dragging = true));
    marker.on('drag', () => {
      cancelAnimationFrame(this.#frame);
      this.#frame = requestAnimationFrame(() => this.#tell(id, pin, false));
    });
    marker.on('dragend', () => {
      cancelAnimationFrame(this.#frame);
      pin.dragging = false;
      this.#tell(id, pin, true);
    });
    marker.setLngLat([position[0], position[1]]).addTo(this.#map);
    this.#pins.set(id, pin);
    return pin;
  }

  #tell(id: string, pin: Pin, done: boolean): void {
    const { lng, lat } = pin.marker.getLngLat();
    this.#events.onmove(id, [lng, lat], done);
  }
}
