/**
 * The content security policy: scripts only from the app's own origin (no inline, no eval), RPCs over
 * TLS or on this machine, images without a network, styles also inline because RainbowKit's are.
 */
const DIRECTIVES: readonly string[] = [
  "default-src 'self'",
  "script-src 'self'",
  "worker-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "connect-src 'self' https: wss: http://localhost:* http://127.0.0.1:* ws://localhost:* ws://127.0.0.1:*",
  "object-src 'none'",
  "frame-src 'none'",
  "base-uri 'self'",
  "form-action 'self'",
]

/**
 * The policy as text. In a `<meta>` element browsers ignore `frame-ancestors` with a warning, so it
 * is part of the header alone.
 */
export function contentSecurityPolicy(place: 'meta' | 'header'): string {
  const directives = place === 'header' ? [...DIRECTIVES, "frame-ancestors 'none'"] : DIRECTIVES
  return directives.join('; ')
}

/** Headers of every answer of the static server. */
export function securityHeaders(): Readonly<Record<string, string>> {
  return {
    'content-security-policy': contentSecurityPolicy('header'),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'x-frame-options': 'DENY',
    // Wallets open windows of their own and talk back through them.
    'cross-origin-opener-policy': 'same-origin-allow-popups',
    'permissions-policy': 'camera=(), geolocation=(), microphone=()',
  }
}
