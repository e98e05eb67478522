import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/**
 * The page: `src/web` into `dist/web`, one folder of hashed files that the host serves. Nothing is inlined, so that
 * the page stands under a policy without inline code or data addresses.
 */
export default defineConfig({
  root: 'src/web',
  base: './',
  plugins: [react()],
  build: {
    outDir: '../../dist/web',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: ['chrome123', 'edge123', 'firefox120', 'safari17.5'],
    license: true,
    // What changes with a release of React, apart from what changes with one of Equipo.
    rolldownOptions: {
      output: {
        codeSplitting: { groups: [{ name: 'react', test: /node_modules\/(react|react-dom|scheduler)\// }] },
      },
    },
  },
});
