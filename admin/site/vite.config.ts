import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { proxy } from '../build/proxy.ts';

/** The public pages and, where the sandbox runs, the panel for trying out: served at /. */
export default defineConfig({
  root: import.meta.dirname,
  base: '/',
  plugins: [react()],
  server: { proxy },
  build: { outDir: '../dist/site', emptyOutDir: true, target: 'es2020', assetsInlineLimit: 0, reportCompressedSize: false },
});
