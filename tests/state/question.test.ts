import { beforeEach, describe, expect, it } from 'vitest';
import { parseAddress } from '../../src/state/address.ts';
import { QuestionState } from '../../src/state/question.svelte.ts';
import { makeSummary } from '../views/make-results.ts';

const { counts } = makeSummary();
const streets = makeSummary({ counts: { ...counts, walkways: 12 } });
const noStreets = makeSummary();

let question: QuestionState;
const adopt = (hash: string, project = streets) => question.adopt(parseAddress(hash), project);
const read = () => {
  const { measure, mode, compare, minutes, limitMetres } = question;
  return { measure, mode, compare, minutes, limitMetres };
};

beforeEach(() => {
  question = new QuestionState();
});

describe('how a question is measured', () => {
  it('is on foot where there are streets, else in a straight line, whatever the address wants', () => {
    adopt('');
    expect(question.measure).toBe('walking');
    adopt('', noStreets);
    expect(question.measure).toBe('straight');
    adopt('#/review?mode=both', noStreets);
    expect(read()).toMatchObject({ measure: 'straight', mode: 'straight', compare: false });
  });

  it('compared is still on foot, with the straight line beside it', () => {
    adopt('#/review?mode=both');
    expect(read()).toMatchObject({ measure: 'both', mode: 'walking', compare: true });
    expect(question.asked.mode).toBe('walking');
    question.measureBy('walking');
    expect(read()).toMatchObject({ measure: 'walking', mode: 'walking', compare: false });
    question.measureBy('both');
    question.measureBy('straight');
    expect(read()).toMatchObject({ measure: 'straight', mode: 'straight', compare: false });
  });
});

describe('a limit in minutes', () => {
  it('is what is walked meanwhile at the pace', () => {
    adopt('#/review?minutes=15');
    expect(question.limitMetres).toBe(900);
    question.speedMetresPerSecond = 0.8;
    expect(question.limitMetres).toBe(720);
    expect(question.asked).toMatchObject({ limitMetres: 720, minutes: 15, speedMetresPerSecond: 0.8 });
  });

  it('stays in a straight line as the metres that it was worth', () => {
    adopt('#/review?minutes=15&speed=0.6');
    question.measureBy('straight');
    expect(read()).toMatchObject({ minutes: null, limitMetres: 540 });
    question.measureBy('walking');
    expect(read()).toMatchObject({ minutes: null, limitMetres: 540 });
  });

  it('of an address is not lost where nothing can be walked', () => {
    adopt('#/review?minutes=20&speed=0.8', noStreets);
    expect(read()).toMatchObject({ mode: 'straight', minutes: null, limitMetres: 960 });
    adopt('#/review?mode=straight&minutes=1&speed=0.3');
    expect(read()).toMatchObject({ minutes: null, limitMetres: 18 });
  });

  it('is the nearest whole minute where metres were said before, and within its range', () => {
    adopt('#/review?limit=1000');
    question.sayInMinutes();
    expect(read()).toMatchObject({ minutes: 17, limitMetres: 1020 });
    question.sayInMetres();
    expect(read()).toMatchObject({ minutes: null, limitMetres: 1020 });
    question.metres = 5000;
    question.speedMetresPerSecond = 0.3;
    question.sayInMinutes();
    expect(question.minutes).toBe(60);
    question.sayInMetres();
    question.metres = 10;
    question.sayInMinutes();
    expect(question.minutes).toBe(1);
  });
});

describe('the pace', () => {
  it('does not touch a limit in metres', () => {
    adopt('#/review?limit=700&speed=0.6');
    expect(read()).toMatchObject({ minutes: null, limitMetres: 700 });
    expect(question.asked.speedMetresPerSecond).toBe(0.6);
  });

  it('is the ordinary one where an address says none', () => {
    adopt('#/review?speed=0.6');
    adopt('#/review?limit=700');
    expect(question.speedMetresPerSecond).toBe(1);
  });
});
