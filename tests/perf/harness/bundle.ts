import path from 'node:path';
import { build, type Rolldown } from 'vite';

/** A script of the harness with everything it imports, in one file. */
export async function bundle(entry: string): Promise<string> {
  const built = (await build({
    configFile: false,
    logLevel: 'error',
    build: {
      ...{ write: false, target: 'esnext' },
      rollupOptions: { input: path.resolve(entry), output: { format: 'iife' } },
    },
  })) as Rolldown.RolldownOutput;
  return built.output[0].code;
}
