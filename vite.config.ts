import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';

/** All that is needed at once, in one file: each request costs a first visit milliseconds, and each file compresses alone. */
const FIRST = { name: 'first', tags: ['$initial' as const] };

// The page works from any folder of any static host: every address in it is relative.
export default defineConfig({
  root: 'src',
  base: './',
  publicDir: '../public',
  build: {
    outDir: '../dist',
    emptyOutDir: true,
    target: 'es2022',
    chunkSizeWarningLimit: 1200,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            // The map library apart from our own code: it changes rarely, and scripts/check-size.ts weighs what is ours.
            { name: 'maplibre', test: /node_modules[\\/](maplibre-gl|@maplibre)[\\/]/ },
            FIRST,
          ],
        },
      },
    },
  },
  worker: {
    format: 'es',
    rolldownOptions: {
      output: { codeSplitting: { groups: [FIRST] } },
      // The package does not say that it does nothing on its own; without it the reader would come with the writer.
      treeshake: { moduleSideEffects: [{ test: /node_modules[\\/]flatbuffers[\\/]/, sideEffects: false }] },
    },
  },
  plugins: [svelte()],
});
