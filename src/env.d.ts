/** True only in demo builds (`vite build --mode demo`), which the local chain's launcher serves. */
declare const __KEEL_DEMO__: boolean
