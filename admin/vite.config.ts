import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { proxy } from './build/proxy.ts';
import { rights } from './build/rights.ts';

/** The admin pages, served at /admin. The public pages have a configuration of their own: site/vite.config.ts. */
export default defineConfig({
  base: '/admin/',
  plugins: [react(), rights()],
  server: { proxy },
  build: {
    outDir: 'dist/admin',
    target: 'es2022',
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1200,
    reportCompressedSize: false,
  },
});
