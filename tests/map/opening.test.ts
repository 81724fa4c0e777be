import type { Map as MapLibreMap } from 'maplibre-gl';
import { describe, expect, it } from 'vitest';
import { Opening } from '../../src/map/opening.ts';

/** A map of which only the painter is asked for; `frame` paints one frame, as MapLibre does. */
function createStage() {
  const log: string[] = [];
  class Painter {
    render(): void {
      log.push('painted');
    }
  }
  const painter = new Painter();
  const stage = { isCovered: true };
  const opening = new Opening({ painter } as unknown as MapLibreMap, {
    isCovered: () => stage.isCovered,
    busy: () => log.push('busy'),
    ondrawn: () => log.push('drawn'),
  });
  return { log, stage, opening, frame: () => painter.render() };
}

describe('Opening', () => {
  it('paints nothing until it begins, then every frame', () => {
    const { log, opening, frame } = createStage();
    frame();
    expect(log).toEqual([]);
    expect(opening.begin()).toBe(true);
    frame();
    frame();
    expect(log).toEqual(['busy', 'painted', 'painted']);
  });

  it('is beginning until a frame is painted, however often it is asked: a map may rest in the frame that began', () => {
    const { opening, frame } = createStage();
    frame();
    expect(opening.begin()).toBe(true);
    expect(opening.begin()).toBe(true);
    frame();
    expect(opening.begin()).toBe(false);
  });

  it('sends what waits in its order, and what comes later at once', () => {
    const { log, opening } = createStage();
    opening.follow('ground', () => log.push('ground'));
    opening.follow('marked', () => log.push('old marks'));
    opening.follow('marked', () => log.push('marks'));
    log.length = 0;
    expect(opening.sendWaiting()).toBe(true);
    expect(log).toEqual(['marks', 'ground', 'busy', 'drawn']);
    opening.follow('reach', () => log.push('reach'));
    expect(log.at(-1)).toBe('reach');
    expect(opening.sendWaiting()).toBe(false);
  });

  it('keeps waiting for an answer after a rest without one, and tells once that it is drawn', () => {
    const { log, stage, opening } = createStage();
    stage.isCovered = false;
    opening.sendWaiting();
    opening.follow('walked', () => log.push('walked'));
    expect(log).not.toContain('walked');
    stage.isCovered = true;
    opening.sendWaiting();
    expect(log.filter((entry) => entry === 'drawn')).toHaveLength(1);
    expect(log).toContain('walked');
  });
});
