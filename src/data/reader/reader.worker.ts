// The browser loads its number formats once for all threads, 50 ms on a desktop and 200 on a phone: here, beside the
// page and before anything else, so that the page's first figure finds them loaded.
new Intl.NumberFormat('en-GB').format(0)

const { serveChain } = await import('./serveChain.ts')
serveChain(self)

export {}
