// What stands in bench/peers/node_modules, and how peers are kept to this machine.
import { existsSync, readFileSync } from 'node:fs';

/** The path of a file of a package. */
export const fileOf = (path) => new URL(`node_modules/${path}`, import.meta.url).pathname;

/** Undefined where it is not installed, here or, as aimock is, among what the project is developed with. */
export function versionOf(name) {
  const places = [fileOf(name), new URL(`../../node_modules/${name}`, import.meta.url).pathname];
  const found = places.map((place) => `${place}/package.json`).find(existsSync);
  return found && JSON.parse(readFileSync(found, 'utf8')).version;
}

/** A JVM that reaches nothing but the loopback: what it sends elsewhere goes to a port where nobody listens. */
export const java = (jar, ...args) => ({
  command: 'java',
  args: [
    ...['http', 'https'].flatMap((scheme) => [`-D${scheme}.proxyHost=127.0.0.1`, `-D${scheme}.proxyPort=9`]),
    '-jar',
    fileOf(jar),
    ...args,
  ],
});

/** For those that count their uses unless told otherwise. */
export const untold = { DO_NOT_TRACK: '1', PACT_DO_NOT_TRACK: 'true', NO_UPDATE_NOTIFIER: '1' };
