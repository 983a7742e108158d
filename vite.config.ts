import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

export default defineConfig(({ mode }) => ({
  plugins: [react()],
  define: {
    /** True only in the build that the local chain's launcher serves: the demo wallet and panel hang on it. */
    __KEEL_DEMO__: JSON.stringify(mode === 'demo'),
  },
  build: { target: 'es2022', sourcemap: false },
}))
