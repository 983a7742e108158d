import type { Plugin } from 'vite'

/**
 * What a page of Keel may load: its own scripts alone, never inline or evaluated; data from any RPC
 * over TLS and from a node on this machine; images of its own or inlined. Styles may be inline,
 * because the wallet's modal writes them.
 */
export const policy = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "connect-src 'self' https: wss: http://127.0.0.1:* http://localhost:* ws://127.0.0.1:* ws://localhost:*",
  "worker-src 'self' blob:",
  "base-uri 'self'",
  "object-src 'none'",
  "form-action 'self'",
].join('; ')

/** Writes the policy into the built page. The dev server is left without: its hot reload is inline. */
export function contentSecurityPolicy(): Plugin {
  return {
    name: 'keel:content-security-policy',
    apply: 'build',
    transformIndexHtml: () => [
      {
        tag: 'meta',
        attrs: { 'http-equiv': 'Content-Security-Policy', content: policy },
        injectTo: 'head-prepend',
      },
    ],
  }
}
