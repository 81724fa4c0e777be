import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';

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
    // The map library apart from our own code: it changes rarely, and scripts/check-size.ts weighs what is ours.
    rolldownOptions: {
      output: {
        codeSplitting: { groups: [{ name: 'maplibre', test: /node_modules[\\/](maplibre-gl|@maplibre)[\\/]/ }] },
      },
    },
  },
  worker: {
    format: 'es',
    rolldownOptions: {
      // The package does not say that it does nothing on its own; without it the reader would come with the writer.
      treeshake: { moduleSideEffects: [{ test: /node_modules[\\/]flatbuffers[\\/]/, sideEffects: false }] },
    },
  },
  plugins: [svelte()],
});
