import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'
import { firstFrame } from './localnet/launcher/firstFrame.ts'
import { landingChunk } from './localnet/launcher/landingChunk.ts'
import { parsedAbis } from './localnet/launcher/parsedAbis.ts'
import { contentSecurityPolicy } from './localnet/launcher/security.ts'

/**
 * Puts the content security policy into the page of every build, so that it holds on any web server.
 * Not while developing: hot reload needs inline scripts.
 */
function securityPolicy(): Plugin {
  return {
    name: 'keel:csp',
    apply: 'build',
    transformIndexHtml: (html) => ({
      // A policy that the page carries by itself gives way: the strictest of two would win.
      html: html.replace(/\s*<meta[^>]*http-equiv="content-security-policy"[^>]*>/i, ''),
      tags: [
        {
          tag: 'meta',
          attrs: {
            'http-equiv': 'Content-Security-Policy',
            content: contentSecurityPolicy('meta'),
          },
          injectTo: 'head-prepend',
        },
      ],
    }),
  }
}

export default defineConfig(({ mode }) => ({
  plugins: [
    react(),
    parsedAbis(),
    securityPolicy(),
    landingChunk(() => [...react(), parsedAbis()]),
    firstFrame(() => react()),
  ],
  define: {
    /** True only in the build that the local chain's launcher serves: the demo wallet and panel hang on it. */
    __KEEL_DEMO__: JSON.stringify(mode === 'demo'),
  },
  // Parts that a reader may never need come later, as they do in the page.
  worker: { format: 'es', plugins: () => [parsedAbis()] },
  build: {
    target: 'es2022',
    sourcemap: false,
    modulePreload: {
      // Browsers without it fetch a module when it is imported.
      polyfill: false,
      // What only a browser without workers loads need not be listed in the page's first script.
      resolveDependencies: (file, dependencies) =>
        /\/chainReader-/.test(file) ? [] : dependencies,
    },
  },
}))
