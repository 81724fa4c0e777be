/**
 * What the browser keeps between visits: the user's project (as the bytes of one saved file) and the scenarios being
 * tried. Everything stays in this browser's own database. A browser without one (private windows) just keeps nothing.
 */
import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import type { Edit, Scenario } from '../core/scenario/types.ts';
import type { LocalName, ReportedFigure } from '../core/types.ts';
import type { ListedUnit } from '../worker/results.ts';

interface Kept extends DBSchema {
  kept: { key: string; value: unknown };
}

const DATABASE = 'care-circle';

let opened: Promise<IDBPDatabase<Kept>> | null = null;

function database(): Promise<IDBPDatabase<Kept>> {
  opened ??= openDB<Kept>(DATABASE, 1, {
    upgrade: (created) => {
      created.createObjectStore('kept');
    },
  });
  return opened;
}

async function findKept(key: string): Promise<unknown> {
  try {
    return await (await database()).get('kept', key);
  } catch {
    return undefined; // no database in this browser, or it is damaged: the same as nothing kept
  }
}

/** Whether it could be kept. */
async function keep(key: string, value: unknown): Promise<boolean> {
  try {
    await (await database()).put('kept', value, key);
    return true;
  } catch {
    return false; // no database or no room: the caller tells the user
  }
}

async function forget(key: string): Promise<void> {
  try {
    await (await database()).delete('kept', key);
  } catch {
    return; // nothing can have been kept
  }
}

export async function findProject(): Promise<Uint8Array | undefined> {
  const value = await findKept('project');
  return value instanceof Uint8Array ? value : undefined;
}
export const keepProject = (bytes: Uint8Array): Promise<boolean> => keep('project', bytes);
export const forgetProject = (): Promise<void> => forget('project');

/** What is tried on the sample, or on the project of one's own: the newest, its file may be a moment older. */
export interface KeptScenarios {
  list: readonly Scenario[];
  active: string;
}
type Origin = 'sample' | 'opened';

export async function findScenarios(origin: Origin): Promise<KeptScenarios | null> {
  const value = await findKept(`scenarios.${origin}`);
  if (typeof value === 'object' && value !== null) return value as KeptScenarios; // written by keepScenarios only
  return findFormerEdits();
}

/** Before there were several scenarios, a list of edits was kept. */
async function findFormerEdits(): Promise<KeptScenarios | null> {
  const edits = await findKept('edits');
  if (!Array.isArray(edits) || edits.length === 0) return null;
  const scenario = { id: 's1', name: '', note: '', year: null, stages: [], edits: edits as Edit[] };
  return { list: [scenario], active: 's1' };
}

export async function keepScenarios(origin: Origin, scenarios: KeptScenarios): Promise<boolean> {
  const isKept = await keep(`scenarios.${origin}`, scenarios);
  if (isKept) await forget('edits');
  return isKept;
}

/** Figures typed in beside the sample; those of a project of one's own are kept in it. */
export async function findReported(): Promise<ReportedFigure[]> {
  const value = await findKept('reported');
  return Array.isArray(value) ? (value as ReportedFigure[]) : []; // written by keepReported only
}
export const keepReported = (figures: ReportedFigure[]): Promise<boolean> => keep('reported', figures);

/** Units listed over the sample; those of a project of one's own are kept in it. */
export async function findUnits(): Promise<ListedUnit[]> {
  const value = await findKept('units');
  return Array.isArray(value) ? (value as ListedUnit[]) : []; // written by keepUnits only
}
export const keepUnits = (units: ListedUnit[]): Promise<boolean> => keep('units', units);

/** A written standard that the user opened: its file as it is. */
export interface KeptPack {
  id: string;
  file: string;
  text: string;
  title: LocalName;
}

export async function findPacks(): Promise<KeptPack[]> {
  const value = await findKept('packs');
  return Array.isArray(value) ? (value as KeptPack[]) : []; // written by keepPacks only
}
export const keepPacks = (packs: KeptPack[]): Promise<boolean> => keep('packs', packs);

/** Small settings of the interface; null where storage is switched off. */
export function findSetting(name: string): string | null {
  try {
    return localStorage.getItem(`${DATABASE}.${name}`);
  } catch {
    return null; // storage is switched off
  }
}

export function keepSetting(name: string, value: string): void {
  try {
    localStorage.setItem(`${DATABASE}.${name}`, value);
  } catch {
    return; // storage is switched off: the setting lasts for this visit
  }
}
