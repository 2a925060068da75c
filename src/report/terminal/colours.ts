import type pc from 'picocolors';

/** Functions that colour a text, or leave it alone where colour is off. */
export type Colours = ReturnType<typeof pc.createColors>;
