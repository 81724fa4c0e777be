/** Our own mistakes at the door: arrays that do not fit each other, numbers that mean nothing. */
import type { Instance, Pairs, Question, Rules } from './types.ts';

/** Throws with the value in the sentence. */
export function checkInput(instance: Instance, question: Question, rules: Rules): void {
  const rows = instance.weights.length;
  checkLength('existing', instance.existing, rows);
  checkPairs('pairs', instance.pairs, instance.candidates, rows);
  if (!instance.weights.every((weight) => weight >= 0 && weight < Infinity)) {
    throw new Error('weights must be finite and not negative');
  }
  checkQuestion(question);
  checkLimit(instance, question);
  for (const place of [...(rules.forced ?? []), ...(rules.forbidden ?? [])]) {
    if (!(place in instance.pairs.starts) || place >= instance.candidates) throw new Error(`no candidate ${place}`);
  }
  if (rules.budget !== undefined && !rules.costs) throw new Error('a budget needs costs');
  if (rules.costs) checkLength('costs', rules.costs, instance.candidates);
  if (rules.costs?.some((cost) => !(cost >= 0))) throw new Error('costs must not be negative');
  if (rules.groups) checkLength('groups', rules.groups, instance.candidates);
  if ((rules.atMostPerGroup ?? rules.atLeastPerGroup) !== undefined && !rules.groups) {
    throw new Error('a number per group needs groups');
  }
  checkClasses(instance, question, rules);
  checkCapacities(instance, question, rules);
}

function checkClasses(
  { candidates }: Instance,
  { model }: Question,
  { classes, countPerClass, conflicts }: Rules,
): void {
  if ((classes === undefined) !== (countPerClass === undefined))
    throw new Error('classes and their counts come together');
  if (classes && countPerClass) {
    if (model !== 'coverage') throw new Error(`classes are not looked at for ${model}`);
    checkLength('classes', classes, candidates);
    const strange = classes.find((each) => !(each in countPerClass));
    if (strange !== undefined) throw new Error(`class ${strange} has no count`);
    if (!countPerClass.every((count) => Number.isInteger(count) && count >= 0)) {
      throw new Error(`counts of classes must be whole numbers, got ${countPerClass.join(', ')}`);
    }
  }
  for (const [one, other] of conflicts ?? []) {
    const isFine = one !== other && [one, other].every((place) => place >= 0 && place < candidates);
    if (!isFine) throw new Error(`candidates ${one} and ${other} cannot exclude each other`);
  }
}

function checkCapacities(
  instance: Instance,
  question: Question,
  { capacities, existingPlaces, wholeRows }: Rules,
): void {
  if (!capacities) {
    if (existingPlaces || wholeRows) throw new Error('room of existing places, and whole rows, need capacities');
    return;
  }
  if (question.model === 'worst') throw new Error('capacities are not looked at for worst');
  checkLength('capacities', capacities, instance.candidates);
  if (capacities.some((room) => !(room >= 0))) throw new Error('capacities must not be negative');
  if (existingPlaces) {
    checkPairs('existingPlaces', existingPlaces.pairs, existingPlaces.capacities.length, instance.weights.length);
  }
}

function checkQuestion(question: Question): void {
  if (question.model === 'sites') {
    if (!(question.share >= 0 && question.share <= 1)) throw new Error(`share must be 0-1, got ${question.share}`);
  } else if (!(Number.isInteger(question.count) && question.count >= 0)) {
    throw new Error(`count must be a whole number, got ${question.count}`);
  }
}

/** Within an endless limit even who is reached by nobody would count as covered. */
function checkLimit({ limitMetres }: Instance, { model }: Question): void {
  const isLimited = model === 'coverage' || model === 'sites';
  if (isLimited && !(limitMetres < Infinity)) throw new Error(`limitMetres must be finite, got ${limitMetres}`);
}

function checkLength(name: string, array: ArrayLike<number>, length: number): void {
  if (array.length !== length) throw new Error(`${name} has ${array.length} values, expected ${length}`);
}

function checkPairs(name: string, { starts, rows, metres }: Pairs, lists: number, rowCount: number): void {
  checkLength(`${name}.starts`, starts, lists + 1);
  checkLength(`${name}.rows`, rows, starts[lists] ?? 0);
  checkLength(`${name}.metres`, metres, rows.length);
  if (rows.some((row) => row >= rowCount)) throw new Error(`${name} names a row beyond ${rowCount}`);
}
