/** What the page loads of this room, and the map library with it, in one file: when the first sight of it stands. */
export { default as Legend } from './Legend.svelte';
export { default as Map } from './Map.svelte';
