/** Buttons and scale bar in the interface's words. */
import { NavigationControl, ScaleControl, type IControl, type Map as MapLibreMap } from 'maplibre-gl';
import type { MapWords } from './words.ts';

/** A square with its four corners marked: show the whole place. */
const WHOLE_PATH = 'M4 8V4h4M12 4h4v4M16 12v4h-4M8 16H4v-4';
const SVG = 'http://www.w3.org/2000/svg';

class WholeControl implements IControl {
  readonly #label: string;
  readonly #onclick: () => void;
  #element: HTMLElement | null = null;

  constructor(label: string, onclick: () => void) {
    this.#label = label;
    this.#onclick = onclick;
  }

  onAdd(): HTMLElement {
    const group = document.createElement('div');
    group.className = 'maplibregl-ctrl maplibregl-ctrl-group';
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'whole';
    button.title = this.#label;
    button.setAttribute('aria-label', this.#label);
    const svg = document.createElementNS(SVG, 'svg');
    svg.setAttribute('viewBox', '0 0 20 20');
    svg.setAttribute('aria-hidden', 'true');
    const path = document.createElementNS(SVG, 'path');
    path.setAttribute('d', WHOLE_PATH);
    svg.append(path);
    button.append(svg);
    button.addEventListener('click', this.#onclick);
    group.append(button);
    this.#element = group;
    return group;
  }

  onRemove(): void {
    this.#element?.remove();
    this.#element = null;
  }
}

/** MapLibre's own texts. Those of controls that we do not show are left as they are. */
export function createMapLocale(words: MapWords): Record<string, string> {
  return {
    'Map.Title': words.label,
    'NavigationControl.ZoomIn': words.zoomIn,
    'NavigationControl.ZoomOut': words.zoomOut,
    'ScaleControl.Meters': words.metres,
    'ScaleControl.Kilometers': words.kilometres,
  };
}

/** Adds the controls; returns what takes them away, for another language. */
export function addControls(map: MapLibreMap, words: MapWords, onwhole: () => void): () => void {
  const controls: IControl[] = [
    new NavigationControl({ showCompass: false }),
    new WholeControl(words.whole, onwhole),
    new ScaleControl({ maxWidth: 120, unit: 'metric' }),
  ];
  for (const control of controls) {
    map.addControl(control, control instanceof ScaleControl ? 'bottom-right' : 'top-right');
  }
  return () => controls.forEach((control) => map.removeControl(control));
}
