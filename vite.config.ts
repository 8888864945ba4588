import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export default defineConfig({
  root: 'src/web',
  base: '/',
  publicDir: false,
  plugins: [react()],
  build: {
    outDir: '../../dist/web',
    emptyOutDir: true,
    // The kernels of the browsers that county offices run lag years behind; antd 6 needs CSS variables, nothing newer.
    target: ['chrome94', 'safari15.4', 'firefox100'],
    // The content security policy allows no data: fonts or scripts, and an inlined asset could not be cached.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 1500,
  },
});
