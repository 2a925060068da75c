/** The traffic cannot be read. The message says why, where, and what to do. */
export class TrafficError extends Error {}
