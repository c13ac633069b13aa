import { readFileSync } from 'node:fs';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { proxy } from '../build/proxy.ts';

/** Which pages there are, for whoever serves the folder: any other address is answered 404. */
const tellPages: Plugin = {
  name: 'tell-pages',
  generateBundle() {
    const source = readFileSync(new URL('pages.json', import.meta.url));
    this.emitFile({ type: 'asset', fileName: 'pages.json', source });
  },
};

/** The public pages and, where the sandbox runs, the panel for trying out: served at /. */
export default defineConfig({
  root: import.meta.dirname,
  base: '/',
  plugins: [react(), tellPages],
  server: { proxy },
  build: {
    outDir: '../dist/site',
    emptyOutDir: true,
    target: 'es2020',
    assetsInlineLimit: 0,
    reportCompressedSize: false,
  },
});
