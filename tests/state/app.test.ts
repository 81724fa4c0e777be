import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AppState } from '../../src/state/app.svelte.ts';
import { VIEWS } from '../../src/state/address.ts';
import { QuestionState } from '../../src/state/question.svelte.ts';
import { parseAddress } from '../../src/state/address.ts';
import { makeSummary } from '../views/make-results.ts';
import { FakeWorker } from '../worker/fake-worker.ts';

beforeEach(() => {
  vi.stubGlobal('Worker', FakeWorker);
});
afterEach(() => {
  vi.unstubAllGlobals();
});

describe('the address of the page', () => {
  it('carries view, question, selection and language', () => {
    const app = new AppState('#/plan?lang=en');
    app.selection = { kind: 'area', id: 'C1' };
    app.question.metres = 500;
    expect(app.address).toBe('#/plan?kind=day_care&mode=straight&limit=500&year=any&select=area%3AC1&lang=en');
  });

  it('says walk and straight line beside each other, minutes before metres, and no ordinary pace', () => {
    const app = new AppState('#/review?lang=zh');
    app.question.measureBy('both');
    expect(app.address).toContain('mode=both&limit=1000&year');
    app.question.minutes = 15;
    app.question.speedMetresPerSecond = 0.8;
    expect(app.address).toContain('mode=both&minutes=15&speed=0.8&year');
    const { mode, minutes, speedMetresPerSecond } = parseAddress(app.address);
    expect({ mode, minutes, speedMetresPerSecond }).toEqual({ mode: 'both', minutes: 15, speedMetresPerSecond: 0.8 });
    app.question.measureBy('straight');
    expect(app.address).toContain('mode=straight&limit=720&speed=0.8&year');
  });

  it('never tells the home that was chosen in nearby', () => {
    const app = new AppState('#/nearby?lang=zh&select=residence:R-home-of-somebody');
    app.selection = { kind: 'residence', id: 'R-home-of-somebody' };
    app.hovered = { kind: 'residence', id: 'R-home-of-somebody' };
    expect(app.address).not.toContain('somebody');
    app.adoptAddress('#/nearby?select=residence:R-home-of-somebody');
    expect(app.address).not.toContain('somebody');
  });

  it.each(VIEWS)('opens the view that it names (%s)', (view) => {
    expect(new AppState(`#/${view}`).view).toBe(view);
  });

  it('sets the language, Chinese where it says none', () => {
    expect(new AppState('#/review').locale.current).toBe('zh');
    expect(new AppState('#/review?lang=en').locale.current).toBe('en');
    const app = new AppState('#/review');
    app.adoptAddress('#/review?lang=en');
    expect([app.locale.current, app.locale.words.views.plan]).toEqual(['en', 'Plan']);
  });

  it('changed by hand before any project is open opens its view at once and asks nothing', () => {
    const app = new AppState('#/review');
    app.adoptAddress('#/nearby?kind=meals');
    expect([app.view, app.project.summary]).toEqual(['nearby', null]);
  });
});

describe('the question', () => {
  const project = makeSummary({
    year: 2025,
    years: [2025, 2027],
    kinds: [
      { kind: 'day_care', facilities: 3 },
      { kind: 'meals', facilities: 1 },
    ],
  });
  const ask = (hash: string) => {
    const question = new QuestionState();
    question.adopt(parseAddress(hash), project);
    const { kind, limitMetres, year, pipeline } = question;
    return { kind, limitMetres, year, pipeline };
  };

  it('takes what the address asks for', () => {
    expect(ask('#/review?kind=meals&limit=1500&year=2027&pipeline=1')).toEqual({
      kind: 'meals',
      limitMetres: 1500,
      year: 2027,
      pipeline: true,
    });
  });

  it('is day care within 1 km in the year of the data where nothing was asked', () => {
    expect(ask('')).toEqual({ kind: 'day_care', limitMetres: 1000, year: 2025, pipeline: false });
  });

  it('passes over what the data cannot answer: an unknown kind, a year of which nothing is known', () => {
    expect(ask('#/review?kind=<script>&year=1950&limit=-1')).toEqual(ask(''));
  });

  it('can be asked without a year', () => {
    expect(ask('#/review?year=any').year).toBeNull();
  });
});
