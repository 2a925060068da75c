import type { WrittenConfig } from './config.ts';

/** Gives a configuration in `shakedown.config.ts` its type: `export default defineConfig({ profile: 'quick' })`. */
export const defineConfig = (config: WrittenConfig): WrittenConfig => config;
