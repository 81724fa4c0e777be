/** The open project as files to keep: a folder, or one zip of it. */
import type { FileBytes } from '../io/files.ts';
import { writeProjectFolder } from '../io/write-folder.ts';
import { zipFiles } from '../io/zip.ts';
import type { Job } from './job.ts';
import { requireOpen } from './session.ts';

export const save: Job<{ as: 'folder' | 'zip' }, FileBytes[]> = async function* ({ session }, { as }) {
  yield { stage: 'write', done: 0, total: 1 };
  const { project, problems } = requireOpen(session);
  const files = await writeProjectFolder(project, { problems });
  const result = as === 'folder' ? files : [{ name: 'care-circle.zip', bytes: zipFiles(files) }];
  return { result, transfer: result.map(({ bytes }) => bytes.buffer as ArrayBuffer) };
};
