import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';

// Three shelves of one suite: pure rooms and storage in Node; page fixtures and components in a real Chromium.
// A new one for each project: vitest writes the project's name into it.
const inChromium = () => ({
  enabled: true,
  headless: true,
  screenshotFailures: false,
  provider: playwright({
    launchOptions: {
      executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  }),
  instances: [{ browser: 'chromium' as const }],
});

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'node',
          environment: 'node',
          // Properties are tried on hundreds of samples; on a busy machine that takes its time.
          testTimeout: 30_000,
          include: [
            'lib/**/*.test.ts',
            'tests/architecture/**/*.test.ts',
            'tests/storage/**/*.test.ts',
            'tests/app/**/*.test.ts',
            'demo/**/*.test.ts',
          ],
          exclude: ['lib/view/**', 'lib/sites/**'],
        },
      },
      {
        test: {
          name: 'e2e',
          environment: 'node',
          include: ['tests/e2e/**/*.test.ts', 'tests/security/**/*.test.ts'],
          fileParallelism: false,
          testTimeout: 300_000,
          hookTimeout: 180_000,
        },
      },
      {
        test: { name: 'sites', include: ['tests/sites/**/*.test.ts', 'lib/sites/**/*.test.ts'], browser: inChromium() },
      },
      {
        oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
        // Known from the start: a dependency found halfway reloads the page under the running tests.
        optimizeDeps: {
          include: [
            'preact',
            'preact/hooks',
            'preact/jsx-dev-runtime',
            '@preact/signals',
            'lucide',
            '@tanstack/virtual-core',
            'zod/mini',
            'papaparse',
            'fflate',
            'saxen',
            '@noble/hashes/argon2.js',
            '@noble/hashes/sha2.js',
            '@noble/hashes/utils.js',
            'axe-core',
            'fast-check',
          ],
        },
        test: {
          name: 'components',
          include: ['components/**/*.test.tsx', 'entrypoints/**/*.test.{ts,tsx}', 'lib/view/**/*.test.ts'],
          browser: inChromium(),
        },
      },
    ],
  },
});
