import { defineConfig } from '@playwright/test'
import { findChromium } from './localnet/launcher/chromium.ts'

const executablePath = process.env.KEEL_CHROMIUM ?? findChromium()

/**
 * Journeys in Chromium. Every worker starts a chain and a server of its own (`e2e/fixtures`), so there
 * is nothing to start beforehand; the builds are made once. What is tagged `@phone` also runs at 360
 * pixels.
 */
export default defineConfig({
  testDir: 'e2e',
  testMatch: '**/*.spec.ts',
  globalSetup: './e2e/fixtures/globalSetup.ts',
  fullyParallel: true,
  workers: 2,
  // A loaded machine may miss a deadline; what fails three times is broken.
  retries: process.env.CI ? 2 : 0,
  forbidOnly: process.env.CI !== undefined,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  reporter: 'list',
  outputDir: 'test-results',
  use: {
    locale: 'en-GB',
    timezoneId: 'UTC',
    colorScheme: 'light',
    actionTimeout: 15_000,
    // Recording doubles the time of every journey: CI records what it has to try again.
    trace: process.env.CI ? 'on-first-retry' : 'retain-on-failure',
    screenshot: 'only-on-failure',
    launchOptions: executablePath === undefined ? {} : { executablePath },
  },
  projects: [
    { name: 'desktop', use: { viewport: { width: 1280, height: 800 } } },
    {
      name: 'phone',
      grep: /@phone/,
      use: { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true },
    },
  ],
})
