import { expect, it } from 'vitest';
import { findUndoKey } from '../../src/state/planning.svelte.ts';

it.each([
  ['Ctrl+Z', { key: 'z', ctrlKey: true }, 'undo'],
  ['Cmd+Z', { key: 'z', metaKey: true }, 'undo'],
  ['Shift+Ctrl+Z', { key: 'Z', ctrlKey: true, shiftKey: true }, 'redo'],
  ['Shift+Cmd+Z', { key: 'Z', metaKey: true, shiftKey: true }, 'redo'],
  ['Ctrl+Y', { key: 'y', ctrlKey: true }, 'redo'],
  ['Cmd+Y', { key: 'y', metaKey: true }, null],
  ['Ctrl+Alt+Z', { key: 'z', ctrlKey: true, altKey: true }, null],
  ['Z alone', { key: 'z' }, null],
] as const)('%s means what it means in every editor', (_, pressed, step) => {
  const none = { ctrlKey: false, metaKey: false, shiftKey: false, altKey: false };
  expect(findUndoKey({ ...none, ...pressed })).toBe(step);
});
