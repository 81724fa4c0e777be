/** A scenario in words: each edit a sentence. */
import { findPlaceName, type NamedHomes } from '../core/scenario/place-name.ts';
import type { Scenario } from '../core/scenario/types.ts';
import type { Project } from '../core/types.ts';
import type { Locale } from '../i18n/index.ts';
import { sentenceOf, type SentenceContext } from '../i18n/scenario/index.ts';

/** One sentence an edit, in their order; places and facilities by the names that `project`, before any edit, has for them. */
export function tellScenario(scenario: Pick<Scenario, 'edits' | 'year'>, project: Project, locale: Locale): string[] {
  const added = scenario.edits.flatMap((edit) => (edit.action === 'add' ? [edit.facility] : []));
  const context = createContext(project, added, scenario.year);
  return scenario.edits.map((edit) => sentenceOf(edit, context, locale));
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
