import type { Exporter } from './exporter.ts';
import { openapi } from './openapi/openapi.ts';

/** The formats that contracts can be exported to. */
export const exporters: readonly Exporter[] = [openapi];
