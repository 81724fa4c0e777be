/** What the map or a list has selected, in the open project. */
import type { Facility } from '../../core/types.ts';
import type { Selection } from '../../state/address.ts';
import type { AreaSummary, ProjectSummary } from '../../worker/results.ts';

/** `home` is its row. */
export type Found = { area: AreaSummary } | { facility: Facility } | { home: number };

/** null where nothing is selected, or what is not in these data. */
export function findSelected(selection: Selection | null, { areas, facilities, homes }: ProjectSummary): Found | null {
  if (selection === null) return null;
  const { kind, id: wanted } = selection;
  if (kind === 'area') {
    const area = areas.find(({ id }) => id === wanted);
    return area ? { area } : null;
  }
  if (kind === 'facility') {
    const facility = facilities.find(({ id }) => id === wanted);
    return facility ? { facility } : null;
  }
  const home = homes.ids.indexOf(wanted);
  return home >= 0 ? { home } : null;
}
