/** A scenario in words: each edit a sentence. */
import { findPlaceName, type NamedHomes } from '../../src/core/scenario/place-name.ts';
import type { Problem, Project } from '../../src/core/types.ts';
import type { Locale } from '../../src/i18n/index.ts';
import { sentenceOf, type SentenceContext } from '../../src/i18n/scenario/index.ts';
import { openScenario } from './scenario.ts';

/** Throws `InputError` where there is no such scenario. */
export async function tellScenario(
  said: string,
  project: Project,
  locale: Locale,
): Promise<{ sentences: string[]; problems: Problem[] }> {
  const { scenario, problems } = await openScenario(said, project, locale);
  const added = scenario.edits.flatMap((edit) => (edit.action === 'add' ? [edit.facility] : []));
  const context = createContext(project, added, scenario.year);
  return { sentences: scenario.edits.map((edit) => sentenceOf(edit, context, locale)), problems };
}

interface Named {
  id: string;
  name: string;
}

function createContext(project: Project, added: readonly Named[], year: number | null): SentenceContext {
  const namesOf = (rows: readonly Named[]): Map<string, string> => new Map(rows.map(({ id, name }) => [id, name]));
  const facilities = namesOf([...project.facilities, ...added]);
  const residences = namesOf(project.residences);
  const homes = nameHomes(project);
  return {
    placeOf: (position) => findPlaceName(homes, position),
    facilityName: (id) => facilities.get(id) ?? '',
    residenceName: (id) => residences.get(id) ?? '',
    year,
  };
}

function nameHomes({ residences, areas }: Project): NamedHomes {
  const areaNames = new Map(areas.map(({ id, name }) => [id, name]));
  return {
    names: residences.map(({ name }) => name),
    areaNames: residences.map(({ areaId }) => (areaId === null ? '' : (areaNames.get(areaId) ?? ''))),
    positions: residences.flatMap(({ position }) => [...position]),
  };
}
