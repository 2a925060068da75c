import { describe, expect, it } from '@jest/globals';
import { examine } from '../../src/learn/examine.ts';
import { generalPointer } from '../../src/learn/general-pointer.ts';
import {
  allowedKinds,
  aroundKinds,
  breakingKinds,
  messNamed,
  summaryOf,
  unreadableKinds,
  wrappedKinds,
  writtenKinds,
} from '../../src/learn/kinds/index.ts';
import type { Messed } from '../../src/mess/mess.ts';
import { samples as all, type Sample } from '../mess/samples.ts';

// What the harness sends as mess, and what it recognises in traffic, are one vocabulary: each is the test of the other.

// The realistic ones, and some that were drawn.
const samples = all.slice(0, 24);

const tables = [breakingKinds, unreadableKinds, wrappedKinds, writtenKinds, allowedKinds, aroundKinds].flat();
const names = [...new Set(tables.map(({ name }) => name))];

const found = ({ operation }: Sample, { request: { method, target, headers, body } }: Pick<Messed, 'request'>) =>
  examine(operation, { method, target, headers, body, written: true });

/** The place of a mess as the places of deviations are told. */
const placeOf = ({ schema, body }: Sample, { pointer }: Messed) =>
  pointer.startsWith('/body') ? generalPointer(schema, body, pointer.slice('/body'.length)) : pointer;

describe('the kinds of deviations', () => {
  it('are mess kinds, or say what they are', () => {
    expect(names.filter((name) => !messNamed(name) && summaryOf(name) === name)).toEqual([]);
    expect(names.filter(messNamed).length).toBeGreaterThan(100);
  });

  it('find nothing wrong with clean requests', () => {
    for (const sample of all)
      expect({ sample: sample.what, wrong: found(sample, sample).filter(({ breaks }) => breaks) }).toEqual({
        sample: sample.what,
        wrong: [],
      });
  });

  it.each(names.filter(messNamed))('recognise %s where it is sent', (name) => {
    const sent = samples.flatMap((sample) =>
      [...messNamed(name)!.apply(sample)].map((messed) => ({
        place: placeOf(sample, messed),
        seen: found(sample, messed),
      })),
    );
    const recognised = sent.filter(({ seen }) => seen.some(({ kind }) => kind === name));
    // Some break another rule of a narrow schema first, and are told as that.
    expect(recognised.length).toBeGreaterThan(sent.length / 20);
    // What no reader of JSON can read has no other place than the body.
    if (unreadableKinds.some((kind) => kind.name === name) || name === 'huge-header') return;
    const there = recognised.filter(({ place, seen }) => seen.some((d) => d.kind === name && d.pointer === place));
    expect(there.length).toBeGreaterThan(recognised.length / 2);
  });
});
